import { isList, isMap, plain, type Value } from "./value";

/** An instance of a resource: its key, and what `each` and `count` are in it. */
export interface Instance {
  readonly key: string | number | undefined;
  readonly names: Readonly<Record<string, Value>>;
}

/** The instances of a resource, or undefined if their number is not known. */
export function instancesOf(count: Value | undefined, forEach: Value | undefined): readonly Instance[] | undefined {
  if (count !== undefined) {
    const number = Number(plain(count));
    if (!Number.isInteger(number) || number < 0 || number > MAX_INSTANCES) return undefined;
    return Array.from({ length: number }, (_, index) => ({ key: index, names: { count: { index } } }));
  }
  if (forEach === undefined) return [{ key: undefined, names: {} }];
  if (isList(forEach)) {
    const keys = forEach.filter((item): item is string => typeof item === "string");
    if (keys.length !== forEach.length) return undefined;
    return keys.map((key) => ({ key, names: { each: { key, value: key } } }));
  }
  if (!isMap(forEach)) return undefined;
  return Object.entries(forEach).map(([key, value]) => ({ key, names: { each: { key, value } } }));
}

/** Instances of one resource. */
const MAX_INSTANCES = 10_000;

/** The address of an instance. */
export function instanceAddress(address: string, key: string | number | undefined): string {
  return key === undefined ? address : `${address}[${JSON.stringify(key)}]`;
}
