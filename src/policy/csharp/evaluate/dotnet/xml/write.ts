import { chargeParts } from "../../contract/meter";
import { TextParts } from "../../text/text-parts";
import { NEW_LINE } from "../new-line";
import {
  type XAttribute,
  XCData,
  XComment,
  type XContainer,
  XDocument,
  XElement,
  XML_NAMESPACE,
  XMLNS,
  type XName,
  type XNode,
  XProcessingInstruction,
  XText,
} from "./nodes";

/** A node as `ToString()` writes it: indented by two spaces, but not where text is among the nodes. */
export function writeXml(node: XNode, isIndented = true): string {
  if (node instanceof XText && !(node instanceof XCData)) return escapeText(node.value);
  const writer = new XmlWriter(isIndented);
  writer.write(node);
  return writer.text;
}

/** An attribute as `ToString()` writes it. */
export function writeAttribute(attribute: XAttribute): string {
  const element = attribute.parent instanceof XElement ? attribute.parent : undefined;
  const { namespace, localName } = attribute.name;
  const prefix = namespace === "" ? undefined : (element?.prefixOfNamespace(namespace) ?? fixedPrefix(namespace));
  return `${prefix === undefined ? "" : `${prefix}:`}${localName}="${escapeAttribute(attribute.value)}"`;
}

/** What prefixes stand for, and whether the text declares it. */
type Scope = ReadonlyMap<string, { readonly namespace: string; readonly isWritten: boolean }>;

class XmlWriter {
  private readonly parts = new TextParts();
  private level = 0;
  /** How many declarations are open, one more for each element: .NET names a prefix after it. */
  private declarations = 0;
  /** Whether text was written in the element that is open, or around it. */
  private isMixed = false;

  public constructor(private readonly isIndented: boolean) {}

  public get text(): string {
    return this.parts.text;
  }

  public write(node: XNode, scope: Scope = scopeOf(node.parent)): void {
    if (node instanceof XDocument) {
      for (const inner of node.nodes) this.write(inner, scope);
    } else if (node instanceof XElement) this.writeElement(node, scope);
    else if (node instanceof XCData) {
      this.isMixed = true;
      this.parts.push(`<![CDATA[${withNewLines(node.value).replace(/\]\]>/g, "]]]]><![CDATA[>")}]]>`);
    } else if (node instanceof XText) {
      if (node.value !== "") this.isMixed = true;
      this.parts.push(escapeText(node.value));
    } else if (node instanceof XComment) {
      this.indent();
      this.parts.push(`<!--${withNewLines(node.value)}-->`);
    } else if (node instanceof XProcessingInstruction) {
      this.indent();
      this.parts.push(`<?${node.target}${node.data === "" ? "" : ` ${withNewLines(node.data)}`}?>`);
    }
  }

  private writeElement(element: XElement, outer: Scope): void {
    this.indent();
    chargeParts(2 + outer.size);
    // Most elements declare nothing, and have what is around them.
    let own: Map<string, { readonly namespace: string; readonly isWritten: boolean }> | undefined;
    let scope = outer;
    const before = this.declarations++;
    const declared: string[] = [];
    const know = (prefix: string, namespace: string) => {
      own ??= new Map(outer);
      scope = own.set(prefix, { namespace, isWritten: true });
    };
    const declare = (prefix: string, namespace: string) => {
      know(prefix, namespace);
      declared.push(`xmlns${prefix === "" ? "" : `:${prefix}`}="${escapeAttribute(namespace)}"`);
    };
    for (const attribute of element.attributes) {
      if (attribute.isNamespaceDeclaration) {
        know(prefixDeclared(attribute), attribute.value);
      }
    }
    const prefixOfName = elementPrefix(element.name, scope);
    const name = qualified(prefixOfName, element.name);
    const used = scope.get(prefixOfName);
    if (
      used === undefined ? element.name.namespace !== "" : used.namespace !== element.name.namespace || !used.isWritten
    ) {
      if (fixedPrefix(element.name.namespace) === undefined) declare(prefixOfName, element.name.namespace);
    }
    this.parts.push(`<${name}`);
    for (const attribute of element.attributes) {
      const { namespace } = attribute.name;
      if (attribute.isNamespaceDeclaration) this.declarations++;
      let prefix = attribute.isNamespaceDeclaration && namespace === "" ? "" : prefixFor(namespace, scope);
      if (prefix === undefined) {
        prefix = `p${this.declarations++}`;
        declare(prefix, namespace);
      } else if (scope.get(prefix)?.isWritten === false && prefix !== "") declare(prefix, namespace);
      this.parts.push(` ${qualified(prefix, attribute.name)}="${escapeAttribute(attribute.value)}"`);
    }
    for (const declaration of declared) this.parts.push(` ${declaration}`);
    if (element.nodes.length === 0 && element.isEmpty) {
      this.parts.push(" />");
      this.declarations = before;
      return;
    }
    this.parts.push(">");
    const wasMixed = this.isMixed;
    this.level++;
    for (const node of element.nodes) this.write(node, scope);
    this.level--;
    if (element.nodes.some((node) => !(node instanceof XText && node.value === ""))) this.indent();
    this.parts.push(`</${name}>`);
    this.isMixed = wasMixed;
    this.declarations = before;
  }

  private indent(): void {
    if (this.isIndented && !this.isMixed && !this.parts.isEmpty) {
      this.parts.push(NEW_LINE + "  ".repeat(Math.min(this.level, MAX_INDENT)));
    }
  }
}

/** The prefix of an element: none, if its namespace is the default or has no prefix. */
function elementPrefix({ namespace }: XName, scope: Scope): string {
  if ((scope.get("")?.namespace ?? "") === namespace) return "";
  return prefixFor(namespace, scope) ?? "";
}

function qualified(prefix: string, { localName }: XName): string {
  return prefix === "" ? localName : `${prefix}:${localName}`;
}

/** The prefix that an attribute in a namespace has. */
function prefixFor(namespace: string, scope: Scope): string | undefined {
  if (namespace === "") return "";
  const fixed = fixedPrefix(namespace);
  if (fixed !== undefined) return fixed;
  let found: string | undefined;
  for (const [prefix, entry] of scope) if (prefix !== "" && entry.namespace === namespace) found = prefix;
  return found;
}

function fixedPrefix(namespace: string): string | undefined {
  if (namespace === XML_NAMESPACE) return "xml";
  return namespace === XMLNS ? "xmlns" : undefined;
}

/** The declarations around a node that is written alone. */
function scopeOf(container: XContainer | undefined): Scope {
  const around: XElement[] = [];
  for (let node = container; node instanceof XElement; node = node.parent) around.push(node);
  const known = new Map<string, { namespace: string; isWritten: boolean }>();
  for (const element of around.reverse()) {
    for (const attribute of element.attributes) {
      if (attribute.isNamespaceDeclaration) {
        known.set(prefixDeclared(attribute), { namespace: attribute.value, isWritten: false });
      }
    }
  }
  return known;
}

function prefixDeclared({ name }: XAttribute): string {
  return name.namespace === XMLNS ? name.localName : "";
}

function escapeText(text: string): string {
  const lines = withNewLines(text);
  return /[&<>]/.test(lines) ? lines.replace(/[&<>]/g, (char) => ESCAPES.get(char) ?? char) : lines;
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\r\n]/g, (char) => ESCAPES.get(char) ?? char);
}

function withNewLines(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/\r\n?|\n/g, NEW_LINE) : text;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\t", "&#x9;"],
  ["\r", "&#xD;"],
  ["\n", "&#xA;"],
]);

/** Deeper elements are indented no further, or indentation would take quadratic space. */
const MAX_INDENT = 100;
