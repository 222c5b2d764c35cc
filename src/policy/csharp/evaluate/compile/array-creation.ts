import { type ArrayCreation, type Expression } from "../../tree";
import { defaultOf, typeOfValue } from "../binding/values-of-types";
import { exception } from "../contract/errors";
import { arrayOf, dimensionsOf, gridOf, type NetType, UNKNOWN } from "../contract/type";
import { NetArray, NetGrid, type NetValue } from "../contract/values";
import { NetDecimal } from "../numbers/decimal";
import { rawNumber } from "../numbers/kinds";
import { type Code, code, type Compiler, type Scope } from "./code";
import { commonType, convertedTo } from "./convert";
import { resolveTypeNode, unsupported } from "./types";

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
