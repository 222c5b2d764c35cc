import { SearchAllowance } from "../text/bounds";
import { type Characters, trimWhitespace } from "../text/characters";
import { closesAgain, expressionsIn, isWholeExpression, nextExpression, scanExpression } from "../csharp/scan";
import { NextMatch, nextText } from "../text/next-match";
import { decodeReferences, decodeXml } from "../text/references";

/**
 * An expression that was found in a text.
 *
 * @internal
 */
export interface FoundExpression {
  /** The expression as C# has it, with `@(` or `@{`. */
  readonly source: string;
  /** The whitespace that follows it. */
  readonly after: string;
  /** The index after that. */
  readonly end: number;
}

/**
 * A part of a text with expressions: one of them, or the text between two.
 *
 * @internal
 */
export interface TextPiece {
  readonly start: number;
  readonly end: number;
  readonly isCode: boolean;
}

/**
 * Finds the end of an expression in policy text, and its C#.
 *
 * API Management accepts two formats, and a text does not say which one it uses:
 *
 * - In `xml` the text is XML, and the references in an expression are replaced with characters: `@(x &lt; 3)`, `@(&quot;a&quot;)`.
 * - In `rawxml` an expression is C# as it is, raw quotes, `<` and `&&` included, and C# decides where it ends.
 *   References in it are not XML's: in `@("&amp;" + x < y)` the string has five characters.
 *
 * So text that can be read as XML is read as XML, and every reference in it is replaced. Anything else is read as C#, where a reference is kept
 * in strings, chars and comments, because it is C# there. Elsewhere it can only have been meant as XML, `@(x["a"] &lt; 3)`, and is replaced.
 * The writer relies on this: it writes an expression raw, or as XML where that would be read differently.
 *
 * The same applies to an expression within other text. The first `@(` or `@{` that does not close is text, and so is everything after it.
 *
 * @internal
 */
export class ExpressionReader {
  private readonly text: string;
  private readonly lessThan: NextMatch;
  private readonly start: NextMatch;
  private readonly allowance: SearchAllowance;

  public constructor(private readonly input: Characters) {
    this.text = input.text;
    this.lessThan = nextText(input.text, "<");
    this.start = new NextMatch(input.text, nextExpression);
    this.allowance = new SearchAllowance(input.text.length);
  }

  /** The index of the next `@(` or `@{` from an index on, or the length of the text. */
  public startFrom(index: number): number {
    return this.start.at(index);
  }

  /** Whether the text up to an index is XML in which all expressions close, so that its references can be replaced all at once. */
  public isXml(start: number, end: number): boolean {
    // No policy text contains U+0000.
    const decoded = decodeXml(this.text.slice(start, end).replace(ESCAPED_START, "\0"));
    if (decoded === undefined) return false;
    const bounds = expressionsIn(decoded);
    return nextExpression(decoded, bounds[bounds.length - 1] ?? 0) < 0;
  }

  /**
   * The text and the expressions up to a quote, or undefined when there is no expression that closes or the value cannot end with the quote.
   *
   * @param quote finds the quotes that may end the value
   * @param isEnd whether the value can end with the quote at an index
   */
  public piecesTo(start: number, quote: NextMatch, isEnd: (index: number) => boolean): TextPiece[] | undefined {
    const pieces: TextPiece[] = [];
    let index = start;
    for (;;) {
      const end = quote.at(index);
      const codeStart = this.startFrom(index);
      const codeEnd = codeStart < end ? this.endOf(codeStart) : -1;
      if (codeEnd < 0) {
        const [, first] = pieces;
        pieces.push({ start: index, end, isCode: false });
        const isBroken = first?.start === this.input.skipWhitespace(start) && closesAgain(this.text, first.end);
        if (first !== undefined && isEnd(end) && !isBroken) return pieces;
        this.allowance.spend(end - start);
        return undefined;
      }
      pieces.push({ start: index, end: codeStart, isCode: false }, { start: codeStart, end: codeEnd, isCode: true });
      index = codeEnd;
    }
  }

  /**
   * The expression at the start of an attribute value, which the quote at `close` ends if the value is XML.
   *
   * @param start the index of the `@`
   * @param close the index of the first closing quote after it
   */
  public inAttribute(start: number, close: number): FoundExpression | undefined {
    const { text } = this;
    if (this.lessThan.at(start) >= close) {
      const found = this.asXml(start, close);
      if (found !== undefined || this.isXml(start, close)) return found;
    }
    const quote = text.charCodeAt(close);
    return this.asCode(start, (next) => text.charCodeAt(next) === quote);
  }

  /**
   * The expression that is the text of an element up to the next tag or comment.
   *
   * @param start the index of the `@`
   * @param element the name of the element
   */
  public inText(start: number, element: string): FoundExpression | undefined {
    const { text } = this;
    const firstTag = this.lessThan.at(start);
    const isText = this.input.startsMarkup(firstTag);
    const found = isText ? this.asXml(start, firstTag) : undefined;
    if (found !== undefined || (isText && this.isXml(start, firstTag))) return found;
    return this.asCode(
      start,
      (next) =>
        (isText && next === firstTag) ||
        text.startsWith("<!--", next) ||
        text.startsWith("<?", next) ||
        this.input.isEndTag(next, element),
    );
  }

  /** The index after the expression at `start`, or -1. */
  public endOf(start: number): number {
    const end = scanExpression(this.text, start, { limit: this.allowance.limitFrom(start), stopAtEndTag: true });
    if (end >= 0) return end;
    this.allowance.spend(~end - start);
    return -1;
  }

  private asXml(start: number, end: number): FoundExpression | undefined {
    const decoded = decodeXml(this.text.slice(start, end));
    if (decoded === undefined) return undefined;
    const source = trimWhitespace(decoded);
    return isWholeExpression(source) ? { source, after: decoded.slice(source.length), end } : undefined;
  }

  private asCode(start: number, isEnd: (index: number) => boolean): FoundExpression | undefined {
    const { text } = this;
    const end = this.endOf(start);
    if (end < 0) return undefined;
    const next = this.input.skipWhitespace(end);
    if (isEnd(next)) return { source: codeOf(text.slice(start, end)), after: text.slice(end, next), end: next };
    this.allowance.spend(next - start);
    return undefined;
  }
}

/** How the writer escapes an "@" that must not start an expression. */
const ESCAPED_START = /&#x40;(?=[({])/g;

/**
 * The C# of an expression that is not XML: references are replaced outside of strings, chars and comments.
 *
 * @internal
 */
export function codeOf(raw: string): string {
  if (!raw.includes("&") || decodeReferences(raw) === raw) return raw;
  const literals: number[] = [];
  scanExpression(raw, 0, { literals });
  let code = "";
  let index = 0;
  for (let literal = 0; literal < literals.length; literal += 2) {
    code += decodeReferences(raw.slice(index, literals[literal])) + raw.slice(literals[literal], literals[literal + 1]);
    index = literals[literal + 1]!;
  }
  code += decodeReferences(raw.slice(index));
  return isWholeExpression(code) ? code : raw;
}
