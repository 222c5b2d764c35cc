import { PolicySeverity } from "../../model/finding";
import { PolicyText } from "../../model/node";
import { shown } from "../../text/errors";
import { type LintRule } from "../rule";
import { FILL_TEMPLATE, holdsTemplatePlace } from "../unfilled";

/** Text in an element that holds only elements is refused by the service. Text with a named value may become elements, so it passes. */
export const STRAY_TEXT: LintRule = {
  id: "C-15",
  name: "stray-text",
  severities: [PolicySeverity.ERROR],
  description: "Text is only in elements that hold text.",
  rationale: "The service refuses text between the elements of a section or of a statement.",
  fix: "Remove the text, make it a comment, or move it into the element that it is meant for.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  keep the id
  <set-variable name="request-id" value="@(context.RequestId)" />
</fragment>`,
    right: `<fragment>
  <!-- keep the id -->
  <set-variable name="request-id" value="@(context.RequestId)" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    const { spec, element } = path;
    if (spec === undefined || spec.text !== undefined || spec.inside === "xml") return;
    for (const child of element.children) {
      if (!(child instanceof PolicyText)) continue;
      const { source } = child.value;
      if (source.trim() === "" || source.includes("{{")) continue;
      report(path, {
        message: `unexpected text ${shown(source.trim())} in <${element.name}>; expected ${spec.inside === "policies" ? "policies" : spec.children === undefined ? "nothing" : "elements"}`,
        fix: holdsTemplatePlace(child.value) ? FILL_TEMPLATE : "remove the text, or make it a comment",
        position: child.position,
      });
      return;
    }
  },
};
