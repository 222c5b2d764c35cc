import { type Call } from "../../contract/call";
import { argumentNull } from "../../contract/errors";
import { NetObject, type NetValue } from "../../contract/values";
import { argumentException, invalidOperation } from "../errors";
import { formatValue } from "../format/format-value";
import { NetGuid } from "../text/guid";
import { NetDateTime, NetDateTimeOffset } from "../time/values";
import { XAttribute, type XContainer, XDeclaration, XDocument, XElement, XName, XNode } from "./nodes";
import { XmlValue } from "./values";
import { XML_DATE } from "./conversions";

/** Adds what may be the content of an element: nodes, attributes, collections of them, and what becomes text. */
export function addContent(container: XContainer, content: NetValue): void {
  if (content === null) return;
  if (content instanceof XmlValue) {
    const node: unknown = content.node;
    if (node instanceof XAttribute) {
      if (!(container instanceof XElement)) throw argumentException("An attribute cannot be added to content.");
      if (container.attribute(node.name) !== undefined) throw invalidOperation("Duplicate attribute.");
      container.addAttribute(node);
      return;
    }
    if (node instanceof XDocument) throw argumentException("A node of type Document cannot be added to content.");
    if (node instanceof XDeclaration && container instanceof XDocument) {
      container.declaration = node;
      return;
    }
    if (node instanceof XNode) {
      if (container instanceof XDocument && node instanceof XElement && container.root !== undefined) {
        throw invalidOperation("This operation would create an incorrectly structured document.");
      }
      container.append(node);
      return;
    }
  }
  const items = content instanceof NetObject ? content.enumerate() : undefined;
  if (items === undefined) {
    if (container instanceof XDocument)
      throw argumentException("Non-whitespace characters cannot be added to content.");
    container.appendText(contentText(content));
    if (container instanceof XElement) container.isEmpty = false;
    return;
  }
  for (let next = items.next(); next.done !== true; next = items.next()) addContent(container, next.value);
}

/** A value as XML writes it. */
export function contentText(value: NetValue): string {
  if (value === null) throw argumentNull("value");
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value instanceof NetDateTime || value instanceof NetDateTimeOffset) return value.format(XML_DATE);
  if (value instanceof NetGuid) return value.toText();
  if (value instanceof XmlValue && value.node instanceof XElement) return value.node.value;
  return formatValue(value);
}

export function addBeside(node: XNode, call: Call, step: 0 | 1): null {
  const { parent } = node;
  if (parent === undefined) throw invalidOperation("The parent is missing.");
  const holder = new XElement(XName.get("content"));
  for (const item of call.items(0)) addContent(holder, item);
  const index = parent.indexOf(node) + step;
  [...holder.nodes].forEach((added, offset) => parent.insert(index + offset, detached(added)));
  return null;
}

export function detached(node: XNode): XNode {
  node.parent?.remove(node);
  return node;
}
