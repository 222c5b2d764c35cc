import { type Call } from "../contract/call";
import { defineType, type TypeBuilder } from "../contract/define";
import { argument, argumentNull, exception } from "../contract/errors";
import { type TypeDefinition } from "../contract/type";
import { NetNumber, type NetValue } from "../contract/values";
import { formatValue } from "../dotnet/format/format-value";
import { arithmetic, compareNumbers } from "../numbers/arithmetic";
import { negateDecimal, NetDecimal, parseDecimal, roundDecimal, roundingOf, truncateDecimal } from "../numbers/decimal";
import { convertNumber, kindOf, type NumericKind } from "../numbers/kinds";
import { isNumber, NO_NUMBER, readNumber } from "./read-number";

interface NumberInfo {
  readonly kind: NumericKind;
  readonly fullName: string;
  readonly min: string;
  readonly max: string;
}

const NUMBERS: readonly NumberInfo[] = [
  { kind: "sbyte", fullName: "System.SByte", min: "-128", max: "127" },
  { kind: "byte", fullName: "System.Byte", min: "0", max: "255" },
  { kind: "short", fullName: "System.Int16", min: "-32768", max: "32767" },
  { kind: "ushort", fullName: "System.UInt16", min: "0", max: "65535" },
  { kind: "int", fullName: "System.Int32", min: "-2147483648", max: "2147483647" },
  { kind: "uint", fullName: "System.UInt32", min: "0", max: "4294967295" },
  { kind: "long", fullName: "System.Int64", min: "-9223372036854775808", max: "9223372036854775807" },
  { kind: "ulong", fullName: "System.UInt64", min: "0", max: "18446744073709551615" },
  { kind: "float", fullName: "System.Single", min: "-3.4028234663852886e38", max: "3.4028234663852886e38" },
  { kind: "double", fullName: "System.Double", min: "-1.7976931348623157e308", max: "1.7976931348623157e308" },
  {
    kind: "decimal",
    fullName: "System.Decimal",
    min: "-79228162514264337593543950335",
    max: "79228162514264337593543950335",
  },
];

function limit({ kind }: NumberInfo, text: string): NetValue {
  if (kind === "decimal") return parseDecimal(text) ?? null;
  if (kind === "double" || kind === "float") return new NetNumber(kind, Number(text));
  return convertNumber(new NetNumber("ulong", BigInt(text)), kind) ?? null;
}

const OUT_OF_RANGE: ReadonlyMap<string, string> = new Map([
  ["sbyte", "Value was either too large or too small for a signed byte."],
  ["byte", "Value was either too large or too small for an unsigned byte."],
  ["short", "Value was either too large or too small for an Int16."],
  ["ushort", "Value was either too large or too small for a UInt16."],
  ["int", "Value was either too large or too small for an Int32."],
  ["uint", "Value was either too large or too small for a UInt32."],
  ["long", "Value was either too large or too small for an Int64."],
  ["ulong", "Value was either too large or too small for a UInt64."],
  ["decimal", "Value was either too large or too small for a Decimal."],
]);

function parse(info: NumberInfo, text: string | null, styles: number | undefined): NetValue {
  if (text === null) throw argumentNull("s");
  const value = readNumber(text, info.kind, styles);
  if (isNumber(value)) return value;
  if (value.reason === "range") throw exception("OverflowException", OUT_OF_RANGE.get(info.kind) ?? "");
  throw exception("FormatException", `The input string '${text}' was not in a correct format.`);
}

function tryParse(info: NumberInfo, call: Call, result: number, styles: number | undefined): boolean {
  const text = call.textOrNull(0);
  const value = text === null ? NO_NUMBER : readNumber(text, info.kind, styles);
  call.set(result, isNumber(value) ? value : (convertNumber(0, info.kind) ?? 0));
  return isNumber(value);
}

function compareTo(self: NetValue, other: NetValue): number {
  if (other === null) return 1;
  if (kindOf(other) !== kindOf(self)) throw argument("ArgumentException", "Object must be of the same numeric type.");
  return Math.sign(compareNumbers(self, other) ?? 0);
}

function defineNumber(info: NumberInfo): TypeDefinition {
  const { kind, fullName } = info;
  return defineType<NetValue>(`struct ${fullName} : IComparable, IFormattable`, (type) => {
    type
      .staticProperty(`${kind} MaxValue`, () => limit(info, info.max))
      .staticProperty(`${kind} MinValue`, () => limit(info, info.min))
      .static(`${kind} Parse(string s)`, (call) => parse(info, call.textOrNull(0), undefined))
      .static(`${kind} Parse(string s, IFormatProvider provider)`, (call) => parse(info, call.textOrNull(0), undefined))
      .static(`${kind} Parse(string s, NumberStyles style, IFormatProvider provider = null)`, (call) =>
        parse(info, call.textOrNull(0), call.enum(1)),
      )
      .static(`bool TryParse(string s, IFormatProvider provider, out ${kind} result)`, (call) =>
        tryParse(info, call, 2, undefined),
      )
      .static(`bool TryParse(string s, out ${kind} result)`, (call) => tryParse(info, call, 1, undefined))
      .static(`bool TryParse(string s, NumberStyles style, IFormatProvider provider, out ${kind} result)`, (call) =>
        tryParse(info, call, 3, call.enum(1)),
      )
      .method("string ToString(string format)", (self, call) => formatValue(self, call.textOrNull(0)))
      .method("string ToString(IFormatProvider provider)", (self) => formatValue(self))
      .method(`int CompareTo(${kind} value)`, (self, call) => compareTo(self, call.value(0)))
      .method("int CompareTo(object value)", (self, call) => compareTo(self, call.value(0)))
      .method(
        `bool Equals(${kind} obj)`,
        (self, call) => kindOf(call.value(0)) === kind && isSame(self, call.value(0)),
      );
    if (kind === "double" || kind === "float") defineFloat(type, kind);
    if (kind === "decimal") defineDecimal(type);
  });
}

function isSame(left: NetValue, right: NetValue): boolean {
  const order = compareNumbers(left, right);
  return order === 0 || (Number.isNaN(order) && isNaNValue(left) && isNaNValue(right));
}

function isNaNValue(value: NetValue): boolean {
  return value instanceof NetNumber && Number.isNaN(value.value);
}

function defineFloat(type: TypeBuilder<NetValue>, kind: "float" | "double"): void {
  type
    .staticProperty(`${kind} NaN`, () => new NetNumber(kind, NaN))
    .staticProperty(`${kind} PositiveInfinity`, () => new NetNumber(kind, Infinity))
    .staticProperty(`${kind} NegativeInfinity`, () => new NetNumber(kind, -Infinity))
    .staticProperty(`${kind} Epsilon`, () => new NetNumber(kind, kind === "double" ? 5e-324 : 1.401298464324817e-45))
    .static(`bool IsNaN(${kind} d)`, (call) => Number.isNaN(call.number(0)))
    .static(`bool IsInfinity(${kind} d)`, (call) => Math.abs(call.number(0)) === Infinity)
    .static(`bool IsPositiveInfinity(${kind} d)`, (call) => call.number(0) === Infinity)
    .static(`bool IsNegativeInfinity(${kind} d)`, (call) => call.number(0) === -Infinity);
}

function defineDecimal(type: TypeBuilder<NetValue>): void {
  type
    .staticProperty("decimal Zero", () => new NetDecimal(0n, 0))
    .staticProperty("decimal One", () => new NetDecimal(1n, 0))
    .staticProperty("decimal MinusOne", () => new NetDecimal(-1n, 0))
    .static("decimal Round(decimal d, int decimals = 0)", (call) =>
      roundDecimal(call.object(0, NetDecimal), call.int(1), "even"),
    )
    .static("decimal Truncate(decimal d)", (call) => new NetDecimal(truncateDecimal(call.object(0, NetDecimal)), 0))
    .static("decimal Round(decimal d, MidpointRounding mode)", (call) =>
      roundDecimal(call.object(0, NetDecimal), 0, roundingOf(call.enum(1))),
    )
    .static("decimal Round(decimal d, int decimals, MidpointRounding mode)", (call) =>
      roundDecimal(call.object(0, NetDecimal), call.int(1), roundingOf(call.enum(2))),
    )
    .static("decimal Floor(decimal d)", (call) => roundDecimal(call.object(0, NetDecimal), 0, "down"))
    .static("decimal Ceiling(decimal d)", (call) => roundDecimal(call.object(0, NetDecimal), 0, "up"))
    .static("decimal Negate(decimal d)", (call) => negateDecimal(call.object(0, NetDecimal)))
    .static("int Compare(decimal d1, decimal d2)", (call) => compareTo(call.value(0), call.value(1)));
  for (const [name, operator] of [
    ["Add", "+"],
    ["Subtract", "-"],
    ["Multiply", "*"],
    ["Divide", "/"],
    ["Remainder", "%"],
  ] as const) {
    type.static(
      `decimal ${name}(decimal d1, decimal d2)`,
      (call) => arithmetic(operator, call.value(0), call.value(1), true) ?? null,
    );
  }
  for (const { kind, fullName } of NUMBERS) {
    if (kind === "decimal") continue;
    const name = fullName.slice("System.".length);
    type.static(`${kind} To${name}(decimal d)`, (call) => convertNumber(call.value(0), kind, true) ?? 0);
  }
}

export const NUMBER_TYPES: readonly TypeDefinition[] = NUMBERS.map(defineNumber);
