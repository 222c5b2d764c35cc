import { type NumberRange, type ValueSpec } from ".";
import { didYouMean, expressionNotAllowed, invalidLiteral, shown } from "../text/errors";
import { type PolicyValue } from "../model/value";

/**
 * Checks a literal against the catalog, and that expressions are only used where they are allowed.
 *
 * A value that is known only later is not checked.
 *
 * @param place what to call the attribute or text in an error
 * @param prop the prop of the value
 */
export function checkValue(value: PolicyValue, spec: ValueSpec, place: string, prop: string): void {
  if (value.isExpression && spec.expressions === false) throw expressionNotAllowed(place, prop, value.source);
  if (value.isDynamic) return;
  const literal = value.source;
  if (spec.values !== undefined) {
    const allowed = Object.keys(spec.values.values);
    if (allowed.includes(literal)) return;
    throw invalidLiteral(
      place,
      prop,
      literal,
      allowed.map(shown).join(", "),
      didYouMean(literal, allowed) || undefined,
    );
  }
  if (spec.notEmpty && literal === "") throw invalidLiteral(place, prop, literal, "a name");
  if (!TYPES[spec.type].test(literal)) throw invalidLiteral(place, prop, literal, expectedLiteral(spec));
  const range = spec.doubtfulRange ?? spec.range;
  if (range !== undefined && !isWithin(Number(literal), range)) {
    throw invalidLiteral(place, prop, literal, expectedLiteral(spec));
  }
}

/** The form of the literals of a type. */
export const TYPES: Readonly<Record<ValueSpec["type"], RegExp>> = {
  string: /^/,
  boolean: /^(?:true|false)$/,
  integer: /^-?\d+$/,
  number: /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/,
};

/** Whether a number is in a range. */
export function isWithin(number: number, { min = -Infinity, max = Infinity, or }: NumberRange): boolean {
  return number === or || (number >= min && number <= max);
}

/** What a literal must be, as it reads after "expected". */
export function expectedLiteral(spec: ValueSpec): string {
  const range = describeRange(spec.doubtfulRange ?? spec.range);
  switch (spec.type) {
    case "boolean":
      return spec.expressions === false ? "true or false" : "true, false or an expression";
    case "integer":
      return `a whole number${range && ` ${range}`}`;
    case "number":
      return `a number${range && ` ${range}`}`;
    case "date-time":
      return "a time such as 2026-01-01T00:00:00Z";
    case "string":
      return "text";
  }
}

/** A range in words: `from 1 to 300`, or `from 300, or 0`. */
export function describeRange(range: NumberRange | undefined): string {
  if (range === undefined) return "";
  const from = range.min === undefined ? "" : `from ${range.min}`;
  const to = range.max === undefined ? "" : `to ${range.max}`;
  const interval = [from, to].filter((part) => part !== "").join(" ");
  return range.or === undefined ? interval : `${interval}, or ${range.or}`;
}
