import { type Call } from "../contract/call";
import { defineType, type TypeBuilder } from "../contract/define";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { type NetDelegate, NetSequence, type NetValue } from "../contract/values";
import { comparerAt, keyFor, type NetStringComparer } from "./comparers";
import { NetGrouping } from "./linq-grouping";

/** Groups by their keys, in the order in which the keys are first seen. */
class Groups {
  private readonly found = new Map<NetValue, { readonly key: NetValue; readonly items: NetValue[] }>();

  public constructor(private readonly comparer: NetStringComparer | null) {}

  public add(key: NetValue, item: NetValue): void {
    const place = keyFor(key, this.comparer);
    const group = this.found.get(place) ?? { key, items: [] };
    this.found.set(place, group);
    group.items.push(item);
  }

  public get count(): number {
    return this.found.size;
  }

  public itemsOf(key: NetValue): readonly NetValue[] | undefined {
    return this.found.get(keyFor(key, this.comparer))?.items;
  }

  public groupings(key: NetType, element: NetType): NetGrouping[] {
    return Array.from(this.found.values(), (group) => new NetGrouping(group.key, group.items, key, element));
  }
}

/** The items of a source, in groups. */
export function groupsOf(
  call: Call,
  source: number,
  key: NetDelegate,
  element: NetDelegate | null,
  comparer: NetStringComparer | null,
): Groups {
  const groups = new Groups(comparer);
  for (const item of call.items(source)) groups.add(key.invoke(item), element === null ? item : element.invoke(item));
  return groups;
}

/** An `ILookup<TKey, TElement>`. */
class NetLookup extends NetSequence {
  public constructor(
    key: NetType,
    private readonly element: NetType,
    public readonly groups: Groups,
  ) {
    super(genericType("System.Linq.ILookup", key, element), () => groups.groupings(key, element)[Symbol.iterator]());
  }

  public itemsOf(key: NetValue): NetSequence {
    return listOf(this.element, this.groups.itemsOf(key) ?? []);
  }
}

function listOf(element: NetType, items: readonly NetValue[]): NetSequence {
  return new NetSequence(genericType("System.Collections.Generic.IEnumerable", element), () =>
    items[Symbol.iterator](),
  );
}

export const LOOKUP = defineType<NetLookup>(
  "interface System.Linq.ILookup<TKey, TElement> : IEnumerable<IGrouping<TKey, TElement>>",
  (type) =>
    type
      .property("int Count", (self) => self.groups.count)
      .method("bool Contains(TKey key)", (self, call) => self.groups.itemsOf(call.value(0)) !== undefined)
      .indexer("IEnumerable<TElement> this[TKey key]", (self, call) => self.itemsOf(call.value(0))),
);

/** The methods of `Enumerable` that bring two sources together by their keys. */
export function defineJoins(type: TypeBuilder): void {
  const sources = "this IEnumerable<TOuter> outer, IEnumerable<TInner> inner";
  const keys = "Func<TOuter, TKey> outerKeySelector, Func<TInner, TKey> innerKeySelector";
  const lazy = (call: Call, start: () => Iterator<NetValue>): NetSequence =>
    new NetSequence(genericType("System.Collections.Generic.IEnumerable", call.typeArgument(3)), start);
  type
    .static(
      `IEnumerable<TResult> Join<TOuter, TInner, TKey, TResult>(${sources}, ${keys}, Func<TOuter, TInner, TResult> resultSelector, IEqualityComparer<TKey> comparer = null)`,
      (call) =>
        lazy(call, function* () {
          const inner = groupsOf(call, 1, call.delegate(3), null, comparerAt(call, 5));
          for (const item of call.items(0)) {
            const key = call.delegate(2).invoke(item);
            if (key === null) continue;
            for (const match of inner.itemsOf(key) ?? []) {
              call.runtime.step();
              yield call.delegate(4).invoke(item, match);
            }
          }
        }),
    )
    .static(
      `IEnumerable<TResult> GroupJoin<TOuter, TInner, TKey, TResult>(${sources}, ${keys}, Func<TOuter, IEnumerable<TInner>, TResult> resultSelector, IEqualityComparer<TKey> comparer = null)`,
      (call) =>
        lazy(call, function* () {
          const inner = groupsOf(call, 1, call.delegate(3), null, comparerAt(call, 5));
          for (const item of call.items(0)) {
            const matches = inner.itemsOf(call.delegate(2).invoke(item)) ?? [];
            yield call.delegate(4).invoke(item, listOf(call.typeArgument(1), matches));
          }
        }),
    );
  const source = "this IEnumerable<TSource> source, Func<TSource, TKey> keySelector";
  const lookup = (call: Call, element: NetDelegate | null, comparer: NetStringComparer | null): NetLookup =>
    new NetLookup(
      call.typeArgument(1),
      (element === null ? call.typeArgument() : call.typeArgument(2)) ?? UNKNOWN,
      groupsOf(call, 0, call.delegate(1), element, comparer),
    );
  type
    .static(
      `ILookup<TKey, TSource> ToLookup<TSource, TKey>(${source}, IEqualityComparer<TKey> comparer = null)`,
      (call) => lookup(call, null, comparerAt(call, 2)),
    )
    .static(
      `ILookup<TKey, TElement> ToLookup<TSource, TKey, TElement>(${source}, Func<TSource, TElement> elementSelector, IEqualityComparer<TKey> comparer = null)`,
      (call) => lookup(call, call.delegate(2), comparerAt(call, 3)),
    );
}
