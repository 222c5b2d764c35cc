/**
 * The types of C#, as far as expressions use them.
 *
 * A type that is not known is `undefined`: nothing follows from it.
 */
export type Type = NamedType | ArrayType | TypeParameter | AnonymousType | TupleType | NullType;

/** A class, a struct, an interface or an enum, by its short name: `string`, `JObject`, `List` with a type argument. */
export interface NamedType {
  readonly kind: "named";
  readonly name: string;
  readonly typeArguments: readonly (Type | undefined)[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: Type | undefined;
  readonly dimensions: number;
}

/** A type parameter of a type or of a method, such as `T`. */
export interface TypeParameter {
  readonly kind: "parameter";
  readonly name: string;
}

/** The type of `new { a = 1 }`. */
export interface AnonymousType {
  readonly kind: "anonymous";
  readonly members: ReadonlyMap<string, Type | undefined>;
}

export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly { readonly name?: string; readonly type: Type | undefined }[];
}

/** The type of `null`. */
export interface NullType {
  readonly kind: "null";
}

const known = new Map<string, NamedType>();

/** A type by its short name. */
export function named(name: string, ...typeArguments: readonly (Type | undefined)[]): NamedType {
  if (typeArguments.length > 0) return { kind: "named", name, typeArguments };
  let type = known.get(name);
  if (type === undefined) {
    type = { kind: "named", name, typeArguments };
    // Names of hostile code must not stay in memory.
    if (known.size < MAX_KNOWN) known.set(name, type);
  }
  return type;
}

const MAX_KNOWN = 1000;

export function arrayOf(element: Type | undefined, dimensions = 1): ArrayType {
  return { kind: "array", element, dimensions };
}

export const OBJECT = named("object");
export const STRING = named("string");
export const BOOL = named("bool");
export const CHAR = named("char");
export const INT = named("int");
export const VOID = named("void");
export const NULL: NullType = { kind: "null" };

/** Whether a type has a name, without regard to its type arguments. */
export function isNamed(type: Type | undefined, ...names: readonly string[]): boolean {
  return type?.kind === "named" && names.includes(type.name);
}

/** The type arguments of a type; none if it has no name. */
export function typeArgumentsOf(type: Type | undefined): readonly (Type | undefined)[] {
  return type?.kind === "named" ? type.typeArguments : [];
}

/** The type in a `T?`, or the type itself. */
export function withoutNullable(type: Type | undefined): Type | undefined {
  return isNamed(type, "Nullable") ? typeArgumentsOf(type)[0] : type;
}

/** Whether two types are certainly the same. */
export function isSame(left: Type | undefined, right: Type | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (left === right) return true;
  if (left.kind === "named") {
    return (
      right.kind === "named" &&
      left.name === right.name &&
      left.typeArguments.length === right.typeArguments.length &&
      left.typeArguments.every((argument, index) => isSame(argument, right.typeArguments[index]))
    );
  }
  if (left.kind === "array") {
    return right.kind === "array" && left.dimensions === right.dimensions && isSame(left.element, right.element);
  }
  return left.kind === "parameter" && right.kind === "parameter" && left.name === right.name;
}

/** A type as C# writes it. */
export function shownType(type: Type | undefined): string {
  switch (type?.kind) {
    case undefined:
      return "?";
    case "named":
      if (type.typeArguments.length === 0) return type.name;
      if (type.name === "Nullable") return `${shownType(type.typeArguments[0])}?`;
      return `${type.name}<${type.typeArguments.map(shownType).join(", ")}>`;
    case "array":
      return `${shownType(type.element)}[${",".repeat(type.dimensions - 1)}]`;
    case "parameter":
      return type.name;
    case "anonymous":
      return `new { ${[...type.members.keys()].join(", ")} }`;
    case "tuple":
      return `(${type.elements.map((element) => shownType(element.type)).join(", ")})`;
    case "null":
      return "null";
  }
}

/** A type in which the type parameters have their values. A parameter without a value becomes unknown. */
export function substitute(
  type: Type | undefined,
  values: ReadonlyMap<string, Type | undefined> | undefined,
): Type | undefined {
  if (type === undefined) return undefined;
  if (type.kind === "parameter") return values?.get(type.name);
  if (type.kind === "array") return arrayOf(substitute(type.element, values), type.dimensions);
  if (type.kind !== "named" || type.typeArguments.length === 0) return type;
  return named(type.name, ...type.typeArguments.map((argument) => substitute(argument, values)));
}
