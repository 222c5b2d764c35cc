import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { UnsupportedError } from "../../contract/errors";
import { argumentException } from "../errors";
import { NetDateTime, NetDateTimeOffset, NetTimeSpan } from "./values";
import { findZone, NetTimeZone, UTC_ZONE } from "./zones";

export function zoneMembers(type: TypeBuilder<NetTimeZone>): void {
  const inZone = (zone: NetTimeZone, utc: bigint) =>
    new NetDateTime(utc + zone.offsetAt(utc), zone === UTC_ZONE ? "utc" : "unspecified");
  type
    .staticProperty("TimeZoneInfo Utc", () => UTC_ZONE)
    .staticProperty("TimeZoneInfo Local", () => UTC_ZONE)
    .static("TimeZoneInfo FindSystemTimeZoneById(string id)", (call) => findZone(call.text(0)))
    .static("DateTime ConvertTimeFromUtc(DateTime dateTime, TimeZoneInfo destinationTimeZone)", (call) =>
      inZone(call.object(1, NetTimeZone), call.object(0, NetDateTime).ticks),
    )
    .static(
      "DateTime ConvertTimeToUtc(DateTime dateTime)",
      (call) => new NetDateTime(call.object(0, NetDateTime).ticks, "utc"),
    )
    .static("DateTime ConvertTimeToUtc(DateTime dateTime, TimeZoneInfo sourceTimeZone)", (call) => {
      const zone = call.object(1, NetTimeZone);
      return new NetDateTime(utcFrom(call.object(0, NetDateTime), zone), "utc");
    })
    .static("DateTime ConvertTime(DateTime dateTime, TimeZoneInfo destinationTimeZone)", (call) =>
      inZone(call.object(1, NetTimeZone), call.object(0, NetDateTime).ticks),
    )
    .static(
      "DateTime ConvertTime(DateTime dateTime, TimeZoneInfo sourceTimeZone, TimeZoneInfo destinationTimeZone)",
      (call) => inZone(call.object(2, NetTimeZone), utcFrom(call.object(0, NetDateTime), call.object(1, NetTimeZone))),
    )
    .static("DateTimeOffset ConvertTime(DateTimeOffset dateTimeOffset, TimeZoneInfo destinationTimeZone)", (call) => {
      const utc = call.object(0, NetDateTimeOffset).utcTicks;
      const offset = call.object(1, NetTimeZone).offsetAt(utc);
      return new NetDateTimeOffset(utc + offset, offset);
    })
    .static("DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string destinationTimeZoneId)", (call) =>
      inZone(findZone(call.text(1)), call.object(0, NetDateTime).ticks),
    )
    .static(
      "DateTimeOffset ConvertTimeBySystemTimeZoneId(DateTimeOffset dateTimeOffset, string destinationTimeZoneId)",
      (call) => {
        const utc = call.object(0, NetDateTimeOffset).utcTicks;
        const offset = findZone(call.text(1)).offsetAt(utc);
        return new NetDateTimeOffset(utc + offset, offset);
      },
    )
    .static(
      "DateTime ConvertTimeBySystemTimeZoneId(DateTime dateTime, string sourceTimeZoneId, string destinationTimeZoneId)",
      (call) => inZone(findZone(call.text(2)), utcFrom(call.object(0, NetDateTime), findZone(call.text(1)))),
    )
    .property("TimeSpan BaseUtcOffset", (self, call) => new NetTimeSpan(self.baseOffset(call.runtime.utcNowTicks())))
    .property("bool SupportsDaylightSavingTime", (self, call) => self.hasDaylightSavingTime(call.runtime.utcNowTicks()))
    .method("string ToString()", () => {
      throw new UnsupportedError("TimeZoneInfo.ToString");
    })
    .property("string Id", (self) => self.id)
    .method(
      "TimeSpan GetUtcOffset(DateTime dateTime)",
      (self, call) => new NetTimeSpan(self.offsetAtLocal(localIn(self, call))),
    )
    .method(
      "TimeSpan GetUtcOffset(DateTimeOffset dateTimeOffset)",
      (self, call) => new NetTimeSpan(self.offsetAt(call.object(0, NetDateTimeOffset).utcTicks)),
    )
    .method("bool IsDaylightSavingTime(DateTime dateTime)", (self, call) => {
      const local = localIn(self, call);
      return self.offsetAtLocal(local) !== self.baseOffset(local);
    });
}

function localIn(zone: NetTimeZone, call: Call): bigint {
  const { ticks, kind } = call.object(0, NetDateTime);
  return kind === "unspecified" ? ticks : ticks + zone.offsetAt(ticks);
}

function utcFrom({ ticks, kind }: NetDateTime, zone: NetTimeZone): bigint {
  if (kind !== "unspecified" && zone !== UTC_ZONE) {
    throw argumentException(
      "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly. (Parameter 'sourceTimeZone')",
    );
  }
  if (zone.isInvalid(ticks)) {
    throw argumentException("The supplied DateTime represents an invalid time. (Parameter 'dateTime')");
  }
  return ticks - zone.offsetAtLocal(ticks);
}
