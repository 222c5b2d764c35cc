import { fc } from "../../support/fast-check";
import * as library from "../../../src/policy";
import { PolicyComment, PolicyDocument, PolicyElement, type PolicyNode, type PolicySection } from "../../../src/policy";
import { commentTextOf } from "../../../src/policy/text/characters";
import { SECTION_ORDER } from "../../../src/policy/model/section";
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

/** The same statements in the same order, and all comments, which may have moved; sections may have another order. */
function expectEquivalent(rebuilt: PolicyDocument, document: PolicyDocument): void {
  expect(withSortedAttributes(plain(rebuilt.root))).toBe(withSortedAttributes(plain(document.root)));
  expect(commentsIn(rebuilt.root).sort()).toEqual(commentsIn(document.root).sort());
}

/** The document without comments, with its sections in one order. */
function plain(root: PolicyElement): PolicyElement {
  const { name, attributes, children } = withoutComments(root);
  const rank = (node: PolicyNode): number => SECTION_ORDER.indexOf((node as PolicyElement).name as PolicySection);
  const isOfSections = name === "policies" && children.every((child) => rank(child) >= 0);
  return new PolicyElement(name, {
    attributes,
    children: isOfSections ? [...children].sort((one, other) => rank(one) - rank(other)) : children,
  });
}

function withoutComments({ name, attributes, children }: PolicyElement): PolicyElement {
  return new PolicyElement(name, {
    attributes,
    children: children
      .filter((child) => !(child instanceof PolicyComment))
      .map((child) => (child instanceof PolicyElement ? withoutComments(child) : child)),
  });
}

function commentsIn(node: PolicyNode): string[] {
  if (node instanceof PolicyComment) return [commentTextOf(node.text)];
  return node instanceof PolicyElement ? node.children.flatMap(commentsIn) : [];
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

/** What the portal writes. */
const PORTAL = `<!--
    IMPORTANT:
    - Policy elements can appear only in sections.
-->
<policies>
  <!-- Throttle, authorize, validate, cache, or transform the requests -->
  <inbound>
    <base />
    <set-header name="X-Version" exists-action="skip">
      <value>1</value>
    </set-header>
  </inbound>
  <!-- Customize the responses -->
  <outbound>
    <base />
  </outbound>
  <!-- Control if and how the requests are forwarded to services  -->
  <backend>
    <base />
  </backend>
  <on-error>
    <base />
  </on-error>
  <!-- the end -->
</policies>`;

/** Documents without some of their sections, and the code that says so. */
const MISSING_SECTIONS = [
  ["<policies><inbound><base /></inbound></policies>", "PolicyDocument.of().withoutSections(\n"],
  [
    "<policies><backend><base /></backend><outbound><base /></outbound><inbound /></policies>",
    "PolicyDocument.of({ inbound: [] }).withoutSections(PolicySection.ON_ERROR)",
  ],
  ["<policies />", "PolicyDocument.of().withoutSections(\n"],
  [
    "<policies><on-error><base /></on-error><outbound><base /></outbound><backend><base /></backend><inbound><base /></inbound></policies>",
    "policy = PolicyDocument.of();",
  ],
] as const;

/** Documents as people write them. */
const sample = [
  ...[...Object.values(VALID_DOCUMENTS), PORTAL, ...MISSING_SECTIONS.map(([text]) => text)].map((text) =>
    PolicyDocument.parse(text),
  ),
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
  test("makes an equivalent document", () => {
    sampleSources.forEach((source, index) => expectEquivalent(evaluate(source), sample[index]!));
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

test("a module makes an equivalent document, whatever it was read from", () => {
  fc.assert(
    fc.property(anyDocumentText(), (text) => {
      const document = PolicyDocument.parse(text);
      expectEquivalent(evaluate(document.toTypeScript()), document);
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("a module makes an equivalent document, whatever it holds", () => {
  fc.assert(
    fc.property(anyElement(), (element) => {
      const document = PolicyDocument.fromRoot(element);
      expectEquivalent(evaluate(document.toTypeScript()), document);
    }),
    { numRuns: 300, seed: 1 },
  );
});

describe("a document of the portal", () => {
  test("has its comments in the sections that they are about", () => {
    const source = PolicyDocument.parse(PORTAL).toTypeScript();

    expect(source).toContain(`export const policy = PolicyDocument.of({
  inbound: [
    new PolicyComment(\`
    IMPORTANT:
    - Policy elements can appear only in sections.
\`),
    new PolicyComment(" Throttle, authorize, validate, cache, or transform the requests "),
    new Base(),
    new SetHeader({ name: "X-Version", existsAction: ExistsAction.SKIP, values: ["1"] }),
  ],
  backend: [new PolicyComment(" Control if and how the requests are forwarded to services  "), new Base()],
  outbound: [new PolicyComment(" Customize the responses "), new Base()],
  onError: [new Base(), new PolicyComment(" the end ")],
});
`);
    expectEquivalent(evaluate(source), PolicyDocument.parse(PORTAL));
  });

  test.each(MISSING_SECTIONS)("keeps a missing section missing: %s", (text, code) => {
    const document = PolicyDocument.parse(text);
    const source = document.toTypeScript();

    expect(source).toContain(code);
    expectEquivalent(evaluate(source), document);
  });

  test("stays as it is where a comment accepts a finding, because what it covers depends on its place", () => {
    const document = PolicyDocument.parse(
      "<!-- allow P-02: the broader scopes do nothing --><policies><inbound /><backend /><outbound /><on-error /></policies>",
    );

    expect(document.toTypeScript()).toContain("PolicyDocument.fromRoot(");
    expectSame(evaluate(document.toTypeScript()), document);
  });
});

describe("a comment among the parts of a statement", () => {
  const moduleOf = (statements: string): string => {
    const document = PolicyDocument.parse(`<fragment>${statements}</fragment>`);
    const source = document.toTypeScript();
    expectEquivalent(evaluate(source), document);
    expect(problems([source])).toEqual([]);
    return source;
  };

  test("moves into the branch that follows, or to the end of the last one", () => {
    expect(
      moduleOf(
        "<choose><!-- a --><when condition='true'><redirect-content-urls /></when><!-- b --><otherwise /><!-- c --></choose>",
      ),
    ).toContain(`
  new Choose({
    when: [{ condition: true, statements: [new PolicyComment(" a "), new RedirectContentUrls()] }],
    otherwise: [new PolicyComment(" b "), new PolicyComment(" c ")],
  }),
`);
  });

  test("moves before the statement", () => {
    const source = moduleOf(
      "<send-request response-variable-name='a'><!-- where --><set-url>https://a</set-url><set-method>GET</set-method><set-header name='A'><!-- why --><value>b</value></set-header></send-request><return-response><set-status code='200' /><!-- done --></return-response>",
    );

    expect(source).toContain('  new PolicyComment(" where "),\n  new PolicyComment(" why "),\n  new SendRequest({');
    expect(source).toContain('  new PolicyComment(" done "),\n  new ReturnResponse({');
  });

  test("stays in a statement that is no class, in text, and where it accepts a finding", () => {
    for (const statement of [
      "<send-request response-variable-name='a' newer='b'><!-- c --><set-url>https://a</set-url></send-request>",
      "<set-header name='A'><value>a<!-- b --></value></set-header>",
      "<set-body><!-- b -->text</set-body>",
      "<choose><!-- allow P-14: a test --><when condition='true'><base /></when></choose>",
      "<return-response><set-header name='A'><!-- a --><value>b</value></set-header><!-- allow P-14: a test --><set-header name='B'><value>b</value></set-header></return-response>",
    ]) {
      const document = PolicyDocument.parse(`<fragment>${statement}</fragment>`);
      expectSame(evaluate(document.toTypeScript()), document);
    }
  });
});
