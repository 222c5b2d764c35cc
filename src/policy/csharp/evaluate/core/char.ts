import { defineEnum, defineType } from "../contract/define";
import { exception } from "../contract/errors";
import { char, double, NetChar, type NetValue } from "../contract/values";
import { type Call } from "../contract/call";
import { STYLES } from "./read-number";
import { isWhiteSpace, toLower, toUpper } from "./text-methods";

/** The categories of a char, as Unicode has them. */
const CATEGORIES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["IsDigit", /^\p{Nd}$/u],
  ["IsNumber", /^\p{N}$/u],
  ["IsLetter", /^\p{L}$/u],
  ["IsLetterOrDigit", /^[\p{L}\p{Nd}]$/u],
  ["IsUpper", /^\p{Lu}$/u],
  ["IsLower", /^\p{Ll}$/u],
  ["IsPunctuation", /^\p{P}$/u],
  ["IsSymbol", /^\p{S}$/u],
  ["IsControl", /^\p{Cc}$/u],
  ["IsSeparator", /^\p{Z}$/u],
  ["IsSurrogate", /^[\ud800-\udfff]$/],
  ["IsHighSurrogate", /^[\ud800-\udbff]$/],
  ["IsLowSurrogate", /^[\udc00-\udfff]$/],
];

function textAt(call: Call): string {
  const value = call.value(0);
  if (value instanceof NetChar) return value.toText();
  const index = call.int(1);
  if (index < 0 || index >= call.text(0).length)
    throw exception(
      "ArgumentOutOfRangeException",
      "Specified argument was out of the range of valid values. (Parameter 'index')",
    );
  return call.text(0).charAt(index);
}

export const CHAR = defineType<NetChar>("struct System.Char : IComparable", (type) => {
  for (const [name, pattern] of CATEGORIES) {
    const test = (call: Call): NetValue => pattern.test(textAt(call));
    type.static(`bool ${name}(char c)`, test).static(`bool ${name}(string s, int index)`, test);
  }
  type
    .static("bool IsWhiteSpace(char c)", (call) => isWhiteSpace(textAt(call)))
    .static("bool IsWhiteSpace(string s, int index)", (call) => isWhiteSpace(textAt(call)))
    .static("char ToUpper(char c)", (call) => char(toUpper(textAt(call))))
    .static("char ToUpperInvariant(char c)", (call) => char(toUpper(textAt(call))))
    .static("char ToLower(char c)", (call) => char(toLower(textAt(call))))
    .static("char ToLowerInvariant(char c)", (call) => char(toLower(textAt(call))))
    .static("string ToString(char c)", (call) => textAt(call))
    .static("double GetNumericValue(char c)", (call) => double(/^\d$/.test(textAt(call)) ? Number(textAt(call)) : -1))
    .static("char Parse(string s)", (call) => {
      if (call.text(0).length !== 1) throw exception("FormatException", "String must be exactly one character long.");
      return char(call.text(0));
    })
    .static("bool TryParse(string s, out char result)", (call) => {
      const text = call.textOrNull(0) ?? "";
      call.set(1, char(text.length === 1 ? text : 0));
      return text.length === 1;
    })
    .staticProperty("char MaxValue", () => char(0xffff))
    .staticProperty("char MinValue", () => char(0))
    .method("int CompareTo(char value)", (self, call) => self.code - call.char(0));
});

export const NUMBER_STYLES = defineEnum("System.Globalization.NumberStyles", STYLES, { isFlags: true });
