import { TOKEN_TO_BACKEND } from "../../../../src/policy/lint/rules/p-17-token-to-backend";
import { checked, IDENTITY, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(TOKEN_TO_BACKEND, {
  good: [
    { title: "no credentials", text: checked() },
    { title: "credentials without a token", text: inbound('<authentication-certificate certificate-id="a" />') },
    {
      title: "a token that is deleted",
      text: checked(
        {},
        '<set-header name="x-functions-key"><value>{{key}}</value></set-header><set-header name="Authorization" exists-action="delete" />',
      ),
    },
    {
      title: "a token that is replaced",
      text: checked({}, `<authentication-certificate certificate-id="a" />${IDENTITY}`),
    },
    {
      title: "a header that is no credential",
      text: checked({}, '<set-header name="x-version"><value>{{version}}</value></set-header>'),
    },
  ],
  bad: [
    {
      title: "a key and the caller's token",
      text: checked({}, '<set-header name="x-functions-key"><value>{{key}}</value></set-header>'),
      severity: WARNING,
      message: /^<set-header> authenticates the gateway to the backend, which also gets the caller's token/,
    },
    {
      title: "a certificate and the caller's token",
      text: checked({}, '<authentication-certificate certificate-id="a" />'),
      severity: WARNING,
      message: /^<authentication-certificate>/,
    },
  ],
});
