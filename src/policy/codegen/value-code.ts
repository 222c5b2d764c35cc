import { type ValueType } from "../catalog";
import { plainTypeOf } from "../catalog/props";
import { PolicyValue, sourceOf } from "../model/value";
import { call, text, type Code } from "./code";

/** What is known about the attribute or text of a value. */
export interface ValueContext {
  /** The type of a literal; text when it is not given. */
  readonly type?: ValueType;
  /** Whether `{{…}}` in the text belongs to a template and is not a named value. */
  readonly isTemplate?: boolean;
}

/** The code of a value: a plain one if possible, otherwise a policy value. */
export function valueCode(value: PolicyValue, context: ValueContext = {}): Code {
  const source = sourceOf(value);
  const code = PolicyValue.parse(source).isExpression ? expressionCode(source) : literalCode(source, context);
  return code ?? make("parse", [text(source)]);
}

function expressionCode(source: string): Code | undefined {
  const csharp = source.slice(2, -1);
  // Only a parsed value can be an empty expression.
  if (csharp.trim() === "") return undefined;
  return make(source.startsWith("@(") ? "expression" : "block", [text(csharp)]);
}

function literalCode(source: string, { type = "string", isTemplate }: ValueContext): Code | undefined {
  const plain = plainTypeOf(type);
  if (plain === "boolean" ? isFlag(source) : plain === "number" && isNumber(source)) return { head: source };
  if (isPlainText(source)) return plain === "string" ? text(source) : make("text", [text(source)]);
  return isTemplate || source.includes("\n") ? undefined : namedValuesCode(source);
}

/** Text that PolicyValue.text writes as it is. */
export function isPlainText(source: string): boolean {
  return PolicyValue.text(source).source === source;
}

/** The text forms of a boolean. */
export function isFlag(source: string): boolean {
  return source === "true" || source === "false";
}

/** The text form of a number. */
export function isNumber(source: string): boolean {
  const number = Number(source);
  return Number.isFinite(number) && String(number) === source;
}

// With more parts, the text is easier to read as a whole.
const MOST_PARTS = 4;

function namedValuesCode(source: string): Code | undefined {
  const parts = source
    .split(/(\{\{[A-Za-z0-9._-]{1,256}\}\})/)
    .map((part, index) => ({ part, isName: index % 2 === 1 }))
    .filter(({ part }) => part !== "");
  const values = parts.map(({ part }) => PolicyValue.parse(part));
  const isReadable = parts.length <= MOST_PARTS && parts.every(({ part, isName }) => isName || isPlainText(part));
  if (!isReadable || !canJoin(values)) return undefined;
  const codes = parts.map(({ part, isName }) => (isName ? make("namedValue", [text(part.slice(2, -2))]) : text(part)));
  return codes.length === 1 ? codes[0] : make("join", codes);
}

/** Texts whose meaning depends on their neighbours are not joined. */
function canJoin(values: readonly PolicyValue[]): boolean {
  try {
    PolicyValue.join(...values);
    return true;
  } catch {
    return false;
  }
}

function make(factory: string, args: readonly Code[]): Code {
  return call("PolicyValue", `PolicyValue.${factory}`, args);
}
