/** What a type of .NET is. A static class cannot be made; the type parameter is one whose type nobody knows. */
export type TypeKind = "class" | "struct" | "interface" | "enum" | "delegate" | "static" | "unknown";

/** A type as it is defined: generic ones without their type arguments. */
export class TypeDefinition {
  /** The name without namespace. */
  public readonly name: string;
  private plain: NetType | undefined;
  private readonly made = new Map<string, NetType>();

  /**
   * @param fullName the name with its namespace, without type parameters
   * @param bases the base class and the interfaces, as C# writes them: `JContainer, IEnumerable<T>`
   */
  public constructor(
    public readonly kind: TypeKind,
    public readonly fullName: string,
    public readonly typeParameters: readonly string[],
    public readonly bases: string,
  ) {
    this.name = fullName.slice(fullName.lastIndexOf(".") + 1);
  }

  /** The type of a definition without type parameters. */
  public get type(): NetType {
    this.plain ??= new NetType(this, []);
    return this.plain;
  }

  /** The type with type arguments: the same one for the same arguments, so that what is known of it is found again. */
  public of(typeArguments: readonly NetType[]): NetType {
    const [first] = typeArguments;
    const key = typeArguments.length === 1 && first !== undefined ? first.id : typeArguments.map(({ id }) => id).join();
    const known = this.made.get(key);
    // Types that code makes up may share an id.
    if (known?.typeArguments.every((argument, index) => argument === typeArguments[index]) === true) return known;
    const type = new NetType(this, typeArguments);
    if (this.made.size < MAX_KEPT_TYPES) this.made.set(key, type);
    return type;
  }

  /** Whether its values are never null. */
  public get isValueType(): boolean {
    return this.kind === "struct" || this.kind === "enum";
  }
}

/** A type of .NET with its type arguments: `string`, `List<int>`, `byte[]`, which is an `Array` of `byte`, and `int?`, a `Nullable` of `int`. */
export class NetType {
  /** What makes it the same type as another one. */
  public readonly id: string;

  public constructor(
    public readonly definition: TypeDefinition,
    public readonly typeArguments: readonly NetType[],
  ) {
    const { fullName } = definition;
    this.id = typeArguments.length === 0 ? fullName : `${fullName}[${typeArguments.map(({ id }) => id).join(",")}]`;
    if (this.id.length > MAX_TYPE_ID) throw new RangeError("a type with too many type arguments");
  }

  public get name(): string {
    return this.definition.name;
  }

  public get isValueType(): boolean {
    return this.definition.isValueType;
  }

  public is(fullName: string): boolean {
    return this.definition.fullName === fullName;
  }

  public equals(other: NetType): boolean {
    return this === other || this.id === other.id;
  }
}

const MAX_TYPE_ID = 2000;

/** As many types of a definition are kept: code can name any number of them. */
const MAX_KEPT_TYPES = 200;

/** By the number of type parameters, then by the name. */
const definitions: Map<string, TypeDefinition>[] = [];
const statics = new Set<TypeDefinition>();
const namespaces = new Set<string>();

/** Makes a definition known by its short and by its full name. */
export function registerType(definition: TypeDefinition): void {
  const arity = definition.typeParameters.length;
  const { name, fullName } = definition;
  (definitions[arity] ??= new Map<string, TypeDefinition>()).set(name, definition).set(fullName, definition);
  if (definition.kind === "static") statics.add(definition);
  for (let dot = fullName.indexOf("."); dot >= 0; dot = fullName.indexOf(".", dot + 1))
    namespaces.add(fullName.slice(0, dot));
}

/** A definition by its name, short or full, and the number of its type parameters. */
export function findDefinition(name: string, arity = 0): TypeDefinition | undefined {
  return definitions[arity]?.get(KEYWORDS.get(name) ?? name);
}

/** The static classes, which may have extension methods. */
export function staticClasses(): Iterable<TypeDefinition> {
  return statics;
}

/** Whether a name is that of a namespace with types, or the beginning of it. */
export function isNamespaceName(name: string): boolean {
  return namespaces.has(name);
}

/** A type without type parameters, by its short or its full name. It has to be there. */
export function typeNamed(name: string): NetType {
  return genericType(name);
}

/** A type by its short or its full name and its type arguments. It has to be there. */
export function genericType(name: string, ...typeArguments: readonly NetType[]): NetType {
  const definition = findDefinition(name, typeArguments.length);
  if (definition === undefined) throw new Error(`no type ${JSON.stringify(name)} is defined; import its module`);
  return typeArguments.length === 0 ? definition.type : definition.of(typeArguments);
}

/** A type that nobody knows, such as the result of a lambda. It is compatible with every type. */
export const UNKNOWN: NetType = new TypeDefinition("unknown", "?", [], "").type;

/** The type of an array. */
export function arrayOf(element: NetType): NetType {
  return ARRAY.of([element]);
}

/** Of an array type its type argument is the type of the elements. */
export const ARRAY = new TypeDefinition("class", "System.Array", ["T"], "Array, IList<T>, IReadOnlyList<T>");

/** The type of an array of several dimensions. */
export function gridOf(element: NetType, dimensions: number): NetType {
  let definition = grids.get(dimensions);
  if (definition === undefined) {
    if (dimensions > MAX_DIMENSIONS) throw new RangeError("an array with too many dimensions");
    definition = new TypeDefinition("class", `System.Array,${dimensions}`, ["T"], "Array");
    grids.set(dimensions, definition);
  }
  return definition.of([element]);
}

/** The dimensions of an array type; 0 for any other. */
export function dimensionsOf({ definition, typeArguments }: NetType): number {
  if (definition === ARRAY || (definition.fullName === ARRAY.fullName && typeArguments.length > 0)) return 1;
  return definition.fullName.startsWith("System.Array,")
    ? Number(definition.fullName.slice("System.Array,".length))
    : 0;
}

const grids = new Map<number, TypeDefinition>();

/** The most that .NET has. */
const MAX_DIMENSIONS = 32;

/** The type of `T?` for a value type. Its values are null, or those of `T`. */
export function nullableOf(type: NetType): NetType {
  return NULLABLE.of([type]);
}

export const NULLABLE = new TypeDefinition("struct", "System.Nullable", ["T"], "");

registerType(NULLABLE);

/** The type in a `T?`. */
export function nullableArgument(type: NetType): NetType | undefined {
  return type.definition === NULLABLE ? type.typeArguments[0] : undefined;
}

/** Whether null is a value of a type. */
export function acceptsNull(type: NetType): boolean {
  return !type.isValueType || type.definition === NULLABLE;
}

/** The keywords of C# that are types. */
export const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ["object", "System.Object"],
  ["string", "System.String"],
  ["bool", "System.Boolean"],
  ["char", "System.Char"],
  ["sbyte", "System.SByte"],
  ["byte", "System.Byte"],
  ["short", "System.Int16"],
  ["ushort", "System.UInt16"],
  ["int", "System.Int32"],
  ["uint", "System.UInt32"],
  ["long", "System.Int64"],
  ["ulong", "System.UInt64"],
  ["float", "System.Single"],
  ["double", "System.Double"],
  ["decimal", "System.Decimal"],
  ["void", "System.Void"],
]);
