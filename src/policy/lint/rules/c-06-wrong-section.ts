import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A policy in a section that neither page nor schema names is refused by the service; where they differ, it is a warning.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const WRONG_SECTION: LintRule = {
  id: "C-06",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Every policy stands in a section in which it may run.",
  why: "The service refuses a policy in a wrong section. It warns where the reference does not name the section and the schema of the service lets the policy in.",
  fix: "Move the statement to one of the sections that the reference names.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkStatement: (place, _context, report) => {
    const { section, parent } = place;
    const policy = place.policy!;
    // What may stand in `wait` does not depend on the section.
    if (section === undefined || policy.sections.length === 0 || parent?.name === "wait") return;
    if (policy.sections.includes(section)) return;
    const sections = policy.sections.map((name) => `<${name}>`).join(", ");
    report(place, {
      message: `<${policy.name}> stands in <${section}>; expected it in ${sections}`,
      fix: policy.sections.length === 1 ? `move it to ${sections}` : "move it to one of them",
      severity: policy.doubtfulSections?.includes(section) ? PolicySeverity.WARNING : PolicySeverity.ERROR,
    });
  },
};
