import { type LintContext } from "../context";
import { codeOf } from "../expressions";
import { PolicySeverity } from "../finding";
import { literalOf } from "../place";
import { type LintRule } from "../rule";
import { type TokenCheck } from "../token-check";

/**
 * An error for Entra ID, whose metadata names the keys of all tokens of a tenant: every application of the tenant can get one, for any API.
 * A warning where a client is named, whose tokens for other APIs pass as well, and for other issuers, which may issue tokens for one API only.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.9
 */
export const AUDIENCE: LintRule = {
  id: "P-07",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "A token is accepted only when it was issued for this API.",
  why: "Without an audience a token for any other API passes, and with Entra ID every application of the tenant can get one. It warns where named clients limit that, and for issuers that are not Entra ID. An audience that is taken from the request is a warning too.",
  fix: "Add <audiences> with the client id of the API, or with its App ID URI for version 1 tokens.",
  see: "https://www.rfc-editor.org/rfc/rfc8725#section-3.9",
  checkDocument: (context, report) => {
    for (const check of context.tokenChecks) {
      for (const audience of check.audiences) {
        const { text } = audience.element;
        const literal = literalOf(text);
        const isOfRequest = codeOf(text)?.includes("context.Request");
        if (literal !== "*" && !isOfRequest) continue;
        report(audience, {
          message: isOfRequest
            ? "the audience is taken from the request, so the caller has a say in it; expected the client id of the API"
            : 'the audience is "*", which no token names; expected the client id of the API',
          fix: "write the client id of the API",
          severity: PolicySeverity.WARNING,
        });
      }
      if (checksAudience(check, context)) continue;
      const { place } = check;
      const isOpen = check.acceptsEntra && !checksClient(check);
      report(place, {
        message: isOpen
          ? `<${place.name}> checks no audience, so a token for any API of the tenant passes; expected the audience of this API`
          : `<${place.name}> checks no audience, so a token for another API may pass; expected the audience of this API`,
        fix: check.acceptsEntra
          ? "add <audiences> with an <audience>: the client id of the API for version 2 tokens, its App ID URI for version 1 tokens"
          : "add <audiences> with an <audience>: what the issuer calls this API",
        severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

/** Whether the audience of a token is checked, by whatever statement. */
export function checksAudience(check: TokenCheck, { codes }: LintContext): boolean {
  if (check.audiences.length > 0 || holdsText(check, "audiences") || check.demands("aud")) return true;
  if (check.place.listed("backend-application-ids", "application-id").length > 0) return true;
  return codes.some(
    ({ place, code }) =>
      place.order > check.place.order && (/\bAudiences\b/.test(code) || /Claims\b.*"aud"/s.test(code)),
  );
}

/** Whether only named clients or persons may call. */
function checksClient(check: TokenCheck): boolean {
  return (
    check.place.listed("client-application-ids", "application-id").length > 0 ||
    check.demands("azp", "appid", "client_id", "oid", "sub")
  );
}

/** Whether a named value may hold what is listed. */
function holdsText({ place }: TokenCheck, list: string): boolean {
  return place.child(list)?.element.text?.isDynamic ?? false;
}
