import { textOfCsharpString } from "../../csharp/literal";
import { startsExpression } from "../../csharp/scan";
import { type PolicyValue } from "../../model/value";
import { skipBlanks } from "../../text/characters";
import { shown } from "../../text/errors";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";
import { forEachValue } from "./values";

/**
 * A warning: code gives an expression as a plain string more often than it means such text.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export const PLAIN_TEXT_EXPRESSION: LintRule = {
  id: "C-18",
  severities: [PolicySeverity.WARNING],
  sentence: "Text does not look like an expression.",
  why: 'A plain string in code is text, whatever it holds: one that starts with @( or @{ is written as the C# string @("@(…)"), which evaluates to the code instead of running it.',
  fix: 'Use PolicyValue.expression or PolicyValue.block in code, and leave out the inner @("…") in a document. Accept the finding where the text itself is meant.',
  see: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions",
  checkPlace: (place, _context, report) => {
    forEachValue(
      place,
      ({ expressions }, value) => expressions !== false && startsAsExpression(textOf(value)),
      ({ value, label, position }) => {
        report(place, {
          message: `${label} is the text ${shown(textOf(value)!)}, which is not evaluated; expected an expression, or text that does not look like one`,
          fix: "use PolicyValue.expression or PolicyValue.block for an expression, or accept the finding if the text is meant",
          position,
        });
      },
    );
  },
};

/** The text that an expression evaluates to, where it is nothing but a C# string. */
function textOf({ isExpression, source }: PolicyValue): string | undefined {
  return isExpression && source.startsWith("@(") ? textOfCsharpString(source.slice(2, -1)) : undefined;
}

function startsAsExpression(text: string | undefined): boolean {
  return text !== undefined && startsExpression(text, skipBlanks(text, 0));
}
