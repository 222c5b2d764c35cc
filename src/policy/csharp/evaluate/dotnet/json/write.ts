import { NetNumber, NetObject, type NetValue } from "../../contract/values";
import { NEW_LINE } from "../new-line";
import { NetDateTime, NetDateTimeOffset } from "../time/values";
import { JContainer, JObject, JProperty, JToken, JValue, textOf } from "./tokens";

/** JSON as Json.NET writes it: `Formatting.Indented` with two spaces, or without white space. */
export function writeJson(token: JToken, isIndented: boolean): string {
  const parts: string[] = [];
  write(token, isIndented, 0, parts);
  return parts.join("");
}

/** A value that is no container. */
export function writeJsonValue(value: NetValue): string {
  if (value === null) return "null";
  if (typeof value === "string") return quoteJson(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (value instanceof NetNumber) return writeNumber(value);
  if (value instanceof NetDateTime || value instanceof NetDateTimeOffset) return quoteJson(value.format(JSON_DATE));
  const name = value.type.definition.fullName;
  if (name === "System.Decimal") return withPoint(value.toText());
  return quoteJson(value.toText());
}

/** A JSON string. Only what has to be is escaped, and line ends of Unicode. */
export function quoteJson(text: string): string {
  return `"${text.replace(/["\\\u0000-\u001f\u0085\u2028\u2029]/g, (char) => ESCAPES.get(char) ?? unicodeEscape(char))}"`;
}

function write(token: JToken, isIndented: boolean, level: number, parts: string[]): void {
  if (token instanceof JValue) {
    parts.push(token.tokenType === "Undefined" ? "undefined" : token.tokenType === "Raw" ? textOf(token.value) : writeToken(token));
    return;
  }
  if (token instanceof JProperty) {
    parts.push(quoteJson(token.name), isIndented ? ": " : ":");
    write(token.value, isIndented, level, parts);
    return;
  }
  if (!(token instanceof JContainer)) return;
  const [opening, closing] = token instanceof JObject ? ["{", "}"] : ["[", "]"];
  parts.push(opening);
  token.children.forEach((child, index) => {
    if (index > 0) parts.push(",");
    if (isIndented) parts.push(NEW_LINE, "  ".repeat(level + 1));
    write(child, isIndented, level + 1, parts);
  });
  if (isIndented && token.children.length > 0) parts.push(NEW_LINE, "  ".repeat(level));
  parts.push(closing);
}

function writeToken(token: JValue): string {
  return writeJsonValue(token.value);
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

/** What the JSON of an object that is no token looks like is up to the serializer. */
export function isPlainValue(value: NetValue): boolean {
  return !(value instanceof NetObject) || value instanceof NetNumber || PLAIN.has(value.type.definition.fullName);
}

const PLAIN: ReadonlySet<string> = new Set([
  "System.Char",
  "System.Decimal",
  "System.DateTime",
  "System.DateTimeOffset",
  "System.TimeSpan",
  "System.Guid",
  "System.Uri",
]);

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
