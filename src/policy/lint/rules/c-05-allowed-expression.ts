import { type ValueSpec } from "../../catalog";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { shown } from "../../text/errors";
import { type LintRule } from "../rule";
import { forEachValue } from "./values";

/**
 * An expression instead of a number, a flag or one of a few words is refused by the service.
 * Where any text is allowed, the service may keep the expression as text, so it is a warning.
 */
export const ALLOWED_EXPRESSION: LintRule = {
  id: "C-05",
  name: "allowed-expression",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Expressions are used only where API Management evaluates them.",
  rationale:
    "The service refuses an expression instead of a number, a flag or a fixed word. Instead of other text it may keep the expression as plain text: that is a warning.",
  fix: "Write the value itself, or use a named value.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions",
  examples: {
    wrong: `<fragment>
  <rate-limit calls="@(10 * 10)" renewal-period="60" />
</fragment>`,
    right: `<fragment>
  <rate-limit calls="{{calls-per-minute}}" renewal-period="60" />
</fragment>`,
  },
  checkElement: (path, _context, report) => {
    forEachValue(path, isMisplaced, ({ value, spec, label, position }) => {
      const isText = spec.type === "string" && spec.values === undefined;
      report(path, {
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
