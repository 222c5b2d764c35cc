import { ALLOWED_EXPRESSION } from "../../../../src/policy/lint/rules/c-05-allowed-expression";
import { adToken, ERROR, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(ALLOWED_EXPRESSION, {
  good: [
    {
      title: "where they are evaluated, and named values anywhere",
      text: inbound(
        `<send-request mode="new" response-variable-name='@("a")'><set-url>https://a</set-url><set-method>GET</set-method></send-request><cache-remove-value key="a" fail-on-cache-removal-error="@(true)" /><authentication-managed-identity resource="a" client-id="{{uami}}" />`,
      ),
    },
    {
      title: "the audience of validate-jwt, a claim, and a named value as audience",
      text: adToken(
        `<audiences><audience>{{orders}}</audience></audiences><required-claims><claim name="roles"><value>@("a")</value></claim></required-claims>`,
      ),
    },
    { title: "an expression where it is evaluated", text: inbound('<set-variable name="a" value="@(1)" />') },
    { title: "a named value where none is", text: inbound('<set-variable name="{{name}}" value="1" />') },
  ],
  bad: [
    {
      title: "an audience of validate-azure-ad-token",
      text: adToken(`<audiences><audience>@((string)context.Variables["expected"])</audience></audiences>`),
      severity: WARNING,
      message: /^the text of <audience> is the expression .*; expected plain text, because it is not evaluated here$/,
    },
    {
      title: "an expression for a number",
      text: inbound('<rate-limit calls="@(5)" renewal-period="60" />'),
      severity: ERROR,
      message: /^attribute "calls" of <rate-limit> is the expression "@\(5\)"; expected plain text/,
    },
    {
      title: "an expression for a fixed word",
      text: inbound('<cache-remove-value key="a" caching-type="@("internal")" />'),
      severity: ERROR,
      message: /caching-type/,
    },
    {
      title: "an expression for text, which may be kept as text",
      text: inbound('<set-variable name="@("a")" value="1" />'),
      severity: WARNING,
      message: /^attribute "name" of <set-variable>/,
    },
  ],
});
