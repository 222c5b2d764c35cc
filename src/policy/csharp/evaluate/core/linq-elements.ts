import { areEqual, defaultOf } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { type TypeBuilder } from "../contract/define";
import { argumentOutOfRange, exception, type NetThrow } from "../contract/errors";
import { long, type NetValue } from "../contract/values";
import { comparerAt, keyFor, type NetStringComparer } from "./comparers";

function noElements(hasPredicate: boolean): NetThrow {
  return exception(
    "InvalidOperationException",
    hasPredicate ? "Sequence contains no matching element" : "Sequence contains no elements",
  );
}

/** The items that a predicate, if there is one, lets through. */
function* matching(call: Call, predicate: number): Generator<NetValue, void, undefined> {
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

/** The methods of `Enumerable` that give one item, a number or a truth. */
export function defineElements(type: TypeBuilder): void {
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
    .static(`long LongCount<TSource>(${source})`, (call) => long(count(call)))
    .static(`long LongCount<TSource>(${predicate})`, (call) => long(count(call)))
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
    .static(
      `bool SequenceEqual<TSource>(${source}, IEnumerable<TSource> second, IEqualityComparer<TSource> comparer = null)`,
      (call) => {
        const comparer = comparerAt(call, 2);
        const second = call.items(1);
        for (const item of call.items(0)) {
          const other = second.next();
          if (other.done === true || !isSame(item, other.value, comparer)) return false;
        }
        return second.next().done === true;
      },
    );
}

function isSame(left: NetValue, right: NetValue, comparer: NetStringComparer | null): boolean {
  return areEqual(left, right) || (comparer !== null && keyFor(left, comparer) === keyFor(right, comparer));
}

function elementAt(call: Call): NetValue | undefined {
  let index = 0;
  for (const item of call.items(0)) if (index++ === call.int(1)) return item;
  return undefined;
}
