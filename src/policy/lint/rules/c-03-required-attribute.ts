import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A missing attribute is an error where page and schema agree that it is required, and a warning where only the page says so. */
export const REQUIRED_ATTRIBUTE: LintRule = {
  id: "C-03",
  name: "required-attribute",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every required attribute is present.",
  rationale:
    "The service refuses an element without a required attribute. It is a warning where the reference requires the attribute and the schema of the service does not, or where the reference contradicts itself. What the reference calls optional is optional.",
  fix: "Add the attribute.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  <set-variable value="@(context.RequestId)" />
</fragment>`,
    right: `<fragment>
  <set-variable name="request-id" value="@(context.RequestId)" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    const { schema, element } = path;
    if (schema === undefined) return;
    for (const { name, required, summary } of schema.required) {
      if (path.tryAttribute(name) !== undefined) continue;
      report(path, {
        message: `<${element.name}> lacks attribute "${name}"; expected it, because it is required`,
        fix: `add ${name}: ${lowerFirst(summary)}`,
        severity: required === "certain" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
      });
    }
  },
};

function lowerFirst(sentence: string): string {
  return sentence[0]!.toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
