import { type CsharpNode, type Expression } from "../../csharp/tree";
import { type CsharpView, methodOf } from "../../csharp/view";
import { PolicySeverity } from "../../model/finding";
import { type LintContext } from "../context";
import { type CsharpCode, csharpOf } from "../csharp-code";
import { type NodePath } from "../node-path";
import { ASKING_NULL } from "../reads";
import { type LintRule, type ReportedFinding } from "../rule";
import { decides } from "./authorization";
import { LaterChecks } from "./later-check";

/** A warning: a limit that can be avoided opens nothing. */
export const LIMIT_KEY: LintRule = {
  id: "P-21",
  name: "limit-key",
  severities: [PolicySeverity.WARNING],
  description: "A limit per caller, and a cache per caller, have a key that the caller cannot choose.",
  rationale:
    "With a key that the caller writes, such as X-Forwarded-For or another header, each new value is a new counter, or the counter or the cached data of another caller. A claim of a token is such a value before the validation, and the whole Authorization header always, because a new token is a new counter. A header that the document compares before, such as a key, counts as checked.",
  fix: "Count by a claim of the validated token, or by the address or the subscription before the validation.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#unrestricted-resource-consumption",
  examples: {
    wrong: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)' />
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(((Jwt)context.Variables["jwt"]).Subject)' />
</fragment>`,
  },
  checkDocument: (context, report) => {
    const known: Known = { variables: new Map(), checked: new Set(), laterChecks: new LaterChecks(context) };
    // The branches of <choose> often limit by the same key.
    const reported = new Set<string>();
    for (const path of context.paths) {
      remember(path, known);
      const isLimit = LIMITS.includes(path.name);
      const key = path.tryAttribute(isLimit ? "counter-key" : "key");
      const code = isLimit || path.name === LOOKUP ? csharpOf(key?.value) : undefined;
      if (code === undefined) continue;
      const finding = isLimit ? limitKey(path, code, known, context) : cacheKey(path, code, known, context);
      if (finding === undefined || reported.has(finding.message)) continue;
      reported.add(finding.message);
      const { isSource, ...reportedFinding } = finding;
      const expression = context.expressionIn(path, key!.name);
      report(path, { ...reportedFinding, position: expression?.positionOfFirst(isSource) ?? key!.position });
    }
  },
};

const LIMITS: readonly string[] = ["rate-limit-by-key", "quota-by-key", "azure-openai-token-limit", "llm-token-limit"];
const LOOKUP = "cache-lookup-value";

/** What is known before a statement. */
interface Known {
  /** The variables that hold what the caller wrote, and what that is. */
  readonly variables: Map<string, string>;
  /** The headers, query parameters and variables whose values were compared, in lower case. */
  readonly checked: Set<string>;
  readonly laterChecks: LaterChecks;
}

function remember(path: NodePath, { variables, checked }: Known): void {
  if (path.name === "check-header") {
    checked.add(path.literal("name")?.toLowerCase() ?? "");
  } else if (path.name === "when") {
    const condition = csharpOf(path.tryAttribute("condition")?.value);
    if (condition === undefined || asksForPresence(condition) || !decides(path)) return;
    for (const text of condition.strings) checked.add(text.toLowerCase());
  } else if (path.name === "set-variable") {
    const name = path.literal("name");
    if (name === undefined) return;
    const code = csharpOf(path.tryAttribute("value")?.value);
    const source = code === undefined ? undefined : callerSources(code, checked)[0];
    if (source === undefined) variables.delete(name);
    else variables.set(name, source.label);
  }
}

/** A finding, and which part of the code it is about. */
interface KeyFinding extends ReportedFinding {
  readonly isSource: (node: CsharpNode) => boolean;
}

function limitKey(path: NodePath, code: CsharpCode, known: Known, context: LintContext): KeyFinding | undefined {
  const { variables, checked } = known;
  const unchecked = tryUncheckedToken(path, code, known, context);
  if (unchecked !== undefined) {
    return {
      message: `<${path.name}> counts by the token ${unchecked}; expected a validated one`,
      fix: "move it after the validation, or count by context.Request.IpAddress",
      isSource: isToken,
    };
  }
  const variable = code.variableIn(variables) ?? "";
  const label = checked.has(variable.toLowerCase()) ? undefined : variables.get(variable);
  const node = code.reads.find(({ name }) => name === variable)?.node;
  const source = callerSources(code, checked)[0] ?? (label === undefined ? undefined : { name: variable, label, node });
  if (source === undefined) return undefined;
  return {
    message: `<${path.name}> counts by ${source.label}, which the caller writes, so that each new value is a new counter; expected what the caller cannot choose`,
    fix: "count by context.Request.IpAddress, context.Subscription.Id or a claim of the validated token",
    isSource: (node) => isOf(source, node),
  };
}

function cacheKey(path: NodePath, code: CsharpCode, known: Known, context: LintContext): KeyFinding | undefined {
  // A whole token is a secret of its caller, so nobody else reads what is cached by it.
  const unchecked = code.parsesToken ? tryUncheckedToken(path, code, known, context) : undefined;
  const source = callerSources(code, known.checked).find(({ name }) => NAMES_CALLER.test(name));
  if (unchecked === undefined && source === undefined) return undefined;
  const named = unchecked === undefined ? `${source!.label}, which the caller writes` : `the token ${unchecked}`;
  return {
    message: `<${path.name}> names the caller by ${named}, so that one caller reads what was cached for another; expected what the caller cannot choose`,
    fix: "use a claim of the validated token in the key",
    isSource: (node) => (unchecked === undefined ? isOf(source!, node) : isToken(node)),
  };
}

/** Why a token that code reads is not validated. */
function tryUncheckedToken(
  path: NodePath,
  code: CsharpCode,
  { laterChecks }: Known,
  context: LintContext,
): string | undefined {
  const readsToken = code.parsesToken || code.readsHeader("Authorization");
  const check = readsToken ? context.orderOfChecks.firstAfter(path) : laterChecks.of(code, path)?.path;
  if (check !== undefined) return `before ${check.location} validates it`;
  return code.parsesToken && !context.mayBeCheckedBefore(path) ? "that nothing validates before" : undefined;
}

/** Whether a token is made of a text here, or read from the header. */
function isToken(node: CsharpNode): boolean {
  return ["AsJwt", "TryParseJwt"].includes(methodOf(node) ?? "") || (node.kind === "member" && node.name === "Headers");
}

function isOf({ node: source }: CallerSource, node: CsharpNode): boolean {
  return source === undefined ? node.kind === "member" && node.name === "QueryString" : node === source;
}

interface CallerSource {
  readonly name: string;
  /** The read of it; undefined for the query as a whole, and in code that the library wrote. */
  readonly node?: CsharpNode;
  /** What to call it in a message. */
  readonly label: string;
}

/** The headers and query parameters whose values code uses. A comparison uses none: it has two results. */
function callerSources(code: CsharpCode, checked: ReadonlySet<string>): CallerSource[] {
  const found: CallerSource[] = [];
  for (const { collection, owner, name, method, node } of code.reads) {
    if (name === undefined || !WRITTEN.includes(collection) || method === "ContainsKey") continue;
    if (owner === "context.Response" || (node !== undefined && isCompared(node, code.view))) continue;
    // The service refuses an unknown key of a subscription.
    if (checked.has(name.toLowerCase()) || /subscription-key$/i.test(name)) continue;
    const isWhole = collection === "Headers" && name.toLowerCase() === "authorization";
    if (isWhole && code.parsesToken) continue;
    const kind = collection === "Headers" ? "header" : "query parameter";
    found.push({ name, node, label: isWhole ? "the whole Authorization header" : `${kind} ${name}` });
  }
  if (code.names("QueryString")) found.push({ name: "", label: "the query" });
  return found;
}

/** Whether a value is only compared, directly or after `?? ""`. */
function isCompared(node: Expression, view: CsharpView | undefined): boolean {
  const parent = view?.parentOf(node);
  if (parent?.kind === "cast" || (parent?.kind === "binary" && parent.operator === "??")) {
    return isCompared(parent, view);
  }
  return parent?.kind === "binary" && (parent.operator === "==" || parent.operator === "!=");
}

/** Whether a condition asks only if there is a value. */
function asksForPresence(condition: CsharpCode): boolean {
  if (condition.names("ContainsKey", ...ASKING_NULL)) return true;
  if (condition.isWritten) return false;
  return condition.views.some((view) =>
    view.nodes.some((node) => {
      if (node.kind !== "binary" || (node.operator !== "==" && node.operator !== "!=")) return false;
      return [node.left, node.right].some((side) => side.kind === "null" || view.textOf(side) === "");
    }),
  );
}
/** The collections that hold what the caller writes. */
const WRITTEN: readonly string[] = ["Headers", "Query"];
/** Names of headers and parameters that say who calls. */
const NAMES_CALLER =
  /^(?!user-agent$).*(?:user|customer|account|caller|principal|subject|client-?id|forwarded|(?:real|client)-?ip)/i;
