import { isNamed, shownType, type Type, withoutNullable } from "../members/type";
import { type Cast } from "../tree";
import { type Binder } from "./binder";
import { isOutOfRange } from "./constant-values";
import { converts, isEnum, isNumber, isValueType } from "./conversions";

/** Reports a cast that no conversion allows. */
export function reportCast(binder: Binder, node: Cast, given: Type | undefined, type: Type): void {
  if (!binder.isUnchecked && isOutOfRange(node.operand, type, binder.facts)) {
    binder.problems.error(
      "wrong-cast",
      node,
      `the constant is not in the range of ${shownType(type)}; expected one that it holds`,
      `write a number that ${shownType(type)} holds, or unchecked(…) to cut it`,
    );
    return;
  }
  const from = withoutNullable(given);
  const to = withoutNullable(type);
  if (from === undefined || to === undefined || !isImpossible(from, to, type)) return;
  binder.problems.error(
    "wrong-cast",
    node,
    `the value is ${shownType(given)}, which has no conversion to ${shownType(type)}; expected a value that can be cast`,
    adviceFor(from, to),
  );
}

function isImpossible(from: Type, to: Type, written: Type): boolean {
  if (from.kind === "null") return isValueType(written) === true && !isNamed(written, "Nullable");
  if (converts(from, to) !== false || converts(to, from) !== false) return false;
  if (from.kind === "array" || to.kind === "array") {
    const other = from.kind === "array" ? to : from;
    return isNamed(other, "string") || isValueType(other) === true;
  }
  if (isNumeric(from) && isNumeric(to)) return false;
  // Only of these types all conversions are known.
  const isPlain = (type: Type): boolean =>
    isNumeric(type) || isNamed(type, "string", "bool", "Guid", "DateTime", "DateTimeOffset", "TimeSpan");
  return isPlain(from) && isPlain(to);
}

/** Whether a type is a number or an enum, which convert to each other by a cast. */
function isNumeric(type: Type): boolean {
  return isNumber(type) || isEnum(type);
}

function adviceFor(from: Type, to: Type): string {
  if (from.kind === "array") return "take one of the entries, or join them";
  if (isNamed(to, "string")) return "write .ToString()";
  if (isNamed(from, "string") && to.kind === "named") return `write ${to.name}.Parse(…)`;
  return "convert the value in another way";
}
