import { MAX_FLOW_DEPTH } from "../text/bounds";
import { type NodePath, NodeKind } from "./node-path";

/** Whether one statement may run before another one in the same request, in the same section. */
export function mayRunBefore(first: NodePath, second: NodePath): boolean {
  return first.section === second.section && first.order < second.order && !areExclusive(first, second);
}

/** Whether two statements are in different branches of one `choose`, so that at most one of them runs. */
export function areExclusive(one: NodePath, other: NodePath): boolean {
  const ancestors = new Set<NodePath>();
  for (let path: NodePath | undefined = one; path !== undefined; path = path.parent) ancestors.add(path);
  for (let path: NodePath | undefined = other; path !== undefined; path = path.parent) {
    if (ancestors.has(path)) return path.name === "choose" && path !== one && path !== other;
  }
  return false;
}

/** Whether a statement runs in every request that reaches its section, unless another statement ends the section before. */
export function alwaysRuns(statement: NodePath): boolean {
  for (let path = statement.parent; path !== undefined; path = path.parent) {
    if (path.name === "when" || path.name === "otherwise") return false;
    if (path.kind === NodeKind.SECTION || path.kind === NodeKind.ROOT) return true;
  }
  return true;
}

/** Whether every branch through statements runs one of a kind, or ends the section. Statements that are nested too deeply count as such. */
export function everyBranchRuns(
  statements: readonly NodePath[],
  isOfKind: (statement: NodePath) => boolean,
  depth: number = MAX_FLOW_DEPTH,
): boolean {
  if (depth === 0) return true;
  return statements.some((statement) => {
    if (isOfKind(statement)) return true;
    if (statement.name === "return-response" || statement.name === "mock-response") return true;
    if (statement.name !== "choose") {
      return BLOCKS.includes(statement.name) && everyBranchRuns(statement.children, isOfKind, depth - 1);
    }
    const branches = statement.children;
    return (
      branches.some(({ name }) => name === "otherwise") &&
      branches.every((branch) => everyBranchRuns(branch.children, isOfKind, depth - 1))
    );
  });
}

/** The statements that always run the statements in them. */
const BLOCKS: readonly string[] = ["retry", "limit-concurrency", "wait", "block"];
