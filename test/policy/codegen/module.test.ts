import fc from "fast-check";
import * as library from "../../../src/policy";
import { PolicyDocument, PolicyElement } from "../../../src/policy";
import { propsOf } from "../../../src/policy/catalog/props";
import { anyDocumentText, anyElement } from "../../support/policy/arbitraries";
import { VALID_DOCUMENTS } from "../../support/policy/documents";
import { DOCUMENTED } from "../statements/arbitrary";
import { problemsIn, run } from "../../support/compile";
import { documents, examplesOf } from "./documents";
import { misformatted } from "./misformatted";

function problems(sources: readonly string[]): string[] {
  const files = Object.fromEntries(sources.map((source, index) => [`${index}.ts`, source]));
  return problemsIn(files);
}

function evaluate(source: string): PolicyDocument {
  return run<{ policy: PolicyDocument }>(source, (name) => {
    if (name !== "cdktf-apim-oauth/policy") throw new Error(`the module imports ${name}`);
    return library;
  }).policy;
}

function expectSame(rebuilt: PolicyDocument, document: PolicyDocument): void {
  expect(rebuilt.isEqualTo(document)).toBe(true);
  expect(withSortedAttributes(rebuilt.root)).toBe(withSortedAttributes(document.root));
}

/** The text of an element whose attributes are sorted: a class writes them in its own order. */
function withSortedAttributes(root: PolicyElement): string {
  return PolicyDocument.fromRoot(sorted(root)).render();
}

function sorted(element: PolicyElement): PolicyElement {
  return new PolicyElement(element.name, {
    attributes: [...element.attributes].sort((one, other) => (one.name < other.name ? -1 : 1)),
    children: element.children.map((child) => (child instanceof PolicyElement ? sorted(child) : child)),
  });
}

/** A document for each example of a policy. */
const examples = DOCUMENTED.flatMap((policy) =>
  examplesOf(policy).map((element) => ({
    policy,
    document: PolicyDocument.fromRoot(new PolicyElement("policies", { children: [element] })),
  })),
);
const sources = examples.map(({ document }) => document.toTypeScript());

/** Documents as people write them. */
const sample = [
  ...Object.values(VALID_DOCUMENTS).map((text) => PolicyDocument.parse(text)),
  ...fc.sample(documents(), { numRuns: 200, seed: 5 }),
  // Elements that no class can say, in the places of classes.
  PolicyDocument.parse(
    "<fragment><return-response><set-status /><set-header for='a' /><set-body><a>b</a></set-body></return-response></fragment>",
  ),
];
const sampleSources = sample.map((document) => document.toTypeScript());

test("a module compiles in strict mode and needs each of its imports", () => {
  expect(problems([...sources, ...sampleSources])).toEqual([]);
});

test("a module looks as prettier formats it", () => {
  expect(misformatted([...sources, ...sampleSources])).toEqual([]);
});

describe("a module for a policy of the catalog", () => {
  test("makes an equal document", () => {
    sources.forEach((source, index) => expectSame(evaluate(source), examples[index]!.document));
  });

  test("makes the statement by its class, with each of its props", () => {
    for (const policy of DOCUMENTED) {
      const own = sources.filter((_, index) => examples[index]!.policy === policy);
      for (const source of own) expect(source).not.toContain(`new PolicyElement("${policy.name}"`);
      for (const { name } of propsOf(policy)) expect(own.join("\n")).toContain(`${name}: `);
    }
  });
});

describe("a module for a document as people write them", () => {
  test("makes an equal document", () => {
    sampleSources.forEach((source, index) => expectSame(evaluate(source), sample[index]!));
  });

  test("falls back to elements only where a class cannot say what the document holds", () => {
    const all = sampleSources.join("\n");
    expect(all).toContain('new PolicyElement("newer-than-the-catalog"');
    expect(all).toContain("PolicyDocument.parseElement(`\n<set-body>");
    expect(all).toContain("PolicyDocument.of({");
    expect(all).toContain("PolicyDocument.fragment([");
    expect(all).toContain("PolicyDocument.fromRoot(");
  });
});

test("a module makes an equal document, whatever it was read from", () => {
  fc.assert(
    fc.property(anyDocumentText(), (text) => {
      const document = PolicyDocument.parse(text);
      expectSame(evaluate(document.toTypeScript()), document);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("a module makes an equal document, whatever it holds", () => {
  fc.assert(
    fc.property(anyElement(), (element) => {
      const document = PolicyDocument.fromRoot(element);
      expectSame(evaluate(document.toTypeScript()), document);
    }),
    { numRuns: 300, seed: 1 },
  );
});
