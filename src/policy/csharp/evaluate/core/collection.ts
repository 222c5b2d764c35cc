import { exception, type NetThrow } from "../contract/errors";
import { genericType, type NetType, UNKNOWN } from "../contract/type";
import { NetObject, type NetValue } from "../contract/values";
import { areEqual } from "../binding/values-of-types";
import { textOf } from "../text/text-of";

/** What a collection can do, so that it can be used by its interfaces. */
export abstract class NetCollection extends NetObject {
  public abstract get count(): number;

  public abstract override enumerate(): Iterator<NetValue>;
}

/** What a dictionary finds by a key. */
export interface Lookup {
  find(key: NetValue): NetValue | undefined;
}

export function isLookup(value: NetObject): value is NetObject & Lookup {
  return "find" in value;
}

export function keyNotFound(key: NetValue): NetThrow {
  return exception("KeyNotFoundException", `The given key '${textOf(key)}' was not present in the dictionary.`);
}

export function modified(): NetThrow {
  return exception("InvalidOperationException", "Collection was modified; enumeration operation may not execute.");
}

/** A `KeyValuePair<TKey, TValue>`. */
export class NetPair extends NetObject {
  public constructor(
    public readonly keyValue: NetValue,
    public readonly value: NetValue,
    private readonly keyType: NetType = UNKNOWN,
    private readonly valueType: NetType = UNKNOWN,
  ) {
    super();
  }

  public get type(): NetType {
    return genericType("System.Collections.Generic.KeyValuePair", this.keyType, this.valueType);
  }

  public override toText(): string {
    return `[${textOf(this.keyValue)}, ${textOf(this.value)}]`;
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetPair && areEqual(this.keyValue, other.keyValue) && areEqual(this.value, other.value);
  }
}
