import { CHALLENGE } from "../../../../src/policy/lint/rules/p-13-challenge";
import { checked, inbound, jwt, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CHALLENGE, {
  good: [
    { title: "a challenge in on-error", text: checked() },
    { title: "a fragment in on-error", text: inbound(jwt(), '<include-fragment fragment-id="a" />') },
    { title: "a fragment that checks", text: `<fragment>${jwt()}</fragment>` },
    {
      title: "a check that answers 403",
      text: inbound(jwt({ attributes: 'header-name="A" failed-validation-httpcode="403"' })),
    },
    {
      title: "a 401 with a challenge",
      text: inbound(
        '<return-response><set-status code="401" /><set-header name="www-authenticate"><value>Bearer</value></set-header></return-response>',
      ),
    },
    {
      title: "a response that another service made",
      text: inbound('<return-response response-variable-name="a"><set-status code="401" /></return-response>'),
    },
  ],
  bad: [
    {
      title: "a check without a challenge",
      text: inbound(jwt()),
      severity: WARNING,
      message: /^a failed validation is answered with 401 and without a WWW-Authenticate header; expected one$/,
      fix: /in <on-error> when context.LastError.Source is the validation; the construct JwtPolicy does so$/,
    },
    {
      title: "a 401 without a challenge",
      text: inbound('<return-response><set-status code="401" reason="Unauthorized" /></return-response>'),
      severity: WARNING,
      message: /^a 401 is sent without a WWW-Authenticate header/,
      path: "inbound/return-response",
    },
    {
      title: "all of them as one",
      text: inbound(jwt() + '<return-response><set-status code="401" /></return-response>'.repeat(3)),
      severity: WARNING,
      message: /^a failed validation is answered with 401/,
      fix: /, also in 3 more places$/,
    },
  ],
});
