import { STABLE_CLAIM } from "../../../../src/policy/lint/rules/p-22-stable-claim";
import { checked, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(STABLE_CLAIM, {
  good: [
    {
      title: "claims that never change",
      text: checked({ claims: '<claim name="oid"><value>a</value></claim>' }),
    },
    { title: "a claim that only has to be there", text: checked({ claims: '<claim name="email" />' }) },
    {
      title: "a name in a log",
      text: checked(
        {},
        '<trace source="a"><message>@(((Jwt)context.Variables["jwt"]).Claims["name"].First())</message></trace>',
      ),
    },
    {
      title: "whether a name is there, before it is copied",
      text: checked({}, when('@(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("preferred_username"))')),
    },
  ],
  bad: [
    {
      title: "an address of mail",
      text: checked({ claims: '<claim name="email"><value>a@contoso.com</value></claim>' }),
      severity: WARNING,
      message: /^claim email is required, but its value can change/,
    },
    {
      title: "a name in a condition",
      text: checked({}, when('@(((Jwt)context.Variables["jwt"]).Claims["preferred_username"].Contains("a"))')),
      severity: WARNING,
      message: /^the condition reads claim preferred_username/,
    },
    {
      title: "a name in a condition that asks first whether it is there",
      text: checked(
        {},
        when(
          '@(((Jwt)context.Variables["jwt"]).Claims.ContainsKey("upn") &amp;&amp; ((Jwt)context.Variables["jwt"]).Claims["upn"].Contains("a"))',
        ),
      ),
      severity: WARNING,
      message: /^the condition reads claim upn/,
    },
  ],
});
