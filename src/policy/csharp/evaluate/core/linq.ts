import { areEqual, defaultOf, isInstance, typeOfValue } from "../binding/values-of-types";
import { cast } from "../binding/conversions";
import { type Call } from "../contract/call";
import { defineType, type TypeBuilder } from "../contract/define";
import { argumentOutOfRange, exception, type NetThrow } from "../contract/errors";
import { genericType, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { NetArray, type NetDelegate, NetSequence, type NetValue } from "../contract/values";
import { compareDefault, keyFor, NetStringComparer } from "./collection-interfaces";
import { NetDictionary, NetSet } from "./dictionary";
import { defineAggregates } from "./linq-numbers";
import { NetList } from "./list";

type Items = Generator<NetValue, void, undefined>;

/** An `IEnumerable<T>` whose items are computed when they are asked for. */
function lazy(element: NetType, start: () => Iterator<NetValue>): NetSequence {
  return new NetSequence(genericType("System.Collections.Generic.IEnumerable", element), start);
}

function* filtered(call: Call): Items {
  const test = call.delegate(1);
  let index = 0;
  for (const item of call.items(0)) if (invokeIndexed(test, item, index++) === true) yield item;
}

function* mapped(call: Call): Items {
  const map = call.delegate(1);
  let index = 0;
  for (const item of call.items(0)) yield invokeIndexed(map, item, index++);
}

/** A delegate with one parameter ignores the index. */
function invokeIndexed(delegate: NetDelegate, item: NetValue, index: number): NetValue {
  return delegate.parameterCount === 1 ? delegate.invoke(item) : delegate.invoke(item, index);
}

function noElements(hasPredicate: boolean): NetThrow {
  return exception(
    "InvalidOperationException",
    hasPredicate ? "Sequence contains no matching element" : "Sequence contains no elements",
  );
}

/** The items that a predicate, if there is one, lets through. */
function* matching(call: Call, predicate: number): Items {
  const test = call.delegateOrNull(predicate);
  for (const item of call.items(0)) if (test === null || test.invoke(item) === true) yield item;
}

function first(call: Call, orDefault: boolean): NetValue {
  for (const item of matching(call, 1)) return item;
  if (orDefault) return defaultOf(call.typeArgument());
  throw noElements(call.value(1) !== null);
}

function last(call: Call, orDefault: boolean): NetValue {
  let found: NetValue | undefined;
  for (const item of matching(call, 1)) found = item;
  if (found !== undefined) return found;
  if (orDefault) return defaultOf(call.typeArgument());
  throw noElements(call.value(1) !== null);
}

function single(call: Call, orDefault: boolean): NetValue {
  const found: NetValue[] = [];
  for (const item of matching(call, 1)) {
    found.push(item);
    if (found.length > 1) {
      throw exception(
        "InvalidOperationException",
        call.value(1) === null
          ? "Sequence contains more than one element"
          : "Sequence contains more than one matching element",
      );
    }
  }
  if (found.length === 1) return found[0] ?? null;
  if (orDefault) return defaultOf(call.typeArgument());
  throw noElements(call.value(1) !== null);
}

/** `OrderBy` and what `ThenBy` adds to it. */
export class NetOrdered extends NetSequence {
  public constructor(
    type: NetType,
    private readonly call: Call,
    private readonly orders: readonly {
      readonly key: NetDelegate;
      readonly isDescending: boolean;
      readonly compare: Compare;
    }[],
  ) {
    super(type, () => this.sorted());
  }

  public then(call: Call, isDescending: boolean): NetOrdered {
    const order = { key: call.delegate(1), isDescending, compare: comparerOf(call, 2) };
    return new NetOrdered(this.type, this.call, [...this.orders, order]);
  }

  private sorted(): Iterator<NetValue> {
    const items = [...this.call.items(0)];
    this.call.runtime.step(items.length * Math.ceil(Math.log2(items.length + 2)));
    const keyed = items.map((item) => ({ item, keys: this.orders.map(({ key }) => key.invoke(item)) }));
    keyed.sort((left, right) => {
      for (const [index, { isDescending, compare }] of this.orders.entries()) {
        const order = compare(left.keys[index] ?? null, right.keys[index] ?? null);
        if (order !== 0) return isDescending ? -order : order;
      }
      return 0;
    });
    return keyed.map(({ item }) => item)[Symbol.iterator]();
  }
}

type Compare = (left: NetValue, right: NetValue) => number;

function comparerOf(call: Call, index: number): Compare {
  const comparer = call.objectOrNull(index, NetStringComparer);
  if (comparer === null) return compareDefault;
  return (left, right) => compareDefault(keyFor(left, comparer), keyFor(right, comparer));
}

function ordered(call: Call, isDescending: boolean): NetOrdered {
  const type = genericType("System.Linq.IOrderedEnumerable", call.typeArgument());
  return new NetOrdered(type, call, [{ key: call.delegate(1), isDescending, compare: comparerOf(call, 2) }]);
}

/** The items of one group of `GroupBy`. */
export class NetGrouping extends NetSequence {
  public constructor(
    public readonly groupKey: NetValue,
    public readonly items: readonly NetValue[],
    keyType: NetType,
    element: NetType,
  ) {
    super(genericType("System.Linq.IGrouping", keyType, element), () => items[Symbol.iterator]());
  }
}

function groups(call: Call, element: NetDelegate | null, comparer: NetStringComparer | null): NetGrouping[] {
  const found = new Map<NetValue, { key: NetValue; items: NetValue[] }>();
  for (const item of call.items(0)) {
    const key = call.delegate(1).invoke(item);
    const place = keyFor(key, comparer);
    const group = found.get(place) ?? { key, items: [] };
    found.set(place, group);
    group.items.push(element === null ? item : element.invoke(item));
  }
  const type = element?.resultType ?? call.typeArgument();
  return Array.from(found.values(), ({ key, items }) => new NetGrouping(key, items, call.typeArgument(1), type));
}

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

function comparerAt(call: Call, index: number): NetStringComparer | null {
  return call.objectOrNull(index, NetStringComparer);
}

export const ENUMERABLE = defineType("static class System.Linq.Enumerable", (type) => {
  defineProjections(type);
  defineElements(type);
  defineSets(type);
  defineConversions(type);
  defineAggregates(type);
});

function defineProjections(type: TypeBuilder): void {
  for (const parameters of ["TSource", "TSource, int"]) {
    type
      .static(
        `IEnumerable<TSource> Where<TSource>(this IEnumerable<TSource> source, Func<${parameters}, bool> predicate)`,
        (call) => lazy(call.typeArgument(), () => filtered(call)),
      )
      .static(
        `IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<${parameters}, TResult> selector)`,
        (call) => lazy(call.typeArgument(1), () => mapped(call)),
      )
      .static(
        `IEnumerable<TSource> SkipWhile<TSource>(this IEnumerable<TSource> source, Func<${parameters}, bool> predicate)`,
        (call) =>
          lazy(call.typeArgument(), function* () {
            let index = 0;
            let isSkipping = true;
            for (const item of call.items(0)) {
              isSkipping &&= invokeIndexed(call.delegate(1), item, index++) === true;
              if (!isSkipping) yield item;
            }
          }),
      )
      .static(
        `IEnumerable<TSource> TakeWhile<TSource>(this IEnumerable<TSource> source, Func<${parameters}, bool> predicate)`,
        (call) =>
          lazy(call.typeArgument(), function* () {
            let index = 0;
            for (const item of call.items(0)) {
              if (invokeIndexed(call.delegate(1), item, index++) !== true) return;
              yield item;
            }
          }),
      );
  }
  type
    .static(
      "IEnumerable<TResult> SelectMany<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, IEnumerable<TResult>> selector)",
      (call) =>
        lazy(call.typeArgument(1), function* () {
          for (const item of call.items(0)) yield* itemsOf(call.delegate(1).invoke(item), call);
        }),
    )
    .static(
      "IOrderedEnumerable<TSource> OrderBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer = null)",
      (call) => ordered(call, false),
    )
    .static(
      "IOrderedEnumerable<TSource> OrderByDescending<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer = null)",
      (call) => ordered(call, true),
    )
    .static(
      "IOrderedEnumerable<TSource> ThenBy<TSource, TKey>(this IOrderedEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer = null)",
      (call) => call.object(0, NetOrdered).then(call, false),
    )
    .static(
      "IOrderedEnumerable<TSource> ThenByDescending<TSource, TKey>(this IOrderedEnumerable<TSource> source, Func<TSource, TKey> keySelector, IComparer<TKey> comparer = null)",
      (call) => call.object(0, NetOrdered).then(call, true),
    )
    .static("IEnumerable<TSource> Reverse<TSource>(this IEnumerable<TSource> source)", (call) =>
      lazy(call.typeArgument(), () => [...call.items(0)].reverse()[Symbol.iterator]()),
    )
    .static("IEnumerable<TSource> Skip<TSource>(this IEnumerable<TSource> source, int count)", (call) =>
      lazy(call.typeArgument(), function* () {
        let index = 0;
        for (const item of call.items(0)) if (index++ >= call.int(1)) yield item;
      }),
    )
    .static("IEnumerable<TSource> Take<TSource>(this IEnumerable<TSource> source, int count)", (call) =>
      lazy(call.typeArgument(), function* () {
        let left = call.int(1);
        if (left <= 0) return;
        for (const item of call.items(0)) {
          yield item;
          if (--left <= 0) return;
        }
      }),
    )
    .static(
      "IEnumerable<IGrouping<TKey, TSource>> GroupBy<TSource, TKey>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, IEqualityComparer<TKey> comparer = null)",
      (call) =>
        lazy(genericType("System.Linq.IGrouping", call.typeArgument(1), call.typeArgument()), () =>
          groups(call, null, comparerAt(call, 2))[Symbol.iterator](),
        ),
    )
    .static(
      "IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector)",
      (call) =>
        lazy(genericType("System.Linq.IGrouping", call.typeArgument(1), call.typeArgument(2)), () =>
          groups(call, call.delegate(2), null)[Symbol.iterator](),
        ),
    )
    .static(
      "IEnumerable<TResult> Zip<TFirst, TSecond, TResult>(this IEnumerable<TFirst> first, IEnumerable<TSecond> second, Func<TFirst, TSecond, TResult> resultSelector)",
      (call) =>
        lazy(call.typeArgument(2), function* () {
          const second = call.items(1);
          for (const item of call.items(0)) {
            const other = second.next();
            if (other.done === true) return;
            yield call.delegate(2).invoke(item, other.value);
          }
        }),
    )
    .static("IEnumerable<TResult> Cast<TResult>(this System.Collections.IEnumerable source)", (call) =>
      lazy(call.typeArgument(), function* () {
        for (const item of call.items(0))
          yield cast(item, { type: typeNamed("object") }, call.typeArgument(), call.runtime, false);
      }),
    )
    .static("IEnumerable<TResult> OfType<TResult>(this System.Collections.IEnumerable source)", (call) =>
      lazy(call.typeArgument(), function* () {
        for (const item of call.items(0)) if (item !== null && isInstance(item, call.typeArgument())) yield item;
      }),
    )
    .static("IEnumerable<TSource> AsEnumerable<TSource>(this IEnumerable<TSource> source)", (call) => call.value(0))
    .static("IEnumerable<TSource> DefaultIfEmpty<TSource>(this IEnumerable<TSource> source)", (call) =>
      lazy(call.typeArgument(), function* () {
        const items = [...call.items(0)];
        yield* items.length > 0 ? items : [defaultOf(call.typeArgument())];
      }),
    )
    .static(
      "IEnumerable<TSource> DefaultIfEmpty<TSource>(this IEnumerable<TSource> source, TSource defaultValue)",
      (call) =>
        lazy(call.typeArgument(), function* () {
          const items = [...call.items(0)];
          yield* items.length > 0 ? items : [call.value(1)];
        }),
    )
    .static("IEnumerable<TSource> Append<TSource>(this IEnumerable<TSource> source, TSource element)", (call) =>
      lazy(call.typeArgument(), function* () {
        yield* call.items(0);
        yield call.value(1);
      }),
    )
    .static("IEnumerable<TSource> Prepend<TSource>(this IEnumerable<TSource> source, TSource element)", (call) =>
      lazy(call.typeArgument(), function* () {
        yield call.value(1);
        yield* call.items(0);
      }),
    )
    .static("IEnumerable<TResult> Repeat<TResult>(TResult element, int count)", (call) => {
      if (call.int(1) < 0) throw argumentOutOfRange("count");
      return lazy(call.typeArgument(), function* () {
        for (let index = 0; index < call.int(1); index++) {
          call.runtime.step();
          yield call.value(0);
        }
      });
    })
    .static("IEnumerable<int> Range(int start, int count)", (call) => {
      if (call.int(1) < 0) throw argumentOutOfRange("count");
      return lazy(typeNamed("int"), function* () {
        for (let index = 0; index < call.int(1); index++) {
          call.runtime.step();
          yield call.int(0) + index;
        }
      });
    })
    .static("IEnumerable<TResult> Empty<TResult>()", (call) => new NetArray(call.typeArgument(), []));
}

/** The items of a value that is no argument. */
function itemsOf(value: NetValue, call: Call): Generator<NetValue, void, undefined> {
  return call.itemsOf(value);
}

function defineElements(type: TypeBuilder): void {
  const source = "this IEnumerable<TSource> source";
  const predicate = `${source}, Func<TSource, bool> predicate`;
  const finders: readonly (readonly [string, (call: Call) => NetValue])[] = [
    ["First", (call) => first(call, false)],
    ["FirstOrDefault", (call) => first(call, true)],
    ["Last", (call) => last(call, false)],
    ["LastOrDefault", (call) => last(call, true)],
    ["Single", (call) => single(call, false)],
    ["SingleOrDefault", (call) => single(call, true)],
  ];
  for (const [name, find] of finders) {
    type.static(`TSource ${name}<TSource>(${source})`, find).static(`TSource ${name}<TSource>(${predicate})`, find);
  }
  const count = (call: Call): number => {
    let found = 0;
    const items = matching(call, 1);
    while (items.next().done !== true) found++;
    return found;
  };
  const any = (call: Call): boolean => matching(call, 1).next().done !== true;
  type
    .static(`int Count<TSource>(${source})`, count)
    .static(`int Count<TSource>(${predicate})`, count)
    .static(`bool Any<TSource>(${source})`, any)
    .static(`bool Any<TSource>(${predicate})`, any)
    .static(`bool All<TSource>(${predicate})`, (call) => {
      for (const item of call.items(0)) if (call.delegate(1).invoke(item) !== true) return false;
      return true;
    })
    .static(`TSource ElementAt<TSource>(${source}, int index)`, (call) => {
      const found = elementAt(call);
      if (found === undefined)
        throw argumentOutOfRange(
          "index",
          "Index was out of range. Must be non-negative and less than the size of the collection.",
        );
      return found;
    })
    .static(
      `TSource ElementAtOrDefault<TSource>(${source}, int index)`,
      (call) => elementAt(call) ?? defaultOf(call.typeArgument()),
    )
    .static(`bool Contains<TSource>(${source}, TSource value, IEqualityComparer<TSource> comparer = null)`, (call) => {
      const comparer = comparerAt(call, 2);
      const searched = keyFor(call.value(1), comparer);
      for (const item of call.items(0))
        if (areEqual(item, call.value(1)) || keyFor(item, comparer) === searched) return true;
      return false;
    })
    .static(`bool SequenceEqual<TSource>(${source}, IEnumerable<TSource> second)`, (call) => {
      const second = call.items(1);
      for (const item of call.items(0)) {
        const other = second.next();
        if (other.done === true || !areEqual(item, other.value)) return false;
      }
      return second.next().done === true;
    });
}

function elementAt(call: Call): NetValue | undefined {
  let index = 0;
  for (const item of call.items(0)) if (index++ === call.int(1)) return item;
  return undefined;
}

function defineSets(type: TypeBuilder): void {
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
        yield* call.items(0);
        yield* call.items(1);
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

/** All items in an array of JavaScript, which must not become too large. */
function collected(call: Call): NetValue[] {
  const items: NetValue[] = [];
  for (const item of call.items(0)) {
    items.push(item);
    if (items.length % 1024 === 0) call.runtime.checkLength(items.length);
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

function defineConversions(type: TypeBuilder): void {
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

export const LINQ_INTERFACES = [
  defineType("interface System.Linq.IOrderedEnumerable<TElement> : IEnumerable<TElement>"),
  defineType<NetGrouping>("interface System.Linq.IGrouping<TKey, TElement> : IEnumerable<TElement>", (type) =>
    type.property("TKey Key", (self) => self.groupKey),
  ),
];
