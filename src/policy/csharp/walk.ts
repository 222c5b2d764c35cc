import { type CsharpNode } from "./tree";

/**
 * The nodes directly within a node, in the order of the text. Arguments, parameters, labels and other parts without a kind give the nodes in them.
 */
export function childrenOf(node: CsharpNode): CsharpNode[] {
  const children: CsharpNode[] = [];
  collect(node, children);
  return children;
}

/**
 * Calls a visitor for a node and all nodes within it, each before its children.
 *
 * @param enter returns false to leave out what is within the node
 */
export function visit(
  root: CsharpNode,
  enter: (node: CsharpNode, parent: CsharpNode | undefined) => boolean | void,
): void {
  visitWithin(root, undefined, enter);
}

function visitWithin(
  node: CsharpNode,
  parent: CsharpNode | undefined,
  enter: (node: CsharpNode, parent: CsharpNode | undefined) => boolean | void,
): void {
  if (enter(node, parent) === false) return;
  for (const child of childrenOf(node)) visitWithin(child, node, enter);
}

/** Whether a tree has more levels. It may have any depth. */
export function isDeeperThan(root: CsharpNode, levels: number): boolean {
  let level: CsharpNode[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > levels) return true;
    const next: CsharpNode[] = [];
    for (const node of level) collect(node, next);
    level = next;
  }
  return false;
}

/** Adds the nodes within a node or a part. Each member of these is a node, a part, a list of them, or plain data. */
function collect(part: object, children: CsharpNode[]): void {
  const members = part as Readonly<Record<string, unknown>>;
  for (const name in members) {
    const member = members[name];
    if (typeof member === "object" && member !== null) add(member, children);
  }
}

function add(member: object, children: CsharpNode[]): void {
  if (Array.isArray(member)) {
    for (const item of member as unknown[]) if (typeof item === "object" && item !== null) add(item, children);
  } else if ("kind" in member) {
    children.push(member as CsharpNode);
  } else {
    collect(member, children);
  }
}
