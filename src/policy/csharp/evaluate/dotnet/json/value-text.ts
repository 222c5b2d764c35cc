import { chargeItems } from "../../contract/meter";
import { bytesOf, NetArray, NetEnum, NetNumber, NetObject, type NetValue } from "../../contract/values";
import { NetDecimal } from "../../numbers/decimal";
import { NetUri } from "../text/uri";
import { NetDateTime, NetDateTimeOffset } from "../time/values";

/** A value that is no container. */
export function writeJsonValue(value: NetValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return quoteJson(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (value instanceof NetNumber) return writeNumber(value);
  if (value instanceof NetDateTime || value instanceof NetDateTimeOffset) return quoteJson(value.format(JSON_DATE));
  if (value instanceof NetEnum) return value.value.toString();
  if (value instanceof NetArray) return quoteJson(Buffer.from(bytesOf(value)).toString("base64"));
  if (value instanceof NetUri) return quoteJson(value.original);
  if (value instanceof NetDecimal) return withPoint(value.toText());
  return quoteJson(value.toText());
}

/** A JSON string. Only what has to be is escaped, and line ends of Unicode. */
export function quoteJson(text: string): string {
  if (!ESCAPED.test(text)) return `"${text}"`;
  // Where JavaScript escapes the same characters, it is far faster.
  if (!DIFFERENT.test(text)) return JSON.stringify(text);
  const escaped = text.replace(/["\\\u0000-\u001f\u0085\u2028\u2029]/g, (char) => {
    chargeItems(1);
    return ESCAPES.get(char) ?? unicodeEscape(char);
  });
  return `"${escaped}"`;
}

/** A number with a fraction shows that it may have one: `1.0`. */
function writeNumber(number: NetNumber): string {
  if (number.kind !== "double" && number.kind !== "float") return number.toText();
  return Number.isFinite(number.value) ? withPoint(number.toText()) : `"${number.toText()}"`;
}

function withPoint(text: string): string {
  return /[.eE]/.test(text) ? text : `${text}.0`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const DIFFERENT = /[\u0085\u2028\u2029\ud800-\udfff]/;

const ESCAPED = /["\\\u0000-\u001f\u0085\u2028\u2029]/;

const JSON_DATE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

/** A value as `ToString()` writes it in the invariant culture; null is empty. */
export function textOf(value: NetValue): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  return value instanceof NetObject ? value.toText() : String(value);
}
