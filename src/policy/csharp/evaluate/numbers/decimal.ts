import { argument, exception } from "../contract/errors";
import { type NetType, typeNamed } from "../contract/type";
import { NetObject, type NetValue } from "../contract/values";

/** A `decimal`: an integer of 96 bits and how many of its digits are behind the point, at most 28. */
export class NetDecimal extends NetObject {
  public constructor(
    public readonly coefficient: bigint,
    public readonly scale: number,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed("decimal");
  }

  public override toText(): string {
    const isNegative = this.coefficient < 0n;
    const digits = (isNegative ? -this.coefficient : this.coefficient).toString().padStart(this.scale + 1, "0");
    const whole = digits.slice(0, digits.length - this.scale);
    const text = this.scale === 0 ? whole : `${whole}.${digits.slice(digits.length - this.scale)}`;
    return isNegative ? `-${text}` : text;
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetDecimal && compareDecimals(this, other) === 0;
  }

  public override hashCode(): number {
    return Number(BigInt.asIntN(32, trimmed(this).coefficient));
  }

  public override get key(): string {
    return `decimal:${trimmed(this).toText()}`;
  }

  public override compareTo(other: NetObject): number | undefined {
    return other instanceof NetDecimal ? compareDecimals(this, other) : undefined;
  }
}

const MAX_COEFFICIENT = (1n << 96n) - 1n;
const MAX_SCALE = 28;

function pow10(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** The coefficients of two decimals for the larger one of their scales. */
function aligned(left: NetDecimal, right: NetDecimal): [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [left.coefficient * pow10(scale - left.scale), right.coefficient * pow10(scale - right.scale), scale];
}

/** Makes a decimal of an exact value, rounded half to even to what fits. */
export function fitDecimal(coefficient: bigint, scale: number): NetDecimal {
  let drop = Math.max(0, scale - MAX_SCALE);
  const size = coefficient < 0n ? -coefficient : coefficient;
  const excess = size.toString().length - 29;
  drop = Math.max(drop, Math.min(excess, scale));
  let rounded = drop > 0 ? divideRounded(coefficient, pow10(drop)) : coefficient;
  if ((rounded < 0n ? -rounded : rounded) > MAX_COEFFICIENT && scale > drop) {
    drop++;
    rounded = divideRounded(coefficient, pow10(drop));
  }
  if ((rounded < 0n ? -rounded : rounded) > MAX_COEFFICIENT) {
    throw exception("OverflowException", "Value was either too large or too small for a Decimal.");
  }
  return new NetDecimal(rounded, scale - Math.max(drop, 0));
}

/** A quotient rounded half to even. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const size = divisor < 0n ? -divisor : divisor;
  if (twice < size || (twice === size && quotient % 2n === 0n)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

export function addDecimals(left: NetDecimal, right: NetDecimal): NetDecimal {
  const [first, second, scale] = aligned(left, right);
  return fitDecimal(first + second, scale);
}

export function subtractDecimals(left: NetDecimal, right: NetDecimal): NetDecimal {
  const [first, second, scale] = aligned(left, right);
  return fitDecimal(first - second, scale);
}

export function multiplyDecimals(left: NetDecimal, right: NetDecimal): NetDecimal {
  return fitDecimal(left.coefficient * right.coefficient, left.scale + right.scale);
}

/** A quotient with all digits that it has, at most some 28, and no zeros at its end that the operands do not ask for. */
export function divideDecimals(left: NetDecimal, right: NetDecimal): NetDecimal {
  if (right.coefficient === 0n) throw exception("DivideByZeroException", "Attempted to divide by zero.");
  const preferred = left.scale - right.scale;
  const extra = 60;
  const dividend = left.coefficient * pow10(extra);
  const quotient = divideRounded(dividend, right.coefficient);
  const isExact = dividend % right.coefficient === 0n;
  let coefficient = quotient;
  let scale = preferred + extra;
  while (scale > Math.max(0, preferred) && coefficient % 10n === 0n && (isExact || coefficient === 0n)) {
    coefficient /= 10n;
    scale--;
  }
  if (scale < 0) {
    coefficient *= pow10(-scale);
    scale = 0;
  }
  return fitDecimal(coefficient, scale);
}

export function remainderOfDecimals(left: NetDecimal, right: NetDecimal): NetDecimal {
  if (right.coefficient === 0n) throw exception("DivideByZeroException", "Attempted to divide by zero.");
  const [first, second, scale] = aligned(left, right);
  return fitDecimal(first % second, scale);
}

export function compareDecimals(left: NetDecimal, right: NetDecimal): number {
  const [first, second] = aligned(left, right);
  return first < second ? -1 : first > second ? 1 : 0;
}

export function negateDecimal(value: NetDecimal): NetDecimal {
  return new NetDecimal(-value.coefficient, value.scale);
}

function trimmed({ coefficient, scale }: NetDecimal): NetDecimal {
  let digits = coefficient;
  let left = scale;
  while (left > 0 && digits % 10n === 0n) {
    digits /= 10n;
    left--;
  }
  return new NetDecimal(digits, left);
}

/** The digits of a literal or of a text: `-12.50`, `1.5e3`. Undefined for what is no number. */
export function parseDecimal(text: string): NetDecimal | undefined {
  const parts = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,4}))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = "", rest = "", exponent = "0"] = parts;
  if (whole + rest === "") return undefined;
  if (whole.length + rest.length > MAX_DIGITS) return undefined;
  let scale = rest.length - Number(exponent);
  let coefficient = BigInt(whole + rest);
  if (scale < 0) {
    if (scale < -MAX_DIGITS) return undefined;
    coefficient *= pow10(-scale);
    scale = 0;
  }
  if (scale > MAX_DIGITS) return new NetDecimal(0n, MAX_SCALE);
  return fitDecimal(sign === "-" ? -coefficient : coefficient, scale);
}

const MAX_DIGITS = 400;

/** A double as a decimal, which gets 15 digits of it. */
export function decimalOfDouble(value: number, digits = 15): NetDecimal {
  const found = Number.isFinite(value) ? parseDecimal(value.toPrecision(digits)) : undefined;
  if (found === undefined) {
    throw exception("OverflowException", "Value was either too large or too small for a Decimal.");
  }
  return trimmed(found);
}

/** The integer that is left without the digits behind the point. */
export function truncateDecimal({ coefficient, scale }: NetDecimal): bigint {
  return coefficient / pow10(scale);
}

/** @param mode what happens to a value in the middle */
export function roundDecimal(value: NetDecimal, decimals: number, mode: Rounding): NetDecimal {
  if (decimals >= value.scale) return value;
  const { coefficient } = value;
  const divisor = pow10(value.scale - decimals);
  if (mode === "even") return new NetDecimal(divideRounded(coefficient, divisor), decimals);
  const half = mode === "away" ? (coefficient < 0n ? -(divisor / 2n) : divisor / 2n) : 0n;
  const whole = (coefficient + half) / divisor;
  const isInexact = coefficient % divisor !== 0n;
  if (mode === "down" && coefficient < 0n && isInexact) return new NetDecimal(whole - 1n, decimals);
  if (mode === "up" && coefficient > 0n && isInexact) return new NetDecimal(whole + 1n, decimals);
  return new NetDecimal(whole, decimals);
}

/** Where a number between two others is rounded to: the even one in the middle, away from zero in the middle, towards zero, down, or up. */
export type Rounding = "even" | "away" | "zero" | "down" | "up";

/** By the number of a `MidpointRounding`. */
export function roundingOf(value: number): Rounding {
  const found = ROUNDINGS[value];
  if (found === undefined) {
    throw argument(
      "ArgumentException",
      `The value '${value}' is not valid for this usage of the type MidpointRounding.`,
      "mode",
    );
  }
  return found;
}

const ROUNDINGS: readonly Rounding[] = ["even", "away", "zero", "down", "up"];
