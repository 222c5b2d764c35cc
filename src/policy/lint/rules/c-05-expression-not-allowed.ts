import { type ValueSpec } from "../../catalog";
import { shown } from "../../text/errors";
import { type PolicyValue } from "../../model/value";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";
import { forEachValue } from "./values";

/**
 * An expression where a number, `true` or `false` or one of a few words must stand is refused by the service.
 * Where any text may stand, the service may keep the expression as text, so it is a warning.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export const EXPRESSION_NOT_ALLOWED: LintRule = {
  id: "C-05",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  sentence: "Expressions stand only where API Management evaluates them.",
  why: "The service refuses an expression in the place of a number, a flag or a fixed word. In the place of other text it may take it for plain text: that is a warning.",
  fix: "Write the value itself, or use a named value.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions",
  checkPlace: (place, _context, report) => {
    forEachValue(place, isMisplaced, ({ value, spec, label, position }) => {
      const isText = spec.type === "string" && spec.values === undefined;
      report(place, {
        message: `${label} is the expression ${shown(value.source)}; expected plain text, because it is not evaluated here`,
        fix: "write the value itself, or put it into a named value",
        severity: isText || spec.doubtfulType ? PolicySeverity.WARNING : PolicySeverity.ERROR,
        position,
      });
    });
  },
};

function isMisplaced(spec: ValueSpec, value: PolicyValue): boolean {
  return spec.expressions === false && value.isExpression;
}
