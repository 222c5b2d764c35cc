import { type Call } from "../contract/call";
import { type TypeBuilder } from "../contract/define";
import { argument, argumentOutOfRange } from "../contract/errors";
import { chargeText } from "../contract/meter";
import { NetEnum, type NetValue, stringArray } from "../contract/values";
import { chars, checkRange } from "./string-arguments";
import {
  areTextsEqual,
  compareTexts,
  comparisonOf,
  CULTURAL,
  folded,
  indexOfText,
  ORDINAL,
  splitText,
  type TextComparison,
} from "./text-methods";

const MAX_INT = 2_147_483_647;

/** The comparison that an argument says, or the one of the method. */
function comparison(call: Call, index: number, otherwise: TextComparison): TextComparison {
  return call.value(index) === null ? otherwise : comparisonOf(call.enum(index));
}

function search(text: string, searched: string, start: number, count: number, how: TextComparison): number {
  if (start < 0 || start > text.length) {
    throw argumentOutOfRange(
      "startIndex",
      "Index was out of range. Must be non-negative and less than or equal to the size of the collection.",
    );
  }
  if (count < 0 || start + count > text.length)
    throw argumentOutOfRange(
      "count",
      "Count must be positive and count must refer to a location within the string/array/collection.",
    );
  return indexOfText(text.slice(0, start + count), searched, start, how);
}

/** Backwards from an index, within a number of characters. */
function searchLast(text: string, searched: string, start: number, count: number, how: TextComparison): number {
  if (text === "") return searched === "" ? 0 : -1;
  if (start < 0 || start > text.length) {
    throw argumentOutOfRange(
      "startIndex",
      "Index was out of range. Must be non-negative and less than or equal to the size of the collection.",
    );
  }
  const from = start - count + 1;
  if (count < 0 || from < 0)
    throw argumentOutOfRange(
      "count",
      "Count must be positive and count must refer to a location within the string/array/collection.",
    );
  const found = folded(text.slice(from, start + 1), how).lastIndexOf(folded(searched, how));
  return found < 0 ? -1 : from + found;
}

function split(self: string, separators: readonly string[], count: number, options: NetValue): NetValue {
  if (count < 0) throw argumentOutOfRange("count");
  const flags = options instanceof NetEnum ? options.value : 0;
  return stringArray(splitText(self, separators, count, (flags & 1) !== 0, (flags & 2) !== 0));
}

/** An empty text separates nothing. */
function splitAt(self: string, call: Call, count: number, options: number): NetValue {
  const separator = call.textOrNull(0) ?? "";
  return separator === "" ? stringArray([self]) : split(self, [separator], count, call.value(options));
}

function replace(self: string, old: string, next: string, how: TextComparison, call: Call): string {
  if (old === "") throw argument("ArgumentException", "String cannot be of zero length.", "oldValue");
  const text = folded(self, how);
  const searched = folded(old, how);
  let result = "";
  let start = 0;
  for (let index = text.indexOf(searched); index >= 0; index = text.indexOf(searched, start)) {
    result += self.slice(start, index) + next;
    call.runtime.step(1 / 2);
    call.runtime.checkLength(result.length, 0);
    start = index + old.length;
  }
  return result + self.slice(start);
}

/** The members of a string that look for something in it. */
export function defineSearch(type: TypeBuilder<string>): void {
  const unit = (call: Call): string => String.fromCharCode(call.char(0));
  type
    .method("bool Contains(string value)", (self, call) => (chargeText(self.length), self.includes(call.text(0))))
    .method("bool Contains(char value)", (self, call) => self.includes(unit(call)))
    .method(
      "bool Contains(string value, StringComparison comparisonType)",
      (self, call) => indexOfText(self, call.text(0), 0, comparisonOf(call.enum(1))) >= 0,
    )
    .method("bool StartsWith(char value)", (self, call) => self.startsWith(unit(call)))
    .method("bool StartsWith(string value)", (self, call) => self.startsWith(call.text(0)))
    .method("bool StartsWith(string value, StringComparison comparisonType)", (self, call) => {
      const how = comparisonOf(call.enum(1));
      return folded(self, how).startsWith(folded(call.text(0), how));
    })
    .method("bool StartsWith(string value, bool ignoreCase, CultureInfo culture)", (self, call) => {
      const how = { ...CULTURAL, ignoresCase: call.boolean(1) };
      return folded(self, how).startsWith(folded(call.text(0), how));
    })
    .method("bool EndsWith(char value)", (self, call) => self.endsWith(unit(call)))
    .method("bool EndsWith(string value)", (self, call) => self.endsWith(call.text(0)))
    .method("bool EndsWith(string value, bool ignoreCase, CultureInfo culture)", (self, call) => {
      const how = { ...CULTURAL, ignoresCase: call.boolean(1) };
      return folded(self, how).endsWith(folded(call.text(0), how));
    })
    .method("bool EndsWith(string value, StringComparison comparisonType)", (self, call) => {
      const how = comparisonOf(call.enum(1));
      return folded(self, how).endsWith(folded(call.text(0), how));
    })
    .method("int IndexOf(string value)", (self, call) => (chargeText(self.length), self.indexOf(call.text(0))))
    .method("int IndexOf(char value)", (self, call) => self.indexOf(unit(call)))
    .method("int IndexOf(char value, int startIndex)", (self, call) =>
      search(self, unit(call), call.int(1), self.length - call.int(1), ORDINAL),
    )
    .method("int IndexOf(char value, int startIndex, int count)", (self, call) =>
      search(self, unit(call), call.int(1), call.int(2), ORDINAL),
    )
    .method("int IndexOf(string value, int startIndex)", (self, call) =>
      search(self, call.text(0), call.int(1), self.length - call.int(1), ORDINAL),
    )
    .method("int IndexOf(string value, int startIndex, int count)", (self, call) =>
      search(self, call.text(0), call.int(1), call.int(2), ORDINAL),
    )
    .method("int IndexOf(string value, StringComparison comparisonType)", (self, call) =>
      indexOfText(self, call.text(0), 0, comparisonOf(call.enum(1))),
    )
    .method("int IndexOf(string value, int startIndex, StringComparison comparisonType)", (self, call) =>
      search(self, call.text(0), call.int(1), self.length - call.int(1), comparisonOf(call.enum(2))),
    )
    .method("int IndexOf(string value, int startIndex, int count, StringComparison comparisonType)", (self, call) =>
      search(self, call.text(0), call.int(1), call.int(2), comparisonOf(call.enum(3))),
    )
    .method("int LastIndexOf(string value, StringComparison comparisonType)", (self, call) =>
      searchLast(self, call.text(0), self.length - 1, self.length, comparisonOf(call.enum(1))),
    )
    .method("int LastIndexOf(string value, int startIndex, StringComparison comparisonType)", (self, call) =>
      searchLast(self, call.text(0), call.int(1), call.int(1) + 1, comparisonOf(call.enum(2))),
    )
    .method("int LastIndexOf(string value, int startIndex, int count, StringComparison comparisonType)", (self, call) =>
      searchLast(self, call.text(0), call.int(1), call.int(2), comparisonOf(call.enum(3))),
    )
    .method("string Replace(string oldValue, string newValue)", (self, call) =>
      replace(self, call.text(0), call.textOrNull(1) ?? "", ORDINAL, call),
    )
    .method("string Replace(string oldValue, string newValue, StringComparison comparisonType)", (self, call) =>
      replace(self, call.text(0), call.textOrNull(1) ?? "", comparisonOf(call.enum(2)), call),
    )
    .method("string Replace(char oldChar, char newChar)", (self, call) =>
      replace(self, unit(call), String.fromCharCode(call.char(1)), ORDINAL, call),
    )
    .method("string[] Split(params char[] separator)", (self, call) => split(self, chars(call, 0), MAX_INT, null))
    .method("string[] Split(char[] separator, int count)", (self, call) =>
      split(self, chars(call, 0), call.int(1), null),
    )
    .method("string[] Split(char[] separator, StringSplitOptions options)", (self, call) =>
      split(self, chars(call, 0), MAX_INT, call.value(1)),
    )
    .method("string[] Split(char[] separator, int count, StringSplitOptions options)", (self, call) =>
      split(self, chars(call, 0), call.int(1), call.value(2)),
    )
    .method("string[] Split(string[] separator, StringSplitOptions options)", (self, call) =>
      split(self, chars(call, 0), MAX_INT, call.value(1)),
    )
    .method("string[] Split(string[] separator, int count, StringSplitOptions options)", (self, call) =>
      split(self, chars(call, 0), call.int(1), call.value(2)),
    )
    .method("string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None)", (self, call) =>
      split(self, chars(call, 0), MAX_INT, call.value(1)),
    )
    .method(
      "string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None)",
      (self, call) => split(self, chars(call, 0), call.int(1), call.value(2)),
    )
    .method("string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None)", (self, call) =>
      splitAt(self, call, MAX_INT, 1),
    )
    .method(
      "string[] Split(string separator, int count, StringSplitOptions options = StringSplitOptions.None)",
      (self, call) => splitAt(self, call, call.int(1), 2),
    )
    .method("bool Equals(string value)", (self, call) => self === call.value(0))
    .method("bool Equals(string value, StringComparison comparisonType)", (self, call) =>
      areTextsEqual(self, call.textOrNull(0), comparison(call, 1, ORDINAL)),
    )
    .method("int CompareTo(string strB)", (self, call) => compareTexts(self, call.textOrNull(0), CULTURAL));
  for (const [kind, read] of [
    ["char", unit],
    ["string", (call: Call) => call.text(0)],
  ] as const) {
    type
      .method(`int LastIndexOf(${kind} value)`, (self, call) =>
        searchLast(self, read(call), self.length - 1, self.length, ORDINAL),
      )
      .method(`int LastIndexOf(${kind} value, int startIndex)`, (self, call) =>
        searchLast(self, read(call), call.int(1), call.int(1) + 1, ORDINAL),
      )
      .method(`int LastIndexOf(${kind} value, int startIndex, int count)`, (self, call) =>
        searchLast(self, read(call), call.int(1), call.int(2), ORDINAL),
      );
  }
  for (const [list, count] of [
    ["", 1],
    [", int startIndex", 2],
    [", int startIndex, int count", 3],
  ] as const) {
    type
      .method(`int IndexOfAny(char[] anyOf${list})`, (self, call) => {
        const from = count > 1 ? call.int(1) : 0;
        const length = count > 2 ? call.int(2) : self.length - from;
        checkRange(self, from, length);
        const set = new Set(chars(call, 0));
        chargeText(length);
        for (let index = from; index < from + length; index++) if (set.has(self.charAt(index))) return index;
        return -1;
      })
      .method(`int LastIndexOfAny(char[] anyOf${list})`, (self, call) => {
        const from = count > 1 ? call.int(1) : self.length - 1;
        const end = count > 2 ? from - call.int(2) : -1;
        if (self !== "" && (from < 0 || from >= self.length || end < -1 || end > from)) {
          throw argumentOutOfRange("startIndex");
        }
        const set = new Set(chars(call, 0));
        chargeText(from - end);
        for (let index = from; index > end; index--) if (set.has(self.charAt(index))) return index;
        return -1;
      });
  }
}
