import { GUID } from "../../../oauth/entra-tenant";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { csharpOf } from "../csharp-code";
import { type LintExpression } from "../expressions";
import { type LintRule } from "../rule";
import { isKnownLater, type TokenCheck } from "../token-check";
import { unfilledIdIn } from "../unfilled";
import { checkMicrosoftAudience } from "./microsoft-audience";

/**
 * An error for Entra ID, whose metadata names the keys of all tokens of a tenant: every application of the tenant can get one, for any API.
 * A warning where a client or a group is named, with which tokens for other APIs pass as well, and for other issuers, which may issue tokens for one API only.
 * An error too where only tokens for Microsoft Graph could pass, which nobody but Microsoft Graph can verify.
 */
export const AUDIENCE: LintRule = {
  id: "P-07",
  name: "audience",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "A token is accepted only if it was issued for this API.",
  rationale:
    "Without an audience a token for any other API passes, and with Entra ID every application of the tenant can get one. It is a warning where named clients or groups limit that. A required role does not: whoever registers an application can give it a role of the same name. It is a warning too for issuers other than Entra ID, and for an audience that is read from the request. The audience of a service of Microsoft is that of everybody: every application of the tenant can get such a token. For Microsoft Graph it is an error, because nobody else can verify its tokens.",
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
        const problem = problemOf(audience.element.text!, check);
        if (problem === undefined) continue;
        report(audience, {
          message: `the audience ${problem}; expected the client id of the API`,
          fix: "write the client id of the API",
          severity: PolicySeverity.WARNING,
        });
      }
      checkMicrosoftAudience(check, context, report);
      if (checksAudience(check, context)) continue;
      const { path } = check;
      // A group has the same members for every API. A role and a scope belong to the API that defines them, so another API can have the same names.
      const isOpen = check.acceptsEntra && !check.namesCallers && !check.requires("groups");
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

function problemOf(value: PolicyValue, check: TokenCheck): string | undefined {
  if (csharpOf(value)?.readsRequest === true) return "is read from the request, so the caller chooses it";
  if (isKnownLater(value) || unfilledIdIn(value) !== undefined) return undefined;
  const literal = value.source.trim();
  if (literal === "*") return 'is "*", which no token names';
  if (!check.isOfEntra && !check.isOfCustomers) return undefined;
  if (/[\s,;]/.test(literal)) {
    return `is ${shown(literal)}, several in one, and it is compared as a whole`;
  }
  const isKnownForm = GUID.test(literal.replace(/\/$/, "")) || /^[a-z][a-z\d+.-]*:/i.test(literal);
  return isKnownForm ? undefined : `is ${shown(literal)}, and Entra ID names an API by its client id or a URI`;
}

/** Whether the audience of a token is checked, by any statement. */
export function checksAudience(check: TokenCheck, context: LintContext): boolean {
  if (check.audiences.length > 0 || holdsText(check, "audiences") || check.requires("aud")) return true;
  if (check.backends.length > 0) return true;
  return context.hasExpressionAfter(check.path, readsAudience);
}

function readsAudience({ csharp }: LintExpression): boolean {
  return csharp.names("Audiences") || csharp.readsClaim("aud");
}

/** Whether a named value may contain what is listed. */
function holdsText({ path }: TokenCheck, list: string): boolean {
  return path.tryChild(list)?.element.text?.isDynamic ?? false;
}
