import { expressionsIn } from "../../csharp/scan";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { type LintRule } from "../rule";
import { forEachValue } from "./values";

/** A warning: the service saves such a value, but the reference does not say that it evaluates a part of one. */
export const WHOLE_EXPRESSION: LintRule = {
  id: "C-17",
  name: "whole-expression",
  severities: [PolicySeverity.WARNING],
  description: "An expression is the whole value.",
  rationale:
    "The reference knows expressions that are a whole attribute or a whole text. Whether one is evaluated beside other text is not documented.",
  fix: 'Write one expression that makes the whole value, such as @("Bearer " + (string)context.Variables["token"]).',
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions",
  examples: {
    wrong: `<fragment>
  <set-header name="X-Caller" exists-action="override">
    <value>subscription @(context.Subscription.Id)</value>
  </set-header>
</fragment>`,
    right: `<fragment>
  <set-header name="X-Caller" exists-action="override">
    <value>@("subscription " + context.Subscription.Id)</value>
  </set-header>
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    forEachValue(path, isMixed, ({ label, position }) => {
      report(path, {
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
