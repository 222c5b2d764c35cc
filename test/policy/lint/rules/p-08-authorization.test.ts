import { AUTHORIZATION } from "../../../../src/policy/lint/rules/p-08-authorization";
import { adToken, CHALLENGE, checked, ERROR, inbound, jwt, TENANT, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(AUTHORIZATION, {
  good: [
    { title: "a condition on the checked token", text: checked() },
    {
      title: "a required scope",
      text: checked({ claims: '<claim name="scp" separator=" "><value>read</value></claim>' }, ""),
    },
    { title: "a required role", text: checked({ claims: '<claim name="roles"><value>Read</value></claim>' }, "") },
    { title: "a required group", text: checked({ claims: '<claim name="groups"><value>a</value></claim>' }, "") },
    {
      title: "a required claim whose name is not known yet",
      text: checked({ claims: '<claim name="{{claim}}"><value>a</value></claim>' }, ""),
    },
    {
      title: "named clients",
      text: adToken("<client-application-ids><application-id>a</application-id></client-application-ids>"),
    },
    {
      title: "a variable that is made of the token",
      text: checked(
        {},
        '<set-variable name="mayRead" value="@(((Jwt)context.Variables["jwt"]).Claims["scp"].Contains("read"))" />',
      ),
    },
    {
      title: "a condition on the token in the header",
      text: checked(
        {},
        when('@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt().Claims["roles"].Contains("a"))'),
      ),
    },
    { title: "a fragment that may decide", text: checked({}, '<include-fragment fragment-id="a" />') },
    {
      title: "keys of its own",
      text: checked({ children: "<issuer-signing-keys><key>{{key}}</key></issuer-signing-keys>" }, ""),
    },
  ],
  bad: [
    {
      title: "an audience alone",
      text: checked({}, ""),
      severity: WARNING,
      message: /^<validate-jwt> checks neither scope nor role, so every token for the API passes/,
    },
    {
      title: "claims that decide nothing",
      text: checked({ claims: `<claim name="tid"><value>${TENANT}</value></claim>` }, ""),
      severity: WARNING,
      message: /checks neither scope nor role/,
    },
    {
      title: "a condition before the check",
      text: inbound(when('@(context.Variables.ContainsKey("jwt"))') + jwt(), CHALLENGE),
      severity: WARNING,
      message: /checks neither/,
    },
    {
      title: "nothing at all with Entra ID",
      text: checked({ audiences: [] }, ""),
      severity: ERROR,
      message: /^<validate-jwt> checks neither scope nor role, and no audience: every token of the tenant passes/,
      fix: /<claim name="scp".* for users, or <claim name="roles"/,
    },
    {
      title: "an empty scope, which authorizes nobody",
      text: checked({ claims: '<claim name="scp" separator=" "><value></value></claim>' }, ""),
      severity: WARNING,
      message: /checks neither scope nor role/,
    },
    {
      title: "an empty list of clients",
      text: adToken(
        `<client-application-ids><application-id> </application-id></client-application-ids><audiences><audience>${TENANT}</audience></audiences>`,
      ),
      severity: WARNING,
      message: /checks neither scope nor role/,
    },
    {
      title: "an empty audience as well",
      text: checked({ audiences: [""], claims: '<claim name="roles"><value /></claim>' }, ""),
      severity: ERROR,
      message: /checks neither scope nor role, and no audience/,
    },
  ],
});
