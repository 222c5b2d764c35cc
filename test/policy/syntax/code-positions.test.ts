import { fc } from "../../support/fast-check";
import { PolicyDocument } from "../../../src/policy/document";
import { PolicyElement, PolicyText } from "../../../src/policy/model/node";
import { CodePositions, type PlacedValue } from "../../../src/policy/syntax/code-positions";
import { decodeReferences } from "../../../src/policy/text/references";
import { anyExpression } from "../../support/policy/arbitraries";

/** The value of the variable in a document, or of the text of a header. */
function valueIn(text: string): PlacedValue {
  const [section] = PolicyDocument.parse(text).root.children as PolicyElement[];
  const element = section!.children.find((child): child is PolicyElement => child instanceof PolicyElement)!;
  const attribute = element.attributes.find(({ name }) => name === "value");
  if (attribute !== undefined) {
    return { source: attribute.value.source, position: attribute.position!, isAttribute: true };
  }
  const value = element.children.find((child) => child instanceof PolicyElement) as PolicyElement;
  const node = value.children.find((child): child is PolicyText => child instanceof PolicyText)!;
  return { source: node.value.source, position: node.position!, isAttribute: false };
}

function inAttribute(raw: string): string {
  return `<policies>\n  <inbound>\n    <set-variable name="a"\n      value=${raw} />\n  </inbound>\n</policies>`;
}

function inText(raw: string): string {
  return `<policies><inbound><set-header name="a">\n<value>${raw}</value></set-header></inbound></policies>`;
}

/** What is in the text at each index of the value: the character, or the reference that it is written as. */
function charactersAt(text: string): string[] {
  const value = valueIn(text);
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const positions = new CodePositions(text);
  return value.source.split("").map((char, index) => {
    const { line, column } = positions.positionIn(value, index);
    const rest = lines[line - 1]!.slice(column - 1);
    if (rest === "") return "\n";
    return rest[0] === char ? char : (/^&[#\w]+;/.exec(rest)?.[0] ?? rest[0]!);
  });
}

/** The rest of the line in the text, from where a part of the value is. */
function restAt(text: string, part: string): string {
  const value = valueIn(text);
  const { line, column } = new CodePositions(text).positionIn(value, value.source.indexOf(part));
  return text.split("\n")[line - 1]!.slice(column - 1);
}

describe("an index of a value", () => {
  test.each([
    ["raw code in an attribute", inAttribute('"@(a["b"] < 3 && c)"')],
    ["code behind whitespace", inAttribute('"\n    @(a["b"])\n"')],
    ["code in single quotes", inAttribute("'@(a)'")],
    ["code on several lines", inAttribute('"@{\n  var a = "b";\n\n  return a;\n}"')],
    ["code in a text", inText('@(a["b"] < 3)')],
    ["code in a text on its own line", inText('\n  @(a["b"])\n')],
    ["code in CDATA", inText('<![CDATA[@(a["b"] && c < d)]]>')],
    ["code with references that are C#", inAttribute('"@(a("&amp;&quot;") < 3)"')],
    ["plain text", inAttribute('"a b"')],
    ["an expression in plain text", inText("a @(b) c")],
  ])("has the position of its character: %s", (_, text) => {
    expect(charactersAt(text).join("")).toBe(valueIn(text).source);
  });

  test("has the position of the reference that its character is written as", () => {
    const text = inAttribute('"@(a[&quot;b&#34;] &lt; 3 &amp;&amp; &amp;amp; c)"');
    expect(valueIn(text).source).toBe('@(a["b"] < 3 && &amp; c)');
    expect(restAt(text, '"b"')).toBe('&quot;b&#34;] &lt; 3 &amp;&amp; &amp;amp; c)" />');
    expect(restAt(text, "< 3")).toBe('&lt; 3 &amp;&amp; &amp;amp; c)" />');
    expect(restAt(text, "& &")).toBe('&amp; &amp;amp; c)" />');
    expect(restAt(text, "&amp")).toBe('&amp;amp; c)" />');
    expect(restAt(text, "amp;")).toBe('amp; c)" />');
    expect(restAt(text, "c)")).toBe('c)" />');
  });

  test("has the position of its character in code whose strings hold references of C#", () => {
    const text = inText('<![CDATA[@(a("&amp;amp;", "&lt;") < b)]]>');
    expect(valueIn(text).source).toBe('@(a("&amp;amp;", "&lt;") < b)');
    expect(restAt(text, '", "')).toBe('", "&lt;") < b)]]></value></set-header></inbound></policies>');
    expect(restAt(text, "b)")).toBe("b)]]></value></set-header></inbound></policies>");
  });

  test("has the same line and column with any line ends", () => {
    const text = inAttribute('"@{\n  var a = 1;\n  return a;\n}"').replace(/\n/g, "\r\n");
    const value = valueIn(text);
    const index = value.source.indexOf("return");
    expect(new CodePositions(text).positionIn(value, index)).toEqual({ line: 6, column: 3 });
  });

  test("has the last position that is known, where it is past the end", () => {
    const text = inAttribute('"@(a)"');
    expect(new CodePositions(text).positionIn(valueIn(text), 1000)).toEqual({ line: 6, column: 12 });
  });

  test("has the position of its character in every expression that is written and read", () => {
    fc.assert(
      fc.property(anyExpression(), fc.boolean(), ({ source }, asText) => {
        const escaped = source.replace(/[&<"\t\n]/g, (char) => `&#${char.charCodeAt(0)};`);
        const text = asText ? inText(escaped) : inAttribute(`"${escaped}"`);
        const written = charactersAt(text).map((char) => decodeReferences(char));
        expect(written.join("")).toBe(valueIn(text).source);
      }),
      { numRuns: 200 },
    );
  });
});
