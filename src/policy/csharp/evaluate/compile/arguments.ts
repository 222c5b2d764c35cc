import { type Argument, type Declaration, type Expression } from "../../tree";
import { type PassedArgument } from "../binding/invoke";
import { type ArgumentShape } from "../binding/overloads";
import { typeOfValue } from "../binding/values-of-types";
import { type NetType, UNKNOWN } from "../contract/type";
import { type Cell } from "../contract/values";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { resolveTypeNode } from "./types";

/** An argument, compiled. */
export interface ArgumentCode {
  readonly shape: ArgumentShape;
  readonly value: Code;
  /** Of an `out` or `ref` argument. */
  readonly cell?: (environment: Environment) => Cell;
}

export function argumentsOf(nodes: readonly Argument[], scope: Scope, compiler: Compiler): readonly ArgumentCode[] {
  return nodes.map((node) => argumentOf(node, scope, compiler));
}

function argumentOf({ name, modifier, value }: Argument, scope: Scope, compiler: Compiler): ArgumentCode {
  if (modifier === "out" || modifier === "ref") {
    const place = placeOf(value, scope, compiler);
    return { shape: { type: place.type, name, modifier }, value: code(place.type, () => null), cell: place.cell };
  }
  const compiled = compiler.expression(value, scope);
  const { type, isNull, constant, lambda } = compiled;
  return { shape: { type, isNull, constant, name, lambda }, value: compiled };
}

function placeOf(
  node: Expression,
  scope: Scope,
  compiler: Compiler,
): { readonly type: NetType; readonly cell: (environment: Environment) => Cell } {
  if (node.kind === "declaration") return declared(node, scope);
  if (node.kind === "name" && node.name === "_" && scope.find("_") === undefined) {
    return { type: UNKNOWN, cell: () => NOWHERE };
  }
  const storage = compiler.storage(node, scope);
  return { type: storage.type, cell: storage.locate };
}

function declared(node: Declaration, scope: Scope): ReturnType<typeof placeOf> {
  const type = node.type === undefined ? UNKNOWN : resolveTypeNode(node.type, scope);
  const [name] = node.names;
  if (name === undefined) return { type, cell: () => NOWHERE };
  const { index } = scope.declare(name, type);
  const cell = ({ values }: Environment): Cell => ({
    get: () => values[index] ?? null,
    set: (value) => {
      values[index] = value;
    },
  });
  return { type, cell };
}

/** Where a discard puts its value. */
const NOWHERE: Cell = { get: () => null, set: () => undefined };

export function shapesOf(codes: readonly ArgumentCode[]): readonly ArgumentShape[] {
  return codes.map(({ shape }) => shape);
}

/** Evaluates arguments from the left to the right. Lambdas wait for the types of their parameters. */
export function passArguments(codes: readonly ArgumentCode[], environment: Environment): PassedArgument[] {
  return codes.map(({ shape, value, cell }) => {
    if (cell !== undefined) {
      const place = cell(environment);
      return { shape, value: shape.modifier === "ref" ? place.get() : null, cell: place };
    }
    if (shape.lambda !== undefined) return { shape, value: null };
    const result = value.run(environment);
    if (shape.type !== UNKNOWN || shape.isNull === true) return { shape, value: result };
    // Only the value says what it is.
    const type = typeOfValue(result);
    return { shape: type === undefined ? { ...shape, isNull: true } : { ...shape, type }, value: result };
  });
}
