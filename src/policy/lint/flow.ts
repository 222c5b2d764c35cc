import { MAX_FLOW_DEPTH } from "../text/bounds";
import { type NodePath, NodeKind } from "./node-path";
import { endsRequest, refuses, runsAll, waitsForOne } from "./statements";

/** Whether two statements are in different branches of one `choose`, so that at most one of them runs. */
export function areExclusive(one: NodePath, other: NodePath): boolean {
  for (let path: NodePath | undefined = one; path !== undefined; path = path.parent) {
    if (path.holds(other)) return path.name === "choose" && path !== one && path !== other;
  }
  return false;
}

/** Whether a statement runs in every request that reaches its section, unless another statement ends the section before. */
export function alwaysRuns(statement: NodePath): boolean {
  return branchOf(statement) === undefined;
}

/** The innermost container of a statement that some requests do not run to its end, or undefined if there is none. */
export function branchOf(statement: NodePath): NodePath | undefined {
  for (let path = statement.parent; path !== undefined; path = path.parent) {
    if (path.name === "when" || path.name === "otherwise" || waitsForOne(path.element)) return path;
    if (path.kind === NodeKind.SECTION || path.kind === NodeKind.ROOT) return undefined;
  }
  return undefined;
}

/** Whether every branch through statements runs one of a kind, or refuses. Statements that are nested too deeply count as such. */
export function everyBranchRuns(
  statements: readonly NodePath[],
  isOfKind: (statement: NodePath) => boolean,
  depth: number = MAX_FLOW_DEPTH,
): boolean {
  if (depth === 0) return true;
  for (const statement of statements) {
    if (isOfKind(statement) || refuses(statement.element)) return true;
    if (endsRequest(statement.element)) return false;
    if (everyWayRuns(statement, (inner) => everyBranchRuns(inner, isOfKind, depth - 1))) return true;
  }
  return false;
}

/** Whether a condition holds for the statements of every way through a statement that holds others. */
function everyWayRuns(statement: NodePath, holds: (statements: readonly NodePath[]) => boolean): boolean {
  if (runsAll(statement.element)) return holds(statement.children);
  if (statement.name !== "choose") return false;
  const branches = statement.children;
  return branches.some(({ name }) => name === "otherwise") && branches.every(({ children }) => holds(children));
}

/** The first of some statements that ends every request that reaches it: what follows it never runs. */
export function endOf(statements: readonly NodePath[], depth: number = MAX_FLOW_DEPTH): NodePath | undefined {
  if (depth === 0) return undefined;
  return statements.find(
    (statement) =>
      endsRequest(statement.element) || everyWayRuns(statement, (inner) => endOf(inner, depth - 1) !== undefined),
  );
}
