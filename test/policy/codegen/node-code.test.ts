import { PolicyDocument, PolicyElement, PolicyValue } from "../../../src/policy";

/** The code of the statements of a fragment, without what stands around them. */
function codeOf(statements: string): string {
  const document = PolicyDocument.parse(`<fragment>${statements}</fragment>`);
  expect(document.diagnostics).toEqual([]);
  const source = document.toTypeScript();
  return /^export const policy = PolicyDocument\.fragment\(\[\n?([^]*?),?\n?\]\);\n$/m
    .exec(source)![1]!
    .replace(/^ {2}/gm, "");
}

/** The code of a value of the attribute `value` of `set-variable`. */
function valueOf(attribute: string): string {
  return /value: ([^]*?),?\s*\}\)$/.exec(codeOf(`<set-variable name="a" value=${attribute} />`))![1]!;
}

describe("values", () => {
  test.each([
    ["text", `"plain"`, `"plain"`],
    ["text that is a number in a place for text", `"60"`, `"60"`],
    [
      "an expression",
      `'@(context.Request.Method == "GET")'`,
      `PolicyValue.expression('context.Request.Method == "GET"')`,
    ],
    ["text that looks like an expression", `'@("@(a)")'`, `PolicyValue.expression('"@(a)"')`],
    ["a block", `"@{ return 1; }"`, `PolicyValue.block(" return 1; ")`],
    ["a named value", `"{{key}}"`, `PolicyValue.namedValue("key")`],
    ["text with named values", `"Bearer {{token}}"`, `PolicyValue.join("Bearer ", PolicyValue.namedValue("token"))`],
    ["text with many named values", `"{{a}} {{b}} {{c}}"`, `PolicyValue.parse("{{a}} {{b}} {{c}}")`],
    ["a named value with spaces around its name", `"{{ key }}"`, `PolicyValue.parse("{{ key }}")`],
    ["a named value inside an expression", `'@("{{key}}")'`, `PolicyValue.expression('"{{key}}"')`],
    ["text that only starts as an expression", `"@(a) b"`, `PolicyValue.parse("@(a) b")`],
    ["an expression that is empty", `"@()"`, `PolicyValue.parse("@()")`],
  ])("writes %s", (_, attribute, code) => {
    expect(valueOf(attribute)).toBe(code);
  });

  test("keeps code of several lines as it was written", () => {
    const csharp = '\n    var a = "\\\\d`${b}";\n\n\treturn a;\n';

    expect(valueOf(`'@{${csharp}}'`)).toBe(
      'PolicyValue.block(`\n    var a = "\\\\\\\\d\\`\\${b}";\n\n\treturn a;\n`)'.replace(/\n {2}(?= )/g, "\n"),
    );
  });

  test.each([
    ["a number", `<set-status code="404"/>`, "new SetStatus({ code: 404 })"],
    [
      "a number that is written in another way",
      `<set-status code="0404"/>`,
      `new SetStatus({ code: PolicyValue.text("0404") })`,
    ],
    [
      "a number that a class wants as such",
      `<mock-response status-code="404"/>`,
      "new MockResponse({ statusCode: 404 })",
    ],
    [
      "a named value in the place of a number",
      `<mock-response status-code="{{status}}"/>`,
      `new MockResponse({ statusCode: PolicyValue.namedValue("status") })`,
    ],
    [
      "a named value in the place of plain text",
      `<authentication-managed-identity resource="https://vault.azure.net" client-id="{{uami}}"/>`,
      `new AuthenticationManagedIdentity({ resource: "https://vault.azure.net", clientId: PolicyValue.namedValue("uami") })`,
    ],
    [
      "a flag",
      `<json-to-xml apply="always" parse-date="false"/>`,
      "new JsonToXml({ apply: JsonToXmlApply.ALWAYS, parseDate: false })",
    ],
    [
      "a choice that is made at run time",
      `<json-to-xml apply='@("always")'/>`,
      `new JsonToXml({ apply: JsonToXmlApply.of(PolicyValue.expression('"always"')) })`,
    ],
    [
      "a member of an enum",
      `<set-body template="liquid" xsi-nil="blank">a</set-body>`,
      `new SetBody({ template: BodyTemplate.LIQUID, xsiNil: XsiNil.BLANK, body: "a" })`,
    ],
    [
      "a Liquid template, whose braces are no named values",
      `<set-body template="liquid">{{body.name}}</set-body>`,
      `new SetBody({ template: BodyTemplate.LIQUID, body: PolicyValue.parse("{{body.name}}") })`,
    ],
    [
      "attributes in any order",
      `<set-header exists-action="delete" name="a"/>`,
      `new SetHeader({ name: "a", existsAction: ExistsAction.DELETE })`,
    ],
    ["an empty body", "<set-body/>", `new SetBody({ body: "" })`],
  ])("writes %s", (_, statement, code) => {
    expect(codeOf(statement)).toBe(code);
  });
});

describe("what a class cannot say", () => {
  test.each([
    [
      "an unknown attribute",
      `<base x="1"/>`.replace("base", "redirect-content-urls"),
      `new PolicyElement("redirect-content-urls", { attributes: [{ name: "x", value: "1" }] })`,
    ],
    [
      "a number that the class refuses",
      `<mock-response status-code="99"/>`,
      `new PolicyElement("mock-response", { attributes: [{ name: "status-code", value: "99" }] })`,
    ],
    [
      "an unknown element with text",
      "<newer><part>a</part></newer>",
      `new PolicyElement("newer", { children: [new PolicyElement("part", { children: [new PolicyText("a")] })] })`,
    ],
    [
      "a comment that accepts a finding inside, around statements that are classes",
      `<choose><!-- allow P-14: a --><when condition="true"><set-status code="404"/></when></choose>`,
      `new PolicyElement("choose", {
  children: [
    new PolicyComment(" allow P-14: a "),
    new PolicyElement("when", {
      attributes: [{ name: "condition", value: "true" }],
      children: [new SetStatus({ code: 404 })],
    }),
  ],
})`,
    ],
    [
      "markup in a body",
      `<set-body><a x="1">b</a> c</set-body>`,
      "PolicyDocument.parseElement('<set-body><a x=\"1\">b</a> c</set-body>')",
    ],
    [
      "a stylesheet",
      `<xsl-transform><xsl:stylesheet version="1.0"><a/></xsl:stylesheet></xsl-transform>`,
      `new XslTransform({ stylesheet: PolicyDocument.parseElement('<xsl:stylesheet version="1.0"><a /></xsl:stylesheet>') })`,
    ],
    [
      "a statement without what the class requires, inside another one that is a class",
      "<return-response><set-status/></return-response>",
      `new ReturnResponse({ status: new PolicyElement("set-status") })`,
    ],
  ])("keeps %s", (_, statement, code) => {
    expect(codeOf(statement)).toBe(code);
  });

  test("is text where the document is nested too deeply for code", () => {
    const deep = "<choose><when condition='true'>".repeat(60);
    const document = PolicyDocument.parse(`<fragment>${deep}${"</when></choose>".repeat(60)}</fragment>`);

    const source = document.toTypeScript();

    expect(source.match(/new Choose\(/g)).toHaveLength(41);
    expect(source).toContain("PolicyDocument.parseElement(`\n<choose>\n");
  });
});

test("writes each level once, however many of them no class can say", () => {
  const level = "<choose><!-- allow P-14: a --><when condition='true'>";
  const text = `<fragment>${level.repeat(20)}${"</when></choose>".repeat(20)}</fragment>`;

  const source = PolicyDocument.parse(text).toTypeScript();

  expect(source.match(/new PolicyElement\("choose"/g)).toHaveLength(20);
});

describe("the form of a document", () => {
  const declaration = (document: PolicyDocument): string =>
    /^export const policy = ([^]*);\n$/m.exec(document.toTypeScript())![1]!;

  test("leaves out sections that only run what the broader scopes do", () => {
    expect(declaration(PolicyDocument.of())).toBe("PolicyDocument.of()");
    expect(declaration(PolicyDocument.of({ onError: [] }))).toBe("PolicyDocument.of({ onError: [] })");
  });

  test("distinguishes a missing section from an empty one", () => {
    expect(declaration(PolicyDocument.parse("<policies><inbound/></policies>"))).toBe(
      "PolicyDocument.of({\n  inbound: [],\n}).withoutSections(PolicySection.BACKEND, PolicySection.OUTBOUND, PolicySection.ON_ERROR)",
    );
  });

  test("keeps the resolver of a GraphQL field", () => {
    const root = new PolicyElement("http-data-source", {
      children: [
        new PolicyElement("http-request", {
          children: [
            PolicyDocument.parseElement("<set-method>GET</set-method>"),
            PolicyDocument.parseElement("<set-url>https://a</set-url>"),
          ],
        }),
      ],
    });

    expect(declaration(PolicyDocument.fromRoot(root))).toMatch(/^PolicyDocument\.fromRoot\(new HttpDataSource\(\{/);
  });

  test("keeps a fragment that cannot be one as it is", () => {
    expect(declaration(PolicyDocument.parse("<fragment><base/></fragment>"))).toBe(
      `PolicyDocument.fromRoot(new PolicyElement("fragment", { children: [new Base()] }))`,
    );
  });

  test("imports what the code needs, in one line where it fits", () => {
    const document = PolicyDocument.fragment([
      new PolicyElement("a", { attributes: [{ name: "b", value: PolicyValue.namedValue("c") }] }),
    ]);

    expect(document.toTypeScript().split("\n")[0]).toBe(
      `import { PolicyDocument, PolicyElement, PolicyValue } from "cdktf-apim-oauth/policy";`,
    );
  });
});
