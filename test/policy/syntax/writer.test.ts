import {
  PolicyComment,
  PolicyDocument,
  PolicyElement,
  PolicyText,
  PolicyValue,
  type PolicyNode,
} from "../../../src/policy";
import { writePolicy } from "../../../src/policy/syntax/writer";

function element(name: string, ...children: (PolicyNode | string)[]): PolicyElement {
  const nodes = children.map((child) => (typeof child === "string" ? new PolicyText(PolicyValue.parse(child)) : child));
  return new PolicyElement(name, { children: nodes });
}

/** The text of an element with one attribute, from its quotes on. */
function quoted(value: PolicyValue): string {
  return writePolicy(new PolicyElement("a", { attributes: [{ name: "v", value }] })).slice(
    "<a v=".length,
    -" />\n".length,
  );
}

describe("the layout", () => {
  test("has a line for each element and comment, and four spaces for each level", () => {
    const document = PolicyDocument.of({
      inbound: [
        new PolicyComment(" two\nlines "),
        new PolicyElement("set-header", {
          attributes: [
            { name: "name", value: PolicyValue.text("x") },
            { name: "exists-action", value: PolicyValue.text("override") },
          ],
          children: [element("value", "a"), element("value", "@(b)")],
        }),
        element("base"),
      ],
      backend: [],
    });

    expect(document.render()).toBe(`<policies>
    <inbound>
        <!-- two
lines -->
        <set-header name="x" exists-action="override">
            <value>a</value>
            <value>@(b)</value>
        </set-header>
        <base />
    </inbound>
    <backend />
    <outbound>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>
`);
  });

  test("is that of the tree wherever white space is data", () => {
    const tree = element("fragment", element("p", "Hi ", element("b", element("i", "x")), element("u", " ")));

    expect(writePolicy(tree)).toBe("<fragment>\n    <p>Hi <b><i>x</i></b><u> </u></p>\n</fragment>\n");
  });

  test("adds no white space to a body", () => {
    const tree = element("set-body", element("soap:Envelope", element("soap:Body")), new PolicyComment("c"));

    expect(writePolicy(tree)).toBe("<set-body><soap:Envelope><soap:Body /></soap:Envelope><!--c--></set-body>\n");
  });

  test("marks white space that would be taken for layout", () => {
    expect(writePolicy(element("a", " "))).toBe("<a>&#x20;</a>\n");
    expect(writePolicy(element("a", element("b"), "\n\t", element("c")))).toBe("<a><b />&#xA;\t<c /></a>\n");
  });

  test("leaves out empty text and white space around an expression", () => {
    expect(writePolicy(element("a", "", ""))).toBe("<a />\n");
    expect(writePolicy(element("a", " ", "@(b)", new PolicyComment("c"), "\n"))).toBe("<a>@(b)<!--c--></a>\n");
  });

  test("does not indent without end", () => {
    let tree = element("a");
    for (let depth = 0; depth < 1000; depth++) tree = element("a", tree);

    expect(writePolicy(tree).split("\n")[500]).toBe(`${" ".repeat(128)}<a>`);
  });
});

describe("an attribute", () => {
  test.each([
    ["plain", `"plain"`],
    ["", `""`],
    [" b ", `" b "`],
    ["it's", `"it's"`],
    ['say "hi"', `'say "hi"'`],
    [`it's "both"`, `"it's &quot;both&quot;"`],
    ["a < b && c > d", `"a &lt; b &amp;&amp; c > d"`],
    ["&amp;", `"&amp;amp;"`],
    ["two\nlines\tand\rmore", `"two&#xA;lines&#x9;and&#xD;more"`],
    ["someone@example.com", `"someone@example.com"`],
  ])("of text is XML: %j", (text, expected) => {
    expect(quoted(PolicyValue.text(text))).toBe(expected);
  });

  test.each([
    ["context.RequestId", `"@(context.RequestId)"`],
    ['headers["a"]', `'@(headers["a"])'`],
    [`c == 'x'`, `"@(c == 'x')"`],
    [`c == 'x' || s == "y"`, `"@(c == 'x' || s == "y")"`],
    ['a < b && c["d"] > 1', `'@(a < b && c["d"] > 1)'`],
    ["As<JObject>()", `"@(As<JObject>())"`],
    ["a\n\t// it's\n+ b", `"@(a\n\t// it's\n+ b)"`],
    ['s.Replace("&", "&amp;")', `'@(s.Replace("&", "&amp;"))'`],
    ['"</value>"', `'@("</value>")'`],
  ])("of an expression stays as it was written: %j", (code, expected) => {
    expect(quoted(PolicyValue.expression(code))).toBe(expected);
  });

  test.each([
    // In single quotes this would be XML, in which the reference is a character.
    ['s.Replace("x", "&amp;")', `"@(s.Replace("x", "&amp;"))"`],
    // This would be XML in either quotes.
    ["a /* &lt; */", `"@(a /* &amp;lt; */)"`],
    ["a </b", `"@(a &lt;/b)"`],
  ])("of an expression is written so that it is read as it is: %j", (code, expected) => {
    expect(quoted(PolicyValue.expression(code))).toBe(expected);
  });

  test("of text that starts as an expression but is none is not read on into what follows", () => {
    const value = PolicyValue.parse('@(")');

    expect(quoted(value)).toBe(`'&#x40;(")'`);
  });
});

describe("text", () => {
  test.each([
    ["a < b && c", "a &lt; b &amp;&amp; c"],
    ["]]>", "]]&gt;"],
    ["\"'>", "\"'>"],
    ["a\nb\tc\rd", "a\nb\tc&#xD;d"],
    ["&lt;", "&amp;lt;"],
    ["@(a < b", "&#x40;(a &lt; b"],
  ])("is XML: %j", (text, expected) => {
    expect(writePolicy(element("v", text))).toBe(`<v>${expected}</v>\n`);
  });

  test.each([
    ["@(a < b && c)", "@(a < b && c)"],
    ['@{ return "</v>"; }', '@{ return "</v>"; }'],
    ['@("&lt;" + a < b)', '@("&lt;" + a < b)'],
    // This would be XML, in which the reference is a character.
    ['@("&lt;")', '@("&amp;lt;")'],
  ])("that is an expression stays as it was written, unless it would be read differently: %j", (text, expected) => {
    expect(writePolicy(element("v", text))).toBe(`<v>${expected}</v>\n`);
  });

  test("next to elements is XML, also when it looks like an expression", () => {
    expect(writePolicy(element("v", "@(a < b)", element("b")))).toBe("<v>@(a &lt; b)<b /></v>\n");
  });
});

test("fails for a node of another library", () => {
  class Foreign extends PolicyComment {}
  Object.setPrototypeOf(Foreign.prototype, Object.prototype);

  expect(() => writePolicy(element("a", new Foreign("")))).toThrow(
    "cannot write a Foreign as a part of a policy; expected an element, text or a comment",
  );
});
