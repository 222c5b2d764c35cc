import { type CsharpTokens } from "../../csharp/tokens";
import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { type LintExpression } from "../expressions";
import { ARRAYS, assignmentsIn, holdsWord, type NamedRead, testsForNull } from "../reads";
import { type LintRule, type ReportedFinding } from "../rule";
import { faultOfCall } from "./failing-call";
import { ASKING, keyOf, KnownToBePresent } from "./known-presence";

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
