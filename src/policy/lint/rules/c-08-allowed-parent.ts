import { PolicySeverity } from "../../model/finding";
import { hasDoubtfulContent, NodeKind } from "../node-path";
import { type LintRule } from "../rule";
import { A_SECTION, parentsOf } from "./known-names";

/**
 * A known element in an element that does not allow it is refused by the service.
 * A resolver's policy among others is a warning, because the service is only known to keep it in separate documents.
 */
export const ALLOWED_PARENT: LintRule = {
  id: "C-08",
  name: "allowed-parent",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every element is in an element that allows it.",
  rationale:
    "The service refuses an element in a wrong place. It is a warning for a GraphQL resolver's policy among others, and for a fragment in a fragment, which the reference forbids.",
  fix: "Move the element to where the reference has it.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audience>{{client-id}}</audience>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkElement: (path, context, report) => {
    const { name, parent, kind } = path;
    if (parent === undefined) return;
    if (kind === NodeKind.UNKNOWN) {
      const parents = parentsOf(name);
      if (parents === undefined) return;
      const expected = parents.has(A_SECTION) ? A_SECTION : [...parents].join(", ");
      report(path, {
        message: `<${name}> is not allowed in <${parent.name}>; expected ${expected}`,
        fix: parents.has(A_SECTION) ? "move it out, before or after the statement" : "move it there, or remove it",
        severity: hasDoubtfulContent(parent) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
      });
    } else if (kind === NodeKind.STATEMENT && path.policy!.scopes.includes("graphql-resolver")) {
      report(path, {
        message: `<${name}> is in <${parent.name}>; expected it in the separate document of a GraphQL resolver`,
        fix: "move it to the policy of the resolver",
        severity: PolicySeverity.WARNING,
      });
    } else if (kind === NodeKind.STATEMENT && name === "include-fragment" && context.isFragment) {
      report(path, {
        message:
          "<include-fragment> is in a fragment; expected it in a policy, because a fragment cannot include another one",
        fix: "include both fragments in the policy, or copy the statements",
        severity: PolicySeverity.WARNING,
      });
    }
  },
};
