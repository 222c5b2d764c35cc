import { enumValue } from "../../../../../src/policy/csharp/evaluate/contract/define";
import { double, long, type NetObject, type NetValue } from "../../../../../src/policy/csharp/evaluate/contract/values";
import "../../../../../src/policy/csharp/evaluate/dotnet/index";
import { textOf } from "../../../../../src/policy/csharp/evaluate/dotnet/json/value-text";
import {
  NetDateTime,
  NetDateTimeOffset,
  NetTimeSpan,
} from "../../../../../src/policy/csharp/evaluate/dotnet/time/values";
import { Library, thrown } from "./support";

const net = new Library();

function date(text: string): NetDateTime {
  return net.static("DateTime", "Parse", text) as NetDateTime;
}

function get(value: NetValue, name: string, ...values: NetValue[]): NetValue {
  return net.get(value as NetObject, name, ...values);
}

const noon = () => net.create("DateTime", 2024, 2, 29, 13, 4, 5) as NetDateTime;
const precise = () => new NetDateTime(noon().ticks + 1_230_000n, "utc");

describe("formats of dates", () => {
  test.each([
    ["", "02/29/2024 13:04:05"],
    ["d", "02/29/2024"],
    ["D", "Thursday, 29 February 2024"],
    ["f", "Thursday, 29 February 2024 13:04"],
    ["F", "Thursday, 29 February 2024 13:04:05"],
    ["g", "02/29/2024 13:04"],
    ["G", "02/29/2024 13:04:05"],
    ["M", "February 29"],
    ["o", "2024-02-29T13:04:05.1230000Z"],
    ["R", "Thu, 29 Feb 2024 13:04:05 GMT"],
    ["s", "2024-02-29T13:04:05"],
    ["t", "13:04"],
    ["T", "13:04:05"],
    ["u", "2024-02-29 13:04:05Z"],
    ["Y", "2024 February"],
    ["yyyy-MM-ddTHH:mm:ssZ", "2024-02-29T13:04:05Z"],
    ["yyyy-MM-ddTHH:mm:ss.fffZ", "2024-02-29T13:04:05.123Z"],
    ["yyyyMMddHHmmssfff", "20240229130405123"],
    ["ddd, dd MMM yyyy HH:mm:ss 'GMT'", "Thu, 29 Feb 2024 13:04:05 GMT"],
    ["M/d/yy h:m:s tt", "2/29/24 1:4:5 PM"],
    ["HH:mm:ss.FFFFFFF", "13:04:05.123"],
    ["%d", "29"],
    ["dd\\d", "29d"],
    ["zzz", "+00:00"],
    ["yyyy-MM-ddTHH:mm:ssK", "2024-02-29T13:04:05Z"],
  ])("%p", (format, expected) => {
    expect(precise().format(format)).toBe(expected);
  });

  test("a DateTimeOffset shows its offset", () => {
    const offset = net.static("DateTimeOffset", "Parse", "2024-02-29T13:04:05+02:00") as NetDateTimeOffset;
    expect(offset.toText()).toBe("02/29/2024 13:04:05 +02:00");
    expect(offset.format("o")).toBe("2024-02-29T13:04:05.0000000+02:00");
    expect(offset.format("R")).toBe("Thu, 29 Feb 2024 11:04:05 GMT");
    expect(textOf(get(offset, "ToUnixTimeSeconds"))).toBe("1709204645");
  });

  test.each(["Q", "yyyy'", "%"])("fails for %p", (format) => {
    expect(thrown(() => precise().format(format))).toBe("FormatException: Input string was not in a correct format.");
  });
});

describe("parsing of dates", () => {
  test.each([
    ["2024-02-29", "02/29/2024 00:00:00", "unspecified"],
    ["2024-02-29T13:04:05", "02/29/2024 13:04:05", "unspecified"],
    ["2024-02-29T13:04:05Z", "02/29/2024 13:04:05", "local"],
    ["2024-02-29T13:04:05.5+02:00", "02/29/2024 11:04:05", "local"],
    ["2024-02-29 13:04", "02/29/2024 13:04:00", "unspecified"],
    ["2/9/2024", "02/09/2024 00:00:00", "unspecified"],
    ["02/29/2024 1:04:05 PM", "02/29/2024 13:04:05", "unspecified"],
    ["02/29/2024 12:00 AM", "02/29/2024 00:00:00", "unspecified"],
    ["Thu, 29 Feb 2024 13:04:05 GMT", "02/29/2024 13:04:05", "local"],
    ["29 February 2024", "02/29/2024 00:00:00", "unspecified"],
    ["Feb 29, 2024", "02/29/2024 00:00:00", "unspecified"],
    ["  2024/02/29  ", "02/29/2024 00:00:00", "unspecified"],
    ["13:04", "02/29/2024 13:04:00", "unspecified"],
  ])("%p", (text, expected, kind) => {
    const parsed = date(text);
    expect([parsed.toText(), parsed.kind]).toEqual([expected, kind]);
  });

  test.each(["", "abc", "2024-02-30", "13/13/2024", "2024-02-29T25:00:00", "29/02/2024"])("fails for %p", (text) => {
    expect(thrown(() => date(text))).toBe(`FormatException: String '${text}' was not recognized as a valid DateTime.`);
  });
});

describe("arithmetic of dates", () => {
  test.each<[string, NetValue, string]>([
    ["AddDays", double(1), "03/01/2024 13:04:05"],
    ["AddHours", double(-14), "02/28/2024 23:04:05"],
    ["AddMinutes", double(0.5), "02/29/2024 13:04:35"],
    ["AddSeconds", double(60), "02/29/2024 13:05:05"],
    ["AddMonths", 12, "02/28/2025 13:04:05"],
    ["AddMonths", -1, "01/29/2024 13:04:05"],
    ["AddYears", 4, "02/29/2028 13:04:05"],
    ["AddTicks", long(10_000_000n), "02/29/2024 13:04:06"],
  ])("%s(%p)", (name, value, expected) => {
    expect(textOf(get(noon(), name, value))).toBe(expected);
  });

  test("parts and clocks", () => {
    const parts = ["Year", "Month", "Day", "Hour", "Minute", "Second", "DayOfYear"].map((name) => get(noon(), name));
    expect(parts).toEqual([2024, 2, 29, 13, 4, 5, 60]);
    expect(textOf(get(noon(), "DayOfWeek"))).toBe("Thursday");
    expect(textOf(get(noon(), "Ticks"))).toBe("638448086450000000");
    expect(textOf(net.static("DateTime", "UtcNow"))).toBe("02/29/2024 12:30:15");
    expect(textOf(net.static("DateTime", "Today"))).toBe("02/29/2024 00:00:00");
    expect(textOf(net.static("DateTime", "MaxValue"))).toBe("12/31/9999 23:59:59");
    expect(net.static("DateTime", "DaysInMonth", 2023, 2)).toBe(28);
  });

  test("differences and comparisons", () => {
    const later = get(noon(), "AddDays", double(1.5));
    expect(textOf(net.static("DateTime", "-", later, noon()))).toBe("1.12:00:00");
    expect(net.static("DateTime", "<", noon(), later)).toBe(true);
    expect(net.static("DateTime", "==", noon(), noon())).toBe(true);
  });

  test("fails outside of the calendar", () => {
    expect(thrown(() => get(net.static("DateTime", "MaxValue"), "AddDays", double(1)))).toMatch(/^ArgumentOutOfRange/);
    expect(thrown(() => net.create("DateTime", 2023, 2, 29))).toMatch(
      /^ArgumentOutOfRangeException: Year, Month, and Day/,
    );
  });

  test("Unix times", () => {
    expect(textOf(net.static("DateTimeOffset", "FromUnixTimeSeconds", long(0n)))).toBe("01/01/1970 00:00:00 +00:00");
    expect(textOf(net.static("DateTimeOffset", "FromUnixTimeMilliseconds", long(1_700_000_000_123n)))).toBe(
      "11/14/2023 22:13:20 +00:00",
    );
    expect(textOf(get(net.static("DateTimeOffset", "UtcNow"), "ToUnixTimeMilliseconds"))).toBe("1709209815250");
    const early = new NetDateTimeOffset(621_355_968_000_000_000n - 1n, 0n);
    expect(textOf(get(early, "ToUnixTimeSeconds"))).toBe("-1");
  });
});

describe("time spans", () => {
  test.each<[bigint, string, string]>([
    [0n, "", "00:00:00"],
    [36_610_000_000n, "", "01:01:01"],
    [-936_610_500_000n, "", "-1.02:01:01.0500000"],
    [936_610_500_000n, "g", "1:2:01:01.05"],
    [936_610_500_000n, "G", "1:02:01:01.0500000"],
    [936_610_500_000n, "hh\\:mm", "02:01"],
    [936_610_500_000n, "d' days'", "1 days"],
  ])("%p in %p", (ticks, format, expected) => {
    expect(new NetTimeSpan(ticks).format(format)).toBe(expected);
  });

  test.each([
    ["01:02:03", "01:02:03"],
    ["1.02:03", "1.02:03:00"],
    ["5", "5.00:00:00"],
    ["-00:00:01.5", "-00:00:01.5000000"],
  ])("parses %p", (text, expected) => {
    expect(textOf(net.static("TimeSpan", "Parse", text))).toBe(expected);
  });

  test("totals and parts", () => {
    const span = net.static("TimeSpan", "FromMinutes", double(90.5)) as NetObject;
    expect(["Hours", "Minutes", "Seconds"].map((name) => net.get(span, name))).toEqual([1, 30, 30]);
    expect(textOf(net.get(span, "TotalHours"))).toBe("1.5083333333333333");
    expect(textOf(net.get(span, "TotalMilliseconds"))).toBe("5430000");
    expect(thrown(() => net.static("TimeSpan", "FromDays", double(1e9)))).toMatch(/^OverflowException/);
  });
});

describe("time zones", () => {
  const zone = (id: string) => net.static("TimeZoneInfo", "FindSystemTimeZoneById", id);

  test.each([
    ["W. Europe Standard Time", "2024-07-01T12:00:00Z", "07/01/2024 14:00:00"],
    ["Europe/Berlin", "2024-01-01T12:00:00Z", "01/01/2024 13:00:00"],
    ["Eastern Standard Time", "2024-07-01T12:00:00Z", "07/01/2024 08:00:00"],
    ["India Standard Time", "2024-07-01T12:00:00Z", "07/01/2024 17:30:00"],
    ["UTC", "2024-07-01T12:00:00Z", "07/01/2024 12:00:00"],
    ["AUS Eastern Standard Time", "2024-01-01T12:00:00Z", "01/01/2024 23:00:00"],
  ])("%s at %s", (id, text, expected) => {
    expect(textOf(net.static("TimeZoneInfo", "ConvertTimeFromUtc", date(text), zone(id)))).toBe(expected);
  });

  test("a local time becomes UTC, and one that no clock shows fails", () => {
    const utc = (text: string, id: string) =>
      textOf(net.static("TimeZoneInfo", "ConvertTimeToUtc", date(text), zone(id)));
    expect(utc("2024-07-01T12:00:00", "Central European Standard Time")).toBe("07/01/2024 10:00:00");
    expect(utc("2024-12-01T12:00:00", "Pacific Standard Time")).toBe("12/01/2024 20:00:00");
    expect(utc("2024-07-01T12:00:00", "AUS Eastern Standard Time")).toBe("07/01/2024 02:00:00");
    expect(thrown(() => utc("2024-03-31T02:30:00", "Europe/Berlin"))).toMatch(
      /^ArgumentException: The supplied DateTime/,
    );
  });

  test("fails for a zone that nobody knows", () => {
    expect(thrown(() => zone("Mars/Olympus"))).toBe(
      "TimeZoneNotFoundException: The time zone ID 'Mars/Olympus' was not found on the local computer.",
    );
  });

  test("daylight saving time is known", () => {
    const isDaylight = (text: string) => get(zone("Europe/Berlin"), "IsDaylightSavingTime", date(text));
    expect([isDaylight("2024-07-01"), isDaylight("2024-01-01")]).toEqual([true, false]);
    expect(enumValue("DateTimeKind", 1).toText()).toBe("Utc");
  });
});
