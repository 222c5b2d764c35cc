import { defineEnum, defineType, enumValue } from "../../contract/define";
import {
  XAttribute,
  XCData,
  XComment,
  type XContainer,
  XDeclaration,
  XDocument,
  XElement,
  type XName,
  type XNode,
  type XObject,
  XProcessingInstruction,
  XText,
} from "./nodes";
import { wrap } from "./values";
import { type Self } from "./arguments";
import { nameMembers, namespaceMembers } from "./name-members";
import { nodeMembers, attributeMembers } from "./node-members";
import { containerMembers, documentMembers } from "./container-members";
import { elementMembers } from "./element-members";
import { extensionMembers } from "./extension-members";

const NAMESPACE = "System.Xml.Linq";

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

function nodeType(node: XObject): number {
  if (node instanceof XElement) return 1;
  if (node instanceof XAttribute) return 2;
  if (node instanceof XCData) return 4;
  if (node instanceof XText) return 3;
  if (node instanceof XProcessingInstruction) return 7;
  if (node instanceof XComment) return 8;
  return node instanceof XDocument ? 9 : 0;
}
