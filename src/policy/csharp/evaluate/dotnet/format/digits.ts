/** A number as .NET formats it: `0.d1d2d3… × 10^scale`. No digit before the first one that counts; zero has no digits. */
export interface NumberDigits {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly scale: number;
}

/** A number together with what its format depends on. */
export type FormattedNumber =
  | { readonly kind: "integer"; readonly value: bigint; readonly bits: 8 | 16 | 32 | 64 }
  | { readonly kind: "double" | "float"; readonly value: number }
  | { readonly kind: "decimal"; readonly coefficient: bigint; readonly decimals: number };

export function digitsOfInteger(value: bigint): NumberDigits {
  return digitsOfDecimal(value, 0);
}

/** @param decimals how many digits of the coefficient are behind the point */
export function digitsOfDecimal(coefficient: bigint, decimals: number): NumberDigits {
  const isNegative = coefficient < 0n;
  const text = (isNegative ? -coefficient : coefficient).toString();
  return text === "0"
    ? { isNegative, digits: "", scale: 0 }
    : { isNegative, digits: text, scale: text.length - decimals };
}

/** The fewest digits that read back as the same number. */
export function shortestDigits(value: number, kind: "double" | "float"): NumberDigits {
  const text = kind === "float" ? shortestFloat(value) : Math.abs(value).toExponential();
  const [mantissa = "", exponent = "0"] = text.split("e");
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  return { isNegative: isNegativeNumber(value), digits, scale: digits === "" ? 0 : Number(exponent) + 1 };
}

function shortestFloat(value: number): string {
  const size = Math.abs(value);
  for (let digits = 0; digits < 9; digits++) {
    const text = size.toExponential(digits);
    if (Math.fround(Number(text)) === size) return text;
  }
  return size.toExponential();
}

/** All digits of a finite number, of which there are at most some 1,100. */
export function exactDigits(value: number): NumberDigits {
  const isNegative = isNegativeNumber(value);
  if (value === 0) return { isNegative, digits: "", scale: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const exponent = Math.max(biased, 1) - 1075;
  const { digits, scale } =
    exponent >= 0
      ? digitsOfInteger(mantissa << BigInt(exponent))
      : digitsOfDecimal(mantissa * 5n ** BigInt(-exponent), -exponent);
  return { isNegative, digits: digits.replace(/0+$/, ""), scale };
}

/**
 * Keeps some digits.
 *
 * @param count how many digits stay; below zero nothing does
 * @param midpoint what happens to a number that is exactly between two
 */
export function roundDigits(number: NumberDigits, count: number, midpoint: "even" | "away"): NumberDigits {
  const { digits, isNegative, scale } = number;
  if (count >= digits.length) return number;
  if (count < 0) return { isNegative, digits: "", scale: 0 };
  const next = digits.charCodeAt(count) - ZERO;
  const isMidpoint = next === 5 && /^0*$/.test(digits.slice(count + 1));
  const last = count === 0 ? 0 : digits.charCodeAt(count - 1) - ZERO;
  const isUp = isMidpoint && midpoint === "even" ? last % 2 === 1 : next >= 5;
  const kept = digits.slice(0, count);
  if (!isUp) {
    const rest = kept.replace(/0+$/, "");
    return { isNegative, digits: rest, scale: rest === "" ? 0 : scale };
  }
  const head = kept.replace(/9+$/, "");
  if (head === "") return { isNegative, digits: "1", scale: scale + 1 };
  return { isNegative, digits: head.slice(0, -1) + String(Number(head[head.length - 1]) + 1), scale };
}

export function isNegativeNumber(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

const ZERO = 48;
