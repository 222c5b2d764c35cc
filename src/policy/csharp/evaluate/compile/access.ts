import { type ConditionalAccess, type ElementAccess, type Expression, type Member, type Name } from "../../tree";
import { type ArgumentShape, type BoundMember, chooseOverload } from "../binding/overloads";
import { invokeMember, nullReference, type PassedArgument } from "../binding/invoke";
import { instanceMembers, staticMembers } from "../binding/members";
import { isObject, typeOfValue } from "../binding/values-of-types";
import { type Member as TypeMember } from "../contract/define";
import { ancestorNamed } from "../contract/notation";
import { exception, UnsupportedError } from "../contract/errors";
import { acceptsNull, dimensionsOf, nullableOf, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { NetArray, NetChar, type NetValue } from "../contract/values";
import { NetTuple } from "../core/tuples";
import { NetDecimal } from "../numbers/decimal";
import { rawNumber } from "../numbers/kinds";
import { argumentsOf, passArguments, shapesOf } from "./arguments";
import { ChosenMembers } from "./chosen-members";
import { type Code, code, type Compiler, type Environment, type Scope, up } from "./code";
import { isNamespace, typeOfExpression, unsupported } from "./types";

/** A variable, or a type or namespace, which is no value. */
export function compileName(node: Name, scope: Scope): Code {
  const found = scope.find(node.name);
  if (found === undefined) throw unsupported(`the name ${node.name}`, node);
  const { depth, variable } = found;
  const { index, type, constant } = variable;
  const run =
    depth === 0
      ? (environment: Environment) => environment.values[index] ?? null
      : (environment: Environment) => up(environment, depth).values[index] ?? null;
  return { type, constant, run };
}

/** `target.name`: a static member of a type, or a member of a value. */
export function compileMember(node: Member, scope: Scope, compiler: Compiler): Code {
  const type = typeOfExpression(node.target, scope);
  if (type !== undefined) return compileStaticProperty(type, node);
  if (isNamespace(node.target, scope)) throw unsupported(`the type ${node.name}`, node);
  const target = compiler.expression(node.target, scope);
  const result = resultOfProperty(target.type, node.name);
  const chosen = new ChosenMembers();
  return code(result, (environment) => {
    environment.runtime.step();
    return readProperty(target.run(environment), target.type, node, chosen, environment);
  });
}

function compileStaticProperty(type: NetType, node: Member): Code {
  const bound = bindProperty(staticMembers(type, node.name, "property"), type);
  if (bound === undefined) throw unsupported(`${type.name}.${node.name}`, node);
  return code(bound.result, ({ runtime }) => locate(node, () => invokeMember(bound, null, [], type, runtime)));
}

/** A type by which the members of a value are found: what the code says if it is `object` or an interface, and otherwise the type of the value. */
export function lookupType(value: NetValue, declared: NetType): NetType {
  const actual = typeOfValue(value) ?? declared;
  if (isObject(declared)) return declared;
  if (declared.definition.kind !== "interface") return actual;
  return ancestorNamed(actual, declared.definition.fullName) ?? declared;
}

export function readProperty(
  value: NetValue,
  declared: NetType,
  node: Member,
  chosen: ChosenMembers,
  environment: Environment,
): NetValue {
  if (value === null) {
    const nullable = nullableProperty(null, declared, node.name);
    if (nullable !== undefined) return nullable;
    throw nullReference();
  }
  const nullable = nullableProperty(value, declared, node.name);
  if (nullable !== undefined) return nullable;
  if (value instanceof NetTuple) {
    const index = value.names.indexOf(node.name);
    if (index >= 0) return value.items[index] ?? null;
  }
  // An array has it only as the collection that it also is.
  if (node.name === "Count" && dimensionsOf(declared) > 0) throw unsupported(`${declared.name}.${node.name}`, node);
  const type = lookupType(value, declared);
  const bound = chosen.for(type, [], () => bindProperty(instanceMembers(type, node.name, "property"), type));
  if (bound === undefined) throw unsupported(`${type.name}.${node.name}`, node);
  environment.runtime.step(1 / 2);
  return locate(node, () => invokeMember(bound, value, [], type, environment.runtime));
}

/** `HasValue` and `Value` of a `T?`. */
function nullableProperty(value: NetValue, declared: NetType, name: string): NetValue | undefined {
  if (!declared.is("System.Nullable")) return undefined;
  if (name === "HasValue") return value !== null;
  if (name !== "Value") return undefined;
  if (value === null) throw exception("InvalidOperationException", "Nullable object must have a value.");
  return value;
}

/** A property takes no arguments, so that the first one is it. */
export function bindProperty(members: readonly TypeMember[], type: NetType): BoundMember | undefined {
  return chooseOverload(members.slice(0, 1), [], type, []);
}

function resultOfProperty(type: NetType, name: string): NetType {
  if (type.is("System.Nullable")) {
    if (name === "HasValue") return typeNamed("bool");
    if (name === "Value") return type.typeArguments[0] ?? UNKNOWN;
  }
  if (type === UNKNOWN) return UNKNOWN;
  return bindProperty(instanceMembers(type, name, "property"), type)?.result ?? UNKNOWN;
}

/** Gives an `UnsupportedError` of a member the position of its use. */
export function locate<T>(node: { readonly start: number; readonly end: number }, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnsupportedError && error.start === undefined) throw unsupported(error.feature, node);
    throw error;
  }
}

/** `target[index]`. */
export function compileElement(node: ElementAccess, scope: Scope, compiler: Compiler): Code {
  const target = compiler.expression(node.target, scope);
  const indexes = argumentsOf(node.arguments, scope, compiler);
  const result = resultOfIndexer(target.type, shapesOf(indexes));
  const chosen = new ChosenMembers();
  return code(result, (environment) => {
    environment.runtime.step();
    const value = target.run(environment);
    const passed = passArguments(indexes, environment);
    return locate(node, () => readElement(value, target.type, passed, chosen, environment));
  });
}

function resultOfIndexer(type: NetType, shapes: readonly ArgumentShape[]): NetType {
  if (dimensionsOf(type) > 0) return type.typeArguments[0] ?? UNKNOWN;
  if (type.is("System.String")) return typeNamed("char");
  if (type === UNKNOWN) return UNKNOWN;
  return chooseOverload(instanceMembers(type, "this", "indexer"), shapes, type, [])?.result ?? UNKNOWN;
}

export function readElement(
  value: NetValue,
  declared: NetType,
  passed: readonly PassedArgument[],
  chosen: ChosenMembers,
  environment: Environment,
): NetValue {
  if (value === null) throw nullReference();
  if (typeof value === "string") return new NetChar(value.charCodeAt(indexInto(value.length, passed)));
  if (value instanceof NetArray) return value.items[placeIn(value, passed)] ?? null;
  const { bound, type } = bindIndexer(value, declared, passed, chosen);
  return invokeMember(bound, value, passed, type, environment.runtime);
}

export function bindIndexer(
  value: NetValue,
  declared: NetType,
  passed: readonly PassedArgument[],
  chosen: ChosenMembers,
): { readonly bound: BoundMember; readonly type: NetType } {
  const type = lookupType(value, declared);
  const bound = chosen.for(type, passed, (shapes) =>
    chooseOverload(instanceMembers(type, "this", "indexer"), shapes, type, []),
  );
  if (bound === undefined) throw new UnsupportedError(`the indexer of ${type.name} with these arguments`);
  return { bound, type };
}

/** The index of the item of an array, which may have several dimensions. */
export function placeIn(array: NetArray, passed: readonly PassedArgument[]): number {
  const { lengths } = array;
  if (lengths.length !== passed.length) throw new UnsupportedError(`${passed.length} indexes of an array`);
  return lengths.reduce((place, length, dimension) => {
    return place * length + indexInto(length, passed.slice(dimension, dimension + 1));
  }, 0);
}

/** The index into an array or a string. */
export function indexInto(length: number, passed: readonly PassedArgument[]): number {
  const value = passed[0]?.value ?? null;
  const raw = rawNumber(value);
  const index = raw === undefined || raw instanceof NetDecimal ? NaN : Number(raw);
  if (passed.length !== 1 || Number.isNaN(index)) throw new UnsupportedError("an index that is no integer");
  if (index < 0 || index >= length) {
    throw exception("IndexOutOfRangeException", "Index was outside the bounds of the array.");
  }
  return index;
}

/** `target?.access`. */
export function compileConditionalAccess(node: ConditionalAccess, scope: Scope, compiler: Compiler): Code {
  const target = compiler.expression(node.target, scope);
  const type = target.type.is("System.Nullable") ? (target.type.typeArguments[0] ?? UNKNOWN) : target.type;
  const variable = scope.declare(undefined, type);
  const access = scope.withReceiver({ variable, depth: 0 }, () => compiler.expression(node.access, scope));
  const result = acceptsNull(access.type) ? access.type : nullableOf(access.type);
  return code(result, (environment) => {
    const value = target.run(environment);
    if (value === null) return null;
    environment.values[variable.index] = value;
    return access.run(environment);
  });
}

export function compileReceiver(node: Expression, scope: Scope): Code {
  const found = scope.findReceiver();
  if (found === undefined) throw unsupported("?. without a value before it", node);
  const { variable, depth } = found;
  return code(variable.type, (environment) => up(environment, depth).values[variable.index] ?? null);
}
