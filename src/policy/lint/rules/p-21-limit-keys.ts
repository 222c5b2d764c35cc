import { codeOf, parsesToken, readsHeader } from "../expressions";
import { PolicySeverity } from "../finding";
import { mayRunBefore } from "../flow";
import { type LintRule } from "../rule";

/**
 * A warning: a limit that can be got around opens nothing.
 *
 * @see https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#unrestricted-resource-consumption
 */
export const LIMIT_KEYS: LintRule = {
  id: "P-21",
  severities: [PolicySeverity.WARNING],
  sentence: "A limit on the caller counts by a token that has been checked.",
  why: "Before the check a caller can write any name into the token and get a new counter with each, or use up the counter of somebody else.",
  fix: "Move the limit below the check, or count by the address or the subscription before it.",
  see: "https://learn.microsoft.com/azure/api-management/mitigate-owasp-api-threats#unrestricted-resource-consumption",
  checkDocument: ({ statements, tokenChecks }, report) => {
    for (const place of statements) {
      if (!LIMITS.includes(place.name)) continue;
      const key = place.attribute("counter-key");
      const code = codeOf(key?.value);
      if (code === undefined || !(parsesToken(code) || readsHeader(code, "Authorization"))) continue;
      const check = tokenChecks.find((candidate) => mayRunBefore(place, candidate.place));
      if (check === undefined) continue;
      report(place, {
        message: `<${place.name}> counts by the token before ${check.place.path} checks it; expected it afterwards`,
        fix: "move it below the check, or count by context.Request.IpAddress",
        position: key!.position,
      });
    }
  },
};

const LIMITS: readonly string[] = ["rate-limit-by-key", "quota-by-key", "azure-openai-token-limit", "llm-token-limit"];
