import { argumentOutOfRange } from "../../contract/errors";
import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import { overflow } from "../errors";
import { MAX_TICKS } from "./calendar";
import { formatDate } from "./date-format";
import { formatTimeSpan } from "./time-span";

/** The values of `DateTimeKind`, in its order. */
export type DateKind = "unspecified" | "utc" | "local";

/** A `DateTime`. */
export class NetDateTime extends NetObject {
  public constructor(
    public readonly ticks: bigint,
    public readonly kind: DateKind,
  ) {
    super();
    if (ticks < 0n || ticks > MAX_TICKS) {
      throw argumentOutOfRange("ticks", "The added or subtracted value results in an un-representable DateTime.");
    }
  }

  public get type(): NetType {
    return typeNamed("System.DateTime");
  }

  public override toText(): string {
    return this.format(null);
  }

  public override format(format: string | null): string {
    return formatDate({ ticks: this.ticks, offset: 0n, kind: this.kind }, format ?? undefined);
  }

  /** The kind does not count. */
  public override equals(other: NetValue): boolean {
    return other instanceof NetDateTime && other.ticks === this.ticks;
  }

  public override hashCode(): number {
    return hashOfTicks(this.ticks);
  }

  public override get key(): string {
    return `DateTime:${this.ticks}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    return other instanceof NetDateTime ? compare(this.ticks, other.ticks) : undefined;
  }
}

/** A `DateTimeOffset`. */
export class NetDateTimeOffset extends NetObject {
  /**
   * @param ticks what the clock shows there
   * @param offset the ticks from UTC
   */
  public constructor(
    public readonly ticks: bigint,
    public readonly offset: bigint,
  ) {
    super();
    const utc = ticks - offset;
    if (ticks < 0n || ticks > MAX_TICKS || utc < 0n || utc > MAX_TICKS) {
      throw argumentOutOfRange(
        "offset",
        "The UTC time represented when the offset is applied must be between year 0 and 10,000.",
      );
    }
  }

  public get type(): NetType {
    return typeNamed("System.DateTimeOffset");
  }

  public get utcTicks(): bigint {
    return this.ticks - this.offset;
  }

  public override toText(): string {
    return this.format(null);
  }

  public override format(format: string | null): string {
    return formatDate({ ticks: this.ticks, offset: this.offset, kind: "offset" }, format ?? undefined);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetDateTimeOffset && other.utcTicks === this.utcTicks;
  }

  public override hashCode(): number {
    return hashOfTicks(this.utcTicks);
  }

  public override get key(): string {
    return `DateTimeOffset:${this.utcTicks}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    return other instanceof NetDateTimeOffset ? compare(this.utcTicks, other.utcTicks) : undefined;
  }
}

/** A `TimeSpan`. */
export class NetTimeSpan extends NetObject {
  public constructor(public readonly ticks: bigint) {
    super();
    if (BigInt.asIntN(64, ticks) !== ticks) throw overflow("TimeSpan overflowed because the duration is too long.");
  }

  public get type(): NetType {
    return typeNamed("System.TimeSpan");
  }

  public override toText(): string {
    return formatTimeSpan(this.ticks);
  }

  public override format(format: string | null): string {
    return formatTimeSpan(this.ticks, format ?? undefined);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetTimeSpan && other.ticks === this.ticks;
  }

  public override hashCode(): number {
    return hashOfTicks(this.ticks);
  }

  public override get key(): string {
    return `TimeSpan:${this.ticks}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    return other instanceof NetTimeSpan ? compare(this.ticks, other.ticks) : undefined;
  }
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hashOfTicks(ticks: bigint): number {
  return Number(BigInt.asIntN(32, ticks ^ (ticks >> 32n)));
}
