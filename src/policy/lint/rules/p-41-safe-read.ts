import { type CsharpTokens, TokenKind } from "../../csharp/tokens";
import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { CallerText } from "../caller-text";
import { type LintContext } from "../context";
import { type LintExpression } from "../expressions";
import { type NodePath, statementOf } from "../node-path";
import { ARRAYS, assignmentsIn, holdsWord, type NamedRead, testsForNull } from "../reads";
import { type LintRule, type ReportedFinding } from "../rule";
import { settersOf } from "../variables";

/** A warning: the linter does not know what the callers send. */
export const SAFE_READ: LintRule = {
  id: "P-41",
  name: "safe-read",
  severities: [PolicySeverity.WARNING],
  description: "An expression reads what every caller sends, or asks first.",
  rationale:
    "An expression that throws ends the request with 500, although the caller should get 401 or 403. A claim, a header and a query parameter throw if they are absent, and what comes from a request with ignore-error is null if it failed.",
  fix: "Ask with ContainsKey first, give GetValueOrDefault a default, or use ?. where something can be null.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-error-handling-policies",
  examples: {
    wrong: `<fragment>
  <choose>
    <when condition='@(!((Jwt)context.Variables["jwt"]).Claims["groups"].Contains("finance"))'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
    right: `<fragment>
  <choose>
    <when condition='@(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("groups") ? !((Jwt)context.Variables["jwt"]).Claims["groups"].Contains("finance") : true)'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: (context, report) => {
    const known = new KnownToBePresent(context);
    for (const expression of context.expressions) {
      const fault = faultOf(expression, known);
      if (fault !== undefined) report(expression.path, { ...fault, position: expression.position });
      known.learn(expression);
    }
  },
};

function faultOf({ path, tokens, reads }: LintExpression, known: KnownToBePresent): ReportedFinding | undefined {
  // What a block catches ends no request.
  if (holdsWord(tokens, 0, tokens.length, ["try"])) return undefined;
  const asked = new Set<string>();
  const failed = new FailedVariables(tokens, known);
  for (const read of reads) {
    const fault = asked.has(keyOf(read)) || known.has(read, path) ? undefined : faultOfRead(tokens, read, failed);
    if (fault !== undefined) return fault;
    if (ASKING.includes(read.method)) asked.add(keyOf(read));
  }
  return faultOfCall(tokens, path, reads, known);
}

const ASKING: readonly string[] = ["ContainsKey", "TryGetValue", "GetValueOrDefault"];

function keyOf({ collection, name }: NamedRead): string {
  return `${collection}:${collection === "Headers" ? name?.toLowerCase() : name}`;
}

function faultOfRead(tokens: CsharpTokens, read: NamedRead, failed: FailedVariables): ReportedFinding | undefined {
  const { collection, name, method, args, end } = read;
  if (name === undefined) return undefined;
  const what = `${collection}[${shown(name)}]`;
  if (ARRAYS.includes(collection)) {
    if (method === "[]") {
      return {
        message: `the read of ${what} throws if ${NOUNS[collection]} is absent, and the caller gets 500; expected a test before it`,
        fix: `ask ${collection}.ContainsKey(${shown(name)}) before, or use ${collection}.GetValueOrDefault(${shown(name)}, "")`,
      };
    }
    if (method === "GetValueOrDefault" && args.length === 1 && tokens.is(end + 1, ".", "[")) {
      return {
        message: `the value of ${collection}.GetValueOrDefault(${shown(name)}) is null if ${NOUNS[collection]} is absent, so what follows throws and the caller gets 500; expected a default`,
        fix: `give a default: ${collection}.GetValueOrDefault(${shown(name)}, "")`,
      };
    }
    return undefined;
  }
  if (collection !== "Variables" || !failed.isUsed(read, name)) return undefined;
  return {
    message: `the variable ${shown(name)} is null if its request fails, because of ignore-error, so what follows throws and the caller gets 500; expected a test for null before it`,
    fix: `compare context.Variables[${shown(name)}] with null before, or remove ignore-error`,
  };
}

const NOUNS: Readonly<Record<string, string>> = {
  Claims: "the claim",
  Headers: "the header",
  Query: "the parameter",
};

/** The variables that an expression uses although they may be null. */
class FailedVariables {
  private readonly isTested: boolean;
  /** The local variables by the index where their values start. */
  private readonly locals: ReadonlyMap<number, string>;
  /** The words before a dot. */
  private readonly used = new Set<string>();

  public constructor(
    private readonly tokens: CsharpTokens,
    private readonly known: KnownToBePresent,
  ) {
    this.isTested = testsForNull(tokens);
    this.locals = new Map(assignmentsIn(tokens).map(({ name, from }) => [from, name]));
    for (let index = 1; index < tokens.length; index++) {
      const name = tokens.word(index);
      if (name !== undefined && tokens.is(index + 1, ".")) this.used.add(name);
    }
  }

  public isUsed(read: NamedRead, name: string): boolean {
    if (this.isTested || !this.known.mayHaveFailed(name) || !this.usesMember(read)) return false;
    this.known.forget(name);
    return true;
  }

  /** Whether a member of what a read gives is used, there or by the name of a local variable. */
  private usesMember({ start, end }: NamedRead): boolean {
    const { tokens } = this;
    const first = tokens.startOfChain(start);
    let last = tokens.is(end + 1, "as") ? end + 2 : end;
    const isCast = tokens.is(first - 1, ")");
    if (isCast && tokens.is(end + 1, ".")) return false; // The cast is of the member.
    if (tokens.is(last + 1, ")")) last++;
    if (tokens.is(last + 1, ".", "[")) return true;
    const local = this.locals.get(isCast ? tokens.opening(first - 1) : first);
    return local !== undefined && this.used.has(local);
  }
}

/** What is wrong with a call whose result may be null or empty. */
function faultOfCall(
  tokens: CsharpTokens,
  path: NodePath,
  reads: readonly NamedRead[],
  known: KnownToBePresent,
): ReportedFinding | undefined {
  const starts = new Set(
    reads.filter((read) => ARRAYS.includes(read.collection) && !known.has(read, path)).map(({ start }) => start),
  );
  const ofCaller = new CallerText(
    tokens,
    (index) => starts.has(index) || (tokens.is(index, "Body") && tokens.is(index - 2, "Request")),
  );
  const parts = new Set(
    ofCaller.locals
      .filter(({ to }) => tokens.is(to - 1, ")") && tokens.is(tokens.opening(to - 1) - 1, "Split"))
      .map(({ name }) => name),
  );
  let measured = false;
  for (let index = 1; index < tokens.length; index++) {
    if (tokens.is(index, ...MEASURES)) measured = true;
    const local = tokens.word(index);
    if (local === undefined || measured) continue;
    const isMethod = tokens.is(index - 1, ".", "?.") && tokens.is(index + 1, "(");
    const end = isMethod ? tokens.closing(index + 1) : index;
    if (isMethod && local === "AsJwt" && tokens.is(end + 1, ".", "[") && !testsForNull(tokens)) {
      if (!ofCaller.has(tokens.startOfChain(index), index)) continue;
      return {
        message: `the result of AsJwt() is null without a token, so ".${tokens.word(end + 2) ?? ""}" throws and the caller gets 500; expected the token that a check has put into its variable`,
        fix: "read the variable of output-token-variable-name, or use ?. after AsJwt()",
      };
    }
    const isSplit = isMethod ? local === "Split" : parts.has(local);
    if (isSplit && tokens.is(end + 1, "[") && isBeyondFirst(tokens, end + 2)) {
      if (isMethod && !ofCaller.has(tokens.startOfChain(index), index)) continue;
      return {
        message:
          "the text of the caller may have no such part, so the index throws and the caller gets 500; expected a test of the length",
        fix: "test the Length of the array first",
      };
    }
    if (isMethod && ENDS.includes(local) && mayBeEmpty(tokens, tokens.startOfChain(index), index)) {
      return {
        message: `the call of ${local}() throws if nothing is there, and the caller gets 500; expected a test before it`,
        fix: `use ${local}OrDefault(), or ask Any() first`,
      };
    }
  }
  return undefined;
}

/** Words that ask how much there is, or what it looks like. */
const MEASURES: readonly string[] = [
  "Any",
  "Contains",
  "ContainsKey",
  "Count",
  "EndsWith",
  "Exists",
  "IndexOf",
  "IsMatch",
  "IsNullOrEmpty",
  "IsNullOrWhiteSpace",
  "Length",
  "StartsWith",
];

const ENDS: readonly string[] = ["First", "Last", "Single"];

function isBeyondFirst(tokens: CsharpTokens, index: number): boolean {
  return tokens.kind(index) === TokenKind.NUMBER && tokens.number(index) !== "0" && tokens.is(index + 1, "]");
}

/** Whether a chain that ends before an index may give an empty list. What splits a text, and an entry, have a first and a last item. */
function mayBeEmpty(tokens: CsharpTokens, from: number, to: number): boolean {
  const receiver = to - 2;
  if (tokens.is(receiver, "}") || tokens.is(from, "new") || tokens.is(from - 1, "new")) return false;
  if (tokens.is(receiver, "]")) return !tokens.is(tokens.opening(receiver) - 1, ...ARRAYS);
  if (!tokens.is(receiver, ")")) return true;
  return !tokens.is(tokens.opening(receiver) - 1, "Split") || tokens.is(receiver - 1, "RemoveEmptyEntries");
}

/** What an expression finds, because the document has made sure of it. */
class KnownToBePresent {
  private readonly asked = new Set<string>();
  /** The order of the first statement that checks or sets a header. */
  private readonly headers = new Map<string, number>([["host", -1]]);
  private readonly claims: Set<string>;
  private readonly failing = new Set<string>();

  public constructor({ statements, tokenChecks }: LintContext) {
    this.claims = new Set(tokenChecks.some((check) => check.isForeign) ? ALWAYS : [...ALWAYS, ...ALWAYS_OF_ENTRA]);
    for (const check of tokenChecks) {
      for (const { name } of check.claims) if (name !== undefined) this.claims.add(name);
      if (check.header !== undefined) this.addHeader(check.header, check.path);
    }
    for (const path of statements) {
      if (path.name === "check-header" || (path.name === "set-header" && path.literal("exists-action") !== "delete")) {
        this.addHeader(path.literal("name")?.toLowerCase() ?? "", path);
      }
      if (path.literal("ignore-error")?.toLowerCase() !== "true") continue;
      for (const { name } of settersOf(path)) if (name !== undefined) this.failing.add(name);
    }
  }

  public has(read: NamedRead, path: NodePath): boolean {
    const { collection, name } = read;
    if (name === undefined || this.asked.has(keyOf(read))) return true;
    if (collection === "Claims") return this.claims.has(name);
    if (collection !== "Headers") return false;
    const order = this.headers.get(name.toLowerCase());
    return order !== undefined && order < statementOf(path).order;
  }

  public mayHaveFailed(variable: string): boolean {
    return this.failing.has(variable);
  }

  /** A variable is reported once. */
  public forget(variable: string): void {
    this.failing.delete(variable);
  }

  /** Takes in what an expression asks: a condition before another statement may have sent those callers away. */
  public learn({ path, tokens, reads }: LintExpression): void {
    const isCondition = path.name === "when";
    const tests = testsForNull(tokens);
    for (const read of reads) {
      if (read.method === "ContainsKey" || (isCondition && ASKING.includes(read.method))) this.asked.add(keyOf(read));
      if (read.collection !== "Variables" || read.name === undefined) continue;
      if (read.method === "ContainsKey" || tests) this.failing.delete(read.name);
    }
  }

  private addHeader(name: string, path: NodePath): void {
    if (!this.headers.has(name)) this.headers.set(name, path.order);
  }
}

/** Claims that every token has. */
const ALWAYS: readonly string[] = ["aud", "exp", "iat", "iss", "sub"];

/** Claims that every access token of Entra ID has. */
const ALWAYS_OF_ENTRA: readonly string[] = ["aio", "appid", "azp", "nbf", "oid", "rh", "tid", "uti", "ver"];
