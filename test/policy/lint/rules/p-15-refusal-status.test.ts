import { REFUSAL_STATUS } from "../../../../src/policy/lint/rules/p-15-refusal-status";
import { checked, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(REFUSAL_STATUS, {
  good: [
    { title: "401", text: checked() },
    {
      title: "a status that is not known yet",
      text: checked({ attributes: 'header-name="A" failed-validation-httpcode="{{status}}"' }),
    },
  ],
  bad: [
    {
      title: "a success",
      text: checked({ attributes: 'header-name="A" failed-validation-httpcode="200"' }),
      severity: WARNING,
      message: /^a failed validation is answered with 200; expected 401 or 403$/,
    },
  ],
});
