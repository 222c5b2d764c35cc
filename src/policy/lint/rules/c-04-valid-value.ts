import { type ValueSet, type ValueSpec } from "../../catalog";
import { expectedLiteral, isEmpty, isOfFormat, isWithin, TYPES } from "../../catalog/check-value";
import { PolicySeverity } from "../../model/finding";
import { type PolicyValue } from "../../model/value";
import { shown } from "../../text/errors";
import { type LintContext } from "../context";
import { type LintRule } from "../rule";
import { FILL_TEMPLATE, holdsTemplatePlace } from "../unfilled";
import { forEachValue } from "./values";

/**
 * A literal of another type, outside the range or not among the allowed ones is refused by the service.
 * Where only the page is so strict, where the value fails at run time, and where only the case of letters differs, it is a warning.
 */
export const VALID_VALUE: LintRule = {
  id: "C-04",
  name: "valid-value",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every literal has the type, the range, the form and the spelling that API Management asks for.",
  rationale:
    "The service refuses other values, and an empty audience, issuer, address or name of a claim lets nobody pass. It is a warning where the reference is stricter than the schema of the service, where a value fails or has no meaning at run time, and where only the case of letters differs. Expressions and named values are not checked.",
  fix: "Use a value that the reference allows.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policies",
  examples: {
    wrong: `<fragment>
  <rate-limit calls="five" renewal-period="60" />
</fragment>`,
    right: `<fragment>
  <rate-limit calls="5" renewal-period="60" />
</fragment>`,
  },
  checkElement: (path, context, report) => {
    forEachValue(path, isChecked, ({ value, spec, label, position, isText }) => {
      const literal = value.source.trim();
      // Text that is missing is counted by C-10.
      if (isText && literal === "") return;
      const problem = problemOf(literal, spec, context);
      if (problem === undefined) return;
      report(path, {
        message: `${label} is ${shown(literal)}; expected ${problem.expected}`,
        fix: holdsTemplatePlace(value) ? FILL_TEMPLATE : problem.fix,
        severity: problem.isCertain ? PolicySeverity.ERROR : PolicySeverity.WARNING,
        position,
      });
    });
  },
};

interface Problem {
  readonly expected: string;
  readonly fix: string;
  readonly isCertain: boolean;
}

/** Whether a value is restricted, and known. */
function isChecked(spec: ValueSpec, value: PolicyValue): boolean {
  const isFree =
    spec.type === "string" && spec.values === undefined && spec.notEmpty === undefined && spec.format === undefined;
  return !isFree && !value.isDynamic;
}

function problemOf(literal: string, spec: ValueSpec, context: LintContext): Problem | undefined {
  if (spec.values !== undefined) return problemOfChoice(literal, spec.values, spec.doubtfulType === true, context);
  if (isEmpty(literal, spec)) {
    const fix = "write the value, or remove what needs none";
    return { expected: "text that is not empty", fix, isCertain: spec.notEmpty === "certain" };
  }
  const expected = expectedLiteral(spec);
  const fix = `write ${expected}`;
  // XML knows 1 and 0 as well.
  const isRight = TYPES[spec.type].test(literal) || (spec.type === "boolean" && /^[01]$/.test(literal));
  if (!isRight) {
    const isOtherCase = spec.type === "boolean" && /^(?:true|false)$/i.test(literal);
    return { expected, fix, isCertain: !spec.doubtfulType && !isOtherCase };
  }
  if (!isOfFormat(literal, spec)) return { expected, fix, isCertain: false };
  if (spec.range !== undefined && !isWithin(Number(literal), spec.range)) {
    return { expected, fix, isCertain: !spec.doubtfulType };
  }
  if (spec.doubtfulRange !== undefined && !isWithin(Number(literal), spec.doubtfulRange)) {
    return { expected, fix, isCertain: false };
  }
  return undefined;
}

function problemOfChoice(
  literal: string,
  { values, anyCase }: ValueSet,
  isDoubtful: boolean,
  context: LintContext,
): Problem | undefined {
  const allowed = Object.keys(values);
  const isOtherCase = allowed.some((value) => value.toLowerCase() === literal.toLowerCase());
  if (allowed.includes(literal) || (anyCase && isOtherCase)) return undefined;
  const near = context.nearest(literal, allowed);
  return {
    expected: allowed.map(shown).join(", "),
    fix: near === undefined ? "use one of them" : `use ${shown(near)}, if that is meant`,
    isCertain: !isDoubtful && !isOtherCase,
  };
}
