import { arrayOf, findDefinition, type NetType, nullableOf, typeNamed, UNKNOWN } from "./type";

/** A type as a signature writes it, with type parameters that have no value yet. */
export interface TypeNotation {
  readonly name: string;
  readonly typeArguments: readonly TypeNotation[];
  readonly isNullable: boolean;
  readonly ranks: number;
}

/** Reads what a signature or a head says. What is written there is our own text: a mistake throws. */
export class NotationReader {
  private index = 0;

  public constructor(private readonly text: string) {}

  public get isAtEnd(): boolean {
    return this.peek("");
  }

  /** Whether a sign or a word comes next, after spaces. The empty text is the end. */
  public peek(text: string): boolean {
    while (this.text[this.index] === " ") this.index++;
    if (text === "") return this.index === this.text.length;
    if (!this.text.startsWith(text, this.index)) return false;
    return !/\w$/.test(text) || !/^\w/.test(this.text.slice(this.index + text.length, this.index + text.length + 1));
  }

  /** Goes over a sign or a word if it comes next. */
  public skip(text: string): boolean {
    if (!this.peek(text)) return false;
    this.index += text.length;
    return true;
  }

  public expect(text: string): void {
    if (!this.skip(text)) throw new Error(`${JSON.stringify(text)} expected at ${this.index} of ${this.text}`);
  }

  public match(pattern: RegExp): string {
    this.peek("");
    const match = pattern.exec(this.text.slice(this.index));
    if (match?.index !== 0) throw new Error(`${pattern.source} expected at ${this.index} of ${this.text}`);
    this.index += match[0].length;
    return match[0];
  }

  public type(): TypeNotation {
    const name = this.match(/[\w.]+/);
    const typeArguments: TypeNotation[] = [];
    if (this.skip("<")) {
      do typeArguments.push(this.type());
      while (this.skip(","));
      this.expect(">");
    }
    const isNullable = this.skip("?");
    let ranks = 0;
    while (this.skip("[]")) ranks++;
    return { name, typeArguments, isNullable, ranks };
  }
}

/** What type parameters are. */
export type TypeBindings = ReadonlyMap<string, NetType>;

export const NO_BINDINGS: TypeBindings = new Map();

/** A type in which type parameters have their values. One without a value becomes the unknown type. */
export function resolveType(notation: TypeNotation, bindings: TypeBindings, parameters: readonly string[]): NetType {
  let type = parameters.includes(notation.name)
    ? (bindings.get(notation.name) ?? UNKNOWN)
    : resolveNamed(notation, bindings, parameters);
  if (notation.isNullable && type.isValueType) type = nullableOf(type);
  for (let rank = 0; rank < notation.ranks; rank++) type = arrayOf(type);
  return type;
}

function resolveNamed(notation: TypeNotation, bindings: TypeBindings, parameters: readonly string[]): NetType {
  const definition = findDefinition(notation.name, notation.typeArguments.length);
  if (definition === undefined) throw new Error(`no type ${JSON.stringify(notation.name)} is defined`);
  if (notation.typeArguments.length === 0) return definition.type;
  return definition.of(notation.typeArguments.map((argument) => resolveType(argument, bindings, parameters)));
}

const baseNotations = new WeakMap<object, readonly TypeNotation[]>();
const baseTypes = new WeakMap<NetType, readonly NetType[]>();

/** The base class and the interfaces that a type names. */
export function basesOf(type: NetType): readonly NetType[] {
  let bases = baseTypes.get(type);
  if (bases === undefined) {
    const { definition } = type;
    const bindings = bindingsOf(type);
    bases = notationsOfBases(definition).map((base) => resolveType(base, bindings, definition.typeParameters));
    baseTypes.set(type, bases);
  }
  return bases;
}

/** The type parameters of a type's definition with its type arguments. */
export function bindingsOf(type: NetType): TypeBindings {
  if (type.typeArguments.length === 0) return NO_BINDINGS;
  return new Map(type.definition.typeParameters.map((name, index) => [name, type.typeArguments[index] ?? UNKNOWN]));
}

function notationsOfBases(definition: NetType["definition"]): readonly TypeNotation[] {
  let notations = baseNotations.get(definition);
  if (notations === undefined) {
    const found: TypeNotation[] = [];
    if (definition.bases !== "") {
      const reader = new NotationReader(definition.bases);
      do found.push(reader.type());
      while (reader.skip(","));
    }
    notations = found;
    baseNotations.set(definition, notations);
  }
  return notations;
}

/** A type and all that it extends and implements, the type itself first, `object` last. */
export function ancestorsOf(type: NetType): readonly NetType[] {
  let ancestors = allAncestors.get(type);
  if (ancestors === undefined) {
    const found = new Map<string, NetType>();
    const queue: NetType[] = [type];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (found.has(next.id)) continue;
      found.set(next.id, next);
      queue.push(...basesOf(next));
    }
    const object = typeNamed("System.Object");
    found.delete(object.id);
    found.set(object.id, object);
    ancestors = [...found.values()];
    allAncestors.set(type, ancestors);
  }
  return ancestors;
}

const allAncestors = new WeakMap<NetType, readonly NetType[]>();

/** The type among the ancestors of a type that has a definition: `IEnumerable<int>` of `List<int>`. */
export function ancestorNamed(type: NetType, fullName: string): NetType | undefined {
  if (type.is(fullName)) return type;
  return ancestorsOf(type).find((ancestor) => ancestor.is(fullName));
}
