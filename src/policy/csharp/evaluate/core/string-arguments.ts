import { type Call } from "../contract/call";
import { argumentOutOfRange } from "../contract/errors";
import { NetArray, NetChar } from "../contract/values";
import { textOf } from "../text/text-of";

/** The characters of an argument that is a `char` or an array of them. */
export function chars(call: Call, index: number): string[] {
  const value = call.value(index);
  if (value instanceof NetChar) return [value.toText()];
  return value instanceof NetArray ? value.items.map(textOf) : [];
}

export function checkRange(text: string, start: number, length: number): void {
  if (start < 0) throw argumentOutOfRange("startIndex", "StartIndex cannot be less than zero.");
  if (start > text.length) throw argumentOutOfRange("startIndex", "startIndex cannot be larger than length of string.");
  if (length < 0) throw argumentOutOfRange("length", "Length cannot be less than zero.");
  if (start + length > text.length) {
    throw argumentOutOfRange("length", "Index and length must refer to a location within the string.");
  }
}
