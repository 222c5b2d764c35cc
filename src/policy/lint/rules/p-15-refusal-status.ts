import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: the request is refused whatever the status, and only the client misunderstands.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-jwt-policy#attributes
 */
export const REFUSAL_STATUS: LintRule = {
  id: "P-15",
  severities: [PolicySeverity.WARNING],
  sentence: "A failed check is answered 401 or 403.",
  why: "With another status a client cannot tell a refusal from a fault, and with one of success it takes the refusal for an answer.",
  fix: "Set failed-validation-httpcode to 401 or 403.",
  see: "https://learn.microsoft.com/azure/api-management/validate-jwt-policy#attributes",
  checkDocument: ({ tokenChecks }, report) => {
    for (const { place } of tokenChecks) {
      const status = place.literal("failed-validation-httpcode");
      if (status === undefined || ["401", "403"].includes(status)) continue;
      report(place, {
        message: `a failed check is answered ${status}; expected 401 or 403`,
        fix: "set failed-validation-httpcode to 401 or 403",
        position: place.attribute("failed-validation-httpcode")!.position,
      });
    }
  },
};
