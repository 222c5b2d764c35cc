import { charge, chargeItems } from "../contract/meter";
import { type Call } from "../contract/call";
import { exception } from "../contract/errors";
import { type NetType, typeNamed } from "../contract/type";
import { NetObject, type NetValue } from "../contract/values";
import { keyOfValue } from "../binding/values-of-types";
import { compareTexts, type TextComparison, toUpper } from "./text-methods";

/** A `StringComparer`, the comparer of dictionaries and sets. */
export class NetStringComparer extends NetObject {
  public constructor(public readonly comparison: TextComparison) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.StringComparer");
  }
}

/** What values are the same key. */
export function keyFor(value: NetValue, comparer: NetStringComparer | null): NetValue {
  chargeItems(1);
  if (typeof value === "string" && comparer?.comparison.ignoresCase === true) return `s:${toUpper(value)}`;
  return keyOfValue(value) ?? value;
}

/** The comparer that an argument is, or null. */
export function comparerAt(call: Call, index: number): NetStringComparer | null {
  return call.objectOrNull(index, NetStringComparer);
}

/** Compares two values as `Comparer<T>.Default` does. */
export function compareDefault(left: NetValue, right: NetValue): number {
  charge(1 / 2);
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (typeof left === "string" && typeof right === "string")
    return compareTexts(left, right, { ignoresCase: false, isCultural: true });
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  const order = left instanceof NetObject && right instanceof NetObject ? left.compareTo(right) : undefined;
  if (order === undefined) {
    throw exception("InvalidOperationException", "Failed to compare two elements in the array.");
  }
  return order;
}
