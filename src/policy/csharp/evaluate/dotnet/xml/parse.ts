import { chargeParts, chargeText } from "../../contract/meter";
import { unsupported, xmlException } from "../errors";
import {
  XAttribute,
  XCData,
  XComment,
  type XContainer,
  XDeclaration,
  XDocument,
  XElement,
  XML_NAMESPACE,
  XMLNS,
  XName,
  XProcessingInstruction,
} from "./nodes";

/** How to read. */
export interface XmlParseOptions {
  readonly preserveWhitespace?: boolean;
}

/**
 * Reads a document as `XDocument.Parse` does.
 *
 * @throws an `XmlException`
 */
export function parseXml(text: string, options: XmlParseOptions = {}): XDocument {
  return new XmlParser(text, options.preserveWhitespace === true).parse();
}

interface RawAttribute {
  readonly name: string;
  readonly value: string;
}

class XmlParser {
  private readonly document = new XDocument();
  private container: XContainer = this.document;
  private readonly open: { name: string; preserves: boolean }[] = [];
  private index = 0;

  public constructor(
    private readonly text: string,
    private readonly preservesWhitespace: boolean,
  ) {}

  public parse(): XDocument {
    chargeText(2 * this.text.length);
    if (this.text.charCodeAt(0) === 0xfeff) this.index = 1;
    this.readDeclaration();
    while (this.index < this.text.length) {
      if (this.text[this.index] !== "<") this.readText();
      else if (this.text.startsWith("<!--", this.index)) this.readComment();
      else if (this.text.startsWith("<![CDATA[", this.index)) this.readCData();
      else if (this.text.startsWith("<?", this.index)) this.readInstruction();
      else if (this.text.startsWith("<!DOCTYPE", this.index)) throw unsupported("a document type in XML");
      else if (this.text[this.index + 1] === "/") this.readEndTag();
      else this.readStartTag();
    }
    const unclosed = this.open[this.open.length - 1];
    if (unclosed !== undefined) {
      throw this.error(`Unexpected end of file has occurred. The following elements are not closed: ${unclosed.name}.`);
    }
    if (this.document.root === undefined) throw this.error("Root element is missing.");
    return this.document;
  }

  private readDeclaration(): void {
    const match = /<\?xml(?=\s)([^?]*)\?>/y;
    match.lastIndex = this.index;
    const found = match.exec(this.text);
    if (found === null) return;
    const part = (name: string) => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(found[1]!);
    const value = (name: string) => part(name)?.[1] ?? part(name)?.[2];
    this.document.declaration = new XDeclaration(value("version"), value("encoding"), value("standalone"));
    this.index = match.lastIndex;
  }

  private readText(): void {
    const next = this.text.indexOf("<", this.index);
    const end = next < 0 ? this.text.length : next;
    const raw = this.text.slice(this.index, end);
    const isBlank = /^[ \t\r\n]*$/.test(raw);
    if (this.open.length === 0) {
      if (!isBlank) throw this.error("Data at the root level is invalid.");
    } else if (!isBlank || this.preservesWhitespace || this.open[this.open.length - 1]!.preserves) {
      if (raw.includes("]]>")) throw this.error("']]>' is not allowed in character data.");
      this.container.appendText(this.decode(normalizeLineEnds(raw)));
    }
    this.index = end;
  }

  private readComment(): void {
    const text = this.upTo("<!--", "-->");
    if (text.includes("--") || text.endsWith("-")) throw this.error("An XML comment cannot contain '--'.");
    this.container.append(new XComment(normalizeLineEnds(text)));
  }

  private readCData(): void {
    if (this.open.length === 0) throw this.error("Data at the root level is invalid.");
    this.container.append(new XCData(normalizeLineEnds(this.upTo("<![CDATA[", "]]>"))));
  }

  private readInstruction(): void {
    const match = /^([^\s?]+)(?:\s+([^]*))?$/.exec(this.upTo("<?", "?>"));
    const target = match?.[1] ?? "";
    if (!isQualifiedName(target)) throw this.error("Invalid name of a processing instruction.");
    if (target.toLowerCase() === "xml") throw this.error("Unexpected XML declaration.");
    this.container.append(new XProcessingInstruction(target, match?.[2] ?? ""));
  }

  private readEndTag(): void {
    const match = /<\/([^\s<>/]+)[ \t\r\n]*>/y;
    match.lastIndex = this.index;
    const name = match.exec(this.text)?.[1];
    const open = this.open.pop();
    if (name === undefined || open === undefined || open.name !== name) {
      const expected =
        open === undefined ? "" : `The '${open.name}' start tag does not match the end tag of '${name}'.`;
      throw this.error(expected || "Unexpected end tag.");
    }
    this.index = match.lastIndex;
    if (this.container instanceof XElement) this.container.isEmpty = false;
    this.container = this.container.parent ?? this.document;
  }

  private readStartTag(): void {
    chargeParts(2);
    const start = /<([^\s<>/=]+)/y;
    start.lastIndex = this.index;
    const name = start.exec(this.text)?.[1];
    if (name === undefined || !isQualifiedName(name)) throw this.error("Name cannot begin with this character.");
    if (this.open.length === 0 && this.document.root !== undefined)
      throw this.error("There are multiple root elements.");
    this.index = start.lastIndex;
    const attributes: RawAttribute[] = [];
    const attribute = /[ \t\r\n]+([^\s<>/="']+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
    for (;;) {
      attribute.lastIndex = this.index;
      const found = attribute.exec(this.text);
      if (found === null) break;
      this.index = attribute.lastIndex;
      const raw = (found[2] ?? found[3] ?? "").replace(/\r\n/g, " ").replace(/[\t\r\n]/g, " ");
      attributes.push({ name: found[1]!, value: this.decode(raw) });
    }
    const close = /[ \t\r\n]*(\/?)>/y;
    close.lastIndex = this.index;
    const closing = close.exec(this.text);
    if (closing === null) throw this.error("The start tag is not complete.");
    this.index = close.lastIndex;
    this.addElement(name, attributes, closing[1] === "/");
  }

  private addElement(name: string, attributes: readonly RawAttribute[], isClosed: boolean): void {
    const element = new XElement(XName.get(name));
    element.parent = this.container;
    for (const { name: attribute, value } of attributes) {
      if (!isQualifiedName(attribute)) throw this.error(`'${attribute}' is not a name.`);
      if (attribute === "xmlns") element.addAttribute(new XAttribute(XName.get("xmlns"), value));
      else if (attribute.startsWith("xmlns:")) {
        element.addAttribute(new XAttribute(XName.get(attribute.slice(6), XMLNS), value));
      }
    }
    element.name = this.resolve(element, name, element.namespaceOfPrefix("") ?? "");
    const declared = element.attributes.splice(0);
    const inOrder = attributes.map((attribute) => {
      if (/^xmlns(:|$)/.test(attribute.name)) return declared.shift()!;
      return { attribute };
    });
    // The declarations have to be known before the other names are.
    const scope = new XElement(element.name);
    scope.parent = this.container;
    for (const entry of inOrder) if (entry instanceof XAttribute) scope.addAttribute(entry);
    for (const entry of inOrder) {
      const own =
        entry instanceof XAttribute
          ? new XAttribute(entry.name, entry.value)
          : new XAttribute(this.resolve(scope, entry.attribute.name, ""), entry.attribute.value);
      if (element.attribute(own.name) !== undefined) {
        throw this.error(`'${own.name.localName}' is a duplicate attribute name.`);
      }
      element.addAttribute(own);
    }
    element.parent = undefined;
    this.container.append(element);
    if (isClosed) return;
    const space = element.attribute(XName.get("space", XML_NAMESPACE))?.value;
    const outer = this.open[this.open.length - 1]?.preserves ?? false;
    this.open.push({ name, preserves: space === undefined ? outer : space === "preserve" });
    this.container = element;
  }

  private resolve(scope: XElement, name: string, defaultNamespace: string): XName {
    const colon = name.indexOf(":");
    if (colon < 0) return XName.get(name, defaultNamespace);
    const prefix = name.slice(0, colon);
    const namespace = scope.namespaceOfPrefix(prefix);
    if (namespace === undefined) throw this.error(`'${prefix}' is an undeclared prefix.`);
    return XName.get(name.slice(colon + 1), namespace);
  }

  private upTo(opening: string, closing: string): string {
    const start = this.index + opening.length;
    const end = this.text.indexOf(closing, start);
    if (end < 0) throw this.error("Unexpected end of file has occurred.");
    this.index = end + closing.length;
    return this.text.slice(start, end);
  }

  private decode(raw: string): string {
    if (!raw.includes("&")) return raw;
    return raw.replace(
      /&(?:#x([0-9A-Fa-f]{1,8});|#(\d{1,8});|([A-Za-z]+);|)/g,
      (reference, hex?: string, decimal?: string, name?: string) => {
        const entity = name === undefined ? undefined : ENTITIES.get(name);
        if (entity !== undefined) return entity;
        if (name !== undefined) throw this.error(`Reference to undeclared entity '${name}'.`);
        if (reference === "&") throw this.error("An error occurred while parsing EntityName.");
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        if (!isXmlCharacter(code)) throw this.error("Invalid character in the given encoding.");
        return String.fromCodePoint(code);
      },
    );
  }

  private error(message: string): Error {
    const before = this.text.slice(0, this.index);
    const line = before.split("\n").length;
    const position = this.index - (before.lastIndexOf("\n") + 1) + 1;
    return xmlException(`${message} Line ${line}, position ${position}.`);
  }
}

function normalizeLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function isQualifiedName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*(?::[\p{L}_][\p{L}\p{N}\p{M}_.·-]*)?$/u.test(name);
}

function isXmlCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe) ||
    (code > 0xffff && code <= 0x10ffff)
  );
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);
