import { cast } from "../binding/conversions";
import { areEqual, defaultOf } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineMembers, defineType, type TypeBuilder } from "../contract/define";
import { argument, argumentOutOfRange, exception } from "../contract/errors";
import { ARRAY, typeNamed } from "../contract/type";
import { long, NetArray, type NetDelegate, type NetValue } from "../contract/values";
import {
  binarySearch,
  copyItems,
  filterItems,
  indexWhere,
  itemAt,
  itemOrDefault,
  lastIndexWhere,
  sortItems,
} from "./items";

function arrayAt(call: Call, index = 0): NetArray {
  return call.object(index, NetArray);
}

defineMembers<NetArray>(ARRAY, (type) => {
  type
    .property("int Count", (self) => self.items.length)
    .indexer(
      "T this[int index]",
      (self, call) => itemAt(self.items, place(self, call.int(0))),
      (self, call) => {
        self.items[place(self, call.int(0))] = call.value(1);
      },
    )
    .method("int IndexOf(T item)", (self, call) => self.items.findIndex((item) => areEqual(item, call.value(0))))
    .method("bool Contains(T item)", (self, call) => self.items.some((item) => areEqual(item, call.value(0))))
    .method("object Clone()", (self) => new NetArray(self.elementType, [...self.items]));
});

export const ARRAYS = defineType<NetArray>("class System.Array : System.Collections.IList", (type) => {
  type
    .property("int Length", (self) => self.items.length)
    .property("long LongLength", (self) => long(self.items.length))
    .property("bool IsReadOnly", () => false)
    .property("int Rank", (self) => self.lengths.length)
    .method("int GetLength(int dimension)", lengthOf)
    .method("long GetLongLength(int dimension)", (self, call) => long(lengthOf(self, call)))
    .method("int GetLowerBound(int dimension)", (self, call) => lengthOf(self, call) * 0)
    .method("int GetUpperBound(int dimension)", (self, call) => lengthOf(self, call) - 1)
    .method("object GetValue(int index)", (self, call) => itemAt(self.items, place(self, call.int(0))))
    .method("void SetValue(object value, int index)", (self, call) => {
      const { runtime } = call;
      const index = place(self, call.int(1));
      self.items[index] = cast(call.value(0), { type: typeNamed("object") }, self.elementType, runtime, false);
      return null;
    })
    .method("void CopyTo(Array array, int index)", (self, call) =>
      copyItems(self.items, 0, arrayAt(call), call.int(1), self.items.length),
    );
  defineArrayStatics(type);
});

function lengthOf(self: NetArray, call: Call): number {
  const length = self.lengths[call.int(0)];
  if (length === undefined) throw outOfBounds();
  return length;
}

function place(self: NetArray, index: number): number {
  if (self.lengths.length !== 1) throw argument("ArgumentException", "Array was not a one-dimensional array.");
  if (index < 0 || index >= self.items.length) throw outOfBounds();
  return index;
}

function outOfBounds(): Error {
  return exception("IndexOutOfRangeException", "Index was outside the bounds of the array.");
}

function defineArrayStatics(type: TypeBuilder<NetArray>): void {
  type
    .static(
      "bool Exists<T>(T[] array, Predicate<T> match)",
      (call) => indexWhere(arrayAt(call).items, call, call.delegate(1)) >= 0,
    )
    .static("bool TrueForAll<T>(T[] array, Predicate<T> match)", (call) =>
      arrayAt(call).items.every((item) => {
        call.runtime.step();
        return call.delegate(1).invoke(item) === true;
      }),
    )
    .static("T Find<T>(T[] array, Predicate<T> match)", (call) =>
      itemOrDefault(
        arrayAt(call).items,
        indexWhere(arrayAt(call).items, call, call.delegate(1)),
        arrayAt(call).elementType,
      ),
    )
    .static(
      "T[] FindAll<T>(T[] array, Predicate<T> match)",
      (call) => new NetArray(arrayAt(call).elementType, filterItems(arrayAt(call).items, call, call.delegate(1))),
    )
    .static("int FindIndex<T>(T[] array, Predicate<T> match)", (call) =>
      indexWhere(arrayAt(call).items, call, call.delegate(1)),
    )
    .static("int BinarySearch<T>(T[] array, T value)", (call) => binarySearch(arrayAt(call).items, call, call.value(1)))
    .static("void Clear(Array array)", (call) => clear(call, 0, arrayAt(call).items.length))
    .static("void Clear(Array array, int index, int length)", (call) => clear(call, call.int(1), call.int(2)))
    .static("void Fill<T>(T[] array, T value)", (call) => {
      arrayAt(call).items.fill(call.value(1));
      return null;
    })
    .static("void Resize<T>(ref T[] array, int newSize)", (call) => {
      if (call.int(1) < 0) throw argumentOutOfRange("newSize");
      call.runtime.checkCount(call.int(1));
      const old = call.objectOrNull(0, NetArray);
      const element = old?.elementType ?? call.typeArgument();
      const items = old?.items.slice(0, call.int(1)) ?? [];
      const added = defaultOf(element);
      while (items.length < call.int(1)) items.push(added);
      call.set(0, new NetArray(element, items));
      return null;
    })
    .static("T FindLast<T>(T[] array, Predicate<T> match)", (call) =>
      itemOrDefault(
        arrayAt(call).items,
        lastIndexWhere(arrayAt(call).items, call, call.delegate(1)),
        arrayAt(call).elementType,
      ),
    )
    .static("int FindLastIndex<T>(T[] array, Predicate<T> match)", (call) =>
      lastIndexWhere(arrayAt(call).items, call, call.delegate(1)),
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
      copyItems(arrayAt(call).items, 0, arrayAt(call, 1), 0, call.int(2)),
    )
    .static(
      "void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)",
      (call) => copyItems(arrayAt(call).items, call.int(1), arrayAt(call, 2), call.int(3), call.int(4)),
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

function clear(call: Call, index: number, length: number): NetValue {
  const { items, elementType } = arrayAt(call);
  if (index < 0 || length < 0 || index + length > items.length) {
    throw outOfBounds();
  }
  items.fill(defaultOf(elementType), index, index + length);
  return null;
}
