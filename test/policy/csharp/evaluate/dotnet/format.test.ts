import { NetNumber, type NetValue } from "../../../../../src/policy/csharp/evaluate/contract/values";
import { formatComposite } from "../../../../../src/policy/csharp/evaluate/dotnet/format/composite-format";
import { formatValue } from "../../../../../src/policy/csharp/evaluate/dotnet/format/format-value";
import { NetDecimal } from "../../../../../src/policy/csharp/evaluate/numbers/decimal";
import { thrown } from "./support";

const double = (value: number) => new NetNumber("double", value);
const float = (value: number) => new NetNumber("float", Math.fround(value));
const long = (value: bigint) => new NetNumber("long", value);
const decimal = (coefficient: bigint, scale: number) => new NetDecimal(coefficient, scale);

describe("standard numeric formats", () => {
  const cases: readonly (readonly [NetValue, string, string])[] = [
    [5, "", "5"],
    [-42, "G", "-42"],
    [42, "D5", "00042"],
    [-42, "D5", "-00042"],
    [255, "X", "FF"],
    [255, "x4", "00ff"],
    [-1, "X", "FFFFFFFF"],
    [long(-1n), "X", "FFFFFFFFFFFFFFFF"],
    [1234567, "N", "1,234,567.00"],
    [1234567, "N0", "1,234,567"],
    [-1234, "N1", "-1,234.0"],
    [12, "F", "12.00"],
    [12345, "E", "1.234500E+004"],
    [12345, "e2", "1.23e+004"],
    [12345, "G3", "1.23E+04"],
    [1234, "G10", "1234"],
    [1234, "C", "¤1,234.00"],
    [-1234, "C0", "(¤1,234)"],
    [double(0.4567), "P", "45.67 %"],
    [double(0.4567), "P0", "46 %"],
    [double(-0.5), "P1", "-50.0 %"],
    [12, "P0", "1,200 %"],
    [double(3.14159), "F2", "3.14"],
    [double(2.675), "F2", "2.67"],
    [double(1234.5678), "N3", "1,234.568"],
    [double(0), "F1", "0.0"],
    [double(1), "", "1"],
    [double(0.1), "", "0.1"],
    [double(0.1 + 0.2), "", "0.30000000000000004"],
    [double(0.1 + 0.2), "G15", "0.3"],
    [double(0.1 + 0.2), "R", "0.30000000000000004"],
    [double(1e15), "", "1E+15"],
    [double(1e14), "", "100000000000000"],
    [double(1e-5), "", "1E-05"],
    [double(0.0001), "", "0.0001"],
    [double(1.5e300), "", "1.5E+300"],
    [double(123456789012345680), "", "1.2345678901234568E+17"],
    [double(-0), "", "-0"],
    [double(NaN), "F2", "NaN"],
    [double(-Infinity), "N", "-Infinity"],
    [float(0.1), "", "0.1"],
    [float(16777216), "", "16777216"],
    [decimal(150n, 2), "", "1.50"],
    [decimal(0n, 2), "", "0.00"],
    [decimal(-5n, 1), "", "-0.5"],
    [decimal(2675n, 3), "F2", "2.68"],
    [decimal(125n, 2), "F1", "1.3"],
    [decimal(123456789n, 2), "N", "1,234,567.89"],
    [decimal(12345n, 2), "G2", "1.2E+02"],
    [decimal(-4n, 3), "F2", "0.00"],
  ];
  test.each(cases)("%p in %p is %p", (value, format, expected) => {
    expect(formatValue(value, format)).toBe(expected);
  });

  test.each([
    [12, "Q"],
    [double(1.5), "D"],
    [double(1.5), "X"],
    [12, "R"],
  ] as const)("fails for %p in %p", (value, format) => {
    expect(thrown(() => formatValue(value, format))).toBe("FormatException: Format specifier was invalid.");
  });
});

describe("custom numeric formats", () => {
  const cases: readonly (readonly [NetValue, string, string])[] = [
    [5, "000", "005"],
    [-5, "000", "-005"],
    [1234567, "#,##0", "1,234,567"],
    [1234567, "#,##0.00", "1,234,567.00"],
    [0, "#", ""],
    [0, "#,##0", "0"],
    [double(1234.5), "0.00", "1234.50"],
    [double(0.5), "#.##", ".5"],
    [double(0.456), "0.##", "0.46"],
    [double(1.2), "0.0##", "1.2"],
    [double(0.123), "0.0%", "12.3%"],
    [double(0.005), "0.0‰", "5.0‰"],
    [1234567, "#,##0,K", "1,235K"],
    [1234567890, "0,,M", "1235M"],
    [5551234, "###-####", "555-1234"],
    [-3, "0;(0);zero", "(3)"],
    [0, "0;(0);zero", "zero"],
    [3, "0;(0);zero", "3"],
    [-3, "0;;zero", "-3"],
    [12, "'#'0", "#12"],
    [12, "\\#0", "#12"],
    [12345, "0.00E+00", "1.23E+04"],
    [double(0.00012), "0.0e0", "1.2e-4"],
    [12, '0.0 "units"', "12.0 units"],
    [1, "00:00", "00:01"],
    [decimal(125n, 2), "0.0", "1.3"],
  ];
  test.each(cases)("%p in %p is %p", (value, format, expected) => {
    expect(formatValue(value, format)).toBe(expected);
  });
});

describe("composite formats", () => {
  const format = (text: string, ...values: NetValue[]) =>
    formatComposite(text, values.length, (index, item) => formatValue(values[index] ?? null, item ?? null));

  test.each([
    ["{0}-{1}", "a-b"],
    ["{{{0}}}", "{a}"],
    ["[{0,5}]", "[    a]"],
    ["[{0,-5}]", "[a    ]"],
    ["{2:D3} {2,6:N1}", "007    7.0"],
    ["no items", "no items"],
    ["{3}", ""],
  ])("%p is %p", (text, expected) => {
    expect(format(text, "a", "b", 7, null)).toBe(expected);
  });

  test.each(["{0", "}", "{a}", "{", "{0:{1}}"])("fails for %p", (text) => {
    expect(thrown(() => format(text, "a", "b"))).toBe("FormatException: Input string was not in a correct format.");
  });

  test("fails for an item without an argument", () => {
    expect(thrown(() => format("{1}", "a"))).toMatch(/^FormatException: Index \(zero based\)/);
  });
});
