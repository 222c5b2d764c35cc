import { LIMIT_KEY } from "../../../../src/policy/lint/rules/p-21-limit-key";
import { AUTHORIZE, checked, inbound, jwt, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(LIMIT_KEY, {
  good: [
    {
      title: "a limit after the check",
      text: checked(
        {},
        `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First().AsJwt().Subject)" />${AUTHORIZE}`,
      ),
    },
    {
      title: "a limit by address before the check",
      text: inbound(
        `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.IpAddress)" />${jwt()}`,
      ),
    },
    {
      title: "a limit without a check",
      text: inbound(
        '<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First())" />',
      ),
    },
  ],
  bad: [
    {
      title: "a limit by a token before the check",
      text: inbound(
        `<quota-by-key calls="1" renewal-period="300" counter-key="@(context.Request.Headers.GetValueOrDefault("Authorization"))" />${jwt()}`,
      ),
      severity: WARNING,
      message: /^<quota-by-key> counts by the token before inbound\/validate-jwt validates it/,
    },
  ],
});
