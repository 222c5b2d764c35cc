import { PolicySeverity } from "../../model/finding";
import { csharpOf, parsesToken, readsHeader } from "../expressions";
import { mayRunBefore } from "../flow";
import { type LintRule } from "../rule";

/** A warning: a limit that can be avoided opens nothing. */
export const LIMIT_KEY: LintRule = {
  id: "P-21",
  name: "limit-key",
  severities: [PolicySeverity.WARNING],
  description: "A limit per caller counts by a token that has been validated.",
  rationale:
    "Before the validation a caller can write any name into the token and get a new counter with each, or use up the counter of another caller.",
  fix: "Move the limit after the validation, or count by the address or the subscription before it.",
  url: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#unrestricted-resource-consumption",
  examples: {
    wrong: `<fragment>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)' />
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
  </validate-jwt>
  <rate-limit-by-key calls="100" renewal-period="60" counter-key='@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)' />
</fragment>`,
  },
  checkDocument: ({ statements, tokenChecks }, report) => {
    for (const path of statements) {
      if (!LIMITS.includes(path.name)) continue;
      const key = path.tryAttribute("counter-key");
      const code = csharpOf(key?.value);
      if (code === undefined || !(parsesToken(code) || readsHeader(code, "Authorization"))) continue;
      const check = tokenChecks.find((candidate) => mayRunBefore(path, candidate.path));
      if (check === undefined) continue;
      report(path, {
        message: `<${path.name}> counts by the token before ${check.path.location} validates it; expected it afterwards`,
        fix: "move it after the validation, or count by context.Request.IpAddress",
        position: key!.position,
      });
    }
  },
};

const LIMITS: readonly string[] = ["rate-limit-by-key", "quota-by-key", "azure-openai-token-limit", "llm-token-limit"];
