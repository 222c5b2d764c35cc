import { Call } from "../contract/call";
import { enumValue, type Member, ownMembers } from "../contract/define";
import { exception } from "../contract/errors";
import { ancestorsOf, bindingsOf, resolveType } from "../contract/notation";
import { type Runtime } from "../contract/runtime";
import { acceptsNull, nullableArgument, type NetType, UNKNOWN } from "../contract/type";
import { displayName, NetDelegate, type NetValue } from "../contract/values";
import { convertNumber, fitsConstant, kindOfType, rawNumber, wideningDistance, widens } from "../numbers/kinds";
import { isAssignable, isInstance, isObject, typeOfValue } from "./values-of-types";

/** What is known of a value before it is converted. */
export interface ConversionSource {
  /** Its type as the code has it; the unknown type where only the value says it. */
  readonly type: NetType;
  /** Whether it is the literal null. */
  readonly isNull?: boolean;
  /** A constant `int`, which converts to each integer type that it fits into. */
  readonly constant?: number;
}

/** How far an implicit conversion is; undefined if there is none. Less is better. */
export function conversionCost(source: ConversionSource, to: NetType): number | undefined {
  const from = source.type;
  if (source.isNull) return acceptsNull(to) ? (isObject(to) ? 3 : 1) : undefined;
  if (to === UNKNOWN || from === UNKNOWN) return 2;
  if (from.id === to.id) return 0;
  const target = nullableArgument(to);
  if (target !== undefined) {
    const cost = conversionCost({ ...source, type: nullableArgument(from) ?? from }, target);
    return cost === undefined ? undefined : cost + 1;
  }
  if (widens(from, to)) return wideningDistance(from, to);
  if (source.constant !== undefined && from.is("System.Int32")) {
    if (fitsConstant(source.constant, to)) return 8;
    if (source.constant === 0 && to.definition.kind === "enum") return 9;
  }
  if (isObject(to)) return from.isValueType ? 21 : 20;
  if (isAssignable(from, to)) {
    const distance = ancestorsOf(from).findIndex(({ definition }) => definition === to.definition);
    return distance < 0 ? 10 : Math.min(distance, 15);
  }
  return findOperator("implicit", from, to) === undefined ? undefined : 30;
}

/** The conversion operator from one type to another. Loops convert between the same types again and again, so that it is searched once. */
function findOperator(name: "implicit" | "explicit", from: NetType, to: NetType): OperatorMatch | undefined {
  const known = FOUND[name];
  let targets = known.get(from);
  if (targets === undefined) known.set(from, (targets = new WeakMap()));
  let match = targets.get(to);
  if (match === undefined) targets.set(to, (match = searchOperator(name, from, to) ?? NONE));
  return match === NONE ? undefined : match;
}

/** By the types, which code can make any number of: what is known of a type goes with it. */
type KnownOperators = WeakMap<NetType, WeakMap<NetType, OperatorMatch | typeof NONE>>;

const NONE = Symbol("none");
const FOUND: Readonly<Record<"implicit" | "explicit", KnownOperators>> = {
  implicit: new WeakMap(),
  explicit: new WeakMap(),
};

/** By the rules of C#: one that either of the types defines. */
function searchOperator(name: "implicit" | "explicit", from: NetType, to: NetType): OperatorMatch | undefined {
  let best: (OperatorMatch & { readonly cost: number }) | undefined;
  for (const type of [...ancestorsOf(from), to]) {
    for (const member of ownMembers(type.definition, name)) {
      const [parameter] = member.signature.parameters;
      if (parameter === undefined || member.signature.result === undefined) continue;
      const bindings = bindingsOf(type);
      const names = type.definition.typeParameters;
      const takes = resolveType(parameter.type, bindings, names);
      const gives = resolveType(member.signature.result, bindings, names);
      const cost = operatorCost(from, takes) + operatorCost(gives, to);
      if (cost < (best?.cost ?? Infinity)) best = { member, takes, gives, cost };
    }
  }
  return best;
}

interface OperatorMatch {
  readonly member: Member;
  readonly takes: NetType;
  readonly gives: NetType;
}

/** Before and behind a conversion operator, only a conversion that the language itself has may follow. */
function operatorCost(from: NetType, to: NetType): number {
  if (from.id === to.id) return 0;
  const target = nullableArgument(to);
  if (target?.id === from.id) return 1;
  if (widens(from, to)) return 1 + wideningDistance(from, to);
  if (isObject(to) || isObject(from) || from === UNKNOWN || to === UNKNOWN) return Infinity;
  return from.definition !== to.definition && !from.isValueType && isAssignable(from, to) ? 20 : Infinity;
}

function applyOperator({ member, takes, gives }: OperatorMatch, value: NetValue, runtime: Runtime): NetValue {
  const argument = convertSimply(value, takes);
  return member.get?.(null, new Call(runtime, [argument], member.signature.names, [], [], gives)) ?? null;
}

/** Numbers and enum values as another numeric type; all others as they are. */
function convertSimply(value: NetValue, to: NetType): NetValue {
  const kind = kindOfType(nullableArgument(to) ?? to);
  return kind === undefined || value === null ? value : (convertNumber(value, kind) ?? value);
}

/** Converts a value without a cast: to the type of a variable or of a parameter. */
export function convertImplicitly(
  value: NetValue,
  source: ConversionSource,
  to: NetType,
  runtime: Runtime,
): NetValue | undefined {
  if (to === UNKNOWN || isObject(to)) return value;
  const from = source.type === UNKNOWN ? (typeOfValue(value) ?? UNKNOWN) : source.type;
  if (value === null && (source.isNull || from === UNKNOWN || isAssignable(from, to))) {
    return acceptsNull(to) ? null : undefined;
  }
  const target = nullableArgument(to) ?? to;
  const plain = nullableArgument(from) ?? from;
  if (value instanceof NetDelegate) return convertDelegate(value, target);
  if (value !== null && isInstance(value, target)) return value;
  if (widens(plain, target)) return convertSimply(value, target);
  if (source.constant !== undefined) {
    if (fitsConstant(source.constant, target)) return convertSimply(value, target);
    if (source.constant === 0 && target.definition.kind === "enum") return enumValue(target, 0);
  }
  const operator = findOperator("implicit", plain, to) ?? findOperator("implicit", plain, target);
  return operator === undefined ? undefined : applyOperator(operator, value, runtime);
}

function convertDelegate(value: NetDelegate, to: NetType): NetValue | undefined {
  if (isAssignable(value.type, to)) return value;
  return value.type === UNKNOWN || to.definition.kind === "delegate" ? value : undefined;
}

/** What a cast does. */
export function cast(
  value: NetValue,
  source: ConversionSource,
  to: NetType,
  runtime: Runtime,
  isChecked: boolean,
): NetValue {
  if (to === UNKNOWN) return value;
  const isBoxed = isObject(source.type);
  const from = source.type === UNKNOWN ? (typeOfValue(value) ?? UNKNOWN) : source.type;
  const target = nullableArgument(to) ?? to;
  const plain = nullableArgument(from) ?? from;
  if (!isBoxed && from !== UNKNOWN && !isAssignable(plain, target)) {
    const operator =
      findOperator("explicit", from, to) ??
      findOperator("implicit", from, to) ??
      findOperator("explicit", plain, target) ??
      findOperator("implicit", plain, target);
    if (operator !== undefined) {
      const converted = applyOperator(operator, value, runtime);
      return converted === null ? null : convertSimply(converted, target);
    }
  }
  if (value === null) return castNull(to, nullableArgument(from) !== undefined);
  if (isInstance(value, target)) return value;
  if (!isBoxed) {
    const number = castNumber(value, target, isChecked);
    if (number !== undefined) return number;
  }
  throw invalidCast(value, target);
}

function castNull(to: NetType, wasNullable: boolean): NetValue {
  if (acceptsNull(to)) return null;
  throw wasNullable
    ? exception("InvalidOperationException", "Nullable object must have a value.")
    : exception("NullReferenceException", "Object reference not set to an instance of an object.");
}

function castNumber(value: NetValue, to: NetType, isChecked: boolean): NetValue | undefined {
  if (rawNumber(value) === undefined) return undefined;
  if (to.definition.kind === "enum") return enumValue(to, Number(convertNumber(value, "int")));
  const kind = to.is("System.Char") ? "char" : kindOfType(to);
  return kind === undefined ? undefined : convertNumber(value, kind, isChecked);
}

function invalidCast(value: NetValue, to: NetType): Error {
  const actual = typeOfValue(value);
  const from = actual === undefined ? "null" : displayName(actual);
  return exception("InvalidCastException", `Unable to cast object of type '${from}' to type '${displayName(to)}'.`);
}
