import { PolicyElement, type PolicyNode } from "../model/node";
import { missingRoot, noElement, noRoot, secondRoot, severalNodes, unknownRoot } from "./reader-messages";
import { SECTION_ORDER } from "../model/section";
import { type SourceText } from "./source-text";

/** The roots of the documents that API Management knows: policies, fragments, and the resolvers of GraphQL fields. */
const ROOTS: readonly string[] = [
  "policies",
  "fragment",
  "http-data-source",
  "sql-data-source",
  "cosmosdb-data-source",
  "graphql-data-source",
];

/**
 * The root of a document, from the elements and comments at the top level of its text.
 *
 * Comments around the root move into it. So do elements that belong in it.
 *
 * @internal
 */
export function rootOf(nodes: readonly PolicyNode[], source: SourceText): PolicyElement {
  const elements = nodes.filter((node): node is PolicyElement => node instanceof PolicyElement);
  const [first] = elements;
  if (first === undefined) {
    source.report(0, noRoot);
    return new PolicyElement("policies", { children: [...nodes], position: source.positionAt(0) });
  }
  let root = elements.find((element) => ROOTS.includes(element.name));
  if (root === undefined) {
    const name = elements.some(isSection) ? "policies" : "fragment";
    if (elements.length > 1 || isSection(first)) {
      source.report(first.position!, missingRoot, first.name, name);
      return new PolicyElement(name, { children: [...nodes], position: first.position });
    }
    root = first;
    source.report(root.position!, unknownRoot, root.name, ROOTS);
  }
  if (nodes.length === 1) return root;
  const children: PolicyNode[] = [];
  for (const node of nodes) {
    if (node instanceof PolicyElement && node !== root) source.report(node.position!, secondRoot, node.name, root.name);
    if (node instanceof PolicyElement && node.name === root.name) append(children, node.children);
    else children.push(node);
  }
  return new PolicyElement(root.name, { attributes: root.attributes, children, position: root.position });
}

/**
 * The single element of a text that contains nothing else.
 *
 * @internal
 */
export function elementOf(nodes: readonly PolicyNode[], source: SourceText): PolicyElement {
  const [first, second] = nodes;
  if (first instanceof PolicyElement && second === undefined) return first;
  if (first === undefined) source.report(0, noElement);
  else source.report((second ?? first).position!, severalNodes);
  return first instanceof PolicyElement ? first : new PolicyElement("fragment");
}

/** Like `push(...)`, whose arguments are limited by the size of the stack. */
function append(nodes: PolicyNode[], more: readonly PolicyNode[]): void {
  for (const node of more) nodes.push(node);
}

function isSection(element: PolicyElement): boolean {
  return SECTION_ORDER.some((section) => element.name === String(section));
}
