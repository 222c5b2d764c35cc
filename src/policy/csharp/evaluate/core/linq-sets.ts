import { chargeParts } from "../contract/meter";
import { type TypeBuilder } from "../contract/define";
import { type NetDelegate, type NetValue } from "../contract/values";
import { comparerAt, keyFor, type NetStringComparer } from "./comparers";
import { type Items, lazy } from "./linq-projections";

function* distinct(items: Iterable<NetValue>, comparer: NetStringComparer | null, key?: NetDelegate): Items {
  const seen = new Set<NetValue>();
  for (const item of items) {
    const place = keyFor(key === undefined ? item : key.invoke(item), comparer);
    if (seen.has(place)) continue;
    seen.add(place);
    yield item;
  }
}

function keysOf(items: Iterable<NetValue>, comparer: NetStringComparer | null): Set<NetValue> {
  return new Set(Array.from(items, (item) => keyFor(item, comparer)));
}

export function defineSets(type: TypeBuilder): void {
  const two = "this IEnumerable<TSource> first, IEnumerable<TSource> second";
  const comparer = "IEqualityComparer<TSource> comparer = null";
  type
    .static(`IEnumerable<TSource> Distinct<TSource>(this IEnumerable<TSource> source, ${comparer})`, (call) =>
      lazy(call.typeArgument(), () => distinct(call.items(0), comparerAt(call, 1))),
    )
    .static(
      "IEnumerable<TSource> DistinctBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector)",
      (call) => lazy(call.typeArgument(), () => distinct(call.items(0), null, call.delegate(1))),
    )
    .static(`IEnumerable<TSource> Concat<TSource>(${two})`, (call) =>
      lazy(call.typeArgument(), function* () {
        for (const source of [0, 1]) {
          chargeParts(30);
          for (const item of call.items(source)) {
            // Where it is nested, an item goes through each level.
            chargeParts(2);
            yield item;
          }
        }
      }),
    )
    .static(`IEnumerable<TSource> Union<TSource>(${two}, ${comparer})`, (call) =>
      lazy(call.typeArgument(), () => distinct([...call.items(0), ...call.items(1)], comparerAt(call, 2))),
    )
    .static(`IEnumerable<TSource> Intersect<TSource>(${two}, ${comparer})`, (call) =>
      lazy(call.typeArgument(), function* () {
        const keys = keysOf(call.items(1), comparerAt(call, 2));
        for (const item of distinct(call.items(0), comparerAt(call, 2)))
          if (keys.has(keyFor(item, comparerAt(call, 2)))) yield item;
      }),
    )
    .static(`IEnumerable<TSource> Except<TSource>(${two}, ${comparer})`, (call) =>
      lazy(call.typeArgument(), function* () {
        const keys = keysOf(call.items(1), comparerAt(call, 2));
        for (const item of distinct(call.items(0), comparerAt(call, 2)))
          if (!keys.has(keyFor(item, comparerAt(call, 2)))) yield item;
      }),
    );
}
