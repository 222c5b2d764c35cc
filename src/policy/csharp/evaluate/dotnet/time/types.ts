import { defineEnum, defineType } from "../../contract/define";
import { DAYS } from "./date-format";
import { type NetDateTime, type NetDateTimeOffset, type NetTimeSpan } from "./values";
import { type NetTimeZone } from "./zones";
import { STYLES } from "./parsers";
import { dateTimeMembers } from "./date-time-members";
import { offsetMembers } from "./offset-members";
import { spanMembers } from "./span-members";
import { zoneMembers } from "./zone-members";

export const TIME_TYPES = [
  defineEnum("System.Globalization.DateTimeStyles", STYLES, { isFlags: true }),
  defineEnum("System.DateTimeKind", { Unspecified: 0, Utc: 1, Local: 2 }),
  defineEnum("System.DayOfWeek", Object.fromEntries(DAYS.map((name, index) => [name, index]))),
  defineType("class System.TimeZoneNotFoundException : Exception"),
  defineType<NetDateTime>("struct System.DateTime : IComparable, IFormattable", dateTimeMembers),
  defineType<NetDateTimeOffset>("struct System.DateTimeOffset : IComparable, IFormattable", offsetMembers),
  defineType<NetTimeSpan>("struct System.TimeSpan : IComparable, IFormattable", spanMembers),
  defineType<NetTimeZone>("class System.TimeZoneInfo", zoneMembers),
];
