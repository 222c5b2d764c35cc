import { TYPES } from "../members/catalog";
import { isNamed, isSame, type NamedType, type Type, typeArgumentsOf, withoutNullable } from "../members/type";
import { argumentsAs, withBases } from "./lookup";

/** True or false, or undefined if nobody can say. */
export type Certainty = boolean | undefined;

const INTEGERS: readonly string[] = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "char"];

const REALS: readonly string[] = ["float", "double", "decimal"];

export function isNumber(type: Type | undefined): boolean {
  return type?.kind === "named" && (INTEGERS.includes(type.name) || REALS.includes(type.name));
}

export function isInteger(type: Type | undefined): boolean {
  return type?.kind === "named" && INTEGERS.includes(type.name);
}

/** Whether a type is one of values, which are never null. */
export function isValueType(type: Type | undefined): Certainty {
  if (type === undefined || type.kind === "parameter") return undefined;
  if (type.kind === "tuple") return true;
  if (type.kind !== "named") return false;
  const info = TYPES.type(type.name);
  if (info === undefined || info.status === "refused") return undefined;
  return info.kind === "struct" || info.kind === "enum";
}

export function isEnum(type: Type | undefined): boolean {
  return type?.kind === "named" && TYPES.type(type.name)?.kind === "enum";
}

/** Whether all is known of a type that conversions depend on. */
function isKnown(type: NamedType): boolean {
  const info = TYPES.type(type.name);
  return info !== undefined && info.status !== "refused" && info.kind !== "delegate" && info.kind !== "static";
}

/**
 * Whether a value converts to a type without a cast.
 *
 * @param isConstant whether the value is a constant integer, which converts to every type of integers
 */
export function converts(from: Type | undefined, to: Type | undefined, isConstant = false): Certainty {
  if (from === undefined || to === undefined || from.kind === "parameter" || to.kind === "parameter") return undefined;
  if (isNamed(from, "void")) return false;
  if (from === to || isNamed(to, "object")) return true;
  if (from.kind === "null") return isNamed(to, "Nullable") ? true : negated(isValueType(to));
  if (isNamed(to, "Nullable")) return converts(withoutNullable(from), typeArgumentsOf(to)[0], isConstant);
  if (isNamed(from, "Nullable")) return to.kind === "named" && isInterfaceOrLoose(to) ? undefined : false;
  if (from.kind === "array") return arrayConverts(from, to);
  if (from.kind !== "named") return to.kind === "named" && isValueType(to) === true ? false : undefined;
  if (to.kind === "array") return isKnown(from) ? false : undefined;
  if (to.kind !== "named") return undefined;
  return namedConverts(from, to, isConstant);
}

function negated(certainty: Certainty): Certainty {
  return certainty === undefined ? undefined : !certainty;
}

function isInterfaceOrLoose(to: NamedType): boolean {
  const info = TYPES.type(to.name);
  return info === undefined || info.kind === "interface" || info.implicitFrom.length > 0;
}

function arrayConverts(from: Type & { kind: "array" }, to: Type): Certainty {
  if (to.kind === "array") {
    if (from.dimensions !== to.dimensions) return false;
    if (from.element === undefined || to.element === undefined) return undefined;
    if (isSame(from.element, to.element)) return true;
    const isValue = isValueType(from.element);
    return isValue === true ? false : isValue === undefined ? undefined : converts(from.element, to.element);
  }
  if (to.kind !== "named") return undefined;
  const elements = argumentsAs(from, to.name);
  if (elements !== undefined) return fits(elements[0], to.typeArguments[0], true);
  if (isNamed(to, "Array")) return true;
  if (TYPES.type(to.name)?.implicitFrom.some((type) => isSame(type, from)) === true) return true;
  const kind = TYPES.type(to.name)?.kind;
  if (kind === "interface") return to.typeArguments.length === 0 ? undefined : false;
  return isKnown(to) ? false : undefined;
}

/** Interfaces that take a sequence of strings for one of objects. */
const COVARIANT: readonly string[] = [
  "IEnumerable",
  "IEnumerator",
  "IReadOnlyCollection",
  "IReadOnlyList",
  "IGrouping",
  "Func",
];

/** Whether a type argument fits where the interface asks for another. */
function fits(from: Type | undefined, to: Type | undefined, isCovariant: boolean): Certainty {
  if (isUnsure(from) || isUnsure(to)) return undefined;
  if (isSame(from, to)) return true;
  if (!isCovariant) return false;
  const isValue = isValueType(from);
  return isValue === undefined ? undefined : !isValue && converts(from, to);
}

/** Whether a part of a type is not known. */
function isUnsure(type: Type | undefined): boolean {
  if (type?.kind === "named") return type.typeArguments.some(isUnsure);
  return type?.kind === "array" ? isUnsure(type.element) : true;
}

function namedConverts(from: NamedType, to: NamedType, isConstant: boolean): Certainty {
  if (from.name === to.name && from.typeArguments.length === 0 && to.typeArguments.length === 0) return true;
  for (const base of withBases(from)) {
    if (base.name !== to.name) continue;
    const isCovariant = COVARIANT.includes(base.name);
    const certainties = base.typeArguments.map((argument, index) =>
      fits(argument, to.typeArguments[index], isCovariant),
    );
    if (certainties.every((certainty) => certainty === true)) return true;
    return certainties.includes(false) && !isVariantFor(from, to) ? false : undefined;
  }
  if (isConstant && from.name === "int" && isInteger(to) && to.name !== "char") return true;
  const target = TYPES.type(to.name);
  const source = TYPES.type(from.name);
  if (target?.implicitFrom.some((type) => isNamed(type, from.name)) === true) return true;
  // A char converts to a JToken by way of a number.
  if (!isNumber(to) && isNamed(from, "char") && target?.implicitFrom.some(isNumber) === true) return undefined;
  if (source === undefined || target === undefined || !isKnown(from) || !isKnown(to)) return undefined;
  if (target.kind === "interface")
    return isNumber(from) || isNamed(from, "bool", "DateTime", "Guid") ? notCollection(to) : undefined;
  return false;
}

/** Whether several bases with the name may be there, as the sequences of a JObject. */
function isVariantFor(from: NamedType, to: NamedType): boolean {
  return withBases(from).filter(({ name }) => name === to.name).length > 1;
}

function notCollection(to: NamedType): Certainty {
  return /^I(?:Enumerable|Collection|List|Dictionary|ReadOnly\w+|Set)$/.test(to.name) ? false : undefined;
}
