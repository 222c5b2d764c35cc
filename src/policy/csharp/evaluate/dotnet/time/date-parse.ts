import { TICKS_PER_MINUTE, ticksOf } from "./calendar";
import { MONTHS } from "./date-format";

/** A date as a text says it. */
export interface ParsedDate {
  /** As the clock shows it. */
  readonly ticks: bigint;
  /** The ticks from UTC, if the text says them; 0 for `Z`. */
  readonly offset: bigint | undefined;
  readonly isUtc: boolean;
}

/**
 * Text as `DateTime.Parse` reads it in the invariant culture: ISO 8601, `MM/dd/yyyy`, RFC 1123 and dates with the name of the month, each with or
 * without a time. Undefined for what is none of them.
 *
 * @param today the ticks of the day that a time alone belongs to
 */
export function parseDate(text: string, today: bigint): ParsedDate | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) return undefined;
  for (const pattern of DATES) {
    const match = pattern.exec(trimmed);
    if (match !== null) return dateFrom(match.groups ?? {}, trimmed.slice(match[0].length), today);
  }
  return TIME_ALONE.test(trimmed) ? dateFrom({}, trimmed, today) : undefined;
}

/** Text as Json.NET makes a date of a string: ISO 8601 with a time, and `/Date(…)/` is left alone. */
export function parseIsoDate(text: string): ParsedDate | undefined {
  if (text.length < 19 || text.length > 40 || text[10] !== "T") return undefined;
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  return withZone(
    ticksOf({
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      ticks: ticksOfFraction(fraction ?? ""),
    }),
    zone ?? "",
  );
}

function dateFrom(
  parts: Readonly<Record<string, string | undefined>>,
  rest: string,
  today: bigint,
): ParsedDate | undefined {
  const time = TIME.exec(rest);
  if (time === null) return undefined;
  const [, hour, minute, second, fraction, half, zone] = time;
  let hours = Number(hour ?? 0);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = (hours % 12) + (half.toUpperCase().startsWith("P") ? 12 : 0);
  }
  const month = parts["name"] === undefined ? Number(parts["month"]) : monthNamed(parts["name"]);
  const clock = {
    hour: hours,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    ticks: ticksOfFraction(fraction ?? ""),
  };
  if (parts["year"] === undefined) {
    const ticks = ticksOf({ year: 1, month: 1, day: 1, ...clock });
    return ticks === undefined ? undefined : withZone(today + ticks, zone ?? "");
  }
  const year = Number(parts["year"]) + (parts["year"].length > 2 ? 0 : Number(parts["year"]) < 50 ? 2000 : 1900);
  return withZone(ticksOf({ year, month, day: Number(parts["day"] ?? 1), ...clock }), zone ?? "");
}

function withZone(ticks: bigint | undefined, zone: string): ParsedDate | undefined {
  if (ticks === undefined) return undefined;
  if (zone === "") return { ticks, offset: undefined, isUtc: false };
  if (/^(?:Z|GMT|UTC)$/i.test(zone)) return { ticks, offset: 0n, isUtc: true };
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > 14 * 60 || Number(match[3] ?? 0) > 59) return undefined;
  const offset = BigInt(minutes) * TICKS_PER_MINUTE;
  return { ticks, offset: match[1] === "-" ? -offset : offset, isUtc: false };
}

function ticksOfFraction(digits: string): number {
  const ticks = Number(digits.slice(0, 7).padEnd(7, "0"));
  return Number(digits[7] ?? 0) >= 5 && ticks < 9_999_999 ? ticks + 1 : ticks;
}

/** 0 for what is no name of a month. */
function monthNamed(name: string): number {
  const lower = name.toLowerCase();
  return MONTHS.findIndex((month) => month.toLowerCase() === lower || month.slice(0, 3).toLowerCase() === lower) + 1;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,16}))?(Z|[+-]\d\d(?::?\d\d)?)?$/;

const WEEKDAY = "(?:(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,? +)?";

const DATES: readonly RegExp[] = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/,
  new RegExp(`^${WEEKDAY}(?<month>\\d{1,2})[-/.](?<day>\\d{1,2})[-/.](?<year>\\d{4}|\\d{2})(?!\\d)`, "i"),
  new RegExp(`^${WEEKDAY}(?<day>\\d{1,2})[ -](?<name>[a-z]{3,9}),?[ -](?<year>\\d{4}|\\d{2})(?!\\d)`, "i"),
  new RegExp(`^${WEEKDAY}(?<name>[a-z]{3,9}) +(?<day>\\d{1,2}),? +(?<year>\\d{4})(?!\\d)`, "i"),
  /^(?<year>\d{4})-(?<month>\d{2})(?!\d|-)/,
];

const TIME =
  /^(?:(?:T|[ ,]+)?(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,16}))?)?|(?= *[ap]))? *([AP]M?)?)? *(Z|GMT|UTC|[+-]\d{1,2}(?::?\d{2})?)?$/i;

const TIME_ALONE = /^\d{1,2}(?::| *[ap])/i;

/** Characters that a date can have. */
const MAX_LENGTH = 100;
