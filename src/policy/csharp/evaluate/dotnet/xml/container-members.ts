import { chargePlaces } from "../../contract/meter";
import { type TypeBuilder } from "../../contract/define";
import { type XContainer, type XDeclaration, XDocument, XElement, XName } from "./nodes";
import { wrap, XmlValue } from "./values";
import { type Self, nameOf, parse } from "./arguments";
import { wrapOrNull, lazy, nodeSequence, sequence, map } from "./sequences";
import { addContent, detached } from "./content";

export function containerMembers(type: TypeBuilder<Self<XContainer>>): void {
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

export function documentMembers(type: TypeBuilder<Self<XDocument>>): void {
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
