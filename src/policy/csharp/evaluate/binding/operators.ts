import { type BinaryOperator } from "../../tree";
import { UnsupportedError } from "../contract/errors";
import { type Runtime } from "../contract/runtime";
import { type NetType, nullableArgument, UNKNOWN } from "../contract/type";
import { enumValue } from "../contract/define";
import { NetChar, NetDelegate, NetEnum, NetObject, type NetValue } from "../contract/values";
import { arithmetic, type ArithmeticOperator, compareNumbers, shift } from "../numbers/arithmetic";
import { convertNumber } from "../numbers/kinds";
import { textOf } from "../text/text-of";
import { type ConversionSource } from "./conversions";
import { invokeMember, type PassedArgument } from "./invoke";
import { operatorsOf } from "./members";
import { chooseOverload } from "./overloads";
import { areEqual, isObject, typeOfValue } from "./values-of-types";

/** An operand: its value, and what the code says of it. */
export interface Operand {
  readonly value: NetValue;
  readonly source: ConversionSource;
}

/** A binary operator on two values. `&&`, `||` and `??` are not here: they do not need both. */
export function binaryOperation(
  operator: BinaryOperator,
  left: Operand,
  right: Operand,
  isChecked: boolean,
  runtime: Runtime,
): NetValue {
  if (operator === "==" || operator === "!=") return equality(left, right, runtime) === (operator === "==");
  // A type's own operator comes before that of strings: a namespace of XML plus a string is a name.
  const user = userOperator(operator, left, right, runtime);
  if (user !== undefined) return user;
  if (operator === "+" && (isText(left) || isText(right))) return concatenate(left.value, right.value, runtime);
  const result = builtIn(operator, left.value, right.value, isChecked);
  if (result !== undefined) return result;
  throw new UnsupportedError(`the operator ${operator} of ${shown(left)} and ${shown(right)}`);
}

function isText({ value, source }: Operand): boolean {
  return typeof value === "string" || source.type.is("System.String");
}

export function concatenate(left: NetValue, right: NetValue, runtime: Runtime): string {
  const first = textOf(left);
  const second = textOf(right);
  // The longer one is not copied.
  runtime.checkLength(first.length + second.length, Math.min(first.length, second.length));
  return first + second;
}

function shown({ value, source }: Operand): string {
  return (source.type === UNKNOWN ? typeOfValue(value) : source.type)?.name ?? "null";
}

function builtIn(operator: string, left: NetValue, right: NetValue, isChecked: boolean): NetValue | undefined {
  if (left === null || right === null) return lifted(operator, left, right);
  switch (operator) {
    case "<":
    case ">":
    case "<=":
    case ">=": {
      const order = compareValues(left, right);
      return order === undefined ? undefined : isOrdered(operator, order);
    }
    case "<<":
    case ">>":
      return typeof right === "number" ? shift(operator, left, right) : undefined;
    case "&":
    case "|":
    case "^":
      if (typeof left === "boolean" && typeof right === "boolean") return logical(operator, left, right);
      break;
    case "&&":
    case "||":
    case "??":
    case "==":
    case "!=":
      return undefined;
  }
  if (left instanceof NetEnum || right instanceof NetEnum) return enumArithmetic(operator, left, right);
  return arithmetic(operator as ArithmeticOperator, left, right, isChecked);
}

/** With null, a number is null and no comparison is true. `bool?` knows more: `false & null` is false. */
function lifted(operator: string, left: NetValue, right: NetValue): NetValue | undefined {
  const other = left ?? right;
  if (typeof other === "boolean") {
    if (operator === "&") return other ? null : false;
    if (operator === "|") return other ? true : null;
    return operator === "^" ? null : undefined;
  }
  if (other instanceof NetObject && !(other.type.isValueType || other instanceof NetChar)) return undefined;
  if (typeof other === "string") return undefined;
  return ["<", ">", "<=", ">="].includes(operator) ? false : null;
}

function logical(operator: "&" | "|" | "^", left: boolean, right: boolean): boolean {
  if (operator === "^") return left !== right;
  return operator === "&" ? left && right : left || right;
}

function compareValues(left: NetValue, right: NetValue): number | undefined {
  if (left instanceof NetEnum && right instanceof NetEnum) return left.value - right.value;
  return compareNumbers(left, right);
}

function isOrdered(operator: "<" | ">" | "<=" | ">=", order: number): boolean {
  switch (operator) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
  }
}

function enumArithmetic(operator: string, left: NetValue, right: NetValue): NetValue | undefined {
  const first = left instanceof NetEnum ? left.value : left;
  const second = right instanceof NetEnum ? right.value : right;
  if (typeof first !== "number" || typeof second !== "number") return undefined;
  const result = arithmetic(operator as ArithmeticOperator, first, second, false);
  const type = left instanceof NetEnum ? left.type : right instanceof NetEnum ? right.type : undefined;
  if (type === undefined || typeof result !== "number") return undefined;
  const isDifference = operator === "-" && left instanceof NetEnum && right instanceof NetEnum;
  return isDifference ? result : enumValue(type, result);
}

/** An operator that the type of an operand defines. */
export function userOperator(
  name: string,
  left: Operand,
  right: Operand | undefined,
  runtime: Runtime,
): NetValue | undefined {
  // Strings, numbers of `int` and booleans have only what the language itself has.
  if (typeof left.value !== "object" && typeof right?.value !== "object") return undefined;
  const operands = right === undefined ? [left] : [left, right];
  for (const operand of operands) {
    const type = typeOfOperand(operand);
    if (type === undefined || type === UNKNOWN) continue;
    const candidates = operatorsOf(type, name).filter(
      ({ signature }) => signature.parameters.length === operands.length,
    );
    if (candidates.length === 0) continue;
    const passed = operands.map(passedOperand);
    const bound = chooseOverload(
      candidates,
      passed.map(({ shape }) => shape),
      type,
      [],
    );
    if (bound !== undefined) return invokeMember(bound, null, passed, type, runtime);
  }
  return undefined;
}

/** The type whose operators an operand has: those of `DateTime` for a `DateTime?` with a value. */
function typeOfOperand({ value, source: { type } }: Operand): NetType | undefined {
  if (type === UNKNOWN) return typeOfValue(value);
  return value === null ? type : (nullableArgument(type) ?? type);
}

function passedOperand({ value, source }: Operand): PassedArgument {
  const type = typeOfOperand({ value, source }) ?? UNKNOWN;
  return { value, shape: { ...source, type, isNull: value === null && source.type === UNKNOWN } };
}

/** `==`: by value for strings and numbers, by the operator of a type that has one, and otherwise whether it is the same object. */
export function equality(left: Operand, right: Operand, runtime: Runtime): boolean {
  const [first, second] = [left.value, right.value];
  if (isReference(left.source.type) || isReference(right.source.type)) return isSameObject(first, second);
  if (first !== null || second !== null) {
    const user = userOperator("==", left, right, runtime);
    if (typeof user === "boolean") return user;
  }
  if (first === null || second === null) return first === second;
  if (typeof first === "string") return areEqual(first, second);
  if (first instanceof NetDelegate || second instanceof NetDelegate) return first === second;
  const order = compareValues(first, second);
  if (order !== undefined) return order === 0;
  if (first instanceof NetEnum) return typeof second === "number" && first.value === second;
  if (second instanceof NetEnum) return typeof first === "number" && second.value === first;
  return first === second;
}

/** Whether C# compares two operands by reference, if one of them has a type. */
function isReference(type: NetType): boolean {
  return isObject(type);
}

function isSameObject(left: NetValue, right: NetValue): boolean {
  if (typeof left === "string" && left === right && left !== "") {
    // Whether two equal strings are one object depends on where they come from.
    throw new UnsupportedError("== of equal strings of which one is an object to C#, so that it compares references");
  }
  // Each boxing of a number makes another object.
  return left === right && (left === null || left instanceof NetObject || left === "");
}

/** `+`, `-`, `!` and `~`. */
export function unaryOperation(operator: string, operand: Operand, isChecked: boolean, runtime: Runtime): NetValue {
  const { value } = operand;
  if (operator === "!" && typeof value === "boolean") return !value;
  const user = userOperator(operator, operand, undefined, runtime);
  if (user !== undefined) return user;
  if (value === null) return null;
  const result = unaryNumber(operator, value, isChecked);
  if (result === undefined) throw new UnsupportedError(`the operator ${operator} of ${shown(operand)}`);
  return result;
}

function unaryNumber(operator: string, value: NetValue, isChecked: boolean): NetValue | undefined {
  switch (operator) {
    case "+":
      return arithmetic("+", value, 0, false);
    case "-": {
      const kind = arithmetic("+", value, 0, false);
      if (kind instanceof NetObject && kind.type.is("System.Double")) return arithmetic("*", value, -1, false);
      return arithmetic("-", 0, value, isChecked);
    }
    case "~":
      if (value instanceof NetEnum) return enumValue(value.type, ~value.value);
      return typeof value === "number" ? ~value : arithmetic("-", convertNumber(-1, "long") ?? -1, value, false);
    default:
      return undefined;
  }
}
