import { isNamed, type Type } from "../members/type";
import { type Binary, type Expression } from "../tree";
import { type Facts } from "./binder";

/** The value of a constant number: whole, or with a fraction. */
type ConstantNumber = bigint | number;

/** Whether an expression, of which all parts are bound, is a constant number that a type of integers does not hold. C# refuses it. */
export function isOutOfRange(node: Expression, type: Type, facts: Facts): boolean {
  const bits = type.kind === "named" ? BITS.get(type.name) : undefined;
  if (bits === undefined) return false;
  const value = valueOf(node, facts);
  if (value === undefined) return false;
  const whole = typeof value === "bigint" ? value : Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  return whole === undefined || !fits(whole, bits);
}

/** Bits of the types of integers; negative where the first is a sign. */
const BITS: ReadonlyMap<string, number> = new Map([
  ...([
    ["byte", 8],
    ["ushort", 16],
    ["char", 16],
    ["uint", 32],
    ["ulong", 64],
  ] as const),
  ...([
    ["sbyte", -8],
    ["short", -16],
    ["int", -32],
    ["long", -64],
  ] as const),
]);

function fits(value: bigint, bits: number): boolean {
  return (bits < 0 ? BigInt.asIntN(-bits, value) : BigInt.asUintN(bits, value)) === value;
}

/** The values of the constants of a tree: a constant may be in many others. */
const VALUES = new WeakMap<Expression, { readonly value: ConstantNumber | undefined }>();

function valueOf(node: Expression, facts: Facts): ConstantNumber | undefined {
  const known = VALUES.get(node);
  if (known !== undefined) return known.value;
  VALUES.set(node, { value: undefined });
  const value = computed(node, facts);
  VALUES.set(node, { value });
  return value;
}

function computed(node: Expression, facts: Facts): ConstantNumber | undefined {
  if (node.kind === "number")
    return /^\d+$/.test(node.digits) && INTEGERS.includes(node.type) ? BigInt(node.digits) : Number(node.digits);
  if (node.kind === "char") return node.value.length === 1 ? BigInt(node.value.charCodeAt(0)) : undefined;
  if (node.kind === "binary") return arithmetic(node, valueOf(node.left, facts), valueOf(node.right, facts));
  if (node.kind === "name") {
    const local = facts.locals.get(node);
    const isInteger = local?.isConstant === true && isNamed(local.type, ...BITS.keys());
    return isInteger && local.value !== undefined ? valueOf(local.value, facts) : undefined;
  }
  if (node.kind !== "unary" || (node.operator !== "+" && node.operator !== "-")) return undefined;
  const value = valueOf(node.operand, facts);
  return value === undefined || node.operator === "+" ? value : -value;
}

const INTEGERS: readonly string[] = ["int", "uint", "long", "ulong"];

/** The result where it fits into an integer of 32 bits, which all operands have then. */
function arithmetic({ operator }: Binary, left?: ConstantNumber, right?: ConstantNumber): bigint | undefined {
  if (typeof left !== "bigint" || typeof right !== "bigint") return undefined;
  const value =
    operator === "+" ? left + right : operator === "-" ? left - right : operator === "*" ? left * right : undefined;
  return value !== undefined && fits(value, -32) ? value : undefined;
}
