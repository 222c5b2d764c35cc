import { LimitError } from "../../contract/errors";
import { formatException } from "../errors";
import { formatCustomNumber } from "./custom-numeric-format";
import {
  digitsOfDecimal,
  exactDigits,
  type FormattedNumber,
  isNegativeNumber,
  type NumberDigits,
  roundDigits,
  shortestDigits,
} from "./digits";

/**
 * A number in a standard or custom numeric format of .NET, in the invariant culture. Doubles are written as .NET Core 3.0 and later write them: with
 * the fewest digits that read back as the same number.
 *
 * @throws a `FormatException`
 */
export function formatNumber(number: FormattedNumber, format?: string): string {
  const { kind } = number;
  if ((kind === "double" || kind === "float") && !Number.isFinite(number.value)) return nameOfNonFinite(number.value);
  const standard = /^([A-Za-z])(\d{0,9})$/.exec(format === undefined || format === "" ? "G" : format);
  if (standard === null) {
    if (format !== undefined && format.length > MAX_FORMAT)
      throw new LimitError(`a format is longer than ${MAX_FORMAT}`);
    return formatCustomNumber(digitsForCustomFormat(number), format ?? "");
  }
  const specifier = standard[1]!;
  const precision = standard[2] === "" ? -1 : Number(standard[2]);
  if (precision > MAX_PRECISION) throw formatException(INVALID);
  return formatStandard(number, specifier, precision);
}

function formatStandard(number: FormattedNumber, specifier: string, precision: number): string {
  switch (specifier.toUpperCase()) {
    case "D":
      if (number.kind !== "integer") throw formatException(INVALID);
      return sign(number.value < 0n) + absolute(number.value).toString().padStart(Math.max(precision, 1), "0");
    case "X": {
      if (number.kind !== "integer") throw formatException(INVALID);
      const digits = BigInt.asUintN(number.bits, number.value).toString(16).padStart(Math.max(precision, 1), "0");
      return specifier === "X" ? digits.toUpperCase() : digits;
    }
    case "F": {
      const digits = fixedDigits(number, precision < 0 ? 2 : precision);
      return sign(digits.isNegative) + fixed(digits, precision < 0 ? 2 : precision, "");
    }
    case "N": {
      const digits = fixedDigits(number, precision < 0 ? 2 : precision);
      return sign(digits.isNegative) + fixed(digits, precision < 0 ? 2 : precision, ",");
    }
    case "C": {
      const digits = fixedDigits(number, precision < 0 ? 2 : precision);
      const text = `¤${fixed(digits, precision < 0 ? 2 : precision, ",")}`;
      return digits.isNegative ? `(${text})` : text;
    }
    case "P": {
      const decimals = precision < 0 ? 2 : precision;
      const { isNegative, digits, scale } = fixedDigits(number, decimals + 2);
      const hundredfold = { isNegative, digits, scale: digits === "" ? 0 : scale + 2 };
      return `${sign(isNegative)}${fixed(hundredfold, decimals, ",")} %`;
    }
    case "E": {
      const decimals = precision < 0 ? 6 : precision;
      const digits = significantDigits(number, decimals + 1);
      return sign(digits.isNegative) + scientific(digits, decimals, specifier, 3);
    }
    case "R":
      if (number.kind === "integer" || number.kind === "decimal") throw formatException(INVALID);
      return general(number, -1, specifier === "R" ? "E" : "e");
    case "G":
      return general(number, precision === 0 ? -1 : precision, specifier === "G" ? "E" : "e");
    default:
      throw formatException(INVALID);
  }
}

function general(number: FormattedNumber, precision: number, exponentSign: string): string {
  if (precision < 0) {
    if (number.kind === "integer") return number.value.toString();
    if (number.kind === "decimal") return plainDecimal(number.coefficient, number.decimals);
  }
  const digits = precision < 0 ? shortest(number) : significantDigits(number, precision);
  const room = precision < 0 ? Math.max(digits.digits.length, number.kind === "float" ? 7 : 15) : precision;
  if (digits.digits === "") return `${sign(digits.isNegative)}0`;
  const { scale } = digits;
  if (scale > room || scale < -3) {
    return sign(digits.isNegative) + scientific(digits, digits.digits.length - 1, exponentSign, 2);
  }
  const decimals = Math.max(0, digits.digits.length - scale);
  return sign(digits.isNegative) + fixed(digits, decimals, "");
}

/** A decimal as `ToString()` writes it, with the zeros at its end. */
export function plainDecimal(coefficient: bigint, decimals: number): string {
  const text = absolute(coefficient)
    .toString()
    .padStart(decimals + 1, "0");
  const point = text.length - decimals;
  return sign(coefficient < 0n) + text.slice(0, point) + (decimals > 0 ? `.${text.slice(point)}` : "");
}

function shortest(number: FormattedNumber): NumberDigits {
  return number.kind === "double" || number.kind === "float"
    ? shortestDigits(number.value, number.kind)
    : withoutZeros(allDigits(number));
}

function significantDigits(number: FormattedNumber, count: number): NumberDigits {
  return withoutZeros(roundDigits(allDigits(number), count, midpointOf(number)));
}

function fixedDigits(number: FormattedNumber, decimals: number): NumberDigits {
  const digits = allDigits(number);
  const rounded = roundDigits(digits, digits.scale + decimals, midpointOf(number));
  // Only floating-point numbers have a negative zero.
  return rounded.digits === "" && (number.kind === "integer" || number.kind === "decimal")
    ? { ...rounded, isNegative: false }
    : rounded;
}

function allDigits(number: FormattedNumber): NumberDigits {
  if (number.kind === "integer") return digitsOfDecimal(number.value, 0);
  if (number.kind === "decimal") return digitsOfDecimal(number.coefficient, number.decimals);
  return exactDigits(number.value);
}

/** Custom formats see 15 digits of a double, and 7 of a float. */
function digitsForCustomFormat(number: FormattedNumber): NumberDigits {
  if (number.kind === "double" || number.kind === "float") {
    return roundDigits(exactDigits(number.value), number.kind === "double" ? 15 : 7, "even");
  }
  return withoutZeros(allDigits(number));
}

function midpointOf(number: FormattedNumber): "even" | "away" {
  return number.kind === "double" || number.kind === "float" ? "even" : "away";
}

function withoutZeros(number: NumberDigits): NumberDigits {
  return { ...number, digits: number.digits.replace(/0+$/, "") };
}

function fixed({ digits, scale }: NumberDigits, decimals: number, separator: string): string {
  const whole = scale > 0 ? digits.slice(0, scale).padEnd(scale, "0") : "0";
  const fraction = ("0".repeat(Math.max(0, Math.min(-scale, decimals))) + digits.slice(Math.max(scale, 0)))
    .slice(0, decimals)
    .padEnd(decimals, "0");
  const grouped = separator === "" ? whole : whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return decimals > 0 ? `${grouped}.${fraction}` : grouped;
}

function scientific({ digits, scale }: NumberDigits, decimals: number, letter: string, width: number): string {
  const exponent = digits === "" ? 0 : scale - 1;
  const mantissa = digits.padEnd(decimals + 1, "0");
  const fraction = decimals > 0 ? `.${mantissa.slice(1, decimals + 1)}` : "";
  const power = String(Math.abs(exponent)).padStart(width, "0");
  return `${mantissa[0]!}${fraction}${letter}${exponent < 0 ? "-" : "+"}${power}`;
}

function nameOfNonFinite(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return isNegativeNumber(value) ? "-Infinity" : "Infinity";
}

function sign(isNegative: boolean): string {
  return isNegative ? "-" : "";
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

const INVALID = "Format specifier was invalid.";

/** A number of digits that keeps the text small; .NET allows a thousand million. */
const MAX_PRECISION = 9_999;

/** Characters of a custom format. */
const MAX_FORMAT = 10_000;
