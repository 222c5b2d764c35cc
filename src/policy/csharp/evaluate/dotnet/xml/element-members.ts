import { chargePlaces } from "../../contract/meter";
import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { argumentNull } from "../../contract/errors";
import { type NetValue } from "../../contract/values";
import { xmlException } from "../errors";
import { XAttribute, XElement } from "./nodes";
import { wrap, XmlValue } from "./values";
import { type Self, required, nameOf, parse } from "./arguments";
import { addContent, contentText } from "./content";
import { wrapOrNull, sequence, map, lazy, withSelf, elements, ancestors } from "./sequences";
import { conversions } from "./conversions";

/** An element that code makes takes longer than one that is read. */
function newElement(call: Call): XElement {
  call.runtime.step(2);
  return new XElement(required(call, 0));
}

export function elementMembers(type: TypeBuilder<Self<XElement>>): void {
  type
    .create("(XName name)", (call) => wrap(newElement(call)))
    .create("(XElement other)", (call) => wrap(elementOf(call, 0).clone()))
    .create("(XName name, params object[] content)", (call) => {
      const element = newElement(call);
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

function parseElement(call: Call, preserveWhitespace: boolean): NetValue {
  const { root } = parse(call, preserveWhitespace);
  if (root === undefined) throw xmlException("Root element is missing.");
  root.parent?.remove(root);
  return wrap(root);
}

function elementOf(call: Call, index: number): XElement {
  const node: unknown = call.object(index, XmlValue).node;
  if (!(node instanceof XElement)) throw argumentNull("other");
  return node;
}
