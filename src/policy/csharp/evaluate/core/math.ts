import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { argument, exception } from "../contract/errors";
import { double, long, NetNumber, type NetValue } from "../contract/values";
import { arithmetic, compareNumbers } from "../numbers/arithmetic";
import {
  negateDecimal,
  NetDecimal,
  roundDecimal,
  type Rounding,
  roundingOf,
  truncateDecimal,
} from "../numbers/decimal";
import { rawNumber } from "../numbers/kinds";

const KINDS = [
  "sbyte",
  "byte",
  "short",
  "ushort",
  "int",
  "uint",
  "long",
  "ulong",
  "float",
  "double",
  "decimal",
] as const;
const SIGNED = ["sbyte", "short", "int", "long", "float", "double", "decimal"] as const;

/** Functions of one double. */
const FUNCTIONS: readonly (readonly [name: string, compute: (value: number) => number])[] = [
  ["Sqrt", Math.sqrt],
  ["Cbrt", Math.cbrt],
  ["Exp", Math.exp],
  ["Log10", Math.log10],
  ["Log2", Math.log2],
  ["Sin", Math.sin],
  ["Cos", Math.cos],
  ["Tan", Math.tan],
  ["Asin", Math.asin],
  ["Acos", Math.acos],
  ["Atan", Math.atan],
  ["Sinh", Math.sinh],
  ["Cosh", Math.cosh],
  ["Tanh", Math.tanh],
  ["Asinh", Math.asinh],
  ["Acosh", Math.acosh],
  ["Atanh", Math.atanh],
  ["Floor", Math.floor],
  ["Ceiling", Math.ceil],
  ["Truncate", Math.trunc],
];

function pick(call: Call, isMax: boolean): NetValue {
  const [left, right] = [call.value(0), call.value(1)];
  const order = compareNumbers(left, right) ?? 0;
  if (Number.isNaN(order)) return Number.isNaN(Number(rawNumber(left))) ? left : right;
  return order >= 0 === isMax ? left : right;
}

function absolute(value: NetValue): NetValue {
  const order = compareNumbers(value, 0) ?? 0;
  if (order >= 0 || Number.isNaN(order)) return value;
  if (value instanceof NetDecimal) return negateDecimal(value);
  if (value instanceof NetNumber && typeof value.value === "number" && value.kind !== "long") {
    const limit = value.kind === "sbyte" ? -128 : value.kind === "short" ? -32768 : -Infinity;
    if (value.value === limit && limit !== -Infinity) throw negated();
    return new NetNumber(value.kind, -value.value);
  }
  const result = arithmetic("-", 0, value, false);
  if ((compareNumbers(result ?? 0, 0) ?? 0) < 0) throw negated();
  return result ?? value;
}

function negated(): Error {
  return exception("OverflowException", "Negating the minimum value of a twos complement number is invalid.");
}

/** Rounds the exact value of a double; a value in the middle goes to the even digit, or away from zero. */
function roundDouble(value: number, digits: number, mode: Rounding): number {
  if (digits < 0 || digits > 15)
    throw argument("ArgumentOutOfRangeException", "Rounding digits must be between 0 and 15, inclusive.", "digits");
  if (!Number.isFinite(value) || Math.abs(value) >= 1e16) return value;
  const power = 10 ** digits;
  const scaled = value * power;
  if (mode === "zero") return Math.trunc(scaled) / power;
  if (mode === "down") return Math.floor(scaled) / power;
  if (mode === "up") return Math.ceil(scaled) / power;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  if (rest !== 0.5) return (rest < 0.5 ? floor : floor + 1) / power;
  const isUp = mode === "even" ? floor % 2 !== 0 : scaled >= 0;
  return (isUp ? floor + 1 : floor) / power;
}

function round(call: Call, digits: number, mode: number): NetValue {
  const how = roundingOf(mode);
  const value = call.value(0);
  return value instanceof NetDecimal
    ? roundDecimal(value, digits, how)
    : double(roundDouble(call.number(0), digits, how));
}

export const MATH = defineType("static class System.Math", (type) => {
  type
    .staticProperty("double PI", () => double(Math.PI))
    .staticProperty("double E", () => double(Math.E))
    .staticProperty("double Tau", () => double(2 * Math.PI));
  for (const kind of KINDS) {
    type
      .static(`${kind} Max(${kind} val1, ${kind} val2)`, (call) => pick(call, true))
      .static(`${kind} Min(${kind} val1, ${kind} val2)`, (call) => pick(call, false))
      .static(`${kind} Clamp(${kind} value, ${kind} min, ${kind} max)`, (call) => {
        if ((compareNumbers(call.value(1), call.value(2)) ?? 0) > 0)
          throw argument("ArgumentException", "'min' cannot be greater than max.");
        if ((compareNumbers(call.value(0), call.value(1)) ?? 0) < 0) return call.value(1);
        return (compareNumbers(call.value(0), call.value(2)) ?? 0) > 0 ? call.value(2) : call.value(0);
      });
  }
  for (const kind of SIGNED) {
    type
      .static(`${kind} Abs(${kind} value)`, (call) => absolute(call.value(0)))
      .static(`int Sign(${kind} value)`, (call) => Math.sign(compareNumbers(call.value(0), 0) ?? 0));
  }
  for (const [name, compute] of FUNCTIONS) {
    type.static(`double ${name}(double d)`, (call) => double(compute(call.number(0))));
  }
  type
    .static("decimal Floor(decimal d)", (call) => roundDecimal(call.object(0, NetDecimal), 0, "down"))
    .static("decimal Ceiling(decimal d)", (call) => roundDecimal(call.object(0, NetDecimal), 0, "up"))
    .static("decimal Truncate(decimal d)", (call) => new NetDecimal(truncateDecimal(call.object(0, NetDecimal)), 0))
    .static("double Pow(double x, double y)", (call) => double(call.number(0) ** call.number(1)))
    .static("double Log(double d)", (call) => double(Math.log(call.number(0))))
    .static("double Log(double a, double newBase)", (call) =>
      double(Math.log(call.number(0)) / Math.log(call.number(1))),
    )
    .static("double Atan2(double y, double x)", (call) => double(Math.atan2(call.number(0), call.number(1))))
    .static("double CopySign(double x, double y)", (call) => {
      const [size, sign] = [Math.abs(call.number(0)), call.number(1)];
      return double(sign < 0 || Object.is(sign, -0) ? -size : size);
    })
    .static("double IEEERemainder(double x, double y)", (call) => {
      const [x, y] = [call.number(0), call.number(1)];
      const rest = x - y * roundDouble(x / y, 0, "even");
      return double(rest === 0 && x < 0 ? -0 : rest);
    })
    .static("long BigMul(int a, int b)", (call) => long(BigInt(call.int(0)) * BigInt(call.int(1))));
  for (const kind of ["int", "long"]) {
    type.static(`${kind} DivRem(${kind} a, ${kind} b, out ${kind} result)`, (call) => {
      call.set(2, arithmetic("%", call.value(0), call.value(1), false) ?? 0);
      return arithmetic("/", call.value(0), call.value(1), false) ?? 0;
    });
  }
  for (const kind of ["double", "decimal"]) {
    type
      .static(`${kind} Round(${kind} d)`, (call) => round(call, 0, 0))
      .static(`${kind} Round(${kind} d, int decimals)`, (call) => round(call, call.int(1), 0))
      .static(`${kind} Round(${kind} d, MidpointRounding mode)`, (call) => round(call, 0, call.enum(1)))
      .static(`${kind} Round(${kind} d, int decimals, MidpointRounding mode)`, (call) =>
        round(call, call.int(1), call.enum(2)),
      );
  }
});
