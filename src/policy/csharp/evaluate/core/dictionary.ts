import { defaultOf } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { argument, argumentNull, UnsupportedError } from "../contract/errors";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { textOf } from "../text/text-of";
import {
  comparerAt,
  keyFor,
  keyNotFound,
  modified,
  NetCollection,
  NetPair,
  NetStringComparer,
} from "./collection-interfaces";
import { NetList } from "./list";

/** A `Dictionary<TKey, TValue>`, in the order in which keys were added. */
export class NetDictionary extends NetCollection {
  private readonly entries = new Map<NetValue, readonly [key: NetValue, value: NetValue]>();
  private version = 0;

  public constructor(
    public readonly type: NetType,
    public readonly comparer: NetStringComparer | null = null,
  ) {
    super();
  }

  public static of(keyType: NetType, valueType: NetType, comparer: NetStringComparer | null = null): NetDictionary {
    return new NetDictionary(genericType("System.Collections.Generic.Dictionary", keyType, valueType), comparer);
  }

  public get count(): number {
    return this.entries.size;
  }

  public get keys(): NetValue[] {
    return Array.from(this.entries.values(), ([key]) => key);
  }

  public get values(): NetValue[] {
    return Array.from(this.entries.values(), ([, value]) => value);
  }

  /** The value of a key; undefined if there is none. */
  public find(key: NetValue): NetValue | undefined {
    if (key === null) throw argumentNull("key");
    return this.entries.get(keyFor(key, this.comparer))?.[1];
  }

  public set(key: NetValue, value: NetValue): void {
    if (key === null) throw argumentNull("key");
    const place = keyFor(key, this.comparer);
    const known = this.entries.get(place);
    if (known === undefined) this.version++;
    this.entries.set(place, [known?.[0] ?? key, value]);
  }

  public delete(key: NetValue): boolean {
    if (key === null) throw argumentNull("key");
    return this.entries.delete(keyFor(key, this.comparer));
  }

  public clear(): void {
    this.version++;
    this.entries.clear();
  }

  public override *enumerate(): Generator<NetValue, void, undefined> {
    const { version } = this;
    const [keyType, valueType] = this.type.typeArguments;
    for (const [key, value] of this.entries.values()) {
      yield new NetPair(key, value, keyType, valueType);
      if (this.version !== version) throw modified();
    }
  }
}

function copyOf(call: Call, comparer: NetStringComparer | null): NetDictionary {
  const dictionary = new NetDictionary(call.target, comparer);
  for (const pair of call.items(0)) if (pair instanceof NetPair) dictionary.set(pair.keyValue, pair.value);
  return dictionary;
}

const HEAD =
  "class System.Collections.Generic.Dictionary<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, System.Collections.ICollection";

export const DICTIONARY = defineType<NetDictionary>(HEAD, (type) => {
  type
    .create("()", (call) => new NetDictionary(call.target))
    .create("(int capacity)", (call) => new NetDictionary(call.target))
    .create("(IEqualityComparer<TKey> comparer)", (call) => new NetDictionary(call.target, comparerAt(call, 0)))
    .create("(IDictionary<TKey, TValue> dictionary)", (call) => copyOf(call, null))
    .create("(IDictionary<TKey, TValue> dictionary, IEqualityComparer<TKey> comparer)", (call) =>
      copyOf(call, comparerAt(call, 1)),
    )
    .property("int Count", (self) => self.count)
    .property("IEqualityComparer<TKey> Comparer", (self) => {
      if (self.comparer === null && self.type.typeArguments[0]?.is("System.String") !== true) {
        throw new UnsupportedError("Dictionary.Comparer of keys that are no strings");
      }
      return self.comparer ?? new NetStringComparer({ ignoresCase: false, isCultural: false });
    })
    .property("ICollection<TKey> Keys", (self) => NetList.of(self.type.typeArguments[0] ?? UNKNOWN, self.keys))
    .property("ICollection<TValue> Values", (self) => NetList.of(self.type.typeArguments[1] ?? UNKNOWN, self.values))
    .indexer(
      "TValue this[TKey key]",
      (self, call) => {
        const found = self.find(call.value(0));
        if (found === undefined) throw keyNotFound(call.value(0));
        return found;
      },
      (self, call) => {
        call.runtime.checkCount(self.count + 1, 1);
        self.set(call.value(0), call.value(1));
      },
    )
    .method("void Add(TKey key, TValue value)", (self, call) => {
      call.runtime.checkCount(self.count + 1, 1);
      if (self.find(call.value(0)) !== undefined) {
        throw argument(
          "ArgumentException",
          `An item with the same key has already been added. Key: ${textOf(call.value(0))}`,
        );
      }
      self.set(call.value(0), call.value(1));
      return null;
    })
    .method("bool TryAdd(TKey key, TValue value)", (self, call) => {
      if (self.find(call.value(0)) !== undefined) return false;
      self.set(call.value(0), call.value(1));
      return true;
    })
    .method("bool ContainsKey(TKey key)", (self, call) => self.find(call.value(0)) !== undefined)
    .method("bool ContainsValue(TValue value)", (self, call) =>
      self.values.some((value) => keyFor(value, null) === keyFor(call.value(0), null)),
    )
    .method("bool Remove(TKey key)", (self, call) => self.delete(call.value(0)))
    .method("bool Remove(TKey key, out TValue value)", (self, call) => {
      const found = self.find(call.value(0));
      call.set(1, found === undefined ? defaultOf(self.type.typeArguments[1] ?? UNKNOWN) : found);
      return self.delete(call.value(0));
    })
    .method("void Clear()", (self) => {
      self.clear();
      return null;
    })
    .method("bool TryGetValue(TKey key, out TValue value)", (self, call) => {
      const found = self.find(call.value(0));
      call.set(1, found === undefined ? defaultOf(self.type.typeArguments[1] ?? UNKNOWN) : found);
      return found !== undefined;
    });
});

/** A `HashSet<T>`, in the order in which items were added. */
export class NetSet extends NetCollection {
  public readonly items = new Map<NetValue, NetValue>();
  private version = 0;

  public constructor(
    public readonly type: NetType,
    public readonly comparer: NetStringComparer | null = null,
  ) {
    super();
  }

  public get count(): number {
    return this.items.size;
  }

  public has(item: NetValue): boolean {
    return this.items.has(keyFor(item, this.comparer));
  }

  public add(item: NetValue): boolean {
    if (this.has(item)) return false;
    this.version++;
    this.items.set(keyFor(item, this.comparer), item);
    return true;
  }

  public delete(item: NetValue): boolean {
    return this.items.delete(keyFor(item, this.comparer));
  }

  public override *enumerate(): Generator<NetValue, void, undefined> {
    const { version } = this;
    for (const item of this.items.values()) {
      yield item;
      if (this.version !== version) throw modified();
    }
  }
}

function setOf(call: Call, comparer: NetStringComparer | null): NetSet {
  const set = new NetSet(call.target, comparer);
  for (const item of call.items(0)) set.add(item);
  return set;
}

/** The items of an argument as a set that compares as another one does. */
function otherSet(self: NetSet, call: Call): NetSet {
  const set = new NetSet(self.type, self.comparer);
  for (const item of call.items(0)) set.add(item);
  return set;
}

export const HASH_SET = defineType<NetSet>(
  "class System.Collections.Generic.HashSet<T> : ISet<T>, IReadOnlyCollection<T>",
  (type) => {
    type
      .create("()", (call) => new NetSet(call.target))
      .create("(IEnumerable<T> collection)", (call) => setOf(call, null))
      .create("(IEqualityComparer<T> comparer)", (call) => new NetSet(call.target, comparerAt(call, 0)))
      .create("(IEnumerable<T> collection, IEqualityComparer<T> comparer)", (call) => setOf(call, comparerAt(call, 1)))
      .property("int Count", (self) => self.count)
      .method("bool Add(T item)", (self, call) => {
        call.runtime.checkCount(self.count + 1, 1);
        return self.add(call.value(0));
      })
      .method("bool Contains(T item)", (self, call) => self.has(call.value(0)))
      .method("bool Remove(T item)", (self, call) => self.delete(call.value(0)))
      .method("void Clear()", (self) => {
        self.items.clear();
        return null;
      })
      .method("void UnionWith(IEnumerable<T> other)", (self, call) => {
        for (const item of [...call.items(0)]) self.add(item);
        return null;
      })
      .method("void ExceptWith(IEnumerable<T> other)", (self, call) => {
        for (const item of [...call.items(0)]) self.delete(item);
        return null;
      })
      .method("void IntersectWith(IEnumerable<T> other)", (self, call) => {
        const other = otherSet(self, call);
        for (const item of [...self.items.values()]) if (!other.has(item)) self.delete(item);
        return null;
      })
      .method("void SymmetricExceptWith(IEnumerable<T> other)", (self, call) => {
        for (const item of otherSet(self, call).items.values()) if (!self.delete(item)) self.add(item);
        return null;
      })
      .method("int RemoveWhere(Predicate<T> match)", (self, call) => {
        call.runtime.step(self.count);
        const removed = [...self.items.values()].filter((item) => call.delegate(0).invoke(item) === true);
        for (const item of removed) self.delete(item);
        return removed.length;
      })
      .method("bool IsProperSubsetOf(IEnumerable<T> other)", (self, call) => {
        const other = otherSet(self, call);
        return other.count > self.count && [...self.items.values()].every((item) => other.has(item));
      })
      .method("bool IsProperSupersetOf(IEnumerable<T> other)", (self, call) => {
        const other = otherSet(self, call);
        return other.count < self.count && [...other.items.values()].every((item) => self.has(item));
      })
      .method("bool IsSubsetOf(IEnumerable<T> other)", (self, call) => {
        const other = otherSet(self, call);
        return [...self.items.values()].every((item) => other.has(item));
      })
      .method("bool IsSupersetOf(IEnumerable<T> other)", (self, call) =>
        [...call.items(0)].every((item) => self.has(item)),
      )
      .method("bool Overlaps(IEnumerable<T> other)", (self, call) => [...call.items(0)].some((item) => self.has(item)))
      .method("bool SetEquals(IEnumerable<T> other)", (self, call) => {
        const other = otherSet(self, call);
        return other.count === self.count && [...self.items.values()].every((item) => other.has(item));
      });
  },
);
