import { type Call } from "./call";
import { readSignature, type Signature } from "./signature";
import { type NetType, registerType, staticClasses, TypeDefinition, type TypeKind, typeNamed } from "./type";
import { type EnumNames, NetEnum, type NetObject, type NetValue } from "./values";

/** What a member does. The receiver is null for a static one. */
export type Implementation = (receiver: NetValue, call: Call) => NetValue;

export type MemberKind = "method" | "property" | "indexer" | "constructor" | "operator";

/** A member of a type, or one of the overloads of its name. */
export interface Member {
  readonly kind: MemberKind;
  readonly isStatic: boolean;
  readonly owner: TypeDefinition;
  readonly signature: Signature;
  /** What a method, a constructor or an operator does, or a property and an indexer when they are read. */
  readonly get?: Implementation;
  /** What a property and an indexer do when they are written. The value is the last argument. */
  readonly set?: Implementation;
}

/** The members of one type, by name. An indexer has the name `this`, a constructor `new`, an operator that of its sign, `explicit` or `implicit`. */
export type MemberTable = ReadonlyMap<string, readonly Member[]>;

/**
 * Writes down the members of a type. `T` is the class of its values.
 *
 * The names of parameters are those of .NET: expressions use them for named arguments, and exceptions name them.
 */
export class TypeBuilder<T extends NetValue = NetObject> {
  private readonly members = new Map<string, Member[]>();

  public constructor(private readonly owner: TypeDefinition) {}

  public get table(): MemberTable {
    return this.members;
  }

  /** `"string Substring(int startIndex)"`. */
  public method(signature: string, get: (receiver: T, call: Call) => NetValue): this {
    return this.add("method", false, signature, get);
  }

  /** `"int Length"`. */
  public property(
    signature: string,
    get: (receiver: T, call: Call) => NetValue,
    set?: (receiver: T, call: Call) => void,
  ): this {
    return this.add("property", false, signature, get, set);
  }

  /** A property whose name and type code made up, not we. */
  public propertyOfType(name: string, type: NetType, get: (receiver: T) => NetValue): this {
    const signature = { name, resultType: type, typeParameters: [], parameters: [], names: [], isExtension: false };
    const member: Member = {
      kind: "property",
      isStatic: false,
      owner: this.owner,
      signature,
      get: (receiver) => get(receiver as T),
    };
    this.members.set(name, [member]);
    return this;
  }

  /** `"JToken this[object key]"`. The value to set is the argument after the last one. */
  public indexer(
    signature: string,
    get: (receiver: T, call: Call) => NetValue,
    set?: (receiver: T, call: Call) => void,
  ): this {
    return this.add("indexer", false, signature, get, set);
  }

  /** `"(string text)"`. */
  public create(signature: string, create: (call: Call) => NetValue): this {
    return this.add("constructor", true, signature, (_, call) => create(call));
  }

  /** `"string Concat(string str0, string str1)"`, or an extension method, whose first parameter has the modifier `this`. */
  public static(signature: string, get: (call: Call) => NetValue): this {
    return this.add("method", true, signature, (_, call) => get(call));
  }

  /** `"string Empty"`: a static property, a static field or a constant. */
  public staticProperty(signature: string, get: (call: Call) => NetValue): this {
    return this.add("property", true, signature, (_, call) => get(call));
  }

  /** `"bool operator ==(XName left, XName right)"`, `"explicit operator int(JToken value)"`. */
  public operator(signature: string, get: (call: Call) => NetValue): this {
    return this.add("operator", true, signature, (_, call) => get(call));
  }

  private add(
    kind: MemberKind,
    isStatic: boolean,
    text: string,
    get: (receiver: T, call: Call) => NetValue,
    set?: (receiver: T, call: Call) => void,
  ): this {
    const signature = readSignature(text);
    // The receiver was checked when the member was found by its type.
    const member: Member = {
      kind,
      isStatic,
      owner: this.owner,
      signature,
      get: get as Implementation,
      set: set && ((receiver, call) => (set(receiver as T, call), null)),
    };
    const known = this.members.get(signature.name);
    if (known === undefined) this.members.set(signature.name, [member]);
    else known.push(member);
    return this;
  }
}

const bodies = new WeakMap<TypeDefinition, (type: TypeBuilder<never>) => unknown>();
const tables = new WeakMap<TypeDefinition, MemberTable>();

/**
 * Defines a type. Its members are defined on first use.
 *
 * @param head as C# writes it, with the full name: `class System.Collections.Generic.List<T> : IList<T>`, `struct System.Guid : IFormattable`,
 * `static class System.Math`
 */
export function defineType<T extends NetValue = NetObject>(
  head: string,
  body: (type: TypeBuilder<T>) => unknown = () => undefined,
): TypeDefinition {
  const parts = /^(static class|class|struct|interface|enum|delegate) ([\w.]+)(?:<([\w, ]+)>)?(?: : (.+))?$/.exec(head);
  if (parts === null) throw new Error(`no head of a type: ${head}`);
  const [, kind, fullName = "", typeParameters, bases = ""] = parts;
  const definition = new TypeDefinition(
    kind === "static class" ? "static" : (kind as TypeKind),
    fullName,
    typeParameters?.split(",").map((name) => name.trim()) ?? [],
    bases,
  );
  registerType(definition);
  bodies.set(definition, body);
  return definition;
}

/** Gives members to a definition that was made elsewhere. */
export function defineMembers<T extends NetValue = NetObject>(
  definition: TypeDefinition,
  body: (type: TypeBuilder<T>) => unknown,
): TypeDefinition {
  bodies.set(definition, body);
  return definition;
}

/** The members that a type itself defines. */
export function membersOf(definition: TypeDefinition): MemberTable {
  let table = tables.get(definition);
  if (table === undefined) {
    const builder = new TypeBuilder<never>(definition);
    bodies.get(definition)?.(builder);
    table = builder.table;
    tables.set(definition, table);
  }
  return table;
}

/** The overloads of a member that a definition itself has. */
export function ownMembers(definition: TypeDefinition, name: string): readonly Member[] {
  return membersOf(definition).get(name) ?? [];
}

/** The extension methods with a name, of all static classes. */
export function extensionMethods(name: string): readonly Member[] {
  let known = extensions.get(name);
  // A name that nothing has is not kept: code could ask for any number of them.
  known ??= findExtensions(name);
  if (known.length > 0) extensions.set(name, known);
  return known;
}

const extensions = new Map<string, readonly Member[]>();

function findExtensions(name: string): readonly Member[] {
  const found = new Set<Member>();
  for (const definition of staticClasses()) {
    for (const member of ownMembers(definition, name)) if (member.signature.isExtension) found.add(member);
  }
  return [...found];
}

const enums = new Map<TypeDefinition, EnumNames>();

/** Defines an enum. Where a value has two names, the first one is what `ToString` writes. */
export function defineEnum(
  fullName: string,
  values: Readonly<Record<string, number>>,
  { isFlags = false } = {},
): TypeDefinition {
  const byName = new Map(Object.entries(values));
  const byValue = new Map<number, string>();
  for (const [name, value] of byName) if (!byValue.has(value)) byValue.set(value, name);
  const definition = defineType(`enum ${fullName} : Enum`, (type) => {
    for (const [name, value] of byName)
      type.staticProperty(`${fullName} ${name}`, () => enumValue(definition.type, value));
  });
  enums.set(definition, { isFlags, byValue, byName });
  return definition;
}

/** A value of an enum by its number. */
export function enumValue(type: NetType | string, value: number): NetEnum {
  const enumType = typeof type === "string" ? typeNamed(type) : type;
  return new NetEnum(enumType, value, namesOfEnum(enumType));
}

/** The names and values of an enum. */
export function namesOfEnum(type: NetType): EnumNames {
  const names = enums.get(type.definition);
  if (names === undefined) throw new Error(`${type.id} is no enum`);
  return names;
}
