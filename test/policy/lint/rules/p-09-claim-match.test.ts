import { CLAIM_MATCH } from "../../../../src/policy/lint/rules/p-09-claim-match";
import { AUTH0, checked, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CLAIM_MATCH, {
  good: [
    {
      title: "a separator and a match",
      text: checked({
        claims: '<claim name="scp" match="any" separator=" "><value>read</value><value>write</value></claim>',
      }),
    },
    {
      title: "one value without a match",
      text: checked({ claims: '<claim name="roles"><value>Read</value></claim>' }),
    },
    { title: "any scope", text: checked({ claims: '<claim name="scp" />' }) },
    {
      title: "a list of scopes of another issuer",
      text: checked({ metadata: [AUTH0], issuers: [], claims: '<claim name="scp"><value>read</value></claim>' }),
    },
  ],
  bad: [
    {
      title: "a scope without a separator",
      text: checked({ claims: '<claim name="scp" match="any"><value>read</value></claim>' }),
      severity: WARNING,
      message: /^claim scp is compared as a whole; expected separator=" "/,
      path: "inbound/validate-jwt/required-claims/claim",
    },
    {
      title: "several values without a match",
      text: checked({ claims: '<claim name="roles"><value>Read</value><value>Write</value></claim>' }),
      severity: WARNING,
      message: /^claim roles requires all of its 2 values, because match is not given/,
    },
  ],
});
