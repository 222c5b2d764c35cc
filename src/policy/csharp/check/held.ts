import { TYPES } from "../members/catalog";
import { isSame, named, shownType, type Type, withoutNullable } from "../members/type";
import { type Certainty, isEnum, isValueType } from "./conversions";
import { withBases } from "./lookup";

/** What a variable holds: a type, or the name of one. */
export type HeldType = Type | string;

/**
 * The names of the types, where an object that holds a value of one type certainly is none of the other: a cast of an object converts nothing.
 */
export function mismatchOf(
  held: HeldType,
  read: HeldType,
): { readonly held: string; readonly read: string } | undefined {
  const [given, asked] = [held, read].map((type) => withoutNullable(typeof type === "string" ? named(type) : type));
  return isHeldAs(given, asked) === false ? { held: shownType(given), read: shownType(asked) } : undefined;
}

function isHeldAs(given: Type | undefined, asked: Type | undefined): Certainty {
  if (!isPlain(given) || !isPlain(asked)) return undefined;
  if (isSame(given, asked)) return true;
  if (given.kind === "array" && asked.kind === "array") return undefined;
  const [isOfGiven, isOfAsked] = [isBaseOf(asked, given), isBaseOf(given, asked)];
  // What is held may be more than its type says.
  if (isOfGiven || isOfAsked) return isOfGiven ? true : undefined;
  if (isEnum(given) || isEnum(asked)) return undefined;
  return isFinal(given) || isFinal(asked) || (isClass(given) && isClass(asked)) ? false : undefined;
}

/** Whether a type says what a value is. */
function isPlain(type: Type | undefined): type is Type & { readonly kind: "named" | "array" } {
  if (type?.kind === "array") return type.element !== undefined;
  return type?.kind === "named" && TYPES.type(type.name) !== undefined && TYPES.type(type.name)?.status !== "refused";
}

function isBaseOf(base: Type, type: Type): boolean {
  return base.kind === "named" && withBases(type).some(({ name }) => name === base.name);
}

/** Whether no type is derived from a type. */
function isFinal(type: Type): boolean {
  return type.kind === "array" || isValueType(type) === true || (type.kind === "named" && type.name === "string");
}

function isClass(type: Type): boolean {
  return type.kind === "named" && TYPES.type(type.name)?.kind === "class";
}
