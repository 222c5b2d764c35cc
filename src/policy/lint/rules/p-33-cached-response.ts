import { PolicySeverity } from "../../model/finding";
import { type LintContext } from "../context";
import { alwaysRuns, mayRunBefore } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule, type ReportedFinding } from "../rule";
import { type TokenCheck } from "../token-check";

/** An error where callers without a token certainly get what was cached for others. */
export const CACHED_RESPONSE: LintRule = {
  id: "P-33",
  name: "cached-response",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "A cached response is sent after the validation of the token, and to the caller that it was made for.",
  rationale:
    "A response from the cache ends inbound, so a validation after <cache-lookup> does not run for it. It is an error if responses to requests with a token are cached and anyone gets them. With allow-private-response-caching, one caller gets the response that was made for another, unless the responses vary by the caller.",
  fix: "Move <cache-lookup> after the validation. Add <vary-by-header>Authorization</vary-by-header> if responses differ by the caller.",
  url: "https://learn.microsoft.com/azure/api-management/cache-lookup-policy",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" allow-private-response-caching="true" />
    <validate-jwt header-name="Authorization" require-scheme="Bearer">
      <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
      <audiences>
        <audience>{{client-id}}</audience>
      </audiences>
    </validate-jwt>
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <validate-jwt header-name="Authorization" require-scheme="Bearer">
      <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
      <audiences>
        <audience>{{client-id}}</audience>
      </audiences>
    </validate-jwt>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" allow-private-response-caching="true">
      <vary-by-header>Authorization</vary-by-header>
    </cache-lookup>
  </inbound>
</policies>`,
  },
  checkDocument: (context, report) => {
    for (const lookup of context.statementsNamed("cache-lookup")) {
      const finding = lookupBeforeCheck(lookup, context) ?? sharedResponse(lookup, context);
      if (finding !== undefined) report(lookup, finding);
    }
  },
};

function lookupBeforeCheck(lookup: NodePath, context: LintContext): ReportedFinding | undefined {
  const { tokenChecks } = context;
  const check = tokenChecks.find(({ path }) => mayRunBefore(lookup, path));
  if (check === undefined || tokenChecks.some(({ path }) => mayRunBefore(path, lookup))) return undefined;
  const isOpen =
    alwaysRuns(lookup) &&
    alwaysRuns(check.path) &&
    cachesWithToken(lookup, check) &&
    !variesByCaller(lookup, context) &&
    !context.mayBeCheckedBefore(lookup);
  return {
    message: `<cache-lookup> answers from the cache before ${check.path.location} validates the token, so whoever has no token gets cached responses; expected it after the validation`,
    fix: "move it after the validation",
    severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
  };
}

/** Whether responses to requests with a token are cached: those with an Authorization header only if that is allowed. */
function cachesWithToken(lookup: NodePath, check: TokenCheck): boolean {
  return isPrivate(lookup) || !check.reads("authorization");
}

function sharedResponse(lookup: NodePath, context: LintContext): ReportedFinding | undefined {
  if (!isPrivate(lookup) || variesByCaller(lookup, context)) return undefined;
  return {
    message:
      "responses to requests with a token are cached and do not vary by the caller, so one caller gets what was made for another; expected them to vary by the caller",
    fix: "add <vary-by-header>Authorization</vary-by-header>, or remove allow-private-response-caching",
    position: lookup.tryAttribute("allow-private-response-caching")!.position,
  };
}

function isPrivate(lookup: NodePath): boolean {
  return lookup.literal("allow-private-response-caching")?.toLowerCase() === "true";
}

/** Whether each caller has responses that nobody else gets, as far as it is known. */
function variesByCaller(lookup: NodePath, { statements, tokenChecks }: LintContext): boolean {
  const byDeveloper = lookup.tryAttribute("vary-by-developer");
  if (byDeveloper !== undefined && lookup.literal("vary-by-developer")?.toLowerCase() !== "false") return true;
  return lookup.childrenNamed("vary-by-header").some(({ literalText, element }) => {
    if (literalText === undefined) return element.text !== undefined;
    return literalText.split(";").some((part) => {
      const header = part.trim().toLowerCase();
      if (CREDENTIALS.includes(header) || tokenChecks.some((check) => check.reads(header))) return true;
      return statements.some((path) => path.order < lookup.order && writesHeader(path, header));
    });
  });
}

/** The headers that differ for every caller. */
const CREDENTIALS: readonly string[] = ["authorization", "cookie", "ocp-apim-subscription-key"];

/** Whether the gateway writes a header, as one that names the caller. */
function writesHeader(path: NodePath, header: string): boolean {
  return path.name === "set-header" && path.literal("name")?.toLowerCase() === header;
}
