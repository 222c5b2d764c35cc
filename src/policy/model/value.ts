import { checkXmlCharacters, skipWhitespace, trimWhitespace, withPlainLineEnds } from "../text/characters";
import { csharpString } from "../csharp/literal";
import { isWholeExpression, nextExpression, startsExpression } from "../csharp/scan";
import {
  emptyExpression,
  expressionInJoin,
  invalidNamedValueName,
  meaningInJoin,
  unbalancedExpression,
} from "../text/errors";
import { NUMBER_PLACEHOLDER, PLACEHOLDER } from "../text/placeholder";
import { checkString, wrongKind } from "../text/wrong-kinds";
import { markWritten } from "./written";

/**
 * The value of an attribute or of an element's text in a policy: plain text, a C# expression, or text with named values.
 *
 * Text is data. It never becomes an expression, a named value or markup, whatever it contains.
 * To write one of those, use {@link expression}, {@link block} or {@link namedValue}.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-policy-expressions
 */
export class PolicyValue {
  /**
   * Literal text. A plain string means the same wherever one is accepted.
   *
   * API Management has no escape for `{{`, `@(` and `@{` in plain text, so text that contains one of them is written as a C# string: `@("…")`.
   * An attribute that allows no expressions rejects such text.
   *
   * @param text any text that XML can represent
   * @throws when the text contains a character that XML cannot represent, such as U+0000
   */
  public static text(text: string): PolicyValue {
    checkString(text, "the text of PolicyValue.text");
    checkXmlCharacters(text);
    const special = text.includes("{{") || text.includes("@(") || text.includes("@{");
    return special ? markWritten(PolicyValue.expression(csharpString(text))) : new PolicyValue(text);
  }

  /**
   * A single C# expression, evaluated for each request: `@(code)`.
   *
   * @param code the C# without the enclosing `@(` and `)`, such as `context.Request.Method`
   * @throws when the code is empty or its brackets, strings or comments do not close
   */
  public static expression(code: string): PolicyValue {
    return PolicyValue.code(code, `@(${code})`);
  }

  /**
   * A block of C# statements, evaluated for each request: `@{code}`. Every path must return a value.
   *
   * @param code the C# without the enclosing `@{` and `}`, such as `return context.Request.Method;`
   * @throws when the code is empty or its brackets, strings or comments do not close
   */
  public static block(code: string): PolicyValue {
    return PolicyValue.code(code, `@{${code}}`);
  }

  /**
   * A reference to a named value: `{{name}}`. API Management replaces it with the text of the named value before it reads the policy.
   *
   * @param displayName the display name of the named value; not its resource name
   * @throws when the name contains characters other than letters, digits, `.`, `_` and `-`
   * @see https://learn.microsoft.com/azure/api-management/api-management-howto-properties
   */
  public static namedValue(displayName: string): PolicyValue {
    checkString(displayName, "the name of PolicyValue.namedValue");
    if (!NAMED_VALUE_NAME.test(displayName)) throw invalidNamedValueName(displayName);
    return new PolicyValue(`{{${displayName}}}`);
  }

  /**
   * Text and named values one after the other, such as `Bearer {{token}}`.
   *
   * @param parts strings, which are text, and named values
   * @throws when one of the parts is an expression: write one expression for the whole value instead
   * @throws when the end of one part and the start of the next together start an expression or a named value
   */
  public static join(...parts: (string | PolicyValue)[]): PolicyValue {
    let joined = "";
    for (const part of parts.map((given) => policyValueOf(given, "a part of PolicyValue.join"))) {
      if (part.isExpression) throw expressionInJoin(part.source);
      if (part.source !== "" && /\{\{|@[({]/.test(joined.slice(-1) + part.source[0]!)) {
        throw meaningInJoin(joined, part.source);
      }
      joined += part.source;
    }
    return new PolicyValue(joined);
  }

  /**
   * The value as it is written in a policy document, after XML unescaping: `@(…)`, `@{…}` and `{{…}}` are interpreted.
   *
   * Never pass untrusted input. Use {@link text} for it.
   *
   * @throws when the text contains a character that XML cannot represent
   */
  public static parse(source: string): PolicyValue {
    checkString(source, "the text of PolicyValue.parse");
    checkXmlCharacters(source);
    return new PolicyValue(wholeExpressionIn(source) ?? source);
  }

  /**
   * The value that the reader found, kept as it is. The reader has checked the characters.
   *
   * @internal
   */
  public static _read(source: string, isExpression?: boolean): PolicyValue {
    return new PolicyValue(source, isExpression);
  }

  private static code(code: string, source: string): PolicyValue {
    checkString(code, "the code of a PolicyValue");
    if (code.trim() === "") throw emptyExpression();
    checkXmlCharacters(code);
    if (!isWholeExpression(source)) throw unbalancedExpression(code);
    return new PolicyValue(source);
  }

  /** The value as it is written in a document, before XML escaping. */
  public readonly source: string;
  /** Whether the value is an expression, `@(…)` or `@{…}`. */
  public readonly isExpression: boolean;

  private constructor(source: string, isExpression = isWholeExpression(source)) {
    // A policy has a single kind of line end: without this, code from Windows would be full of "&#xD;".
    this.source = isExpression ? withPlainLineEnds(source) : source;
    this.isExpression = isExpression;
  }

  /** The display names of the named values that the value refers to, each once, in order of appearance. */
  public get namedValues(): string[] {
    return namedValuesIn(this.source);
  }

  /**
   * Whether the value is known only later, so that its type cannot be checked here: it is or contains an expression, a named value or a
   * Terraform placeholder.
   */
  public get isDynamic(): boolean {
    return holdsExpression(this) || LATER.test(this.source);
  }

  /** The value as it is written in a document, before XML escaping. */
  public toString(): string {
    return this.source;
  }
}

const LATER = new RegExp(`\\{\\{|\\$\\{TfToken\\[|${NUMBER_PLACEHOLDER}`);
// A name that is not known yet contains a placeholder.
const NAMED_VALUE_NAME = new RegExp(`^(?:[A-Za-z0-9._-]|${PLACEHOLDER}){1,256}$`);
const NAMED_VALUE_REFERENCE = new RegExp(`\\{\\{\\s*((?:[^{}]|${PLACEHOLDER})+?)\\s*\\}\\}`, "g");

/**
 * Converts a string or a policy value to a policy value: a string is text, whatever it contains.
 *
 * @internal
 * @param place what the value is for, used in the error
 */
export function policyValueOf(given: string | PolicyValue, place: string): PolicyValue {
  if (given instanceof PolicyValue) return given;
  if (typeof given === "string") return PolicyValue.text(given);
  throw wrongKind(place, given, "a string or a PolicyValue");
}

/**
 * The text without surrounding whitespace if it is one expression, or undefined.
 *
 * @internal
 */
export function wholeExpressionIn(text: string): string | undefined {
  const start = skipWhitespace(text, 0);
  if (!startsExpression(text, start)) return undefined;
  const trimmed = trimWhitespace(text);
  return isWholeExpression(trimmed) ? withPlainLineEnds(trimmed) : undefined;
}

/**
 * The source of a value as it is read back from the text that it is written to.
 *
 * @internal
 */
export function sourceOf(value: PolicyValue): string {
  return value.isExpression ? value.source : (wholeExpressionIn(value.source) ?? value.source);
}

/**
 * Whether a value is or contains an expression.
 *
 * @internal
 */
export function holdsExpression(value: PolicyValue): boolean {
  return value.isExpression || nextExpression(value.source, 0) >= 0;
}

/**
 * The display names of the named values in the text, each once, in order of appearance.
 *
 * @internal
 */
export function namedValuesIn(text: string): string[] {
  if (!text.includes("{{")) return [];
  const names = new Set<string>();
  for (const match of text.matchAll(NAMED_VALUE_REFERENCE)) names.add(match[1]!);
  return [...names];
}
