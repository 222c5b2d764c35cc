import { type NetValue } from "../contract/values";

/** A value as `ToString()` writes it; null is the empty text, as in a concatenation. */
export function textOf(value: NetValue): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return value.toString();
    case "boolean":
      return value ? "True" : "False";
    default:
      return value === null ? "" : value.toText();
  }
}
