import { type NumberRange, type ValueSpec } from ".";
import { didYouMean, invalidLiteral, shown } from "../text/errors";
import { type PolicyValue } from "../model/value";
import { FORMATS } from "./formats";

/**
 * Checks a literal against the catalog.
 *
 * A value that is known only later is not checked.
 *
 * @param place what to call the attribute or text in an error
 * @param prop the prop of the value
 */
export function checkValue(value: PolicyValue, spec: ValueSpec, place: string, prop: string): void {
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
  if (isEmpty(literal, spec) || !TYPES[spec.type].test(literal) || !isOfFormat(literal, spec)) {
    throw invalidLiteral(place, prop, literal, expectedLiteral(spec));
  }
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

/** Whether a literal is empty where that means nothing. */
export function isEmpty(literal: string, { notEmpty }: ValueSpec): boolean {
  return notEmpty !== undefined && literal.trim() === "";
}

/** Whether a literal has the form that is asked for, if there is one. */
export function isOfFormat(literal: string, { format }: ValueSpec): boolean {
  return format === undefined || FORMATS[format].matches(literal);
}

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
      if (spec.format !== undefined) return FORMATS[spec.format].expected;
      return spec.notEmpty === undefined ? "text" : "text that is not empty";
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
