import { enumerate } from "../binding/enumerate";
import { type Call } from "../contract/call";
import { type defineMembers, defineType } from "../contract/define";
import { argument, argumentNull, argumentOutOfRange } from "../contract/errors";
import { typeNamed } from "../contract/type";
import { NetArray, NetChar, NetEnum, stringArray, type NetValue } from "../contract/values";
import { compositeFormat } from "../text/composite";
import { textOf } from "../text/text-of";
import {
  areTextsEqual,
  compareTexts,
  comparisonOf,
  CULTURAL,
  folded,
  indexOfText,
  isWhiteSpace,
  ORDINAL,
  splitText,
  type TextComparison,
  toLower,
  toUpper,
  trimText,
} from "./text-methods";

const MAX_INT = 2_147_483_647;

/** The comparison that an argument says, or the one of the method. */
function comparison(call: Call, index: number, otherwise: TextComparison): TextComparison {
  return call.value(index) === null ? otherwise : comparisonOf(call.enum(index));
}

function chars(call: Call, index: number): string[] {
  const value = call.value(index);
  if (value instanceof NetChar) return [value.toText()];
  return value instanceof NetArray ? value.items.map(textOf) : [];
}

function charSet(call: Call, index: number): ReadonlySet<string> | undefined {
  const found = chars(call, index);
  return found.length === 0 ? undefined : new Set(found);
}

function checkRange(text: string, start: number, length: number): void {
  if (start < 0) throw argumentOutOfRange("startIndex", "StartIndex cannot be less than zero.");
  if (start > text.length) throw argumentOutOfRange("startIndex", "startIndex cannot be larger than length of string.");
  if (length < 0) throw argumentOutOfRange("length", "Length cannot be less than zero.");
  if (start + length > text.length) {
    throw argumentOutOfRange("length", "Index and length must refer to a location within the string.");
  }
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

function searchLast(text: string, searched: string, start: number, how: TextComparison): number {
  if (text === "") return searched === "" ? 0 : -1;
  if (start < 0 || start > text.length) {
    throw argumentOutOfRange(
      "startIndex",
      "Index was out of range. Must be non-negative and less than or equal to the size of the collection.",
    );
  }
  return folded(text.slice(0, start + 1), how).lastIndexOf(folded(searched, how));
}

function split(self: string, call: Call, separators: readonly string[], count: number, options: NetValue): NetValue {
  if (count < 0) throw argumentOutOfRange("count");
  call.runtime.checkLength(self.length * Math.max(1, separators.length));
  const flags = options instanceof NetEnum ? options.value : 0;
  return stringArray(splitText(self, separators, count, (flags & 1) !== 0, (flags & 2) !== 0));
}

function join(separator: string, items: Iterable<NetValue>, call: Call): string {
  let length = 0;
  const texts: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    call.runtime.checkLength((length += text.length + separator.length));
    texts.push(text);
  }
  return texts.join(separator);
}

function replace(self: string, old: string, next: string, how: TextComparison, call: Call): string {
  if (old === "") throw argument("ArgumentException", "String cannot be of zero length.", "oldValue");
  const text = folded(self, how);
  const searched = folded(old, how);
  let result = "";
  let start = 0;
  for (let index = text.indexOf(searched); index >= 0; index = text.indexOf(searched, start)) {
    result += self.slice(start, index) + next;
    call.runtime.checkLength(result.length);
    start = index + old.length;
  }
  return result + self.slice(start);
}

function pad(self: string, call: Call, atStart: boolean): string {
  const width = call.int(0);
  if (width < 0) throw argumentOutOfRange("totalWidth", "Non-negative number required.");
  call.runtime.checkLength(width);
  const filler = String.fromCharCode(call.char(1));
  return atStart ? self.padStart(width, filler) : self.padEnd(width, filler);
}

export const STRING = defineType<string>("class System.String : IComparable, IEnumerable<char>", (type) => {
  type
    .create("(char c, int count)", (call) => {
      const count = call.int(1);
      if (count < 0) throw argumentOutOfRange("count", "'count' must be non-negative.");
      call.runtime.checkLength(count);
      return String.fromCharCode(call.char(0)).repeat(count);
    })
    .create("(char[] value)", (call) => chars(call, 0).join(""))
    .create("(char[] value, int startIndex, int length)", (call) => {
      const text = chars(call, 0).join("");
      checkRange(text, call.int(1), call.int(2));
      return text.slice(call.int(1), call.int(1) + call.int(2));
    })
    .staticProperty("string Empty", () => "")
    .property("int Length", (self) => self.length)
    .method("string ToString(IFormatProvider provider)", (self) => self)
    .method("object Clone()", (self) => self)
    .method("char[] ToCharArray()", (self) => new NetArray(typeNamed("char"), unitsOf(self)))
    .method("string Substring(int startIndex)", (self, call) => {
      checkRange(self, call.int(0), 0);
      return self.slice(call.int(0));
    })
    .method("string Substring(int startIndex, int length)", (self, call) => {
      checkRange(self, call.int(0), call.int(1));
      return self.slice(call.int(0), call.int(0) + call.int(1));
    })
    .method("string Remove(int startIndex)", (self, call) => {
      const start = call.int(0);
      if (start < 0) throw argumentOutOfRange("startIndex", "StartIndex cannot be less than zero.");
      if (start > self.length) throw argumentOutOfRange("startIndex", "startIndex must be less than length of string.");
      return self.slice(0, start);
    })
    .method("string Remove(int startIndex, int count)", (self, call) => {
      checkRange(self, call.int(0), call.int(1));
      return self.slice(0, call.int(0)) + self.slice(call.int(0) + call.int(1));
    })
    .method("string Insert(int startIndex, string value)", (self, call) => {
      checkRange(self, call.int(0), 0);
      return self.slice(0, call.int(0)) + call.text(1) + self.slice(call.int(0));
    })
    .method("string ToLower()", toLower)
    .method("string ToLowerInvariant()", toLower)
    .method("string ToLower(CultureInfo culture)", toLower)
    .method("string ToUpper()", toUpper)
    .method("string ToUpperInvariant()", toUpper)
    .method("string ToUpper(CultureInfo culture)", toUpper)
    .method("string Trim()", (self) => trimText(self, undefined, true, true))
    .method("string Trim(params char[] trimChars)", (self, call) => trimText(self, charSet(call, 0), true, true))
    .method("string TrimStart(params char[] trimChars)", (self, call) => trimText(self, charSet(call, 0), true, false))
    .method("string TrimEnd(params char[] trimChars)", (self, call) => trimText(self, charSet(call, 0), false, true))
    .method("string PadLeft(int totalWidth)", (self, call) => padSpaces(self, call, true))
    .method("string PadLeft(int totalWidth, char paddingChar)", (self, call) => pad(self, call, true))
    .method("string PadRight(int totalWidth)", (self, call) => padSpaces(self, call, false))
    .method("string PadRight(int totalWidth, char paddingChar)", (self, call) => pad(self, call, false))
    .method("bool IsNormalized()", (self) => self.normalize("NFC") === self)
    .method("string Normalize()", (self) => self.normalize("NFC"));
  defineSearch(type);
  defineStatics(type);
});

function padSpaces(self: string, call: Call, atStart: boolean): string {
  const width = call.int(0);
  if (width < 0) throw argumentOutOfRange("totalWidth", "Non-negative number required.");
  call.runtime.checkLength(width);
  return atStart ? self.padStart(width) : self.padEnd(width);
}

export function unitsOf(text: string): NetChar[] {
  return Array.from({ length: text.length }, (_, index) => new NetChar(text.charCodeAt(index)));
}

type StringBuilder = Parameters<Parameters<typeof defineMembers<string>>[1]>[0];

function defineSearch(type: StringBuilder): void {
  const unit = (call: Call): string => String.fromCharCode(call.char(0));
  type
    .method("bool Contains(string value)", (self, call) => self.includes(call.text(0)))
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
    .method("bool EndsWith(string value, StringComparison comparisonType)", (self, call) => {
      const how = comparisonOf(call.enum(1));
      return folded(self, how).endsWith(folded(call.text(0), how));
    })
    .method("int IndexOf(string value)", (self, call) => self.indexOf(call.text(0)))
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
    .method("int LastIndexOf(char value)", (self, call) => self.lastIndexOf(unit(call)))
    .method("int LastIndexOf(string value)", (self, call) => self.lastIndexOf(call.text(0)))
    .method("int LastIndexOf(char value, int startIndex)", (self, call) =>
      searchLast(self, unit(call), call.int(1), ORDINAL),
    )
    .method("int LastIndexOf(string value, int startIndex)", (self, call) =>
      searchLast(self, call.text(0), call.int(1), ORDINAL),
    )
    .method("int LastIndexOf(string value, StringComparison comparisonType)", (self, call) => {
      const how = comparisonOf(call.enum(1));
      return folded(self, how).lastIndexOf(folded(call.text(0), how));
    })
    .method("int IndexOfAny(char[] anyOf, int startIndex = 0)", (self, call) => {
      const set = new Set(chars(call, 0));
      for (let index = call.int(1); index < self.length; index++) if (set.has(self.charAt(index))) return index;
      return -1;
    })
    .method("int LastIndexOfAny(char[] anyOf)", (self, call) => {
      const set = new Set(chars(call, 0));
      for (let index = self.length - 1; index >= 0; index--) if (set.has(self.charAt(index))) return index;
      return -1;
    })
    .method("string Replace(string oldValue, string newValue)", (self, call) =>
      replace(self, call.text(0), call.textOrNull(1) ?? "", ORDINAL, call),
    )
    .method("string Replace(string oldValue, string newValue, StringComparison comparisonType)", (self, call) =>
      replace(self, call.text(0), call.textOrNull(1) ?? "", comparisonOf(call.enum(2)), call),
    )
    .method("string Replace(char oldChar, char newChar)", (self, call) =>
      replace(self, unit(call), String.fromCharCode(call.char(1)), ORDINAL, call),
    )
    .method("string[] Split(params char[] separator)", (self, call) => split(self, call, chars(call, 0), MAX_INT, null))
    .method("string[] Split(char[] separator, int count)", (self, call) =>
      split(self, call, chars(call, 0), call.int(1), null),
    )
    .method("string[] Split(char[] separator, StringSplitOptions options)", (self, call) =>
      split(self, call, chars(call, 0), MAX_INT, call.value(1)),
    )
    .method("string[] Split(char[] separator, int count, StringSplitOptions options)", (self, call) =>
      split(self, call, chars(call, 0), call.int(1), call.value(2)),
    )
    .method("string[] Split(string[] separator, StringSplitOptions options)", (self, call) =>
      split(self, call, chars(call, 0), MAX_INT, call.value(1)),
    )
    .method("string[] Split(string[] separator, int count, StringSplitOptions options)", (self, call) =>
      split(self, call, chars(call, 0), call.int(1), call.value(2)),
    )
    .method("string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None)", (self, call) =>
      split(self, call, chars(call, 0), MAX_INT, call.value(1)),
    )
    .method(
      "string[] Split(char separator, int count, StringSplitOptions options = StringSplitOptions.None)",
      (self, call) => split(self, call, chars(call, 0), call.int(1), call.value(2)),
    )
    .method("string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None)", (self, call) => {
      const separator = call.textOrNull(0) ?? "";
      // An empty text separates nothing.
      return separator === "" ? stringArray([self]) : split(self, call, [separator], MAX_INT, call.value(1));
    })
    .method("bool Equals(string value)", (self, call) => self === call.value(0))
    .method("bool Equals(string value, StringComparison comparisonType)", (self, call) =>
      areTextsEqual(self, call.textOrNull(0), comparison(call, 1, ORDINAL)),
    )
    .method("int CompareTo(string strB)", (self, call) => compareTexts(self, call.textOrNull(0), CULTURAL));
}

function defineStatics(type: StringBuilder): void {
  type
    .static("bool IsNullOrEmpty(string value)", (call) => (call.textOrNull(0) ?? "") === "")
    .static("bool IsNullOrWhiteSpace(string value)", (call) => Array.from(call.textOrNull(0) ?? "").every(isWhiteSpace))
    .static("string Concat(params string[] values)", (call) => join("", call.items(0), call))
    .static("string Concat(params object[] args)", (call) => join("", call.items(0), call))
    .static("string Concat<T>(IEnumerable<T> values)", (call) => join("", call.items(0), call))
    .static("string Join(string separator, params string[] value)", (call) =>
      join(call.textOrNull(0) ?? "", call.items(1), call),
    )
    .static("string Join(string separator, params object[] values)", (call) =>
      join(call.textOrNull(0) ?? "", call.items(1), call),
    )
    .static("string Join<T>(string separator, IEnumerable<T> values)", (call) =>
      join(call.textOrNull(0) ?? "", enumerate(call.value(1), call.runtime), call),
    )
    .static("string Join(string separator, string[] value, int startIndex, int count)", (call) => {
      const items = [...call.items(1)];
      if (call.int(2) < 0 || call.int(3) < 0 || call.int(2) + call.int(3) > items.length)
        throw argumentOutOfRange("startIndex");
      return join(call.textOrNull(0) ?? "", items.slice(call.int(2), call.int(2) + call.int(3)), call);
    })
    .static("string Format(string format, params object[] args)", (call) => {
      if (call.value(1) === null) throw argumentNull("args");
      return compositeFormat(call.textOrNull(0), [...call.items(1)], call.runtime);
    })
    .static("string Format(IFormatProvider provider, string format, params object[] args)", (call) =>
      compositeFormat(call.textOrNull(1), [...call.items(2)], call.runtime),
    )
    .static("bool Equals(string a, string b)", (call) => call.value(0) === call.value(1))
    .static("bool Equals(string a, string b, StringComparison comparisonType)", (call) =>
      areTextsEqual(call.textOrNull(0), call.textOrNull(1), comparisonOf(call.enum(2))),
    )
    .static("int Compare(string strA, string strB)", (call) =>
      compareTexts(call.textOrNull(0), call.textOrNull(1), CULTURAL),
    )
    .static("int Compare(string strA, string strB, bool ignoreCase)", (call) =>
      compareTexts(call.textOrNull(0), call.textOrNull(1), { ...CULTURAL, ignoresCase: call.boolean(2) }),
    )
    .static("int Compare(string strA, string strB, StringComparison comparisonType)", (call) =>
      compareTexts(call.textOrNull(0), call.textOrNull(1), comparisonOf(call.enum(2))),
    )
    .static("int CompareOrdinal(string strA, string strB)", (call) =>
      compareTexts(call.textOrNull(0), call.textOrNull(1), ORDINAL),
    )
    .static("string Copy(string str)", (call) => call.text(0))
    .static("string Intern(string str)", (call) => call.text(0));
}
