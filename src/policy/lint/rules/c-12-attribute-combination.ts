import { tryFindBreach } from "../../catalog/element-rules";
import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A broken rule between attributes or children is an error where page and schema agree, and a warning where they do not. */
export const ATTRIBUTE_COMBINATION: LintRule = {
  id: "C-12",
  name: "attribute-combination",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Attributes and parts that exclude or require each other are combined accordingly.",
  rationale:
    "The service refuses, for example, a validate-jwt with two sources of the token, or with none. It is a warning where only the reference says so.",
  fix: "Give the attributes and parts that belong together, and only one of those that exclude each other.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  <set-backend-service base-url="https://orders.contoso.com" backend-id="orders" />
</fragment>`,
    right: `<fragment>
  <set-backend-service backend-id="orders" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    const { spec, element } = path;
    for (const rule of spec?.rules ?? []) {
      const breach = tryFindBreach(rule, element.attributes, element.children, (name) => name);
      if (breach === undefined) continue;
      // A named value may contain the children.
      if (rule.kind === "atLeastOneChild" && element.text?.isDynamic) continue;
      report(path, {
        message: `<${element.name}> has ${breach.got}; expected ${breach.expected}`,
        fix: breach.advice,
        severity: rule.certainty === "certain" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};
