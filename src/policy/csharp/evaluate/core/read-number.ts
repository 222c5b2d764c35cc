import { exception, NetThrow } from "../contract/errors";
import { NetNumber, type NetValue } from "../contract/values";
import { parseDecimal, roundDecimal } from "../numbers/decimal";
import { convertNumber, isIntegerKind, type NumericKind } from "../numbers/kinds";

/** The flags of `NumberStyles`. */
export const STYLES = {
  None: 0,
  AllowLeadingWhite: 1,
  AllowTrailingWhite: 2,
  AllowLeadingSign: 4,
  Integer: 7,
  AllowTrailingSign: 8,
  AllowParentheses: 16,
  AllowDecimalPoint: 32,
  AllowThousands: 64,
  Number: 111,
  AllowExponent: 128,
  Float: 167,
  AllowCurrencySymbol: 256,
  Currency: 383,
  Any: 511,
  AllowHexSpecifier: 512,
  HexNumber: 515,
} as const;

/** Why a text is not a number of a type: it is no number at all, or the type cannot hold it. */
export type NotANumber = { readonly reason: "format" | "range" };

export const NO_NUMBER: NotANumber = { reason: "format" };
const OUT_OF_RANGE: NotANumber = { reason: "range" };

export function isNumber(value: NetValue | NotANumber): value is NetValue {
  return value !== NO_NUMBER && value !== OUT_OF_RANGE;
}

/** Reads a number as `Parse` does. */
export function readNumber(text: string, kind: NumericKind, given: number | undefined): NetValue | NotANumber {
  const styles = given ?? defaultStyles(kind);
  let trimmed = text.replace(/\0+$/, "");
  if ((styles & STYLES.AllowLeadingWhite) !== 0) trimmed = trimmed.replace(/^[\t-\r ]+/, "");
  if ((styles & STYLES.AllowTrailingWhite) !== 0) trimmed = trimmed.replace(/[\t-\r ]+$/, "");
  if ((styles & STYLES.AllowHexSpecifier) !== 0) return readHexadecimal(trimmed, kind);
  const special = kind === "double" || kind === "float" ? SPECIAL.get(trimmed.toLowerCase()) : undefined;
  if (special !== undefined) return new NetNumber(kind as "double", special);
  const digits = readDigits(trimmed, styles);
  return digits === undefined ? NO_NUMBER : makeNumber(digits, kind);
}

function defaultStyles(kind: NumericKind): number {
  if (isIntegerKind(kind)) return STYLES.Integer;
  return kind === "decimal" ? STYLES.Number : STYLES.Float | STYLES.AllowThousands;
}

const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["nan", NaN],
  ["infinity", Infinity],
  ["+infinity", Infinity],
  ["-infinity", -Infinity],
  ["∞", Infinity],
  ["-∞", -Infinity],
]);

/** The sign, digits, point and exponent that a text has, in the form of JavaScript. */
function readDigits(text: string, styles: number): string | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const parts = /^(\()?([-+])?([\d,]*)(?:(\.)(\d*))?(?:[eE]([-+]?\d+))?([-+])?(\))?$/.exec(text);
  if (parts === null) return undefined;
  const [, open, sign, whole = "", point, rest = "", exponent, trailing, close] = parts;
  const needs = (part: string | undefined, style: number): boolean => part !== undefined && (styles & style) === 0;
  if (needs(sign, STYLES.AllowLeadingSign) || needs(trailing, STYLES.AllowTrailingSign)) return undefined;
  if (needs(point, STYLES.AllowDecimalPoint) || needs(exponent, STYLES.AllowExponent)) return undefined;
  if (needs(open, STYLES.AllowParentheses) || (open === undefined) !== (close === undefined)) return undefined;
  if (whole.includes(",") && ((styles & STYLES.AllowThousands) === 0 || whole.startsWith(","))) return undefined;
  if (sign !== undefined && trailing !== undefined) return undefined;
  const plain = whole.replace(/,/g, "");
  if (plain + rest === "") return undefined;
  const isNegative = sign === "-" || trailing === "-" || open !== undefined;
  const size = exponent === undefined ? "" : `e${exponent.slice(0, 6)}`;
  return `${isNegative ? "-" : ""}${plain === "" ? "0" : plain}${rest === "" ? "" : `.${rest}`}${size}`;
}

const MAX_TEXT = 10_000;

function makeNumber(digits: string, kind: NumericKind): NetValue | NotANumber {
  if (kind === "double" || kind === "float") {
    const value = Number(digits);
    return new NetNumber(kind, kind === "float" ? Math.fround(value) : value);
  }
  return withinRange(() => {
    const decimal = kind === "decimal" ? parseDecimal(digits) : undefined;
    if (kind === "decimal") {
      if (decimal === undefined) throw exception("OverflowException", "");
      return decimal;
    }
    // Behind the point of an integer, there may be zeros only.
    const [whole = "", rest = ""] = digits.split(".");
    if (/[1-9e]/.test(rest) || whole.includes("e")) {
      const exact = parseDecimal(digits);
      if (exact === undefined || roundDecimal(exact, 0, "even").toText() !== exact.toText().replace(/\.0+$/, "")) {
        throw exception("OverflowException", "");
      }
      return convertNumber(exact, kind, true) ?? null;
    }
    return checkedInteger(BigInt(whole.slice(0, 400)), kind);
  });
}

function withinRange(read: () => NetValue): NetValue | NotANumber {
  try {
    return read();
  } catch (error) {
    if (error instanceof NetThrow) return OUT_OF_RANGE;
    throw error;
  }
}

function checkedInteger(value: bigint, kind: NumericKind): NetValue {
  const limit = 1n << 64n;
  if (value >= limit || value <= -limit) throw exception("OverflowException", "");
  return convertNumber(new NetNumber("long", value), kind, true) ?? null;
}

function readHexadecimal(text: string, kind: NumericKind): NetValue | NotANumber {
  if (!/^[\da-fA-F]+$/.test(text)) return NO_NUMBER;
  const digits = text.replace(/^0+(?=.)/, "");
  const bits = HEX_BITS.get(kind);
  if (bits === undefined || digits.length > bits / 4) return OUT_OF_RANGE;
  return convertNumber(new NetNumber("ulong", BigInt(`0x${digits}`)), kind) ?? null;
}

const HEX_BITS: ReadonlyMap<string, number> = new Map([
  ["sbyte", 8],
  ["byte", 8],
  ["short", 16],
  ["ushort", 16],
  ["int", 32],
  ["uint", 32],
  ["long", 64],
  ["ulong", 64],
]);
