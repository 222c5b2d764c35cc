import { type PolicyFinding } from "../model/finding";
import { type PolicyPosition } from "../model/node";
import { MAX_DIAGNOSTICS } from "../text/bounds";
import { Characters, withoutForbidden, withPlainLineEnds } from "../text/characters";
import { forbiddenCharacterFound, moreProblems, READER_RULE, type ReaderMessage } from "./reader-messages";

/** A problem in a text. */
interface ReaderProblem extends ReaderMessage {
  readonly position: PolicyPosition;
}

/**
 * The text of a policy document with the positions of its lines, and the problems that were found in it.
 *
 * @internal
 */
export class SourceText extends Characters {
  private readonly problems: ReaderProblem[] = [];
  private hasMoreProblems = false;
  private readonly lineStarts = [0];
  /** The end of the last line whose start is known. */
  private lineEnd: number;

  /** @param source the text; its byte order mark is left out, lines end with `\n`, and U+FFFD replaces what XML forbids */
  public constructor(source: string) {
    const forbidden: [number, string][] = [];
    const text = withPlainLineEnds(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source);
    super(withoutForbidden(text, (index, char) => forbidden.push([index, char])));
    this.lineEnd = this.endOfLine(0);
    for (const [index, char] of forbidden) this.report(index, forbiddenCharacterFound, char);
  }

  /**
   * Reports a problem at an index of the text, or at a position.
   *
   * @param place where it is
   * @param message creates the message; a text may have a million problems, most of which get none
   * @param details what the message is about
   */
  public report<T extends unknown[]>(
    place: number | PolicyPosition,
    message: (...details: T) => ReaderMessage,
    ...details: T
  ): void {
    if (this.problems.length === MAX_DIAGNOSTICS) {
      this.hasMoreProblems = true;
      return;
    }
    const position = typeof place === "number" ? this.positionAt(place) : place;
    this.problems.push({ ...message(...details), position });
  }

  /** Whether the text has problems. */
  public get hasProblems(): boolean {
    return this.problems.length > 0;
  }

  /**
   * The problems, from the top of the text to its end.
   *
   * @param path what they are about
   */
  public findings(path: string): PolicyFinding[] {
    const sorted = [...this.problems].sort(
      (left, right) => left.position.line - right.position.line || left.position.column - right.position.column,
    );
    const position = sorted[sorted.length - 1]?.position;
    if (this.hasMoreProblems && position !== undefined) {
      sorted.push({ ...moreProblems(MAX_DIAGNOSTICS), position });
    }
    return sorted.map((problem) => ({ ...READER_RULE, ...problem, path }));
  }

  /** The line and column of an index. Most queries are in ascending order, so lines are counted as the text is read. */
  public positionAt(index: number): PolicyPosition {
    const { lineStarts } = this;
    while (index > this.lineEnd) {
      lineStarts.push(this.lineEnd + 1);
      this.lineEnd = this.endOfLine(this.lineEnd + 1);
    }
    let low = 0;
    let high = lineStarts.length - 1;
    if (index >= lineStarts[high]!) low = high;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lineStarts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - lineStarts[low]! + 1 };
  }

  /** The index of a line and column. */
  public indexAt(position: PolicyPosition): number {
    const { lineStarts } = this;
    while (lineStarts.length < position.line && this.lineEnd < this.text.length) this.positionAt(this.lineEnd + 1);
    return Math.min(this.text.length, (lineStarts[position.line - 1] ?? this.text.length) + position.column - 1);
  }

  private endOfLine(from: number): number {
    const end = this.text.indexOf("\n", from);
    return end < 0 ? this.text.length : end;
  }
}
