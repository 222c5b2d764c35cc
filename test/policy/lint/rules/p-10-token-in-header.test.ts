import { TOKEN_IN_HEADER } from "../../../../src/policy/lint/rules/p-10-token-in-header";
import { adToken, checked, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(TOKEN_IN_HEADER, {
  good: [
    { title: "the scheme Bearer", text: checked() },
    {
      title: "the scheme of proof of possession",
      text: checked({ attributes: 'header-name="Authorization" require-scheme="DPoP"' }),
    },
    {
      title: "another header",
      text: checked({ attributes: 'header-name="X-Token" failed-validation-httpcode="401"' }),
    },
    { title: "a value", text: checked({ attributes: 'token-value="@((string)context.Variables["token"])"' }) },
    { title: "a header that is not known yet", text: checked({ attributes: 'header-name="{{header}}"' }) },
    { title: "validate-azure-ad-token", text: adToken("") },
  ],
  bad: [
    {
      title: "any scheme",
      text: checked({ attributes: 'header-name="authorization"' }),
      severity: WARNING,
      message: /^any scheme is accepted before the token; expected require-scheme="Bearer"$/,
    },
    {
      title: "a token in the query",
      text: checked({ attributes: 'query-parameter-name="token"' }),
      severity: WARNING,
      message: /^the token is in the query/,
    },
    {
      title: "the scheme of a password",
      text: checked({ attributes: 'header-name="Authorization" require-scheme="Basic"' }),
      severity: WARNING,
      message: /^the scheme before the token is Basic, that of other credentials; expected Bearer$/,
    },
    {
      title: "a scheme without effect",
      text: checked({ attributes: 'header-name="X-Token" require-scheme="Bearer"' }),
      severity: WARNING,
      message: /^require-scheme has no effect on the header X-Token/,
    },
  ],
});
