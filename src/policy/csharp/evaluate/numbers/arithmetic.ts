import { chargeParts } from "../contract/meter";
import { exception } from "../contract/errors";
import { double, NetChar, NetNumber, type NetValue } from "../contract/values";
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  NetDecimal,
  remainderOfDecimals,
  subtractDecimals,
} from "./decimal";
import { asDouble, convertNumber, integer, kindOf, type NumericKind, rawNumber } from "./kinds";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "&" | "|" | "^";

/** The type in which C# computes with two numbers; undefined where it refuses. */
export function promotedKind(left: NetValue, right: NetValue): NumericKind | undefined {
  const first = left instanceof NetChar ? "int" : kindOf(left);
  const second = right instanceof NetChar ? "int" : kindOf(right);
  return first === undefined || second === undefined ? undefined : promoteKinds(first, second);
}

export function promoteKinds(first: NumericKind, second: NumericKind): NumericKind | undefined {
  const either = (kind: NumericKind): boolean => first === kind || second === kind;
  if (either("decimal")) return either("double") || either("float") ? undefined : "decimal";
  if (either("double")) return "double";
  if (either("float")) return "float";
  if (either("ulong")) return "ulong";
  if (either("long")) return "long";
  if (either("uint"))
    return [first, second].every((kind) => !["int", "short", "sbyte"].includes(kind)) ? "uint" : "long";
  return "int";
}

/** Computes with two numbers; undefined where C# has no such operator. */
export function arithmetic(
  operator: ArithmeticOperator,
  left: NetValue,
  right: NetValue,
  isChecked: boolean,
): NetValue | undefined {
  if (typeof left === "number" && typeof right === "number" && !isChecked) {
    const result = fastInteger(operator, left, right);
    if (result !== undefined) return result;
  }
  const kind = promotedKind(left, right);
  if (kind === undefined) return undefined;
  if (kind === "decimal") return decimalArithmetic(operator, left, right);
  if (kind === "double" || kind === "float") return floatArithmetic(operator, left, right, kind);
  const first = BigInt(rawNumber(left) as number | bigint);
  const second = BigInt(rawNumber(right) as number | bigint);
  return integer(kind, integerArithmetic(operator, first, second, kind), isChecked || operator === "/");
}

function fastInteger(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return (left + right) | 0;
    case "-":
      return (left - right) | 0;
    case "*":
      return Math.imul(left, right);
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default:
      return undefined;
  }
}

function integerArithmetic(operator: string, left: bigint, right: bigint, kind: NumericKind): bigint {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "&":
      return left & right;
    case "|":
      return left | right;
    case "^":
      return left ^ right;
    default: {
      if (right === 0n) throw exception("DivideByZeroException", "Attempted to divide by zero.");
      const isOverflow = right === -1n && left === -(1n << (kind === "int" ? 31n : 63n));
      if (isOverflow) throw exception("OverflowException", "Arithmetic operation resulted in an overflow.");
      return operator === "/" ? left / right : left % right;
    }
  }
}

function floatArithmetic(
  operator: ArithmeticOperator,
  left: NetValue,
  right: NetValue,
  kind: "float" | "double",
): NetValue | undefined {
  const first = asDouble(rawNumber(left) ?? NaN);
  const second = asDouble(rawNumber(right) ?? NaN);
  const result = floatResult(operator, first, second);
  if (result === undefined) return undefined;
  return kind === "double" ? double(result) : new NetNumber("float", Math.fround(result));
}

function floatResult(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    default:
      return undefined;
  }
}

function decimalArithmetic(operator: string, left: NetValue, right: NetValue): NetValue | undefined {
  chargeParts(3);
  const first = convertNumber(left, "decimal");
  const second = convertNumber(right, "decimal");
  if (!(first instanceof NetDecimal) || !(second instanceof NetDecimal)) return undefined;
  switch (operator) {
    case "+":
      return addDecimals(first, second);
    case "-":
      return subtractDecimals(first, second);
    case "*":
      return multiplyDecimals(first, second);
    case "/":
      return divideDecimals(first, second);
    case "%":
      return remainderOfDecimals(first, second);
    default:
      return undefined;
  }
}

/** `<<` and `>>`. The number of bits counts modulo the size of the type. */
export function shift(operator: "<<" | ">>", left: NetValue, count: number): NetValue | undefined {
  const kind = promotedKind(left, 0);
  if (kind === undefined || kind === "decimal" || kind === "double" || kind === "float") return undefined;
  const isLong = kind === "long" || kind === "ulong";
  const bits = BigInt(count & (isLong ? 63 : 31));
  const value = BigInt(rawNumber(left) as number | bigint);
  return integer(
    kind === "long" && kindOf(left) === "uint" ? "uint" : kind,
    operator === "<<" ? value << bits : value >> bits,
    false,
  );
}

/** Less than 0, 0, or more than 0; NaN where nothing is true of a comparison; undefined where C# refuses it. */
export function compareNumbers(left: NetValue, right: NetValue): number | undefined {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const kind = promotedKind(left, right);
  if (kind === undefined) return undefined;
  if (kind === "decimal") {
    const first = convertNumber(left, "decimal");
    const second = convertNumber(right, "decimal");
    return first instanceof NetDecimal && second instanceof NetDecimal ? compareDecimals(first, second) : undefined;
  }
  const first = rawNumber(left) as number | bigint;
  const second = rawNumber(right) as number | bigint;
  if (kind === "double" || kind === "float") {
    const [one, other] = [Number(first), Number(second)];
    return one < other ? -1 : one > other ? 1 : one === other ? 0 : NaN;
  }
  return first < second ? -1 : first > second ? 1 : 0;
}
