import { CLOCK_SKEW } from "../../../../src/policy/lint/rules/p-11-clock-skew";
import { checked, GOOD_ATTRIBUTES, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CLOCK_SKEW, {
  good: [
    { title: "five minutes", text: checked({ attributes: `${GOOD_ATTRIBUTES} clock-skew="300"` }) },
    { title: "a named value", text: checked({ attributes: `${GOOD_ATTRIBUTES} clock-skew="{{skew}}"` }) },
  ],
  bad: [
    {
      title: "an hour",
      text: checked({ attributes: `${GOOD_ATTRIBUTES} clock-skew="3600"` }),
      severity: WARNING,
      message: /^clock-skew is 3600 seconds/,
    },
  ],
});
