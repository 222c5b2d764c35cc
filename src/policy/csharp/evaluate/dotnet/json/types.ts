import { chargePlaces } from "../../contract/meter";
import { defineEnum, defineType, enumValue, type TypeBuilder } from "../../contract/define";
import { argumentNull, argumentOutOfRange, exception } from "../../contract/errors";
import { type Call } from "../../contract/call";
import { genericType, type NetType, typeNamed } from "../../contract/type";
import { NetArray, NetNumber, NetObject, NetSequence, type NetValue } from "../../contract/values";
import { argumentException, invalidCast, invalidOperation } from "../errors";
import { copyItems } from "../../core/list";
import { NetTypeObject } from "../../core/type-object";
import { castToken, contentOf, itemsOf, tokenOf, tokenTypeOf, valueOfToken } from "./convert";
import { mergeJson } from "./merge";
import { type JsonRoot, readJson } from "./read";
import { selectToken, selectTokens } from "./select";
import { deserialize, serialize } from "./serialize";
import { deepEquals, JArray, JContainer, JObject, JProperty, JToken, JValue, textOf, TOKEN_TYPES } from "./tokens";
import { writeJsonValue } from "./value-text";

const LINQ = "Newtonsoft.Json.Linq";

export const JSON_TYPES = [
  defineType("class Newtonsoft.Json.JsonException : Exception"),
  defineType("class Newtonsoft.Json.JsonReaderException : Newtonsoft.Json.JsonException"),
  defineType("class Newtonsoft.Json.JsonSerializationException : Newtonsoft.Json.JsonException"),
  defineEnum("Newtonsoft.Json.Formatting", { None: 0, Indented: 1 }),
  defineEnum(`${LINQ}.JTokenType`, Object.fromEntries(TOKEN_TYPES.map((name, index) => [name, index]))),
  defineType<JToken>(`class ${LINQ}.JToken : IEnumerable<JToken>`, tokenMembers),
  defineType<JContainer>(`class ${LINQ}.JContainer : JToken`, containerMembers),
  defineType<JObject>(`class ${LINQ}.JObject : JContainer, IEnumerable<KeyValuePair<string, JToken>>`, objectMembers),
  defineType<JArray>(`class ${LINQ}.JArray : JContainer, IList<JToken>`, arrayMembers),
  defineType<JProperty>(`class ${LINQ}.JProperty : JContainer`, propertyMembers),
  defineType<JValue>(`class ${LINQ}.JValue : JToken, IFormattable, IComparable`, valueMembers),
  defineType<JValue>(`class ${LINQ}.JRaw : JValue`, (type) => {
    type.create("(object rawJson)", (call) => new JValue(call.value(0), "Raw"));
  }),
  defineType(`static class ${LINQ}.Extensions`, (type) => {
    type
      .static("T Value<T>(this IEnumerable<JToken> value)", (call) =>
        valueFor(call, asToken(call.value(0)), call.typeArgument()),
      )
      .static("IEnumerable<T> Values<T>(this IEnumerable<JToken> source)", (call) =>
        sequence(
          call.typeArgument(),
          [...call.items(0)].flatMap((item) => valuesOf(item, call.typeArgument())),
        ),
      )
      .static("IEnumerable<JToken> Values(this IEnumerable<JToken> source)", (call) =>
        tokens(
          [...call.items(0)].flatMap(childrenOf).map((token) => (token instanceof JProperty ? token.value : token)),
        ),
      )
      .static("IEnumerable<JToken> Values(this IEnumerable<JToken> source, object key)", (call) =>
        tokens(valuesFor(call)),
      )
      .static("IEnumerable<T> Values<T>(this IEnumerable<JToken> source, object key)", (call) =>
        sequence(
          call.typeArgument(),
          valuesFor(call).map((token) => valueOfToken(token, call.typeArgument()) ?? null),
        ),
      )
      .static("IEnumerable<JToken> Ancestors(this IEnumerable<JToken> source)", (call) =>
        tokens(tokensIn(call).flatMap(ancestorsOf)),
      )
      .static("IEnumerable<JToken> AncestorsAndSelf(this IEnumerable<JToken> source)", (call) =>
        tokens(tokensIn(call).flatMap((token) => [token, ...ancestorsOf(token)])),
      )
      .static("IEnumerable<JToken> AsJEnumerable(this IEnumerable<JToken> source)", (call) => call.value(0))
      .static("IEnumerable<JToken> DescendantsAndSelf(this IEnumerable<JToken> source)", (call) =>
        tokens(
          tokensIn(call).flatMap((token) => [token, ...(token instanceof JContainer ? [...token.descendants()] : [])]),
        ),
      )
      .static("IEnumerable<JProperty> Properties(this IEnumerable<JObject> source)", (call) =>
        sequence(
          typeNamed("JProperty"),
          [...call.items(0)].flatMap((item) => (item instanceof JObject ? item.children : [])),
        ),
      )
      .static("IEnumerable<JToken> Children(this IEnumerable<JToken> source)", (call) =>
        tokens([...call.items(0)].flatMap(childrenOf)),
      )
      .static("IEnumerable<JToken> Descendants(this IEnumerable<JToken> source)", (call) =>
        tokens([...call.items(0)].flatMap((item) => (item instanceof JContainer ? [...item.descendants()] : []))),
      );
  }),
  defineType("static class Newtonsoft.Json.JsonConvert", convertMembers),
];

function convertMembers(type: TypeBuilder): void {
  type
    .static("string SerializeObject(object value)", (call) => write(call, false))
    .static("string SerializeObject(object value, Formatting formatting)", (call) => write(call, call.enum(1) === 1))
    .static("T DeserializeObject<T>(string value)", (call) =>
      call.text(0).trim() === "" ? null : deserialize(readJson(call.text(0)), call.typeArgument(), call.runtime),
    )
    .static("object DeserializeObject(string value)", (call) =>
      call.text(0).trim() === "" ? null : deserialize(readJson(call.text(0)), typeNamed("object"), call.runtime),
    )
    .static("string ToString(object value)", (call) => writeJsonValue(call.value(0)));
}

function write(call: Call, isIndented: boolean): string {
  return serialize(call.value(0), call.runtime).toJson(isIndented);
}

function tokenMembers(type: TypeBuilder<JToken>): void {
  type
    .static("JToken Parse(string json)", (call) => parse(call, "JToken"))
    .static("JToken FromObject(object o)", (call) => fromObject(call))
    .static("bool DeepEquals(JToken t1, JToken t2)", (call) => {
      const [a, b] = [call.objectOrNull(0, JToken), call.objectOrNull(1, JToken)];
      return a === b || (a !== null && b !== null && deepEquals(a, b));
    })
    .property("JTokenType Type", (self) => enumValue(`${LINQ}.JTokenType`, TOKEN_TYPES.indexOf(self.tokenType)))
    .property("bool HasValues", (self) => self instanceof JContainer && self.children.length > 0)
    .property("string Path", (self) => self.path)
    .property("JContainer Parent", (self) => self.parent ?? null)
    .property("JToken Root", (self) => self.root)
    .property("JToken Next", (self) => self.sibling(1) ?? null)
    .property("JToken Previous", (self) => self.sibling(-1) ?? null)
    .property("JToken First", (self) => containerOf(self).children[0] ?? null)
    .property("JToken Last", (self) => containerOf(self).children[containerOf(self).children.length - 1] ?? null)
    .indexer(
      "JToken this[object key]",
      (self, call) => child(self, call.value(0)),
      (self, call) => setChild(self, call.value(0), call.value(1)),
    )
    .method("T Value<T>(object key)", (self, call) => valueFor(call, child(self, call.value(0)), call.typeArgument()))
    .method("IEnumerable<T> Values<T>()", (self, call) =>
      sequence(call.typeArgument(), valuesOf(self, call.typeArgument())),
    )
    .method("JToken SelectToken(string path)", (self, call) => select(self, call, false))
    .method("JToken SelectToken(string path, bool errorWhenNoMatch)", (self, call) =>
      select(self, call, call.boolean(1)),
    )
    .method("IEnumerable<JToken> SelectTokens(string path)", (self, call) => tokens(selectAll(self, call, false)))
    .method("IEnumerable<JToken> SelectTokens(string path, bool errorWhenNoMatch)", (self, call) =>
      tokens(selectAll(self, call, call.boolean(1))),
    )
    .method("IEnumerable<JToken> Children()", (self) => tokens(childrenOf(self)))
    .method("IEnumerable<T> Children<T>()", (self, call) =>
      sequence(
        call.typeArgument(),
        childrenOf(self).filter((token) => isOf(token, call.typeArgument())),
      ),
    )
    .method("IEnumerable<JToken> Ancestors()", (self) => tokens(ancestorsOf(self)))
    .method("IEnumerable<JToken> AncestorsAndSelf()", (self) => tokens([self, ...ancestorsOf(self)]))
    .method("IEnumerable<JToken> BeforeSelf()", (self) =>
      tokens(self.parent?.children.slice(0, self.parent.indexOf(self)) ?? []),
    )
    .method("IEnumerable<JToken> AfterSelf()", (self) =>
      tokens(self.parent?.children.slice(self.parent.indexOf(self) + 1) ?? []),
    )
    .method("void AddAfterSelf(object content)", (self, call) => addBeside(self, call, 1))
    .method("void AddBeforeSelf(object content)", (self, call) => addBeside(self, call, 0))
    .method("void Remove()", (self) => {
      if (self.parent === undefined) throw invalidOperation("The parent is missing.");
      if (self.parent instanceof JProperty) throw cannotRemove();
      self.remove();
      return null;
    })
    .method("void Replace(JToken value)", (self, call) => {
      if (self.parent === undefined) throw invalidOperation("The parent is missing.");
      self.replace(call.objectOrNull(0, JToken) ?? new JValue(null, "Null"));
      return null;
    })
    .method("JToken DeepClone()", (self) => self.clone())
    .method("T ToObject<T>()", (self, call) => deserialize(self, call.typeArgument(), call.runtime))
    .method("object ToObject(Type objectType)", (self, call) =>
      deserialize(self, call.object(0, NetTypeObject).described, call.runtime),
    )
    .method("string ToString()", (self) => text(self, true))
    .method("string ToString(Formatting formatting)", (self, call) => self.toJson(call.enum(0) === 1));
  for (const name of IMPLICIT) {
    type.operator(`implicit operator JToken(${name} value)`, (call) => fromPlain(call.value(0)));
  }
  for (const name of EXPLICIT) {
    type.operator(`explicit operator ${name}(JToken value)`, (call) => {
      const token = call.objectOrNull(0, JToken);
      if (token !== null) return castToken(token, readType(name));
      if (name.endsWith("?") || NULLABLE_CLASSES.includes(name)) return null;
      throw argumentNull("value");
    });
  }
}

function containerMembers(type: TypeBuilder<JContainer>): void {
  type
    .property("int Count", (self) => self.children.length)
    .method("void Add(object content)", (self, call) => add(self, self.children.length, call.value(0)))
    .method("void AddFirst(object content)", (self, call) => add(self, 0, call.value(0)))
    .method("void RemoveAll()", (self) => {
      if (self instanceof JProperty) throw cannotRemove();
      self.clear();
      return null;
    })
    .method("void ReplaceAll(object content)", (self, call) => {
      self.clear();
      return add(self, 0, call.value(0));
    })
    .method("void Merge(object content)", (self, call) => {
      mergeJson(self, contentOf(call.value(0)), () => call.runtime.step());
      return null;
    })
    .method("IEnumerable<JToken> Descendants()", (self) => lazy(() => self.descendants()))
    .method("IEnumerable<JToken> DescendantsAndSelf()", (self) =>
      lazy(function* () {
        yield self;
        yield* self.descendants();
      }),
    );
}

function objectMembers(type: TypeBuilder<JObject>): void {
  type
    .create("()", () => new JObject())
    .create("(JObject other)", (call) => call.object(0, JObject).clone())
    .create("(params object[] content)", (call) => {
      const object = new JObject();
      for (const item of call.items(0)) add(object, object.children.length, item);
      return object;
    })
    .static("JObject Parse(string json)", (call) => parse(call, "JObject"))
    .static("JObject FromObject(object o)", (call) => {
      const token = fromObject(call);
      if (token instanceof JObject) return token;
      throw argumentException(`Object serialized to ${token.tokenType}. JObject instance expected.`);
    })
    .indexer(
      "JToken this[string propertyName]",
      (self, call) => self.get(call.text(0)) ?? null,
      (self, call) => self.set(call.text(0), tokenOf(call.value(1))),
    )
    .method("void Add(string propertyName, JToken value)", (self, call) => {
      self.append(new JProperty(call.text(0), tokenOf(call.value(1))));
      return null;
    })
    .method("bool Remove(string propertyName)", (self, call) => {
      const property = self.property(call.text(0));
      property?.remove();
      return property !== undefined;
    })
    .method("bool ContainsKey(string propertyName)", (self, call) => self.property(call.text(0)) !== undefined)
    .method("JToken GetValue(string propertyName)", (self, call) => self.get(call.textOrNull(0) ?? "") ?? null)
    .method(
      "JToken GetValue(string propertyName, StringComparison comparison)",
      (self, call) => getValue(self, call.textOrNull(0) ?? "", call.enum(1)) ?? null,
    )
    .method("bool TryGetValue(string propertyName, out JToken value)", (self, call) => {
      const value = self.get(call.textOrNull(0) ?? "");
      call.set(1, value ?? null);
      return value !== undefined;
    })
    .method("bool TryGetValue(string propertyName, StringComparison comparison, out JToken value)", (self, call) => {
      const value = getValue(self, call.textOrNull(0) ?? "", call.enum(1));
      call.set(2, value ?? null);
      return value !== undefined;
    })
    .method("JProperty Property(string name)", (self, call) => self.property(call.textOrNull(0) ?? "") ?? null)
    .method(
      "JProperty Property(string name, StringComparison comparison)",
      (self, call) => propertyLike(self, call.textOrNull(0) ?? "", call.enum(1)) ?? null,
    )
    .method("IEnumerable<JProperty> Properties()", (self) => sequence(typeNamed("JProperty"), self.children))
    .method("IEnumerable<JToken> PropertyValues()", (self) =>
      tokens(self.children.map((property) => (property instanceof JProperty ? property.value : property))),
    );
}

function arrayMembers(type: TypeBuilder<JArray>): void {
  type
    .create("()", () => new JArray())
    .create("(JArray other)", (call) => call.object(0, JArray).clone())
    .create("(object content)", (call) => arrayFrom([call.value(0)]))
    .create("(params object[] content)", (call) => arrayFrom(call.items(0)))
    .static("JArray Parse(string json)", (call) => parse(call, "JArray"))
    .static("JArray FromObject(object o)", (call) => {
      const token = fromObject(call);
      if (token instanceof JArray) return token;
      throw argumentException(`Object serialized to ${token.tokenType}. JArray instance expected.`);
    })
    .indexer(
      "JToken this[int index]",
      (self, call) => self.children[call.int(0)] ?? outOfRange("index"),
      (self, call) => self.replaceChild(self.children[call.int(0)] ?? outOfRange("index"), tokenOf(call.value(1))),
    )
    .property("bool IsReadOnly", () => false)
    .method("void CopyTo(JToken[] array, int arrayIndex)", (self, call) =>
      copyItems(self.children, 0, call.object(0, NetArray), call.int(1), self.children.length),
    )
    .method("void Add(JToken item)", (self, call) => add(self, self.children.length, call.value(0)))
    .method("void Insert(int index, JToken item)", (self, call) => {
      if (call.int(0) < 0 || call.int(0) > self.children.length) outOfRange("index");
      return add(self, call.int(0), call.value(1));
    })
    .method("void Clear()", (self) => {
      self.clear();
      return null;
    })
    .method("bool Contains(JToken item)", (self, call) => indexIn(self, call) >= 0)
    .method("int IndexOf(JToken item)", (self, call) => indexIn(self, call))
    .method("bool Remove(JToken item)", (self, call) => {
      const item = self.children[indexIn(self, call)];
      item?.remove();
      return item !== undefined;
    })
    .method("void RemoveAt(int index)", (self, call) => {
      (self.children[call.int(0)] ?? outOfRange("index")).remove();
      return null;
    });
}

function propertyMembers(type: TypeBuilder<JProperty>): void {
  type
    .create("(JProperty other)", (call) => call.object(0, JProperty).clone())
    .create("(string name, object content)", (call) => new JProperty(call.text(0), contentOf(call.value(1))))
    .create("(string name, params object[] content)", (call) => {
      const items = [...call.items(1)];
      return new JProperty(call.text(0), items.length === 1 ? contentOf(items[0] ?? null) : arrayFrom(items));
    })
    .property("string Name", (self) => self.name)
    // Going through an object gives pairs of a key and a value in .NET, and properties here.
    .property("string Key", (self) => self.name)
    .property(
      "JToken Value",
      (self) => self.value,
      (self, call) => (self.value = tokenOf(call.value(0))),
    );
}

function valueMembers(type: TypeBuilder<JValue>): void {
  for (const name of [
    "string",
    "bool",
    "long",
    "ulong",
    "double",
    "decimal",
    "DateTime",
    "Guid",
    "TimeSpan",
    "object",
  ]) {
    type.create(`(${name} value)`, (call) => fromPlain(call.value(0)));
  }
  type
    .create("(JValue other)", (call) => call.object(0, JValue).clone())
    .static("JValue CreateNull()", () => new JValue(null, "Null"))
    .static("JValue CreateUndefined()", () => new JValue(null, "Undefined"))
    .static("JValue CreateComment(string value)", (call) => new JValue(call.textOrNull(0), "Comment"))
    .static("JValue CreateString(string value)", (call) => new JValue(call.textOrNull(0), "String"))
    .property(
      "object Value",
      (self) => self.value,
      (self, call) => {
        self.tokenType = tokenTypeOf(call.value(0)) ?? tokenOf(call.value(0)).tokenType;
        self.value = call.value(0);
      },
    )
    .method("string ToString(string format)", (self, call) => self.format(call.textOrNull(0)))
    .method("string ToString(IFormatProvider formatProvider)", (self) => self.toText())
    .method("int CompareTo(JValue obj)", (self, call) => compareValues(self, call.objectOrNull(0, JValue)));
}

// What the members share

function tokensIn(call: Call): JToken[] {
  return [...call.items(0)].filter((item): item is JToken => item instanceof JToken);
}

function ancestorsOf(token: JToken): JToken[] {
  const found: JToken[] = [];
  for (let around = token.parent; around !== undefined; around = around.parent) found.push(around);
  return found;
}

/** The values of a key in each token that has it. */
function valuesFor(call: Call): JToken[] {
  return tokensIn(call).flatMap((token) => child(token, call.value(1)) ?? []);
}

function parse(call: Call, root: JsonRoot): JToken {
  return readJson(call.text(0), root);
}

function fromObject(call: Call): JToken {
  if (call.value(0) === null) throw argumentNull("o");
  return serialize(call.value(0), call.runtime);
}

function fromPlain(value: NetValue): JToken {
  return value === null ? new JValue(null, "Null") : tokenOf(value);
}

function text(self: JToken, isIndented: boolean): string {
  return self instanceof JValue ? textOf(self.value) : self.toJson(isIndented);
}

function select(self: JToken, call: Call, errorWhenNoMatch: boolean): NetValue {
  return selectToken(self, call.text(0), { errorWhenNoMatch, step: () => call.runtime.step() }) ?? null;
}

function selectAll(self: JToken, call: Call, errorWhenNoMatch: boolean): JToken[] {
  return selectTokens(self, call.text(0), { errorWhenNoMatch, step: () => call.runtime.step() });
}

function child(self: JToken, key: NetValue): JToken | null {
  if (self instanceof JObject) {
    if (typeof key === "string") return self.get(key) ?? null;
    throw wrongKey("JObject", key, "Object property name");
  }
  if (self instanceof JArray) {
    if (typeof key !== "number") throw wrongKey("JArray", key, "Int32 array index");
    return self.children[key] ?? outOfRange("index");
  }
  throw invalidOperation(`Cannot access child value on ${self.type.definition.fullName}.`);
}

function setChild(self: JToken, key: NetValue, value: NetValue): void {
  if (self instanceof JObject && typeof key === "string") self.set(key, tokenOf(value));
  else if (self instanceof JArray) self.replaceChild(child(self, key) ?? outOfRange("index"), tokenOf(value));
  else if (self instanceof JObject) throw wrongKey("JObject", key, "Object property name");
  else throw invalidOperation(`Cannot set child value on ${self.type.definition.fullName}.`);
}

function wrongKey(container: string, key: NetValue, expected: string): Error {
  const shown = key === null ? "null" : typeof key === "string" ? `"${key}"` : textOf(key);
  return argumentException(`Accessed ${container} values with invalid key value: ${shown}. ${expected} expected.`);
}

function containerOf(self: JToken): JContainer {
  if (self instanceof JContainer) return self;
  throw invalidOperation(`Cannot access child value on ${self.type.definition.fullName}.`);
}

function asToken(value: NetValue): JToken | null {
  if (value === null || value instanceof JToken) return value;
  throw argumentException("Source value must be a JToken.");
}

function valueFor(call: Call, token: JToken | null, type: NetType): NetValue {
  call.runtime.step();
  const value = valueOfToken(token ?? undefined, type);
  return value === undefined ? defaultOf(type) : value;
}

function defaultOf(type: NetType): NetValue {
  switch (type.definition.fullName) {
    case "System.Int32":
      return 0;
    case "System.Boolean":
      return false;
    case "System.Int64":
      return new NetNumber("long", 0n);
    case "System.Double":
      return new NetNumber("double", 0);
  }
  if (!type.isValueType || type.is("System.Nullable")) return null;
  throw invalidCast(`Null object cannot be converted to ${type.name}.`);
}

function valuesOf(item: NetValue, type: NetType): NetValue[] {
  const children = item instanceof JToken ? childrenOf(item) : [];
  return children.map((token) => valueOfToken(token instanceof JProperty ? token.value : token, type) ?? null);
}

function childrenOf(item: NetValue): JToken[] {
  if (!(item instanceof JContainer)) return [];
  chargePlaces(item.children.length);
  return [...item.children];
}

function isOf(token: JToken, type: NetType): boolean {
  const { fullName } = type.definition;
  if (fullName === `${LINQ}.JToken` || fullName === "System.Object") return true;
  if (fullName === `${LINQ}.JContainer`) return token instanceof JContainer;
  return token.type.equals(type);
}

function add(container: JContainer, index: number, content: NetValue): null {
  if (container instanceof JProperty) throw cannotRemove();
  const items = itemsOf(content);
  let at = index;
  if (items === undefined) container.insert(at, tokenOf(content));
  else for (const item of items) container.insert(at++, contentOf(item));
  return null;
}

function addBeside(self: JToken, call: Call, step: 0 | 1): null {
  if (self.parent === undefined) throw invalidOperation("The parent is missing.");
  return add(self.parent, self.parent.indexOf(self) + step, call.value(0));
}

function indexIn(self: JArray, call: Call): number {
  const item = call.value(0);
  return item instanceof JToken ? self.indexOf(item) : -1;
}

function arrayFrom(content: Iterable<NetValue>): JArray {
  const array = new JArray();
  for (const item of content) add(array, array.children.length, item);
  return array;
}

function getValue(object: JObject, name: string, comparison: number): JToken | undefined {
  return propertyLike(object, name, comparison)?.value;
}

/** `StringComparison` has the values that ignore case at odd numbers. */
function propertyLike(object: JObject, name: string, comparison: number): JProperty | undefined {
  const exact = object.property(name);
  if (exact !== undefined || comparison % 2 === 0) return exact;
  const lower = name.toUpperCase();
  for (const property of object.children) {
    if (property instanceof JProperty && property.name.toUpperCase() === lower) return property;
  }
  return undefined;
}

function compareValues(self: JValue, other: JValue | null): number {
  if (other === null) return 1;
  const [a, b] = [self.value, other.value];
  if (a instanceof NetObject && b instanceof NetObject) return Math.sign(a.compareTo(b) ?? 0);
  if (typeof a === "number" && typeof b === "number") return Math.sign(a - b);
  const [x, y] = [textOf(a), textOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function sequence(type: NetType, values: readonly NetValue[]): NetSequence {
  return new NetSequence(genericType("IEnumerable", type), () => values[Symbol.iterator]());
}

function tokens(values: readonly JToken[]): NetSequence {
  return sequence(typeNamed("JToken"), values);
}

function lazy(start: () => Iterator<NetValue>): NetSequence {
  return new NetSequence(genericType("IEnumerable", typeNamed("JToken")), start);
}

function readType(name: string): NetType {
  return name.endsWith("?") ? genericType("System.Nullable", typeNamed(name.slice(0, -1))) : typeNamed(name);
}

function outOfRange(parameter: string): never {
  throw argumentOutOfRange(
    parameter,
    "Index was out of range. Must be non-negative and less than the size of the collection.",
  );
}

function cannotRemove(): Error {
  return exception("Newtonsoft.Json.JsonException", "Cannot add or remove items from Newtonsoft.Json.Linq.JProperty.");
}

const NUMERIC = ["int", "long", "short", "ushort", "uint", "ulong", "byte", "sbyte", "float", "double", "decimal"];
const STRUCTS = ["bool", ...NUMERIC, "DateTime", "DateTimeOffset", "Guid", "TimeSpan"];
const NULLABLE_CLASSES: readonly string[] = ["string", "Uri"];
const IMPLICIT: readonly string[] = ["string", ...STRUCTS, ...STRUCTS.map((name) => `${name}?`), "byte[]", "Uri"];
const EXPLICIT: readonly string[] = ["string", ...STRUCTS, "char", ...STRUCTS.map((name) => `${name}?`), "Uri"];
