import { defineType } from "../contract/define";
import { acceptsNull, dimensionsOf, type NetType, typeNamed } from "../contract/type";
import { displayName, NetObject, type NetValue } from "../contract/values";

/** A `System.Type`: what `typeof` and `GetType()` give. Only its names can be read. */
export class NetTypeObject extends NetObject {
  public constructor(public readonly described: NetType) {
    super();
  }

  public get type(): NetType {
    return typeNamed("System.Type");
  }

  public override toText(): string {
    return displayName(this.described);
  }

  public override equals(other: NetValue): boolean {
    return other instanceof NetTypeObject && other.described.equals(this.described);
  }

  public override get key(): string {
    return `type:${this.described.id}`;
  }
}

function nameOf(type: NetType): string {
  const dimensions = dimensionsOf(type);
  if (dimensions > 0) {
    return `${nameOf(type.typeArguments[0] ?? type.definition.type)}[${",".repeat(dimensions - 1)}]`;
  }
  const { length } = type.definition.typeParameters;
  return length === 0 ? type.name : `${type.name}\`${length}`;
}

export const TYPE = defineType<NetTypeObject>("class System.Type", (type) => {
  type
    .property("string Name", (self) => nameOf(self.described))
    .property("string FullName", (self) => displayName(self.described))
    .property("string Namespace", ({ described: { definition } }) =>
      definition.fullName.slice(0, Math.max(0, definition.fullName.length - definition.name.length - 1)),
    )
    .property("bool IsValueType", (self) => !acceptsNull(self.described))
    .property("bool IsArray", (self) => dimensionsOf(self.described) > 0)
    .operator("bool operator ==(Type left, Type right)", (call) =>
      call.value(0) === null ? call.value(1) === null : call.object(0, NetTypeObject).equals(call.value(1)),
    );
});
