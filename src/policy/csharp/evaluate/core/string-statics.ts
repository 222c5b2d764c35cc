import { enumerate } from "../binding/enumerate";
import { type Call } from "../contract/call";
import { type TypeBuilder } from "../contract/define";
import { argumentNull, argumentOutOfRange } from "../contract/errors";
import { type NetValue } from "../contract/values";
import { compositeFormat } from "../text/composite";
import { textOf } from "../text/text-of";
import {
  areTextsEqual,
  compareTexts,
  comparisonOf,
  CULTURAL,
  isWhiteSpace,
  ORDINAL,
  type TextComparison,
} from "./text-methods";

function join(separator: string, items: Iterable<NetValue>, call: Call): string {
  let length = 0;
  const texts: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    call.runtime.checkLength((length += text.length + separator.length), 0);
    texts.push(text);
  }
  return texts.join(separator);
}

/** The static members of a string. */
export function defineStatics(type: TypeBuilder<string>): void {
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
    .static("string Intern(string str)", (call) => call.text(0))
    .static("int Compare(string strA, string strB, bool ignoreCase, CultureInfo culture)", (call) =>
      compareTexts(call.textOrNull(0), call.textOrNull(1), { ...CULTURAL, ignoresCase: call.boolean(2) }),
    )
    .static("int CompareOrdinal(string strA, int indexA, string strB, int indexB, int length)", (call) =>
      compareParts(call, ORDINAL),
    )
    .static("int Compare(string strA, int indexA, string strB, int indexB, int length)", (call) =>
      compareParts(call, CULTURAL),
    )
    .static("int Compare(string strA, int indexA, string strB, int indexB, int length, bool ignoreCase)", (call) =>
      compareParts(call, { ...CULTURAL, ignoresCase: call.boolean(5) }),
    )
    .static(
      "int Compare(string strA, int indexA, string strB, int indexB, int length, StringComparison comparisonType)",
      (call) => compareParts(call, comparisonOf(call.enum(5))),
    );
  for (const [list, kind] of [
    ["<T>", "IEnumerable<T> values"],
    ["", "params object[] values"],
    ["", "params string[] value"],
  ] as const) {
    type.static(`string Join${list}(char separator, ${kind})`, (call) =>
      join(String.fromCharCode(call.char(0)), enumerate(call.value(1), call.runtime), call),
    );
  }
}

/** Compares parts of two texts. */
function compareParts(call: Call, how: TextComparison): number {
  const part = (index: number): string | null => {
    const text = call.textOrNull(index);
    const start = call.int(index + 1);
    if (text !== null && (start < 0 || start > text.length || call.int(4) < 0)) throw argumentOutOfRange("indexA");
    return text === null ? null : text.slice(start, start + call.int(4));
  };
  return compareTexts(part(0), part(2), how);
}
