import { argumentNull, argumentOutOfRange, exception } from "../../contract/errors";
import { type Call } from "../../contract/call";
import { type NetValue } from "../../contract/values";
import { contentOf, itemsOf, tokenOf } from "./convert";
import { type JsonRoot, readJson } from "./read";
import { serialize } from "./serialize";
import { JArray, JProperty } from "./containers";
import { type JContainer, type JToken, JValue } from "./tokens";

export function parse(call: Call, root: JsonRoot): JToken {
  return readJson(call.text(0), root);
}

export function fromObject(call: Call): JToken {
  if (call.value(0) === null) throw argumentNull("o");
  return serialize(call.value(0), call.runtime);
}

export function fromPlain(value: NetValue): JToken {
  return value === null ? new JValue(null, "Null") : tokenOf(value);
}

export function add(container: JContainer, index: number, content: NetValue): null {
  if (container instanceof JProperty) throw cannotRemove();
  const items = itemsOf(content);
  let at = index;
  if (items === undefined) container.insert(at, tokenOf(content));
  else for (const item of items) container.insert(at++, contentOf(item));
  return null;
}

export function arrayFrom(content: Iterable<NetValue>): JArray {
  const array = new JArray();
  for (const item of content) add(array, array.children.length, item);
  return array;
}

export function outOfRange(parameter: string): never {
  throw argumentOutOfRange(
    parameter,
    "Index was out of range. Must be non-negative and less than the size of the collection.",
  );
}

export function cannotRemove(): Error {
  return exception("Newtonsoft.Json.JsonException", "Cannot add or remove items from Newtonsoft.Json.Linq.JProperty.");
}
