import { expressionsIn } from "../../csharp/scan";
import { type PolicyValue } from "../../model/value";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";
import { forEachValue } from "./values";

/**
 * A warning: the service saves such a value, but the reference does not say that it evaluates a part of one.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export const WHOLE_EXPRESSION: LintRule = {
  id: "C-17",
  severities: [PolicySeverity.WARNING],
  sentence: "An expression is all of the value that it stands in.",
  why: "The reference knows expressions that are a whole attribute or a whole text. Whether one is evaluated beside other text is not documented.",
  fix: 'Write one expression that makes the whole value, such as @("Bearer " + context.Variables["token"]).',
  see: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions",
  checkPlace: (place, _context, report) => {
    forEachValue(place, isMixed, ({ label, position }) => {
      report(place, {
        message: `${label} has text beside an expression; expected one expression for the whole value, because the reference documents nothing else`,
        fix: 'write one expression that makes the whole value, such as @("text" + …)',
        position,
      });
    });
  },
};

function isMixed(_spec: unknown, value: PolicyValue): boolean {
  return !value.isExpression && expressionsIn(value.source).length > 0;
}
