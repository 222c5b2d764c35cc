import { isWhitespace, skipWhitespace } from "../text/characters";
import { startsExpression } from "../csharp/scan";
import { PolicyElement, PolicyText, type PolicyNode } from "../model/node";
import { PolicyValue, wholeExpressionIn } from "../model/value";

/**
 * What whitespace means in the content of an element.
 *
 * @internal
 */
export enum ContentKind {
  /** Elements and comments: whitespace between them is layout. */
  LAYOUT,
  /** One expression, perhaps with comments: whitespace around it means nothing. */
  EXPRESSION,
  /** Text, perhaps with elements in it: all whitespace is data, down to the innermost element. */
  DATA,
}

/**
 * The content of an element, with adjacent text in one node.
 *
 * @internal
 */
export interface Content {
  readonly kind: ContentKind;
  readonly children: readonly PolicyNode[];
}

/**
 * Whether the elements in an element of this name are data, such as the SOAP envelope in a body, so that the whitespace between them counts.
 *
 * @internal
 */
export function isPayload(name: string): boolean {
  return name === "set-body" || name === "xsl:stylesheet" || name === "xsl:transform";
}

/**
 * The content of an element as it is written and compared: adjacent texts are one text, empty text is nothing.
 *
 * @internal
 * @param insideData whether the element itself is in data
 */
export function contentOf(element: PolicyElement, insideData: boolean): Content {
  let children: readonly PolicyNode[] = element.children;
  if (children.length === 0) return NOTHING;
  let texts = 0;
  let elements = 0;
  let mustJoin = false;
  let isAfterText = false;
  for (const child of children) {
    const isText = child instanceof PolicyText;
    if (isText) {
      mustJoin ||= isAfterText || child.value.source === "";
      texts++;
    } else if (child instanceof PolicyElement) {
      elements++;
    }
    isAfterText = isText;
  }
  if (mustJoin) {
    children = withJoinedTexts(children);
    texts = children.filter(isText).length;
  }
  if (insideData) return { kind: ContentKind.DATA, children };
  if (texts === 0) {
    return { kind: elements > 0 && isPayload(element.name) ? ContentKind.DATA : ContentKind.LAYOUT, children };
  }
  const expression = elements === 0 ? onlyExpression(children) : undefined;
  return expression === undefined
    ? { kind: ContentKind.DATA, children }
    : { kind: ContentKind.EXPRESSION, children: expression };
}

const NOTHING: Content = { kind: ContentKind.LAYOUT, children: [] };

/** The children, if one is an expression and no other is text, or undefined. */
function onlyExpression(children: readonly PolicyNode[]): readonly PolicyNode[] | undefined {
  if (children.length === 1) {
    const { value } = children[0] as PolicyText;
    if (value.isExpression) return children;
    if (!startsExpression(value.source, skipWhitespace(value.source, 0))) return undefined;
  }
  const kept = children.filter((child) => !isText(child) || !isWhitespace(child.value.source));
  const texts = kept.filter(isText);
  if (texts.length !== 1) return undefined;
  const [text] = texts as [PolicyText];
  const source = wholeExpressionIn(text.value.source);
  if (source === undefined) return undefined;
  return kept.map((child) => (child === text ? new PolicyText(PolicyValue._read(source, true), text.position) : child));
}

function withJoinedTexts(children: readonly PolicyNode[]): readonly PolicyNode[] {
  const joined: PolicyNode[] = [];
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!;
    if (!isText(child)) {
      joined.push(child);
      continue;
    }
    const sources = [child.value.source];
    for (let next = children[index + 1]; isText(next); next = children[++index + 1]) sources.push(next.value.source);
    const source = sources.join("");
    if (source !== "") joined.push(new PolicyText(PolicyValue._read(source), child.position));
  }
  return joined;
}

function isText(node: PolicyNode | undefined): node is PolicyText {
  return node instanceof PolicyText;
}
