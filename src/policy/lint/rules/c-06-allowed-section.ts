import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A policy in a section that neither page nor schema names is refused by the service; where they differ, it is a warning. */
export const ALLOWED_SECTION: LintRule = {
  id: "C-06",
  name: "allowed-section",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every policy is in a section that allows it.",
  rationale:
    "The service refuses a policy in a wrong section. It is a warning where the reference does not name the section and the schema of the service allows it, or documents in use have it there.",
  fix: "Move the statement to one of the sections that the reference names.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<policies>
  <outbound>
    <base />
    <rewrite-uri template="/orders" />
  </outbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <rewrite-uri template="/orders" />
  </inbound>
</policies>`,
  },
  checkStatement: (path, _context, report) => {
    const { section, parent } = path;
    const policy = path.policy!;
    // What `wait` allows does not depend on the section.
    if (section === undefined || policy.sections.length === 0 || parent?.name === "wait") return;
    if (policy.sections.includes(section)) return;
    const sections = policy.sections.map((name) => `<${name}>`).join(", ");
    report(path, {
      message: `<${policy.name}> is not allowed in <${section}>; expected ${sections}`,
      fix: policy.sections.length === 1 ? `move it to ${sections}` : "move it to one of them",
      severity: policy.doubtfulSections?.includes(section) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    });
  },
};
