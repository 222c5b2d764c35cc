import { type Call } from "../../contract/call";
import { enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { long, type NetValue } from "../../contract/values";
import {
  addMonths,
  calendarTime,
  dayOfWeek,
  dayOfYear,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from "./calendar";
import { NetDateTime, NetDateTimeOffset, NetTimeSpan } from "./values";

type Clock = NetDateTime | NetDateTimeOffset;

/** What a `DateTime` and a `DateTimeOffset` share. */
export function clockMembers<T extends Clock>(
  type: TypeBuilder<T>,
  name: string,
  clock: abstract new (...values: never[]) => T,
  make: (from: T, ticks: bigint) => T,
): void {
  for (const part of ["Year", "Month", "Day", "Hour", "Minute", "Second"]) {
    const key = part.toLowerCase() as "year" | "month" | "day" | "hour" | "minute" | "second";
    type.property(`int ${part}`, (self) => calendarTime(self.ticks)[key]);
  }
  type
    .property("int Millisecond", (self) => Math.floor(calendarTime(self.ticks).ticks / 10_000))
    .property("long Ticks", (self) => long(self.ticks))
    .property("DayOfWeek DayOfWeek", (self) => enumValue("DayOfWeek", dayOfWeek(self.ticks)))
    .property("int DayOfYear", (self) => dayOfYear(self.ticks))
    .property("TimeSpan TimeOfDay", (self) => new NetTimeSpan(self.ticks % TICKS_PER_DAY))
    .method(`${name} Add(TimeSpan value)`, (self, call) => make(self, self.ticks + call.object(0, NetTimeSpan).ticks))
    .method(`${name} Subtract(TimeSpan value)`, (self, call) =>
      make(self, self.ticks - call.object(0, NetTimeSpan).ticks),
    )
    .method(`${name} AddTicks(long value)`, (self, call) => make(self, self.ticks + call.long(0)))
    .method(`${name} AddMonths(int months)`, (self, call) => make(self, months(self.ticks, call.int(0))))
    .method(`${name} AddYears(int years)`, (self, call) => make(self, months(self.ticks, call.int(0) * 12)))
    .method("string ToString()", (self) => self.toText())
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("string ToString(IFormatProvider provider)", (self) => self.toText())
    .method(`int CompareTo(${name} value)`, (self, call) => self.compareTo(call.object(0, clock)) ?? 0)
    .method(`bool Equals(${name} value)`, (self, call) => self.equals(call.value(0)));
  for (const [unit, ticks] of UNITS) {
    type.method(`${name} Add${unit}s(double value)`, (self, call) =>
      make(self, self.ticks + milliseconds(call.number(0), ticks)),
    );
  }
  type
    .operator(`${name} operator +(${name} d, TimeSpan t)`, (call) => {
      const self = call.object(0, clock);
      return make(self, self.ticks + call.object(1, NetTimeSpan).ticks);
    })
    .operator(`${name} operator -(${name} d, TimeSpan t)`, (call) => {
      const self = call.object(0, clock);
      return make(self, self.ticks - call.object(1, NetTimeSpan).ticks);
    })
    .operator(`TimeSpan operator -(${name} d1, ${name} d2)`, (call) => difference(call.value(0), call.value(1)))
    .method(`TimeSpan Subtract(${name} value)`, (self, call) => difference(self, call.value(0)))
    .static(`int Compare(${name} t1, ${name} t2)`, (call) => order(call));
  comparisons(type, name);
}

export function comparisons<T extends NetValue>(type: TypeBuilder<T>, name: string): void {
  const signs: readonly (readonly [string, (order: number) => boolean])[] = [
    ["==", (value) => value === 0],
    ["!=", (value) => value !== 0],
    ["<", (value) => value < 0],
    ["<=", (value) => value <= 0],
    [">", (value) => value > 0],
    [">=", (value) => value >= 0],
  ];
  for (const [sign, holds] of signs) {
    type.operator(`bool operator ${sign}(${name} left, ${name} right)`, (call) => holds(order(call)));
  }
}

export function order(call: Call): number {
  const [left, right] = [call.value(0), call.value(1)];
  if (left instanceof NetDateTime && right instanceof NetDateTime) return left.compareTo(right) ?? 0;
  if (left instanceof NetDateTimeOffset && right instanceof NetDateTimeOffset) return left.compareTo(right) ?? 0;
  return call.object(0, NetTimeSpan).compareTo(call.object(1, NetTimeSpan)) ?? 0;
}

function difference(left: NetValue, right: NetValue): NetTimeSpan {
  return new NetTimeSpan(universalTicks(left) - universalTicks(right));
}

function universalTicks(value: NetValue): bigint {
  return value instanceof NetDateTimeOffset ? value.utcTicks : value instanceof NetDateTime ? value.ticks : 0n;
}

function months(ticks: bigint, count: number): bigint {
  const moved = addMonths(ticks, count);
  if (moved === undefined) {
    throw argumentOutOfRange("months", "The added or subtracted value results in an un-representable DateTime.");
  }
  return moved;
}

/** `AddSeconds` and the like round to milliseconds. */
function milliseconds(value: number, unit: bigint): bigint {
  const whole = Number(unit / TICKS_PER_MILLISECOND);
  const rounded = value * whole + (value >= 0 ? 0.5 : -0.5);
  if (!(Math.abs(rounded) < 315_537_897_600_000)) throw argumentOutOfRange("value", "Value to add was out of range.");
  return BigInt(Math.trunc(rounded)) * TICKS_PER_MILLISECOND;
}

export function midnight(ticks: bigint): bigint {
  return ticks - (ticks % TICKS_PER_DAY);
}

export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

export const UNITS: readonly (readonly [string, bigint])[] = [
  ["Day", TICKS_PER_DAY],
  ["Hour", TICKS_PER_HOUR],
  ["Minute", TICKS_PER_MINUTE],
  ["Second", TICKS_PER_SECOND],
  ["Millisecond", TICKS_PER_MILLISECOND],
];
