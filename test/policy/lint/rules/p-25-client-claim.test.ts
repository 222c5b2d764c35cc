import { CLIENT_CLAIM } from "../../../../src/policy/lint/rules/p-25-client-claim";
import { AUTH0, checked, CLIENT, V1_ISSUER, V1_METADATA, V2_ISSUER, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(CLIENT_CLAIM, {
  good: [
    { title: "azp in version 2", text: checked({ claims: `<claim name="azp"><value>${CLIENT}</value></claim>` }) },
    {
      title: "appid in version 1",
      text: checked({
        metadata: [V1_METADATA],
        issuers: [V1_ISSUER],
        claims: `<claim name="appid"><value>${CLIENT}</value></claim>`,
      }),
    },
    {
      title: "either in both",
      text: checked({
        issuers: [V1_ISSUER, V2_ISSUER],
        claims: `<claim name="appid"><value>${CLIENT}</value></claim>`,
      }),
    },
    {
      title: "both in a condition",
      text: checked(
        {},
        when(
          '@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("azp", ((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("appid", "")) == "a")',
        ),
      ),
    },
    {
      title: "azp of another issuer",
      text: checked({ metadata: [AUTH0], issuers: [], claims: '<claim name="appid"><value>a</value></claim>' }),
    },
  ],
  bad: [
    {
      title: "appid in version 2",
      text: checked({ claims: `<claim name="appid"><value>${CLIENT}</value></claim>` }),
      severity: WARNING,
      message: /^claim appid is read, and only version 2 tokens pass, which do not have it; expected azp$/,
      fix: /^use azp$/,
    },
    {
      title: "azp in version 1",
      text: checked(
        { metadata: [V1_METADATA], issuers: [] },
        when('@(((Jwt)context.Variables["jwt"]).Claims["azp"].Contains("a"))'),
      ),
      severity: WARNING,
      message: /^claim azp is read, and only version 1 tokens pass/,
    },
  ],
});
