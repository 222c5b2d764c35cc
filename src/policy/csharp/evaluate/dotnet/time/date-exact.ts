import { calendarTime, dayOfWeek, TICKS_PER_MINUTE, ticksOf } from "./calendar";
import { quoted, runLength } from "./custom-format";
import { DAYS, MONTHS, standardDateFormat } from "./date-format";
import { type ParsedDate } from "./date-parse";

/**
 * Text in exactly a standard or custom format, as `DateTime.ParseExact` reads it in the invariant culture. Undefined for what is not in it.
 *
 * @param today the ticks of the day that a time alone belongs to
 */
export function parseExactDate(text: string, format: string, today: bigint): ParsedDate | undefined {
  const custom = format.length === 1 ? standardDateFormat(format) : format;
  if (custom === undefined || custom === "" || text.length > MAX_LENGTH || custom.length > MAX_LENGTH) return undefined;
  const found: Found = {};
  let at = 0;
  /** Reads what a pattern matches next. */
  const take = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(text.slice(at));
    if (match === null) return undefined;
    at += match[0].length;
    return match[0];
  };
  for (let index = 0; index < custom.length;) {
    const char = custom.charAt(index);
    const length = runLength(custom, index);
    let used = length;
    if (char === "'" || char === '"') {
      const literal = quoted(custom, index);
      if (!text.startsWith(literal.text, at)) return undefined;
      at += literal.text.length;
      used = literal.end - index;
    } else if (char === "\\") {
      if (text[at++] !== custom[index + 1]) return undefined;
      used = 2;
    } else if (char === "%") {
      used = 1;
    } else if (FIELDS.has(char)) {
      const value = take(patternOf(char, length));
      if (value === undefined || !set(found, char, length, value)) return undefined;
    } else {
      used = 1;
      if (text[at++] !== char) return undefined;
    }
    index += used;
  }
  return at === text.length ? dateOf(found, today) : undefined;
}

interface Found {
  year?: number;
  month?: number;
  day?: number;
  weekday?: number;
  hour?: number;
  isAfternoon?: boolean;
  hasHalf?: boolean;
  minute?: number;
  second?: number;
  ticks?: number;
  zone?: string;
}

const FIELDS: ReadonlySet<string> = new Set("yMdHhmsfFtzK");

function patternOf(char: string, length: number): RegExp {
  const digits = (count: string): RegExp => new RegExp(`^\\d{${count}}`);
  switch (char) {
    case "y":
      return digits(length <= 2 ? (length === 1 ? "1,2" : "2") : String(length));
    case "M":
    case "d":
      if (length > 2) {
        const names = char === "M" ? MONTHS : DAYS;
        return new RegExp(`^(?:${names.map((name) => (length === 3 ? name.slice(0, 3) : name)).join("|")})`, "i");
      }
      return digits(length === 1 ? "1,2" : "2");
    case "f":
      return digits(String(length));
    case "F":
      return digits(`0,${length}`);
    case "t":
      return length === 1 ? /^[AP]/i : /^[AP]M/i;
    case "z":
      return length === 1 ? /^[+-]\d{1,2}/ : length === 2 ? /^[+-]\d{2}/ : /^(?:[+-]\d{2}:?\d{2}|Z)/;
    case "K":
      return /^(?:Z|[+-]\d{2}:?\d{2})?/;
    default:
      return digits(length === 1 ? "1,2" : "2");
  }
}

/** Whether a field has no other value yet. */
function set(found: Found, char: string, length: number, value: string): boolean {
  const number = Number(value);
  const put = <K extends keyof Found>(key: K, next: Found[K]): boolean => {
    if (found[key] !== undefined && found[key] !== next) return false;
    found[key] = next;
    return true;
  };
  const named = (names: readonly string[]): number =>
    names.findIndex((name) => name.slice(0, 3).toLowerCase() === value.slice(0, 3).toLowerCase());
  switch (char) {
    case "y":
      return put("year", length > 2 ? number : number + (number < 50 ? 2000 : 1900));
    case "M":
      return put("month", length > 2 ? named(MONTHS) + 1 : number);
    case "d":
      return length > 2 ? put("weekday", named(DAYS)) : put("day", number);
    case "H":
      return put("hour", number);
    case "h":
      found.hasHalf = true;
      return number >= 1 && number <= 12 && put("hour", number % 12);
    case "m":
      return put("minute", number);
    case "s":
      return put("second", number);
    case "f":
    case "F":
      return length <= 7 && put("ticks", Number(value.padEnd(7, "0")));
    case "t":
      return put("isAfternoon", value.toUpperCase().startsWith("P"));
    default:
      return put("zone", value);
  }
}

function dateOf(found: Found, today: bigint): ParsedDate | undefined {
  const { month = 1, day = 1, minute = 0, second = 0, ticks = 0, zone = "" } = found;
  const hour = (found.hour ?? 0) + (found.hasHalf === true && found.isAfternoon === true ? 12 : 0);
  const isTimeAlone = found.year === undefined && found.month === undefined && found.day === undefined;
  const thisYear = calendarTime(today).year;
  const date = ticksOf({ year: found.year ?? (isTimeAlone ? 1 : thisYear), month, day, hour, minute, second, ticks });
  if (date === undefined) return undefined;
  const whole = isTimeAlone ? today + date : date;
  if (found.weekday !== undefined && dayOfWeek(whole) !== found.weekday) return undefined;
  if (zone === "") return { ticks: whole, offset: undefined, isUtc: false };
  if (zone === "Z") return { ticks: whole, offset: 0n, isUtc: true };
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  const size = Number(hours) * 60 + Number(minutes);
  if (sign === undefined || size > 14 * 60) return undefined;
  return { ticks: whole, offset: BigInt(sign === "-" ? -size : size) * TICKS_PER_MINUTE, isUtc: false };
}

/** Characters of a text or a format. */
const MAX_LENGTH = 100;
