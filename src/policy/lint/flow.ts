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
  return branchOf(statement) === undefined;
}

/** The innermost container of a statement that some requests do not run to its end, or undefined if there is none. */
export function branchOf(statement: NodePath): NodePath | undefined {
  for (let path = statement.parent; path !== undefined; path = path.parent) {
    if (path.name === "when" || path.name === "otherwise" || waitsForOne(path)) return path;
    if (path.kind === NodeKind.SECTION || path.kind === NodeKind.ROOT) return undefined;
  }
  return undefined;
}

/** Whether a statement is in a container, however deep. */
export function isWithin(statement: NodePath, container: NodePath): boolean {
  for (let path = statement.parent; path !== undefined; path = path.parent) if (path === container) return true;
  return false;
}

/** Whether every branch through statements runs one of a kind, or refuses. Statements that are nested too deeply count as such. */
export function everyBranchRuns(
  statements: readonly NodePath[],
  isOfKind: (statement: NodePath) => boolean,
  depth: number = MAX_FLOW_DEPTH,
): boolean {
  if (depth === 0) return true;
  for (const statement of statements) {
    if (isOfKind(statement) || refuses(statement)) return true;
    if (ENDINGS.includes(statement.name)) return false;
    if (everyWayRuns(statement, (inner) => everyBranchRuns(inner, isOfKind, depth - 1))) return true;
  }
  return false;
}

/** Whether a condition holds for the statements of every way through a statement that holds others. */
function everyWayRuns(statement: NodePath, holds: (statements: readonly NodePath[]) => boolean): boolean {
  if (BLOCKS.includes(statement.name)) return !waitsForOne(statement) && holds(statement.children);
  if (statement.name !== "choose") return false;
  const branches = statement.children;
  return branches.some(({ name }) => name === "otherwise") && branches.every(({ children }) => holds(children));
}

/** The first of some statements that ends every request that reaches it: what follows it never runs. */
export function endOf(statements: readonly NodePath[], depth: number = MAX_FLOW_DEPTH): NodePath | undefined {
  if (depth === 0) return undefined;
  return statements.find(
    (statement) =>
      ENDINGS.includes(statement.name) || everyWayRuns(statement, (inner) => endOf(inner, depth - 1) !== undefined),
  );
}

/** Whether a statement ends the request with a status that the caller cannot take for success: a redirection counts as a refusal. */
export function refuses(statement: NodePath): boolean {
  const code = statusOf(statement);
  return code !== undefined && /^[345]\d\d$/.test(code);
}

/** Whether a statement ends the request with a status that refuses, or with one that is not known until run time. */
export function mayRefuse(statement: NodePath): boolean {
  if (statement.name !== "return-response") return false;
  const status = statement.tryChild("set-status");
  if (status === undefined) return statement.tryAttribute("response-variable-name") !== undefined;
  return refuses(statement) || status.literal("code") === undefined;
}

/** The literal status of the response that a statement sends. */
export function statusOf(statement: NodePath): string | undefined {
  return statement.name === "return-response" ? statement.tryChild("set-status")?.literal("code") : undefined;
}

/** The statements that send a response and end the request. */
const ENDINGS: readonly string[] = ["return-response", "mock-response"];

/** The statements that always run the statements in them. */
const BLOCKS: readonly string[] = ["retry", "limit-concurrency", "wait", "block"];

/** Whether a statement is done when one of the statements in it is, so that no other one is certain to be. */
function waitsForOne(statement: NodePath): boolean {
  return statement.name === "wait" && statement.literal("for") === "any" && statement.children.length > 1;
}
