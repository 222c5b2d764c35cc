import { typeNamed } from "../../../../../src/policy/csharp/evaluate/contract/type";
import { NetArray, NetObject, type NetValue } from "../../../../../src/policy/csharp/evaluate/contract/values";
import "../../../../../src/policy/csharp/evaluate/dotnet/index";
import { textOf } from "../../../../../src/policy/csharp/evaluate/dotnet/json/value-text";
import { parseXml } from "../../../../../src/policy/csharp/evaluate/dotnet/xml/parse";
import { Library, thrown } from "./support";

const net = new Library();

const element = (text: string) => net.static("XElement", "Parse", text) as NetObject;
const get = (value: NetValue, name: string, ...values: NetValue[]) => net.get(value as NetObject, name, ...values);
const objects = (...values: NetValue[]) => new NetArray(typeNamed("object"), values);
const name = (text: string) => net.static("XName", "Get", text);

function list(value: NetValue): string[] {
  const iterator = value instanceof NetObject ? value.enumerate() : undefined;
  const found: string[] = [];
  for (let next = iterator?.next(); next !== undefined && next.done !== true; next = iterator?.next()) {
    found.push(textOf(next.value));
  }
  return found;
}

describe("XML", () => {
  test.each([
    ["<a/>", "<a />"],
    ["<a></a>", "<a></a>"],
    ["<a>\n  <b>x</b>\n</a>", "<a>\r\n  <b>x</b>\r\n</a>"],
    ["<a>text<b/></a>", "<a>text<b /></a>"],
    ["<a><b/>text<c/></a>", "<a>\r\n  <b />text<c /></a>"],
    ["<a x='1' y=\"&quot;&lt;\"/>", '<a x="1" y="&quot;&lt;" />'],
    ["<a>&lt;&amp;&gt;&#65;&#x42;</a>", "<a>&lt;&amp;&gt;AB</a>"],
    ["<a><![CDATA[<x>]]></a>", "<a><![CDATA[<x>]]></a>"],
    ["<a><!--c--><?p d?></a>", "<a>\r\n  <!--c-->\r\n  <?p d?>\r\n</a>"],
    ['<a xmlns="urn:x"><b/></a>', '<a xmlns="urn:x">\r\n  <b />\r\n</a>'],
    ['<p:a xmlns:p="urn:x"><p:b p:c="1"/></p:a>', '<p:a xmlns:p="urn:x">\r\n  <p:b p:c="1" />\r\n</p:a>'],
    ['<a xml:space="preserve"> </a>', '<a xml:space="preserve"> </a>'],
  ])("%p is written as %p", (text, expected) => {
    expect(textOf(element(text))).toBe(expected);
  });

  test.each([
    ["<a>", "Unexpected end of file"],
    ["<a></b>", "The 'a' start tag does not match the end tag of 'b'."],
    ["", "Root element is missing."],
    ["x", "Data at the root level is invalid."],
    ["<a/><b/>", "There are multiple root elements."],
    ["<a x='1' x='2'/>", "'x' is a duplicate attribute name."],
    ["<p:a/>", "'p' is an undeclared prefix."],
    ["<a>&nope;</a>", "Reference to undeclared entity 'nope'."],
    ["<a>& </a>", "An error occurred while parsing EntityName."],
  ])("fails for %p", (text, message) => {
    expect(thrown(() => parseXml(text))).toContain(`XmlException: ${message}`);
  });

  test("does not read document types, and no depth overflows", () => {
    expect(thrown(() => parseXml("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))).toBe(
      "UnsupportedError: a document type in XML",
    );
    expect(thrown(() => parseXml("<a>".repeat(100_000)))).toBe("LimitError: XML is nested more than 500 deep");
  });

  const envelope = `<s:Envelope xmlns:s="urn:soap" xmlns="urn:app"><s:Body><order id="7"><item>A</item><item>B</item></order></s:Body></s:Envelope>`;

  test("elements are found by name, with their namespace", () => {
    const root = element(envelope);
    expect(list(get(root, "Descendants", name("{urn:app}item"))).length).toBe(2);
    expect(list(get(root, "Descendants", name("item")))).toEqual([]);
    const order = get(get(root, "Element", name("{urn:soap}Body")), "FirstNode");
    expect(textOf(get(get(order, "Name"), "LocalName"))).toBe("order");
    expect(textOf(get(get(order, "Name"), "Namespace"))).toBe("urn:app");
    expect(get(order, "Value")).toBe("AB");
    expect(get(get(order, "Attribute", name("id")), "Value")).toBe("7");
    expect(get(order, "Attribute", name("none"))).toBeNull();
  });

  test("an element that is written alone declares what it uses", () => {
    const body = get(element(envelope), "Element", name("{urn:soap}Body"));
    expect(textOf(body)).toBe(
      [
        '<s:Body xmlns:s="urn:soap">',
        '  <order id="7" xmlns="urn:app">',
        "    <item>A</item>",
        "    <item>B</item>",
        "  </order>",
        "</s:Body>",
      ].join("\r\n"),
    );
  });

  test("elements are built from content", () => {
    const built = net.create(
      "XElement",
      name("{urn:x}root"),
      objects(
        net.create("XAttribute", name("id"), 5),
        net.create("XElement", name("{urn:x}a"), objects("text", true)),
        objects(net.create("XElement", name("b")), null),
      ),
    );
    expect(textOf(built)).toBe('<root id="5" xmlns="urn:x">\r\n  <a>texttrue</a>\r\n  <b xmlns="" />\r\n</root>');
    const attribute = net.create("XElement", name("a"), objects(net.create("XAttribute", name("{urn:y}b"), "c")));
    expect(textOf(attribute)).toBe('<a p1:b="c" xmlns:p1="urn:y" />');
  });

  test("elements change in place", () => {
    const root = element("<a><b>1</b><c/></a>");
    get(get(root, "Element", name("b")), "SetValue", 2);
    get(get(root, "Element", name("c")), "ReplaceWith", objects(net.create("XElement", name("d"))));
    get(root, "Add", objects(net.create("XElement", name("e"), objects("x"))));
    get(root, "SetAttributeValue", name("k"), "v");
    expect(get(root, "ToString", net.static("SaveOptions", "DisableFormatting"))).toBe(
      '<a k="v"><b>2</b><d /><e>x</e></a>',
    );
    get(get(root, "Element", name("b")), "Remove");
    expect(list(get(root, "Elements"))).toEqual(["<d />", "<e>x</e>"]);
  });

  test("a document keeps its declaration, but does not write it", () => {
    const document = net.static("XDocument", "Parse", '<?xml version="1.0" encoding="utf-8"?><a/>');
    expect(textOf(document)).toBe("<a />");
    expect(textOf(get(document, "Declaration"))).toBe('<?xml version="1.0" encoding="utf-8"?>');
    expect(textOf(get(document, "Root"))).toBe("<a />");
  });

  test("the same node is the same value", () => {
    const root = element("<a><b/></a>");
    expect(get(root, "FirstNode")).toBe(get(root, "Element", name("b")));
    expect(get(get(root, "FirstNode"), "Parent")).toBe(root);
  });
});
