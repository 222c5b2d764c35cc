import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";
import { isAuthorized } from "./authorization";
import { checksAudience } from "./p-07-audience";

/**
 * An error with Entra ID where no audience is checked either: then every token of the tenant opens the API.
 * With an audience it is a warning: Entra ID gives every application of the tenant a token without roles for it, unless the registration
 * requires assignment, and the backend may check the claims. Neither can be seen here.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-validation#validate-the-actor
 */
export const AUTHORIZATION: LintRule = {
  id: "P-08",
  severities: [PolicySeverity.WARNING, PolicySeverity.ERROR],
  sentence: "A valid token is not enough: its scope, its roles or its client decide.",
  why: "Entra ID gives every application of the tenant a token for every API of the tenant, without roles. A check of signature and audience alone lets it in, unless the registration of the API requires assignment. It is an error where no audience is checked either. Statements that read the checked token count as a check.",
  fix: "Require claim scp for users, or claim roles for applications, or list the clients; for users and applications, decide in <choose> on the token in output-token-variable-name.",
  see: "https://learn.microsoft.com/entra/identity-platform/claims-validation#validate-the-actor",
  checkDocument: (context, report) => {
    for (const check of context.tokenChecks) {
      // Who lists keys instead of metadata decides himself who gets a token.
      if ((!check.isEntraOnly && check.metadata.length === 0) || isAuthorized(check, context)) continue;
      const { place } = check;
      const isOpen = check.acceptsEntra && !checksAudience(check, context);
      report(place, {
        message: isOpen
          ? `<${place.name}> checks neither scope nor role, and no audience: every token of the tenant passes; expected a claim that decides`
          : `<${place.name}> checks neither scope nor role, so every token for the API passes, even that of an application without permissions; expected a claim that decides`,
        fix: 'add <required-claims> with <claim name="scp" match="any" separator=" "> for users, or <claim name="roles" match="any"> for applications; or decide in <choose> on the token in output-token-variable-name',
        severity: isOpen ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};
