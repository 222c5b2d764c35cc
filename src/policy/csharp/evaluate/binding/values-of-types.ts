import { charge, chargeText, checkTextLength } from "../contract/meter";
import { UnsupportedError } from "../contract/errors";
import { ancestorsOf } from "../contract/notation";
import { ARRAY, nullableArgument, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { enumValue } from "../contract/define";
import { NetChar, NetObject, type NetValue } from "../contract/values";
import { convertNumber, kindOfType } from "../numbers/kinds";

/** The type of a value; undefined for null. */
export function typeOfValue(value: NetValue): NetType | undefined {
  if (typeof value === "number") return (INT ??= typeNamed("System.Int32"));
  if (typeof value === "string") return (STRING ??= typeNamed("System.String"));
  if (typeof value === "boolean") return (BOOLEAN ??= typeNamed("System.Boolean"));
  return value?.type;
}

/** Found at the first use, when all types are defined. */
let INT: NetType | undefined;
let STRING: NetType | undefined;
let BOOLEAN: NetType | undefined;

export function isObject(type: NetType): boolean {
  return type.is("System.Object");
}

/** Whether a value of a type is one of another type as it is: the same, a base, an interface, or `object`. */
export function isAssignable(from: NetType, to: NetType): boolean {
  if (from === to || from === UNKNOWN || to === UNKNOWN || isObject(to)) return true;
  if (from.id === to.id) return true;
  const inner = nullableArgument(to);
  if (inner !== undefined) return isAssignable(nullableArgument(from) ?? from, inner);
  if (from.definition.kind === "delegate") return isDelegateAssignable(from, to);
  return ancestorsOf(from).some(
    (ancestor) =>
      ancestor.definition === to.definition &&
      ancestor.typeArguments.every((argument, index) => matches(argument, to.typeArguments[index] ?? UNKNOWN, to)),
  );
}

/** Arrays and some interfaces of reference types are covariant. */
function matches(from: NetType, to: NetType, of: NetType): boolean {
  if (from === UNKNOWN || to === UNKNOWN || from.id === to.id) return true;
  // What is not known of a lambda is not known of a type that it makes either.
  if (from.definition === to.definition && from.typeArguments.length > 0 && isAssignable(from, to)) return true;
  if (of.definition !== ARRAY && !COVARIANT.has(of.name)) return false;
  return !from.isValueType && !to.isValueType && isAssignable(from, to);
}

const COVARIANT: ReadonlySet<string> = new Set([
  "IEnumerable",
  "IEnumerator",
  "IReadOnlyCollection",
  "IReadOnlyList",
  "IGrouping",
  "IOrderedEnumerable",
]);

function isDelegateAssignable(from: NetType, to: NetType): boolean {
  if (to.definition.kind !== "delegate") return to.is("System.Delegate") || to.is("System.MulticastDelegate");
  return from.definition === to.definition;
}

/** Whether a value is of a type: what `is` says. */
export function isInstance(value: NetValue, type: NetType): boolean {
  const actual = typeOfValue(value);
  return actual !== undefined && isAssignable(actual, type);
}

/** What `default(T)` is. */
export function defaultOf(type: NetType): NetValue {
  if (!type.isValueType || nullableArgument(type) !== undefined) return null;
  if (type.is("System.Boolean")) return false;
  if (type.is("System.Char")) return new NetChar(0);
  if (type.definition.kind === "enum") return enumValue(type, 0);
  const kind = kindOfType(type);
  if (kind !== undefined) return convertNumber(0, kind) ?? 0;
  const create = structDefaults.get(type.definition.fullName);
  if (create === undefined) throw new UnsupportedError(`default(${type.name})`);
  return create(type);
}

const structDefaults = new Map<string, (type: NetType) => NetValue>();

/** Says what the default of a struct is: `DateTime.MinValue` for a `DateTime`. */
export function defineDefault(fullName: string, create: (type: NetType) => NetValue): void {
  structDefaults.set(fullName, create);
}

/** A text that is the same for values that are `Equals`; undefined where only the same object is equal. */
export function keyOfValue(value: NetValue): string | undefined {
  if (typeof value === "string") {
    chargeText(value.length);
    return `s:${value}`;
  }
  if (typeof value === "number") return `i:${value}`;
  if (typeof value === "boolean") return `b:${value}`;
  if (value === null) return "null";
  const { key } = value;
  charge(1);
  checkTextLength(key?.length ?? 0, key?.length ?? 0);
  return key;
}

/** `object.Equals(left, right)`. */
export function areEqual(left: NetValue, right: NetValue): boolean {
  charge(1 / 2);
  if (typeof left === "string" && typeof right === "string") {
    if (left.length === right.length) chargeText(left.length);
    return left === right;
  }
  return left === right || (left instanceof NetObject && left.equals(right));
}
