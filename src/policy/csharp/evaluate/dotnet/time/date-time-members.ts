import { type Call } from "../../contract/call";
import { enumValue, type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { long, NetEnum } from "../../contract/values";
import { daysInMonth, isLeapYear, UNIX_EPOCH_TICKS } from "./calendar";
import { type ParsedDate } from "./date-parse";
import { type DateKind, NetDateTime } from "./values";
import { parsers, STYLES } from "./parsers";
import { clockMembers, midnight } from "./clock-members";
import { ints, checkedTicks } from "./checked-time";

const KINDS: readonly DateKind[] = ["unspecified", "utc", "local"];

export function dateTimeMembers(type: TypeBuilder<NetDateTime>): void {
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

export const FILE_TIME = 504_911_232_000_000_000n;
