import { type CsharpProblem, type CsharpProblemKind } from "../../csharp/check/problem";
import { misuseOf, type ValueUse } from "../../csharp/check/uses";
import { PolicySeverity } from "../../model/finding";
import { type LintExpression } from "../expressions";
import { type LintRule } from "../rule";
import { faultOfForm } from "./c-23-complete-expression";
import { findingInCode } from "./csharp-finding";

/** Expressions that the library writes are checked by its tests. */
export const COMPILING_EXPRESSION: LintRule = {
  id: "C-25",
  name: "compiling-expression",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "An expression compiles.",
  rationale:
    "API Management compiles each expression with the types of its context and of .NET. If one does not compile, or gives a list where a condition or a number belongs, the service refuses the document, or no request passes. A warning where the reference does not say what a type has, and for a value that the service may convert.",
  fix: "Write the member, the type or the arguments that the message names.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables",
  examples: {
    wrong: `<fragment>
  <set-variable name="path" value="@(context.Request.Uri.Path)" />
</fragment>`,
    right: `<fragment>
  <set-variable name="path" value="@(context.Request.Url.Path)" />
</fragment>`,
  },
  checkDocument: ({ expressions }, report) => {
    for (const expression of expressions) {
      const syntax = expression.tree?.problems[0];
      const faults = expression.problems.filter(({ kind }) => !COMPILES.has(kind));
      if (!faults.some(({ severity }) => severity === "error")) faults.push(...misusesIn(expression));
      if ((syntax === undefined && faults.length === 0) || isOfReference(expression)) continue;
      // That rule knows the mistake better.
      if (faultOfForm(expression) !== undefined) continue;
      // What follows from a mistake in the syntax is no other mistake.
      if (syntax !== undefined) report(expression.path, findingInCode(expression, { ...syntax, ...SYNTAX }));
      for (const fault of faults) report(expression.path, findingInCode(expression, fault));
    }
  },
};

/** What compiles, and does not do what it should: other rules are about it. */
const COMPILES: ReadonlySet<CsharpProblemKind> = new Set<CsharpProblemKind>([
  "not-allowed",
  "constant-condition",
  "reference-comparison",
]);

/** The results that do not fit the place of the expression. */
function misusesIn(expression: LintExpression): CsharpProblem[] {
  const use = useOf(expression);
  if (use === undefined) return [];
  const results = expression.view?.results ?? [];
  return results.flatMap((result) => misuseOf(expression.csharp.typeOf(result), use, result) ?? []);
}

/** What the place of an expression takes; undefined if it takes anything. */
function useOf({ path, attribute }: LintExpression): ValueUse | undefined {
  const spec = attribute === undefined ? path.schema?.spec.text : path.schema?.attributes.get(attribute);
  if (spec === undefined || ANYTHING.includes(`${path.name}@${attribute}`)) return undefined;
  if (spec.type === "boolean") return attribute?.endsWith("condition") === true ? "condition" : undefined;
  return spec.type === "integer" || spec.type === "number" ? "number" : "text";
}

/** Attributes with values of any type. */
const ANYTHING: readonly string[] = ["set-variable@value", "cache-store-value@value", "validate-jwt@token-value"];

const SYNTAX = { severity: "error", fix: "correct the code there" } as const;

/** `Arguments.["id"]`: no C#, but the reference of `sql-data-source` writes it. */
function isOfReference({ code, tree }: LintExpression): boolean {
  const start = tree?.problems[0]?.start;
  return start !== undefined && code.slice(0, start + 1).endsWith(".[");
}
