import { CHECKED_TOKEN } from "../../../../src/policy/lint/rules/p-18-checked-token";
import { checked, checkRule, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const SUBJECT = 'context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject';
const OF_VARIABLE = '((Jwt)context.Variables["jwt"]).Subject';

const header = (code: string, name = "X-User"): string =>
  `<set-header name="${name}" exists-action="override"><value>@(${code})</value></set-header>`;
/** A document without a broader scope that could have checked the token. */
const alone = (statements: string): string => `<policies><inbound>${statements}</inbound></policies>`;

testRule(CHECKED_TOKEN, {
  good: [
    {
      title: "a token that was checked",
      text: checked({}, when('@(context.Request.Headers["Authorization"].First().AsJwt().Claims["a"].Any())')),
    },
    {
      title: "a token that the broader scope may have checked",
      text: inbound(when('@(context.Request.Headers["Authorization"].First().AsJwt() != null)')),
    },
    {
      title: "a token in a fragment",
      text: `<fragment>${when('@(context.Request.Headers["Authorization"].First().AsJwt() != null)')}</fragment>`,
    },
    {
      title: "a token that only names a counter",
      text: `<policies><inbound><rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First().AsJwt()?.Subject)" /></inbound></policies>`,
    },
    { title: "a header from a token that a broader scope may have checked", text: inbound(header(SUBJECT)) },
    { title: "a header from the checked token", text: checked({}, header(OF_VARIABLE)) },
    { title: "a header from the token in the checked header", text: alone(jwt() + header(SUBJECT)) },
    {
      title: "a header from a variable that was made before the check of the same token",
      text: alone(
        `<set-variable name="user" value="@(${SUBJECT})" />${jwt()}${header('(string)context.Variables["user"]')}`,
      ),
    },
    {
      title: "a header of a request that validates the token elsewhere",
      text: alone(
        `<send-request mode="new" response-variable-name="a"><set-url>https://a.contoso.com</set-url>${header(SUBJECT)}</send-request>`,
      ),
    },
    {
      title: "a header of the response",
      text: `<policies><inbound /><outbound>${header(SUBJECT)}</outbound></policies>`,
    },
    {
      title: "a variable of a check in a branch before",
      text: inbound(`${when("true", jwt())}${when(`@(${OF_VARIABLE} == "a")`)}${when("false", jwt())}`),
    },
    {
      title: "a condition that only selects which check runs",
      text: alone(
        `<choose><when condition="@(${SUBJECT} == "a")">${jwt()}</when><otherwise>${jwt()}</otherwise></choose>`,
      ),
    },
    {
      title: "a condition that asks whether a broader scope has set the variable",
      text: inbound(when('@(!context.Variables.ContainsKey("jwt"))', jwt())),
    },
  ],
  bad: [
    {
      title: "a token that nothing has checked",
      text: `<policies><inbound>${when('@(context.Request.Headers["Authorization"].First().AsJwt().Claims["roles"].Contains("a"))')}</inbound></policies>`,
      severity: WARNING,
      message: /^the condition reads a token that is not validated before/,
      path: "inbound/choose[1]/when[1]",
    },
    {
      title: "a token that is checked later",
      text: `<policies><inbound>${when("@(context.Request.Headers[\"Authorization\"].First().Split(' ')[1].TryParseJwt(out Jwt jwt))")}${jwt()}<base /></inbound></policies>`,
      severity: WARNING,
      message: /not validated before/,
    },
    {
      title: "a token that is taken apart by hand",
      text: `<policies><inbound>${when("@(Convert.FromBase64String(context.Request.Headers[\"Authorization\"].First().Split('.')[1]).Length > 0)")}</inbound></policies>`,
      severity: WARNING,
      message: /not validated before/,
    },
    {
      title: "a header from a token that nothing has checked",
      text: alone(header(SUBJECT, "X-User-Principal")),
      severity: WARNING,
      message: /^<set-header> reads a token that is not validated before, so the caller decides/,
      path: "inbound/set-header/value",
    },
    {
      title: "a parameter from a token that is checked later",
      text: alone(
        `<set-query-parameter name="user" exists-action="override"><value>@(${SUBJECT})</value></set-query-parameter>${jwt()}`,
      ),
      severity: WARNING,
      message: /^<set-query-parameter> reads a token that is not validated before/,
    },
    {
      title: "a path from a token that nothing has checked",
      text: alone(`<rewrite-uri template="@("/users/" + ${SUBJECT})" />`),
      severity: WARNING,
      message: /^<rewrite-uri> reads a token/,
    },
    {
      title: "a header from a variable of a token that nothing has checked",
      text: alone(
        `<set-variable name="user" value="@(${SUBJECT})" /><set-variable name="name" value="@("u-" + (string)context.Variables["user"])" />${header('(string)context.Variables["name"]')}`,
      ),
      severity: WARNING,
      message: /^<set-header> reads a token that is not validated before/,
    },
    {
      title: "a token in another header that nothing has checked",
      text: alone(header('context.Request.Headers["X-Token"].First().AsJwt().Claims["oid"].First()')),
      severity: WARNING,
      message: /^<set-header> reads a token/,
    },
    {
      title: "a condition on the variable of a later check",
      text: inbound(when(`@(${OF_VARIABLE} == "a")`) + jwt()),
      severity: WARNING,
      message: /^the condition reads variable "jwt" before inbound\/validate-jwt sets it; expected/,
      fix: /^move it after the validation$/,
    },
    {
      title: "a header from the variable of a later check",
      text: inbound(header(OF_VARIABLE) + jwt()),
      severity: WARNING,
      message: /^<set-header> reads variable "jwt" before inbound\/validate-jwt sets it/,
    },
  ],
});

test("finds the condition and the header of a document that believes every token", () => {
  const token = "context.Request.Headers.GetValueOrDefault(\"Authorization\").Split(' ')[1].AsJwt()";
  const text = alone(
    `<choose><when condition="@(!${token}.Claims.GetValueOrDefault("roles", "").Contains("Orders.Power"))"><rate-limit-by-key calls="50" duration="60" counter-key="@(${token}?.Subject)" /></when></choose>${header(`${token}?.Subject`, "X-User-Principal")}`,
  );

  expect(checkRule("P-18", text).map(({ path }) => path)).toEqual([
    "inbound/choose[1]/when[1]",
    "inbound/set-header/value",
  ]);
  expect(checkRule("P-21", text).map(({ path }) => path)).toEqual(["inbound/choose[1]/when[1]/rate-limit-by-key"]);
  expect(checkRule("P-34", text)).toHaveLength(1);
});
