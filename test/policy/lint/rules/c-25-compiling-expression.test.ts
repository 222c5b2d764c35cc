import {
  PolicyDocument,
  type PolicyElement,
  PolicyExpression,
  PolicyLint,
  PolicySection,
  PolicyValue,
  SetVariable,
} from "../../../../src/policy";
import { COMPILING_EXPRESSION } from "../../../../src/policy/lint/rules/c-25-compiling-expression";
import { checkRule, ERROR, inbound, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const variable = (code: string): string =>
  inbound(`<set-variable name="a" value='${code.replaceAll("'", "&apos;")}' />`);
const condition = (code: string): string => inbound(when(`@(${code.replaceAll('"', "&quot;")})`));
const limit = (calls: string): string =>
  `<rate-limit-by-key calls="${calls}" renewal-period="60" counter-key="@(context.Request.IpAddress)" />`;
const header = (value: string): string =>
  `<set-header name="A" exists-action="override"><value>${value}</value></set-header>`;
const JWT = '((Jwt)context.Variables["jwt"])';

testRule(COMPILING_EXPRESSION, {
  good: [
    ...[
      "@(context.Request.Url.Path)",
      `@(${JWT}.Claims.GetValueOrDefault("roles", "").Split(',').Contains("Owner"))`,
      '@{ var body = context.Request.Body.As<JObject>(true); return (string)body["id"] ?? ""; }',
      '@(context.Variables.GetValueOrDefault<JObject>("a")?["b"]?.ToString())',
      '@(context.Request.Headers["X"][0])',
      '@(context.Request.Url.Path == "{{path}}" ? "a" : "b")',
      "@({{code}}.Anything)",
      '@(context.Request.Url.Path.EndsWith("${suffix}"))',
      // Said by other rules.
      "@{ var id = context.RequestId; }",
      "@(Environment.MachineName)",
      // The reference writes it.
      '@(context.GraphQL.Arguments.["id"])',
      "text",
      "text with @(context.Nothing) in it",
    ].map((code) => ({ title: code, text: variable(code) })),
    { title: "a condition", text: inbound(when('@(context.Request.Method == "POST")')) },
    ...[
      when('@(context.Variables.GetValueOrDefault<bool>("a"))'),
      when('@(context.Variables.GetValueOrDefault("a", false))'),
      when("@({{flag}})"),
      limit("@(5 * 2)"),
      limit('@((string)context.Variables["calls"])'),
      header('@(context.Request.Headers["A"][0])'),
      header("@(DateTime.UtcNow)"),
      "<set-body>@(new byte[] { 1 })</set-body>",
      '<set-body>@(context.Request.Body.As<JObject>()["a"])</set-body>',
      '<set-variable name="a" value="@(context.Request.Headers)" />',
      '<cache-store-value key="a" value="@(context.Request.Headers)" duration="5" />',
    ].map((text) => ({ title: text, text: inbound(text) })),
  ],
  bad: [
    {
      title: "a misspelt member",
      text: variable("@(context.Request.Url.Pth)"),
      severity: ERROR,
      message: /^in `@\(context\.Request\.Url\.Pth\)`: IUrl has no Pth; expected one of its members/,
      fix: /^write Path$/,
      path: "inbound/set-variable",
    },
    ...[
      ["@(contxt.RequestId)", /^in `@\(contxt\.RequestId\)`: contxt is not declared/],
      ['@(context.Request.Url.Path.StartWith("a"))', /has no StartWith/],
      ['@(context.Request.Url.Path.Substring("a"))', /the call is Substring\(string\); expected/],
      ['@(((string)context.Variables["a"]).Claims)', /string has no Claims/],
      ['@(context.Request.Body.As<JObject>()["a"] - "b")', /the operands are JToken - string/],
      ["@{ if (context.Tracing) { return 1; } }", /return/],
      ["@(context.RequestId +)", /^in `@\(context\.RequestId \+\)`: found "\)"; expected/],
      ['@("a" "b")', /found/],
      [
        `@(context.Request.Url.Path + "${"long ".repeat(30)}" + context.Request.Url.Pth + "${"long ".repeat(30)}")`,
        /^in `….{5,30}context\.Request\.Url\.Pth.{10,40}…`: IUrl has no Pth/,
      ],
    ].map(([code, message]) => ({
      title: code as string,
      text: variable(code as string),
      severity: ERROR,
      message: message as RegExp,
    })),
    ...(
      [
        [`${JWT}.Claims["roles"] != "Owner"`, /the operands are string\[\] != string/],
        [`"Owner" == ${JWT} . Claims /* all */ ["roles"]`, /the operands are string == string\[\]/],
        ['context.Request.Headers["A"] == "a"', /string\[\] == string/],
        ['context.Request.Url.Query["a"] == "b"', /string\[\] == string/],
        ['context.Request.Headers["A"].StartsWith("Bearer ")', /string\[\] has no StartsWith/],
        ['context.Request.Headers["A"].Split(\' \')[1] == "a"', /string\[\] has no Split/],
        [`((string)${JWT}.Claims["oid"]) == "a"`, /string\[\], which has no conversion to string/],
        ['context.Variables["a"].Contains("b")', /object has no Contains; expected a cast before/],
        ['context.Variables["jwt"].Claims.ContainsKey("a")', /object has no Claims/],
        ['context.Variables["a"]?.Length > 1', /object has no Length/],
        ['context.Variables["a"]["b"] == null', /object has no entries/],
        ['context.Variables["a"] == true', /the operands are object == bool/],
        ['context.Variables["a"] > 1', /the operands are object > int/],
        ['!context.Variables["a"]', /the value after ! is object/],
        ["context.Request.Method == 'POST'", /found 'POST'; expected one character/],
        ["(string)context.Variables['a'] == \"b\"", /the index of .* is char/],
        [`${JWT}.Claims.ContainsKey('a')`, /the call is ContainsKey\(char\)/],
        ['context.Request.Headers.GetValueOrDefault("a", 0) == "b"', /GetValueOrDefault\(string, int\)/],
        ['context.Request.Headers.GetValueOrDefault() == "a"', /the call is GetValueOrDefault\(\)/],
        ['context.Variables.GetValueOrDefault<int>("a", "0") == 1', /expected GetValueOrDefault\(string key, int /],
        ['context.Variables.GetValueOrDefault<bool>("a", "false")', /\(string key, bool defaultValue\)/],
        ['context.Variables.GetValueOrDefault<string>("a", 0) == "b"', /the call is GetValueOrDefault\(string, int\)/],
      ] as const
    ).map(([code, message]) => ({ title: code, text: condition(code), severity: ERROR, message })),
    ...(
      [
        ['context.Variables.GetValueOrDefault("a").Contains("b")', /is an object and has no Contains/],
        [`${JWT}.Claims.GetValueOrDefault<string>("a", "") == "b"`, /has a type argument; expected none/],
      ] as const
    ).map(([code, message]) => ({ title: code, text: condition(code), severity: WARNING, message })),
    ...(
      [
        [when("@(context.Request.Headers)"), /the value is IReadOnlyDictionary<string, string\[\]>; expected bool/],
        [when('@{ var a = context.Request.Headers["A"]; return a; }'), /the value is string\[\]; expected bool/],
        [limit("@(context.Request.Headers.Values)"), /the value is IEnumerable<string\[\]>; expected a number/],
      ] as const
    ).map(([text, message]) => ({ title: text, text: inbound(text), severity: ERROR, message })),
    ...(
      [
        [when('@((string)context.Variables["a"])'), /the value is string; expected bool/],
        [when('@(context.Variables["a"])'), /the value is object; expected bool/],
        [limit("@(context.Tracing)"), /the value is bool; expected a number/],
        [header('@(context.Request.Headers["A"])'), /the value is string\[\]; expected one text/],
        ["<set-body>@(context.Request)</set-body>", /the value is IRequest; expected one text/],
      ] as const
    ).map(([text, message]) => ({ title: text, text: inbound(text), severity: WARNING, message })),
    {
      title: "a type that the reference does not have",
      text: variable("@(Unheard.Of)"),
      severity: WARNING,
      message: /Unheard is not declared/,
    },
  ],
});

test.each([
  ["in raw code", variable("@(context.Request.Url.Pth)"), "Pth)"],
  ["on a later line", variable("@{\n  var id = context.RequestId;\n  return idd;\n}"), "idd;"],
  ["behind references", variable("@(&quot;a&quot; + context.Request.Url.Pth)"), "Pth)"],
  ["in CDATA", inbound("<set-body>\n  <![CDATA[@(context.Api.Name + context.Request.Url.Pth)]]></set-body>"), "Pth)"],
])("a finding has its position %s", (_, text, place) => {
  const [finding] = checkRule("C-25", text);
  const { line, column } = finding!.position!;

  expect(text.split("\n")[line - 1]!.slice(column - 1)).toMatch(new RegExp(`^${place.replace(/[)]/, "\\)")}`));
  expect(finding!.message).toMatch(/^in `.*`: /);
});

test("nodes of another text have the position of their value", () => {
  const read = PolicyDocument.parse(variable("@(context.Request.Url.Pth)"));
  const moved = PolicyDocument.parse("<policies>\n<inbound /></policies>").withSection(
    PolicySection.INBOUND,
    read.trySection(PolicySection.INBOUND)!,
  );
  const [own, foreign] = [read, moved].map((document) => PolicyLint.check(document).find(({ id }) => id === "C-25"));

  expect(own!.position!.column).toBeGreaterThan(foreign!.position!.column);
  expect(foreign!.position).toEqual(
    (read.trySection(PolicySection.INBOUND)![1] as PolicyElement).attributes[1]!.position,
  );
});

test("each mistake of an expression is a finding", () => {
  const fixes = checkRule("C-25", variable("@(context.Request.Url.Pth + context.Request.Metod)")).map(({ fix }) => fix);

  expect(fixes).toEqual(["write Path", "write Method"]);
});

test("an expression that the library writes is not checked, but that of a user in it is", () => {
  const findings = (value: PolicyValue): string[] =>
    PolicyLint.check(PolicyDocument.of({ inbound: [new SetVariable({ name: "a", value })] }))
      .filter(({ id }) => id === "C-25")
      .map(({ fix }) => fix);
  const wrong = PolicyValue.expression("context.RequesId");

  expect(findings(wrong)).toEqual(["write RequestId"]);
  expect(findings(PolicyExpression.concat("a", wrong))).toEqual(["write RequestId"]);
  expect(findings(PolicyExpression.concat("a", PolicyExpression.header("b")))).toEqual([]);
});
