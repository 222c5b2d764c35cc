import { chargePlaces } from "../../contract/meter";
import { type TypeBuilder } from "../../contract/define";
import { argumentNull } from "../../contract/errors";
import { invalidOperation } from "../errors";
import { XAttribute, XElement, type XNode } from "./nodes";
import { wrap } from "./values";
import { writeAttribute, writeXml } from "./write";
import { type Self, nameOf, required } from "./arguments";
import { wrapOrNull, elements, ancestors, lazy, nodeSequence } from "./sequences";
import { addBeside, contentText } from "./content";
import { conversions } from "./conversions";

export function nodeMembers(type: TypeBuilder<Self<XNode>>): void {
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

export function attributeMembers(type: TypeBuilder<Self<XAttribute>>): void {
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

function besideAttribute(attribute: XAttribute, step: number): XAttribute | undefined {
  const all = attribute.parent instanceof XElement ? attribute.parent.attributes : [];
  chargePlaces(all.length);
  return all[all.indexOf(attribute) + step];
}

/** The nodes after a node in its parent, or those before it. */
function nodesBeside(node: XNode, step: 0 | 1): readonly XNode[] {
  const { parent } = node;
  if (parent === undefined) return [];
  const index = parent.indexOf(node);
  return step === 1 ? parent.nodes.slice(index + 1) : parent.nodes.slice(0, index);
}
