import { startsExpression } from "../../csharp/scan";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { skipWhitespace } from "../../text/characters";
import { shown } from "../../text/errors";
import { csharpOf } from "../csharp-code";
import { type LintRule } from "../rule";
import { forEachValue } from "./values";

/** A warning: code gives an expression as a plain string more often than it means such text. */
export const PLAIN_TEXT_EXPRESSION: LintRule = {
  id: "C-18",
  name: "plain-text-expression",
  severities: [PolicySeverity.WARNING],
  description: "Text does not look like an expression.",
  rationale:
    'A plain string in code is text, whatever it holds: one that starts with @( or @{ is written as the C# string @("@(…)"), which evaluates to the code instead of running it.',
  fix: 'Use PolicyValue.expression or PolicyValue.block in code, and write @(…) without the inner @("…") in a document. Accept the finding where the text itself is meant.',
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions",
  examples: {
    wrong: `<fragment>
  <set-variable name="id" value="@("@(context.RequestId)")" />
</fragment>`,
    right: `<fragment>
  <set-variable name="id" value="@(context.RequestId)" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    forEachValue(
      path,
      ({ expressions }, value) => expressions !== false && looksAsExpression(value),
      ({ value, label, position }) => {
        report(path, {
          message: `${label} is the text ${shown(textOf(value))}, which is not evaluated; expected an expression, or text that does not look like one`,
          fix: value.isExpression
            ? "use PolicyValue.expression or PolicyValue.block for an expression, or accept the finding if the text is meant"
            : "write @ before the code, or accept the finding if the text is meant",
          position,
        });
      },
    );
  },
};

/** The text that stands where a value is used: that of a C# string, if there is nothing else in an expression. */
function textOf(value: PolicyValue): string {
  if (!value.isExpression) return value.source.trim();
  // Most expressions hold no other one, and need not be looked into.
  const view = /@[({]/.test(value.source.slice(2)) ? csharpOf(value)?.view : undefined;
  const [result] = view?.results ?? [];
  const meant = result === undefined ? undefined : view?.meaningOf(result);
  return view?.results.length === 1 && meant?.kind === "string" ? meant.value : "";
}

function looksAsExpression(value: PolicyValue): boolean {
  const text = textOf(value);
  return value.isExpression ? startsExpression(text, skipWhitespace(text, 0)) : isCodeInBrackets(text);
}

/** Whether a text is an expression whose sign was forgotten. */
function isCodeInBrackets(text: string): boolean {
  return text.startsWith("(") && text.endsWith(")") && CONTEXT.test(text);
}

const CONTEXT =
  /\bcontext\.(?:Api|Deployment|Elapsed|GraphQL|LastError|Operation|Product|Request|RequestId|Response|Subscription|Timestamp|User|Variables)\b/;
