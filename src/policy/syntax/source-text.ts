import { Characters, withoutForbidden, withPlainLineEnds } from "../text/characters";
import { type PolicyDiagnostic } from "../model/node";
import { type PolicyPosition } from "../model/node";
import { forbiddenCharacterFound, moreProblems } from "./reader-messages";

/** A text with more problems than this is no policy. The list stays short enough to be read, and to be kept in memory. */
const MOST_DIAGNOSTICS = 1000;

/**
 * The text of a policy document with the places of its lines, and what was found wrong with it.
 *
 * @internal
 */
export class SourceText extends Characters {
  private readonly problems: PolicyDiagnostic[] = [];
  private hasMoreProblems = false;
  private readonly lineStarts = [0];
  /** The end of the last line whose start is known. */
  private lineEnd: number;

  /** @param source the text, of which the byte order mark is left out; a line ends with `\n`, and U+FFFD stands for what XML forbids */
  public constructor(source: string) {
    const forbidden: [number, string][] = [];
    const text = withPlainLineEnds(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source);
    super(withoutForbidden(text, (index, char) => forbidden.push([index, char])));
    this.lineEnd = this.endOfLine(0);
    for (const [index, char] of forbidden) this.report(index, forbiddenCharacterFound, char);
  }

  /**
   * Notes a problem at an index of the text, or at a position in it.
   *
   * @param place where it is
   * @param message makes the message; a text may have a million problems, of which most are not worth one
   * @param details what the message tells about
   */
  public report<T extends unknown[]>(
    place: number | PolicyPosition,
    message: (...details: T) => string,
    ...details: T
  ): void {
    if (this.problems.length === MOST_DIAGNOSTICS) {
      this.hasMoreProblems = true;
      return;
    }
    const position = typeof place === "number" ? this.positionAt(place) : place;
    this.problems.push({ message: message(...details), position });
  }

  /** What was found wrong, from the top of the text to its end. */
  public get diagnostics(): PolicyDiagnostic[] {
    const sorted = [...this.problems].sort(
      (left, right) => left.position.line - right.position.line || left.position.column - right.position.column,
    );
    const position = sorted[sorted.length - 1]?.position;
    if (this.hasMoreProblems && position !== undefined) {
      sorted.push({ message: moreProblems(MOST_DIAGNOSTICS), position });
    }
    return sorted;
  }

  /** The line and column of an index. Most questions come in ascending order, so the lines are counted while the text is read. */
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

  private endOfLine(from: number): number {
    const end = this.text.indexOf("\n", from);
    return end < 0 ? this.text.length : end;
  }
}
