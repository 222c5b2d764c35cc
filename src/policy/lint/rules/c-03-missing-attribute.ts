import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A missing attribute is an error where page and schema agree that it is required, and a warning where only the page says so.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const MISSING_ATTRIBUTE: LintRule = {
  id: "C-03",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Every required attribute is given.",
  why: "The service refuses an element without an attribute that it requires. It warns where the reference requires the attribute and the schema of the service does not.",
  fix: "Give the attribute.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkPlace: (place, _context, report) => {
    const { facts, element } = place;
    if (facts === undefined) return;
    for (const { name, required, summary } of facts.required) {
      if (place.attribute(name) !== undefined) continue;
      report(place, {
        message: `<${element.name}> lacks the attribute "${name}"; expected it to be given`,
        fix: `give ${name}: ${lowerFirst(summary)}`,
        severity: required === "certain" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

function lowerFirst(sentence: string): string {
  return sentence[0]!.toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
