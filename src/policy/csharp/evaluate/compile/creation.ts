import {
  type AnonymousObject,
  type ArrayCreation,
  type Expression,
  type Initializer,
  type ObjectCreation,
  type Tuple,
} from "../../tree";
import { invokeMember, type PassedArgument } from "../binding/invoke";
import { constructorsOf, instanceMembers } from "../binding/members";
import { chooseOverload, delegateParameters } from "../binding/overloads";
import { defaultOf, typeOfValue } from "../binding/values-of-types";
import { exception, UnsupportedError } from "../contract/errors";
import { arrayOf, dimensionsOf, gridOf, type NetType, UNKNOWN } from "../contract/type";
import { NetArray, NetGrid, type NetValue } from "../contract/values";
import { anonymousType, NetAnonymous } from "../core/anonymous";
import { NetTuple, tupleType } from "../core/tuples";
import { ChosenMembers } from "./chosen-members";
import { locate, readElement, readProperty } from "./access";
import { NetDecimal } from "../numbers/decimal";
import { rawNumber } from "../numbers/kinds";
import { type ArgumentCode, argumentsOf, passArguments, shapesOf } from "./arguments";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { commonType, convertedTo } from "./convert";
import { writeElement, writeProperty } from "./storage";
import { resolveTypeNode, unsupported } from "./types";

/** `new T(arguments) { … }`. */
export function compileObjectCreation(node: ObjectCreation, scope: Scope, compiler: Compiler): Code {
  const type = resolveTypeNode(node.type, scope);
  const codes = argumentsOf(node.arguments, scope, compiler);
  if (delegateParameters(type) !== undefined) return compileDelegateCreation(type, codes);
  const constructors = constructorsOf(type);
  if (constructors.length === 0) throw unsupported(`new ${type.name}`, node);
  const initialize = node.initializer && compileInitializer(node.initializer, type, scope, compiler);
  const hasLambda = shapesOf(codes).some(({ lambda }) => lambda !== undefined);
  return code(type, (environment) => {
    environment.runtime.step();
    const passed = passArguments(codes, environment);
    const shapes = passed.map(({ shape }) => shape);
    const bound = chooseOverload(constructors, shapes, type, []);
    if (bound === undefined) {
      if (passed.length === 0 && type.isValueType) return defaultOf(type);
      throw unsupported(`new ${type.name} with these arguments`, node);
    }
    if (hasLambda) createDelegates(codes, passed, bound.parameterTypes, environment);
    const value = locate(node, () => invokeMember(bound, null, passed, type, environment.runtime));
    initialize?.(value, environment);
    return value;
  });
}

function createDelegates(
  codes: readonly ArgumentCode[],
  passed: PassedArgument[],
  types: readonly NetType[],
  environment: Environment,
): void {
  codes.forEach(({ value: { lambda } }, index) => {
    const type = types[index] ?? UNKNOWN;
    if (lambda !== undefined) passed[index] = { shape: { type }, value: lambda.create(environment, type) };
  });
}

/** `new Func<int, int>(x => x)`. */
function compileDelegateCreation(type: NetType, codes: readonly ArgumentCode[]): Code {
  return code(type, (environment) => {
    const value = codes[0]?.value;
    return value?.lambda?.create(environment, type) ?? value?.run(environment) ?? null;
  });
}

/** The target of a member whose value is there already. */
const MISSING: Expression = { kind: "missing", start: 0, end: 0 };

type InitializerCode = (value: NetValue, environment: Environment) => void;

/** Sets members and elements of a value that was just made. */
function compileInitializer(node: Initializer, type: NetType, scope: Scope, compiler: Compiler): InitializerCode {
  const steps = node.entries.map((entry): InitializerCode => {
    switch (entry.kind) {
      case "memberEntry": {
        if (entry.value.kind === "initializer") {
          // What is there already is initialized, and nothing new is made.
          const inner = compileInitializer(entry.value, UNKNOWN, scope, compiler);
          const property = {
            ...entry,
            kind: "member" as const,
            target: MISSING,
            nameStart: entry.start,
            typeArguments: [],
          };
          const chosen = new ChosenMembers();
          return (target, environment) => inner(readProperty(target, type, property, chosen, environment), environment);
        }
        const value = compiler.expression(entry.value, scope);
        return (target, environment) => {
          writeProperty(target, entry, value.run(environment), type, environment);
        };
      }
      case "indexEntry": {
        const indexes = argumentsOf(entry.arguments, scope, compiler);
        if (entry.value.kind === "initializer") {
          const inner = compileInitializer(entry.value, UNKNOWN, scope, compiler);
          const chosen = new ChosenMembers();
          return (target, environment) => {
            const passed = passArguments(indexes, environment);
            inner(
              locate(entry, () => readElement(target, type, passed, chosen, environment)),
              environment,
            );
          };
        }
        const value = compiler.expression(entry.value, scope);
        const chosen = new ChosenMembers();
        return (target, environment) => {
          const passed = passArguments(indexes, environment);
          locate(entry, () => {
            writeElement(target, passed, value.run(environment), type, chosen, environment);
          });
        };
      }
      case "elementEntry": {
        const codes = argumentsOf(
          entry.values.map((value) => ({ start: value.start, end: value.end, value })),
          scope,
          compiler,
        );
        return (target, environment) => {
          const passed = passArguments(codes, environment);
          locate(entry, () => addElement(target, passed, environment));
        };
      }
    }
  });
  return (value, environment) => {
    for (const step of steps) step(value, environment);
  };
}

/** Calls `Add`. */
function addElement(target: NetValue, passed: readonly PassedArgument[], environment: Environment): NetValue {
  environment.runtime.step();
  const type = typeOfValue(target) ?? UNKNOWN;
  const shapes = passed.map(({ shape }) => shape);
  const bound = chooseOverload(instanceMembers(type, "Add", "method"), shapes, type, []);
  if (bound === undefined) throw new UnsupportedError(`${type.name}.Add with these arguments`);
  return invokeMember(bound, target, passed, type, environment.runtime);
}

/** `new T[size]`, `new T[] { … }`, `new[] { … }`. */
export function compileArray(node: ArrayCreation, scope: Scope, compiler: Compiler, expected?: NetType): Code {
  const declared = node.type === undefined ? expected : resolveTypeNode(node.type, scope);
  const { elements } = node;
  if (elements === undefined) return compileSizedArray(declared, node, scope, compiler);
  const inner = declared?.typeArguments[0];
  const dimensions = declared === undefined ? nesting(node) : dimensionsOf(declared);
  if (dimensions > 1) return compileGrid(node, dimensions, inner, scope, compiler);
  const codes = elements.map((element) =>
    element.kind === "newArray" && element.type === undefined && inner !== undefined
      ? compileArray(element, scope, compiler, inner)
      : compiler.expression(element, scope),
  );
  const element = inner ?? commonType(codes);
  const values = codes.map((value, index) => convertedTo(value, element, elements[index] ?? node));
  return code(arrayOf(element), (environment) => {
    const items = values.map((value) => value(environment));
    return new NetArray(element === UNKNOWN ? commonTypeOfValues(items) : element, items);
  });
}

function commonTypeOfValues(items: readonly NetValue[]): NetType {
  const [first] = items.map(typeOfValue);
  return first !== undefined && items.every((item) => typeOfValue(item)?.id === first.id) ? first : UNKNOWN;
}

function compileSizedArray(declared: NetType | undefined, node: ArrayCreation, scope: Scope, compiler: Compiler): Code {
  const element = declared?.typeArguments[0];
  if (node.sizes.length === 0 || declared === undefined || element === undefined) {
    throw unsupported("an array of this shape", node);
  }
  const sizes = node.sizes.map((size) => ({ size, ...compiler.expression(size, scope) }));
  return code(declared, (environment) => {
    const lengths = sizes.map(({ size, run }) => {
      const value = run(environment);
      const length = rawNumber(value);
      if (length === undefined || length instanceof NetDecimal) throw unsupported("a size that is no integer", size);
      if (length < 0) throw exception("OverflowException", "Arithmetic operation resulted in an overflow.");
      environment.runtime.checkCount(Number(length), 0);
      return Number(length);
    });
    const count = lengths.reduce((product, length) => product * length, 1);
    environment.runtime.checkCount(count);
    const items = new Array<NetValue>(count).fill(defaultOf(element));
    return lengths.length === 1 ? new NetArray(element, items) : new NetGrid(element, lengths, items);
  });
}

/** The dimensions of `new[,] { { … } }`: only in such an array are there braces within the braces. */
function nesting({ elements = [] }: ArrayCreation): number {
  const [first] = elements;
  return first?.kind === "newArray" && first.type === undefined ? nesting(first) + 1 : 1;
}

/** The elements of an array of several dimensions, row by row. */
function compileGrid(
  node: ArrayCreation,
  dimensions: number,
  inner: NetType | undefined,
  scope: Scope,
  compiler: Compiler,
): Code {
  const lengths: number[] = [];
  const leaves: Expression[] = [];
  const collect = (elements: readonly Expression[], depth: number): void => {
    lengths[depth] ??= elements.length;
    if (lengths[depth] !== elements.length) throw unsupported("rows of different lengths", node);
    for (const element of elements) {
      if (depth === dimensions - 1) leaves.push(element);
      else if (element.kind === "newArray" && element.elements !== undefined) collect(element.elements, depth + 1);
      else throw unsupported("an array of this shape", element);
    }
  };
  collect(node.elements ?? [], 0);
  const codes = leaves.map((leaf) => compiler.expression(leaf, scope));
  const element = inner ?? commonType(codes);
  const values = codes.map((value, index) => convertedTo(value, element, leaves[index] ?? node));
  return code(gridOf(element, dimensions), (environment) => {
    const items = values.map((value) => value(environment));
    return new NetGrid(element === UNKNOWN ? commonTypeOfValues(items) : element, lengths, items);
  });
}

/** `new { a = 1 }`. */
export function compileAnonymous(node: AnonymousObject, scope: Scope, compiler: Compiler): Code {
  const values = node.members.map(({ value }) => compiler.expression(value, scope));
  const type = anonymousType(
    node.members.map(({ name }) => name),
    values.map((value) => value.type),
  );
  return code(
    type,
    (environment) =>
      new NetAnonymous(
        type,
        node.members.map(({ name }) => name),
        values.map((value) => value.run(environment)),
      ),
  );
}

/** `(a, b)`. */
export function compileTuple(node: Tuple, scope: Scope, compiler: Compiler): Code {
  const values = node.elements.map(({ value }) => compiler.expression(value, scope));
  const names = node.elements.map(({ name }) => name);
  const type = tupleType(values.map((value) => value.type));
  if (type === undefined) throw unsupported("a tuple of this size", node);
  return code(
    type,
    (environment) =>
      new NetTuple(
        values.map((value) => value.run(environment)),
        names,
        values.map((value) => value.type),
      ),
  );
}
