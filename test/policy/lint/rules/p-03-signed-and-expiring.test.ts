import { SIGNED_AND_EXPIRING } from "../../../../src/policy/lint/rules/p-03-signed-and-expiring";
import { checked, ERROR, GOOD_ATTRIBUTES, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(SIGNED_AND_EXPIRING, {
  good: [
    { title: "the defaults", text: checked() },
    {
      title: "both demanded, or decided by a named value",
      text: checked({
        attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="true" require-expiration-time="{{expire}}"`,
      }),
    },
  ],
  bad: [
    {
      title: "unsigned tokens",
      text: checked({ attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="false"` }),
      severity: ERROR,
      message: /^require-signed-tokens is "false", so a token that anyone can write passes; expected "true"$/,
    },
    {
      title: "unexpiring tokens",
      text: checked({ attributes: `${GOOD_ATTRIBUTES} require-expiration-time="false"` }),
      severity: ERROR,
      message: /^require-expiration-time is "false", so a token that never expires passes/,
    },
    {
      title: "an expression that decides",
      text: checked({ attributes: `${GOOD_ATTRIBUTES} require-signed-tokens="@(context.Api.Id != &quot;a&quot;)"` }),
      severity: WARNING,
      message: /^require-signed-tokens is an expression/,
    },
  ],
});
