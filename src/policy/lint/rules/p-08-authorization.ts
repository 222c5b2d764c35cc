import { PolicySeverity } from "../../model/finding";
import { MAX_FOLLOWED_CHECKS } from "../../text/bounds";
import { type LintRule } from "../rule";
import { isAuthorized } from "./authorization";
import { checksAudience } from "./p-07-audience";

/**
 * An error with Entra ID if no audience is checked either: then every token of the tenant opens the API.
 * With an audience it is a warning: Entra ID gives every application of the tenant a token without roles for it, unless the registration
 * requires assignment, and the backend may check the claims. Neither can be seen here.
 */
export const AUTHORIZATION: LintRule = {
  id: "P-08",
  name: "authorization",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  description: "A valid token is not enough: its scope, its roles or its client authorize the caller.",
  rationale:
    "Entra ID gives every application of the tenant a token for every API of the tenant, without roles. A check of signature and audience alone accepts it, unless the registration of the API requires assignment. It is an error if no audience is checked either. Statements that read the validated token count as a check.",
  fix: "Require claim scp for users, or claim roles for applications, or list the clients; for users and applications, decide in <choose> on the token in output-token-variable-name.",
  url: "https://learn.microsoft.com/entra/identity-platform/claims-validation#validate-the-actor",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
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
    for (const check of context.tokenChecks.slice(0, MAX_FOLLOWED_CHECKS)) {
      // Whoever lists keys instead of metadata issues the tokens.
      if ((!check.isEntraOnly && check.metadata.length === 0) || isAuthorized(check, context)) continue;
      const { path } = check;
      const isOpen = check.acceptsEntra && !checksAudience(check, context);
      report(path, {
        message: isOpen
          ? `<${path.name}> checks neither scope nor role, and no audience: every token of the tenant passes; expected a claim that authorizes the caller`
          : `<${path.name}> checks neither scope nor role, so every token for the API passes, even that of an application without permissions; expected a claim that authorizes the caller`,
        fix: 'add <required-claims> with <claim name="scp" match="any" separator=" "> for users, or <claim name="roles" match="any"> for applications; or decide in <choose> on the token in output-token-variable-name',
        severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};
