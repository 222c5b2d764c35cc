import { chargeParts } from "../../contract/meter";
import { type NetType, nullableArgument } from "../../contract/type";
import { bytesOf, NetArray, NetChar, NetEnum, NetNumber, NetObject, type NetValue } from "../../contract/values";
import { NetDecimal } from "../../numbers/decimal";
import { changeType } from "../convert/change-type";
import { argumentException, invalidCast } from "../errors";
import { NetGuid, parseGuid } from "../text/guid";
import { NetUri } from "../text/uri";
import { parseTimeSpan } from "../time/time-span";
import { NetDateTime, NetDateTimeOffset, NetTimeSpan } from "../time/values";
import { JArray, JProperty } from "./containers";
import { JToken, JValue } from "./tokens";
import { type TokenType } from "./token-types";

/** A value as content of a container: a token stays, null and plain values become a `JValue`. */
export function tokenOf(value: NetValue): JToken {
  if (value instanceof JToken) return value;
  const type = tokenTypeOf(value);
  if (type !== undefined) return new JValue(value, type);
  const name = value instanceof NetObject ? value.type.definition.fullName : "";
  throw argumentException(`Could not determine JSON object type for type ${name}.`);
}

/** The items of a value that Json.NET takes apart when it is added: a collection that is neither a string, bytes nor a token. */
export function itemsOf(value: NetValue): Iterable<NetValue> | undefined {
  if (!(value instanceof NetObject) || value instanceof JToken || tokenTypeOf(value) !== undefined) return undefined;
  const iterator = value.enumerate();
  return iterator && { [Symbol.iterator]: () => iterator };
}

/** What a property holds: a collection becomes an array. */
export function contentOf(value: NetValue): JToken {
  const items = itemsOf(value);
  if (items === undefined) return tokenOf(value);
  const array = new JArray();
  for (const item of items) array.append(contentOf(item));
  return array;
}

/** The type of a `JValue` that holds a value; undefined if none can. */
export function tokenTypeOf(value: NetValue): TokenType | undefined {
  if (value === null) return "Null";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Boolean";
  if (typeof value === "number" || value instanceof NetEnum) return "Integer";
  if (value instanceof NetNumber) return value.kind === "double" || value.kind === "float" ? "Float" : "Integer";
  if (value instanceof NetDecimal) return "Float";
  if (value instanceof NetChar) return "String";
  if (value instanceof NetDateTime || value instanceof NetDateTimeOffset) return "Date";
  if (value instanceof NetTimeSpan) return "TimeSpan";
  if (value instanceof NetGuid) return "Guid";
  if (value instanceof NetUri) return "Uri";
  return value instanceof NetArray && value.elementType.is("System.Byte") ? "Bytes" : undefined;
}

/** `(int)token`: an explicit conversion of a token. */
export function castToken(token: JToken, type: NetType): NetValue {
  const value = token instanceof JProperty ? token.value : token;
  const target = nullableArgument(type) ?? type;
  const { fullName, name } = target.definition;
  const accepted = ACCEPTED.get(fullName) ?? NUMBERS;
  const isNullable = target !== type || !type.isValueType;
  const isNull = value instanceof JValue && (value.tokenType === "Null" || value.tokenType === "Undefined");
  if (isNull && isNullable) return null;
  if (!(value instanceof JValue) || !accepted.includes(value.tokenType)) {
    throw argumentException(`Can not convert ${value.tokenType} to ${name}.`);
  }
  if (value.value === null && isNullable) return null;
  return valueAs(value.value, type);
}

/** `token.Value<T>()` and the items of `Values<T>()`. */
export function valueOfToken(token: JToken | undefined, type: NetType): NetValue | undefined {
  if (token === undefined) return undefined;
  chargeParts(5);
  const { fullName } = type.definition;
  if (token.type.equals(type) || TOKEN_BASES.get(fullName)?.(token) === true) return token;
  if (!(token instanceof JValue)) {
    throw invalidCast(`Cannot cast ${token.type.definition.fullName} to Newtonsoft.Json.Linq.JToken.`);
  }
  if (fullName === "System.Object") return token.value;
  return valueAs(token.value, type);
}

function valueAs(value: NetValue, type: NetType): NetValue {
  const target = nullableArgument(type) ?? type;
  if (value instanceof NetObject && value.type.equals(target)) return value;
  switch (target.definition.fullName) {
    case "System.Guid": {
      const guid = typeof value === "string" ? parseGuid(value) : undefined;
      if (guid !== undefined) return guid;
      break;
    }
    case "System.TimeSpan": {
      const ticks = typeof value === "string" ? parseTimeSpan(value) : undefined;
      if (ticks !== undefined) return new NetTimeSpan(ticks);
      break;
    }
    case "System.DateTimeOffset":
      if (value instanceof NetDateTime) return new NetDateTimeOffset(value.ticks, 0n);
      break;
    case "System.DateTime":
      if (value instanceof NetDateTimeOffset) return new NetDateTime(value.utcTicks, "local");
      break;
    case "System.String":
      if (value instanceof NetArray) return Buffer.from(bytesOf(value)).toString("base64");
  }
  const changed = changeType(value, type);
  if (changed === undefined) throw invalidCast(`Invalid cast to '${type.definition.fullName}'.`);
  return changed;
}

const NUMBERS: readonly TokenType[] = ["Integer", "Float", "String", "Comment", "Raw", "Boolean"];

/** The types of tokens from which there is a conversion; from numbers, strings and booleans to what is not here. */
const ACCEPTED: ReadonlyMap<string, readonly TokenType[]> = new Map<string, readonly TokenType[]>([
  ["System.String", ["Date", ...NUMBERS, "Bytes", "Guid", "TimeSpan", "Uri"]],
  ["System.DateTime", ["Date", "String", "Comment", "Raw"]],
  ["System.DateTimeOffset", ["Date", "String", "Comment", "Raw"]],
  ["System.Guid", ["String", "Comment", "Raw", "Guid", "Bytes"]],
  ["System.TimeSpan", ["String", "Comment", "Raw", "TimeSpan"]],
  ["System.Uri", ["String", "Comment", "Raw", "Uri"]],
]);

const TOKEN_BASES: ReadonlyMap<string, (token: JToken) => boolean> = new Map<string, (token: JToken) => boolean>([
  ["Newtonsoft.Json.Linq.JToken", () => true],
  ["Newtonsoft.Json.Linq.JContainer", (token) => !(token instanceof JValue)],
]);
