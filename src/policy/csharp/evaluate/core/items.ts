import { defaultOf } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { argument, argumentOutOfRange } from "../contract/errors";
import { chargeItems } from "../contract/meter";
import { type NetType, UNKNOWN } from "../contract/type";
import { type NetArray, type NetDelegate, type NetValue } from "../contract/values";
import { compareDefault } from "./comparers";

export function indexWhere(items: readonly NetValue[], call: Call, match: NetDelegate): number {
  return items.findIndex((item) => {
    call.runtime.step();
    return match.invoke(item) === true;
  });
}

/** The index of the last item that matches, or -1. */
export function lastIndexWhere(items: readonly NetValue[], call: Call, match: NetDelegate): number {
  for (let index = items.length - 1; index >= 0; index--) {
    call.runtime.step();
    if (match.invoke(items[index] ?? null) === true) return index;
  }
  return -1;
}

/** The place of a value among sorted items, or the complement of the place where it would be. */
export function binarySearch(items: readonly NetValue[], call: Call, value: NetValue): number {
  call.runtime.step(Math.log2(items.length + 2));
  let [low, high] = [0, items.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareDefault(items[middle] ?? null, value);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return ~low;
}

export function filterItems(items: readonly NetValue[], call: Call, match: NetDelegate): NetValue[] {
  return items.filter((item) => {
    call.runtime.step();
    return match.invoke(item) === true;
  });
}

/** Sorts by a comparison, or by the default order. */
export function sortItems(items: readonly NetValue[], call: Call, comparison?: NetDelegate | null): NetValue[] {
  call.runtime.step(items.length * Math.ceil(Math.log2(items.length + 2)));
  return [...items].sort((left, right) =>
    comparison === undefined || comparison === null
      ? compareDefault(left, right)
      : Number(comparison.invoke(left, right)),
  );
}

/** Copies items into an array that is there. */
export function copyItems(
  source: readonly NetValue[],
  from: number,
  target: NetArray,
  to: number,
  count: number,
): NetValue {
  if (from < 0 || to < 0 || count < 0) throw argumentOutOfRange(count < 0 ? "length" : "sourceIndex");
  if (from + count > source.length)
    throw argument(
      "ArgumentException",
      "Source array was not long enough. Check the source index, length, and the array's lower bounds.",
      "sourceArray",
    );
  if (to + count > target.items.length)
    throw argument(
      "ArgumentException",
      "Destination array was not long enough. Check the destination index, length, and the array's lower bounds.",
      "destinationArray",
    );
  chargeItems(count);
  const items = source.slice(from, from + count);
  items.forEach((item, index) => {
    target.items[to + index] = item;
  });
  return null;
}

/** An item, or the default of its type where a search found none. */
export function itemOrDefault(items: readonly NetValue[], index: number, type: NetType = UNKNOWN): NetValue {
  return index < 0 ? defaultOf(type) : itemAt(items, index);
}

export function itemAt(items: readonly NetValue[], index: number): NetValue {
  return items[index] ?? null;
}
