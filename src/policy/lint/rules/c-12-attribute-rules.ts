import { findBreach } from "../../catalog/element-rules";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A broken rule between attributes or children is an error where page and schema agree, and a warning where they do not.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const ATTRIBUTE_RULES: LintRule = {
  id: "C-12",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Attributes and parts that exclude or need each other are given so.",
  why: "The service refuses, for example, a validate-jwt with two sources of the token, or with none. It warns where only the reference says so.",
  fix: "Give the attributes and parts that belong together, and one of those that exclude each other.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkPlace: (place, _context, report) => {
    const { spec, element } = place;
    for (const rule of spec?.rules ?? []) {
      const breach = findBreach(rule, element.attributes, element.children, (name) => name);
      if (breach === undefined) continue;
      // A named value may hold the children.
      if (rule.kind === "atLeastOneChild" && element.text?.isDynamic) continue;
      report(place, {
        message: `<${element.name}> has ${breach.got}; expected ${breach.expected}`,
        fix: breach.advice,
        severity: rule.certainty === "certain" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};
