import { type Call } from "../../contract/call";
import { type TypeBuilder } from "../../contract/define";
import { XML_NAMESPACE, XMLNS, XName } from "./nodes";
import { wrap, XmlValue } from "./values";
import { type Self, readName } from "./arguments";

export function nameMembers(type: TypeBuilder<Self<XName>>): void {
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

export function namespaceMembers(type: TypeBuilder<Self<string>>): void {
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

function same(call: Call): boolean {
  const [left, right] = [call.value(0), call.value(1)];
  return left === right || (left instanceof XmlValue && left.equals(right));
}
