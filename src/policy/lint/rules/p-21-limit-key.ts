import { PolicySeverity } from "../../model/finding";
import { type LintContext } from "../context";
import { csharpOf, parsesToken, readsHeader } from "../expressions";
import { mayRunBefore } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule, type ReportedFinding } from "../rule";
import { decides } from "./authorization";
import { variableIn } from "./caller-data";
import { laterCheckOf } from "./later-check";

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
    const known: Known = { variables: new Map(), checked: new Set() };
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
      report(path, { ...finding, position: key!.position });
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
}

function remember(path: NodePath, { variables, checked }: Known): void {
  if (path.name === "check-header") {
    checked.add(path.literal("name")?.toLowerCase() ?? "");
  } else if (path.name === "when") {
    const condition = csharpOf(path.tryAttribute("condition")?.value);
    if (condition === undefined || PRESENCE.test(condition) || !decides(path)) return;
    for (const text of condition.split('"')) checked.add(text.toLowerCase());
  } else if (path.name === "set-variable") {
    const name = path.literal("name");
    if (name === undefined) return;
    const [source] = callerSources(csharpOf(path.tryAttribute("value")?.value) ?? "", checked);
    if (source === undefined) variables.delete(name);
    else variables.set(name, source.label);
  }
}

function limitKey(
  path: NodePath,
  code: string,
  { variables, checked }: Known,
  context: LintContext,
): ReportedFinding | undefined {
  const unchecked = tryUncheckedToken(path, code, context);
  if (unchecked !== undefined) {
    return {
      message: `<${path.name}> counts by the token ${unchecked}; expected a validated one`,
      fix: "move it after the validation, or count by context.Request.IpAddress",
    };
  }
  const variable = variableIn(code, variables) ?? "";
  const held = checked.has(variable.toLowerCase()) ? undefined : variables.get(variable);
  const source = callerSources(code, checked)[0]?.label ?? held;
  if (source === undefined) return undefined;
  return {
    message: `<${path.name}> counts by ${source}, which the caller writes, so that each new value is a new counter; expected what the caller cannot choose`,
    fix: "count by context.Request.IpAddress, context.Subscription.Id or a claim of the validated token",
  };
}

function cacheKey(path: NodePath, code: string, { checked }: Known, context: LintContext): ReportedFinding | undefined {
  // A whole token is a secret of its caller, so nobody else reads what is cached by it.
  const unchecked = parsesToken(code) ? tryUncheckedToken(path, code, context) : undefined;
  const source = callerSources(code, checked).find(({ name }) => NAMES_CALLER.test(name));
  if (unchecked === undefined && source === undefined) return undefined;
  const named = unchecked === undefined ? `${source!.label}, which the caller writes` : `the token ${unchecked}`;
  return {
    message: `<${path.name}> names the caller by ${named}, so that one caller reads what was cached for another; expected what the caller cannot choose`,
    fix: "use a claim of the validated token in the key",
  };
}

/** Why a token that code reads is not validated. */
function tryUncheckedToken(path: NodePath, code: string, context: LintContext): string | undefined {
  const readsToken = parsesToken(code) || readsHeader(code, "Authorization");
  const check = readsToken
    ? context.tokenChecks.find((candidate) => mayRunBefore(path, candidate.path))
    : laterCheckOf(code, path, context);
  if (check !== undefined) return `before ${check.path.location} validates it`;
  return parsesToken(code) && !context.mayBeCheckedBefore(path) ? "that nothing validates before" : undefined;
}

interface CallerSource {
  readonly name: string;
  /** What to call it in a message. */
  readonly label: string;
}

/** The headers and query parameters whose values code uses. A comparison uses none: it has two results. */
function callerSources(code: string, checked: ReadonlySet<string>): CallerSource[] {
  const found: CallerSource[] = [];
  for (const match of code.matchAll(READ)) {
    const [all, response, collection, name = ""] = match;
    const end = match.index + all.length;
    if (response !== undefined || COMPARED.test(code.slice(end, end + 200))) continue;
    // The service refuses an unknown key of a subscription.
    if (checked.has(name.toLowerCase()) || /subscription-key$/i.test(name)) continue;
    const isToken = collection === "Headers" && name.toLowerCase() === "authorization";
    if (isToken && parsesToken(code)) continue;
    const kind = collection === "Headers" ? "header" : "query parameter";
    found.push({ name, label: isToken ? "the whole Authorization header" : `${kind} ${name}` });
  }
  if (/\.\s?QueryString\b/.test(code)) found.push({ name: "", label: "the query" });
  return found;
}

/** A condition that asks only whether there is a value. */
const PRESENCE = /\bContainsKey\b|\bIsNullOr|[!=]=\s{0,9}(?:""|null\b|string\.Empty\b)/i;
const READ =
  /(\bResponse\s{0,9}\.\s{0,9})?\b(Headers|Query)\s{0,9}(?:\??\.\s{0,9}(?:GetValueOrDefault|TryGetValue)\s{0,9}\(|\[)\s{0,9}"([^"]{1,100})"/g;
const COMPARED = /^[^()]{0,99}[\])]\s{0,9}[!=]=/;
/** Names of headers and parameters that say who calls. */
const NAMES_CALLER =
  /^(?!user-agent$).*(?:user|customer|account|caller|principal|subject|client-?id|forwarded|(?:real|client)-?ip)/i;
