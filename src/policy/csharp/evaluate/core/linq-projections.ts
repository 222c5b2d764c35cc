import { chargeParts } from "../contract/meter";
import { defaultOf, isInstance } from "../binding/values-of-types";
import { cast } from "../binding/conversions";
import { type Call } from "../contract/call";
import { type TypeBuilder } from "../contract/define";
import { argumentOutOfRange } from "../contract/errors";
import { genericType, type NetType, typeNamed } from "../contract/type";
import { NetArray, type NetDelegate, NetSequence, type NetValue } from "../contract/values";
import { comparerAt } from "./comparers";
import { groupsOf } from "./linq-joins";
import { ordered, NetOrdered } from "./linq-order";

export type Items = Generator<NetValue, void, undefined>;

/** An `IEnumerable<T>` whose items are computed when they are asked for. */
export function lazy(element: NetType, start: () => Iterator<NetValue>): NetSequence {
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

/** What a function makes of each group. */
function* grouped(call: Call, element: NetDelegate | null, result: NetDelegate): Items {
  const type = call.typeArgument(element === null ? 0 : 2);
  const groups = groupsOf(call, 0, call.delegate(1), element, null);
  for (const group of groups.groupings(call.typeArgument(1), type)) yield result.invoke(group.groupKey, group);
}

export function defineProjections(type: TypeBuilder): void {
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
          for (const item of call.items(0)) {
            for (const part of itemsOf(call.delegate(1).invoke(item), call)) {
              // Where it is nested, an item goes through each level.
              chargeParts(2);
              yield part;
            }
          }
        }),
    )
    .static(
      "IEnumerable<TResult> SelectMany<TSource, TCollection, TResult>(this IEnumerable<TSource> source, Func<TSource, IEnumerable<TCollection>> collectionSelector, Func<TSource, TCollection, TResult> resultSelector)",
      (call) =>
        lazy(call.typeArgument(2), function* () {
          for (const item of call.items(0)) {
            for (const part of call.itemsOf(call.delegate(1).invoke(item))) yield call.delegate(2).invoke(item, part);
          }
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
    .static("IEnumerable<TSource> SkipLast<TSource>(this IEnumerable<TSource> source, int count)", (call) =>
      lazy(call.typeArgument(), function* () {
        const items = [...call.items(0)];
        yield* items.slice(0, Math.max(0, items.length - Math.max(0, call.int(1))));
      }),
    )
    .static("IEnumerable<TSource> TakeLast<TSource>(this IEnumerable<TSource> source, int count)", (call) =>
      lazy(call.typeArgument(), function* () {
        const items = [...call.items(0)];
        yield* items.slice(items.length - Math.min(items.length, Math.max(0, call.int(1))));
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
          groupsOf(call, 0, call.delegate(1), null, comparerAt(call, 2))
            .groupings(call.typeArgument(1), call.typeArgument())
            [Symbol.iterator](),
        ),
    )
    .static(
      "IEnumerable<IGrouping<TKey, TElement>> GroupBy<TSource, TKey, TElement>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector)",
      (call) =>
        lazy(genericType("System.Linq.IGrouping", call.typeArgument(1), call.typeArgument(2)), () =>
          groupsOf(call, 0, call.delegate(1), call.delegate(2), null)
            .groupings(call.typeArgument(1), call.typeArgument(2))
            [Symbol.iterator](),
        ),
    )
    .static(
      "IEnumerable<TResult> GroupBy<TSource, TKey, TResult>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TKey, IEnumerable<TSource>, TResult> resultSelector)",
      (call) => lazy(call.typeArgument(2), () => grouped(call, null, call.delegate(2))),
    )
    .static(
      "IEnumerable<TResult> GroupBy<TSource, TKey, TElement, TResult>(this IEnumerable<TSource> source, Func<TSource, TKey> keySelector, Func<TSource, TElement> elementSelector, Func<TKey, IEnumerable<TElement>, TResult> resultSelector)",
      (call) => lazy(call.typeArgument(3), () => grouped(call, call.delegate(2), call.delegate(3))),
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
