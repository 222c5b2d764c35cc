import { MAX_COMPARED_NAME, MAX_CSHARP_PROBLEMS, MAX_SUGGESTIONS } from "../../text/bounds";
import { nearest } from "../../text/errors";
import { type Type } from "../members/type";
import { type CsharpTree, type Expression } from "../tree";
import { viewOf } from "../view";
import { checkComparisons } from "./comparisons";
import { ExpressionBinder } from "./expressions";
import { type Presence } from "./entries";
import { checkFailing } from "./failing";
import { type CsharpProblem, CsharpProblems } from "./problem";

/** What is known of the place of an expression. */
export interface CsharpFacts {
  /** The type that the place asks for. */
  readonly expected?: Type;
  /** What is there for every caller. */
  readonly presence?: Presence;
}

/** What the checker finds out about an expression. */
export interface CsharpAnalysis {
  /** What does not compile, is not allowed, or decides nothing, in the order of the code. */
  readonly problems: readonly CsharpProblem[];
  /** What is null or throws for some callers, in the order of the code. What does not compile does not run. */
  readonly failuresWith: (presence?: Presence) => readonly CsharpProblem[];
  /** The type of the value; undefined if it is not known. */
  readonly type: Type | undefined;
  /** The type of a part of the expression; undefined if it is not known. */
  readonly typeOf: (part: Expression) => Type | undefined;
}

/** Checks an expression. Where it is not C#, nothing else is said about it. */
export function analyzeCsharp(tree: CsharpTree, facts: CsharpFacts = {}): CsharpAnalysis {
  const problems = new CsharpProblems(MAX_CSHARP_PROBLEMS);
  if (tree.problems.length > 0) {
    return { problems: [], failuresWith: () => [], type: undefined, typeOf: () => undefined };
  }
  let suggestions = 0;
  const binder = new ExpressionBinder(problems, (name, known) => {
    if (name.length < 3 || name.length > MAX_COMPARED_NAME || suggestions++ >= MAX_SUGGESTIONS) return undefined;
    return nearest(name, known(), name.length === 3 ? 1 : Math.min(3, Math.max(2, Math.floor(name.length / 3))));
  });
  const type = binder.bindRoot(tree.root, facts.expected);
  const compiles = !problems.found.some(({ severity }) => severity === "error");
  if (compiles) checkComparisons(tree.code, binder.facts, problems);
  return {
    problems: problems.found.sort(byStart),
    failuresWith: (presence) => {
      if (!compiles) return [];
      const failures = new CsharpProblems(MAX_CSHARP_PROBLEMS);
      checkFailing(viewOf(tree), binder.facts, presence, failures);
      return failures.found.sort(byStart);
    },
    type,
    typeOf: (part) => binder.facts.types.get(part),
  };
}

/** All problems of an expression, in the order of the code. */
export function checkCsharp(tree: CsharpTree, facts: CsharpFacts = {}): readonly CsharpProblem[] {
  const { problems, failuresWith } = analyzeCsharp(tree, facts);
  return [...problems, ...failuresWith(facts.presence)].sort(byStart);
}

function byStart(left: CsharpProblem, right: CsharpProblem): number {
  return left.start - right.start;
}
