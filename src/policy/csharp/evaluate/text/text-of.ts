import { type NetValue } from "../contract/values";

/** A value as `ToString()` writes it; null is the empty text, as in a concatenation. */
export function textOf(value: NetValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return value.toString();
  if (typeof value === "boolean") return value ? "True" : "False";
  return value === null ? "" : value.toText();
}
