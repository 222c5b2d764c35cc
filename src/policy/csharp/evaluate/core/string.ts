import { chargeItems } from "../contract/meter";
import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { argumentOutOfRange } from "../contract/errors";
import { typeNamed } from "../contract/type";
import { NetArray, NetChar } from "../contract/values";
import { chars, checkRange } from "./string-arguments";
import { defineSearch } from "./string-search";
import { defineStatics } from "./string-statics";
import { toLower, toUpper, trimText } from "./text-methods";

function charSet(call: Call, index: number): ReadonlySet<string> | undefined {
  const found = chars(call, index);
  return found.length === 0 ? undefined : new Set(found);
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
    .method("char[] ToCharArray(int startIndex, int length)", (self, call) => {
      checkRange(self, call.int(0), call.int(1));
      return new NetArray(typeNamed("char"), unitsOf(self.slice(call.int(0), call.int(0) + call.int(1))));
    })
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
  chargeItems(text.length);
  return Array.from({ length: text.length }, (_, index) => new NetChar(text.charCodeAt(index)));
}
