import { PolicyDocument, PolicyLint, PolicySection, PolicySeverity } from "../../../src/policy";
import { SECTIONS, VALID_DOCUMENTS } from "../../support/policy/documents";
import { shape } from "../../support/policy/shape";

/** What is left of the text, and what is said about it, as `line:column message: fix`. */
function read(text: string): { tree: string; diagnostics: string[] } {
  const { root, diagnostics } = PolicyDocument.parse(text);
  for (const { message, fix } of diagnostics) {
    expect(message).toMatch(/^[^A-Z.][^]*[;,] expected [^]*[^.]$/);
    expect(fix).toMatch(/^[a-z][^]*[^.]$/);
  }
  return {
    tree: shape(root),
    diagnostics: diagnostics.map(
      ({ message, fix, position }) => `${position!.line}:${position!.column} ${message}: ${fix}`,
    ),
  };
}

describe("the root", () => {
  test.each([
    ["", "policies", ["1:1 the text contains no element"]],
    [" \n<!-- c -->", "policies(<!-- c -->)", ["1:1 the text contains no element"]],
    ["Not Found", "policies", ['1:1 unexpected text "Not Found" outside the root', "1:1 the text contains no element"]],
    ["<set-header />", "set-header", ["1:1 the root is <set-header>; expected <policies> or <fragment>"]],
    [
      "<polices><inbound /></polices>",
      "polices(inbound)",
      ["1:1 the root is <polices>; expected <policies> or <fragment>: use <policies>, if that is meant"],
    ],
    ["\n<inbound><base /></inbound>", "policies(inbound(base))", ["2:1 <inbound> is outside <policies>"]],
    ["<inbound /> <outbound />", "policies(inbound, outbound)", ["1:1 <inbound> is outside <policies>"]],
    ["<set-header />\n<set-body />", "fragment(set-header, set-body)", ["1:1 <set-header> is outside <fragment>"]],
    [
      "<policies><inbound /></policies>\n<outbound />",
      "policies(inbound, outbound)",
      ["2:1 <outbound> is outside <policies>"],
    ],
    [
      "<policies><inbound /></policies><policies><outbound /></policies>",
      "policies(inbound, outbound)",
      ["1:33 <policies> is outside <policies>"],
    ],
    [
      "a <policies /> b &lt;",
      "policies",
      ['1:1 unexpected text "a" outside the root', '1:16 unexpected text "b <" outside the root'],
    ],
    ["<!DOCTYPE policies><policies />", "policies", ["1:1 unexpected document type declaration"]],
    [
      '<!DOCTYPE p [\n<!ENTITY a "b">\n]>\n<policies>\n<inbound>&a;</inbound></policies>',
      'policies(inbound("&a;"))',
      ["1:1 unexpected document type declaration", '5:10 unknown entity "&a;"'],
    ],
  ])("fails when it is not the one of a document: %j", (text, tree, messages) => {
    const result = read(text);

    expect(result.tree).toBe(tree);
    expect(result.diagnostics).toEqual(messages.map((message) => expect.stringContaining(message) as unknown));
  });
});

describe("a broken statement", () => {
  test.each([
    // Tags.
    ["<a><b></a><c/>", "a(b), c", ["4 <b> is not closed; expected </b>"]],
    ["<a>", "a", ["1 <a> is not closed; expected </a>"]],
    ["<a></b></c><d/>", "a, d", ["4 </b> does not match <a>", "8 unexpected end tag </c>: no <c> is open"]],
    ["<value>x</vlaue><c/>", 'value("x"), c', ["9 </vlaue> does not match <value>"]],
    ["<vlaue>x</value><c/>", 'vlaue("x"), c', ["9 </value> does not match <vlaue>"]],
    ["</long-name><b/>", "b", ["1 unexpected end tag </long-name>: no <long-name> is open"]],
    ["<a></><b/>", "a, b", ["4 end tag without a valid name"]],
    ["<a></ a><b/>", "a, b", ["4 end tag without a valid name"]],
    ["<a></a x><b/>", "a, b", ['4 </a does not end; expected ">"']],
    ["<a></a<b/>", "a, b", ['4 </a does not end; expected ">"']],
    ["<a <b/></a>", "a(b)", ["1 the tag <a does not end"]],
    ["<a/ b='1'>x</a>", 'a[b=1]("x")', ['3 unexpected "/" in the tag <a>']],
    // Names.
    ["<1a/><b/>", '"<1a/>", b', ['1 unescaped "<", which starts no tag here']],
    ["<a$ x='1'/><b/>", "a[x=1], b", ['3 unexpected "$" in the tag <a>']],
    ["<a 1x='1' y='2'/>", "a[y=2]", ["4 unexpected \"1x='1'\" in the tag <a>"]],
    // Attributes.
    [
      "<a b='1' b='2' c='3'/>",
      "a[b=1 c=3]",
      ['10 <a> has attribute "b" twice, of which the first is kept; expected it once'],
    ],
    ["<a b='1'c='2'/>", "a[b=1 c=2]", ['9 missing space after the value of attribute "b"']],
    ["<a b c='1'/>", "a[b= c=1]", ['4 attribute "b" has no value']],
    [
      "<a b=1 c=2/>",
      "a[b=1 c=2]",
      ['6 missing quotes around the value of attribute "b"', '10 missing quotes around the value of attribute "c"'],
    ],
    ["<a b=@(x < 1) c='2'/>", "a[b=@(x < 1) c=2]", ['6 missing quotes around the value of attribute "b"']],
    ['<a b="x c="y"/>', "a[b=x c=y]", ['7 the value of attribute "b" does not end properly']],
    ['<a b="x><c d="y"/></a>', "a[b=x](c[d=y])", ['7 the value of attribute "b" does not end']],
    ['<a b="x>\n  <c d=" y "/></a>', "a[b=x](c[d= y ])", ['7 the value of attribute "b" does not end']],
    ['<a b="x/><c d="y"/>', "a[b=x], c[d=y]", ['7 the value of attribute "b" does not end']],
    ['<a b="x < y"/>', "a[b=x < y]", ['9 unescaped "<" in the value of attribute "b"']],
    ['<a b="?x=1&y=2"/>', "a[b=?x=1&y=2]", ['11 unescaped "&", which starts no entity here']],
    // Characters and entities.
    ["<v>x & y</v>", 'v("x & y")', ['6 unescaped "&", which starts no entity here']],
    [
      "<v>&nbsp;&#0;&#xD800;&#x110000;</v>",
      'v("&nbsp;&#0;&#xD800;&#x110000;")',
      [
        '4 unknown entity "&nbsp;"',
        '10 unknown entity "&#0;"',
        '14 unknown entity "&#xD800;"',
        '22 unknown entity "&#x110000;"',
      ],
    ],
    ["<v>a < b</v><c/>", 'v("a < b"), c', ['6 unescaped "<", which starts no tag here']],
    [
      "<v>a\u0001b\uFFFE</v><c d='\uD800'/>",
      'v("a\uFFFDb\uFFFD"), c[d=\uFFFD]',
      ["5 the character U+0001", "7 the character U+FFFE", "18 the character U+D800"],
    ],
    // Expressions.
    ['<a b="@(x" c="d"/>', "a[b=@(x c=d]", ['7 the expression "@(x" does not close']],
    ['<a b="@(x))" c="d"/>', "a[b=@(x)) c=d]", ['7 the expression "@(x))" does not close']],
    ['<a b="@(x["y"].z(" c="d"><e/></a>', 'a[b=@(x["y"].z( c=d](e)', ['7 the expression "@(x[\\"y\\"].z("']],
    ['<a b="@(x["y" c="d"/>', 'a[b=@(x["y c=d]', ['7 the expression "@(x[\\"y" does not close']],
    ['<a b="@(x == "y")>\n  <e f="1"/></a>', 'a[b=@(x == "y")](e[f=1])', ['7 the value of attribute "b" does not end']],
    ['<a b="@(x == "y")/><e f="1"/>', 'a[b=@(x == "y")], e[f=1]', ['7 the value of attribute "b" does not end']],
    ['<a b="@(x == "y") c="d"/>', 'a[b=@(x == "y") c=d]', ['7 the value of attribute "b" does not end']],
    [
      '<a b="@{ if (x) { return "y"; }">\n  <e f="1"/>\n</a>',
      'a[b=@{ if (x) { return "y"; }](e[f=1])',
      ["7 the expression"],
    ],
    ["<v>@(x</v><b/>", 'v("@(x"), b', ['4 the expression "@(x" does not close']],
    ["<v>@(x.As<JObject>(</v><b/>", 'v("@(x.As<JObject>("), b', ["4 the expression"]],
    ['<v>@{ return "x; }</v><b/>', 'v("@{ return \\"x; }"), b', ["4 the expression"]],
    ["<v>@(a < b))</v><c/>", 'v("@(a < b))"), c', ["4 the expression"]],
    ["<v><![CDATA[@(a]]></v><c/>", 'v("@(a"), c', ["4 the expression"]],
    ["<v>@(</v>\n<v>)</v>", 'v("@("), v(")")', ['4 the expression "@(" does not close']],
    // Comments and the like.
    ["<!-- x\n<b/>", "<!-- x-->, b", ['1 <!-- does not end; expected "-->"']],
    ["<!-- a -- b --><b/>", "<!-- a -- b -->, b", ['8 a comment contains "--" or ends with "-"; expected "--" only']],
    ["<!-- a ---><b/>", "<!-- a --->, b", ['8 a comment contains "--"']],
    ["<!-- <!-- x --><b/>", "<!-- <!-- x -->, b", ['8 a comment contains "--"']],
    ["<!------><b/>", "<!------>, b", ['5 a comment contains "--"']],
    ["<!-- allow P-10 -- why --><b/>", "<!-- allow P-10 -- why -->, b", ['17 a comment contains "--"']],
    ["<v><![CDATA[ x</v><b/>", 'v(" x"), b', ['4 <![CDATA[ does not end; expected "]]>"']],
    ["<v>@(x) <![CDATA[ y</v><b/>", 'v("@(x)  y"), b', ['9 <![CDATA[ does not end; expected "]]>"']],
    ["<v/><?x <b/>", 'v, "x ", b', ['5 <? does not end; expected "?>"']],
  ])("fails and costs nothing else: %j", (statements, tree, messages) => {
    const { tree: found, diagnostics } = read(`<fragment>${statements}</fragment>`);

    expect(found).toBe(`fragment(${tree})`);
    expect(diagnostics).toEqual(
      messages.map((message) => {
        const [column, ...words] = message.split(" ");
        return expect.stringContaining(`1:${Number(column) + "<fragment>".length} ${words.join(" ")}`) as unknown;
      }),
    );
  });
});

describe("sections", () => {
  test("fail when one is not closed, and the others stay", () => {
    const { tree, diagnostics } = read(
      "<policies><inbound><choose><when>\n<backend /><outbound><base /></outbound></policies>",
    );

    expect(tree).toBe("policies(inbound(choose(when)), backend, outbound(base))");
    expect(diagnostics.map((message) => message.slice(0, message.indexOf(";")))).toEqual([
      "1:11 <inbound> is not closed",
      "1:20 <choose> is not closed",
      "1:28 <when> is not closed",
    ]);
  });

  test("may stand in other elements as long as all tags match, because that is not for the reader to say", () => {
    expect(read("<policies><inbound><backend /></inbound><a><inbound /></a></policies>")).toEqual({
      tree: "policies(inbound(backend), a(inbound))",
      diagnostics: [],
    });
  });

  test.each(Object.entries(VALID_DOCUMENTS).filter(([name]) => name !== "fragment"))(
    "all stay when one character is missing in the first, or is another one: %s",
    (_, text) => {
      const start = text.indexOf("<inbound", text.indexOf("<policies")) + "<inbound".length;
      const end = text.indexOf("</inbound");
      const lost: string[] = [];
      for (let index = start; index < end; index += 2) {
        // A comment that does not end takes what follows it.
        if (/--|<!/.test(text.slice(index - 2, index + 3))) continue;
        for (const other of ["", '"', index % 4 < 2 ? "<" : "("]) {
          const damaged = text.slice(0, index) + other + text.slice(index + 1);
          const names = PolicyDocument.parse(damaged).root.elements.map((element) => element.name);
          if (SECTIONS.some((section) => !names.includes(section))) lost.push(`${index} ${other}`);
        }
      }
      expect(lost).toEqual([]);
    },
  );
});

describe("diagnostics", () => {
  test("are those of the text and none for a document that was built", () => {
    const document = PolicyDocument.parse("<policies><inbound><a></inbound></policies>");

    expect(document.diagnostics).toEqual([
      {
        id: "C-16",
        name: "well-formed",
        severity: PolicySeverity.ERROR,
        message: "<a> is not closed; expected </a>",
        fix: "add it",
        path: "policies",
        position: { line: 1, column: 20 },
      },
    ]);
    expect(document.withSection(PolicySection.BACKEND, []).diagnostics).toEqual(document.diagnostics);
    expect(PolicyDocument.of().diagnostics).toEqual([]);
  });

  test("are the findings of the linter, but for the path", () => {
    const document = PolicyDocument.parse("<policies><inbound><a></inbound></policies>");

    expect(PolicyLint.check(document).filter(({ id }) => id === "C-16")).toEqual([
      { ...document.diagnostics[0], path: "inbound/a" },
    ]);
  });

  test("stand in the order of the text", () => {
    const { diagnostics } = PolicyDocument.parse("<policies>\n<a b>\n<c &>&</c>\n</policies> x <b>");

    const places = diagnostics.map(({ position }) => position!.line * 1000 + position!.column);
    expect(places.length).toBeGreaterThan(4);
    expect(places).toEqual([...places].sort((left, right) => left - right));
  });

  test("end with a word about the rest when there are more than a thousand", () => {
    const { diagnostics } = PolicyDocument.parse(`<fragment>${"&".repeat(5000)}</fragment>`);

    expect(diagnostics).toHaveLength(1001);
    expect(diagnostics[1000]!.message).toContain("more than 1000 problems");
  });

  test("show a long piece of text only in part", () => {
    const { diagnostics } = PolicyDocument.parse(`<fragment><v>@(${"x".repeat(5000)}</v></fragment>`);

    expect(diagnostics[0]!.message.length).toBeLessThan(400);
  });
});

test("the policy of the portal walk-through is read as the section that it is", () => {
  const { root, diagnostics } = PolicyDocument.parse(`<inbound>
<base />
<validate-jwt header-name="Authorization"
failed-validation-httpcode="401"
failed-validation-error-message="Unauthorized">
<openid-config
url="https://login.microsoftonline.com/TENANT-ID/v2.0/.well-known/openid-configuration" />
<required-audiences>
<audience>api://CLIENT-ID</audience>
</required-audiences>
</validate-jwt>
</inbound>`);

  const [base, jwt] = root.elements[0]!.elements;
  expect(diagnostics).toHaveLength(1);
  expect(root.name).toBe("policies");
  expect(base!.name).toBe("base");
  expect(jwt!.elements.map(({ name, position }) => [name, position?.line])).toEqual([
    ["openid-config", 6],
    ["required-audiences", 8],
  ]);
});
