import { type CsharpNode, type CsharpTree } from "../../../../src/policy/csharp/tree";
import { childrenOf } from "../../../../src/policy/csharp/walk";
import { type NodeText } from "./tree-sitter";

/** The nodes of a tree, sorted, as the oracle has them. */
export function nodeTextsOf(tree: CsharpTree): NodeText[] {
  const nodes: NodeText[] = [];
  collect(tree.root, nodes, new Map());
  return nodes.sort();
}

/**
 * @param origins for the start of what follows a `?.`, the start of what is before it: in the oracle `a?.b.c` is the member `c` of `a?.b`
 */
function collect(node: CsharpNode, nodes: NodeText[], origins: Map<number, number>): void {
  const start = origins.get(node.start) ?? node.start;
  if (node.kind === "conditionalAccess") {
    collect(node.target, nodes, origins);
    const receiver = receiverOf(node.access);
    origins.set(receiver.start, start);
    return collect(node.access, nodes, origins);
  }
  const kind = hasReceiver(node) ? "conditional" : node.kind;
  if (!IGNORED.has(kind)) nodes.push(`${kind} ${start}-${node.end}`);
  for (const child of childrenOf(node)) collect(child, nodes, origins);
}

const IGNORED: ReadonlySet<string> = new Set(["receiver", "text", "typePattern", "constantPattern", "typeExpression"]);

function hasReceiver(node: CsharpNode): boolean {
  return (node.kind === "member" || node.kind === "element") && node.target.kind === "receiver";
}

/** What is at the left end of a chain of accesses. */
function receiverOf(access: CsharpNode): CsharpNode {
  let node = access;
  for (;;) {
    if (node.kind === "unary") node = node.operand;
    else if ("target" in node) node = node.target;
    else return node;
  }
}
