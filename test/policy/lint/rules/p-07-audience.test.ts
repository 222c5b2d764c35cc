import { AUDIENCE } from "../../../../src/policy/lint/rules/p-07-audience";
import {
  adToken,
  AUTH0,
  checked,
  CLIENT,
  ERROR,
  TENANT,
  V2_METADATA,
  WARNING,
  when,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(AUDIENCE, {
  good: [
    { title: "an audience", text: checked() },
    {
      title: "a required claim aud",
      text: checked({ audiences: [], claims: `<claim name="aud"><value>${CLIENT}</value></claim>` }),
    },
    {
      title: "a condition on the audience",
      text: checked({ audiences: [] }, when('@(!((Jwt)context.Variables["jwt"]).Audiences.Contains("a"))')),
    },
    {
      title: "a named value for the audiences",
      text: checked({ children: `<openid-config url="${V2_METADATA}" /><audiences>{{audiences}}</audiences>` }),
    },
    {
      title: "an application in validate-azure-ad-token",
      text: adToken("<backend-application-ids><application-id>a</application-id></backend-application-ids>"),
    },
    { title: "an expression that does not read the request", text: checked({ audiences: ["@(context.Api.Id)"] }) },
  ],
  bad: [
    {
      title: "no audience with Entra ID",
      text: checked({ audiences: [] }),
      severity: ERROR,
      message: /^<validate-jwt> checks no audience, so a token for any API of the tenant passes/,
    },
    {
      title: "no audience with Entra ID, a scope notwithstanding",
      text: checked({ audiences: [], claims: '<claim name="scp" separator=" "><value>read</value></claim>' }),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "no audience in validate-azure-ad-token",
      text: adToken(""),
      severity: ERROR,
      message: /^<validate-azure-ad-token> checks no audience/,
    },
    {
      title: "no audience where only named clients may call",
      text: adToken("<client-application-ids><application-id>a</application-id></client-application-ids>"),
      severity: WARNING,
      message: /so a token for another API may pass/,
    },
    {
      title: "no audience with another issuer",
      text: checked({ metadata: [AUTH0], issuers: [], audiences: [] }),
      severity: WARNING,
      message: /so a token for another API may pass/,
      fix: /what the issuer calls this API$/,
    },
    {
      title: "no audience where the metadata is not known yet",
      text: checked({ metadata: ["{{metadata}}"], issuers: [], audiences: [] }),
      severity: WARNING,
      message: /checks no audience/,
    },
    {
      title: "no audience for a tenant that is not known yet",
      text: checked({ metadata: [V2_METADATA.replace(TENANT, "{{tenant}}")], issuers: [], audiences: [] }),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "an audience of the caller's",
      text: checked({ audiences: ["@(context.Request.OriginalUrl.Host)"] }),
      severity: WARNING,
      message: /^the audience is read from the request/,
    },
    {
      title: "any audience",
      text: checked({ audiences: ["*"] }),
      severity: WARNING,
      message: /^the audience is "\*"/,
    },
  ],
});
