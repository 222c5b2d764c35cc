import { Failure } from "../failure";
import { numberOf, textOf, truth } from "../operators";
import { canonical, isList, isMap, member, type Value } from "../value";
import { given, listOf, mapOf, type TerraformFunction } from "./arguments";

/** Functions of lists, sets and maps. A set is a list here. */
export const COLLECTION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  alltrue: (list) => listOf(list).every((item) => item !== null && truth(item)),
  anytrue: (list) => listOf(list).some((item) => item !== null && truth(item)),
  chunklist: (list, size) => {
    const step = numberOf(given(size));
    if (!(step >= 1)) throw new Failure("the size of a part is not positive");
    const items = listOf(list);
    return Array.from({ length: Math.ceil(items.length / step) }, (_, part) =>
      items.slice(part * step, (part + 1) * step),
    );
  },
  coalesce: (...values) => found(values.find((value) => value !== null && value !== "")),
  coalescelist: (...lists) => found(lists.find((list) => isList(list) && list.length > 0)),
  compact: (list) => listOf(list).filter((item) => item !== null && item !== ""),
  concat: (...lists) => lists.flatMap((list) => listOf(list)),
  contains: (list, value) => {
    const wanted = canonical(given(value));
    return listOf(list).some((item) => canonical(item) === wanted);
  },
  distinct: (list) => distinct(listOf(list)),
  element: (list, index) => {
    const items = listOf(list);
    const place = numberOf(given(index));
    return found(items[((place % items.length) + items.length) % items.length]);
  },
  flatten: (list) => flattened(listOf(list)),
  index: (list, value) => {
    const wanted = canonical(given(value));
    const place = listOf(list).findIndex((item) => canonical(item) === wanted);
    if (place < 0) throw new Failure("a value is not in the list");
    return place;
  },
  keys: (map) => Object.keys(mapOf(map)).sort(),
  length: (value = null) => {
    if (typeof value === "string") return Array.from(value).length;
    return isMap(value) ? Object.keys(value).length : listOf(value).length;
  },
  lookup: (map, name, other) => found(member(mapOf(map), textOf(given(name))) ?? other),
  merge: (...maps) =>
    Object.fromEntries(maps.filter((map) => map !== null).flatMap((map) => Object.entries(mapOf(map)))),
  one: (list) => {
    const items = listOf(list);
    if (items.length > 1) throw new Failure("a list of at most one value has more");
    return items[0] ?? null;
  },
  range: (...limits) => {
    const [start = 0, end = 0, step = 1] =
      limits.length === 1 ? [0, numberOf(given(limits[0]))] : limits.map((limit) => numberOf(limit));
    const count = Math.max(0, Math.ceil((end - start) / step));
    if (!(count <= 1024)) throw new Failure("a range has more than 1024 numbers");
    return Array.from({ length: count }, (_, index) => start + index * step);
  },
  reverse: (list) => [...listOf(list)].reverse(),
  setintersection: (first, ...others) => {
    const sets = others.map((list) => new Set(listOf(list).map(canonical)));
    return distinct(listOf(first)).filter((item) => sets.every((set) => set.has(canonical(item))));
  },
  setsubtract: (first, second) => {
    const without = new Set(listOf(second).map(canonical));
    return distinct(listOf(first)).filter((item) => !without.has(canonical(item)));
  },
  setunion: (...lists) => distinct(lists.flatMap((list) => listOf(list))),
  slice: (list, start, end) => listOf(list).slice(numberOf(given(start)), numberOf(given(end))),
  sort: (list) => listOf(list).map(textOf).sort(),
  sum: (list) => listOf(list).reduce<number>((total, item) => total + numberOf(item), 0),
  tobool: (value = null) => (value === null ? null : truth(value)),
  tolist: (value = null) => (value === null ? null : listOf(value)),
  tomap: (value = null) => (value === null ? null : mapOf(value)),
  tonumber: (value = null) => (value === null ? null : numberOf(value)),
  toset: (value = null) => (value === null ? null : ordered(distinct(listOf(value)))),
  tostring: (value = null) => (value === null ? null : textOf(value)),
  values: (map) => {
    const known = mapOf(map);
    return Object.keys(known)
      .sort()
      .map((name) => member(known, name) ?? null);
  },
  zipmap: (names, values) => {
    const items = listOf(values);
    return Object.fromEntries(listOf(names).map((name, index) => [textOf(name), given(items[index])]));
  },
};

function found(value: Value | undefined): Value {
  if (value === undefined) throw new Failure("a function finds no value");
  return value;
}

function distinct(items: readonly Value[]): readonly Value[] {
  const first = new Map<string, Value>();
  for (const item of items) {
    const key = canonical(item);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}

/** The items of a set have no order; Terraform shows texts in alphabetical order. */
function ordered(items: readonly Value[]): readonly Value[] {
  return items.every((item) => typeof item === "string") ? [...items].sort() : items;
}

function flattened(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isList(item) ? flattened(item) : [item]));
}
