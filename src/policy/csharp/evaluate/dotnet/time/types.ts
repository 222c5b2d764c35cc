import { type Call } from "../../contract/call";
import { defineEnum, defineType, enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange, exception, UnsupportedError } from "../../contract/errors";
import { double, long, NetArray, NetEnum, type NetValue } from "../../contract/values";
import { argumentException, formatException } from "../errors";
import {
  addMonths,
  calendarTime,
  daysInMonth,
  dayOfWeek,
  dayOfYear,
  isLeapYear,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  ticksOf,
  UNIX_EPOCH_TICKS,
} from "./calendar";
import { DAYS } from "./date-format";
import { parseExactDate } from "./date-exact";
import { parseDate, type ParsedDate } from "./date-parse";
import { parseTimeSpan, spanOf } from "./time-span";
import { type DateKind, NetDateTime, NetDateTimeOffset, NetTimeSpan } from "./values";
import { findZone, NetTimeZone, UTC_ZONE } from "./zones";

const KINDS: readonly DateKind[] = ["unspecified", "utc", "local"];

/** The values of `DateTimeStyles`. */
const STYLES = {
  None: 0,
  AllowLeadingWhite: 1,
  AllowTrailingWhite: 2,
  AllowInnerWhite: 4,
  AllowWhiteSpaces: 7,
  NoCurrentDateDefault: 8,
  AdjustToUniversal: 16,
  AssumeLocal: 32,
  AssumeUniversal: 64,
  RoundtripKind: 128,
};

export const TIME_TYPES = [
  defineEnum("System.Globalization.DateTimeStyles", STYLES, { isFlags: true }),
  defineEnum("System.DateTimeKind", { Unspecified: 0, Utc: 1, Local: 2 }),
  defineEnum("System.DayOfWeek", Object.fromEntries(DAYS.map((name, index) => [name, index]))),
  defineType("class System.TimeZoneNotFoundException : Exception"),
  defineType<NetDateTime>("struct System.DateTime : IComparable, IFormattable", dateTimeMembers),
  defineType<NetDateTimeOffset>("struct System.DateTimeOffset : IComparable, IFormattable", offsetMembers),
  defineType<NetTimeSpan>("struct System.TimeSpan : IComparable, IFormattable", spanMembers),
  defineType<NetTimeZone>("class System.TimeZoneInfo", zoneMembers),
];

type Clock = NetDateTime | NetDateTimeOffset;

/** What a `DateTime` and a `DateTimeOffset` share. */
function clockMembers<T extends Clock>(
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

function comparisons<T extends NetValue>(type: TypeBuilder<T>, name: string): void {
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

function order(call: Call): number {
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

function dateTimeMembers(type: TypeBuilder<NetDateTime>): void {
  parsers(type, "DateTime", dateTimeFrom, new NetDateTime(0n, "unspecified"));
  clockMembers(type, "DateTime", NetDateTime, (from, ticks) => new NetDateTime(ticks, from.kind));
  const create = (call: Call) => {
    const [year, month, day, hour = 0, minute = 0, second = 0, fraction = 0] = ints(call, Math.min(call.count, 7));
    const kind = call.value(call.count - 1);
    return new NetDateTime(
      checkedTicks({ year, month, day, hour, minute, second, fraction }),
      kind instanceof NetEnum ? (KINDS[kind.value] ?? "unspecified") : "unspecified",
    );
  };
  const date = "int year, int month, int day";
  const time = `${date}, int hour, int minute, int second`;
  for (const list of [
    date,
    time,
    `${time}, int millisecond`,
    `${time}, DateTimeKind kind`,
    `${time}, int millisecond, DateTimeKind kind`,
  ]) {
    type.create(`(${list})`, create);
  }
  type
    .create("()", () => new NetDateTime(0n, "unspecified"))
    .create("(long ticks)", (call) => new NetDateTime(call.long(0), "unspecified"))
    .create(
      "(long ticks, DateTimeKind kind)",
      (call) => new NetDateTime(call.long(0), KINDS[call.enum(1)] ?? "unspecified"),
    )
    .staticProperty("DateTime UtcNow", (call) => new NetDateTime(call.runtime.utcNowTicks(), "utc"))
    .staticProperty("DateTime Now", (call) => new NetDateTime(call.runtime.utcNowTicks(), "local"))
    .staticProperty("DateTime Today", (call) => new NetDateTime(midnight(call.runtime.utcNowTicks()), "local"))
    .staticProperty("DateTime MinValue", () => new NetDateTime(0n, "unspecified"))
    .staticProperty("DateTime MaxValue", () => new NetDateTime(3_155_378_975_999_999_999n, "unspecified"))
    .staticProperty("DateTime UnixEpoch", () => new NetDateTime(UNIX_EPOCH_TICKS, "utc"))
    .static(
      "DateTime SpecifyKind(DateTime value, DateTimeKind kind)",
      (call) => new NetDateTime(call.object(0, NetDateTime).ticks, KINDS[call.enum(1)] ?? "unspecified"),
    )
    .static("int DaysInMonth(int year, int month)", (call) => {
      if (call.int(1) < 1 || call.int(1) > 12)
        throw argumentOutOfRange("month", "Month must be between one and twelve.");
      return daysInMonth(call.int(0), call.int(1));
    })
    .static("bool IsLeapYear(int year)", (call) => isLeapYear(call.int(0)))
    .property("DateTime Date", (self) => new NetDateTime(midnight(self.ticks), self.kind))
    .property("DateTimeKind Kind", (self) => enumValue("DateTimeKind", KINDS.indexOf(self.kind)))
    .method("DateTime ToUniversalTime()", (self) => new NetDateTime(self.ticks, "utc"))
    .method("DateTime ToLocalTime()", (self) => new NetDateTime(self.ticks, "local"))
    .method("bool IsDaylightSavingTime()", () => false)
    .method("string ToShortDateString()", (self) => self.format("d"))
    .method("string ToLongDateString()", (self) => self.format("D"))
    .method("string ToShortTimeString()", (self) => self.format("t"))
    .method("string ToLongTimeString()", (self) => self.format("T"))
    .method("long ToFileTimeUtc()", (self) => long(self.ticks - FILE_TIME))
    .method("long ToFileTime()", (self) => long(self.ticks - FILE_TIME));
}

/** `Parse`, `ParseExact`, and both with `Try`. */
function parsers<T extends NetValue>(
  type: TypeBuilder<T>,
  name: string,
  make: (date: ParsedDate, styles: number) => NetValue,
  none: NetValue,
): void {
  const today = (call: Call): bigint => midnight(call.runtime.utcNowTicks());
  const stylesAt = (call: Call, index: number): number => (index < 0 ? 0 : call.enum(index));
  const exact = (call: Call): ParsedDate | undefined => {
    const formats = call.value(1);
    const all = formats instanceof NetArray ? formats.items : [formats];
    for (const format of all) {
      call.runtime.step();
      const date =
        typeof format === "string" ? parseExactDate(call.textOrNull(0) ?? "", format, today(call)) : undefined;
      if (date !== undefined) return date;
    }
    return undefined;
  };
  const parse = (signature: string, read: (call: Call) => ParsedDate | undefined, styles: number): void => {
    type.static(`${name} ${signature}`, (call) => {
      const date = read(call);
      if (date === undefined) throw formatException(`String '${call.text(0)}' was not recognized as a valid DateTime.`);
      return make(date, stylesAt(call, styles));
    });
  };
  const tryParse = (
    signature: string,
    read: (call: Call) => ParsedDate | undefined,
    styles: number,
    result: number,
  ): void => {
    type.static(`bool ${signature}, out ${name} result)`, (call) => {
      const date = read(call);
      call.set(result, date === undefined ? none : make(date, stylesAt(call, styles)));
      return date !== undefined;
    });
  };
  const plain = (call: Call): ParsedDate | undefined => parseDate(call.text(0), today(call));
  const plainOrNull = (call: Call): ParsedDate | undefined => parseDate(call.textOrNull(0) ?? "", today(call));
  const provider = "string s, IFormatProvider provider";
  parse("Parse(string s)", plain, -1);
  parse(`Parse(${provider})`, plain, -1);
  parse(`Parse(${provider}, DateTimeStyles styles)`, plain, 2);
  tryParse("TryParse(string s", plainOrNull, -1, 1);
  tryParse(`TryParse(${provider}`, plainOrNull, -1, 2);
  tryParse(`TryParse(${provider}, DateTimeStyles styles`, plainOrNull, 2, 3);
  for (const format of ["string format", "string[] formats"]) {
    const all = `string s, ${format}, IFormatProvider provider`;
    if (format === "string format") parse(`ParseExact(${all})`, exact, -1);
    parse(`ParseExact(${all}, DateTimeStyles style)`, exact, 3);
    tryParse(`TryParseExact(${all}, DateTimeStyles style`, exact, 3, 4);
  }
}

/** With a zone in the text the result is in local time, which is UTC, unless the styles say otherwise. */
function dateTimeFrom({ ticks, offset, isUtc }: ParsedDate, styles: number): NetDateTime {
  const has = (style: number): boolean => (styles & style) !== 0;
  if (offset === undefined) {
    if (!has(STYLES.AssumeLocal | STYLES.AssumeUniversal)) return new NetDateTime(ticks, "unspecified");
    return new NetDateTime(ticks, has(STYLES.AdjustToUniversal) ? "utc" : "local");
  }
  const isKept = has(STYLES.RoundtripKind) && isUtc;
  return new NetDateTime(ticks - offset, has(STYLES.AdjustToUniversal) || isKept ? "utc" : "local");
}

function dateTimeOffsetFrom({ ticks, offset = 0n }: ParsedDate, styles: number): NetDateTimeOffset {
  if ((styles & STYLES.AdjustToUniversal) !== 0) return new NetDateTimeOffset(ticks - offset, 0n);
  return new NetDateTimeOffset(ticks, offset);
}

function offsetMembers(type: TypeBuilder<NetDateTimeOffset>): void {
  parsers(type, "DateTimeOffset", dateTimeOffsetFrom, new NetDateTimeOffset(0n, 0n));
  clockMembers(type, "DateTimeOffset", NetDateTimeOffset, (from, ticks) => new NetDateTimeOffset(ticks, from.offset));
  type
    .create("()", () => new NetDateTimeOffset(0n, 0n))
    .create("(DateTime dateTime)", (call) => new NetDateTimeOffset(call.object(0, NetDateTime).ticks, 0n))
    .create("(DateTime dateTime, TimeSpan offset)", (call) => {
      const { ticks, kind } = call.object(0, NetDateTime);
      const offset = offsetFrom(call, 1);
      if (kind !== "unspecified" && offset !== 0n) {
        throw argumentException("The UTC Offset of the local dateTime parameter does not match the offset argument.");
      }
      return new NetDateTimeOffset(ticks, offset);
    })
    .create("(long ticks, TimeSpan offset)", (call) => new NetDateTimeOffset(call.long(0), offsetFrom(call, 1)))
    .create("(int year, int month, int day, int hour, int minute, int second, TimeSpan offset)", (call) => {
      const [year, month, day, hour, minute, second] = ints(call, 6);
      return new NetDateTimeOffset(
        checkedTicks({ year, month, day, hour, minute, second, fraction: 0 }),
        offsetFrom(call, 6),
      );
    })
    .staticProperty("DateTimeOffset UtcNow", (call) => new NetDateTimeOffset(call.runtime.utcNowTicks(), 0n))
    .staticProperty("DateTimeOffset Now", (call) => new NetDateTimeOffset(call.runtime.utcNowTicks(), 0n))
    .staticProperty("DateTimeOffset MinValue", () => new NetDateTimeOffset(0n, 0n))
    .staticProperty("DateTimeOffset MaxValue", () => new NetDateTimeOffset(3_155_378_975_999_999_999n, 0n))
    .staticProperty("DateTimeOffset UnixEpoch", () => new NetDateTimeOffset(UNIX_EPOCH_TICKS, 0n))
    .static("DateTimeOffset FromUnixTimeSeconds(long seconds)", (call) =>
      fromUnix(call.long(0), TICKS_PER_SECOND, "seconds"),
    )
    .static("DateTimeOffset FromUnixTimeMilliseconds(long milliseconds)", (call) =>
      fromUnix(call.long(0), TICKS_PER_MILLISECOND, "milliseconds"),
    )
    .create(
      "(int year, int month, int day, int hour, int minute, int second, int millisecond, TimeSpan offset)",
      (call) => {
        const [year, month, day, hour, minute, second, fraction = 0] = ints(call, 7);
        return new NetDateTimeOffset(
          checkedTicks({ year, month, day, hour, minute, second, fraction }),
          offsetFrom(call, 7),
        );
      },
    )
    .static("DateTimeOffset FromFileTime(long fileTime)", (call) => {
      const ticks = call.long(0) + FILE_TIME;
      if (call.long(0) < 0n || ticks > 3_155_378_975_999_999_999n) throw argumentOutOfRange("fileTime");
      return new NetDateTimeOffset(ticks, 0n);
    })
    .method("long ToFileTime()", (self) => long(self.utcTicks - FILE_TIME))
    .method("bool EqualsExact(DateTimeOffset other)", (self, call) => {
      const other = call.object(0, NetDateTimeOffset);
      return self.ticks === other.ticks && self.offset === other.offset;
    })
    .property("TimeSpan Offset", (self) => new NetTimeSpan(self.offset))
    .property("DateTime Date", (self) => new NetDateTime(midnight(self.ticks), "unspecified"))
    .property("DateTime DateTime", (self) => new NetDateTime(self.ticks, "unspecified"))
    .property("DateTime UtcDateTime", (self) => new NetDateTime(self.utcTicks, "utc"))
    .property("DateTime LocalDateTime", (self) => new NetDateTime(self.utcTicks, "local"))
    .property("long UtcTicks", (self) => long(self.utcTicks))
    .method("long ToUnixTimeSeconds()", (self) => long(floorDivide(self.utcTicks - UNIX_EPOCH_TICKS, TICKS_PER_SECOND)))
    .method("long ToUnixTimeMilliseconds()", (self) =>
      long(floorDivide(self.utcTicks - UNIX_EPOCH_TICKS, TICKS_PER_MILLISECOND)),
    )
    .method("DateTimeOffset ToOffset(TimeSpan offset)", (self, call) => {
      const offset = offsetFrom(call, 0);
      return new NetDateTimeOffset(self.utcTicks + offset, offset);
    })
    .method("DateTimeOffset ToUniversalTime()", (self) => new NetDateTimeOffset(self.utcTicks, 0n))
    .method("DateTimeOffset ToLocalTime()", (self) => new NetDateTimeOffset(self.utcTicks, 0n))
    .operator(
      "implicit operator DateTimeOffset(DateTime dateTime)",
      (call) => new NetDateTimeOffset(call.object(0, NetDateTime).ticks, 0n),
    );
}

function spanMembers(type: TypeBuilder<NetTimeSpan>): void {
  type
    .create("()", () => new NetTimeSpan(0n))
    .create("(long ticks)", (call) => new NetTimeSpan(call.long(0)))
    .create("(int hours, int minutes, int seconds)", (call) => span(0, ...ints(call, 3)))
    .create("(int days, int hours, int minutes, int seconds)", (call) => span(...ints(call, 4)))
    .create("(int days, int hours, int minutes, int seconds, int milliseconds)", (call) => span(...ints(call, 5)))
    .staticProperty("TimeSpan Zero", () => new NetTimeSpan(0n))
    .staticProperty("TimeSpan MinValue", () => new NetTimeSpan(-(1n << 63n)))
    .staticProperty("TimeSpan MaxValue", () => new NetTimeSpan((1n << 63n) - 1n))
    .static("TimeSpan FromTicks(long value)", (call) => new NetTimeSpan(call.long(0)))
    .static("TimeSpan Parse(string s, IFormatProvider formatProvider)", (call) => spanIn(call.text(0)))
    .static("bool TryParse(string s, IFormatProvider formatProvider, out TimeSpan result)", (call) => {
      const ticks = parseTimeSpan(call.textOrNull(0) ?? "");
      call.set(2, new NetTimeSpan(ticks ?? 0n));
      return ticks !== undefined;
    })
    .static("TimeSpan Parse(string s)", (call) => spanIn(call.text(0)))
    .static("bool TryParse(string s, out TimeSpan result)", (call) => {
      const ticks = parseTimeSpan(call.textOrNull(0) ?? "");
      call.set(1, new NetTimeSpan(ticks ?? 0n));
      return ticks !== undefined;
    })
    .static("int Compare(TimeSpan t1, TimeSpan t2)", (call) => order(call))
    .property("long Ticks", (self) => long(self.ticks))
    .property("int Days", (self) => Number(self.ticks / TICKS_PER_DAY))
    .property("int Hours", (self) => Number((self.ticks / TICKS_PER_HOUR) % 24n))
    .property("int Minutes", (self) => Number((self.ticks / TICKS_PER_MINUTE) % 60n))
    .property("int Seconds", (self) => Number((self.ticks / TICKS_PER_SECOND) % 60n))
    .property("int Milliseconds", (self) => Number((self.ticks / TICKS_PER_MILLISECOND) % 1000n))
    .method(
      "TimeSpan Add(TimeSpan ts)",
      (self, call) => new NetTimeSpan(self.ticks + call.object(0, NetTimeSpan).ticks),
    )
    .method(
      "TimeSpan Subtract(TimeSpan ts)",
      (self, call) => new NetTimeSpan(self.ticks - call.object(0, NetTimeSpan).ticks),
    )
    .method("TimeSpan Negate()", (self) => new NetTimeSpan(-self.ticks))
    .method("TimeSpan Duration()", (self) => new NetTimeSpan(self.ticks < 0n ? -self.ticks : self.ticks))
    .method("string ToString()", (self) => self.toText())
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("int CompareTo(TimeSpan value)", (self, call) => self.compareTo(call.object(0, NetTimeSpan)) ?? 0)
    .method("bool Equals(TimeSpan obj)", (self, call) => self.equals(call.value(0)))
    .operator(
      "TimeSpan operator +(TimeSpan t1, TimeSpan t2)",
      (call) => new NetTimeSpan(call.object(0, NetTimeSpan).ticks + call.object(1, NetTimeSpan).ticks),
    )
    .operator(
      "TimeSpan operator -(TimeSpan t1, TimeSpan t2)",
      (call) => new NetTimeSpan(call.object(0, NetTimeSpan).ticks - call.object(1, NetTimeSpan).ticks),
    )
    .operator("TimeSpan operator -(TimeSpan t)", (call) => new NetTimeSpan(-call.object(0, NetTimeSpan).ticks))
    .operator("TimeSpan operator *(TimeSpan timeSpan, double factor)", (call) =>
      scaled(call.object(0, NetTimeSpan), call.number(1)),
    )
    .operator("TimeSpan operator *(double factor, TimeSpan timeSpan)", (call) =>
      scaled(call.object(1, NetTimeSpan), call.number(0)),
    )
    .operator("TimeSpan operator /(TimeSpan timeSpan, double divisor)", (call) =>
      scaled(call.object(0, NetTimeSpan), 1 / call.number(1)),
    )
    .operator("double operator /(TimeSpan t1, TimeSpan t2)", (call) =>
      double(Number(call.object(0, NetTimeSpan).ticks) / Number(call.object(1, NetTimeSpan).ticks)),
    )
    .staticProperty("long TicksPerDay", () => long(TICKS_PER_DAY))
    .staticProperty("long TicksPerHour", () => long(TICKS_PER_HOUR))
    .staticProperty("long TicksPerMinute", () => long(TICKS_PER_MINUTE))
    .staticProperty("long TicksPerSecond", () => long(TICKS_PER_SECOND))
    .staticProperty("long TicksPerMillisecond", () => long(TICKS_PER_MILLISECOND));
  for (const [unit, ticks] of UNITS) {
    type
      .property(`double Total${unit}s`, (self) => double(Number(self.ticks) / Number(ticks)))
      .static(`TimeSpan From${unit}s(double value)`, (call) => {
        if (Number.isNaN(call.number(0)))
          throw argumentException("TimeSpan does not accept floating point Not-a-Number values.");
        const total = spanOf(call.number(0), ticks);
        if (total === undefined) {
          throw exception("OverflowException", "TimeSpan overflowed because the duration is too long.");
        }
        return new NetTimeSpan(total);
      });
  }
  comparisons(type, "TimeSpan");
}

function spanIn(text: string): NetTimeSpan {
  const ticks = parseTimeSpan(text);
  if (ticks === undefined) throw formatException(`String '${text}' was not recognized as a valid TimeSpan.`);
  return new NetTimeSpan(ticks);
}

function scaled({ ticks }: NetTimeSpan, factor: number): NetTimeSpan {
  if (Number.isNaN(factor)) throw argumentException("TimeSpan does not accept floating point Not-a-Number values.");
  const product = Number(ticks) * factor;
  if (!(Math.abs(product) < 2 ** 63)) {
    throw exception("OverflowException", "TimeSpan overflowed because the duration is too long.");
  }
  return new NetTimeSpan(BigInt(Math.round(product)));
}

function zoneMembers(type: TypeBuilder<NetTimeZone>): void {
  const inZone = (zone: NetTimeZone, utc: bigint) =>
    new NetDateTime(utc + zone.offsetAt(utc), zone === UTC_ZONE ? "utc" : "unspecified");
  type
    .staticProperty("TimeZoneInfo Utc", () => UTC_ZONE)
    .staticProperty("TimeZoneInfo Local", () => UTC_ZONE)
    .static("TimeZoneInfo FindSystemTimeZoneById(string id)", (call) => findZone(call.text(0)))
    .static("DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)", (call) =>
      inZone(call.object(1, NetTimeZone), call.object(0, NetDateTime).ticks),
    )
    .static(
      "DateTime ConvertTimeToUtc(DateTime dateTime)",
      (call) => new NetDateTime(call.object(0, NetDateTime).ticks, "utc"),
    )
    .static("DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)", (call) => {
      const zone = call.object(1, NetTimeZone);
      return new NetDateTime(utcFrom(call.object(0, NetDateTime), zone), "utc");
    })
    .static("DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)", (call) =>
      inZone(call.object(1, NetTimeZone), call.object(0, NetDateTime).ticks),
    )
    .static(
      "DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)",
      (call) => inZone(call.object(2, NetTimeZone), utcFrom(call.object(0, NetDateTime), call.object(1, NetTimeZone))),
    )
    .static("DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)", (call) => {
      const utc = call.object(0, NetDateTimeOffset).utcTicks;
      const offset = call.object(1, NetTimeZone).offsetAt(utc);
      return new NetDateTimeOffset(utc + offset, offset);
    })
    .static("DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)", (call) =>
      inZone(findZone(call.text(1)), call.object(0, NetDateTime).ticks),
    )
    .static(
      "DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId)",
      (call) => {
        const utc = call.object(0, NetDateTimeOffset).utcTicks;
        const offset = findZone(call.text(1)).offsetAt(utc);
        return new NetDateTimeOffset(utc + offset, offset);
      },
    )
    .static(
      "DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)",
      (call) => inZone(findZone(call.text(2)), utcFrom(call.object(0, NetDateTime), findZone(call.text(1)))),
    )
    .property("TimeSpan BaseUtcOffset", (self, call) => new NetTimeSpan(self.baseOffset(call.runtime.utcNowTicks())))
    .property("bool SupportsDaylightSavingTime", (self, call) => self.hasDaylightSavingTime(call.runtime.utcNowTicks()))
    .method("string ToString()", () => {
      throw new UnsupportedError("TimeZoneInfo.ToString");
    })
    .property("string Id", (self) => self.id)
    .method(
      "TimeSpan GetUtcOffset(DateTime dateTime)",
      (self, call) => new NetTimeSpan(self.offsetAtLocal(localIn(self, call))),
    )
    .method(
      "TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset)",
      (self, call) => new NetTimeSpan(self.offsetAt(call.object(0, NetDateTimeOffset).utcTicks)),
    )
    .method("bool IsDaylightSavingTime(DateTime dateTime)", (self, call) => {
      const local = localIn(self, call);
      return self.offsetAtLocal(local) !== self.baseOffset(local);
    });
}

function localIn(zone: NetTimeZone, call: Call): bigint {
  const { ticks, kind } = call.object(0, NetDateTime);
  return kind === "unspecified" ? ticks : ticks + zone.offsetAt(ticks);
}

function utcFrom({ ticks, kind }: NetDateTime, zone: NetTimeZone): bigint {
  if (kind !== "unspecified" && zone !== UTC_ZONE) {
    throw argumentException(
      "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly. (Parameter 'sourceTimeZone')",
    );
  }
  if (zone.isInvalid(ticks)) {
    throw argumentException("The supplied DateTime represents an invalid time. (Parameter 'dateTime')");
  }
  return ticks - zone.offsetAtLocal(ticks);
}

function fromUnix(value: bigint, unit: bigint, parameter: string): NetDateTimeOffset {
  const ticks = UNIX_EPOCH_TICKS + value * unit;
  if (ticks < 0n || ticks > 3_155_378_975_999_999_999n) throw argumentOutOfRange(parameter);
  return new NetDateTimeOffset(ticks, 0n);
}

function offsetFrom(call: Call, index: number): bigint {
  const { ticks } = call.object(index, NetTimeSpan);
  if (ticks % TICKS_PER_MINUTE !== 0n)
    throw argumentException("Offset must be specified in whole minutes. (Parameter 'offset')");
  const size = ticks < 0n ? -ticks : ticks;
  if (size > 14n * TICKS_PER_HOUR) throw argumentOutOfRange("offset", "Offset must be within plus or minus 14 hours.");
  return ticks;
}

interface CheckedTime {
  readonly year: number | undefined;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly hour: number | undefined;
  readonly minute: number | undefined;
  readonly second: number | undefined;
  readonly fraction: number;
}

function checkedTicks({ year = 0, month = 0, day = 0, hour, minute, second, fraction }: CheckedTime): bigint {
  const ticks = ticksOf({ year, month, day, hour, minute, second, ticks: fraction * 10_000 });
  if (ticks === undefined || fraction < 0 || fraction > 999) {
    throw exception(
      "ArgumentOutOfRangeException",
      "Year, Month, and Day parameters describe an un-representable DateTime.",
    );
  }
  return ticks;
}

function ints(call: Call, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (typeof call.value(index) === "number" ? call.int(index) : 0));
}

function span(days = 0, hours = 0, minutes = 0, seconds = 0, fraction = 0): NetTimeSpan {
  const total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  return new NetTimeSpan(BigInt(total) * TICKS_PER_SECOND + BigInt(fraction) * TICKS_PER_MILLISECOND);
}

function midnight(ticks: bigint): bigint {
  return ticks - (ticks % TICKS_PER_DAY);
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

const UNITS: readonly (readonly [string, bigint])[] = [
  ["Day", TICKS_PER_DAY],
  ["Hour", TICKS_PER_HOUR],
  ["Minute", TICKS_PER_MINUTE],
  ["Second", TICKS_PER_SECOND],
  ["Millisecond", TICKS_PER_MILLISECOND],
];

const FILE_TIME = 504_911_232_000_000_000n;
