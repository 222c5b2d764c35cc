import { chargeParts } from "../contract/meter";
import { type Call } from "../contract/call";
import { defineType } from "../contract/define";
import { type NetType } from "../contract/type";
import { type NetValue } from "../contract/values";
import { comparerAt, keyFor, type NetStringComparer } from "./comparers";
import { modified, NetCollection } from "./collection";

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
    const key = keyFor(item, this.comparer);
    if (this.items.has(key)) return false;
    chargeParts(1);
    this.version++;
    this.items.set(key, item);
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
