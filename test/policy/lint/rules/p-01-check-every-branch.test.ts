import { CHECK_EVERY_BRANCH } from "../../../../src/policy/lint/rules/p-01-check-every-branch";
import { AUTH0, checked, fragmentOf, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CHECK_EVERY_BRANCH, {
  good: [
    { title: "one check", text: checked() },
    { title: "no check", text: inbound("") },
    {
      title: "a check in every branch",
      text: inbound(
        `<choose><when condition="true">${jwt()}</when><when condition="false"><return-response /></when><otherwise><retry condition="false" count="1" interval="1">${jwt()}</retry></otherwise></choose>`,
      ),
    },
    {
      title: "a branch that leaves out preflight requests",
      text: inbound(when('@(context.Request.Method != "OPTIONS")', jwt())),
    },
    {
      title: "a branch that leaves out operations by name",
      text: inbound(when('@(context.Operation.Id != "health")', jwt())),
    },
    {
      title: "a branch that leaves out several operations",
      text: inbound(when('@(!(context.Operation.Id == "health" || context.Operation.Id == "ready"))', jwt())),
    },
    {
      title: "checks of two tokens",
      text: inbound(jwt() + jwt({ attributes: 'header-name="X-Device" failed-validation-httpcode="401"' })),
    },
    {
      title: "a fragment that may check in the other branch",
      text: inbound(
        `<choose><when condition="true">${jwt()}</when><otherwise><include-fragment fragment-id="a" /></otherwise></choose>`,
      ),
    },
    {
      title: "a fragment that checks in the other branch",
      text: inbound(
        `<choose><when condition="true">${jwt()}</when><otherwise><include-fragment fragment-id="a" /></otherwise></choose>`,
      ),
      options: { knownFragments: new Map([fragmentOf("a", "validate-azure-ad-token")]) },
    },
  ],
  bad: [
    {
      title: "a fragment that is known to check nothing",
      text: inbound(
        `<choose><when condition="true">${jwt()}</when><otherwise><include-fragment fragment-id="a" /></otherwise></choose>`,
      ),
      options: { knownFragments: new Map([fragmentOf("a", "set-header")]) },
      severity: WARNING,
      message: /other branches validate no token/,
    },
    {
      title: "a check that a request can avoid",
      text: inbound(when('@(context.Request.Url.Path != "/health")', jwt())),
      severity: WARNING,
      message:
        /^<validate-jwt> is in a branch, and other branches validate no token; expected a check in every branch$/,
      path: "inbound/choose[1]/when[1]/validate-jwt",
    },
    {
      title: "a check of some operations only",
      text: inbound(when('@(context.Operation.Id == "admin")', jwt())),
      severity: WARNING,
      message: /other branches/,
    },
    {
      title: "a check that depends on more than the operation",
      text: inbound(when('@(context.Operation.Id != "health" &amp;&amp; context.Request.Method != "GET")', jwt())),
      severity: WARNING,
      message: /other branches/,
    },
    {
      title: "a check that another branch lacks",
      text: inbound(`<choose><when condition="true">${jwt()}</when><otherwise><base /></otherwise></choose>`),
      severity: WARNING,
      message: /other branches/,
    },
    {
      title: "two checks of one token",
      text: inbound(jwt() + jwt({ metadata: [AUTH0], issuers: [] })),
      severity: WARNING,
      message: /^<validate-jwt> validates the token that inbound\/validate-jwt\[1\] has validated already/,
      path: "inbound/validate-jwt[2]",
    },
  ],
});
