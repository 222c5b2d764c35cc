import { ancestorNamed } from "../../contract/notation";
import { type Runtime } from "../../contract/runtime";
import { arrayOf, genericType, type NetType, nullableArgument } from "../../contract/type";
import { NetArray, NetObject, type NetValue } from "../../contract/values";
import { exception, LimitError } from "../../contract/errors";
import { unsupported } from "../errors";
import { callMethod, construct, propertiesOf } from "../reflect";
import { tokenTypeOf, valueOfToken } from "./convert";
import { JArray, JObject, JProperty } from "./containers";
import { JToken, JValue } from "./tokens";

/**
 * `JToken.FromObject`, and what `JsonConvert.SerializeObject` writes: dictionaries and objects with properties become objects, collections arrays.
 * Nested values are read by recursion, of which the depth is bounded.
 */
export function serialize(value: NetValue, runtime: Runtime, depth = 0): JToken {
  runtime.step(2);
  if (depth > MAX_DEPTH) throw new LimitError(`JSON is nested more than ${MAX_DEPTH} deep`);
  if (value instanceof JToken) return value;
  const type = tokenTypeOf(value);
  if (type !== undefined)
    return new JValue(value instanceof NetObject && type === "String" ? value.toText() : value, type);
  if (!(value instanceof NetObject)) throw unsupported("JSON of this value");
  if (isDictionary(value.type)) return serializeDictionary(value, runtime, depth);
  const items = value.enumerate();
  if (items !== undefined) {
    const array = new JArray();
    for (let next = items.next(); next.done !== true; next = items.next()) {
      array.append(serialize(next.value, runtime, depth + 1));
    }
    return array;
  }
  if (!hasPlainProperties(value.type)) throw unsupported(`JSON of ${value.type.name}`);
  const object = new JObject();
  for (const [name, property] of propertiesOf(value, runtime))
    object.set(name, serialize(property, runtime, depth + 1));
  return object;
}

function serializeDictionary(value: NetObject, runtime: Runtime, depth: number): JToken {
  const object = new JObject();
  const entries = value.enumerate();
  for (let next = entries?.next(); next !== undefined && next.done !== true; next = entries?.next()) {
    if (!(next.value instanceof NetObject)) continue;
    const entry = new Map(propertiesOf(next.value, runtime));
    const key = entry.get("Key") ?? null;
    const name = key instanceof NetObject ? key.toText() : String(key);
    object.set(name, serialize(entry.get("Value") ?? null, runtime, depth + 1));
  }
  return object;
}

function isDictionary(type: NetType): boolean {
  return DICTIONARIES.some((name) => ancestorNamed(type, name) !== undefined);
}

/** Types whose properties are all of their JSON: anonymous ones, entries of dictionaries and tuples. */
function hasPlainProperties({ definition }: NetType): boolean {
  const { fullName } = definition;
  return fullName === "<>f__AnonymousType" || /^System\.(?:Tuple|Collections\.Generic\.KeyValuePair)$/.test(fullName);
}

/** `ToObject<T>()` and `JsonConvert.DeserializeObject<T>()`. */
export function deserialize(token: JToken, type: NetType, runtime: Runtime): NetValue {
  runtime.step(2);
  const isNull = token instanceof JValue && token.value === null;
  if (type.is("System.Object") || type.is("?")) return token instanceof JValue ? token.value : token;
  if (isTokenType(type)) return tokenAs(token, type);
  if (isNull) {
    if (!type.isValueType || nullableArgument(type) !== undefined) return null;
    throw exception(
      "Newtonsoft.Json.JsonSerializationException",
      `Error converting value {null} to type '${type.id}'. Path '${token.path}'.`,
    );
  }
  if (token instanceof JValue) return valueOfToken(token, type) ?? null;
  if (token instanceof JArray) return deserializeArray(token, type, runtime);
  if (token instanceof JObject && DICTIONARIES.some((name) => type.is(name))) {
    return deserializeDictionary(token, type, runtime);
  }
  throw unsupported(`${type.name} from JSON`);
}

function deserializeArray(token: JArray, type: NetType, runtime: Runtime): NetValue {
  const element = type.typeArguments[0];
  if (element === undefined) throw unsupported(`${type.name} from JSON`);
  const items = token.children.map((child) => deserialize(child, element, runtime));
  if (type.equals(arrayOf(element))) return new NetArray(element, items);
  const isInterface = LIST_INTERFACES.some((name) => type.is(name));
  if (!isInterface && !COLLECTIONS.some((name) => type.is(name))) throw unsupported(`${type.name} from JSON`);
  const list = construct(isInterface ? genericType("List", element) : type, runtime);
  if (!(list instanceof NetObject)) throw unsupported(`${type.name} from JSON`);
  for (const item of items) callMethod(list, "Add", [item], runtime);
  return list;
}

function deserializeDictionary(token: JObject, type: NetType, runtime: Runtime): NetValue {
  const [keyType, valueType] = type.typeArguments;
  if (keyType?.is("System.String") !== true || valueType === undefined) throw unsupported(`${type.name} from JSON`);
  const dictionary = construct(genericType("Dictionary", keyType, valueType), runtime);
  if (!(dictionary instanceof NetObject)) throw unsupported(`${type.name} from JSON`);
  for (const child of token.children) {
    if (!(child instanceof JProperty)) continue;
    callMethod(dictionary, "Add", [child.name, deserialize(child.value, valueType, runtime)], runtime);
  }
  return dictionary;
}

function isTokenType(type: NetType): boolean {
  return type.definition.fullName.startsWith("Newtonsoft.Json.Linq.");
}

function tokenAs(token: JToken, type: NetType): NetValue {
  if (type.is("Newtonsoft.Json.Linq.JToken") || token.type.equals(type)) return token;
  throw exception(
    "System.InvalidCastException",
    `Unable to cast object of type '${token.type.definition.fullName}' to type '${type.definition.fullName}'.`,
  );
}

const DICTIONARIES: readonly string[] = ["Dictionary", "IDictionary", "IReadOnlyDictionary"].map(
  (name) => `System.Collections.Generic.${name}`,
);

const LIST_INTERFACES: readonly string[] = [
  "IEnumerable",
  "ICollection",
  "IList",
  "IReadOnlyCollection",
  "IReadOnlyList",
].map((name) => `System.Collections.Generic.${name}`);

const COLLECTIONS: readonly string[] = ["System.Collections.Generic.List", "System.Collections.Generic.HashSet"];

/** Nested values. */
const MAX_DEPTH = 100;
