import { PolicySeverity } from "../../model/finding";
import { PolicyScope } from "../../model/section";
import { type LintRule } from "../rule";

/** A policy at a scope that does not allow it is refused by the service; where the page may be older than the scope, it is a warning. */
export const ALLOWED_SCOPE: LintRule = {
  id: "C-07",
  name: "allowed-scope",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every policy is at a scope that allows it.",
  rationale:
    "The service refuses a policy at a wrong scope. It is a warning where it is not known to. The scope of the document has to be known.",
  fix: "Move the statement to the document of another scope.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <quota calls="10000" renewal-period="86400" />
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <quota-by-key calls="10000" renewal-period="86400" counter-key="@(context.Subscription.Id)" />
  </inbound>
</policies>`,
    options: { scope: PolicyScope.API },
  },
  checkStatement: (path, { options: { scope } }, report) => {
    const policy = path.policy!;
    if (scope === undefined || policy.scopes.includes(scope)) return;
    const scopes = policy.scopes.filter((name) => name !== "graphql-resolver");
    if (scopes.length === 0) return;
    const isDoubtful = policy.doubtfulScopes?.includes(scope) ?? false;
    report(path, {
      message: `<${policy.name}> is not allowed at scope ${scope}; expected ${scopes.join(", ")}`,
      fix:
        policy.name === "base"
          ? "remove it: there is no broader scope to run"
          : "move it to a document of such a scope",
      severity: isDoubtful ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    });
  },
};
