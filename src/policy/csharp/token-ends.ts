import { isDigit, isLineEnd, isNamePart } from "./code-characters";
import { endOfNamedValue } from "./places";

/** Where tokens end that are not told apart by their first characters alone. What does not close ends at the complement (`~`) of an index. */

/** The index after the string whose text starts at the index. */
export function endOfString(code: string, from: number): number {
  let end = from;
  for (;;) {
    const char = code.charCodeAt(end);
    if (char === QUOTE) return end + 1;
    if (end >= code.length || isLineEnd(char)) return ~Math.min(end, code.length);
    end += lengthAt(code, end);
  }
}

/** The index after the verbatim string whose text starts at the index. */
export function endOfVerbatimString(code: string, from: number): number {
  let end = code.indexOf('"', from);
  while (end >= 0 && code.charCodeAt(end + 1) === QUOTE) end = code.indexOf('"', end + 2);
  return end < 0 ? ~code.length : end + 1;
}

/** The index after the char that starts behind its quote at the index. */
export function endOfChar(code: string, from: number): number {
  let end = from;
  for (;;) {
    const char = code.charCodeAt(end);
    if (char === APOSTROPHE) return end + 1;
    if (end >= code.length || isLineEnd(char)) return ~Math.min(end, code.length);
    end += lengthAt(code, end);
  }
}

/** The characters of the escape at the index, or 1. The end of a line is never escaped. */
function lengthAt(code: string, index: number): number {
  return code.charCodeAt(index) === BACKSLASH && !isLineEnd(code.charCodeAt(index + 1)) ? 2 : 1;
}

/** The index after the comment at the index, or the index itself if there is none. */
export function endOfComment(code: string, index: number): number {
  const second = code.charCodeAt(index + 1);
  if (second === SLASH) {
    let end = index + 2;
    while (end < code.length && !isLineEnd(code.charCodeAt(end))) end++;
    return end;
  }
  if (second !== ASTERISK) return index;
  const end = code.indexOf("*/", index + 2);
  return end < 0 ? ~code.length : end + 2;
}

/** The index after the number at the index, with the letters behind it. */
export function endOfNumber(code: string, from: number): number {
  const isHex = (code.charCodeAt(from + 1) | 32) === LOWER_X;
  let end = from;
  for (;;) {
    const char = code.charCodeAt(end);
    const isSign = char === PLUS || char === MINUS;
    if (
      isSign &&
      !isHex &&
      end > from &&
      (code.charCodeAt(end - 1) | 32) === LOWER_E &&
      isDigit(code.charCodeAt(end + 1))
    ) {
      end++;
    } else if (isNamePart(char) || (char === DOT && isDigit(code.charCodeAt(end + 1)))) {
      end++;
    } else {
      return end;
    }
  }
}

/** The index of the `}` or of the quote behind the format of a hole. */
export function endOfFormat(code: string, from: number, isVerbatim: boolean): number {
  let end = from;
  while (end < code.length) {
    const char = code.charCodeAt(end);
    const isDoubled = code.charCodeAt(end + 1) === char;
    if (char === CLOSE_BRACE || char === OPEN_BRACE) {
      if (!isDoubled) return end;
      end += 2;
    } else if (char === QUOTE) {
      if (!isVerbatim || !isDoubled) return end;
      end += 2;
    } else if (isVerbatim) {
      end++;
    } else {
      if (isLineEnd(char)) return end;
      end += lengthAt(code, end);
    }
  }
  return code.length;
}

/** The index of the quote or of the `{` behind a text of an interpolated string. */
export function endOfInterpolatedText(code: string, from: number, isVerbatim: boolean): number {
  let end = from;
  while (end < code.length) {
    const char = code.charCodeAt(end);
    const isDoubled = code.charCodeAt(end + 1) === char;
    if (char === QUOTE) {
      if (!isVerbatim || !isDoubled) return end;
      end += 2;
    } else if (char === OPEN_BRACE) {
      const place = endOfNamedValue(code, end);
      // In `{{{name}}}` the named value is in a hole.
      if (place < 0 && (!isDoubled || endOfNamedValue(code, end + 1) >= 0)) return end;
      end = place < 0 ? end + 2 : place;
    } else if (isVerbatim) {
      end++;
    } else {
      if (isLineEnd(char)) return ~end;
      end += lengthAt(code, end);
    }
  }
  return ~code.length;
}

const QUOTE = 34;
const APOSTROPHE = 39;
const ASTERISK = 42;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const BACKSLASH = 92;
const LOWER_E = 101;
const LOWER_X = 120;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
