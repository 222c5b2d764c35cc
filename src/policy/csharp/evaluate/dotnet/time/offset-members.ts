import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { argumentOutOfRange } from "../../contract/errors";
import { long } from "../../contract/values";
import { argumentException } from "../errors";
import {
  TICKS_PER_HOUR,
  TICKS_PER_MILLISECOND,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  UNIX_EPOCH_TICKS,
} from "./calendar";
import { type ParsedDate } from "./date-parse";
import { NetDateTime, NetDateTimeOffset, NetTimeSpan } from "./values";
import { STYLES, parsers } from "./parsers";
import { clockMembers, midnight, floorDivide } from "./clock-members";
import { ints, checkedTicks } from "./checked-time";
import { FILE_TIME } from "./date-time-members";

function dateTimeOffsetFrom({ ticks, offset = 0n }: ParsedDate, styles: number): NetDateTimeOffset {
  if ((styles & STYLES.AdjustToUniversal) !== 0) return new NetDateTimeOffset(ticks - offset, 0n);
  return new NetDateTimeOffset(ticks, offset);
}

export function offsetMembers(type: TypeBuilder<NetDateTimeOffset>): void {
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
