import { PolicyComment, PolicyElement, PolicyText, type PolicyAttribute, type PolicyNode } from "./node";

/**
 * Writes a policy as canonical text: the same tree gives the same bytes, and reading the text gives an equal tree.
 *
 * The text is well-formed XML, except that a comment stays as it was written. API Management takes it in its `rawxml` format.
 *
 * @internal
 */
export function writePolicy(root: PolicyElement): string {
  const lines: string[] = [];
  writeElement(root, "", lines);
  return `${lines.join("\n")}\n`;
}

const INDENT = "    ";

/** An element whose text is the only thing in it, or whose text stands between elements, keeps every blank: they are data. */
function writeElement(element: PolicyElement, indent: string, lines: string[]): void {
  const start = `${indent}<${element.name}${element.attributes.map(writeAttribute).join("")}`;
  if (element.children.length === 0) {
    lines.push(`${start} />`);
  } else if (element.children.some((child) => child instanceof PolicyText)) {
    lines.push(`${start}>${element.children.map(writeInline).join("")}</${element.name}>`);
  } else {
    lines.push(`${start}>`);
    for (const child of element.children) {
      if (child instanceof PolicyElement) writeElement(child, indent + INDENT, lines);
      else lines.push(`${indent}${INDENT}${writeInline(child)}`);
    }
    lines.push(`${indent}</${element.name}>`);
  }
}

function writeInline(node: PolicyNode): string {
  if (node instanceof PolicyText) return escapeText(node.value.source);
  if (node instanceof PolicyComment) return `<!--${node.text}-->`;
  if (node instanceof PolicyElement) {
    const start = `<${node.name}${node.attributes.map(writeAttribute).join("")}`;
    if (node.children.length === 0) return `${start} />`;
    return `${start}>${node.children.map(writeInline).join("")}</${node.name}>`;
  }
  throw new Error(
    `cannot write a policy node of type ${node.constructor.name}; expected an element, text or a comment of this copy of the library`,
  );
}

/** Single quotes around a value that holds double quotes keep C# readable. */
function writeAttribute(attribute: PolicyAttribute): string {
  const { source, isExpression } = attribute.value;
  const quote = source.includes('"') && !source.includes("'") ? "'" : '"';
  // XML turns a line break in an attribute into a blank. API Management keeps it in an expression; in data it would be lost.
  const special = isExpression ? EXPRESSION_IN_ATTRIBUTE : DATA_IN_ATTRIBUTE;
  const escaped = source.replace(special, (char) => (char === '"' && quote === "'" ? char : ENTITIES[char]!));
  return ` ${attribute.name}=${quote}${escaped}${quote}`;
}

function escapeText(source: string): string {
  return source.replace(TEXT, (char) => ENTITIES[char]!);
}

const EXPRESSION_IN_ATTRIBUTE = /[&<"]/g;
const DATA_IN_ATTRIBUTE = /[&<"\n\r\t]/g;
const TEXT = /[&<\r]|\]\]>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\n": "&#xA;",
  "\r": "&#xD;",
  "\t": "&#x9;",
  "]]>": "]]&gt;",
};
