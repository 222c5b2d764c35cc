import { chargePlaces } from "../../contract/meter";
import { type Call } from "../../contract/call";
import { genericType, type NetType, typeNamed } from "../../contract/type";
import { NetNumber, NetSequence, type NetValue } from "../../contract/values";
import { argumentException, invalidCast, invalidOperation } from "../errors";
import { valueOfToken } from "./convert";
import { LINQ } from "./token-types";
import { JArray, JObject, JProperty } from "./containers";
import { JContainer, JToken } from "./tokens";
import { textOf } from "./value-text";
import { outOfRange } from "./content";

export function ancestorsOf(token: JToken): JToken[] {
  const found: JToken[] = [];
  for (let around = token.parent; around !== undefined; around = around.parent) found.push(around);
  return found;
}

export function child(self: JToken, key: NetValue): JToken | null {
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

export function wrongKey(container: string, key: NetValue, expected: string): Error {
  const shown = key === null ? "null" : typeof key === "string" ? `"${key}"` : textOf(key);
  return argumentException(`Accessed ${container} values with invalid key value: ${shown}. ${expected} expected.`);
}

export function valueFor(call: Call, token: JToken | null, type: NetType): NetValue {
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

export function valuesOf(item: NetValue, type: NetType): NetValue[] {
  const children = item instanceof JToken ? childrenOf(item) : [];
  return children.map((token) => valueOfToken(token instanceof JProperty ? token.value : token, type) ?? null);
}

export function childrenOf(item: NetValue): JToken[] {
  if (!(item instanceof JContainer)) return [];
  chargePlaces(item.children.length);
  return [...item.children];
}

export function isOf(token: JToken, type: NetType): boolean {
  const { fullName } = type.definition;
  if (fullName === `${LINQ}.JToken` || fullName === "System.Object") return true;
  if (fullName === `${LINQ}.JContainer`) return token instanceof JContainer;
  return token.type.equals(type);
}

export function sequence(type: NetType, values: readonly NetValue[]): NetSequence {
  return new NetSequence(genericType("IEnumerable", type), () => values[Symbol.iterator]());
}

export function tokens(values: readonly JToken[]): NetSequence {
  return sequence(typeNamed("JToken"), values);
}

export function lazy(start: () => Iterator<NetValue>): NetSequence {
  return new NetSequence(genericType("IEnumerable", typeNamed("JToken")), start);
}
