import { FORBIDDEN_STATUS } from "../../../../src/policy/lint/rules/p-14-forbidden-status";
import { checked, inbound, jwt, TENANT, WARNING, when } from "../../../support/policy/lint";
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
    {
      title: "permissions in several checks as one",
      text: inbound(
        ["a", "b"]
          .map((role) => when("true", jwt({ claims: `<claim name="roles"><value>${role}</value></claim>` })))
          .join(""),
      ),
      severity: WARNING,
      message: /^a token without the required roles/,
      fix: /, also in 1 more place$/,
      path: "inbound/choose[1]/when[1]/validate-jwt/required-claims/claim",
    },
  ],
});
