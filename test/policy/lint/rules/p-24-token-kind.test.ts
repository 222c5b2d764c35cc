import { TOKEN_KIND } from "../../../../src/policy/lint/rules/p-24-token-kind";
import { checked, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(TOKEN_KIND, {
  good: [
    { title: "a scope alone", text: checked() },
    {
      title: "a role only without a scope",
      text: checked(
        {},
        when(
          '@(!((!((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") && ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("a")) || ((Jwt)context.Variables["jwt"]).Claims["scp"].Contains("b")))',
        ),
      ),
    },
    {
      title: "a role only of applications",
      text: checked(
        {},
        when(
          '@(((Jwt)context.Variables["jwt"]).Claims["idtyp"].Contains("app") && ((Jwt)context.Variables["jwt"]).Claims["roles"].Any() || ((Jwt)context.Variables["jwt"]).Claims["scp"].Any())',
        ),
      ),
    },
    {
      title: "a role only without a scope, for one of several clients",
      text: checked(
        {},
        when(
          '@(!((((Jwt)context.Variables["jwt"]).Claims["azp"].Contains("c") || ((Jwt)context.Variables["jwt"]).Claims["azp"].Contains("d")) ? (((Jwt)context.Variables["jwt"]).Claims.ContainsKey("scp") ? false : ((Jwt)context.Variables["jwt"]).Claims["roles"].Contains("a")) : false))',
        ),
      ),
    },
    {
      title: "a scope and a role",
      text: checked(
        {},
        when(
          '@(((Jwt)context.Variables["jwt"]).Claims["roles"].Any() && ((Jwt)context.Variables["jwt"]).Claims["scp"].Any())',
        ),
      ),
    },
  ],
  bad: [
    {
      title: "a scope or a role",
      text: checked(
        {},
        when(
          '@(((Jwt)context.Variables["jwt"]).Claims["roles"].Any() || ((Jwt)context.Variables["jwt"]).Claims["scp"].Any())',
        ),
      ),
      severity: WARNING,
      message: /^the condition accepts a scope or a role/,
    },
  ],
});
