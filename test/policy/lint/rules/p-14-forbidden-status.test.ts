import { FORBIDDEN_STATUS } from "../../../../src/policy/lint/rules/p-14-forbidden-status";
import { checked, TENANT, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(FORBIDDEN_STATUS, {
  good: [
    { title: "a decision after the check", text: checked() },
    {
      title: "a check that answers 403",
      text: checked({
        attributes: 'header-name="A" failed-validation-httpcode="403"',
        claims: '<claim name="roles"><value>a</value></claim>',
      }),
    },
    {
      title: "claims that are no permissions",
      text: checked({ claims: `<claim name="tid"><value>${TENANT}</value></claim>` }),
    },
  ],
  bad: [
    {
      title: "a permission in the check",
      text: checked({ claims: '<claim name="roles"><value>a</value></claim>' }),
      severity: WARNING,
      message: /^a token without the required roles is answered with 401; expected 403/,
    },
  ],
});
