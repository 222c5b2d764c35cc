import { PolicyComment, PolicyDocument, PolicyElement, PolicySection, PolicyText, PolicyValue } from "../../src/policy";

function withInbound(statements: string): PolicyDocument {
  return PolicyDocument.parse(
    `<policies><inbound>${statements}</inbound><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error></policies>`,
  );
}

describe("two documents", () => {
  test("are equal when they hold the same, wherever that was read from", () => {
    const document = PolicyDocument.of({ inbound: [new PolicyElement("set-body", { children: [] })] });

    expect(withInbound("<set-body />").isEqualTo(document)).toBe(true);
    expect(document.isEqualTo(withInbound("\n  <set-body></set-body>\n"))).toBe(true);
    expect(document.isEqualTo(document)).toBe(true);
  });

  test.each([
    ['<a b="1" />', "<a b='1'></a>"],
    ['<a b="@(&quot;c&quot; &lt; d)" />', `<a b='@("c" < d)' />`],
    ["<a>x<![CDATA[<]]>y</a>", "<a>x&lt;y</a>"],
    ["<a>\n @(b) </a>", "<a>@(b)</a>"],
    ["<a><b/><!--c--></a>", "<a>\n <b />\n <!--c--></a>"],
  ])("are equal when they are written differently: %s and %s", (one, other) => {
    expect(withInbound(one).isEqualTo(withInbound(other))).toBe(true);
    expect(withInbound(one).render()).toBe(withInbound(other).render());
  });

  test.each([
    ["<a />", "<b />"],
    ['<a b="1" />', '<a b="2" />'],
    ['<a b="1" />', '<a c="1" />'],
    ['<a b="1" />', '<a b="1" c="2" />'],
    ['<a b="1" c="2" />', '<a c="2" b="2" />'],
    ['<a b="1" c="2" />', '<a c="2" d="1" />'],
    ['<set-body><a b="1" c="2" /></set-body>', '<set-body><a c="2" b="1" /></set-body>'],
    ["<a>x</a>", "<a>y</a>"],
    ["<a>x</a>", "<a> x</a>"],
    ["<a>x</a>", "<a />"],
    ["<a>x</a>", "<a><!--x--></a>"],
    ["<a><!--x--></a>", "<a><!--y--></a>"],
    ["<a><b /></a>", "<a><b /><b /></a>"],
    ["<a><b /></a>", "<a>b</a>"],
    ["<set-body><a /></set-body>", "<set-body> <a /></set-body>"],
  ])("differ: %s and %s", (one, other) => {
    expect(withInbound(one).isEqualTo(withInbound(other))).toBe(false);
    expect(withInbound(other).isEqualTo(withInbound(one))).toBe(false);
    expect(withInbound(one).render()).not.toBe(withInbound(other).render());
  });

  test.each([
    ['<a b="1" c="2" />', '<a c="2" b="1" />'],
    ['<a b="1" c="2" d="3"><a e="@(4)" f="5" /></a>', '<a d="3" b="1" c="2"><a f="5" e="@(4)" /></a>'],
  ])("are equal when only the order of attributes differs: %s and %s", (one, other) => {
    expect(withInbound(one).isEqualTo(withInbound(other))).toBe(true);
    expect(withInbound(other).isEqualTo(withInbound(one))).toBe(true);
  });

  test("are equal when the same text is in one node or in several", () => {
    const text = (source: string): PolicyText => new PolicyText(PolicyValue.parse(source));
    const one = PolicyDocument.of({
      inbound: [new PolicyElement("a", { children: [text("x"), text(""), text("y")] })],
    });

    expect(one.isEqualTo(withInbound("<a>xy</a>"))).toBe(true);
  });
});

test("a document that was read takes another section and keeps the rest", () => {
  const document = PolicyDocument.parse("<policies><!--c--><inbound><a /></inbound><on-error /></policies>");

  const changed = document.withSection(PolicySection.BACKEND, [new PolicyElement("base")]);

  expect(
    changed.isEqualTo(
      PolicyDocument.parse(
        "<policies><!--c--><inbound><a /></inbound><backend><base /></backend><on-error /></policies>",
      ),
    ),
  ).toBe(true);
});

test("line ends of Windows in code and comments are those that are read back", () => {
  expect(PolicyValue.block("\r\nreturn 1;\r").source).toBe("@{\nreturn 1;\n}");
  expect(new PolicyComment("a\r\nb\rc").text).toBe("a\nb\nc");
});

describe("a name", () => {
  test.each(["a", "_a", "set-header", "soap:Envelope", "größe", "名前", "a.b-c_1", "\u{10400}x"])(
    "is one of XML: %s",
    (name) => {
      expect(new PolicyElement(name).name).toBe(name);
    },
  );

  test.each(["", "1a", "-a", ":a", "a b", "a>", "a\u00D7", "\uD800", "a\uD800"])(
    "fails when it is none of XML: %j",
    (name) => {
      expect(() => new PolicyElement(name)).toThrow("is not an XML name");
    },
  );

  test("fails when an attribute has it twice, also among many", () => {
    const attributes = Array.from({ length: 20 }, (_, index) => ({
      name: `a${index}`,
      value: String(index),
    }));

    expect(() => new PolicyElement("x", { attributes })).not.toThrow();
    expect(() => new PolicyElement("x", { attributes: [...attributes, attributes[3]!] })).toThrow(
      'has the attribute "a3" twice',
    );
    expect(() => new PolicyElement("x", { attributes: [attributes[1]!, attributes[1]!] })).toThrow(
      'has the attribute "a1" twice',
    );
  });
});

test("fails for a comment with a character that XML cannot represent", () => {
  expect(() => new PolicyComment("\u0000")).toThrow("U+0000");
});

test("a document without sections lacks them, and keeps the others and the comments", () => {
  const document = PolicyDocument.parse("<policies><inbound /><!-- a --><backend /><on-error /></policies>");

  const without = document.withoutSections(PolicySection.INBOUND, PolicySection.ON_ERROR, PolicySection.OUTBOUND);

  expect(without.isEqualTo(PolicyDocument.parse("<policies><!-- a --><backend /></policies>"))).toBe(true);
  expect(document.trySection(PolicySection.INBOUND)).toEqual([]);
});
