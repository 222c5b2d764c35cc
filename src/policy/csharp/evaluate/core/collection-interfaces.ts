import { type Call } from "../contract/call";
import { defineType, type Member, ownMembers, type TypeBuilder } from "../contract/define";
import { exception } from "../contract/errors";
import { ancestorNamed, ancestorsOf } from "../contract/notation";
import { readSignature } from "../contract/signature";
import { genericType, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { NetArray, NetObject, type NetValue } from "../contract/values";
import { defaultOf, defineDefault } from "../binding/values-of-types";
import { areTextsEqual, compareTexts } from "./text-methods";
import { NetPair, NetCollection, isLookup, keyNotFound } from "./collection";
import { NetStringComparer } from "./comparers";

const generic = "System.Collections.Generic";

export const COLLECTION_INTERFACES = [
  defineType("interface System.Collections.IEnumerable"),
  defineType("interface System.Collections.ICollection : System.Collections.IEnumerable"),
  defineType("interface System.Collections.IList : System.Collections.ICollection"),
  defineType(`interface ${generic}.IEnumerable<T> : System.Collections.IEnumerable`, (type) =>
    type.method("IEnumerator<T> GetEnumerator()", (self, call) => new NetEnumerator(self, call)),
  ),
  defineType<NetEnumerator>(`interface ${generic}.IEnumerator<T> : System.IDisposable`, (type) =>
    type
      .property("T Current", (self) => self.current)
      .method("bool MoveNext()", (self, call) => self.moveNext(call))
      .method("void Dispose()", () => null),
  ),
  defineType(`interface ${generic}.IReadOnlyCollection<T> : IEnumerable<T>`, (type) =>
    type.property("int Count", countOf),
  ),
  defineType(`interface ${generic}.IReadOnlyList<T> : IReadOnlyCollection<T>`, (type) =>
    forward(type, "T this[int index]"),
  ),
  defineType(`interface ${generic}.ICollection<T> : IEnumerable<T>`, (type) =>
    forward(
      type.property("int Count", countOf).property("bool IsReadOnly", (self) => self instanceof NetArray),
      "void Add(T item)",
      "void Clear()",
      "bool Contains(T item)",
      "void CopyTo(T[] array, int arrayIndex)",
      "bool Remove(T item)",
    ),
  ),
  defineType(`interface ${generic}.IList<T> : ICollection<T>`, (type) =>
    forward(
      type,
      "T this[int index]",
      "int IndexOf(T item)",
      "void Insert(int index, T item)",
      "void RemoveAt(int index)",
    ),
  ),
  defineType(`interface ${generic}.ISet<T> : ICollection<T>`),
  defineType(`interface ${generic}.IEqualityComparer<T>`, (type) => forward(type, "bool Equals(T x, T y)")),
  defineType(`interface ${generic}.IComparer<T>`),
  defineType(
    `interface ${generic}.IReadOnlyDictionary<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>`,
    (type) => defineLookup(type),
  ),
  defineType(`interface ${generic}.IDictionary<TKey, TValue> : ICollection<KeyValuePair<TKey, TValue>>`, (type) => {
    defineLookup(type);
    forward(type, "void Add(TKey key, TValue value)", "bool Remove(TKey key)");
  }),
  defineType<NetPair>(`struct ${generic}.KeyValuePair<TKey, TValue>`, (type) =>
    type
      .create("(TKey key, TValue value)", (call) => {
        const [key, value] = call.target.typeArguments;
        return new NetPair(call.value(0), call.value(1), key, value);
      })
      .property("TKey Key", (self) => self.keyValue)
      .property("TValue Value", (self) => self.value),
  ),
  defineType<NetStringComparer>(
    "class System.StringComparer : IEqualityComparer<string>, IComparer<string>",
    (type) => {
      for (const [name, ignoresCase, isCultural] of COMPARERS) {
        type.staticProperty(`StringComparer ${name}`, () => new NetStringComparer({ ignoresCase, isCultural }));
      }
      type
        .method("bool Equals(string x, string y)", (self, call) =>
          areTextsEqual(call.textOrNull(0), call.textOrNull(1), self.comparison),
        )
        .method("int Compare(string x, string y)", (self, call) =>
          compareTexts(call.textOrNull(0), call.textOrNull(1), self.comparison),
        );
    },
  ),
];

/** Members of an interface that do what the type of the value does. What it has not, it does not support. */
function forward(type: TypeBuilder, ...signatures: readonly string[]): TypeBuilder {
  for (const text of signatures) {
    const { name, parameters } = readSignature(text);
    const find = (self: NetObject): Member | undefined =>
      ancestorsOf(self.type)
        .filter(({ definition }) => definition.kind !== "interface")
        .flatMap(({ definition }) => ownMembers(definition, name))
        .find((member) => !member.isStatic && member.signature.parameters.length === parameters.length);
    const get = (self: NetObject, call: Call): NetValue => {
      const member = find(self);
      if (member?.get === undefined) throw exception("NotSupportedException", NOT_SUPPORTED);
      return member.get(self, call);
    };
    if (name !== "this") type.method(text, get);
    else {
      type.indexer(text, get, (self, call) => {
        const set = find(self)?.set;
        if (set === undefined) throw exception("NotSupportedException", NOT_SUPPORTED);
        set(self, call);
      });
    }
  }
  return type;
}

const NOT_SUPPORTED = "Collection was of a fixed size.";

/** An `IEnumerator<T>`. */
export class NetEnumerator extends NetObject {
  public readonly type: NetType;
  public current: NetValue = null;
  private readonly items: Iterator<NetValue>;

  public constructor(collection: NetValue, call: Call) {
    super();
    this.items = call.itemsOf(collection);
    const [item = UNKNOWN] = ancestorNamed(call.target, `${generic}.IEnumerable`)?.typeArguments ?? [];
    this.type = genericType(`${generic}.IEnumerator`, item);
  }

  public moveNext(call: Call): boolean {
    call.runtime.step();
    const next = this.items.next();
    this.current = next.done === true ? null : next.value;
    return next.done !== true;
  }
}

const COMPARERS = [
  ["Ordinal", false, false],
  ["OrdinalIgnoreCase", true, false],
  ["InvariantCulture", false, true],
  ["InvariantCultureIgnoreCase", true, true],
  ["CurrentCulture", false, true],
  ["CurrentCultureIgnoreCase", true, true],
] as const;

function countOf(self: NetObject): number {
  if (self instanceof NetCollection) return self.count;
  let count = 0;
  const iterator = self.enumerate();
  while (iterator?.next().done === false) count++;
  return count;
}

function defineLookup(type: TypeBuilder): void {
  const find = (self: NetObject, call: Call): NetValue | undefined =>
    isLookup(self) ? self.find(call.value(0)) : undefined;
  type
    .indexer("TValue this[TKey key]", (self, call) => {
      const found = find(self, call);
      if (found === undefined) throw keyNotFound(call.value(0));
      return found;
    })
    .property("IEnumerable<TKey> Keys", (self) => listOf(self, ({ keyValue }) => keyValue))
    .property("IEnumerable<TValue> Values", (self) => listOf(self, ({ value }) => value))
    .method("bool ContainsKey(TKey key)", (self, call) => find(self, call) !== undefined)
    .method("bool TryGetValue(TKey key, out TValue value)", (self, call) => {
      const found = find(self, call);
      call.set(1, found ?? null);
      return found !== undefined;
    });
}

/** The keys or the values of a dictionary. */
function listOf(self: NetObject, part: (pair: NetPair) => NetValue): NetValue {
  const pairs = self.enumerate() ?? [][Symbol.iterator]();
  const items: NetValue[] = [];
  for (let next = pairs.next(); next.done !== true; next = pairs.next()) {
    if (next.value instanceof NetPair) items.push(part(next.value));
  }
  return new NetArray(commonTypeOf(items), items);
}

function commonTypeOf(items: readonly NetValue[]): NetType {
  return items.every((item) => typeof item === "string") ? typeNamed("string") : typeNamed("object");
}

defineDefault("System.Collections.Generic.KeyValuePair", ({ typeArguments: [key = UNKNOWN, value = UNKNOWN] }) => {
  return new NetPair(defaultOf(key), defaultOf(value), key, value);
});
