import { skipWhitespace } from "../text/characters";

/**
 * Just enough of C# to find the end of a policy expression.
 *
 * Everything here is linear in the length of the text.
 */

/** Whether the text is one whole expression: `@(…)` or `@{…}` and nothing after it. */
export function isWholeExpression(text: string): boolean {
  return startsExpression(text, 0) && scanExpression(text, 0) === text.length;
}

/** Whether `@(` or `@{` is at the index. */
export function startsExpression(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== AT) return false;
  const next = text.charCodeAt(index + 1);
  return next === OPEN_PAREN || next === OPEN_BRACE;
}

/** Whether the text starts as an expression with brackets, strings or comments that do not close, or with an extra bracket. */
export function startsUnbalanced(text: string): boolean {
  const start = skipWhitespace(text, 0);
  if (!startsExpression(text, start)) return false;
  const end = scanExpression(text, start);
  return end < 0 || closesAgain(text, end);
}

/** Whether a closing bracket follows the end of an expression: then one is missing in it, and it continues. */
export function closesAgain(text: string, end: number): boolean {
  const next = text.charCodeAt(skipWhitespace(text, end));
  return next === CLOSE_PAREN || next === CLOSE_BRACKET || next === CLOSE_BRACE;
}

/**
 * The starts and ends of the expressions in a text, one after the other. The first one that does not close ends the search.
 * A text that starts as an expression with an extra bracket has none.
 */
export function expressionsIn(text: string): number[] {
  const bounds: number[] = [];
  for (let start = nextExpression(text, 0); start >= 0; start = nextExpression(text, bounds[bounds.length - 1]!)) {
    const end = scanExpression(text, start);
    if (end < 0 || (closesAgain(text, end) && start === skipWhitespace(text, 0))) break;
    bounds.push(start, end);
  }
  return bounds;
}

/** The index of the next `@(` or `@{` from the index on, or -1. */
export function nextExpression(text: string, from: number): number {
  let index = text.indexOf("@", from);
  while (index >= 0 && !startsExpression(text, index)) index = text.indexOf("@", index + 1);
  return index;
}

/** How to search for the end of an expression. */
export interface ExpressionScanOptions {
  /** The index where the search gives up. */
  readonly limit?: number;
  /** Whether an end tag in the code, which is never C#, ends the search. */
  readonly stopAtEndTag?: boolean;
  /** Receives the start and the end of each string, char and comment. The text of an interpolated string counts, its holes do not. */
  readonly literals?: number[];
}

/**
 * The index after the expression that starts at `start`. If the expression does not close: the complement (`~`) of the index where the search
 * ended.
 */
export function scanExpression(text: string, start: number, options: ExpressionScanOptions = {}): number {
  const { limit = text.length, stopAtEndTag = false, literals } = options;
  // The closing brackets to come. An array instead of recursion, so that deep nesting needs no stack.
  const expected: number[] = [];
  let index = start + 1;
  while (index < limit) {
    const code = text.charCodeAt(index);
    let end: number;
    switch (code) {
      case OPEN_PAREN:
        expected.push(CLOSE_PAREN);
        index++;
        continue;
      case OPEN_BRACKET:
        expected.push(CLOSE_BRACKET);
        index++;
        continue;
      case OPEN_BRACE:
        expected.push(CLOSE_BRACE);
        index++;
        continue;
      case CLOSE_PAREN:
      case CLOSE_BRACKET:
      case CLOSE_BRACE: {
        const closer = expected.pop();
        if (closer === code) {
          index++;
          if (expected.length === 0) return index;
          continue;
        }
        // The hole of an interpolated string ends; its text continues.
        if (code !== CLOSE_BRACE) return ~index;
        if (closer === INTERPOLATION) end = endOfInterpolatedText(text, index + 1, limit, expected);
        else if (closer === VERBATIM_INTERPOLATION)
          end = endOfVerbatimInterpolatedText(text, index + 1, limit, expected);
        else return ~index;
        break;
      }
      case QUOTE:
        end = endOfString(text, index + 1, limit);
        break;
      case APOSTROPHE:
        end = endOfChar(text, index + 1, limit);
        break;
      case AT:
        if (text.charCodeAt(index + 1) === QUOTE) {
          end = endOfVerbatimString(text, index + 2, limit);
        } else if (text.charCodeAt(index + 1) === DOLLAR && text.charCodeAt(index + 2) === QUOTE) {
          end = endOfVerbatimInterpolatedText(text, index + 3, limit, expected);
        } else {
          index++;
          continue;
        }
        break;
      case DOLLAR:
        if (text.charCodeAt(index + 1) === QUOTE) {
          end = endOfInterpolatedText(text, index + 2, limit, expected);
        } else if (text.charCodeAt(index + 1) === AT && text.charCodeAt(index + 2) === QUOTE) {
          end = endOfVerbatimInterpolatedText(text, index + 3, limit, expected);
        } else {
          index++;
          continue;
        }
        break;
      case SLASH:
        if (text.charCodeAt(index + 1) === SLASH) {
          end = endOfLineComment(text, index + 2, limit);
        } else if (text.charCodeAt(index + 1) === ASTERISK) {
          end = endOfBlockComment(text, index + 2, limit);
        } else {
          index++;
          continue;
        }
        break;
      case LESS_THAN:
        if (stopAtEndTag && text.charCodeAt(index + 1) === SLASH && isLetter(text.charCodeAt(index + 2))) return ~index;
        index++;
        continue;
      default:
        index++;
        continue;
    }
    if (end < 0) return end;
    if (literals !== undefined) literals.push(index, end);
    index = end;
  }
  return ~limit;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const DOLLAR = 36;
const APOSTROPHE = 39;
const OPEN_PAREN = 40;
const CLOSE_PAREN = 41;
const ASTERISK = 42;
const SLASH = 47;
const LESS_THAN = 60;
const AT = 64;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

// Closers of another kind: the `}` after a hole returns to the string.
const INTERPOLATION = -1;
const VERBATIM_INTERPOLATION = -2;

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function endOfString(text: string, from: number, limit: number): number {
  for (let index = from; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index + 1;
    else if (code === LF || code === CR) return ~index;
  }
  return ~limit;
}

function endOfVerbatimString(text: string, from: number, limit: number): number {
  for (let index = from; index < limit; index++) {
    if (text.charCodeAt(index) !== QUOTE) continue;
    if (text.charCodeAt(index + 1) !== QUOTE) return index + 1;
    index++;
  }
  return ~limit;
}

function endOfChar(text: string, from: number, limit: number): number {
  // A char is one character or one escape; the longest escape is \UXXXXXXXX.
  const last = Math.min(limit, from + 12);
  const first = text.charCodeAt(from) === BACKSLASH ? from + 1 : from;
  for (let index = first; index < last; index++) {
    const code = text.charCodeAt(index);
    if (code === LF || code === CR) return ~index;
    if (code === APOSTROPHE && index > first) return index + 1;
  }
  return ~last;
}

function endOfLineComment(text: string, from: number, limit: number): number {
  for (let index = from; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === LF || code === CR) return index + 1;
  }
  return ~limit;
}

function endOfBlockComment(text: string, from: number, limit: number): number {
  for (let index = from; index < limit; index++) {
    if (text.charCodeAt(index) === ASTERISK && text.charCodeAt(index + 1) === SLASH) return index + 2;
  }
  return ~limit;
}

/** Reads the text of `$"…"` up to its end or up to its next hole; a hole is left for the caller, as one more open bracket. */
function endOfInterpolatedText(text: string, from: number, limit: number, expected: number[]): number {
  for (let index = from; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) {
      index++;
    } else if (code === QUOTE) {
      return index + 1;
    } else if (code === OPEN_BRACE) {
      if (text.charCodeAt(index + 1) !== OPEN_BRACE) {
        expected.push(INTERPOLATION);
        return index + 1;
      }
      index++;
    } else if (code === LF || code === CR) {
      return ~index;
    }
  }
  return ~limit;
}

/** Like {@link endOfInterpolatedText}, for `$@"…"`: a quote is doubled, a backslash is a character and lines may break. */
function endOfVerbatimInterpolatedText(text: string, from: number, limit: number, expected: number[]): number {
  for (let index = from; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      if (text.charCodeAt(index + 1) !== QUOTE) return index + 1;
      index++;
    } else if (code === OPEN_BRACE) {
      if (text.charCodeAt(index + 1) !== OPEN_BRACE) {
        expected.push(VERBATIM_INTERPOLATION);
        return index + 1;
      }
      index++;
    }
  }
  return ~limit;
}
