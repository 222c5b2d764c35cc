import { ENDING_REFUSAL } from "../../../../src/policy/lint/rules/p-32-ending-refusal";
import { check, checked, ERROR, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const FORBIDDEN = '<set-status code="403" reason="Forbidden" />';
const LACKS_ROLE = '@(!((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("roles","").Contains("Orders.Write"))';

testRule(ENDING_REFUSAL, {
  good: [
    {
      title: "a status of a response that is sent",
      text: checked({}, when(LACKS_ROLE, `<return-response>${FORBIDDEN}</return-response>`)),
    },
    {
      title: "a status of a response that exists",
      text: `<policies><inbound><base /></inbound><backend><base /></backend><outbound><base />${when("true", FORBIDDEN)}</outbound><on-error><base />${FORBIDDEN}</on-error></policies>`,
    },
    { title: "a fragment that may run in outbound", text: `<fragment>${when("true", FORBIDDEN)}</fragment>` },
  ],
  bad: [
    {
      title: "a refusal that the request outlives",
      text: checked({}, when(LACKS_ROLE, FORBIDDEN)),
      severity: ERROR,
      message: /^<set-status> sets 403 and does not end the request, so those who are to be refused reach the backend/,
      fix: /^write <return-response><set-status code="403" \/><\/return-response>$/,
      path: "inbound/choose[1]/when[1]/set-status",
    },
    {
      title: "a refusal in otherwise, with a body",
      text: checked(
        {},
        `<choose><when condition="true"><set-method>GET</set-method></when><otherwise><set-status code="401" reason="Unauthorized" /><set-body>no</set-body></otherwise></choose>`,
      ),
      severity: ERROR,
      message: /^<set-status> sets 401/,
    },
    {
      title: "a refusal without any check",
      text: inbound(when('@(!context.Request.Headers.ContainsKey("X-Key"))', '<set-status code="401" />')),
      severity: ERROR,
      message: /sets 401/,
    },
    {
      title: "a refusal inside other statements",
      text: inbound(
        `<limit-concurrency key="a" max-count="2">${when("true", when("false", FORBIDDEN))}</limit-concurrency>`,
      ),
      severity: ERROR,
      message: /sets 403/,
    },
    {
      title: "a status beside the response that is sent",
      text: inbound(when("true", `${FORBIDDEN}<return-response />`)),
      severity: WARNING,
      message: /^<set-status> has no effect in <inbound>/,
    },
    {
      title: "a status that a later statement may use",
      text: inbound(`${when("true", FORBIDDEN)}<include-fragment fragment-id="refuse" />`),
      severity: WARNING,
      message: /has no effect/,
    },
    {
      title: "a status for every request",
      text: inbound('<set-status code="200" reason="OK" />'),
      severity: WARNING,
      message: /has no effect/,
    },
    {
      title: "a status that is not known yet",
      text: inbound(when("true", '<set-status code="{{status}}" />')),
      severity: WARNING,
      message: /has no effect/,
    },
    {
      title: "a refusal in a fragment with a check",
      text: `<fragment>${jwt()}${when(LACKS_ROLE, FORBIDDEN)}</fragment>`,
      severity: WARNING,
      message: /has no effect/,
    },
  ],
});

test("an API whose refusal refuses nobody does not look closed", () => {
  const ids = check(checked({}, when(LACKS_ROLE, FORBIDDEN))).map(({ id }) => id);

  expect(ids).toEqual(expect.arrayContaining(["P-32", "P-08", "P-34"]));
});
