import { chargePlaces } from "../../contract/meter";
import { type Call } from "../../contract/call";
import { defineEnum, defineType, enumValue, type TypeBuilder } from "../../contract/define";
import { argumentNull } from "../../contract/errors";
import { genericType, type NetType, nullableArgument, typeNamed } from "../../contract/type";
import { NetNumber, NetObject, NetSequence, type NetValue } from "../../contract/values";
import { changeType } from "../convert/change-type";
import { argumentException, formatException, invalidOperation, unsupported, xmlException } from "../errors";
import { formatValue } from "../format/format-value";
import { NetGuid, parseGuid } from "../text/guid";
import { NetDateTime, NetDateTimeOffset } from "../time/values";
import {
  XAttribute,
  XCData,
  XComment,
  XContainer,
  XDeclaration,
  XDocument,
  XElement,
  XML_NAMESPACE,
  XMLNS,
  XName,
  XNode,
  type XObject,
  XProcessingInstruction,
  XText,
} from "./nodes";
import { parseXml } from "./parse";
import { wrap, XmlValue } from "./values";
import { writeAttribute, writeXml } from "./write";

const NAMESPACE = "System.Xml.Linq";

type Self<T> = XmlValue<T>;

export const XML_TYPES = [
  defineType("class System.Xml.XmlException : Exception"),
  defineEnum("System.Xml.XmlNodeType", {
    None: 0,
    Element: 1,
    Attribute: 2,
    Text: 3,
    CDATA: 4,
    EntityReference: 5,
    Entity: 6,
    ProcessingInstruction: 7,
    Comment: 8,
    Document: 9,
    DocumentType: 10,
    DocumentFragment: 11,
    Notation: 12,
    Whitespace: 13,
    SignificantWhitespace: 14,
    EndElement: 15,
    EndEntity: 16,
    XmlDeclaration: 17,
  }),
  defineEnum(`${NAMESPACE}.SaveOptions`, { None: 0, DisableFormatting: 1 }, { isFlags: true }),
  defineEnum(`${NAMESPACE}.LoadOptions`, { None: 0, PreserveWhitespace: 1 }, { isFlags: true }),
  defineType<Self<XName>>(`class ${NAMESPACE}.XName`, nameMembers),
  defineType<Self<string>>(`class ${NAMESPACE}.XNamespace`, namespaceMembers),
  defineType<Self<XObject>>(`class ${NAMESPACE}.XObject`, (type) => {
    type
      .property("XElement Parent", (self) => (self.node.parent instanceof XElement ? wrap(self.node.parent) : null))
      .property("XDocument Document", (self) => {
        let top: XObject = self.node;
        while (top.parent !== undefined) top = top.parent;
        return top instanceof XDocument ? wrap(top) : null;
      })
      // No document is loaded from an address.
      .property("string BaseUri", () => "")
      .property("XmlNodeType NodeType", (self) => enumValue("XmlNodeType", nodeType(self.node)));
  }),
  defineType<Self<XNode>>(`class ${NAMESPACE}.XNode : XObject`, nodeMembers),
  defineType<Self<XContainer>>(`class ${NAMESPACE}.XContainer : XNode`, containerMembers),
  defineType<Self<XElement>>(`class ${NAMESPACE}.XElement : XContainer`, elementMembers),
  defineType<Self<XDocument>>(`class ${NAMESPACE}.XDocument : XContainer`, documentMembers),
  defineType<Self<XAttribute>>(`class ${NAMESPACE}.XAttribute : XObject`, attributeMembers),
  defineType<Self<XText>>(`class ${NAMESPACE}.XText : XNode`, (type) => {
    type
      .create("(string value)", (call) => wrap(new XText(call.text(0))))
      .property(
        "string Value",
        (self) => self.node.value,
        (self, call) => (self.node.value = call.text(0)),
      );
  }),
  defineType<Self<XCData>>(`class ${NAMESPACE}.XCData : XText`, (type) => {
    type.create("(string value)", (call) => wrap(new XCData(call.text(0))));
  }),
  defineType<Self<XComment>>(`class ${NAMESPACE}.XComment : XNode`, (type) => {
    type
      .create("(string value)", (call) => wrap(new XComment(call.text(0))))
      .property(
        "string Value",
        (self) => self.node.value,
        (self, call) => (self.node.value = call.text(0)),
      );
  }),
  defineType<Self<XProcessingInstruction>>(`class ${NAMESPACE}.XProcessingInstruction : XNode`, (type) => {
    type
      .create("(string target, string data)", (call) => wrap(new XProcessingInstruction(call.text(0), call.text(1))))
      .property("string Target", (self) => self.node.target)
      .property("string Data", (self) => self.node.data);
  }),
  defineType<Self<XDeclaration>>(`class ${NAMESPACE}.XDeclaration`, (type) => {
    type
      .create("(string version, string encoding, string standalone)", (call) => {
        const part = (index: number) => call.textOrNull(index) ?? undefined;
        return wrap(new XDeclaration(part(0), part(1), part(2)));
      })
      .property("string Version", (self) => self.node.version ?? null)
      .property("string Encoding", (self) => self.node.encoding ?? null)
      .property("string Standalone", (self) => self.node.standalone ?? null)
      .method("string ToString()", (self) => self.node.toText());
  }),
  defineType(`class ${NAMESPACE}.XDocumentType : XNode`),
  defineType(`static class ${NAMESPACE}.Extensions`, extensionMembers),
];

function nameMembers(type: TypeBuilder<Self<XName>>): void {
  type
    .static("XName Get(string expandedName)", (call) => wrap(readName(call.text(0))))
    .static("XName Get(string localName, string namespaceName)", (call) => wrap(XName.get(call.text(0), call.text(1))))
    .property("string LocalName", (self) => self.node.localName)
    .property("string NamespaceName", (self) => self.node.namespace)
    .property("XNamespace Namespace", (self) => wrap(self.node.namespace))
    .method("string ToString()", (self) => self.node.toText())
    .operator("implicit operator XName(string expandedName)", (call) => {
      const text = call.textOrNull(0);
      return text === null ? null : wrap(readName(text));
    })
    .operator("bool operator ==(XName left, XName right)", (call) => same(call))
    .operator("bool operator !=(XName left, XName right)", (call) => !same(call));
}

function namespaceMembers(type: TypeBuilder<Self<string>>): void {
  type
    .static("XNamespace Get(string namespaceName)", (call) => wrap(call.text(0)))
    .staticProperty("XNamespace None", () => wrap(""))
    .staticProperty("XNamespace Xml", () => wrap(XML_NAMESPACE))
    .staticProperty("XNamespace Xmlns", () => wrap(XMLNS))
    .property("string NamespaceName", (self) => self.node)
    .method("XName GetName(string localName)", (self, call) => wrap(XName.get(call.text(0), self.node)))
    .method("string ToString()", (self) => self.node)
    .operator("implicit operator XNamespace(string namespaceName)", (call) => {
      const text = call.textOrNull(0);
      return text === null ? null : wrap(text);
    })
    .operator("XName operator +(XNamespace ns, string localName)", (call) =>
      wrap(XName.get(call.text(1), call.object(0, XmlValue<string>).node)),
    )
    .operator("bool operator ==(XNamespace left, XNamespace right)", (call) => same(call))
    .operator("bool operator !=(XNamespace left, XNamespace right)", (call) => !same(call));
}

function nodeMembers(type: TypeBuilder<Self<XNode>>): void {
  const sibling = (node: XNode, step: number) => {
    return wrapOrNull(node.parent?.nodes[node.parent.indexOf(node) + step]);
  };
  type
    .property("XNode NextNode", (self) => sibling(self.node, 1))
    .property("XNode PreviousNode", (self) => sibling(self.node, -1))
    .method("void Remove()", (self) => {
      if (self.node.parent === undefined) throw invalidOperation("The parent is missing.");
      self.node.parent.remove(self.node);
      return null;
    })
    .method("void ReplaceWith(params object[] content)", (self, call) => {
      addBeside(self.node, call, 1);
      self.node.parent?.remove(self.node);
      return null;
    })
    .method("void AddAfterSelf(params object[] content)", (self, call) => addBeside(self.node, call, 1))
    .method("void AddBeforeSelf(params object[] content)", (self, call) => addBeside(self.node, call, 0))
    .method("IEnumerable<XElement> Ancestors()", (self) => elements(ancestors(self.node)))
    .method("IEnumerable<XElement> Ancestors(XName name)", (self, call) =>
      elements(ancestors(self.node), nameOf(call, 0)),
    )
    .method("IEnumerable<XElement> ElementsAfterSelf()", (self) => lazy(() => nodesBeside(self.node, 1)))
    .method("IEnumerable<XElement> ElementsBeforeSelf()", (self) => lazy(() => nodesBeside(self.node, 0)))
    .method("IEnumerable<XNode> NodesAfterSelf()", (self) => nodeSequence(nodesBeside(self.node, 1)))
    .method("IEnumerable<XNode> NodesBeforeSelf()", (self) => nodeSequence(nodesBeside(self.node, 0)))
    .method("string ToString()", (self) => writeXml(self.node))
    .method("string ToString(SaveOptions options)", (self, call) => writeXml(self.node, call.enum(0) % 2 === 0));
}

function containerMembers(type: TypeBuilder<Self<XContainer>>): void {
  type
    .property("XNode FirstNode", (self) => wrapOrNull(self.node.nodes[0]))
    .property("XNode LastNode", (self) => wrapOrNull(self.node.nodes[self.node.nodes.length - 1]))
    .method("XElement Element(XName name)", (self, call) => {
      const name = nameOf(call, 0);
      return wrapOrNull(self.node.elements().find((element) => name === undefined || element.name.equals(name)));
    })
    .method("IEnumerable<XElement> Elements()", (self) => lazy(() => self.node.elements()))
    .method("IEnumerable<XElement> Elements(XName name)", (self, call) =>
      lazy(() => self.node.elements(), nameOf(call, 0)),
    )
    .method("IEnumerable<XElement> Descendants()", (self) => lazy(() => self.node.descendantNodes()))
    .method("IEnumerable<XElement> Descendants(XName name)", (self, call) =>
      lazy(() => self.node.descendantNodes(), nameOf(call, 0)),
    )
    .method(
      "IEnumerable<XNode> Nodes()",
      (self) => (chargePlaces(self.node.nodes.length), nodeSequence([...self.node.nodes])),
    )
    .method("IEnumerable<XNode> DescendantNodes()", (self) =>
      sequence("XNode", () => map(self.node.descendantNodes(), wrap)),
    )
    .method("void Add(params object[] content)", (self, call) => {
      for (const item of call.items(0)) addContent(self.node, item);
      return null;
    })
    .method("void AddFirst(params object[] content)", (self, call) => {
      const holder = new XElement(XName.get("content"));
      for (const item of call.items(0)) addContent(holder, item);
      [...holder.nodes].forEach((node, index) => self.node.insert(index, detached(node)));
      return null;
    })
    .method("void RemoveNodes()", (self) => {
      self.node.clear();
      return null;
    })
    .method("void ReplaceNodes(params object[] content)", (self, call) => {
      const items = [...call.items(0)];
      self.node.clear();
      for (const item of items) addContent(self.node, item);
      return null;
    });
}

function elementMembers(type: TypeBuilder<Self<XElement>>): void {
  type
    .create("(XName name)", (call) => wrap(new XElement(required(call, 0))))
    .create("(XElement other)", (call) => wrap(elementOf(call, 0).clone()))
    .create("(XName name, params object[] content)", (call) => {
      const element = new XElement(required(call, 0));
      for (const item of call.items(1)) addContent(element, item);
      return wrap(element);
    })
    .static("XElement Parse(string text)", (call) => parseElement(call, false))
    .static("XElement Parse(string text, LoadOptions options)", (call) => parseElement(call, call.enum(1) % 2 === 1))
    .property(
      "XName Name",
      (self) => wrap(self.node.name),
      (self, call) => (self.node.name = required(call, 0)),
    )
    .property(
      "string Value",
      (self) => self.node.value,
      (self, call) => (self.node.value = call.text(0)),
    )
    .property("bool HasElements", (self) =>
      (chargePlaces(self.node.nodes.length), self.node.nodes).some((node) => node instanceof XElement),
    )
    .property("bool HasAttributes", (self) => self.node.attributes.length > 0)
    .property("bool IsEmpty", (self) => self.node.isEmpty && self.node.nodes.length === 0)
    .property("XAttribute FirstAttribute", (self) => wrapOrNull(self.node.attributes[0]))
    .property("XAttribute LastAttribute", (self) => wrapOrNull(self.node.attributes[self.node.attributes.length - 1]))
    .method("XAttribute Attribute(XName name)", (self, call) => {
      const name = nameOf(call, 0);
      return name === undefined ? null : wrapOrNull(self.node.attribute(name));
    })
    .method("IEnumerable<XAttribute> Attributes()", (self) =>
      sequence("XAttribute", () => self.node.attributes.map(wrap)),
    )
    .method("IEnumerable<XAttribute> Attributes(XName name)", (self, call) => {
      const name = nameOf(call, 0);
      return sequence("XAttribute", () =>
        self.node.attributes.filter((attribute) => name?.equals(attribute.name)).map(wrap),
      );
    })
    .method("IEnumerable<XElement> DescendantsAndSelf()", (self) => lazy(() => withSelf(self.node)))
    .method("IEnumerable<XElement> DescendantsAndSelf(XName name)", (self, call) =>
      lazy(() => withSelf(self.node), nameOf(call, 0)),
    )
    .staticProperty("IEnumerable<XElement> EmptySequence", () => elements([]))
    .method("IEnumerable<XNode> DescendantNodesAndSelf()", (self) =>
      sequence("XNode", () => map(withSelf(self.node), wrap)),
    )
    .method("void ReplaceAll(params object[] content)", (self, call) => {
      const items = [...call.items(0)];
      for (const attribute of [...self.node.attributes]) self.node.removeAttribute(attribute);
      self.node.clear();
      for (const item of items) addContent(self.node, item);
      return null;
    })
    .method("void ReplaceAttributes(params object[] content)", (self, call) => {
      const items = [...call.items(0)];
      for (const attribute of [...self.node.attributes]) self.node.removeAttribute(attribute);
      for (const item of items) addContent(self.node, item);
      return null;
    })
    .method("IEnumerable<XElement> AncestorsAndSelf()", (self) => elements([self.node, ...ancestors(self.node)]))
    .method("void SetValue(object value)", (self, call) => {
      self.node.value = contentText(call.value(0));
      return null;
    })
    .method("void SetAttributeValue(XName name, object value)", (self, call) => {
      const existing = self.node.attribute(required(call, 0));
      if (call.value(1) === null) {
        if (existing !== undefined) self.node.removeAttribute(existing);
      } else if (existing !== undefined) existing.value = contentText(call.value(1));
      else self.node.addAttribute(new XAttribute(required(call, 0), contentText(call.value(1))));
      return null;
    })
    .method("void SetElementValue(XName name, object value)", (self, call) => {
      const name = required(call, 0);
      const existing = self.node.elements().find((element) => element.name.equals(name));
      if (call.value(1) === null) {
        if (existing !== undefined) self.node.remove(existing);
        return null;
      }
      const element = existing ?? new XElement(name);
      element.value = contentText(call.value(1));
      if (existing === undefined) self.node.append(element);
      return null;
    })
    .method("void RemoveAttributes()", (self) => {
      for (const attribute of [...self.node.attributes]) self.node.removeAttribute(attribute);
      return null;
    })
    .method("void RemoveAll()", (self) => {
      for (const attribute of [...self.node.attributes]) self.node.removeAttribute(attribute);
      self.node.clear();
      return null;
    })
    .method("XNamespace GetDefaultNamespace()", (self) => wrap(self.node.namespaceOfPrefix("") ?? ""))
    .method("XNamespace GetNamespaceOfPrefix(string prefix)", (self, call) => {
      const namespace = self.node.namespaceOfPrefix(call.text(0));
      return namespace === undefined ? null : wrap(namespace);
    })
    .method(
      "string GetPrefixOfNamespace(XNamespace ns)",
      (self, call) => self.node.prefixOfNamespace(call.object(0, XmlValue<string>).node) ?? null,
    );
  conversions(type, "XElement", (value) => (value instanceof XElement ? value.value : undefined));
}

function documentMembers(type: TypeBuilder<Self<XDocument>>): void {
  type
    .create("(XDeclaration declaration, params object[] content)", (call) => {
      const document = new XDocument();
      document.declaration = call.objectOrNull(0, XmlValue<XDeclaration>)?.node;
      for (const item of call.items(1)) addContent(document, item);
      return wrap(document);
    })
    .create("(params object[] content)", (call) => {
      const document = new XDocument();
      for (const item of call.items(0)) addContent(document, item);
      return wrap(document);
    })
    .static("XDocument Parse(string text)", (call) => wrap(parse(call, false)))
    .static("XDocument Parse(string text, LoadOptions options)", (call) => wrap(parse(call, call.enum(1) % 2 === 1)))
    // A document type is not read: the reader refuses it.
    .property("XDocumentType DocumentType", () => null)
    .property("XElement Root", (self) => wrapOrNull(self.node.root))
    .property(
      "XDeclaration Declaration",
      (self) => (self.node.declaration === undefined ? null : wrap(self.node.declaration)),
      (self, call) => (self.node.declaration = call.objectOrNull(0, XmlValue<XDeclaration>)?.node),
    );
}

function attributeMembers(type: TypeBuilder<Self<XAttribute>>): void {
  type
    .create("(XName name, object value)", (call) => {
      if (call.value(1) === null) throw argumentNull("value");
      return wrap(new XAttribute(required(call, 0), contentText(call.value(1))));
    })
    .property("XName Name", (self) => wrap(self.node.name))
    .property(
      "string Value",
      (self) => self.node.value,
      (self, call) => (self.node.value = call.text(0)),
    )
    .property("bool IsNamespaceDeclaration", (self) => self.node.isNamespaceDeclaration)
    .property("XAttribute NextAttribute", (self) => wrapOrNull(besideAttribute(self.node, 1)))
    .property("XAttribute PreviousAttribute", (self) => wrapOrNull(besideAttribute(self.node, -1)))
    .method("void SetValue(object value)", (self, call) => {
      self.node.value = contentText(call.value(0));
      return null;
    })
    .method("void Remove()", (self) => {
      if (!(self.node.parent instanceof XElement)) throw invalidOperation("The parent is missing.");
      self.node.parent.removeAttribute(self.node);
      return null;
    })
    .method("string ToString()", (self) => writeAttribute(self.node));
  conversions(type, "XAttribute", (value) => (value instanceof XAttribute ? value.value : undefined));
}

function extensionMembers(type: TypeBuilder): void {
  type
    .static("IEnumerable<XElement> Elements<T>(this IEnumerable<T> source)", (call) => elements(children(call)))
    .static("IEnumerable<XElement> Elements<T>(this IEnumerable<T> source, XName name)", (call) =>
      elements(children(call), nameOf(call, 1)),
    )
    .static("IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source)", (call) => elements(descendants(call)))
    .static("IEnumerable<XElement> Descendants<T>(this IEnumerable<T> source, XName name)", (call) =>
      elements(descendants(call), nameOf(call, 1)),
    )
    .static("IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source)", (call) =>
      sequence("XAttribute", () =>
        containers(call)
          .flatMap((node) => (node instanceof XElement ? node.attributes : []))
          .map(wrap),
      ),
    )
    .static("IEnumerable<XAttribute> Attributes(this IEnumerable<XElement> source, XName name)", (call) => {
      const name = nameOf(call, 1);
      const all = containers(call).flatMap((node) => (node instanceof XElement ? node.attributes : []));
      return sequence("XAttribute", () => all.filter((attribute) => name?.equals(attribute.name)).map(wrap));
    })
    .static("IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source)", (call) =>
      elements(nodesIn(call).flatMap(ancestors)),
    )
    .static("IEnumerable<XElement> Ancestors<T>(this IEnumerable<T> source, XName name)", (call) =>
      elements(nodesIn(call).flatMap(ancestors), nameOf(call, 1)),
    )
    .static("IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source)", (call) =>
      elements(elementsIn(call).flatMap((element) => [element, ...ancestors(element)])),
    )
    .static("IEnumerable<XElement> AncestorsAndSelf(this IEnumerable<XElement> source, XName name)", (call) =>
      elements(
        elementsIn(call).flatMap((element) => [element, ...ancestors(element)]),
        nameOf(call, 1),
      ),
    )
    .static("IEnumerable<XNode> DescendantNodes<T>(this IEnumerable<T> source)", (call) =>
      nodeSequence(containers(call).flatMap((node) => [...node.descendantNodes()])),
    )
    .static("IEnumerable<XNode> DescendantNodesAndSelf(this IEnumerable<XElement> source)", (call) =>
      nodeSequence(elementsIn(call).flatMap((node) => [...withSelf(node)])),
    )
    .static("IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source)", (call) =>
      lazy(() => elementsIn(call).flatMap((node) => [...withSelf(node)])),
    )
    .static("IEnumerable<XElement> DescendantsAndSelf(this IEnumerable<XElement> source, XName name)", (call) =>
      lazy(() => elementsIn(call).flatMap((node) => [...withSelf(node)]), nameOf(call, 1)),
    )
    .static("IEnumerable<T> InDocumentOrder<T>(this IEnumerable<T> source)", (call) => {
      const nodes = nodesIn(call);
      const wanted = new Set<XNode>(nodes);
      const tops = new Set(nodes.map((node) => topOf(node)));
      const ordered = [...tops].flatMap((top) => [top, ...(top instanceof XContainer ? top.descendantNodes() : [])]);
      const type = call.typeArgument();
      return new NetSequence(genericType("IEnumerable", type), () =>
        ordered
          .filter((node) => wanted.has(node))
          .map(wrap)
          [Symbol.iterator](),
      );
    })
    .static("IEnumerable<XNode> Nodes<T>(this IEnumerable<T> source)", (call) =>
      nodeSequence(containers(call).flatMap((node) => [...node.nodes])),
    )
    .static("void Remove<T>(this IEnumerable<T> source)", (call) => {
      for (const item of [...call.items(0)]) {
        if (!(item instanceof XmlValue)) continue;
        const node: unknown = item.node;
        if (node instanceof XAttribute && node.parent instanceof XElement) node.parent.removeAttribute(node);
        else if (node instanceof XNode) node.parent?.remove(node);
      }
      return null;
    });
}

// What the members share

function conversions<T>(
  type: TypeBuilder<Self<T>>,
  owner: string,
  textOf: (node: unknown) => string | undefined,
): void {
  type.operator(
    `explicit operator string(${owner} value)`,
    (call) => textOf(call.objectOrNull(0, XmlValue)?.node) ?? null,
  );
  for (const name of CONVERTED) {
    type
      .operator(`explicit operator ${name}(${owner} value)`, (call) => {
        const text = textOf(call.objectOrNull(0, XmlValue)?.node);
        if (text === undefined) throw argumentNull(owner === "XElement" ? "element" : "attribute");
        return convert(text, typeNamed(name));
      })
      .operator(`explicit operator ${name}?(${owner} value)`, (call) => {
        const text = textOf(call.objectOrNull(0, XmlValue)?.node);
        return text === undefined ? null : convert(text, typeNamed(name));
      });
  }
}

/** `XmlConvert`: booleans are also `0` and `1`, and there are no thousands. */
function convert(text: string, type: NetType): NetValue {
  const trimmed = text.trim();
  if (type.is("System.Boolean")) {
    if (trimmed === "true" || trimmed === "1") return true;
    if (trimmed === "false" || trimmed === "0") return false;
    throw formatException(`The string '${trimmed.toLowerCase()}' is not a valid Boolean value.`);
  }
  if (type.is("System.Guid")) {
    const guid = parseGuid(trimmed);
    if (guid === undefined)
      throw formatException("Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).");
    return guid;
  }
  if (trimmed === "INF" || trimmed === "-INF") return new NetNumber("double", trimmed === "INF" ? Infinity : -Infinity);
  if (trimmed.includes(",")) throw formatException("Input string was not in a correct format.");
  const changed = changeType(trimmed, nullableArgument(type) ?? type);
  if (changed === undefined) throw unsupported(`a conversion of XML to ${type.name}`);
  return changed;
}

/** Adds what may be the content of an element: nodes, attributes, collections of them, and what becomes text. */
function addContent(container: XContainer, content: NetValue): void {
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
function contentText(value: NetValue): string {
  if (value === null) throw argumentNull("value");
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value instanceof NetDateTime || value instanceof NetDateTimeOffset) return value.format(XML_DATE);
  if (value instanceof NetGuid) return value.toText();
  if (value instanceof XmlValue && value.node instanceof XElement) return value.node.value;
  return formatValue(value);
}

function addBeside(node: XNode, call: Call, step: 0 | 1): null {
  const { parent } = node;
  if (parent === undefined) throw invalidOperation("The parent is missing.");
  const holder = new XElement(XName.get("content"));
  for (const item of call.items(0)) addContent(holder, item);
  const index = parent.indexOf(node) + step;
  [...holder.nodes].forEach((added, offset) => parent.insert(index + offset, detached(added)));
  return null;
}

function detached(node: XNode): XNode {
  node.parent?.remove(node);
  return node;
}

function parse(call: Call, preserveWhitespace: boolean): XDocument {
  return parseXml(call.text(0), { preserveWhitespace });
}

function parseElement(call: Call, preserveWhitespace: boolean): NetValue {
  const { root } = parse(call, preserveWhitespace);
  if (root === undefined) throw xmlException("Root element is missing.");
  root.parent?.remove(root);
  return wrap(root);
}

function readName(text: string): XName {
  if (text === "") throw argumentException("The name cannot be empty.");
  const match = /^\{([^}]*)\}(.+)$/.exec(text);
  const local = match?.[2] ?? text;
  if (!/^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u.test(local)) {
    throw xmlException(
      `The '${local[0] ?? ""}' character, hexadecimal value 0x${(local.charCodeAt(0) || 0).toString(16).toUpperCase().padStart(2, "0")}, cannot be included in a name.`,
    );
  }
  return XName.get(local, match?.[1] ?? "");
}

function nameOf(call: Call, index: number): XName | undefined {
  const value = call.value(index);
  if (typeof value === "string") return readName(value);
  return value instanceof XmlValue && value.node instanceof XName ? value.node : undefined;
}

function required(call: Call, index: number): XName {
  const name = nameOf(call, index);
  if (name === undefined) throw argumentNull("name");
  return name;
}

function elementOf(call: Call, index: number): XElement {
  const node: unknown = call.object(index, XmlValue).node;
  if (!(node instanceof XElement)) throw argumentNull("other");
  return node;
}

function same(call: Call): boolean {
  const [left, right] = [call.value(0), call.value(1)];
  return left === right || (left instanceof XmlValue && left.equals(right));
}

function besideAttribute(attribute: XAttribute, step: number): XAttribute | undefined {
  const all = attribute.parent instanceof XElement ? attribute.parent.attributes : [];
  chargePlaces(all.length);
  return all[all.indexOf(attribute) + step];
}

function ancestors(node: XNode): XElement[] {
  const found: XElement[] = [];
  for (let around = node.parent; around instanceof XElement; around = around.parent) {
    chargePlaces(1);
    found.push(around);
  }
  return found;
}

function containers(call: Call): XContainer[] {
  return [...call.items(0)].flatMap((item) =>
    item instanceof XmlValue && item.node instanceof XContainer ? [item.node] : [],
  );
}

function nodesIn(call: Call): XNode[] {
  return [...call.items(0)].flatMap((item) =>
    item instanceof XmlValue && item.node instanceof XNode ? [item.node] : [],
  );
}

function elementsIn(call: Call): XElement[] {
  return nodesIn(call).filter((node): node is XElement => node instanceof XElement);
}

function topOf(node: XNode): XNode {
  let top = node;
  while (top.parent !== undefined) top = top.parent;
  return top;
}

/** The nodes after a node in its parent, or those before it. */
function nodesBeside(node: XNode, step: 0 | 1): readonly XNode[] {
  const { parent } = node;
  if (parent === undefined) return [];
  const index = parent.indexOf(node);
  return step === 1 ? parent.nodes.slice(index + 1) : parent.nodes.slice(0, index);
}

function nodeSequence(nodes: readonly XNode[]): NetSequence {
  return sequence("XNode", () => nodes.map(wrap));
}

function children(call: Call): XElement[] {
  return containers(call).flatMap((container) => container.elements());
}

function descendants(call: Call): XElement[] {
  return containers(call).flatMap((container) =>
    [...container.descendantNodes()].filter((node): node is XElement => node instanceof XElement),
  );
}

function* withSelf(element: XElement): Generator<XNode> {
  yield element;
  yield* element.descendantNodes();
}

function* map<T, U>(values: Iterable<T>, change: (value: T) => U): Generator<U> {
  for (const value of values) yield change(value);
}

/** Elements, found anew each time, with a name if one is asked for. */
function lazy(start: () => Iterable<XNode>, name?: XName): NetSequence {
  return sequence("XElement", function* () {
    for (const node of start()) {
      if (node instanceof XElement && (name === undefined || node.name.equals(name))) yield wrap(node);
    }
  });
}

function elements(found: readonly XElement[], name?: XName): NetSequence {
  return lazy(() => found, name);
}

function sequence(item: string, start: () => Iterable<NetValue>): NetSequence {
  return new NetSequence(genericType("IEnumerable", typeNamed(item)), () => start()[Symbol.iterator]());
}

function wrapOrNull(node: XObject | undefined): NetValue {
  return node === undefined ? null : wrap(node);
}

function nodeType(node: XObject): number {
  if (node instanceof XElement) return 1;
  if (node instanceof XAttribute) return 2;
  if (node instanceof XCData) return 4;
  if (node instanceof XText) return 3;
  if (node instanceof XProcessingInstruction) return 7;
  if (node instanceof XComment) return 8;
  return node instanceof XDocument ? 9 : 0;
}

const XML_DATE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK";

const CONVERTED: readonly string[] = [
  "bool",
  "int",
  "uint",
  "long",
  "ulong",
  "float",
  "double",
  "decimal",
  "DateTime",
  "Guid",
];
