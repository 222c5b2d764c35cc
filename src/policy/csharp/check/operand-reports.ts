import { TYPES } from "../members/catalog";
import { isNamed, shownType, type Type } from "../members/type";
import { type Binary, type Expression } from "../tree";
import { type Binder } from "./binder";
import { isValueType } from "./conversions";

/** Reports operands of types that an operator does not take. */
export function reportOperands(
  binder: Binder,
  { start, end, operator }: Binary,
  left: Type | undefined,
  right: Type | undefined,
): void {
  const place = { start, end };
  const given = `${shownType(left)} ${operator} ${shownType(right)}`;
  if (operator === "??") {
    const isNever = isValueType(left) === true;
    binder.problems.error(
      "wrong-operands",
      place,
      `the operands of ?? are ${shownType(left)} and ${shownType(right)}; expected ${isNever ? "a value before it that can be null" : "one type"}`,
      isNever ? "leave out ?? and what follows" : `give a default of type ${shownType(left)}`,
    );
    return;
  }
  const isArray = left?.kind === "array" || right?.kind === "array";
  const isObject = isNamed(left, "object") || isNamed(right, "object");
  const isTest = operator === "&&" || operator === "||";
  binder.problems.error(
    isArray || isTest || !isObject ? "wrong-operands" : "object-member",
    place,
    `the operands are ${given}; expected ${isTest ? "bool on both sides" : "types that the operator takes"}`,
    isArray
      ? "ask the array with Contains, or take one of its entries"
      : isObject
        ? `cast the object, as in (${castOf(isNamed(left, "object") ? right : left)})value`
        : isTest
          ? "compare the value"
          : "convert one of them to the type of the other",
  );
}

/** The type that an object is likely to have beside a value of a type. */
function castOf(other: Type | undefined): string {
  return isNamed(other, "object") ? "string" : shownType(other);
}

/** Reports what is after `!` if it is not `bool`. */
export function checkNegated(binder: Binder, operand: Expression, type: Type): void {
  if (isNamed(type, "bool", "Nullable") || type.kind === "parameter") return;
  if (type.kind === "named") {
    const info = TYPES.type(type.name);
    if (info === undefined || info.status === "refused" || info.kind === "delegate") return;
  }
  binder.problems.error(
    "wrong-condition",
    operand,
    `the value after ! is ${shownType(type)}; expected bool`,
    isNamed(type, "object") ? "cast it, as in !(bool)value" : "compare the value",
  );
}
