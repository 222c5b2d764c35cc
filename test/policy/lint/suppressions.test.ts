import { PolicyComment, PolicyDocument, PolicyElement, PolicyLint, PolicyText, PolicyValue } from "../../../src/policy";
import { check, checked, checkRule, inbound, jwt, WARNING } from "../../support/policy/lint";

const QUERY = 'query-parameter-name="token" failed-validation-httpcode="401" failed-validation-error-message="a"';
const IN_QUERY = jwt({ attributes: QUERY });

describe("a comment that accepts a finding", () => {
  test("covers the next statement", () => {
    const text = inbound(`<!-- allow P-10: old meters cannot send headers -->${IN_QUERY}`);

    expect(checkRule("P-10", inbound(IN_QUERY))).toHaveLength(1);
    expect(checkRule("P-10", text)).toEqual([]);
    expect(checkRule("S-03", text)).toEqual([]);
  });

  test("covers what is inside the next statement", () => {
    const text = inbound(`<!-- allow P-10: old meters --><choose><when condition="true">${IN_QUERY}</when></choose>`);

    expect(checkRule("P-10", text)).toEqual([]);
  });

  test("covers no other statement", () => {
    const text = inbound(`<!-- allow P-10: old meters -->${IN_QUERY}${IN_QUERY}`);

    expect(checkRule("P-10", text)).toMatchObject([{ path: "inbound/validate-jwt[2]" }]);
  });

  test("covers no other rule", () => {
    const text = inbound(`<!-- allow P-10: old meters -->${IN_QUERY}`);

    expect(checkRule("P-13", text)).toHaveLength(1);
  });

  test.each([
    ["the name of the rule", "allow token-in-header: old meters"],
    ["several rules", "allow P-10, P-13 and P-08: old meters"],
    ["several rules by id and by name", "allow challenge, token-in-header and P-08 : old meters"],
    ["a name in its reason", "allow P-10: challenge and cors: later"],
    ["no colon", "allow P-10 P-13 is for new meters"],
    ["a dash", "allow P-10 – old meters"],
    ["line breaks", "\n   allow P-10:\n   old meters\n"],
  ])("may have %s", (_, comment) => {
    const text = inbound(`<!-- ${comment} -->${IN_QUERY}`);

    expect(checkRule("P-10", text)).toEqual([]);
    expect(check(text).filter(({ id }) => id.startsWith("S"))).toEqual([]);
  });

  test("is listed together with others above one statement", () => {
    const text = inbound(`<!-- allow P-10: a --><!-- The meters. --><!-- allow P-13: b -->${IN_QUERY}`);

    expect(check(text).filter(({ id }) => ["P-10", "P-13"].includes(id))).toEqual([]);
  });

  test.each([
    ["in the root", `<policies><!-- allow P-10: old meters -->`],
    ["before the root", `<!-- allow P-10: old meters --><policies>`],
  ])("covers the whole document when it stands at the top, %s", (_, start) => {
    const text = inbound(IN_QUERY + IN_QUERY).replace("<policies>", start);

    expect(check(text).filter(({ id }) => ["P-10", "S-03"].includes(id))).toEqual([]);
  });

  test("covers the whole fragment when it is at the top", () => {
    const text = `<fragment><!-- allow P-10: old meters -->${IN_QUERY}<choose><when condition="true">${IN_QUERY}</when></choose></fragment>`;

    expect(checkRule("P-10", text)).toEqual([]);
  });

  test("covers a section when it is between sections", () => {
    const text = `<policies><backend><base /></backend><outbound><base /></outbound><on-error><base /></on-error><!-- allow P-02: a new start --><inbound><set-method>GET</set-method></inbound></policies>`;

    expect(check(text)).toEqual([]);
  });

  test("covers a document that was not read from text", () => {
    const statement = new PolicyElement("set-variable", {
      attributes: [{ name: "name", value: PolicyValue.text("a") }],
      children: [new PolicyText(PolicyValue.text("b"))],
    });
    const document = PolicyDocument.of({
      inbound: [new PolicyComment(" allow C-03: a test "), new PolicyComment("allow C-15: a test"), statement],
    });

    expect(PolicyLint.check(document).map(({ id }) => id)).toEqual(["P-02"]);
  });

  test("is an ordinary comment when it does not begin with a rule", () => {
    const text = checked({}).replace("<validate-jwt", "<!-- allow everybody: yes --><validate-jwt");

    expect(check(text)).toEqual([]);
  });

  test.each([
    "allow everybody: yes",
    "allow robots, users and guests: yes",
    "allow cors for the shop",
    "allow token-in-header",
  ])("is an ordinary comment without a rule and a colon: %s", (comment) => {
    const text = inbound(`<!-- ${comment} -->${IN_QUERY}`);

    expect(checkRule("P-10", text)).toHaveLength(1);
    expect(check(text).filter(({ id }) => id.startsWith("S"))).toEqual([]);
  });

  test("fails without a reason, and has no effect", () => {
    const findings = check(inbound(`<!-- allow P-10: -->${IN_QUERY}`));

    expect(findings.map(({ id }) => id)).toEqual(expect.arrayContaining(["P-10", "S-01"]));
    expect(findings.find(({ id }) => id === "S-01")).toMatchObject({
      severity: WARNING,
      path: "inbound/validate-jwt",
      message: "a comment gives no reason, so it has no effect; expected why the finding is accepted",
      position: { line: 1, column: 28 },
    });
  });

  test("fails for a rule that does not exist", () => {
    expect(checkRule("S-02", inbound(`<!-- allow P-99: why -->${IN_QUERY}`))).toMatchObject([
      {
        message:
          'a comment names the rule "P-99", which does not exist; expected the id or the name of a rule, such as P-10 or token-in-header',
      },
    ]);
  });

  test.each([
    ["token-in-headers", "use token-in-header, if that is meant, or remove the suppression"],
    ["chalenge", "use challenge, if that is meant, or remove the suppression"],
    ["bearer-in-the-query-string", "correct the name, or remove the suppression"],
  ])("fails for a name that does not exist: %s", (name, fix) => {
    const findings = check(inbound(`<!-- allow ${name}: why -->${IN_QUERY}`));

    expect(findings.filter(({ id }) => id === "S-02")).toMatchObject([
      { name: "suppression-rule", message: expect.stringContaining(`names the rule "${name}"`) as unknown, fix },
    ]);
    expect(findings.map(({ id }) => id)).toContain("P-10");
  });

  test("fails when there is nothing to accept", () => {
    const text = `${inbound("<!-- allow P-10: old meters --><set-method>GET</set-method>")}`;

    expect(check(text)).toMatchObject([
      {
        id: "S-03",
        severity: WARNING,
        path: "inbound/set-method",
        message: "a comment accepts P-10, but there is no such finding; expected one in what it covers",
      },
    ]);
  });

  test("fails when it is above nothing", () => {
    expect(check(inbound("<!-- allow P-10: old meters -->"))).toMatchObject([{ id: "S-03", path: "inbound" }]);
  });

  test("cannot accept what is wrong with comments", () => {
    const text = inbound("<!-- allow S-03: why --><!-- allow P-10: old --><set-method>GET</set-method>");

    expect(check(text).map(({ id }) => id)).toEqual(["S-02", "S-03"]);
  });
});

describe("a suppression in the options", () => {
  const text = inbound(IN_QUERY + IN_QUERY);

  test("covers the whole document", () => {
    const options = { suppressions: [{ rule: "P-10", reason: "old meters" }] };

    expect(checkRule("P-10", text, options)).toEqual([]);
    expect(checkRule("S-03", text, options)).toEqual([]);
  });

  test.each([
    ["without a reason", "P-10", " ", "S-01", "the suppression of P-10 gives no reason"],
    ["for a rule that does not exist", "P10", "why", "S-02", 'names the rule "P10", which does not exist'],
    ["without a finding", "P-20", "why", "S-03", "accepts P-20, but there is no such finding"],
  ])("fails %s", (_, rule, reason, id, message) => {
    expect(checkRule(id, text, { suppressions: [{ rule, reason }] })).toMatchObject([
      { severity: WARNING, path: "policies", message: expect.stringContaining(message) as unknown },
    ]);
  });

  test("may name the rule", () => {
    const options = { suppressions: [{ rule: "token-in-header", reason: "old meters" }] };

    expect(checkRule("P-10", text, options)).toEqual([]);
    expect(checkRule("S-03", text, options)).toEqual([]);
  });

  test("and a comment may cover the same finding", () => {
    const options = { suppressions: [{ rule: "P-10", reason: "old meters" }] };
    const commented = inbound(`<!-- allow P-10: old meters -->${IN_QUERY}`);

    expect(check(commented, options).filter(({ id }) => /^S|P-10/.test(id))).toEqual([]);
  });
});

test.each(["C-24", "typed-expression"])("%s, which is retired, accepts what finds the same now", (rule) => {
  const text = `<fragment><!-- allow ${rule}: why --><set-variable name="a" value="@(context.Request.Headers[&quot;A&quot;] == &quot;b&quot;)" /></fragment>`;
  const ids = check(text).map(({ id }) => id);

  expect(check(text.replace(/<!--.*-->/, "")).map(({ id }) => id)).toContain("C-25");
  expect(ids.filter((id) => id === "C-25" || id.startsWith("S-"))).toEqual([]);
});
