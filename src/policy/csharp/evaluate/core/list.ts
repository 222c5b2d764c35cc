import { areEqual, defaultOf } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { argument, argumentOutOfRange, exception } from "../contract/errors";
import { chargeItems, chargePlaces } from "../contract/meter";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { NetArray, type NetDelegate, type NetValue } from "../contract/values";
import { compareDefault, modified, NetCollection } from "./collection-interfaces";

/** A `List<T>`, a `Queue<T>` or a `Stack<T>`; the top of a stack is its last item. */
export class NetList extends NetCollection {
  private version = 0;

  /** @param reserved the capacity that it was made with */
  public constructor(
    public readonly type: NetType,
    public readonly items: NetValue[],
    private readonly reserved = 0,
  ) {
    super();
  }

  public static of(element: NetType, items: NetValue[]): NetList {
    return new NetList(genericType("System.Collections.Generic.List", element), items);
  }

  public get count(): number {
    return this.items.length;
  }

  /** What was asked for, or what doubling comes to, from 4 on. */
  public get capacity(): number {
    let capacity = this.reserved;
    while (capacity < this.items.length) capacity = capacity === 0 ? 4 : capacity * 2;
    return capacity;
  }

  /** To be called before each change: an enumeration that goes on afterwards fails. */
  public change(call: Call, added = 0): NetValue[] {
    call.runtime.checkCount(this.items.length + added, added);
    this.version++;
    return this.items;
  }

  public override *enumerate(): Generator<NetValue, void, undefined> {
    const { version } = this;
    const isStack = this.type.name === "Stack";
    for (let index = 0; index < this.items.length; index++) {
      yield this.items[isStack ? this.items.length - 1 - index : index] ?? null;
      if (this.version !== version) throw modified();
    }
  }
}

function at(self: NetList, index: number): number {
  if (index < 0 || index >= self.items.length) {
    throw argumentOutOfRange(
      "index",
      "Index was out of range. Must be non-negative and less than the size of the collection.",
    );
  }
  return index;
}

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

export const LIST = defineType<NetList>(
  "class System.Collections.Generic.List<T> : IList<T>, IReadOnlyList<T>, System.Collections.IList",
  (type) => {
    type
      .create("()", (call) => new NetList(call.target, []))
      .create("(int capacity)", (call) => {
        if (call.int(0) < 0) throw argumentOutOfRange("capacity");
        return new NetList(call.target, [], call.int(0));
      })
      .create("(IEnumerable<T> collection)", (call) => {
        const items = [...call.items(0)];
        return new NetList(call.target, items, items.length);
      })
      .property("int Count", (self) => self.count)
      .property("int Capacity", (self) => self.capacity)
      .indexer(
        "T this[int index]",
        (self, call) => self.items[at(self, call.int(0))] ?? null,
        (self, call) => {
          self.change(call)[at(self, call.int(0))] = call.value(1);
        },
      )
      .method("void Add(T item)", (self, call) => {
        self.change(call, 1).push(call.value(0));
        return null;
      })
      .method("void AddRange(IEnumerable<T> collection)", (self, call) => {
        for (const item of [...call.items(0)]) self.change(call, 1).push(item);
        return null;
      })
      .method("void Insert(int index, T item)", (self, call) => {
        if (call.int(0) < 0 || call.int(0) > self.count)
          throw argumentOutOfRange("index", "Index must be within the bounds of the List.");
        chargePlaces(self.count);
        self.change(call, 1).splice(call.int(0), 0, call.value(1));
        return null;
      })
      .method("bool Remove(T item)", (self, call) => {
        call.runtime.step(self.count / 8);
        const index = self.items.findIndex((item) => areEqual(item, call.value(0)));
        if (index >= 0) self.change(call).splice(index, 1);
        return index >= 0;
      })
      .method("void RemoveAt(int index)", (self, call) => {
        chargePlaces(self.count);
        self.change(call).splice(at(self, call.int(0)), 1);
        return null;
      })
      .method("void RemoveRange(int index, int count)", (self, call) => {
        if (call.int(0) < 0 || call.int(1) < 0) throw argumentOutOfRange(call.int(0) < 0 ? "index" : "count");
        if (call.int(0) + call.int(1) > self.count)
          throw argument(
            "ArgumentException",
            "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.",
          );
        self.change(call).splice(call.int(0), call.int(1));
        return null;
      })
      .method("int RemoveAll(Predicate<T> match)", (self, call) => {
        const removed = new Set(filterItems(self.items, call, call.delegate(0)));
        const before = self.count;
        const kept = self.items.filter((item) => !removed.has(item));
        replaceItems(self, call, kept);
        return before - kept.length;
      })
      .method("void Clear()", (self, call) => {
        replaceItems(self, call, []);
        return null;
      })
      .method("bool Contains(T item)", (self, call) => {
        call.runtime.step(self.count / 8);
        return self.items.some((item) => areEqual(item, call.value(0)));
      })
      .method("int IndexOf(T item)", (self, call) => {
        call.runtime.step(self.count / 8);
        return self.items.findIndex((item) => areEqual(item, call.value(0)));
      })
      .method("int IndexOf(T item, int index)", (self, call) => indexFrom(self, call, self.count - call.int(1)))
      .method("int IndexOf(T item, int index, int count)", (self, call) => indexFrom(self, call, call.int(2)))
      .method("int LastIndexOf(T item)", (self, call) => lastIndexFrom(self, call, self.count - 1, self.count))
      .method("int LastIndexOf(T item, int index)", (self, call) =>
        lastIndexFrom(self, call, call.int(1), call.int(1) + 1),
      )
      .method("int LastIndexOf(T item, int index, int count)", (self, call) =>
        lastIndexFrom(self, call, call.int(1), call.int(2)),
      )
      .method("int BinarySearch(T item)", (self, call) => binarySearch(self.items, call, call.value(0)))
      .method("void InsertRange(int index, IEnumerable<T> collection)", (self, call) => {
        if (call.int(0) < 0 || call.int(0) > self.count) throw argumentOutOfRange("index");
        const added = [...call.items(1)];
        const after = self.items.slice(call.int(0));
        self.change(call, added.length).length = call.int(0);
        for (const item of [...added, ...after]) self.items.push(item);
        return null;
      })
      .method("void TrimExcess()", () => null)
      .method("void CopyTo(T[] array)", (self, call) =>
        copyItems(self.items, 0, call.object(0, NetArray), 0, self.count),
      )
      .method("void CopyTo(T[] array, int arrayIndex)", (self, call) =>
        copyItems(self.items, 0, call.object(0, NetArray), call.int(1), self.count),
      )
      .method("void CopyTo(int index, T[] array, int arrayIndex, int count)", (self, call) =>
        copyItems(self.items, call.int(0), call.object(1, NetArray), call.int(2), call.int(3)),
      )
      .method("void Reverse(int index, int count)", (self, call) => {
        const [index, count] = [call.int(0), call.int(1)];
        if (index < 0 || count < 0 || index + count > self.count)
          throw argumentOutOfRange(index < 0 ? "index" : "count");
        const middle = self.items.slice(index, index + count).reverse();
        replaceItems(self, call, [...self.items.slice(0, index), ...middle, ...self.items.slice(index + count)]);
        return null;
      })
      .method("void Reverse()", (self, call) => {
        replaceItems(self, call, [...self.items].reverse());
        return null;
      })
      .method("void Sort()", (self, call) => {
        replaceItems(self, call, sortItems(self.items, call));
        return null;
      })
      .method("void Sort(Comparison<T> comparison)", (self, call) => {
        replaceItems(self, call, sortItems(self.items, call, call.delegate(0)));
        return null;
      })
      .method("T[] ToArray()", (self) => new NetArray(self.type.typeArguments[0] ?? UNKNOWN, [...self.items]))
      .method("List<T> GetRange(int index, int count)", (self, call) => {
        if (call.int(0) < 0 || call.int(1) < 0 || call.int(0) + call.int(1) > self.count)
          throw argumentOutOfRange("index");
        return new NetList(self.type, self.items.slice(call.int(0), call.int(0) + call.int(1)));
      })
      .method("void ForEach(Action<T> action)", (self, call) => {
        for (const item of self.enumerate()) {
          call.runtime.step();
          call.delegate(0).invoke(item);
        }
        return null;
      })
      .method("bool Exists(Predicate<T> match)", (self, call) => indexWhere(self.items, call, call.delegate(0)) >= 0)
      .method("bool TrueForAll(Predicate<T> match)", (self, call) =>
        self.items.every((item) => call.delegate(0).invoke(item) === true),
      )
      .method("T Find(Predicate<T> match)", (self, call) =>
        itemOrDefault(self.items, indexWhere(self.items, call, call.delegate(0)), self.type.typeArguments[0]),
      )
      .method("T FindLast(Predicate<T> match)", (self, call) =>
        itemOrDefault(self.items, lastIndexWhere(self.items, call, call.delegate(0)), self.type.typeArguments[0]),
      )
      .method("int FindLastIndex(Predicate<T> match)", (self, call) =>
        lastIndexWhere(self.items, call, call.delegate(0)),
      )
      .method("int FindIndex(Predicate<T> match)", (self, call) => indexWhere(self.items, call, call.delegate(0)))
      .method(
        "List<T> FindAll(Predicate<T> match)",
        (self, call) => new NetList(self.type, filterItems(self.items, call, call.delegate(0))),
      )
      .method("List<TOutput> ConvertAll<TOutput>(Converter<T, TOutput> converter)", (self, call) => {
        call.runtime.step(self.count);
        return NetList.of(
          call.typeArgument(),
          self.items.map((item) => call.delegate(0).invoke(item)),
        );
      });
  },
);

function indexFrom(self: NetList, call: Call, count: number): number {
  const start = call.int(1);
  if (start < 0 || start > self.count) throw argumentOutOfRange("index");
  if (count < 0 || start + count > self.count) throw argumentOutOfRange("count");
  call.runtime.step(count / 8);
  for (let index = start; index < start + count; index++) {
    if (areEqual(itemAt(self.items, index), call.value(0))) return index;
  }
  return -1;
}

function lastIndexFrom(self: NetList, call: Call, start: number, count: number): number {
  if (self.count > 0 && (start < 0 || start >= self.count)) throw argumentOutOfRange("index");
  if (count < 0 || start - count < -1) throw argumentOutOfRange("count");
  call.runtime.step(count / 8);
  for (let index = start; index > start - count; index--) {
    if (areEqual(itemAt(self.items, index), call.value(0))) return index;
  }
  return -1;
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

function replaceItems(self: NetList, call: Call, items: readonly NetValue[]): void {
  const target = self.change(call);
  chargeItems(items.length);
  target.length = 0;
  for (const item of items) target.push(item);
}

function firstOf(self: NetList, isStack: boolean, name: string): NetValue {
  if (self.count === 0) throw exception("InvalidOperationException", `${name} empty.`);
  return self.items[isStack ? self.count - 1 : 0] ?? null;
}

export const QUEUES = (["Queue", "Stack"] as const).map((name) => {
  const isStack = name === "Stack";
  const [add, take] = isStack ? ["Push", "Pop"] : ["Enqueue", "Dequeue"];
  return defineType<NetList>(`class System.Collections.Generic.${name}<T> : IReadOnlyCollection<T>`, (type) => {
    type
      .create("()", (call) => new NetList(call.target, []))
      .create("(int capacity)", (call) => new NetList(call.target, []))
      .create("(IEnumerable<T> collection)", (call) => new NetList(call.target, [...call.items(0)]))
      .property("int Count", (self) => self.count)
      .method(`void ${add}(T item)`, (self, call) => {
        self.change(call, 1).push(call.value(0));
        return null;
      })
      .method(`T ${take}()`, (self, call) => {
        const item = firstOf(self, isStack, name);
        if (isStack) self.change(call).pop();
        else {
          chargePlaces(self.count);
          self.change(call).shift();
        }
        return item;
      })
      .method("T Peek()", (self) => firstOf(self, isStack, name))
      .method("void Clear()", (self, call) => {
        replaceItems(self, call, []);
        return null;
      })
      .method("bool Contains(T item)", (self, call) => self.items.some((item) => areEqual(item, call.value(0))))
      .method("T[] ToArray()", (self) => new NetArray(self.type.typeArguments[0] ?? UNKNOWN, [...self.enumerate()]));
  });
});
