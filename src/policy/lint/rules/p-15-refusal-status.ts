import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A warning: the request is refused whatever the status, and only the client misunderstands. */
export const REFUSAL_STATUS: LintRule = {
  id: "P-15",
  name: "refusal-status",
  severities: [PolicySeverity.WARNING],
  description: "A failed validation is answered with 401 or 403.",
  rationale:
    "With another status a client cannot distinguish a refusal from a fault, and with a status of success it takes the refusal for an answer.",
  fix: "Set failed-validation-httpcode to 401 or 403.",
  url: "https://learn.microsoft.com/azure/api-management/validate-jwt-policy#attributes",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="400">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" failed-validation-httpcode="401">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const { path } of tokenChecks) {
      const status = path.literal("failed-validation-httpcode");
      if (status === undefined || ["401", "403"].includes(status)) continue;
      report(path, {
        message: `a failed validation is answered with ${status}; expected 401 or 403`,
        fix: "set failed-validation-httpcode to 401 or 403",
        position: path.tryAttribute("failed-validation-httpcode")!.position,
      });
    }
  },
};
