import { tryFindPolicy, type PolicySpec } from "../catalog";
import { className } from "../catalog/props";
import { contentOf, ContentKind } from "../syntax/content";
import { isSameTree } from "../syntax/equality";
import { PolicyElement, type PolicyNode } from "../model/node";
import { SECTION_ORDER } from "../model/section";
import { buildStatement } from "../builder/build-statement";
import { construct, type Code } from "./code";
import { MAX_CODE_DEPTH } from "../text/bounds";
import { tryLiftComments } from "./lift-comments";
import { markupCode } from "./markup-code";
import { leafCode, plainCode } from "./plain-code";
import { readProps } from "./prop-code";

/** The code that creates statements and the comments among them. Comments inside a statement that its class cannot hold come before it. */
export function statementsCode(nodes: readonly PolicyNode[], depth = 0): Code[] {
  return nodes.flatMap((node) => (node instanceof PolicyElement ? statementAndComments(node, depth) : leafCode(node)));
}

function statementAndComments(element: PolicyElement, depth: number): Code[] {
  const lifted = depth > MAX_CODE_DEPTH ? undefined : tryLiftComments(element);
  const typed = lifted && typedCode(lifted.element, depth);
  return typed === undefined ? [elementCode(element, depth)] : [...lifted!.comments.flatMap(leafCode), typed];
}

/**
 * The code that creates an element: its class if its props can express everything in it, otherwise `PolicyElement`.
 *
 * @param depth how deep the element is nested in the code
 */
export function elementCode(element: PolicyElement, depth = 0): Code {
  if (depth > MAX_CODE_DEPTH) return markupCode(element);
  return typedCode(element, depth) ?? untypedCode(element, depth);
}

function typedCode(element: PolicyElement, depth: number): Code | undefined {
  const policy = tryFindPolicy(element.name);
  return policy === undefined || policy.undocumented ? undefined : statementCode(policy, element, depth);
}

/** The class of a policy with its props, or undefined when they cannot create the element. */
function statementCode(policy: PolicySpec, element: PolicyElement, depth: number): Code | undefined {
  const { values, members } = readProps(policy, element, {
    statements: (nodes) => statementsCode(nodes, depth + 1),
    part: (part) => elementCode(part, depth + 1),
  });
  const built = tryBuild(policy.name, values);
  if (built === undefined || !isSameTree(built, element)) return undefined;
  return construct(className(policy.name), undefined, members());
}

/** The classes refuse some of what the service accepts, such as a negative duration. */
function tryBuild(policy: string, props: Readonly<Record<string, unknown>>): PolicyElement | undefined {
  try {
    return new PolicyElement(policy, buildStatement(policy, props));
  } catch {
    return undefined;
  }
}

/** The elements without a class that hold statements. */
const STATEMENT_LISTS: readonly string[] = ["fragment", ...SECTION_ORDER];

function untypedCode(element: PolicyElement, depth: number): Code {
  const { kind, children } = contentOf(element, false);
  const isElement = (node: PolicyNode): node is PolicyElement => node instanceof PolicyElement;
  if (kind === ContentKind.DATA && children.some(isElement)) return markupCode(element);
  if (STATEMENT_LISTS.includes(element.name)) return plainCode(element, statementsCode(children, depth + 1));
  return plainCode(
    element,
    children.flatMap((child) => (isElement(child) ? [elementCode(child, depth + 1)] : leafCode(child))),
  );
}
