import { CHECK_EVERY_BRANCH } from "../../../../src/policy/lint/rules/p-01-check-every-branch";
import { AUTH0, checked, fragmentOf, inbound, jwt, WARNING, when, adToken, ERROR } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

/** A response with a status. */
const answer = (code: number | string): string => `<return-response><set-status code="${code}" /></return-response>`;

/** A document of the service, which inherits nothing. */
const outermost = (statements: string): string =>
  `<policies><inbound>${statements}</inbound><backend><forward-request /></backend></policies>`;

testRule(CHECK_EVERY_BRANCH, {
  good: [
    { title: "one check", text: checked() },
    { title: "no check", text: inbound("") },
    {
      title: "a check of the callers without a key, of which the service checked the others",
      text: inbound(
        `<choose><when condition="@(context.Subscription == null)">${jwt()}</when><otherwise><set-backend-service backend-id="a" /></otherwise></choose>`,
      ),
    },
    {
      title: "a check in every branch",
      text: inbound(
        `<choose><when condition="true">${jwt()}</when><when condition="false">${answer(403)}</when><otherwise><retry condition="false" count="1" interval="1">${jwt()}</retry></otherwise></choose>`,
      ),
    },
    ...[302, 401, 503].map((code) => ({
      title: `a branch that refuses with ${code}`,
      text: inbound(`<choose><when condition="true">${jwt()}</when><otherwise>${answer(code)}</otherwise></choose>`),
    })),
    { title: "a refusal of what no branch has checked", text: inbound(when("true", jwt()) + answer(404)) },
    {
      title: "an answer in a branch before the check, as of a page about the API",
      text: inbound(when("true", answer(200)) + jwt()),
    },
    {
      title: "a preflight request that is answered",
      text: inbound(
        `<choose><when condition="@(context.Request.Method == "OPTIONS")">${answer(200)}</when><otherwise>${jwt()}</otherwise></choose>`,
      ),
    },
    {
      title: "a certificate in the other branch",
      text: inbound(
        `<choose><when condition="true">${jwt()}</when><otherwise><validate-client-certificate /></otherwise></choose>`,
      ),
    },
    {
      title: "a check among statements that limit each other",
      text: inbound(`<limit-concurrency key="a" max-count="3">${jwt()}</limit-concurrency>`),
    },
    {
      title: "a choice in statements that all have to be done",
      text: inbound(
        `<wait for="all"><choose><when condition="true">${jwt()}</when><otherwise>${answer(401)}</otherwise></choose><cache-lookup-value key="a" variable-name="b" /></wait>`,
      ),
    },
    {
      title: "checks of one token in two branches",
      text: inbound(when("true", jwt()) + when("true", jwt()) + answer(401)),
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
    ...[
      `<choose><when condition="true"><set-variable name="a" value="b" /></when><when condition="@(context.Subscription == null)">${jwt()}</when></choose>`,
      `<choose><when condition="@(context.Subscription == null && context.Request.Method == "POST")">${jwt()}</when></choose>`,
      `<choose><when condition="@(context.Subscription != null)">${jwt()}</when></choose>`,
      `<choose><when condition="@(context.Subscription == null)">${when("true", jwt())}</when></choose>`,
    ].map((statements) => ({
      title: `some callers without a key: ${statements}`,
      text: inbound(statements),
      severity: WARNING,
      message: /is in a branch, and other branches validate no token/,
    })),
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
    {
      title: "two checks of one token in a branch",
      text: inbound(when("true", jwt() + jwt()) + answer(401)),
      severity: WARNING,
      message: /has validated already/,
    },
    ...[answer(200), answer("@(200)"), "<return-response />", "<mock-response />"].map((other) => ({
      title: `data without a token after a check in a branch: ${other}`,
      text: inbound(when('@(context.Request.Method == "POST")', jwt()) + other),
      severity: WARNING,
      message: /^<validate-jwt> is in a branch, and other branches validate no token/,
    })),
    ...[answer(200), answer("{{status}}"), '<return-response response-variable-name="a" />', "<mock-response />"].map(
      (other) => ({
        title: `data without a token in the other branch: ${other}`,
        text: inbound(`<choose><when condition="true">${jwt()}</when><otherwise>${other}</otherwise></choose>`),
        severity: WARNING,
        message: /other branches validate no token/,
      }),
    ),
    {
      title: "a check that need not be done",
      text: inbound(
        `<wait for="any"><choose><when condition="true">${jwt()}</when><otherwise>${answer(401)}</otherwise></choose><cache-lookup-value key="a" variable-name="b" /></wait>`,
      ),
      severity: WARNING,
      message: /other branches validate no token/,
    },
    ...[answer(200), "<return-response />"].map((other) => ({
      title: `a check after an answer to everyone: ${other}`,
      text: outermost(other + jwt()),
      severity: ERROR,
      message:
        /^<validate-jwt> never runs, because inbound\/return-response answers every caller before, without a token/,
      fix: /^move it to the top/,
    })),
    ...[answer(503), "<mock-response />"].map((other) => ({
      title: `a check after ${other}`,
      text: outermost(other + jwt()),
      severity: WARNING,
      message: /^<validate-jwt> never runs, because inbound\/\S+ ends the request before/,
    })),
    {
      title: "a check after an answer that a broader scope may guard",
      text: inbound(answer(200) + jwt()),
      severity: WARNING,
      message: /never runs/,
    },
    {
      title: "a check after an answer in its branch",
      text: inbound(when("true", answer(200) + jwt())),
      severity: WARNING,
      message: /never runs, because inbound\/choose\[1\]\/when\[1\]\/return-response/,
    },
    {
      title: "a check after a choice that answers in every branch",
      text: outermost(
        `<choose><when condition="true">${answer(200)}</when><otherwise>${answer(404)}</otherwise></choose>${jwt()}`,
      ),
      severity: WARNING,
      message: /never runs, because inbound\/choose\[1\] ends/,
    },
    ...["backend", "outbound", "on-error"].map((section) => ({
      title: `a check in ${section} only`,
      text: `<policies><inbound><base /></inbound><${section}><base />${jwt()}</${section}></policies>`,
      severity: WARNING,
      message: new RegExp(`^<validate-jwt> is in <${section}>, and <inbound> validates no token`),
    })),
    {
      title: "a check of Entra ID that another branch lacks",
      text: adToken("").replace(/<validate-azure[^]*token>/, when("true", "$&")),
      severity: WARNING,
      message: /^<validate-azure-ad-token> is in a branch/,
    },
  ],
});
