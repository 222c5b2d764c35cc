import { formatException } from "../errors";
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from "./calendar";
import { INVALID_FORMAT, writeCustom } from "./custom-format";

/** A time span in a format of .NET: `c`, `g`, `G` or a custom one. */
export function formatTimeSpan(ticks: bigint, format?: string): string {
  const parts = partsOf(ticks);
  const { days, hours, minutes, seconds, fraction } = parts;
  const sign = ticks < 0n ? "-" : "";
  const clock = `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}`;
  switch (format ?? "") {
    case "":
    case "c":
    case "t":
    case "T":
      return `${sign}${days > 0n ? `${days}.` : ""}${clock}${fraction > 0n ? `.${pad(fraction, 7)}` : ""}`;
    case "g": {
      const rest = pad(fraction, 7).replace(/0+$/, "");
      return `${sign}${days > 0n ? `${days}:` : ""}${hours}:${pad(minutes, 2)}:${pad(seconds, 2)}${rest && `.${rest}`}`;
    }
    case "G":
      return `${sign}${days}:${clock}.${pad(fraction, 7)}`;
  }
  if (format!.length === 1) throw formatException(INVALID_FORMAT);
  return custom(parts, format!);
}

/** Text as `TimeSpan.Parse` reads it: `[-][d.]hh:mm[:ss[.fffffff]]`, or days alone. Undefined for any other. */
export function parseTimeSpan(text: string): bigint | undefined {
  const match =
    /^\s*(-)?(?:(\d{1,8})|(?:(\d{1,8})(?:\.|:(?=\d+:\d+:\d)))?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?)\s*$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, sign, alone, days, hours, minutes, seconds, fraction] = match;
  if (Number(hours ?? 0) > 23 || Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return undefined;
  const ticks =
    BigInt(alone ?? days ?? 0) * TICKS_PER_DAY +
    BigInt(hours ?? 0) * TICKS_PER_HOUR +
    BigInt(minutes ?? 0) * TICKS_PER_MINUTE +
    BigInt(seconds ?? 0) * TICKS_PER_SECOND +
    BigInt((fraction ?? "").padEnd(7, "0"));
  return ticks > MAX_SPAN ? undefined : sign === "-" ? -ticks : ticks;
}

/** The ticks of a number of units. Undefined where .NET has an overflow. */
export function spanOf(value: number, ticksPerUnit: bigint): bigint | undefined {
  const ticks = value * Number(ticksPerUnit);
  if (!(Math.abs(ticks) < Number(MAX_SPAN))) return undefined;
  const whole = Number.isInteger(value) ? BigInt(value) * ticksPerUnit : BigInt(Math.trunc(ticks));
  return whole;
}

interface SpanParts {
  readonly days: bigint;
  readonly hours: bigint;
  readonly minutes: bigint;
  readonly seconds: bigint;
  readonly fraction: bigint;
}

function partsOf(ticks: bigint): SpanParts {
  const size = ticks < 0n ? -ticks : ticks;
  return {
    days: size / TICKS_PER_DAY,
    hours: (size / TICKS_PER_HOUR) % 24n,
    minutes: (size / TICKS_PER_MINUTE) % 60n,
    seconds: (size / TICKS_PER_SECOND) % 60n,
    fraction: size % TICKS_PER_SECOND,
  };
}

/** A custom format writes no sign. */
function custom({ days, hours, minutes, seconds, fraction }: SpanParts, format: string): string {
  const clock: Readonly<Record<string, bigint>> = { h: hours, m: minutes, s: seconds };
  return writeCustom(format, (text, sign, length) => {
    if (sign === "d") return text + pad(days, Math.min(length, 8));
    const part = clock[sign];
    const isFraction = sign === "f" || sign === "F";
    if (length > (isFraction ? 7 : 2) || (part === undefined && !isFraction)) throw formatException(INVALID_FORMAT);
    if (part !== undefined) return text + pad(part, length);
    const digits = pad(fraction, 7).slice(0, length);
    return text + (sign === "f" ? digits : digits.replace(/0+$/, ""));
  });
}

function pad(value: bigint, length: number): string {
  return value.toString().padStart(length, "0");
}

const MAX_SPAN = 9_223_372_036_854_775_807n;
