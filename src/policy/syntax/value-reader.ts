import { startsExpression, startsUnbalanced } from "../csharp/scan";
import { codeOf, type ExpressionReader } from "./expression-reader";
import { nextPattern, nextText, type NextMatch } from "../text/next-match";
import {
  brokenAttribute,
  lessThanInAttribute,
  missingAttributeValue,
  missingSpace,
  unbalancedExpressionFound,
  unknownReference,
  unquotedAttribute,
} from "./reader-messages";
import { decodeReferences } from "../text/references";
import { type SourceText } from "./source-text";
import { PolicyValue, wholeExpressionIn } from "../model/value";

type Quote = '"' | "'";

/**
 * Reads the values of attributes.
 *
 * If the quotes of a value are wrong, only that value is lost: the reader looks for the place where the tag continues.
 *
 * @internal
 */
export class ValueReader {
  /** The index where the tag continues after the value that was read last. */
  public index = 0;

  private readonly text: string;
  private readonly quotes: Readonly<Record<Quote, NextMatch>>;
  /** The same, for lookahead. */
  private readonly laterQuotes: Readonly<Record<Quote, NextMatch>>;
  private readonly likelyEnds: Readonly<Record<Quote, NextMatch>>;
  private readonly lessThan: NextMatch;
  private readonly greaterThan: NextMatch;
  private readonly ampersand: NextMatch;
  private readonly breakOrTab: NextMatch;
  private readonly lastOfTag: NextMatch;
  private readonly lineWithTag: NextMatch;

  public constructor(
    private readonly source: SourceText,
    private readonly expressions: ExpressionReader,
  ) {
    const { text } = source;
    this.text = text;
    this.quotes = { '"': nextText(text, '"'), "'": nextText(text, "'") };
    this.laterQuotes = { '"': nextText(text, '"'), "'": nextText(text, "'") };
    this.likelyEnds = { '"': nextPattern(text, likelyEnd('"')), "'": nextPattern(text, likelyEnd("'")) };
    this.lessThan = nextText(text, "<");
    this.greaterThan = nextPattern(text, /\/?>/);
    this.ampersand = nextText(text, "&");
    this.breakOrTab = nextPattern(text, /[\n\t]/);
    this.lastOfTag = nextPattern(text, /\/?>(?=[ \t\n]*(?:<|$))/);
    this.lineWithTag = nextPattern(text, /\n[ \t]*<[A-Za-z/!?]/);
  }

  /** Reads the value of the attribute whose name is between two indexes. */
  public read(name: string, nameStart: number, nameEnd: number): PolicyValue {
    const { text } = this;
    const equals = this.source.skipWhitespace(nameEnd);
    if (text.charCodeAt(equals) !== 61) {
      this.source.report(nameStart, missingAttributeValue, name);
      this.index = nameEnd;
      return PolicyValue._read("");
    }
    const open = this.source.skipWhitespace(equals + 1);
    const quote = text[open];
    return quote === '"' || quote === "'" ? this.readQuoted(name, open + 1, quote) : this.readUnquoted(name, open);
  }

  private readQuoted(name: string, start: number, quote: Quote): PolicyValue {
    const close = this.quotes[quote].at(start);
    const first = this.source.skipWhitespace(start);
    if (startsExpression(this.text, first)) return this.expression(name, start, first, close, quote);
    const mixed = this.expressions.startFrom(start) < close ? this.mixed(start, close, quote) : undefined;
    if (mixed !== undefined) return mixed;
    const lessThan = this.lessThan.at(start);
    if (!this.endsValue(close) || (lessThan < close && this.lineWithTag.at(start) < close)) {
      return this.brokenLiteral(name, start, close, quote);
    }
    if (lessThan < close) this.source.report(lessThan, lessThanInAttribute, name);
    return this.literal(start, close);
  }

  private expression(name: string, start: number, first: number, close: number, quote: Quote): PolicyValue {
    const { text } = this;
    const found = close < text.length ? this.expressions.inAttribute(first, close) : undefined;
    if (found !== undefined) {
      this.index = found.end + 1;
      if (!this.endsValue(found.end)) this.source.report(this.index, missingSpace, name);
      return PolicyValue._read(found.source, true);
    }
    const mixed = this.mixed(start, close, quote);
    if (mixed !== undefined) return mixed;
    const nextTag = this.lineWithTag.at(start);
    if (this.endsValue(close) && close < nextTag) {
      // Text, or XML except for an "&".
      const value = this.damaged(start, close, close + 1);
      if (startsUnbalanced(value.source)) {
        this.source.report(first, unbalancedExpressionFound, text.slice(first, close));
      }
      return value;
    }
    const end = this.expressions.endOf(first);
    if (end >= 0 && this.endsValue(end - 1)) {
      // The closing quote is missing, or what follows belongs inside the brackets.
      this.source.report(start, brokenAttribute, name);
      this.index = end;
      return PolicyValue._read(codeOf(text.slice(first, end)), true);
    }
    const likelyEnd = this.likelyEnds[quote].at(start);
    const next = likelyEnd < nextTag ? likelyEnd : Math.min(this.lastOfTag.at(start), nextTag);
    this.source.report(first, unbalancedExpressionFound, text.slice(first, next));
    return this.damaged(start, next, likelyEnd < nextTag ? next + 1 : next);
  }

  /** Text with expressions in it that is not XML, or undefined when the value is something else. */
  private mixed(start: number, close: number, quote: Quote): PolicyValue | undefined {
    const { text } = this;
    const isLine = this.lessThan.at(start) >= close && this.breakOrTab.at(start) >= close;
    if (isLine && this.endsValue(close) && this.expressions.isXml(start, close)) return undefined;
    const pieces = this.expressions.piecesTo(start, this.laterQuotes[quote], (end) => this.endsValue(end));
    if (pieces === undefined) return undefined;
    this.index = pieces[pieces.length - 1]!.end + 1;
    const sources = pieces.map((piece) => {
      const slice = text.slice(piece.start, piece.end);
      return piece.isCode ? codeOf(slice) : this.decoded(normalizeWhitespace(slice), piece.start);
    });
    return PolicyValue._read(sources.join(""), false);
  }

  private brokenLiteral(name: string, start: number, close: number, quote: Quote): PolicyValue {
    const nextTag = this.lessThan.at(start);
    const likelyEnd = this.likelyEnds[quote].at(start);
    if (likelyEnd === close && close < nextTag) {
      // name="value"other="value"
      this.source.report(close + 1, missingSpace, name);
      return this.literal(start, close);
    }
    this.source.report(start, brokenAttribute, name);
    if (close < nextTag) {
      // name="value other="value": the quote that was taken for the end opens the next value.
      const next = this.nameBefore(close, start);
      if (next > start) return this.damaged(start, next, next);
    }
    if (likelyEnd < nextTag) return this.damaged(start, likelyEnd, likelyEnd + 1);
    const next = Math.min(this.greaterThan.at(start), nextTag);
    return this.damaged(start, next, next);
  }

  private readUnquoted(name: string, start: number): PolicyValue {
    this.source.report(start, unquotedAttribute, name);
    if (startsExpression(this.text, start)) {
      const end = this.expressions.endOf(start);
      if (end >= 0) {
        this.index = end;
        return PolicyValue._read(codeOf(this.text.slice(start, end)), true);
      }
    }
    const end = this.source.endOfWord(start);
    return this.damaged(start, end, end);
  }

  /** The value up to its closing quote, as XML has it: a line break or a tab becomes a space, unless it is written as a reference. */
  private literal(start: number, close: number): PolicyValue {
    this.index = close + 1;
    const slice = this.text.slice(start, close);
    const hasBreaks = this.breakOrTab.at(start) < close;
    if (this.ampersand.at(start) >= close) return PolicyValue._read(hasBreaks ? normalizeWhitespace(slice) : slice);
    const decoded = this.decoded(slice, start);
    const expression = wholeExpressionIn(decoded);
    if (expression === undefined && startsUnbalanced(decoded)) {
      this.source.report(start, unbalancedExpressionFound, decoded);
    }
    return PolicyValue._read(expression ?? (hasBreaks ? decodeReferences(normalizeWhitespace(slice)) : decoded));
  }

  private decoded(slice: string, start: number): string {
    return decodeReferences(slice, (index, reference) =>
      this.source.report(start + index, unknownReference, reference),
    );
  }

  /** A value that is not XML, up to an index. Its problem has been reported, and the tag continues at another index. */
  private damaged(start: number, end: number, next: number): PolicyValue {
    this.index = next;
    // If the quote is missing, whitespace before the rest of the tag belongs to no value.
    const decoded = decodeReferences(
      this.text.slice(start, next > end ? end : this.source.skipWhitespaceBack(end, start)),
    );
    return PolicyValue._read(wholeExpressionIn(decoded) ?? decoded);
  }

  /** The start of a name that is followed by `=` and the quote at the index, or -1. */
  private nameBefore(quote: number, from: number): number {
    const { text } = this;
    const equals = this.source.skipWhitespaceBack(quote, from) - 1;
    if (text[equals] !== "=") return -1;
    const end = this.source.skipWhitespaceBack(equals, from);
    let start = end;
    while (start > from && !this.source.isWhitespaceAt(start - 1)) start--;
    return start > from && this.source.endOfName(start) === end ? start : -1;
  }

  /** Whether a value can end with the character at the index: whitespace or the end of the tag follows. */
  private endsValue(index: number): boolean {
    const next = index + 1;
    return this.source.isWhitespaceAt(next) || isEndOfTag(this.text.charCodeAt(next)) || next === this.text.length;
  }
}

/** A quote after which the tag ends or another attribute starts. */
function likelyEnd(quote: Quote): RegExp {
  return new RegExp(`${quote}(?=[ \\t\\n]*(?:[/?]?>|[A-Za-z_][A-Za-z0-9_.:-]*[ \\t\\n]*=[ \\t\\n]*["']))`);
}

/** `>`, `/`, `?` or the `<` of the next tag. */
function isEndOfTag(code: number): boolean {
  return code === 62 || code === 47 || code === 63 || code === 60;
}

function normalizeWhitespace(text: string): string {
  return text.replace(/[\n\t]/g, " ");
}
