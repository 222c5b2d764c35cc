import { MAX_INDENT_DEPTH } from "../text/bounds";
import { commentTextOf, isWhitespace } from "../text/characters";
import { type Content, ContentKind, contentOf, isPayload } from "./content";
import { foreignNode } from "../text/wrong-kinds";
import { whitespaceText, dataText, expressionText, quotedValue } from "./escape";
import { PolicyComment, PolicyElement, PolicyText, type PolicyNode } from "../model/node";

/**
 * Writes a policy as canonical text: the same tree gives the same bytes, and reading the text gives an equal tree.
 *
 * The text is in the format that API Management calls `rawxml`: expressions stay as they were written, even if that is not valid XML.
 * Everything else is XML, except comments, which also stay as they were written.
 *
 * @internal
 */
export function writePolicy(root: PolicyElement): string {
  return new PolicyWriter().write(root);
}

/** An element whose end tag is still to be written. */
interface OpenTag {
  readonly name: string;
  readonly content: Content;
  /** The depth of the element in the layout, or -1 in data, where whitespace must not be added. */
  readonly depth: number;
  /** The text that must not look like layout. */
  readonly marked: PolicyText | undefined;
  /** The child to be written next. */
  next: number;
}

class PolicyWriter {
  // No recursion, so that deep nesting needs no stack.
  private readonly open: OpenTag[] = [];

  public write(root: PolicyElement): string {
    let text = this.startElement(root, 0);
    for (let tag = this.open[0]; tag !== undefined; tag = this.open[this.open.length - 1]) {
      const child = tag.content.children[tag.next++];
      if (child !== undefined) {
        text += this.startChild(child, tag);
      } else {
        text += endTag(tag.name, tag.depth, tag.content.kind);
        this.open.pop();
      }
    }
    return text;
  }

  private startElement(element: PolicyElement, depth: number): string {
    const { name, attributes } = element;
    let text = `${indentOf(depth)}<${name}`;
    for (const attribute of attributes) text += ` ${attribute.name}=${quotedValue(attribute.value)}`;
    const content = contentOf(element, depth < 0);
    const { kind, children } = content;
    const first = children[0];
    if (first === undefined) return depth < 0 ? `${text} />` : `${text} />\n`;
    const marked = kind === ContentKind.DATA && depth >= 0 ? whitespaceOfData(element, children) : undefined;
    if (children.length === 1 && first instanceof PolicyText) {
      return `${text}>${writeText(first, kind, marked)}${endTag(name, depth, kind)}`;
    }
    this.open.push({ name, content, depth, marked, next: 0 });
    return kind === ContentKind.LAYOUT ? `${text}>\n` : `${text}>`;
  }

  private startChild(child: PolicyNode, { content, depth, marked }: OpenTag): string {
    const isLayout = content.kind === ContentKind.LAYOUT;
    if (child instanceof PolicyElement) return this.startElement(child, isLayout ? depth + 1 : -1);
    if (child instanceof PolicyText) return writeText(child, content.kind, marked);
    if (!(child instanceof PolicyComment)) throw foreignNode(child);
    const comment = `<!--${commentTextOf(child.text)}-->`;
    return isLayout ? `${indentOf(depth + 1)}${comment}\n` : comment;
  }
}

function writeText(text: PolicyText, kind: ContentKind, marked: PolicyText | undefined): string {
  const { source } = text.value;
  if (kind === ContentKind.EXPRESSION) return expressionText(source);
  return text === marked ? whitespaceText(source) : dataText(source);
}

function endTag(name: string, depth: number, kind: ContentKind): string {
  const tag = kind === ContentKind.LAYOUT ? `${indentOf(depth)}</${name}>` : `</${name}>`;
  return depth < 0 ? tag : `${tag}\n`;
}

/** The text of an element that would be read as layout, because nothing else makes the content data. */
function whitespaceOfData(element: PolicyElement, children: readonly PolicyNode[]): PolicyText | undefined {
  let first: PolicyText | undefined;
  for (const child of children) {
    if (child instanceof PolicyText) {
      if (!isWhitespace(child.value.source)) return undefined;
      first ??= child;
    } else if (child instanceof PolicyElement && isPayload(element.name)) {
      return undefined;
    }
  }
  return first;
}

const INDENT = "    ";
const INDENTS = Array.from({ length: MAX_INDENT_DEPTH + 1 }, (_, depth) => INDENT.repeat(depth));

function indentOf(depth: number): string {
  return depth < 0 ? "" : INDENTS[Math.min(depth, MAX_INDENT_DEPTH)]!;
}
