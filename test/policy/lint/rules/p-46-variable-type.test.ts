import { PolicyDocument, PolicyExpression, PolicyLint, PolicyVariableType, SetVariable } from "../../../../src/policy";
import { VARIABLE_TYPE } from "../../../../src/policy/lint/rules/p-46-variable-type";
import { checked, ERROR, inbound, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const variable = (value: string, name = "a"): string => `<set-variable name="${name}" value="${value}" />`;
const read = (code: string): string => variable(`@(${code})`, "b");
const request =
  '<send-request mode="new" response-variable-name="answer" timeout="30" ignore-error="false"><set-url>https://a.example</set-url></send-request>';

testRule(VARIABLE_TYPE, {
  good: [
    [variable("true"), '(string)context.Variables["a"]'],
    [variable("@(true)"), '(bool)context.Variables["a"]'],
    [variable("@(context.Tracing)"), '(bool?)context.Variables["a"]'],
    [variable("@(1)"), '(object)context.Variables["a"]'],
    [variable("@(1)"), 'context.Variables["a"].ToString()'],
    [variable("@(1)"), 'context.Variables.GetValueOrDefault<int>("a")'],
    [variable("@(1)"), 'context.Variables.ContainsKey("a")'],
    [variable("{{flag}}"), '(bool)context.Variables["a"]'],
    [variable("@({{flag}})"), '(bool)context.Variables["a"]'],
    [variable('@(context.Request.Body.As<JObject>()["a"])'), '(JObject)context.Variables["a"]'],
    [variable("@(new JObject())"), '(JToken)context.Variables["a"]'],
    [variable("@(new List<string>())"), '(IEnumerable<string>)context.Variables["a"]'],
    [variable('@(context.Variables["c"])'), '(string)context.Variables["a"]'],
    [`${variable("true")}${variable("@(true)")}`, '(bool)context.Variables["a"]'],
    [variable("true", "{{name}}"), '(bool)context.Variables["a"]'],
    [request, '((IResponse)context.Variables["answer"]).StatusCode'],
    ["", '(bool)context.Variables["a"]'],
  ].map(([set, code]) => ({ title: `${set} with ${code}`, text: inbound(`${set}${read(code!)}`) })),
  bad: [
    {
      title: "a flag that is a text",
      text: inbound(`${variable("true", "flag")}${when('@((bool)context.Variables["flag"])')}`),
      severity: ERROR,
      message:
        /^in `.*`: the variable "flag" is set as string and read as bool, so the cast throws and the caller gets 500; expected/,
      fix: /^read it as string, or set it as bool$/,
      path: "inbound/choose[1]/when[1]",
    },
    ...(
      [
        [variable("@(true)"), '(string)context.Variables["a"] + "b"', /is set as bool and read as string/],
        [variable("@(5)"), '((long)context.Variables["a"])', /is set as int and read as long/],
        [variable("5"), '(int) /* calls */ context . Variables [ @"a" ]', /is set as string and read as int/],
        [request, '(string)context.Variables["answer"]', /is set as IResponse and read as string/],
        [
          variable('@(context.Request.Body.As<JObject>(true)["a"])'),
          '(string)context.Variables["a"]',
          /JToken and read/,
        ],
      ] as const
    ).map(([set, code, message]) => ({
      title: `${set} with ${code}`,
      text: inbound(`${set}${read(code)}`),
      severity: ERROR,
      message,
    })),
    ...(
      [
        [variable("5"), 'context.Variables.GetValueOrDefault<int>("a", 1)', /so the value is not given; expected/],
        [variable("5"), 'context.Variables["a"] as JObject', /so the result is null; expected/],
        [variable("5"), 'context.Tracing ? (int)context.Variables["a"] : 1', /so the cast throws/],
        [`${variable("5")}<include-fragment fragment-id="a" />`, '(int)context.Variables["a"]', /so the cast throws/],
        [`${variable("5")}${variable("6")}`, '(int)context.Variables["a"]', /so the cast throws/],
        [when("@(context.Tracing)", variable("5")), '(int)context.Variables["a"]', /so the cast throws/],
      ] as const
    ).map(([set, code, message]) => ({
      title: `${set} with ${code}`,
      text: inbound(`${set}${read(code)}`),
      severity: WARNING,
      message,
    })),
    {
      title: "a condition that is asked after another one",
      text: inbound(
        `${variable("5", "calls")}<choose><when condition="@(context.Tracing)"><set-body>a</set-body></when><when condition="@((int)context.Variables["calls"] > 1)"><set-body>b</set-body></when></choose>`,
      ),
      severity: WARNING,
      message: /"calls" is set as string and read as int/,
    },
    {
      title: "a local variable",
      text: inbound(`${variable("5")}${variable('@{ var a = (int)context.Variables["a"]; return a; }', "b")}`),
      severity: ERROR,
      message: /is set as string and read as int/,
    },
    {
      title: "a read after a return",
      text: inbound(
        `${variable("5")}${variable('@{ if (context.Tracing) { return 1; } return (int)context.Variables["a"]; }', "b")}`,
      ),
      severity: WARNING,
      message: /is set as string and read as int/,
    },
    {
      title: "a token as text",
      text: checked({}, read('(string)context.Variables["jwt"]')),
      severity: ERROR,
      message: /is set as Jwt and read as string/,
    },
  ],
});

test("finds a type that PolicyExpression.variable is given", () => {
  const findings = (type: PolicyVariableType): unknown[] =>
    PolicyLint.check(
      PolicyDocument.of({
        inbound: [
          new SetVariable({ name: "a", value: "true" }),
          new SetVariable({ name: "b", value: PolicyExpression.variable("a", type) }),
        ],
      }),
    ).flatMap(({ id, message }) => (id === "P-46" ? [message] : []));

  expect(findings(PolicyVariableType.STRING)).toEqual([]);
  expect(findings(PolicyVariableType.BOOLEAN)).toEqual([expect.stringMatching(/set as string and read as bool/)]);
});
