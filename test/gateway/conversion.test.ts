import { fc } from "../support/fast-check";
import { parseXml, writeXml, type XmlElement } from "../../src/gateway/xml";
import { type Outcome, run } from "./run-policy";

async function converted(
  policy: string,
  body: string,
  headers: readonly (readonly [string, string])[] = [],
): Promise<Outcome> {
  return run(policy, { body, headers });
}

describe("xml-to-json", () => {
  const policy = (kind: string, more = ""): string =>
    `<xml-to-json kind="${kind}" apply="always" consider-accept-header="false"${more} />`;
  const XML =
    '<?xml version="1.0"?><o:order xmlns:o="urn:x" id="1"><!-- no --><item>a</item><item>b &amp; c</item>\n<none/>t<![CDATA[<u>]]></o:order>';

  test.each([
    ["direct", '{"o:order":{"@xmlns:o":"urn:x","@id":"1","item":["a","b & c"],"none":null,"#text":"\\nt<u>"}}'],
    [
      "javascript-friendly",
      '{"o_order":{"xmlns_o":"urn:x","id":"1","item":["a","b & c"],"none":null,"text":"\\nt<u>"}}',
    ],
  ])("converts in the way that is called %s", async (kind, json) => {
    const { sent } = await converted(policy(kind), XML, [["Content-Type", "text/xml"]]);
    expect([sent[0]?.body.text, sent[0]?.headers.get("content-type")]).toEqual([json, "application/json"]);
  });

  test("writes a list for each child on request", async () => {
    const { sent } = await converted(policy("direct", ' always-array-child-elements="true"'), "<a><b>1</b></a>");
    expect(sent[0]?.body.text).toBe('{"a":{"b":["1"]}}');
  });

  test.each([
    "<a>",
    "<a></b>",
    "x",
    "<a/><b/>",
    '<a b="1" b="2"/>',
    "<a>&x;</a>",
    "<!DOCTYPE a><a/>",
    "<a b=1/>",
    "<a",
  ])("fails for %s, which is no XML", async (body) => {
    const { status, sent } = await converted(policy("direct"), body);
    expect([status, sent.length]).toEqual([500, 0]);
  });

  test("fails for elements within each other without end", async () => {
    expect((await converted(policy("direct"), "<a>".repeat(100_000))).status).toBe(500);
  });

  test("cannot run with what Microsoft does not describe", async () => {
    await expect(converted(policy("direct", ' trim-values="true"'), "<a/>")).rejects.toThrow(
      "cannot execute trim-values of <xml-to-json>",
    );
  });
});

describe("json-to-xml", () => {
  const policy = (more = ""): string => `<json-to-xml apply="always" consider-accept-header="false"${more} />`;

  test.each([
    [
      '{"a":1,"b":[true,"x<y"],"c":null,"d":{"e":""}}',
      "<Document><a>1</a><b>true</b><b>x&lt;y</b><c /><d><e></e></d></Document>",
    ],
    ["[1,[2]]", "<Document><item>1</item><item><item>2</item></item></Document>"],
    ['{"1 a":"\\u0000x"}', "<Document><_1_a>x</_1_a></Document>"],
  ])("writes %s", async (json, xml) => {
    const { sent } = await converted(policy(), json, [["Content-Type", "application/json"]]);
    expect([sent[0]?.body.text, sent[0]?.headers.get("content-type")]).toEqual([xml, "application/xml"]);
  });

  test("makes attributes of the members that the policy names", async () => {
    const json = '{"a":{"#attrs":{"id":1},"@x":"y","b":2}}';
    const { sent } = await converted(policy(' attribute-block-name="#attrs" attribute-prefix="@"'), json);
    expect(sent[0]?.body.text).toBe('<Document><a id="1" x="y"><b>2</b></a></Document>');
  });

  test("fails for what is no JSON, and cannot run with namespaces", async () => {
    expect((await converted(policy(), "{")).status).toBe(500);
    await expect(converted(policy(' namespace-prefix="x"'), "{}")).rejects.toThrow(
      "cannot execute namespace-prefix of <json-to-xml>",
    );
  });

  test("converts values within each other up to a bound, and fails for deeper ones", async () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    expect((await converted(policy(), nested(200))).sent[0]?.body.text).toContain("<a>1</a>");
    const { exchange, sent } = await converted(policy(), nested(201));
    expect([exchange.lastError?.reason, sent.length]).toEqual(["BodyConversionFailure", 0]);
  });

  test("writes well-formed XML for any JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const text = (await converted(policy(), json)).sent[0]?.body.text ?? "";
        expect(parseXml(text)?.name).toBe("Document");
      }),
      { numRuns: 100 },
    );
  });
});

describe("conversions", () => {
  const json: readonly [string, string] = ["Content-Type", "application/json"];
  test.each<[string, readonly (readonly [string, string])[], boolean]>([
    ['apply="always"', [json, ["Accept", "text/html, application/xml;q=0.9"]], true],
    ['apply="always"', [json, ["Accept", "*/*"]], false],
    ['apply="always"', [json], false],
    ['apply="content-type-json" consider-accept-header="false"', [["Content-Type", "application/hal+json"]], true],
    ['apply="content-type-json" consider-accept-header="false"', [["Content-Type", "text/plain"]], false],
    ['apply="content-type-json"', [json, ["Accept", "application/json"]], false],
  ])("with %s and %j are done: %p", async (attributes, headers, isDone) => {
    const { sent } = await converted(`<json-to-xml ${attributes} />`, "{}", headers);
    expect(sent[0]?.body.text).toBe(isDone ? "<Document />" : "{}");
  });

  test("leave an empty body as it is", async () => {
    expect((await converted('<json-to-xml apply="always" consider-accept-header="false" />', "")).status).toBe(200);
  });
});

test("what is written as XML is read again", () => {
  const name = fc.constantFrom("a", "b:c", "é");
  const text = fc.string({ minLength: 1 }).map((given) => given.replace(/[\u0000-\u001f]/g, "x"));
  const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc.record({
      name,
      attributes: fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key, maxLength: 3 }),
      children: fc.oneof({ maxDepth: 4 }, fc.array(text, { maxLength: 1 }), fc.array(tie("element"), { maxLength: 3 })),
    }),
  }));
  fc.assert(fc.property(element, (given) => expect(parseXml(writeXml(given))).toEqual(given)));
});
