import { Failure } from "./failure";
import { isList, isMap, member, Unresolved, type Value } from "./value";

/** A step to a part of a value: the name of a member, or the index of an item. */
export type Key = string | number;

/** The address of a part of a block. */
export function pathText(address: string, path: readonly Key[]): string {
  const step = (key: Key): string =>
    typeof key === "string" && /^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  return address + path.map(step).join("");
}

/** The last name in a path. */
export function lastName(path: readonly Key[]): string {
  return [...path].reverse().find((key): key is string => typeof key === "string") ?? "";
}

/** The part of a value that a path leads to. */
export function partOf(value: Value, path: readonly Key[]): Value {
  let part = value;
  for (const key of path) {
    if (part instanceof Unresolved) return part;
    const next = isList(part) ? part[Number(key)] : isMap(part) ? member(part, String(key)) : undefined;
    if (next === undefined) throw new Failure(`there is no ${JSON.stringify(key)} in the value`);
    part = next;
  }
  return part;
}
