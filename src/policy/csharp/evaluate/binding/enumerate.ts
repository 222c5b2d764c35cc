import { UnsupportedError } from "../contract/errors";
import { ancestorNamed } from "../contract/notation";
import { type Runtime } from "../contract/runtime";
import { type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { NetChar, NetObject, type NetValue } from "../contract/values";
import { nullReference } from "./invoke";
import { typeOfValue } from "./values-of-types";

/** What `foreach` goes through. Each item is a step. */
export function* enumerate(value: NetValue, runtime: Runtime): Generator<NetValue, void, undefined> {
  if (value === null) throw nullReference();
  if (typeof value === "string") {
    for (let index = 0; index < value.length; index++) {
      runtime.step();
      yield new NetChar(value.charCodeAt(index));
    }
    return;
  }
  const iterator = value instanceof NetObject ? value.enumerate() : undefined;
  if (iterator === undefined) {
    throw new UnsupportedError(`an enumeration of a value that is a ${typeOfValue(value)?.name ?? "null"}`);
  }
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    runtime.step();
    yield next.value;
  }
}

/** The type of the items of an `IEnumerable<T>`. */
export function itemType(type: NetType): NetType {
  if (type === UNKNOWN) return UNKNOWN;
  if (type.is("System.String")) return typeNamed("char");
  return ancestorNamed(type, "System.Collections.Generic.IEnumerable")?.typeArguments[0] ?? UNKNOWN;
}
