import { charge } from "../contract/meter";
import { TextParts } from "../text/text-parts";
import { defineMembers } from "../contract/define";
import { type NetType, TypeDefinition, UNKNOWN } from "../contract/type";
import { NetObject, type NetValue } from "../contract/values";
import { areEqual, keyOfValue } from "../binding/values-of-types";
import { textOf } from "../text/text-of";

/** What `new { a = 1 }` makes. */
export class NetAnonymous extends NetObject {
  public constructor(
    public readonly type: NetType,
    public readonly names: readonly string[],
    public readonly values: readonly NetValue[],
  ) {
    super();
    charge(1);
  }

  public override toText(): string {
    if (this.names.length === 0) return "{ }";
    charge(1);
    const parts = new TextParts();
    this.names.forEach((name, index) => {
      parts.push(`${index === 0 ? "{ " : ", "}${name} = ${textOf(this.values[index] ?? null)}`);
    });
    return `${parts.text} }`;
  }

  public override equals(other: NetValue): boolean {
    return (
      other instanceof NetAnonymous &&
      other.names.join() === this.names.join() &&
      this.values.every((value, index) => areEqual(value, other.values[index] ?? null))
    );
  }

  public override get key(): string | undefined {
    const keys = this.values.map(keyOfValue);
    return keys.includes(undefined) ? undefined : JSON.stringify([this.names, keys]);
  }
}

/** The type of an anonymous object. It has no name that code could use. */
export function anonymousType(names: readonly string[], types: readonly NetType[]): NetType {
  const definition = new TypeDefinition("class", "<>f__AnonymousType", [], "");
  defineMembers<NetAnonymous>(definition, (type) => {
    names.forEach((name, index) => {
      type.propertyOfType(name, types[index] ?? UNKNOWN, (self) => self.values[index] ?? null);
    });
  });
  return definition.type;
}
