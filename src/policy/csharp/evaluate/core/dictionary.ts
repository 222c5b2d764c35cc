import { chargeParts } from "../contract/meter";
import { defaultOf } from "../binding/values-of-types";
import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { argument, argumentNull, UnsupportedError } from "../contract/errors";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { textOf } from "../text/text-of";
import { comparerAt, keyFor, NetStringComparer } from "./comparers";
import { keyNotFound, modified, NetCollection, NetPair } from "./collection";
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
    if (known === undefined) {
      chargeParts(1);
      this.version++;
    }
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
    .method("bool ContainsValue(TValue value)", (self, call) => {
      const sought = keyFor(call.value(0), null);
      return self.values.some((value) => keyFor(value, null) === sought);
    })
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
