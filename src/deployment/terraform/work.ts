import { MAX_EVALUATED, MAX_TERRAFORM_DEPTH } from "../../policy/text/bounds";
import { Failure } from "./failure";

/** What the evaluation of one input may cost: values made of one another can otherwise grow without end. */
export class Work {
  private left: number;
  private depth = 0;

  /** @param length the characters of the input */
  public constructor(length: number) {
    this.left = MAX_EVALUATED.perCharacter * length + MAX_EVALUATED.always;
  }

  /** Allows for more input. */
  public allow(length: number): void {
    this.left += MAX_EVALUATED.perCharacter * length;
  }

  /** Counts characters or items that were made. */
  public spend(size: number): void {
    this.left -= size + 1;
    if (this.left < 0) throw new Failure("the configuration makes more text than it could need", true);
  }

  /** Takes a step of the recursion. */
  public deeper<T>(step: () => T): T {
    if (this.depth >= MAX_TERRAFORM_DEPTH) throw new Failure("too many references follow one another", true);
    this.depth++;
    try {
      return step();
    } finally {
      this.depth--;
    }
  }
}
