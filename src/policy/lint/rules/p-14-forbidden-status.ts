import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";
import { PERMISSION_CLAIMS } from "./permission-claims";

/** A warning: the caller is refused either way. */
export const FORBIDDEN_STATUS: LintRule = {
  id: "P-14",
  name: "forbidden-status",
  severities: [PolicySeverity.WARNING],
  description: "A missing token is answered with 401, a missing permission with 403.",
  rationale:
    "A client that gets 401 fetches a new token and tries again, which does not help if a scope or a role is missing. One check has one status for both. All checks in a document are one finding.",
  fix: "Leave permissions out of the check, keep the token with output-token-variable-name, and answer 403 in <choose> with <return-response>.",
  url: "https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
  folds: true,
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <required-claims>
      <claim name="roles" match="any">
        <value>Orders.Sync</value>
      </claim>
    </required-claims>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" output-token-variable-name="jwt">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
  <choose>
    <when condition='@(!(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("roles") ? ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("Orders.Sync") : false))'>
      <return-response>
        <set-status code="403" reason="Forbidden" />
      </return-response>
    </when>
  </choose>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const { path, claims } of tokenChecks) {
      const status = path.tryAttribute("failed-validation-httpcode");
      if (status !== undefined && path.literal("failed-validation-httpcode") !== "401") continue;
      const claim = claims.find(({ name }) => name !== undefined && PERMISSION_CLAIMS.includes(name));
      if (claim === undefined) continue;
      report(claim.path, {
        message: `a token without the required ${claim.name} is answered with 401; expected 403, because a new token would not help`,
        fix: "check the claim in <choose> on the token in output-token-variable-name, and answer 403 with <return-response>",
      });
    }
  },
};
