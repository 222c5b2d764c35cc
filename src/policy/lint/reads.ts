import { type CsharpNode, type ElementAccess, type Expression, type Invocation } from "../csharp/tree";
import { type CsharpView } from "../csharp/view";

/** A read of a claim, a header, a parameter or a variable by its name, as `Headers["x"]` and `Claims.GetValueOrDefault("x")` are. */
export interface NamedRead {
  readonly collection: string;
  /** What has the collection, such as `context.Request`; undefined for what is no member of the context. */
  readonly owner: string | undefined;
  /** The name, or undefined if it is computed. */
  readonly name: string | undefined;
  /** The method, or `[]`. */
  readonly method: string;
  /** Whether what is read is taken for a token, as in `(Jwt)context.Variables["x"]`. */
  readonly isJwt: boolean;
  /** The type that it is read with by a cast or a type argument; undefined in code with a tree, which says more. */
  readonly type?: string;
  /** The number of arguments. */
  readonly count: number;
  /** Where it is in the tree; undefined in code that the library wrote. */
  readonly node?: ElementAccess | Invocation;
}

/** Collections whose entries are arrays of strings. */
export const ARRAYS: readonly string[] = ["Claims", "Headers", "Query"];

export const COLLECTIONS: readonly string[] = [...ARRAYS, "Variables", "MatchedParameters"];

/** The reads by name in an expression, in the order of the code. */
export function namedReadsIn(view: CsharpView): NamedRead[] {
  const reads: NamedRead[] = [];
  for (const node of view.nodes) {
    const read = node.kind === "element" || node.kind === "invocation" ? readOf(node, view) : undefined;
    if (read !== undefined) reads.push(read);
  }
  return reads.sort((left, right) => (left.node?.end ?? 0) - (right.node?.end ?? 0));
}

function readOf(node: ElementAccess | Invocation, view: CsharpView): NamedRead | undefined {
  let target: Expression = node.target;
  let method = "[]";
  let typeArgument: string | undefined;
  if (node.kind === "invocation") {
    if (node.target.kind !== "member") return undefined;
    ({ target } = node.target);
    method = node.target.name;
    typeArgument = node.target.typeArguments[0]?.parts[0]?.name;
  }
  const meant = view.meaningOf(target);
  if (meant.kind !== "member" || !COLLECTIONS.includes(meant.name)) return undefined;
  const first = node.arguments[0]?.value;
  return {
    collection: meant.name,
    owner: view.pathOf(meant.target),
    name: first === undefined ? undefined : view.textOf(first),
    method,
    isJwt: typeArgument === "Jwt" || isTakenForJwt(node, view),
    count: node.arguments.length,
    node,
  };
}

function isTakenForJwt(node: CsharpNode, view: CsharpView): boolean {
  const parent = view.parentOf(node);
  if (parent?.kind === "conditionalAccess") return isTakenForJwt(parent, view);
  if (parent?.kind === "cast") return parent.type.parts[0]?.name === "Jwt";
  if (parent?.kind !== "typeTest" || parent.pattern.kind === "constantPattern") return false;
  return parent.pattern.type?.parts[0]?.name === "Jwt";
}

/** Whether code asks if something is null. */
export function testsForNull({ nodes }: CsharpView): boolean {
  return nodes.some(
    (node) =>
      node.kind === "null" ||
      (node.kind === "typeTest" && node.operator === "is") ||
      (node.kind === "member" && ASKING_NULL.includes(node.name)),
  );
}

export const ASKING_NULL: readonly string[] = ["IsNullOrEmpty", "IsNullOrWhiteSpace"];
