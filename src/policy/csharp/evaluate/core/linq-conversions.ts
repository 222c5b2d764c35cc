import { typeOfValue } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { type TypeBuilder } from "../contract/define";
import { exception } from "../contract/errors";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { NetArray, type NetDelegate, type NetValue } from "../contract/values";
import { comparerAt, type NetStringComparer } from "./comparers";
import { NetDictionary } from "./dictionary";
import { NetSet } from "./hash-set";
import { NetList } from "./list";

/** All items in an array of JavaScript, which must not become too large. */
function collected(call: Call): NetValue[] {
  const items: NetValue[] = [];
  for (const item of call.items(0)) {
    items.push(item);
    if (items.length % 1024 === 0) call.runtime.checkCount(items.length, 0);
  }
  return items;
}

/** The type of the elements, or that of all items where the code does not say it. */
function elementType(call: Call, items: readonly NetValue[]): NetType {
  const known = call.typeArgument();
  if (known !== UNKNOWN) return known;
  const type = items.length === 0 ? undefined : typeOfValue(items[0] ?? null);
  return type !== undefined && items.every((item) => typeOfValue(item)?.id === type.id) ? type : UNKNOWN;
}

function dictionary(call: Call, value: NetDelegate | null, comparer: NetStringComparer | null): NetDictionary {
  const [source = UNKNOWN, key = UNKNOWN, element = source] = call.typeArguments;
  const found = NetDictionary.of(key, value === null ? source : element, comparer);
  for (const item of call.items(0)) {
    const itemKey = call.delegate(1).invoke(item);
    if (found.find(itemKey) !== undefined) {
      throw exception("ArgumentException", "An item with the same key has already been added.");
    }
    found.set(itemKey, value === null ? item : value.invoke(item));
  }
  return found;
}

/** The methods of `Enumerable` that make a collection. */
export function defineConversions(type: TypeBuilder): void {
  const source = "this IEnumerable<TSource> source";
  type
    .static(`TSource[] ToArray<TSource>(${source})`, (call) => {
      const items = collected(call);
      return new NetArray(elementType(call, items), items);
    })
    .static(`List<TSource> ToList<TSource>(${source})`, (call) => {
      const items = collected(call);
      return NetList.of(elementType(call, items), items);
    })
    .static(`HashSet<TSource> ToHashSet<TSource>(${source}, IEqualityComparer<TSource> comparer = null)`, (call) => {
      const set = new NetSet(
        genericType("System.Collections.Generic.HashSet", call.typeArgument()),
        comparerAt(call, 1),
      );
      for (const item of call.items(0)) set.add(item);
      return set;
    })
    .static(
      `Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(${source}, Func<TSource, TKey> keySelector)`,
      (call) => dictionary(call, null, null),
    )
    .static(
      `Dictionary<TKey, TSource> ToDictionary<TSource, TKey>(${source}, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer)`,
      (call) => dictionary(call, null, comparerAt(call, 2)),
    )
    .static(
      `Dictionary<TKey, TElement> ToDictionary<TSource, TKey, TElement>(${source}, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector, IEqualityComparer<TKey> comparer = null)`,
      (call) => dictionary(call, call.delegate(2), comparerAt(call, 3)),
    );
}
