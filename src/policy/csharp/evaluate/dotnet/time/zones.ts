import { exception } from "../../contract/errors";
import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import { TICKS_PER_MILLISECOND, TICKS_PER_SECOND, UNIX_EPOCH_TICKS } from "./calendar";
import { WINDOWS_ZONES } from "./windows-zones";

/** A `TimeZoneInfo`. Its rules are those of the time zone database in JavaScript's `Intl`. */
export class NetTimeZone extends NetObject {
  private readonly clock: Intl.DateTimeFormat | undefined;

  /** @param zone the name of IANA; none for UTC */
  public constructor(
    public readonly id: string,
    zone: string | undefined,
  ) {
    super();
    this.clock = zone === undefined ? undefined : clockOf(zone);
  }

  public get type(): NetType {
    return typeNamed("System.TimeZoneInfo");
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetTimeZone && other.id === this.id;
  }

  public override get key(): string {
    return `TimeZoneInfo:${this.id}`;
  }

  /** The ticks from UTC at a time of UTC. */
  public offsetAt(utcTicks: bigint): bigint {
    if (this.clock === undefined) return 0n;
    const seconds = (utcTicks - UNIX_EPOCH_TICKS) / TICKS_PER_SECOND;
    const parts = new Map(
      this.clock.formatToParts(Number(seconds) * 1000).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const local = new Date(0);
    local.setUTCFullYear(part("year"), part("month") - 1, part("day"));
    local.setUTCHours(part("hour") % 24, part("minute"), part("second"));
    return BigInt(local.getTime()) * TICKS_PER_MILLISECOND - seconds * TICKS_PER_SECOND;
  }

  /** The ticks from UTC when the clock shows a time; of two, the standard one. */
  public offsetAtLocal(localTicks: bigint): bigint {
    const base = this.baseOffset(localTicks);
    const candidates = [base, this.offsetAt(localTicks - base), this.offsetAt(localTicks - base - HOUR)];
    const valid = candidates.filter((offset) => this.offsetAt(localTicks - offset) === offset);
    if (valid.includes(base)) return base;
    return valid[0] ?? base;
  }

  /** Whether the clock never shows a time, because it is set forward. */
  public isInvalid(localTicks: bigint): boolean {
    const offset = this.offsetAtLocal(localTicks);
    return this.offsetAt(localTicks - offset) !== offset;
  }

  /** Whether the clock is set in the year of a time. */
  public hasDaylightSavingTime(ticks: bigint): boolean {
    const start = ticks - (ticks % YEAR);
    return this.offsetAt(start) !== this.offsetAt(start + YEAR / 2n);
  }

  /** The offset without daylight saving time in the year of a time: the smaller one of January and July. */
  public baseOffset(ticks: bigint): bigint {
    const january = this.offsetAt(ticks - (ticks % YEAR));
    const july = this.offsetAt(ticks - (ticks % YEAR) + YEAR / 2n);
    return january < july ? january : july;
  }
}

export const UTC_ZONE = new NetTimeZone("UTC", undefined);

/** `FindSystemTimeZoneById`: names of Windows and of IANA. */
export function findZone(id: string): NetTimeZone {
  if (/^(?:UTC|Etc\/UTC|GMT Standard Time UTC)$/i.test(id)) return UTC_ZONE;
  const zone = WINDOWS_ZONES.get(id.toLowerCase()) ?? (/^[A-Za-z]+(?:\/[\w+-]+)+$/.test(id) ? id : undefined);
  if (zone !== undefined) {
    try {
      return new NetTimeZone(id, zone);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw exception("TimeZoneNotFoundException", `The time zone ID '${id}' was not found on the local computer.`);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    if (clocks.size >= MAX_CLOCKS) clocks.clear();
    clocks.set(zone, clock);
  }
  return clock;
}

const HOUR = 36_000_000_000n;
const YEAR = 315_569_520_000_000n;
const MAX_CLOCKS = 500;
