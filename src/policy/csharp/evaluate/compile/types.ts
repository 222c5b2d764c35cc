import { type Expression, type SyntaxNode, type TypeNode } from "../../tree";
import { UnsupportedError } from "../contract/errors";
import {
  arrayOf,
  findDefinition,
  genericType,
  gridOf,
  isNamespaceName,
  type NetType,
  nullableOf,
  UNKNOWN,
} from "../contract/type";
import { NetTuple } from "../core/tuples";
import { type Code, type Scope } from "./code";

/** The type that a type in the code is. */
export function resolveTypeNode(node: TypeNode, scope: Scope): NetType {
  let type = node.parts.length === 0 ? tupleType(node, scope) : namedType(node, scope);
  if (node.isNullable && type.isValueType) type = nullableOf(type);
  for (const dimensions of node.ranks) {
    type = dimensions > 1 ? gridOf(type, dimensions) : arrayOf(type);
  }
  return type;
}

function namedType(node: TypeNode, scope: Scope): NetType {
  const last = node.parts[node.parts.length - 1];
  if (last === undefined) throw unsupported("a type without name", node);
  if (node.parts.length === 1 && (last.name === "dynamic" || scope.isTypeParameter(last.name))) return UNKNOWN;
  const name = node.parts.map((part) => part.name).join(".");
  const definition = findDefinition(name, last.typeArguments.length);
  if (definition === undefined) throw unsupported(`the type ${name}`, node);
  if (last.typeArguments.length === 0) return definition.type;
  return construct(
    definition.fullName,
    last.typeArguments.map((argument) => resolveTypeNode(argument, scope)),
    node,
  );
}

function tupleType(node: TypeNode, scope: Scope): NetType {
  const elements = node.elements.map(({ type }) => resolveTypeNode(type, scope));
  return construct("System.ValueTuple", elements, node);
}

/** A generic type, if it is there and not too deep. */
export function construct(name: string, typeArguments: readonly NetType[], node: SyntaxNode): NetType {
  if (findDefinition(name, typeArguments.length) === undefined) throw unsupported(`the type ${name}`, node);
  try {
    return genericType(name, ...typeArguments);
  } catch {
    throw unsupported("a type with so many type arguments", node);
  }
}

/** The type that an expression names, such as `System.Math` or `string`; undefined if it is a value or a namespace. */
export function typeOfExpression(node: Expression, scope: Scope): NetType | undefined {
  if (node.kind === "typeExpression") return resolveTypeNode(node.type, scope);
  const name = dottedName(node);
  if (name === undefined || scope.find(name.split(".", 1)[0] ?? "") !== undefined) return undefined;
  const typeArguments = node.kind === "name" || node.kind === "member" ? node.typeArguments : [];
  const definition = findDefinition(name, typeArguments.length);
  if (definition === undefined) return undefined;
  if (typeArguments.length === 0) return definition.type;
  return construct(
    definition.fullName,
    typeArguments.map((argument) => resolveTypeNode(argument, scope)),
    node,
  );
}

/** Whether an expression is a namespace that has types. */
export function isNamespace(node: Expression, scope: Scope): boolean {
  const name = dottedName(node);
  if (name === undefined || scope.find(name.split(".", 1)[0] ?? "") !== undefined) return false;
  return isNamespaceName(name);
}

/** `a.b.c`, if it is nothing but names. */
function dottedName(node: Expression): string | undefined {
  const names: string[] = [];
  let next = node;
  for (; next.kind === "member"; next = next.target) {
    names.unshift(next.name);
    if (names.length > MAX_NAMES) return undefined;
  }
  if (next.kind !== "name") return undefined;
  names.unshift(next.name);
  return names.join(".");
}

/** No namespace of .NET has more parts. */
const MAX_NAMES = 10;

export function unsupported(feature: string, { start, end }: SyntaxNode): UnsupportedError {
  return new UnsupportedError(feature, start, end);
}

/** A tuple with the names that its type gives it. */
export function withNames(run: Code["run"], type: TypeNode | undefined): Code["run"] {
  const names = type?.elements.map(({ name }) => name) ?? [];
  if (names.every((name) => name === undefined)) return run;
  return (environment) => {
    const value = run(environment);
    return value instanceof NetTuple ? value.named(names) : value;
  };
}
