import { PolicySeverity } from "../../model/finding";
import { type LintContext } from "../context";
import { csharpOf } from "../expressions";
import { literalOf } from "../node-path";
import { type LintRule } from "../rule";
import { type TokenCheck } from "../token-check";

/**
 * An error for Entra ID, whose metadata names the keys of all tokens of a tenant: every application of the tenant can get one, for any API.
 * A warning where a client is named, whose tokens for other APIs pass as well, and for other issuers, which may issue tokens for one API only.
 */
export const AUDIENCE: LintRule = {
  id: "P-07",
  name: "audience",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "A token is accepted only if it was issued for this API.",
  rationale:
    "Without an audience a token for any other API passes, and with Entra ID every application of the tenant can get one. It is a warning where named clients limit that, for issuers other than Entra ID, and for an audience that is read from the request.",
  fix: "Add <audiences> with the client id of the API, or with its App ID URI for version 1 tokens.",
  url: "https://www.rfc-editor.org/rfc/rfc8725#section-3.9",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <required-claims>
      <claim name="scp" match="any" separator=" ">
        <value>Orders.Read</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <required-claims>
      <claim name="scp" match="any" separator=" ">
        <value>Orders.Read</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: (context, report) => {
    for (const check of context.tokenChecks) {
      for (const audience of check.audiences) {
        const { text } = audience.element;
        const literal = literalOf(text);
        const isOfRequest = csharpOf(text)?.includes("context.Request");
        if (literal !== "*" && !isOfRequest) continue;
        report(audience, {
          message: isOfRequest
            ? "the audience is read from the request, so the caller chooses it; expected the client id of the API"
            : 'the audience is "*", which no token names; expected the client id of the API',
          fix: "write the client id of the API",
          severity: PolicySeverity.WARNING,
        });
      }
      if (checksAudience(check, context)) continue;
      const { path } = check;
      const isOpen = check.acceptsEntra && !checksClient(check);
      report(path, {
        message: isOpen
          ? `<${path.name}> checks no audience, so a token for any API of the tenant passes; expected the audience of this API`
          : `<${path.name}> checks no audience, so a token for another API may pass; expected the audience of this API`,
        fix: check.acceptsEntra
          ? "add <audiences> with an <audience>: the client id of the API for version 2 tokens, its App ID URI for version 1 tokens"
          : "add <audiences> with an <audience>: what the issuer calls this API",
        severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

/** Whether the audience of a token is checked, by any statement. */
export function checksAudience(check: TokenCheck, { expressions }: LintContext): boolean {
  if (check.audiences.length > 0 || holdsText(check, "audiences") || check.requires("aud")) return true;
  if (check.path.listed("backend-application-ids", "application-id").length > 0) return true;
  return expressions.some(
    ({ path, code }) => path.order > check.path.order && (/\bAudiences\b/.test(code) || /Claims\b.*"aud"/s.test(code)),
  );
}

/** Whether only named clients or people may call. */
function checksClient(check: TokenCheck): boolean {
  return (
    check.path.listed("client-application-ids", "application-id").length > 0 ||
    check.requires("azp", "appid", "client_id", "oid", "sub")
  );
}

/** Whether a named value may contain what is listed. */
function holdsText({ path }: TokenCheck, list: string): boolean {
  return path.tryChild(list)?.element.text?.isDynamic ?? false;
}
