import { type NetType, nullableArgument, typeNamed } from "../../contract/type";
import { double, NetChar, NetEnum, NetNumber, NetObject, type NetValue, type NumberKind } from "../../contract/values";
import { decimalOfDouble, NetDecimal, parseDecimal, roundDecimal, truncateDecimal } from "../../numbers/decimal";
import { formatException, invalidCast, overflow } from "../errors";
import { parseDate } from "../time/date-parse";
import { NetDateTime } from "../time/values";

export type IntegerKind = Exclude<NumberKind, "float" | "double"> | "int";

/** The names of the integer types, and their least and greatest values. */
const INTEGERS: ReadonlyMap<IntegerKind, readonly [name: string, min: bigint, max: bigint]> = new Map([
  ["sbyte", ["a signed byte", -128n, 127n]],
  ["byte", ["an unsigned byte", 0n, 255n]],
  ["short", ["an Int16", -32_768n, 32_767n]],
  ["ushort", ["a UInt16", 0n, 65_535n]],
  ["int", ["an Int32", -2_147_483_648n, 2_147_483_647n]],
  ["uint", ["a UInt32", 0n, 4_294_967_295n]],
  ["long", ["an Int64", -(1n << 63n), (1n << 63n) - 1n]],
  ["ulong", ["a UInt64", 0n, (1n << 64n) - 1n]],
] as const);

/** `Convert.ToInt32` and those of the other integer types: half to even, and an `OverflowException` for what does not fit. */
export function toInteger(value: NetValue, kind: IntegerKind): NetValue {
  const number = integerOf(value, kind);
  const [name, min, max] = INTEGERS.get(kind)!;
  if (number < min || number > max) throw overflow(`Value was either too large or too small for ${name}.`);
  return integerValue(number, kind);
}

export function integerValue(value: bigint, kind: IntegerKind): NetValue {
  if (kind === "int") return Number(value);
  return new NetNumber(kind, kind === "long" || kind === "ulong" ? value : Number(value));
}

function integerOf(value: NetValue, kind: IntegerKind): bigint {
  if (value === null) return 0n;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value === "number") return BigInt(value);
  if (typeof value === "string") {
    if (!/^\s*[-+]?\d+\s*$/.test(value)) throw formatException(NOT_A_NUMBER);
    return BigInt(value.trim().replace(/^\+/, ""));
  }
  if (value instanceof NetChar) return BigInt(value.code);
  if (value instanceof NetEnum) return BigInt(value.value);
  if (value instanceof NetDecimal) return truncateDecimal(roundDecimal(value, 0, "even"));
  if (value instanceof NetNumber) {
    if (typeof value.value === "bigint") return value.value;
    if (!Number.isFinite(value.value)) {
      throw overflow(`Value was either too large or too small for ${INTEGERS.get(kind)![0]}.`);
    }
    return BigInt(roundHalfEven(value.value));
  }
  throw cannotCast(value, kind);
}

/** `Convert.ToDouble`. */
export function toDouble(value: NetValue): number {
  if (value === null) return 0;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    const number = parseDouble(value);
    if (number === undefined) throw formatException(NOT_A_NUMBER);
    return number;
  }
  if (value instanceof NetDecimal) return Number(value.toText());
  if (value instanceof NetNumber || value instanceof NetEnum) return Number(value.value);
  throw cannotCast(value, "double");
}

/** `Convert.ToDecimal`. */
export function toDecimal(value: NetValue): NetDecimal {
  if (value instanceof NetDecimal) return value;
  if (typeof value === "string") {
    const match = /^\s*([-+]?)(?=[\d.])(\d[\d,]*)?(?:\.(\d*))?\s*$/.exec(value);
    const number = match === null ? undefined : parseDecimal(value.trim().replace(/,/g, ""));
    if (number === undefined) throw formatException(NOT_A_NUMBER);
    return number;
  }
  if (value instanceof NetNumber && (value.kind === "double" || value.kind === "float")) {
    return decimalOfDouble(Number(value.value), value.kind === "float" ? 7 : 15);
  }
  return new NetDecimal(integerOf(value, "long"), 0);
}

/** `Convert.ToBoolean`. */
export function toBoolean(value: NetValue): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") {
    const text = value.trim().toLowerCase();
    if (text !== "true" && text !== "false") {
      throw formatException(`String '${value}' was not recognized as a valid Boolean.`);
    }
    return text === "true";
  }
  if (typeof value === "number") return value !== 0;
  if (value instanceof NetDecimal) return value.coefficient !== 0n;
  if (value instanceof NetNumber || value instanceof NetEnum) return Number(value.value) !== 0;
  throw cannotCast(value, "bool");
}

/** `Convert.ToString` in the invariant culture: null is empty. */
export function toText(value: NetValue): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  return value instanceof NetObject ? value.toText() : String(value);
}

/** `Convert.ToDateTime`. */
export function toDateTime(value: NetValue): NetDateTime {
  if (value instanceof NetDateTime) return value;
  if (value === null) return new NetDateTime(0n, "unspecified");
  if (typeof value !== "string") throw cannotCast(value, "System.DateTime");
  const date = parseDate(value, 0n);
  if (date === undefined) throw formatException(`String '${value}' was not recognized as a valid DateTime.`);
  return new NetDateTime(date.ticks - (date.offset ?? 0n), date.offset === undefined ? "unspecified" : "local");
}

/** `Convert.ChangeType` to a type that implements `IConvertible`; undefined for any other type. */
export function changeType(value: NetValue, type: NetType): NetValue | undefined {
  const target = nullableArgument(type) ?? type;
  if (value === null) {
    if (!type.isValueType || target !== type) return null;
    throw invalidCast("Null object cannot be converted to a value type.");
  }
  switch (target.definition.fullName) {
    case "System.String":
      return toText(value);
    case "System.Boolean":
      return toBoolean(value);
    case "System.Double":
      return double(toDouble(value));
    case "System.Single":
      return new NetNumber("float", Math.fround(toDouble(value)));
    case "System.Decimal":
      return toDecimal(value);
    case "System.DateTime":
      return toDateTime(value);
    case "System.Char":
      return toChar(value);
    default: {
      const kind = [...INTEGERS.keys()].find((name) => typeNamed(name).equals(target));
      return kind === undefined ? undefined : toInteger(value, kind);
    }
  }
}

/** `Convert.ToChar`. */
export function toChar(value: NetValue): NetChar {
  if (value instanceof NetChar) return value;
  if (typeof value === "string") {
    if (value.length !== 1) throw formatException("String must be exactly one character long.");
    return new NetChar(value.charCodeAt(0));
  }
  const code = integerOf(value, "ushort");
  if (code < 0n || code > 65_535n) throw overflow("Value was either too large or too small for a character.");
  return new NetChar(Number(code));
}

/** `double.Parse`: with exponent and thousands; undefined for no number. */
export function parseDouble(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[-+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed)) return Number(trimmed.replace(/,/g, ""));
  const name = trimmed.toLowerCase();
  if (name === "nan") return NaN;
  if (name === "infinity" || name === "∞") return Infinity;
  return name === "-infinity" || name === "-∞" ? -Infinity : undefined;
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function cannotCast(value: NetValue, kind: string): Error {
  const name = value instanceof NetObject ? value.type.name : "Object";
  return invalidCast(`Invalid cast from '${name}' to '${typeNamed(kind).name}'.`);
}

const NOT_A_NUMBER = "Input string was not in a correct format.";
