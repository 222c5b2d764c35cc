import { fc } from "../../support/fast-check";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { PolicyDocument, PolicyElement, PolicyText, PolicyValue, type PolicyNode } from "../../../src/policy";
import { isSameTree } from "../../../src/policy/syntax/equality";
import { readPolicy } from "../../../src/policy/syntax/reader";
import { holdsExpression } from "../../../src/policy/model/value";
import { writePolicy } from "../../../src/policy/syntax/writer";
import { anyDocumentText, anyElement, anyText } from "../../support/policy/arbitraries";
import { VALID_DOCUMENTS } from "../../support/policy/documents";

/** A fragment takes any statements, so it can hold any tree. */
function fragmentWith(element: PolicyElement): PolicyElement {
  return new PolicyElement("fragment", { children: [element] });
}

/** The node and all in it, in the order of the text. */
function nodesOf(node: PolicyNode): PolicyNode[] {
  return node instanceof PolicyElement ? [node, ...node.children.flatMap(nodesOf)] : [node];
}

function elementsOf(root: PolicyElement): PolicyElement[] {
  return nodesOf(root).filter((node): node is PolicyElement => node instanceof PolicyElement);
}

/** Whether XML has no other opinion about the text than API Management: no raw markup in expressions. */
function isXml(root: PolicyElement): boolean {
  return nodesOf(root).every((node) => {
    if (!(node instanceof PolicyElement)) return true;
    // Texts that stand side by side are one, and together they may be an expression.
    const texts = node.children.filter((child): child is PolicyText => child instanceof PolicyText);
    const text = PolicyValue.parse(texts.map(({ value }) => value.source).join(""));
    if (holdsExpression(text) && /[&<]|\]\]>/.test(text.source)) return false;
    return node.attributes.every(
      ({ value }) =>
        !holdsExpression(value) ||
        (!/[&<]/.test(value.source) && !(value.source.includes('"') && value.source.includes("'"))),
    );
  });
}

describe("reading what was written", () => {
  test("gives an equal tree, for any tree", () => {
    fc.assert(
      fc.property(anyElement(), (element) => {
        const root = fragmentWith(element);

        const { root: read, diagnostics } = readPolicy(writePolicy(root));

        expect(isSameTree(read, root)).toBe(true);
        // A value that starts as an expression but is none is what API Management refuses, however it is written.
        expect(diagnostics.filter(({ message }) => !message.includes("does not close"))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test("and writing it again gives the same text, for any tree", () => {
    fc.assert(
      fc.property(anyElement(), (element) => {
        const text = writePolicy(fragmentWith(element));

        expect(writePolicy(readPolicy(text).root)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("gives an equal document, for any text that somebody took for one", () => {
    fc.assert(
      fc.property(anyDocumentText(), (text) => {
        const document = PolicyDocument.parse(text);
        const again = PolicyDocument.parse(document.render());

        expect(again.isEqualTo(document)).toBe(true);
        expect(again.render()).toBe(document.render());
      }),
      { numRuns: 1500 },
    );
  });

  test.each(Object.entries(VALID_DOCUMENTS))("gives an equal document without diagnostics: %s", (_, text) => {
    const document = PolicyDocument.parse(text);
    const again = PolicyDocument.parse(document.render());

    expect(again.diagnostics).toEqual([]);
    expect(again.isEqualTo(document)).toBe(true);
    expect(again.render()).toBe(document.render());
  });
});

describe("an XML parser", () => {
  test("sees the same attributes and text, where expressions hold nothing that XML forbids", () => {
    fc.assert(
      fc.property(anyElement(), (element) => {
        const root = fragmentWith(element);
        fc.pre(isXml(root));
        const tags: SaxesTagPlain[] = [];
        const parser = new SaxesParser();
        parser.on("opentag", (tag) => tags.push(tag));

        parser.write(writePolicy(root)).close();

        // A line break in an expression is a space for XML. API Management keeps it.
        const seen = (value: PolicyValue, text: string) =>
          holdsExpression(value) ? text.replace(/[\n\t]/g, " ") : text;
        const elements = elementsOf(root);
        expect(tags.map(({ name }) => name)).toEqual(elements.map(({ name }) => name));
        elements.forEach(({ attributes }, index) => {
          const read = tags[index]!.attributes;
          expect(Object.keys(read)).toEqual(attributes.map(({ name }) => name));
          for (const { name, value } of attributes) expect(seen(value, read[name]!)).toBe(seen(value, value.source));
        });
      }),
      { numRuns: 500 },
    );
  });

  test("sees the same text", () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const value = PolicyValue.text(text);
        fc.pre(!value.isExpression);
        let seen = "";
        const parser = new SaxesParser();
        parser.on("text", (part) => (seen += part));

        parser.write(writePolicy(new PolicyElement("a", { children: [new PolicyText(value)] }))).close();

        // The writer ends the file with a line break.
        expect(seen.replace(/\n$/, "")).toBe(text);
      }),
      { numRuns: 500 },
    );
  });
});
