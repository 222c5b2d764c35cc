import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: the caller is refused either way.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export const FORBIDDEN: LintRule = {
  id: "P-14",
  severities: [PolicySeverity.WARNING],
  sentence: "A missing token is answered 401, a missing permission 403.",
  why: "A client that gets 401 fetches a new token and tries again, which does not help when a scope or a role is missing. One check has one status for both.",
  fix: "Leave permissions out of the check, keep the token with output-token-variable-name, and answer 403 in <choose> with <return-response>.",
  see: "https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
  checkDocument: ({ tokenChecks }, report) => {
    for (const { place, claims } of tokenChecks) {
      const status = place.attribute("failed-validation-httpcode");
      if (status !== undefined && place.literal("failed-validation-httpcode") !== "401") continue;
      const claim = claims.find(({ name }) => name !== undefined && PERMISSIONS.includes(name));
      if (claim === undefined) continue;
      report(claim.place, {
        message: `a token without the required ${claim.name} is answered 401; expected 403, because a new token would not help`,
        fix: "check the claim in <choose> on the token in output-token-variable-name, and answer 403 with <return-response>",
      });
    }
  },
};

const PERMISSIONS: readonly string[] = ["scp", "scope", "roles", "role", "groups", "wids", "permissions"];
