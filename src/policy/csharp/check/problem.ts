/** A problem in the C# of an expression, where it is, and what to do. */
export interface CsharpProblem {
  readonly kind: CsharpProblemKind;
  /** An error means that the service refuses the document, or that every caller gets 500. */
  readonly severity: "error" | "warning";
  /** The index in the code of the first character that it is about. */
  readonly start: number;
  /** The index after the last one. */
  readonly end: number;
  /** What was found, and what is expected. */
  readonly message: string;
  readonly fix: string;
}

export type CsharpProblemKind =
  // It does not compile.
  | "unknown-name"
  | "unknown-type"
  | "unknown-member"
  | "object-member"
  | "not-callable"
  | "not-called"
  | "wrong-arguments"
  | "wrong-operands"
  | "wrong-cast"
  | "wrong-assignment"
  | "wrong-condition"
  | "wrong-branches"
  | "wrong-result"
  | "missing-return"
  | "missing-type-argument"
  | "duplicate-name"
  // API Management does not allow it.
  | "not-allowed"
  // It is null or throws for some callers.
  | "absent-entry"
  | "null-context"
  | "null-value"
  | "null-variable"
  | "short-text"
  | "empty-sequence"
  | "unparsable-text"
  // It is always the same.
  | "constant-condition"
  | "reference-comparison";

/** Collects problems. */
export class CsharpProblems {
  public readonly found: CsharpProblem[] = [];

  /** @param most how many to keep */
  public constructor(private readonly most: number) {}

  public error(kind: CsharpProblemKind, place: CodeRange, message: string, fix: string): void {
    this.add({ kind, severity: "error", start: place.start, end: place.end, message, fix });
  }

  public warning(kind: CsharpProblemKind, place: CodeRange, message: string, fix: string): void {
    this.add({ kind, severity: "warning", start: place.start, end: place.end, message, fix });
  }

  private add(problem: CsharpProblem): void {
    if (this.found.length < this.most) this.found.push(problem);
  }
}

export interface CodeRange {
  readonly start: number;
  readonly end: number;
}
