import { charge } from "../contract/meter";
import { TextParts } from "../text/text-parts";
import { areEqual, defaultOf, defineDefault, keyOfValue, typeOfValue } from "../binding/values-of-types";
import { defineType } from "../contract/define";
import { findDefinition, genericType, type NetType, UNKNOWN } from "../contract/type";
import { NetObject, type NetValue } from "../contract/values";
import { textOf } from "../text/text-of";

/** A tuple of C#, or a `Tuple<…>`. */
export class NetTuple extends NetObject {
  /**
   * @param names those that the code gives to its elements
   * @param types what the code knows of the types of the elements
   */
  public constructor(
    public readonly items: readonly NetValue[],
    public readonly names: readonly (string | undefined)[] = [],
    private readonly types: readonly NetType[] = [],
    private readonly definition: "ValueTuple" | "Tuple" = "ValueTuple",
  ) {
    super();
    charge(2);
  }

  public get type(): NetType {
    const types = this.items.map((item, index) => {
      const known = this.types[index] ?? UNKNOWN;
      return known === UNKNOWN ? (typeOfValue(item) ?? UNKNOWN) : known;
    });
    return genericType(`System.${this.definition}`, ...types);
  }

  /** The same tuple with names. */
  public named(names: readonly (string | undefined)[]): NetTuple {
    return new NetTuple(this.items, names, this.types, this.definition);
  }

  public override toText(): string {
    charge(1);
    const parts = new TextParts();
    this.items.forEach((item, index) => parts.push((index === 0 ? "(" : ", ") + textOf(item)));
    return `${parts.text})`;
  }

  public override equals(other: NetValue): boolean {
    return (
      other instanceof NetTuple &&
      other.items.length === this.items.length &&
      this.items.every((item, index) => areEqual(item, other.items[index] ?? null))
    );
  }

  public override get key(): string | undefined {
    const keys = this.items.map(keyOfValue);
    return keys.includes(undefined) ? undefined : JSON.stringify(keys);
  }
}

/** The type of a tuple; undefined if it has more elements than we define. */
export function tupleType(types: readonly NetType[]): NetType | undefined {
  return findDefinition("System.ValueTuple", types.length) && genericType("System.ValueTuple", ...types);
}

/** The parts into which a value deconstructs. */
export function deconstruct(value: NetValue, count: number): readonly NetValue[] | undefined {
  return value instanceof NetTuple && value.items.length === count ? value.items : undefined;
}

const SIZES = [1, 2, 3, 4, 5, 6, 7];

for (const size of SIZES) {
  const parameters = SIZES.slice(0, size).map((index) => `T${index}`);
  for (const head of [
    `struct System.ValueTuple<${parameters.join(", ")}>`,
    `class System.Tuple<${parameters.join(", ")}>`,
  ]) {
    defineType<NetTuple>(head, (type) => {
      parameters.forEach((parameter, index) => {
        type.property(`${parameter} Item${index + 1}`, (self) => self.items[index] ?? null);
      });
      const list = parameters.map((parameter, index) => `${parameter} item${index + 1}`).join(", ");
      type.create(`(${list})`, (call) => {
        const items = parameters.map((_, index) => call.value(index));
        return new NetTuple(items, [], call.target.typeArguments, call.target.name as "Tuple" | "ValueTuple");
      });
    });
  }
}

defineDefault(
  "System.ValueTuple",
  ({ typeArguments }) => new NetTuple(typeArguments.map(defaultOf), [], typeArguments),
);

/** `Tuple.Create(a, b)`. */
export const TUPLE_FACTORY = defineType("static class System.Tuple", (type) => {
  for (const size of SIZES) {
    const parameters = SIZES.slice(0, size).map((index) => `T${index}`);
    const list = parameters.map((parameter, index) => `${parameter} item${index + 1}`).join(", ");
    type.static(`Tuple<${parameters.join(", ")}> Create<${parameters.join(", ")}>(${list})`, (call) => {
      const items = parameters.map((_, index) => call.value(index));
      return new NetTuple(items, [], call.typeArguments, "Tuple");
    });
  }
});
