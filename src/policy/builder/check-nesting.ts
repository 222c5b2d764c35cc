import { tryFindPolicy } from "../catalog";
import { PolicyComment, PolicyElement, type PolicyNode, PolicyText } from "../model/node";
import { SECTION_ORDER } from "../model/section";
import { notAStatement } from "../text/errors";
import { kindOf, notAList } from "../text/wrong-kinds";

/** The elements that hold sections, and the sections. */
const DOCUMENT_ELEMENTS: readonly string[] = ["policies", "fragment", ...SECTION_ORDER];

/**
 * Checks that nodes are comments, or policies that are allowed in another policy.
 *
 * An element that the catalog does not know passes: it may be newer than the catalog.
 */
export function checkPolicies(
  element: string,
  prop: string,
  nodes: unknown,
  allowed?: readonly string[],
): asserts nodes is PolicyNode[] {
  if (!Array.isArray(nodes)) throw notAList(`${prop} of <${element}>`, nodes, "policies and comments");
  for (const node of nodes as readonly unknown[]) {
    if (node instanceof PolicyComment) continue;
    if (!(node instanceof PolicyElement)) {
      const got = node instanceof PolicyText ? "text" : kindOf(node);
      throw notAStatement(element, prop, got, "policies and comments: give nothing else");
    }
    if (allowed !== undefined) {
      if (allowed.includes(node.name)) continue;
      const names = allowed.map((name) => `<${name}>`).join(", ");
      throw notAStatement(element, prop, `<${node.name}>`, `${names}: put it before or after <${element}>`);
    }
    if (DOCUMENT_ELEMENTS.includes(node.name)) {
      throw notAStatement(
        element,
        prop,
        `<${node.name}>`,
        "policies: give what it holds instead, or put it into the document itself",
      );
    }
    if (tryFindPolicy(node.name)?.scopes.includes("graphql-resolver")) {
      throw notAStatement(
        element,
        prop,
        `<${node.name}>`,
        "policies that run in a section: a GraphQL resolver has its own document",
      );
    }
  }
}

/** Checks that a value is the element of a name. */
export function checkNamed(parent: string, prop: string, value: unknown, name: string): asserts value is PolicyElement {
  if (value instanceof PolicyElement && value.name === name) return;
  const got = value instanceof PolicyElement ? `<${value.name}>` : kindOf(value);
  throw notAStatement(parent, prop, got, `<${name}>: give an element of this name`);
}
