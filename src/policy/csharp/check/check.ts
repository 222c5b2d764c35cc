import { MAX_COMPARED_NAME, MAX_CSHARP_PROBLEMS, MAX_SUGGESTIONS } from "../../text/bounds";
import { nearest } from "../../text/errors";
import { type Type } from "../members/type";
import { type CsharpTree, type Expression } from "../tree";
import { checkComparisons } from "./comparisons";
import { ExpressionBinder } from "./expressions";
import { checkFailing } from "./failing";
import { type CsharpProblem, CsharpProblems } from "./problem";

/** What is known of the place of an expression. */
export interface CsharpFacts {
  /** The type that the place asks for. */
  readonly expected?: Type;
  /** Whether a value is there for every caller, by the code that reads it: `context.User`, `context.Variables["jwt"]`. */
  readonly isPresent?: (code: string) => boolean;
}

/** What the checker finds out about an expression. */
export interface CsharpAnalysis {
  /** In the order of the code. */
  readonly problems: readonly CsharpProblem[];
  /** The type of the value; undefined if it is not known. */
  readonly type: Type | undefined;
  /** The type of a part of the expression; undefined if it is not known. */
  readonly typeOf: (part: Expression) => Type | undefined;
}

/** Checks an expression. Where it is not C#, nothing else is said about it. */
export function analyzeCsharp(tree: CsharpTree, facts: CsharpFacts = {}): CsharpAnalysis {
  const problems = new CsharpProblems(MAX_CSHARP_PROBLEMS);
  if (tree.problems.length > 0) return { problems: [], type: undefined, typeOf: () => undefined };
  let suggestions = 0;
  const binder = new ExpressionBinder(problems, (name, known) => {
    if (name.length < 3 || name.length > MAX_COMPARED_NAME || suggestions++ >= MAX_SUGGESTIONS) return undefined;
    return nearest(name, known(), name.length === 3 ? 1 : Math.min(3, Math.max(2, Math.floor(name.length / 3))));
  });
  const type = binder.bindRoot(tree.root, facts.expected);
  // What does not compile does not run.
  if (!problems.found.some(({ severity }) => severity === "error")) {
    checkComparisons(tree.code, binder.facts, problems);
    checkFailing(tree.code, binder.facts, facts.isPresent, problems);
  }
  return {
    problems: problems.found.sort((left, right) => left.start - right.start),
    type,
    typeOf: (part) => binder.facts.types.get(part),
  };
}

export function checkCsharp(tree: CsharpTree, facts?: CsharpFacts): readonly CsharpProblem[] {
  return analyzeCsharp(tree, facts).problems;
}
