import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A policy at a scope that it cannot be used at is refused by the service; where the page may be older than the scope, it is a warning.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes
 */
export const WRONG_SCOPE: LintRule = {
  id: "C-07",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Every policy is used at a scope at which it may run.",
  why: "The service refuses a policy at a wrong scope. It warns where it is not known that it does. The scope of the document has to be known.",
  fix: "Move the statement to the document of another scope.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes",
  checkStatement: (place, { options: { scope } }, report) => {
    const policy = place.policy!;
    if (scope === undefined || policy.scopes.includes(scope)) return;
    const scopes = policy.scopes.filter((name) => name !== "graphql-resolver");
    if (scopes.length === 0) return;
    const isDoubtful = policy.doubtfulScopes?.includes(scope) ?? false;
    report(place, {
      message: `<${policy.name}> stands in a document of the scope ${scope}; expected ${scopes.join(", ")}`,
      fix:
        policy.name === "base"
          ? "remove it, because there is nothing broader to run"
          : "move it to the document of such a scope",
      severity: isDoubtful ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    });
  },
};
