import { areEqual } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineMembers, defineType, type TypeBuilder } from "../contract/define";
import { argument, argumentOutOfRange, exception } from "../contract/errors";
import { ARRAY, genericType, type NetType, UNKNOWN } from "../contract/type";
import { NetArray, type NetDelegate, type NetValue } from "../contract/values";
import { compareDefault, modified, NetCollection } from "./collection-interfaces";

/** A `List<T>`, a `Queue<T>` or a `Stack<T>`; the top of a stack is its last item. */
export class NetList extends NetCollection {
  private version = 0;

  public constructor(
    public readonly type: NetType,
    public readonly items: NetValue[],
  ) {
    super();
  }

  public static of(element: NetType, items: NetValue[]): NetList {
    return new NetList(genericType("System.Collections.Generic.List", element), items);
  }

  public get count(): number {
    return this.items.length;
  }

  /** To be called before each change: an enumeration that goes on afterwards fails. */
  public change(call: Call, added = 0): NetValue[] {
    call.runtime.checkLength(this.items.length + added);
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

function indexWhere(items: readonly NetValue[], call: Call, match: NetDelegate): number {
  return items.findIndex((item) => {
    call.runtime.step();
    return match.invoke(item) === true;
  });
}

function filterItems(items: readonly NetValue[], call: Call, match: NetDelegate): NetValue[] {
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
      .create("(int capacity)", (call) => new NetList(call.target, []))
      .create("(IEnumerable<T> collection)", (call) => new NetList(call.target, [...call.items(0)]))
      .property("int Count", (self) => self.count)
      .property("int Capacity", (self) => self.count)
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
        call.runtime.step(self.count / 64);
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
        itemAt(self.items, indexWhere(self.items, call, call.delegate(0))),
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

function itemAt(items: readonly NetValue[], index: number): NetValue {
  return items[index] ?? null;
}

function replaceItems(self: NetList, call: Call, items: readonly NetValue[]): void {
  const target = self.change(call);
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
        else self.change(call).shift();
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

function arrayAt(call: Call, index = 0): NetArray {
  return call.object(index, NetArray);
}

defineMembers<NetArray>(ARRAY, (type) => {
  type
    .property("int Count", (self) => self.items.length)
    .method("object Clone()", (self) => new NetArray(self.elementType, [...self.items]));
});

export const ARRAYS = defineType<NetArray>("class System.Array : System.Collections.IList", (type) => {
  type
    .property("int Length", (self) => self.items.length)
    .property("int Rank", () => 1)
    .method("int GetLength(int dimension)", (self) => self.items.length)
    .method("int GetUpperBound(int dimension)", (self) => self.items.length - 1)
    .method("object GetValue(int index)", (self, call) => itemAt(self.items, call.int(0)))
    .method("void CopyTo(Array array, int index)", (self, call) =>
      copy(self, 0, arrayAt(call), call.int(1), self.items.length),
    );
  defineArrayStatics(type);
});

function copy(source: NetArray, from: number, target: NetArray, to: number, count: number): NetValue {
  if (from < 0 || to < 0 || count < 0) throw argumentOutOfRange(count < 0 ? "length" : "sourceIndex");
  if (from + count > source.items.length)
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
  const items = source.items.slice(from, from + count);
  items.forEach((item, index) => {
    target.items[to + index] = item;
  });
  return null;
}

function defineArrayStatics(type: TypeBuilder<NetArray>): void {
  type
    .static(
      "bool Exists<T>(T[] array, Predicate<T> match)",
      (call) => indexWhere(arrayAt(call).items, call, call.delegate(1)) >= 0,
    )
    .static("bool TrueForAll<T>(T[] array, Predicate<T> match)", (call) =>
      arrayAt(call).items.every((item) => call.delegate(1).invoke(item) === true),
    )
    .static("T Find<T>(T[] array, Predicate<T> match)", (call) =>
      itemAt(arrayAt(call).items, indexWhere(arrayAt(call).items, call, call.delegate(1))),
    )
    .static(
      "T[] FindAll<T>(T[] array, Predicate<T> match)",
      (call) => new NetArray(arrayAt(call).elementType, filterItems(arrayAt(call).items, call, call.delegate(1))),
    )
    .static("int FindIndex<T>(T[] array, Predicate<T> match)", (call) =>
      indexWhere(arrayAt(call).items, call, call.delegate(1)),
    )
    .static("int IndexOf<T>(T[] array, T value)", (call) =>
      arrayAt(call).items.findIndex((item) => areEqual(item, call.value(1))),
    )
    .static("int LastIndexOf<T>(T[] array, T value)", (call) => {
      const { items } = arrayAt(call);
      for (let index = items.length - 1; index >= 0; index--)
        if (areEqual(items[index] ?? null, call.value(1))) return index;
      return -1;
    })
    .static("void ForEach<T>(T[] array, Action<T> action)", (call) => {
      for (const item of arrayAt(call).items) {
        call.runtime.step();
        call.delegate(1).invoke(item);
      }
      return null;
    })
    .static("TOutput[] ConvertAll<TInput, TOutput>(TInput[] array, Converter<TInput, TOutput> converter)", (call) => {
      call.runtime.step(arrayAt(call).items.length);
      return new NetArray(
        call.typeArgument(1),
        arrayAt(call).items.map((item) => call.delegate(1).invoke(item)),
      );
    })
    .static("void Reverse(Array array)", (call) => {
      arrayAt(call).items.reverse();
      return null;
    })
    .static("void Sort(Array array)", (call) => sortArray(call))
    .static("void Sort<T>(T[] array, Comparison<T> comparison)", (call) => sortArray(call, call.delegate(1)))
    .static("void Copy(Array sourceArray, Array destinationArray, int length)", (call) =>
      copy(arrayAt(call), 0, arrayAt(call, 1), 0, call.int(2)),
    )
    .static(
      "void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)",
      (call) => copy(arrayAt(call), call.int(1), arrayAt(call, 2), call.int(3), call.int(4)),
    )
    .static("T[] Empty<T>()", (call) => new NetArray(call.typeArgument(), []));
}

function sortArray(call: Call, comparison?: NetDelegate): NetValue {
  const array = arrayAt(call);
  sortItems(array.items, call, comparison).forEach((item, index) => {
    array.items[index] = item;
  });
  return null;
}
