import { closesAgain, startsExpression, startsUnbalanced } from "../csharp/scan";
import { codeOf, type ExpressionReader } from "./expression-reader";
import { nextPattern, nextText, type NextMatch } from "../text/next-match";
import { bareLessThan, unbalancedExpressionFound, unclosedMarkup, unknownReference } from "./reader-messages";
import { decodeReferences } from "../text/references";
import { type SourceText } from "./source-text";
import { wholeExpressionIn } from "../model/value";

/**
 * Reads text between tags and comments: characters, references, CDATA, and expressions, which may contain what looks like a tag.
 *
 * @internal
 */
export class TextReader {
  /** The text that was read last, with references replaced. Whitespace around an expression is kept. */
  public source = "";
  /** Where it starts: the first character that is not whitespace, when there is one. */
  public start = 0;
  /** The index after it. */
  public end = 0;
  /** Whether it is whitespace that may be layout: none of it was written as a reference or in CDATA. */
  public isLayout = false;
  /** Whether it is an expression, apart from whitespace around it. */
  public isExpression = false;

  private lastUnclosed = -1;
  private readonly text: string;
  private readonly lessThan: NextMatch;
  private readonly ampersand: NextMatch;
  private readonly cdataEnd: NextMatch;
  private readonly endTag: NextMatch;
  private readonly lineWithStartTag: NextMatch;

  public constructor(
    private readonly input: SourceText,
    private readonly expressions: ExpressionReader,
  ) {
    const { text } = input;
    this.text = text;
    this.lessThan = nextText(text, "<");
    this.ampersand = nextText(text, "&");
    this.cdataEnd = nextText(text, "]]>");
    this.endTag = nextText(text, "</");
    this.lineWithStartTag = nextPattern(text, /\n[ \t]*<[A-Za-z]/);
  }

  /**
   * Reads the text at an index.
   *
   * @param element the name of the element that it is in
   */
  public read(index: number, element: string): void {
    const { text } = this;
    const first = this.input.skipWhitespace(index);
    this.isLayout = this.input.startsMarkup(first);
    if (this.isLayout) {
      this.start = index;
      this.end = first;
      return;
    }
    this.start = first;
    if (startsExpression(text, first)) {
      this.readExpression(index, first, element);
    } else {
      this.readText(index, first);
      this.isExpression = wholeExpressionIn(this.source) !== undefined;
      if (!this.isExpression && startsUnbalanced(this.source)) {
        this.input.report(first, unbalancedExpressionFound, this.source);
      }
    }
  }

  private readExpression(index: number, first: number, element: string): void {
    const { text } = this;
    const found = this.expressions.inText(first, element);
    if (found !== undefined) {
      this.source = text.slice(index, first) + found.source + found.after;
      this.end = found.end;
      this.isExpression = true;
      return;
    }
    this.readXml(index, true);
    this.isExpression = wholeExpressionIn(this.source) !== undefined;
    if (this.isExpression) return;
    const codeEnd = this.expressions.endOf(first);
    const isMixed = codeEnd >= 0 && !closesAgain(text, codeEnd);
    if (isMixed || !startsUnbalanced(this.source)) {
      this.readText(index, first);
      return;
    }
    this.input.report(first, unbalancedExpressionFound, this.source.slice(first - index));
    // Generics look like tags. Broken code ends with its element, unless something in between looks more like markup than like code.
    const end = this.endTag.at(first);
    if (end > this.end && end < this.lineWithStartTag.at(first) && this.input.isEndTag(end, element)) {
      this.source = decodeReferences(text.slice(index, end));
      this.end = end;
    }
  }

  /** Reads text as XML, or as XML between expressions. */
  private readText(index: number, first: number): void {
    const start = this.expressions.startFrom(first);
    const firstTag = this.lessThan.at(first);
    const isXml = start > firstTag || (this.input.startsMarkup(firstTag) && this.expressions.isXml(first, firstTag));
    this.readXml(index, false, !isXml);
  }

  /** Reads text as XML. Code may contain any "&" and "<". */
  private readXml(from: number, isCode: boolean, hasExpressions = false): void {
    const { text } = this;
    this.source = "";
    let index = from;
    for (;;) {
      const end = this.lessThan.at(index);
      const codeStart = hasExpressions ? this.expressions.startFrom(index) : end;
      if (codeStart < end) {
        const codeEnd = this.expressions.endOf(codeStart);
        hasExpressions = codeEnd >= 0;
        if (hasExpressions) {
          this.source += this.decoded(index, codeStart, false) + codeOf(text.slice(codeStart, codeEnd));
          index = codeEnd;
          continue;
        }
      }
      this.source += this.decoded(index, end, isCode);
      index = end;
      if (this.input.startsMarkup(end)) break;
      if (text.startsWith(CDATA, end)) {
        const start = end + CDATA.length;
        const close = this.cdataEnd.at(start);
        if (close < text.length) this.source += text.slice(start, close);
        else this.reportUnclosed(end);
        index = close < text.length ? close + 3 : start;
      } else {
        if (!isCode) this.input.report(end, bareLessThan);
        this.source += "<";
        index = end + 1;
      }
    }
    this.end = index;
  }

  /** Text that turns out not to be an expression is read twice, but its problems are reported once. */
  private reportUnclosed(index: number): void {
    if (index <= this.lastUnclosed) return;
    this.lastUnclosed = index;
    this.input.report(index, unclosedMarkup, CDATA, "]]>");
  }

  private decoded(start: number, end: number, isCode: boolean): string {
    const slice = this.text.slice(start, end);
    if (this.ampersand.at(start) >= end) return slice;
    if (isCode) return decodeReferences(slice);
    return decodeReferences(slice, (index, reference) => this.input.report(start + index, unknownReference, reference));
  }
}

const CDATA = "<![CDATA[";
