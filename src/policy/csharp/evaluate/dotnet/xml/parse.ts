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
  private readonly names = new Set<string>();

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
    END.lastIndex = this.index;
    const name = END.exec(this.text)?.[1];
    const open = this.open.pop();
    if (name === undefined || open === undefined || open.name !== name) {
      const expected =
        open === undefined ? "" : `The '${open.name}' start tag does not match the end tag of '${name}'.`;
      throw this.error(expected || "Unexpected end tag.");
    }
    this.index = END.lastIndex;
    if (this.container instanceof XElement) this.container.isEmpty = false;
    this.container = this.container.parent ?? this.document;
  }

  private readStartTag(): void {
    chargeParts(2);
    START.lastIndex = this.index;
    const name = START.exec(this.text)?.[1];
    if (name === undefined || !this.isName(name)) throw this.error("Name cannot begin with this character.");
    if (this.open.length === 0 && this.document.root !== undefined)
      throw this.error("There are multiple root elements.");
    this.index = START.lastIndex;
    const attributes: RawAttribute[] = [];
    for (;;) {
      ATTRIBUTE.lastIndex = this.index;
      const found = ATTRIBUTE.exec(this.text);
      if (found === null) break;
      this.index = ATTRIBUTE.lastIndex;
      const raw = (found[2] ?? found[3] ?? "").replace(/\r\n|[\t\r\n]/g, " ");
      attributes.push({ name: found[1]!, value: this.decode(raw) });
    }
    CLOSE.lastIndex = this.index;
    const closing = CLOSE.exec(this.text);
    if (closing === null) throw this.error("The start tag is not complete.");
    this.index = CLOSE.lastIndex;
    this.addElement(name, attributes, closing[1] === "/");
  }

  private addElement(name: string, attributes: readonly RawAttribute[], isClosed: boolean): void {
    const element = new XElement(XName.get(name));
    element.parent = this.container;
    // The declarations have to be known before the names are.
    for (const { name: attribute, value } of attributes) {
      if (!this.isName(attribute)) throw this.error(`'${attribute}' is not a name.`);
      const declared = nameOfDeclaration(attribute);
      if (declared !== undefined) element.addAttribute(new XAttribute(declared, value));
    }
    element.name = this.resolve(element, name, element.namespaceOfPrefix("") ?? "");
    const inOrder = attributes.map(
      ({ name: attribute, value }) =>
        new XAttribute(nameOfDeclaration(attribute) ?? this.resolve(element, attribute, ""), value),
    );
    element.attributes.length = 0;
    for (const attribute of inOrder) {
      if (element.attribute(attribute.name) !== undefined) {
        throw this.error(`'${attribute.name.localName}' is a duplicate attribute name.`);
      }
      element.addAttribute(attribute);
    }
    element.parent = undefined;
    this.container.append(element);
    if (isClosed) return;
    const space = element.attribute(XName.get("space", XML_NAMESPACE))?.value;
    const outer = this.open[this.open.length - 1]?.preserves ?? false;
    this.open.push({ name, preserves: space === undefined ? outer : space === "preserve" });
    this.container = element;
  }

  /** The same names come again and again. */
  private isName(name: string): boolean {
    if (this.names.has(name)) return true;
    if (!isQualifiedName(name)) return false;
    this.names.add(name);
    return true;
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

const START = /<([^\s<>/=]+)/y;
const ATTRIBUTE = /[ \t\r\n]+([^\s<>/="']+)[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
const CLOSE = /[ \t\r\n]*(\/?)>/y;
const END = /<\/([^\s<>/]+)[ \t\r\n]*>/y;

function normalizeLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The name of the attribute that `xmlns` or `xmlns:p` is. */
function nameOfDeclaration(attribute: string): XName | undefined {
  if (attribute === "xmlns") return XName.get("xmlns");
  return attribute.startsWith("xmlns:") ? XName.get(attribute.slice(6), XMLNS) : undefined;
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
