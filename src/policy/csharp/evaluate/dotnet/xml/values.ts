import { type NetType, typeNamed } from "../../contract/type";
import { NetObject, type NetValue } from "../../contract/values";
import {
  XAttribute,
  XCData,
  XComment,
  XDeclaration,
  XDocument,
  XElement,
  XName,
  XNode,
  type XObject,
  XProcessingInstruction,
  XText,
} from "./nodes";
import { writeAttribute, writeXml } from "./write";

/** A node, a name or a namespace of LINQ to XML as a value. A namespace is its text. */
export class XmlValue<T = unknown> extends NetObject {
  public constructor(
    public readonly node: T,
    private readonly typeName: string,
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(this.typeName);
  }

  public override toText(): string {
    const { node } = this;
    if (typeof node === "string") return node;
    if (node instanceof XName || node instanceof XDeclaration) return node.toText();
    if (node instanceof XAttribute) return writeAttribute(node);
    return node instanceof XNode ? writeXml(node) : super.toText();
  }

  /** Names and namespaces are equal by what they say. */
  public override equals(other: NetValue): boolean {
    if (!(other instanceof XmlValue)) return false;
    if (this.node instanceof XName && other.node instanceof XName) return this.node.equals(other.node);
    return this.node === other.node;
  }

  public override hashCode(): number {
    return this.key?.length ?? super.hashCode();
  }

  public override get key(): string | undefined {
    if (this.node instanceof XName) return `XName:${this.node.toText()}`;
    return typeof this.node === "string" ? `XNamespace:${this.node}` : undefined;
  }
}

/** The value for a node, always the same one. */
export function wrap<T extends XObject | XName | XDeclaration | string>(node: T): XmlValue<T> {
  if (typeof node === "string") return new XmlValue(node, "System.Xml.Linq.XNamespace");
  node.wrapper ??= new XmlValue(node, typeNameOf(node));
  return node.wrapper as XmlValue<T>;
}

function typeNameOf(node: object): string {
  if (node instanceof XElement) return "System.Xml.Linq.XElement";
  if (node instanceof XDocument) return "System.Xml.Linq.XDocument";
  if (node instanceof XAttribute) return "System.Xml.Linq.XAttribute";
  if (node instanceof XCData) return "System.Xml.Linq.XCData";
  if (node instanceof XText) return "System.Xml.Linq.XText";
  if (node instanceof XComment) return "System.Xml.Linq.XComment";
  if (node instanceof XProcessingInstruction) return "System.Xml.Linq.XProcessingInstruction";
  return node instanceof XName ? "System.Xml.Linq.XName" : "System.Xml.Linq.XDeclaration";
}
