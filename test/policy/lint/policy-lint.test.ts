import { fc } from "../../support/fast-check";
import { PolicyDocument, PolicyElement, PolicyLint, type PolicyPosition, PolicyValue } from "../../../src/policy";
import { describeFinding, PolicySeverity } from "../../../src/policy/model/finding";
import { check, inbound } from "../../support/policy/lint";
import { DOCUMENTS } from "../../support/policy/lint-documents";

const TEXT = `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(true)">
        <rate-limit
            calls="five"
            renewal-period="60" />
      </when>
      <when condition="@(false)">
        <set-header name="A">
          <value>b</value>
        </set-header>
        <set-header name="A" exist-action="skip">
          <value>b</value>
        </set-header>
      </when>
    </choose>
    <set-variable name="x" value="y">z</set-variable>
    <unknown />
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>
`;

describe("a finding", () => {
  const findings = check(TEXT);

  test("says where the problem is, by path and by position", () => {
    expect(findings.map(({ id, path, position }) => [id, path, position])).toEqual([
      ["C-04", "inbound/choose[1]/when[1]/rate-limit", { line: 7, column: 13 }],
      ["C-02", "inbound/choose[1]/when[2]/set-header[2]", { line: 14, column: 30 }],
      ["C-15", "inbound/set-variable", { line: 19, column: 38 }],
      ["C-01", "inbound/unknown", { line: 20, column: 5 }],
    ]);
  });

  test("is one line for people", () => {
    expect(describeFinding(findings[0]!)).toBe(
      'C-04 valid-value inbound/choose[1]/when[1]/rate-limit (line 7, column 13): attribute "calls" of <rate-limit> is "five"; expected a whole number from 0: write a whole number from 0',
    );
  });

  test("has no position when the document was not read", () => {
    const document = PolicyDocument.of({ inbound: [new PolicyElement("base"), new PolicyElement("unknown")] });
    const [finding] = PolicyLint.check(document);

    expect(finding).not.toHaveProperty("position");
    expect(describeFinding(finding!)).toMatch(
      /^C-01 known-element inbound\/unknown: <unknown> is not an element of <inbound>; /,
    );
  });
});

test("findings come in the order of the document", () => {
  const places = DOCUMENTS.map(([, text]) => check(text).map(({ position }) => position!));

  for (const positions of places) {
    expect(positions).toEqual([...positions].sort(compare));
  }
});

/** Findings about one line come in the order of its elements, whose attributes may stand anywhere in it. */
function compare(one: PolicyPosition, other: PolicyPosition): number {
  return one.line - other.line;
}

describe("what matters most", () => {
  const token =
    '<validate-jwt header-name="Authorization" require-scheme="Bearer"><issuer-signing-keys><key certificate-id="a" /></issuer-signing-keys><audiences><audience>a</audience></audiences></validate-jwt>';

  test("comes first, and what is equally bad in the order of the document", () => {
    const findings = check(inbound(`${token}<unknown-1 /><unknown-2 />`));
    const severities = findings.map(({ severity }) => severity);

    expect(findings.slice(0, 2).map(({ path }) => path)).toEqual(["inbound/unknown-1", "inbound/unknown-2"]);
    expect(severities.indexOf(PolicySeverity.WARNING)).toBe(2);
    expect(severities.lastIndexOf(PolicySeverity.ERROR)).toBe(1);
  });

  test("is not hidden by one mistake in many places, which is one finding", () => {
    const findings = check(inbound('<return-response><set-status code="401" /></return-response>'.repeat(50)));

    expect(findings.map(({ id, fix }) => [id, fix])).toEqual([["P-13", expect.stringMatching(/ in 49 more places$/)]]);
  });

  test("is left where one of the places is accepted", () => {
    const refusal = '<return-response><set-status code="401" /></return-response>';
    const findings = check(inbound(`<!-- allow challenge: a test -->${refusal}${refusal}`));

    expect(findings.map(({ id, path }) => [id, path])).toEqual([["P-13", "inbound/return-response[2]"]]);
  });
});

test("what the reader could not read is where it belongs in the order", () => {
  const text = inbound("<unknown /><set-method>GET</set-methd><unknown />");

  expect(check(text).map(({ id, path }) => [id, path])).toEqual([
    ["C-01", "inbound/unknown[1]"],
    ["C-16", "inbound/set-method"],
    ["C-01", "inbound/unknown[2]"],
  ]);
});

test("a document with nothing wrong has no findings", () => {
  expect(PolicyLint.check(PolicyDocument.of())).toEqual([]);
});

test("the same document has the same findings", () => {
  expect(check(TEXT)).toEqual(check(TEXT));
});

test("no text makes it throw", () => {
  const pieces = fc.constantFrom(
    ..."< > / = \" ' @( ) @{ } {{ }} <!-- --> allow P-10 policies inbound validate-jwt choose when openid-config url".split(
      " ",
    ),
    ...DOCUMENTS.flatMap(([, text]) => text.split(/(?=<)/)).slice(0, 400),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      for (const finding of check(parts.join(" "))) {
        expect(finding.message).not.toBe("");
        expect(finding.position).toBeDefined();
      }
    }),
    { numRuns: 40 },
  );
});

test("no tree makes it throw, whatever its elements hold", () => {
  const names = [
    ...new Set(DOCUMENTS.flatMap(([, text]) => [...text.matchAll(/[<\s]([a-z][\w:-]*)/g)].map((match) => match[1]!))),
  ];
  const value = fc.oneof(
    fc.string().map((text) => PolicyValue.text(text.replace(/[^\x20-\x7e]/g, "?"))),
    fc
      .constantFrom("401", "true", "@(context.Request.Headers)", "{{a}}", "api://a", "https://sts.windows.net/a/")
      .map((source) => PolicyValue.parse(source)),
  );
  const element = (depth: number): fc.Arbitrary<PolicyElement> =>
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.uniqueArray(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3, selector: ([name]) => name }),
        depth === 0 ? fc.constant<PolicyElement[]>([]) : fc.array(element(depth - 1), { maxLength: 4 }),
      )
      .map(
        ([name, attributes, children]) =>
          new PolicyElement(name, { attributes: attributes.map(([name, value]) => ({ name, value })), children }),
      );
  fc.assert(
    fc.property(fc.array(element(3), { maxLength: 4 }), (statements) => {
      expect(Array.isArray(PolicyLint.check(PolicyDocument.of({ inbound: statements, onError: statements })))).toBe(
        true,
      );
    }),
    { numRuns: 40 },
  );
});

describe("depth", () => {
  /** A document with an element in so many branches. */
  function nested(inner: PolicyElement, depth: number): PolicyDocument {
    for (let level = 0; level < depth; level++) {
      const attributes = [{ name: "condition", value: "true" }];
      const when = new PolicyElement("when", { attributes, children: [inner] });
      inner = new PolicyElement("choose", { children: [when, new PolicyElement("otherwise")] });
    }
    return PolicyDocument.of({ inbound: [new PolicyElement("base"), inner] });
  }

  test("costs no stack, and a path in it has an end", () => {
    const findings = PolicyLint.check(nested(new PolicyElement("unknown"), 8_000));

    expect(findings).toHaveLength(1);
    expect(findings[0]!.path).toMatch(/^…\/(?:(?:choose|when)\[1\]\/){29}unknown$/);
  });

  test("costs no stack where ways are followed", () => {
    const attributes = [{ name: "header-name", value: "X-Token" }];
    const findings = PolicyLint.check(nested(new PolicyElement("validate-jwt", { attributes }), 8_000));

    expect(findings.map(({ id }) => id)).toContain("P-04");
  });
});

test("a document has no more than a thousand errors of a rule", () => {
  const findings = check(inbound("<unknown />".repeat(2000) + "<choose />"));

  expect(findings.filter(({ id }) => id === "C-01")).toHaveLength(1000);
  expect(findings.filter(({ id }) => id === "C-10")).toHaveLength(1);
});
