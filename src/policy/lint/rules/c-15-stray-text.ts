import { shown } from "../../text/errors";
import { PolicyText } from "../../model/node";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * Text in an element that holds only elements is refused by the service. Text with a named value may become elements, so it passes.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policies
 */
export const STRAY_TEXT: LintRule = {
  id: "C-15",
  severities: [PolicySeverity.ERROR],
  sentence: "Text stands only in elements that take text.",
  why: "The service refuses text between the elements of a section or of a statement.",
  fix: "Remove the text, make it a comment, or put it into the element that is meant.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  checkPlace: (place, _context, report) => {
    const { spec, element } = place;
    if (spec === undefined || spec.text !== undefined || spec.inside === "xml") return;
    for (const child of element.children) {
      if (!(child instanceof PolicyText)) continue;
      const { source } = child.value;
      if (source.trim() === "" || source.includes("{{")) continue;
      report(place, {
        message: `<${element.name}> holds the text ${shown(source.trim())}; expected ${spec.inside === "policies" ? "policies" : spec.children === undefined ? "nothing" : "elements"}`,
        fix: "remove the text, or make it a comment",
        position: child.position,
      });
      return;
    }
  },
};
