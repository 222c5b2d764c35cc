import { formatException } from "../errors";
import { INVALID_FORMAT, writeCustom } from "./custom-format";
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
  if (pattern === undefined || (format === "U" && date.kind === "offset")) throw formatException(INVALID_FORMAT);
  const isShift = UTC_FORMATS.includes(format) && (date.kind === "offset" || format === "U");
  return custom(isShift ? { ticks: date.ticks - date.offset, offset: 0n, kind: "utc" } : date, pattern);
}

/** The custom format that a standard one is short for; undefined for what is none. */
export function standardDateFormat(format: string): string | undefined {
  return STANDARD.get(format);
}

function custom(date: DateToFormat, format: string): string {
  const time = calendarTime(date.ticks);
  return writeCustom(format, (text, sign, length) => {
    switch (sign) {
      case "y":
        return text + year(time.year, length);
      case "M":
        return (
          text + (length > 2 ? MONTHS[time.month - 1]!.slice(0, length > 3 ? undefined : 3) : pad(time.month, length))
        );
      case "d": {
        const name = DAYS[dayOfWeek(date.ticks)]!;
        return text + (length > 2 ? name.slice(0, length > 3 ? undefined : 3) : pad(time.day, length));
      }
      case "H":
        return text + pad(time.hour, Math.min(length, 2));
      case "h":
        return text + pad(time.hour % 12 === 0 ? 12 : time.hour % 12, Math.min(length, 2));
      case "m":
        return text + pad(time.minute, Math.min(length, 2));
      case "s":
        return text + pad(time.second, Math.min(length, 2));
      case "f":
      case "F": {
        if (length > 7) throw formatException(INVALID_FORMAT);
        const digits = pad(time.ticks, 7).slice(0, length);
        const shown = sign === "f" ? digits : digits.replace(/0+$/, "");
        return (shown === "" && text.endsWith(".") ? text.slice(0, -1) : text) + shown;
      }
      case "t":
        return text + (time.hour < 12 ? "AM" : "PM").slice(0, Math.min(length, 2));
      case "g":
        return `${text}A.D.`;
      case "z":
        return text + offset(date.offset, length);
      case "K":
        if (date.kind === "utc") return text + "Z".repeat(length);
        return date.kind === "unspecified" ? text : text + offset(date.offset, 3).repeat(length);
      default:
        return text + sign;
    }
  });
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
