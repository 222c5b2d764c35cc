import { chargeItems } from "../../contract/meter";
import { formatException } from "../errors";
import { calendarTime, dayOfWeek, TICKS_PER_MINUTE } from "./calendar";

/** What a date is formatted with. */
export interface DateToFormat {
  /** As the clock shows it: of a `DateTimeOffset` with its offset. */
  readonly ticks: bigint;
  /** The ticks from UTC that `zzz` writes. */
  readonly offset: bigint;
  readonly kind: "utc" | "local" | "unspecified" | "offset";
}

/**
 * A date in a standard or custom format of .NET, in the invariant culture.
 *
 * @throws a `FormatException`
 */
export function formatDate(date: DateToFormat, format?: string): string {
  if (format === undefined || format === "") {
    return custom(date, date.kind === "offset" ? "MM/dd/yyyy HH:mm:ss zzz" : "MM/dd/yyyy HH:mm:ss");
  }
  if (format.length > 1) return custom(date, format);
  const pattern = STANDARD.get(format);
  if (pattern === undefined || (format === "U" && date.kind === "offset")) throw formatException(INVALID);
  const isShift = UTC_FORMATS.includes(format) && (date.kind === "offset" || format === "U");
  return custom(isShift ? { ticks: date.ticks - date.offset, offset: 0n, kind: "utc" } : date, pattern);
}

/** The custom format that a standard one is short for; undefined for what is none. */
export function standardDateFormat(format: string): string | undefined {
  return STANDARD.get(format);
}

function custom(date: DateToFormat, format: string): string {
  chargeItems(format.length);
  const time = calendarTime(date.ticks);
  let text = "";
  for (let index = 0; index < format.length;) {
    const char = format[index]!;
    const length = runLength(format, index);
    let used = length;
    switch (char) {
      case "y":
        text += year(time.year, length);
        break;
      case "M":
        text += length > 2 ? MONTHS[time.month - 1]!.slice(0, length > 3 ? undefined : 3) : pad(time.month, length);
        break;
      case "d": {
        const name = DAYS[dayOfWeek(date.ticks)]!;
        text += length > 2 ? name.slice(0, length > 3 ? undefined : 3) : pad(time.day, length);
        break;
      }
      case "H":
        text += pad(time.hour, Math.min(length, 2));
        break;
      case "h":
        text += pad(time.hour % 12 === 0 ? 12 : time.hour % 12, Math.min(length, 2));
        break;
      case "m":
        text += pad(time.minute, Math.min(length, 2));
        break;
      case "s":
        text += pad(time.second, Math.min(length, 2));
        break;
      case "f":
      case "F": {
        if (length > 7) throw formatException(INVALID);
        const digits = pad(time.ticks, 7).slice(0, length);
        const shown = char === "f" ? digits : digits.replace(/0+$/, "");
        if (shown === "" && text.endsWith(".")) text = text.slice(0, -1);
        text += shown;
        break;
      }
      case "t":
        text += (time.hour < 12 ? "AM" : "PM").slice(0, Math.min(length, 2));
        break;
      case "g":
        text += "A.D.";
        break;
      case "z":
        text += offset(date.offset, length);
        break;
      case "K":
        if (date.kind === "utc") text += "Z".repeat(length);
        else if (date.kind !== "unspecified") text += offset(date.offset, 3).repeat(length);
        break;
      case "'":
      case '"': {
        const literal = quoted(format, index);
        text += literal.text;
        used = literal.end - index;
        break;
      }
      case "\\":
        if (index + 1 >= format.length) throw formatException(INVALID);
        text += format[index + 1]!;
        used = 2;
        break;
      case "%": {
        const next = format[index + 1];
        if (next === undefined || next === "%") throw formatException(INVALID);
        text += custom(date, next);
        used = 2;
        break;
      }
      default:
        text += char;
        used = 1;
    }
    index += used;
  }
  return text;
}

/** What is between two quotes, where a backslash escapes. */
export function quoted(format: string, start: number): { text: string; end: number } {
  let text = "";
  for (let index = start + 1; index < format.length; index++) {
    const char = format[index]!;
    if (char === format[start]) return { text, end: index + 1 };
    if (char === "\\") index++;
    text += format[index] ?? "";
  }
  throw formatException(INVALID);
}

/** How often a letter repeats that means something else then; 1 for any other sign, so that a long run of them is not counted at each. */
export function runLength(format: string, start: number): number {
  if (!"yMdHhmsfFtgzK".includes(format.charAt(start))) return 1;
  let end = start + 1;
  while (format[end] === format[start]) end++;
  return end - start;
}

/** The pattern of a standard format. */
export function standardDatePattern(format: string): string | undefined {
  return STANDARD.get(format);
}

function year(value: number, length: number): string {
  return length <= 2 ? pad(value % 100, length) : pad(value, length);
}

function offset(ticks: bigint, length: number): string {
  const minutes = Number((ticks < 0n ? -ticks : ticks) / TICKS_PER_MINUTE);
  const hours = Math.floor(minutes / 60);
  const text = (ticks < 0n ? "-" : "+") + pad(hours, Math.min(length, 2));
  return length > 2 ? `${text}:${pad(minutes % 60, 2)}` : text;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

export const DAYS: readonly string[] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const LONG_DATE = "dddd, dd MMMM yyyy";
const ROUND_TRIP = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK";
const RFC1123 = "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";

const STANDARD: ReadonlyMap<string, string> = new Map([
  ["d", "MM/dd/yyyy"],
  ["D", LONG_DATE],
  ["f", `${LONG_DATE} HH:mm`],
  ["F", `${LONG_DATE} HH:mm:ss`],
  ["g", "MM/dd/yyyy HH:mm"],
  ["G", "MM/dd/yyyy HH:mm:ss"],
  ["m", "MMMM dd"],
  ["M", "MMMM dd"],
  ["o", ROUND_TRIP],
  ["O", ROUND_TRIP],
  ["r", RFC1123],
  ["R", RFC1123],
  ["s", "yyyy'-'MM'-'dd'T'HH':'mm':'ss"],
  ["t", "HH:mm"],
  ["T", "HH:mm:ss"],
  ["u", "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"],
  ["U", `${LONG_DATE} HH:mm:ss`],
  ["y", "yyyy MMMM"],
  ["Y", "yyyy MMMM"],
]);

/** The formats that write the time of UTC. */
const UTC_FORMATS: readonly string[] = ["r", "R", "u", "U"];

const INVALID = "Input string was not in a correct format.";
