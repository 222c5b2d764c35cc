import { TYPES } from "../members/catalog";
import { type Member, type Signature, type TypeInfo } from "../members/member";
import { isSame, named, type NamedType, OBJECT, substitute, type Type } from "../members/type";

/** A member, and the types that the type parameters of its type have. */
export interface FoundMember {
  readonly member: Member;
  readonly owner: TypeInfo;
  readonly values: ReadonlyMap<string, Type | undefined>;
}

/** The type whose members a value of a type has. */
function memberType(type: Type | undefined): NamedType | undefined {
  if (type?.kind === "named") return type;
  if (type?.kind === "anonymous") return OBJECT;
  return type?.kind === "array" ? named("ArrayMembers") : undefined;
}

/** All members with a name, those of the type itself first: an overload may be in a base. */
export function membersOf(type: Type | undefined, name: string): FoundMember[] {
  const found: FoundMember[] = [];
  for (const base of withBases(type)) {
    const info = TYPES.type(base.name);
    const member = info?.members.get(name);
    if (info !== undefined && member !== undefined) found.push({ member, owner: info, values: valuesOf(base, info) });
  }
  return found;
}

/** A type and all of its bases, `object` last. */
export function withBases(type: Type | undefined): NamedType[] {
  const first = memberType(type);
  if (first === undefined) return [];
  const types = [first];
  for (let index = 0; index < types.length; index++) {
    const info = TYPES.type(types[index]!.name);
    if (info === undefined) continue;
    const values = valuesOf(types[index]!, info);
    for (const base of info.bases) {
      const known = substitute(base, values) as NamedType;
      if (!types.some((other) => isSame(other, known))) types.push(known);
    }
  }
  if (!types.includes(OBJECT)) types.push(OBJECT);
  return types;
}

function valuesOf(type: NamedType, info: TypeInfo): ReadonlyMap<string, Type | undefined> {
  if (info.typeParameters.length === 0) return NO_VALUES;
  return new Map(info.typeParameters.map((name, index) => [name, type.typeArguments[index]]));
}

const NO_VALUES: ReadonlyMap<string, Type | undefined> = new Map();

/** Whether all members of a type are known, so that there are no others. */
export function isComplete(type: Type | undefined): boolean {
  const first = memberType(type);
  if (first === undefined) return false;
  return withBases(first).every((base, index) => {
    const info = TYPES.type(base.name);
    if (info?.isComplete === true) return true;
    // What a class has from an interface is listed as its own.
    return (
      index > 0 && TYPES.type(first.name)?.kind !== "interface" && (info === undefined || info.kind === "interface")
    );
  });
}

/** The names of all members of a type, for a suggestion. */
export function memberNames(type: Type | undefined, isStatic: boolean): string[] {
  const names: string[] = [];
  for (const base of withBases(type)) {
    const members = TYPES.type(base.name)?.members;
    for (const name of members?.names ?? []) {
      const member = members?.get(name);
      if (member === undefined) continue;
      if (member.kind === "constructor" || member.kind === "indexer" || member.kind === "operator") continue;
      if (member.isStatic === isStatic || member.kind === "name" || member.kind === "method") names.push(member.name);
    }
  }
  return names;
}

/** The type arguments that a type has as a base, such as those of `IEnumerable`; undefined if that is not certain. */
export function argumentsAs(type: Type | undefined, base: string): readonly (Type | undefined)[] | undefined {
  if (type?.kind === "array") return ARRAY_BASES.includes(base) && type.dimensions === 1 ? [type.element] : undefined;
  let found: NamedType | undefined;
  for (const candidate of withBases(type)) {
    if (candidate.name !== base) continue;
    if (found !== undefined && !isSame(found, candidate)) return undefined;
    found = candidate;
  }
  return found?.typeArguments;
}

const ARRAY_BASES: readonly string[] = ["IEnumerable", "ICollection", "IList", "IReadOnlyCollection", "IReadOnlyList"];

/** What a loop over a value gives. */
export function elementOf(type: Type | undefined): Type | undefined {
  if (type?.kind === "array") return type.element;
  // Its own enumerator gives pairs, although it is a sequence of tokens as well.
  if (type?.kind === "named" && type.name === "JObject") return named("KeyValuePair", named("string"), named("JToken"));
  return argumentsAs(type, "IEnumerable")?.[0];
}

/** The signatures of some members, and the types of the type parameters. */
export function signaturesOf(found: readonly FoundMember[]): { signature: Signature; values: FoundMember["values"] }[] {
  return found.flatMap(({ member, values }) => member.signatures.map((signature) => ({ signature, values })));
}
