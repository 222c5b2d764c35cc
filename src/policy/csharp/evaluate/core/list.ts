import { areEqual } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { argument, argumentOutOfRange } from "../contract/errors";
import { chargeItems, chargePlaces } from "../contract/meter";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { NetArray, type NetValue } from "../contract/values";
import { modified, NetCollection } from "./collection";
import {
  filterItems,
  binarySearch,
  copyItems,
  sortItems,
  indexWhere,
  itemOrDefault,
  lastIndexWhere,
  itemAt,
} from "./items";

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
        call.runtime.step(self.count / 2);
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
        call.runtime.step(self.count / 2);
        return self.items.some((item) => areEqual(item, call.value(0)));
      })
      .method("int IndexOf(T item)", (self, call) => {
        call.runtime.step(self.count / 2);
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
      .method("T[] ToArray()", (self, call) => {
        call.runtime.checkCount(self.count);
        return new NetArray(self.type.typeArguments[0] ?? UNKNOWN, [...self.items]);
      })
      .method("List<T> GetRange(int index, int count)", (self, call) => {
        if (call.int(0) < 0 || call.int(1) < 0 || call.int(0) + call.int(1) > self.count)
          throw argumentOutOfRange("index");
        call.runtime.checkCount(call.int(1));
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
  call.runtime.step(count / 2);
  for (let index = start; index < start + count; index++) {
    if (areEqual(itemAt(self.items, index), call.value(0))) return index;
  }
  return -1;
}

function lastIndexFrom(self: NetList, call: Call, start: number, count: number): number {
  if (self.count > 0 && (start < 0 || start >= self.count)) throw argumentOutOfRange("index");
  if (count < 0 || start - count < -1) throw argumentOutOfRange("count");
  call.runtime.step(count / 2);
  for (let index = start; index > start - count; index--) {
    if (areEqual(itemAt(self.items, index), call.value(0))) return index;
  }
  return -1;
}

export function replaceItems(self: NetList, call: Call, items: readonly NetValue[]): void {
  const target = self.change(call);
  chargeItems(items.length);
  target.length = 0;
  for (const item of items) target.push(item);
}
