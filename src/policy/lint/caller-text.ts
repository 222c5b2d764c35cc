import { type CsharpTokens } from "../csharp/tokens";
import { type Assignment, assignmentsIn } from "./reads";

/** The parts of an expression that come from what the caller sends, also by way of local variables. */
export class CallerText {
  /** The assignments of what the caller sends to local variables. */
  public readonly locals: Assignment[] = [];

  /** How many tokens of it are before each token. */
  private readonly counts: number[] = [0];

  /** @param isOfCaller whether a token reads what the caller sends */
  public constructor(tokens: CsharpTokens, isOfCaller: (index: number) => boolean) {
    const assignments = new Map(assignmentsIn(tokens).map((assignment) => [assignment.to, assignment]));
    const names = new Set<string>();
    for (let index = 0; index < tokens.length; index++) {
      const assignment = assignments.get(index);
      if (assignment !== undefined && this.has(assignment.from, index)) {
        this.locals.push(assignment);
        names.add(assignment.name);
      }
      const isLocal = names.has(tokens.word(index) ?? "") && !tokens.is(index - 1, ".", "?.");
      this.counts.push(this.counts[index]! + (isLocal || isOfCaller(index) ? 1 : 0));
    }
  }

  /** Whether a range of tokens reads what the caller sends. */
  public has(from: number, to: number): boolean {
    return this.counts[to]! > this.counts[from]!;
  }
}
