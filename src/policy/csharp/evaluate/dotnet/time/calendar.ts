/** Days and times in ticks of 100 nanoseconds since 0001-01-01, as .NET counts them. */
export const TICKS_PER_MILLISECOND = 10_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MINUTE = 600_000_000n;
export const TICKS_PER_HOUR = 36_000_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;

/** The last tick of the year 9999. */
export const MAX_TICKS = 3_155_378_975_999_999_999n;

/** The ticks of 1970-01-01. */
export const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;

/** A day and a time, as a calendar writes them. */
export interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** The part of the second, in ticks. */
  readonly ticks: number;
}

export function calendarTime(ticks: bigint): CalendarTime {
  const [year, month, day] = dateOfDays(Number(ticks / TICKS_PER_DAY));
  const rest = Number(ticks % TICKS_PER_DAY);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 36e9),
    minute: Math.floor(rest / 6e8) % 60,
    second: Math.floor(rest / 1e7) % 60,
    ticks: rest % 1e7,
  };
}

/** Undefined for a time that no calendar has. */
export function ticksOf(
  time: Partial<CalendarTime> & Pick<CalendarTime, "year" | "month" | "day">,
): bigint | undefined {
  const { year, month, day, hour = 0, minute = 0, second = 0, ticks = 0 } = time;
  const isIn = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  if (!isIn(year, 1, 9999) || !isIn(month, 1, 12) || !isIn(day, 1, daysInMonth(year, month))) return undefined;
  if (!isIn(hour, 0, 23) || !isIn(minute, 0, 59) || !isIn(second, 0, 59)) return undefined;
  const days = daysOfDate(year, month, day);
  return BigInt(days) * TICKS_PER_DAY + BigInt(hour * 3600 + minute * 60 + second) * TICKS_PER_SECOND + BigInt(ticks);
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : DAYS[month - 1]!;
}

/** 0 for Sunday. */
export function dayOfWeek(ticks: bigint): number {
  return Number((ticks / TICKS_PER_DAY + 1n) % 7n);
}

export function dayOfYear(ticks: bigint): number {
  const { year, month, day } = calendarTime(ticks);
  return daysOfDate(year, month, day) - daysOfDate(year, 1, 1) + 1;
}

/** Another month, with the day of the month as far as the month has it. Undefined outside of the calendar. */
export function addMonths(ticks: bigint, months: number): bigint | undefined {
  const { year, month, day } = calendarTime(ticks);
  const index = year * 12 + month - 1 + months;
  const newYear = Math.floor(index / 12);
  const newMonth = index - newYear * 12 + 1;
  if (newYear < 1 || newYear > 9999) return undefined;
  const date = ticksOf({ year: newYear, month: newMonth, day: Math.min(day, daysInMonth(newYear, newMonth)) });
  return date === undefined ? undefined : date + (ticks % TICKS_PER_DAY);
}

function daysOfDate(year: number, month: number, day: number): number {
  const past = year - 1;
  let days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) + day - 1;
  for (let earlier = 1; earlier < month; earlier++) days += daysInMonth(year, earlier);
  return days;
}

function dateOfDays(days: number): [year: number, month: number, day: number] {
  let year = Math.floor(days / 365.2425) + 1;
  if (daysOfDate(year, 1, 1) > days) year--;
  else if (daysOfDate(year + 1, 1, 1) <= days) year++;
  let rest = days - daysOfDate(year, 1, 1);
  let month = 1;
  while (rest >= daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return [year, month, rest + 1];
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
