import { type CsharpProblem, type CsharpProblemKind } from "../../csharp/check/problem";
import { PolicySeverity } from "../../model/finding";
import { type LintExpression } from "../expressions";
import { type LintRule, type ReportedFinding } from "../rule";

/** How much code a message shows. */
const MAX_SHOWN = 60;

/** Where code is, and what is wrong with it. */
export interface CodeFault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fix: string;
  readonly severity: CsharpProblem["severity"];
}

/** A finding about a place in the code of an expression. A value that was read from no text has no position, so the message shows the code. */
export function findingInCode(expression: LintExpression, fault: CodeFault): ReportedFinding {
  const { message, fix, severity } = fault;
  return {
    message: `in ${codeAround(expression.code, fault)}: ${message}`,
    fix,
    severity: severity === "error" ? PolicySeverity.ERROR : PolicySeverity.WARNING,
    position: expression.positionOf(fault),
  };
}

/** Reports what the checker of C# finds of some kinds, in each expression. */
export function reportProblems(...kinds: readonly CsharpProblemKind[]): NonNullable<LintRule["checkDocument"]> {
  return ({ expressions }, report) => {
    for (const expression of expressions) {
      const faults = expression.problems.filter(({ kind }) => kinds.includes(kind));
      for (const fault of faults) report(expression.path, findingInCode(expression, fault));
    }
  };
}

/** What is at a place, with the rest of its line as far as there is room. */
function codeAround(code: string, { start, end }: CodeFault): string {
  const room = Math.max(0, MAX_SHOWN - (end - start));
  const lineStart = start === 0 ? 0 : code.lastIndexOf("\n", start - 1) + 1;
  const nextLine = code.indexOf("\n", end);
  const lineEnd = nextLine < 0 ? code.length : nextLine;
  const from = Math.max(lineStart, start - Math.ceil(room / 2));
  const to = Math.min(lineEnd, end + Math.floor(room / 2), from + 2 * MAX_SHOWN);
  const text = code.slice(from, to).replace(/\s+/g, " ").trim();
  return `\`${from > lineStart ? "…" : ""}${text}${to < lineEnd ? "…" : ""}\``;
}
