import { CsharpToken } from "../token-list";
import {
  type Expression,
  type InterpolatedString,
  type InterpolatedText,
  type Interpolation,
  type NumberLiteral,
} from "../tree";
import {
  decodeInterpolated,
  decodeNumber,
  decodeRegular,
  decodeVerbatim,
  isOneCharacter,
  type LiteralReport,
} from "./literals";
import { TypeReader } from "./type-reader";

/** Reads numbers, chars and strings, and the expressions in interpolated strings. */
export abstract class LiteralReader extends TypeReader {
  private readonly literalReport: LiteralReport = (start, end, message) => this.reportAt(start, end, message);

  protected abstract readExpression(): Expression;

  protected readString(start: number, end: number): Expression {
    this.index++;
    const isVerbatim = this.code[start] === "@";
    const from = start + (isVerbatim ? 2 : 1);
    // The last quote may be missing, which has been reported.
    const to = end > from && this.code[end - 1] === '"' ? end - 1 : end;
    const value = isVerbatim
      ? decodeVerbatim(this.code, from, to)
      : decodeRegular(this.code, from, to, this.literalReport);
    return { kind: "string", start, end, value, isVerbatim };
  }

  protected readChar(start: number, end: number): Expression {
    this.index++;
    const value = decodeRegular(this.code, start + 1, Math.max(start + 1, end - 1), this.literalReport);
    if (!isOneCharacter(value)) {
      this.reportAt(
        start,
        end,
        `found ${this.code.slice(start, Math.min(end, start + 40))}; expected one character, or a string in "`,
      );
    }
    return { kind: "char", start, end, value };
  }

  /** Reads the number at the current token. */
  protected readNumber(isNegative: boolean): NumberLiteral {
    const { start } = this;
    const end = this.ends[this.index++]!;
    const number = decodeNumber(this.code.slice(start, end), isNegative);
    if (typeof number !== "string") return { kind: "number", start, end, ...number };
    this.reportAt(start, end, `found ${this.code.slice(start, Math.min(end, start + 40))}; expected ${number}`);
    return { kind: "number", start, end, type: "int", digits: "0" };
  }

  protected readInterpolated(): InterpolatedString {
    const { start } = this;
    const isVerbatim = this.ends[this.index]! - start === 3;
    const parts: (InterpolatedText | Interpolation)[] = [];
    this.index++;
    for (;;) {
      const from = this.start;
      if (this.types[this.index] === CsharpToken.INTERPOLATED_TEXT) {
        parts.push({ kind: "text", start: from, end: this.ends[this.index]!, value: this.readText(isVerbatim) });
      } else if (this.is("{")) {
        parts.push(this.readInterpolation(isVerbatim));
      } else {
        break;
      }
    }
    if (this.types[this.index] === CsharpToken.INTERPOLATION_END) this.index++;
    return { kind: "interpolated", start, end: this.end, parts };
  }

  private readText(isVerbatim: boolean): string {
    const { start } = this;
    const end = this.ends[this.index++]!;
    return decodeInterpolated(this.code, start, end, isVerbatim, this.literalReport);
  }

  private readInterpolation(isVerbatim: boolean): Interpolation {
    const { start } = this;
    const known = this.problems.length;
    const open = this.index++;
    const value = this.readExpression();
    const alignment = this.accept(",") ? this.readExpression() : undefined;
    const format = this.types[this.index] === CsharpToken.FORMAT ? this.readText(isVerbatim) : undefined;
    if (format === "") this.report("a format");
    this.expectClose(open, "}");
    // `${…}` may be the place of a template, which can hold anything.
    if (this.code[start - 1] === "$" && this.partners[open]! >= 0) this.problems.length = known;
    return {
      kind: "interpolation",
      start,
      end: this.end,
      value,
      ...(alignment !== undefined && { alignment }),
      ...(format !== undefined && { format }),
    };
  }
}
