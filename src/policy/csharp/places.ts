import { NUMBER_PLACEHOLDER, PLACEHOLDER } from "../text/placeholder";

/**
 * Where code has something that becomes code later: `{{name}}` of a named value, `${…}` and `#{…}` of a template, or a number that is not known yet.
 *
 * API Management replaces named values before it compiles, so the form of a name decides, and not what the braces would mean in C#:
 * `{{name}}` in an interpolated string is a place too, and `{{ "a": 1 }}` is none.
 */

const NAMED_VALUE = new RegExp(`\\{\\{\\s{0,16}(?:[A-Za-z0-9._-]|${PLACEHOLDER}){1,256}\\s{0,16}\\}\\}`, "y");
const TEMPLATE = /[$#]\{[^{}\r\n]{0,256}\}/y;
const NUMBER = new RegExp(NUMBER_PLACEHOLDER, "y");
const ANY = new RegExp(`${NAMED_VALUE.source}|${TEMPLATE.source}|${NUMBER_PLACEHOLDER}`);

/** The index after the named value at the index, or -1. */
export function endOfNamedValue(code: string, index: number): number {
  return code.charCodeAt(index + 1) === OPEN_BRACE ? endOfMatch(NAMED_VALUE, code, index) : -1;
}

/** The index after the place at the index, or -1. */
export function endOfPlace(code: string, index: number): number {
  switch (code.charCodeAt(index)) {
    case OPEN_BRACE:
      return endOfNamedValue(code, index);
    case DOLLAR:
    case HASH:
      return endOfMatch(TEMPLATE, code, index);
    case MINUS:
      return code.charCodeAt(index + 1) === EIGHT ? endOfMatch(NUMBER, code, index) : -1;
    default:
      return -1;
  }
}

/** Whether a name or a text has a place in it. */
export function isPlace(text: string): boolean {
  return ANY.test(text);
}

const HASH = 35;
const DOLLAR = 36;
const MINUS = 45;
const EIGHT = 56;
const OPEN_BRACE = 123;

function endOfMatch(pattern: RegExp, code: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(code) ? pattern.lastIndex : -1;
}
