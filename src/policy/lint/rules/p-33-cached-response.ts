import { PolicySeverity } from "../../model/finding";
import { type LintContext } from "../context";
import { alwaysRuns } from "../flow";
import { type NodePath } from "../node-path";
import { type LintRule, type ReportedFinding } from "../rule";
import { TokenCheck } from "../token-check";

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
    const headers = new CallerHeaders(context);
    for (const lookup of context.statementsNamed("cache-lookup")) {
      const finding = lookupBeforeCheck(lookup, headers, context) ?? sharedResponse(lookup, headers);
      if (finding !== undefined) report(lookup, finding);
    }
  },
};

function lookupBeforeCheck(
  lookup: NodePath,
  headers: CallerHeaders,
  context: LintContext,
): ReportedFinding | undefined {
  const { orderOfChecks } = context;
  const check = orderOfChecks.firstAfter(lookup);
  if (check === undefined || orderOfChecks.lastBefore(lookup) !== undefined) return undefined;
  const isOpen =
    alwaysRuns(lookup) &&
    alwaysRuns(check) &&
    cachesWithToken(lookup, new TokenCheck(check)) &&
    !variesByCaller(lookup, headers) &&
    !context.mayBeCheckedBefore(lookup);
  return {
    message: `<cache-lookup> answers from the cache before ${check.location} validates the token, so whoever has no token gets cached responses; expected it after the validation`,
    fix: "move it after the validation",
    severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
  };
}

/** Whether responses to requests with a token are cached: those with an Authorization header only if that is allowed. */
function cachesWithToken(lookup: NodePath, check: TokenCheck): boolean {
  return isPrivate(lookup) || !check.headers.has("authorization");
}

function sharedResponse(lookup: NodePath, headers: CallerHeaders): ReportedFinding | undefined {
  if (!isPrivate(lookup) || variesByCaller(lookup, headers)) return undefined;
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
function variesByCaller(lookup: NodePath, headers: CallerHeaders): boolean {
  const byDeveloper = lookup.tryAttribute("vary-by-developer");
  if (byDeveloper !== undefined && lookup.literal("vary-by-developer")?.toLowerCase() !== "false") return true;
  return lookup.childrenNamed("vary-by-header").some(({ literalText, element }) => {
    if (literalText === undefined) return element.text !== undefined;
    return literalText.split(";").some((part) => headers.differ(part.trim().toLowerCase(), lookup));
  });
}

/** The headers that may differ for every caller. */
class CallerHeaders {
  /** The number of the first statement that writes each header, as one that names the caller. */
  private readonly written = new Map<string, number>();

  public constructor(private readonly context: LintContext) {
    for (const path of context.statementsNamed("set-header")) {
      const name = path.literal("name")?.toLowerCase() ?? "";
      if (!this.written.has(name)) this.written.set(name, path.order);
    }
  }

  /** Whether a header, in lower case, differs for every caller. */
  public differ(header: string, { order }: NodePath): boolean {
    if (CREDENTIALS.includes(header) || this.context.orderOfChecksOf(header) !== undefined) return true;
    return (this.written.get(header) ?? order) < order;
  }
}

const CREDENTIALS: readonly string[] = ["authorization", "cookie", "ocp-apim-subscription-key"];
