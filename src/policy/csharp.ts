/**
 * Just enough of C# to know where a policy expression ends and how to write a string literal.
 *
 * Everything here is linear in the length of the text.
 */

import { PLACEHOLDER } from "./placeholder";

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * The index after the expression that starts at `start` with `@(` or `@{`, or -1 when its brackets, strings or comments do not close.
 *
 * @internal
 */
export function endOfExpression(text: string, start: number): number {
  return endOfCode(text, start + 1, text.length);
}

/**
 * Tells whether the text is one whole expression: `@(…)` or `@{…}` and nothing after it.
 *
 * @internal
 */
export function isWholeExpression(text: string): boolean {
  return startsExpression(text, 0) && endOfExpression(text, 0) === text.length;
}

/**
 * Tells whether `@(` or `@{` stands at the index.
 *
 * @internal
 */
export function startsExpression(text: string, index: number): boolean {
  if (text.charCodeAt(index) !== 64) return false;
  const next = text.charCodeAt(index + 1);
  return next === 40 || next === 123;
}

/**
 * The index after the bracket that closes the one at `open`, or -1. Nesting is kept in an array, so that depth costs no stack.
 */
function endOfCode(text: string, open: number, length: number): number {
  const expected: string[] = [];
  let index = open;
  while (index < length) {
    const char = text[index]!;
    switch (char) {
      case "(":
      case "[":
      case "{":
        expected.push(CLOSERS[char]!);
        index++;
        break;
      case ")":
      case "]":
      case "}": {
        const closer = expected.pop();
        if (closer === INTERPOLATION) {
          // The hole of an interpolated string ends; its text goes on.
          if (char !== "}") return -1;
          index = endOfInterpolatedText(text, index + 1, expected);
          if (index < 0) return -1;
          break;
        }
        if (closer === VERBATIM_INTERPOLATION) {
          if (char !== "}") return -1;
          index = endOfVerbatimInterpolatedText(text, index + 1, expected);
          if (index < 0) return -1;
          break;
        }
        if (closer !== char) return -1;
        index++;
        if (expected.length === 0) return index;
        break;
      }
      case '"':
        index = endOfString(text, index + 1);
        if (index < 0) return -1;
        break;
      case "'":
        index = endOfChar(text, index + 1);
        if (index < 0) return -1;
        break;
      case "@":
        if (text[index + 1] === '"') {
          index = endOfVerbatimString(text, index + 2);
        } else if (text[index + 1] === "$" && text[index + 2] === '"') {
          index = endOfVerbatimInterpolatedText(text, index + 3, expected);
        } else {
          index++;
        }
        if (index < 0) return -1;
        break;
      case "$":
        if (text[index + 1] === '"') {
          index = endOfInterpolatedText(text, index + 2, expected);
        } else if (text[index + 1] === "@" && text[index + 2] === '"') {
          index = endOfVerbatimInterpolatedText(text, index + 3, expected);
        } else {
          index++;
        }
        if (index < 0) return -1;
        break;
      case "/":
        if (text[index + 1] === "/") {
          const newline = text.indexOf("\n", index);
          if (newline < 0) return -1;
          index = newline + 1;
        } else if (text[index + 1] === "*") {
          const close = text.indexOf("*/", index + 2);
          if (close < 0) return -1;
          index = close + 2;
        } else {
          index++;
        }
        break;
      default:
        index++;
    }
  }
  return -1;
}

const INTERPOLATION = "interpolation";
const VERBATIM_INTERPOLATION = "verbatim interpolation";

function endOfString(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 92) index++;
    else if (code === 34) return index + 1;
    else if (code === 10) return -1;
  }
  return -1;
}

function endOfVerbatimString(text: string, from: number): number {
  for (let index = text.indexOf('"', from); index >= 0; index = text.indexOf('"', index + 2)) {
    if (text[index + 1] !== '"') return index + 1;
  }
  return -1;
}

function endOfChar(text: string, from: number): number {
  // A char is one character or one escape; the longest escape is \UXXXXXXXX.
  let index = text[from] === "\\" ? from + 2 : from + 1;
  const limit = Math.min(text.length, from + 12);
  for (; index < limit; index++) {
    if (text[index] === "'") return index + 1;
  }
  return -1;
}

/** Reads the text of `$"…"` up to its end or up to its next hole; a hole is left for the caller, as one more open bracket. */
function endOfInterpolatedText(text: string, from: number, expected: string[]): number {
  for (let index = from; index < text.length; index++) {
    const char = text[index];
    if (char === "\\") {
      index++;
    } else if (char === '"') {
      return index + 1;
    } else if (char === "{") {
      if (text[index + 1] !== "{") {
        expected.push(INTERPOLATION);
        return index + 1;
      }
      index++;
    } else if (char === "\n") {
      return -1;
    }
  }
  return -1;
}

/** As {@link endOfInterpolatedText}, for `$@"…"`: a quote is doubled, a backslash is a character and lines may break. */
function endOfVerbatimInterpolatedText(text: string, from: number, expected: string[]): number {
  for (let index = from; index < text.length; index++) {
    const char = text[index];
    if (char === '"') {
      if (text[index + 1] !== '"') return index + 1;
      index++;
    } else if (char === "{") {
      if (text[index + 1] !== "{") {
        expected.push(VERBATIM_INTERPOLATION);
        return index + 1;
      }
      index++;
    }
  }
  return -1;
}

/**
 * A C# string literal that holds the text and nothing else.
 *
 * No two braces stand side by side in it, because API Management puts named values into `{{…}}` before it compiles the expression.
 * A placeholder stays as it is, and no brace touches it, because its value may start or end with one.
 *
 * @internal
 */
export function csharpString(text: string): string {
  const parts = text.split(PLACEHOLDERS);
  const literals = parts.map((part, index) =>
    index % 2 === 1 ? part : escapeForCsharp(part, index > 0, index < parts.length - 1),
  );
  return `"${literals.join("")}"`;
}

const PLACEHOLDERS = new RegExp(`(${PLACEHOLDER})`);

function escapeForCsharp(text: string, afterPlaceholder: boolean, beforePlaceholder: boolean): string {
  let literal = "";
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    const code = text.charCodeAt(index);
    const isFirst = index === 0 && afterPlaceholder;
    const isLast = index === text.length - 1 && beforePlaceholder;
    if (char === '"' || char === "\\") literal += `\\${char}`;
    else if (char === "\n") literal += "\\n";
    else if (char === "\r") literal += "\\r";
    else if (char === "\t") literal += "\\t";
    else if (char === "{" && (text[index + 1] === "{" || isLast)) literal += "\\u007b";
    else if (char === "}" && (text[index + 1] === "}" || isFirst)) literal += "\\u007d";
    else if (code < 32 || code === 0x85 || code === 0x2028 || code === 0x2029) {
      literal += `\\u${code.toString(16).padStart(4, "0")}`;
    } else literal += char;
  }
  return literal;
}
