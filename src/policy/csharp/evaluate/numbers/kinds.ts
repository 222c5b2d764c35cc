import { exception } from "../contract/errors";
import { type NetType, typeNamed } from "../contract/type";
import { byte, NetChar, NetEnum, NetNumber, type NetValue, type NumberKind } from "../contract/values";
import { decimalOfDouble, NetDecimal, truncateDecimal } from "./decimal";

/** A numeric type by its keyword. */
export type NumericKind = NumberKind | "int" | "decimal";

interface IntegerRange {
  readonly bits: number;
  readonly isSigned: boolean;
}

const INTEGERS: ReadonlyMap<string, IntegerRange> = new Map([
  ["sbyte", { bits: 8, isSigned: true }],
  ["byte", { bits: 8, isSigned: false }],
  ["short", { bits: 16, isSigned: true }],
  ["ushort", { bits: 16, isSigned: false }],
  ["char", { bits: 16, isSigned: false }],
  ["int", { bits: 32, isSigned: true }],
  ["uint", { bits: 32, isSigned: false }],
  ["long", { bits: 64, isSigned: true }],
  ["ulong", { bits: 64, isSigned: false }],
]);

const KINDS: ReadonlyMap<string, NumericKind> = new Map([
  ["System.SByte", "sbyte"],
  ["System.Byte", "byte"],
  ["System.Int16", "short"],
  ["System.UInt16", "ushort"],
  ["System.Int32", "int"],
  ["System.UInt32", "uint"],
  ["System.Int64", "long"],
  ["System.UInt64", "ulong"],
  ["System.Single", "float"],
  ["System.Double", "double"],
  ["System.Decimal", "decimal"],
]);

/** The numeric type that a type is. */
export function kindOfType(type: NetType): NumericKind | undefined {
  return KINDS.get(type.definition.fullName);
}

/** The numeric type of a value; a `char` has none. */
export function kindOf(value: NetValue): NumericKind | undefined {
  if (typeof value === "number") return "int";
  if (value instanceof NetNumber) return value.kind;
  return value instanceof NetDecimal ? "decimal" : undefined;
}

export function isIntegerKind(kind: NumericKind): boolean {
  return INTEGERS.has(kind);
}

export function typeOfKind(kind: NumericKind): NetType {
  return typeNamed(kind);
}

/** Whether a value of a type converts to another one without a cast: `int` to `long`, `char` to `int`. */
export function widens(from: NetType, to: NetType): boolean {
  const target = kindOfType(to);
  if (target === undefined) return false;
  const source = from.is("System.Char") ? "char" : kindOfType(from);
  return source !== undefined && WIDENINGS.get(source)?.includes(target) === true;
}

const WIDENINGS: ReadonlyMap<string, readonly NumericKind[]> = new Map<string, readonly NumericKind[]>([
  ["sbyte", ["short", "int", "long", "float", "double", "decimal"]],
  ["byte", ["short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal"]],
  ["short", ["int", "long", "float", "double", "decimal"]],
  ["ushort", ["int", "uint", "long", "ulong", "float", "double", "decimal"]],
  ["char", ["ushort", "int", "uint", "long", "ulong", "float", "double", "decimal"]],
  ["int", ["long", "float", "double", "decimal"]],
  ["uint", ["long", "ulong", "float", "double", "decimal"]],
  ["long", ["float", "double", "decimal"]],
  ["ulong", ["float", "double", "decimal"]],
  ["float", ["double"]],
]);

/** The steps of a widening: fewer are better in the choice of an overload. */
export function wideningDistance(from: NetType, to: NetType): number {
  const source = from.is("System.Char") ? "char" : (kindOfType(from) ?? "");
  return (WIDENINGS.get(source)?.indexOf(kindOfType(to) ?? "int") ?? -1) + 1;
}

/** Whether the number of a constant `int` fits into an integer type: `byte b = 5;`. */
export function fitsConstant(value: number, to: NetType): boolean {
  const range = INTEGERS.get(kindOfType(to) ?? "");
  if (range === undefined) return false;
  const { bits, isSigned } = range;
  const limit = 2 ** (isSigned ? bits - 1 : bits);
  return isSigned ? value >= -limit && value < limit : value >= 0 && value < limit;
}

/** A number, char or enum value as the integer or floating number that it is. */
export function rawNumber(value: NetValue): number | bigint | NetDecimal | undefined {
  if (typeof value === "number" || value instanceof NetDecimal) return value;
  if (value instanceof NetNumber || value instanceof NetEnum) return value.value;
  return value instanceof NetChar ? value.code : undefined;
}

const CHECKED_MESSAGE = "Arithmetic operation resulted in an overflow.";

/** Makes a value of an integer type; what does not fit wraps around, or overflows if it is checked. */
export function integer(kind: NumericKind | "char", value: bigint, isChecked: boolean): NetValue {
  const { bits, isSigned } = INTEGERS.get(kind) ?? { bits: 64, isSigned: true };
  const wrapped = isSigned ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
  if (isChecked && wrapped !== value) throw exception("OverflowException", CHECKED_MESSAGE);
  if (kind === "char") return new NetChar(Number(wrapped));
  if (kind === "int") return Number(wrapped);
  if (kind === "byte") return byte(Number(wrapped));
  return new NetNumber(kind as NumberKind, bits === 64 ? wrapped : Number(wrapped));
}

/** Converts a number, as a cast does. Undefined for what is no number. */
export function convertNumber(value: NetValue, to: NumericKind | "char", isChecked = false): NetValue | undefined {
  if (to === "int" && typeof value === "number") return value;
  const raw = rawNumber(value);
  if (raw === undefined) return undefined;
  if (to === "double") return new NetNumber("double", asDouble(raw));
  if (to === "float") return new NetNumber("float", Math.fround(asDouble(raw)));
  if (to === "decimal") return asDecimal(raw, kindOf(value) === "float" ? 7 : 15);
  return integer(to, asInteger(raw, isChecked), isChecked || raw instanceof NetDecimal);
}

/** A number as a double of JavaScript. */
export function asDouble(raw: number | bigint | NetDecimal): number {
  return raw instanceof NetDecimal ? Number(raw.toText()) : Number(raw);
}

function asDecimal(raw: number | bigint | NetDecimal, digits: number): NetDecimal {
  if (raw instanceof NetDecimal) return raw;
  if (typeof raw === "bigint" || Number.isInteger(raw)) {
    if (typeof raw === "number" && Math.abs(raw) >= 1e15) return decimalOfDouble(raw, digits);
    return new NetDecimal(BigInt(raw), 0);
  }
  return decimalOfDouble(raw, digits);
}

function asInteger(raw: number | bigint | NetDecimal, isChecked: boolean): bigint {
  if (raw instanceof NetDecimal) return truncateDecimal(raw);
  if (typeof raw === "bigint") return raw;
  if (Number.isFinite(raw)) return BigInt(Math.trunc(raw));
  if (isChecked) throw exception("OverflowException", CHECKED_MESSAGE);
  // What a cast gives for NaN is not defined; processors give the smallest number.
  return -(1n << 63n);
}
