import { type Assignment, type BinaryOperator, type Expression, type Unary } from "../../tree";
import { cast, convertImplicitly } from "../binding/conversions";
import { binaryOperation, unaryOperation } from "../binding/operators";
import { typeOfValue } from "../binding/values-of-types";
import { type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { deconstruct } from "../core/tuples";
import { locate } from "./access";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { convertedTo } from "./convert";
import { resolveTypeNode, unsupported } from "./types";

/** `=` and the compound operators. */
export function compileAssignment(node: Assignment, scope: Scope, compiler: Compiler): Code {
  const { target } = node;
  if (target.kind === "declaration" || target.kind === "tuple") return compileDeconstruction(node, scope, compiler);
  if (target.kind === "name" && target.name === "_" && scope.find("_") === undefined) {
    return compiler.expression(node.value, scope);
  }
  const storage = compiler.storage(target, scope);
  const value = compiler.expression(node.value, scope);
  if (node.operator === "=") {
    const converted = convertedTo(value, storage.type, node);
    return code(storage.type === UNKNOWN ? value.type : storage.type, (environment) => {
      const cell = storage.locate(environment);
      const result = converted(environment);
      cell.set(result);
      return result;
    });
  }
  const operator = node.operator.slice(0, -1) as BinaryOperator;
  const { isChecked } = scope;
  return code(storage.type, (environment) => {
    environment.runtime.step();
    const cell = storage.locate(environment);
    const left = { value: cell.get(), source: { type: storage.type } };
    const right = { value: value.run(environment), source: value };
    const result = locate(node, () => binaryOperation(operator, left, right, isChecked, environment.runtime));
    const stored = backToType(result, left.value, storage.type, environment);
    cell.set(stored);
    return stored;
  });
}

/** `a += b` is `a = (T)(a + b)`: a `byte` stays a `byte`. */
function backToType(value: NetValue, before: NetValue, declared: NetType, environment: Environment): NetValue {
  const type = declared === UNKNOWN ? (typeOfValue(before) ?? UNKNOWN) : declared;
  const known = convertImplicitly(value, { type: UNKNOWN }, type, environment.runtime);
  return known ?? cast(value, { type: UNKNOWN }, type, environment.runtime, false);
}

/** `++` and `--`. */
export function compileIncrement(node: Unary, scope: Scope, compiler: Compiler): Code {
  const storage = compiler.storage(node.operand, scope);
  const operator = node.operator === "++" ? "+" : "-";
  const { isChecked } = scope;
  const one = { value: 1, source: { type: typeNamed("int"), constant: 1 } };
  return code(storage.type, (environment) => {
    environment.runtime.step();
    const cell = storage.locate(environment);
    const before = cell.get();
    const operand = { value: before, source: { type: storage.type } };
    const sum = locate(node, () => binaryOperation(operator, operand, one, isChecked, environment.runtime));
    const after = backToType(sum, before, storage.type, environment);
    cell.set(after);
    return node.isPostfix ? before : after;
  });
}

/** `+`, `-`, `!`, `~`. */
export function compileUnary(node: Unary, scope: Scope, compiler: Compiler): Code {
  if (node.operator === "++" || node.operator === "--") return compileIncrement(node, scope, compiler);
  const operand = compiler.expression(node.operand, scope);
  const { operator } = node;
  const { isChecked } = scope;
  const constant = operand.constant === undefined ? undefined : constantOf(operator, operand.constant);
  const run = (environment: Environment): NetValue =>
    locate(node, () =>
      unaryOperation(operator, { value: operand.run(environment), source: operand }, isChecked, environment.runtime),
    );
  return { type: operator === "!" ? typeNamed("bool") : unaryType(operand.type), constant, run };
}

function unaryType(type: NetType): NetType {
  return ["int", "long", "double", "decimal", "float"].some((name) => typeNamed(name) === type) ? type : UNKNOWN;
}

function constantOf(operator: string, value: number): number | undefined {
  if (operator === "-") return -value | 0;
  return operator === "+" ? value : operator === "~" ? ~value : undefined;
}

/** `(a, b) = tuple` and `var (a, b) = tuple`. */
function compileDeconstruction(node: Assignment, scope: Scope, compiler: Compiler): Code {
  const value = compiler.expression(node.value, scope);
  const targets = targetsOf(node.target, scope, compiler);
  return code(value.type, (environment) => {
    const cells = targets.map((locateTarget) => locateTarget(environment));
    const tuple = value.run(environment);
    const parts = deconstruct(tuple, cells.length);
    if (parts === undefined) throw unsupported("a deconstruction of this", node);
    cells.forEach((set, index) => {
      set(parts[index] ?? null);
    });
    return tuple;
  });
}

type Target = (environment: Environment) => (value: NetValue) => void;

function targetsOf(node: Expression, scope: Scope, compiler: Compiler): readonly Target[] {
  if (node.kind === "declaration") return node.names.map((name) => declaredTarget(name, UNKNOWN, scope));
  if (node.kind !== "tuple") throw unsupported("a deconstruction into this", node);
  return node.elements.map(({ value }): Target => {
    if (value.kind === "declaration") {
      const type = value.type === undefined ? UNKNOWN : resolveTypeNode(value.type, scope);
      return declaredTarget(value.names[0], type, scope);
    }
    if (value.kind === "name" && value.name === "_" && scope.find("_") === undefined) return () => () => undefined;
    const storage = compiler.storage(value, scope);
    return (environment) => {
      const cell = storage.locate(environment);
      return (part) => {
        cell.set(part);
      };
    };
  });
}

function declaredTarget(name: string | undefined, type: NetType, scope: Scope): Target {
  if (name === undefined) return () => () => undefined;
  const { index } = scope.declare(name, type);
  return ({ values }) =>
    (value) => {
      values[index] = value;
    };
}
