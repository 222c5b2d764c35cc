import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A warning: a token that expired some minutes ago still had to be issued. */
export const CLOCK_SKEW: LintRule = {
  id: "P-11",
  name: "clock-skew",
  severities: [PolicySeverity.WARNING],
  description: "Clocks may differ by five minutes at most.",
  rationale: "The clock skew is added to the lifetime of every token. The number is in seconds.",
  fix: "Set clock-skew to 300 or less.",
  url: "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" clock-skew="3600">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer" clock-skew="60">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const { path } of tokenChecks) {
      const skew = path.literal("clock-skew");
      if (skew === undefined || !(Number(skew) > 300)) continue;
      report(path, {
        message: `clock-skew is ${skew} seconds, so tokens live that much longer; expected at most 300`,
        fix: "set clock-skew to 300 or less",
        position: path.tryAttribute("clock-skew")!.position,
      });
    }
  },
};
