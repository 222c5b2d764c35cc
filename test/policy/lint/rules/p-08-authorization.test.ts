import { AUTHORIZATION } from "../../../../src/policy/lint/rules/p-08-authorization";
import { adToken, CHALLENGE, checked, ERROR, inbound, jwt, TENANT, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const FORBIDDEN = '<return-response><set-status code="403" reason="Forbidden" /></return-response>';
const HAS_ROLE = '@(((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("a"))';
const LACKS_ROLE = HAS_ROLE.replace("@(", "@(!");

testRule(AUTHORIZATION, {
  good: [
    { title: "a condition on the checked token", text: checked() },
    {
      title: "a fragment that leaves the token to what includes it",
      text: `<fragment>${jwt()}</fragment>`,
    },
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
        `<set-variable name="mayRead" value="@(((Jwt)context.Variables["jwt"]).Claims["scp"].Contains("read"))" />${when('@(!(bool)context.Variables["mayRead"])', FORBIDDEN)}`,
      ),
    },
    {
      title: "a condition on the token in the header",
      text: checked(
        {},
        when(
          '@(!context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt().Claims["roles"].Contains("a"))',
          FORBIDDEN,
        ),
      ),
    },
    {
      title: "a condition with a refusal of everyone else",
      text: checked(
        {},
        `<choose><when condition="${HAS_ROLE}"><set-method>GET</set-method></when><otherwise>${FORBIDDEN}</otherwise></choose>`,
      ),
    },
    {
      title: "an answer to some callers and a refusal of the rest",
      text: checked({}, when(HAS_ROLE, '<return-response><set-status code="200" /></return-response>') + FORBIDDEN),
    },
    {
      title: "a refusal in a branch of a branch",
      text: checked({}, when(LACKS_ROLE, when('@(context.Request.Method == "POST")', FORBIDDEN))),
    },
    {
      title: "a refusal whose status is not known yet",
      text: checked({}, when(LACKS_ROLE, '<return-response><set-status code="{{forbidden}}" /></return-response>')),
    },
    {
      title: "a decision of another service, whose response is sent",
      text: checked(
        {},
        `<send-request mode="new" response-variable-name="decision"><set-url>https://decide.contoso.com/</set-url><set-body>@(((Jwt)context.Variables["jwt"]).Subject)</set-body></send-request>${when('@(((IResponse)context.Variables["decision"]).StatusCode != 200)', '<return-response response-variable-name="decision" />')}`,
      ),
    },
    {
      title: "a stricter check for some tokens",
      text: checked({}, when(LACKS_ROLE, jwt({ claims: '<claim name="roles"><value>b</value></claim>' }))),
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
    ...[
      ["a status that ends nothing", '<set-status code="403" reason="Forbidden" />'],
      ["a body of a refusal that is not sent", "<set-body>Forbidden</set-body>"],
      ["another backend", '<set-backend-service base-url="https://read.contoso.com" />'],
      ["a success", '<return-response><set-status code="200" /></return-response>'],
      ["a response without a status", "<return-response />"],
      ["an invented response", "<mock-response />"],
      ["a variable that nothing reads", '<set-variable name="refused" value="true" />'],
    ].map(([title, statements]) => ({
      title: `a condition on the token that leads to ${title}`,
      text: checked({}, when(LACKS_ROLE, statements)),
      severity: WARNING,
      message: /^<validate-jwt> checks neither scope nor role/,
    })),
    {
      title: "a refusal that does not depend on the token",
      text: checked({}, when(HAS_ROLE) + when('@(context.Request.Method == "POST")', FORBIDDEN)),
      severity: WARNING,
      message: /checks neither/,
    },
    {
      title: "a variable that is made of the token and decides nothing",
      text: checked(
        {},
        '<set-variable name="mayRead" value="@(((Jwt)context.Variables["jwt"]).Claims["scp"].Contains("read"))" />',
      ),
      severity: WARNING,
      message: /checks neither/,
    },
  ],
});
