import { IDENTITY_HEADER } from "../../../../src/policy/lint/rules/p-19-identity-header";
import { checked, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(IDENTITY_HEADER, {
  good: [
    {
      title: "a header that replaces the caller's",
      text: checked(
        {},
        '<set-header name="X-User"><value>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</value></set-header>',
      ),
    },
    {
      title: "another header",
      text: inbound(
        '<set-header name="X-Id" exists-action="skip"><value>@(context.RequestId.ToString())</value></set-header>',
      ),
    },
  ],
  bad: [
    {
      title: "a header that the caller can set",
      text: checked(
        {},
        '<set-header name="X-User" exists-action="skip"><value>@(((Jwt)context.Variables["jwt"]).Claims["oid"].First())</value></set-header>',
      ),
      severity: WARNING,
      message: /^the header identifies the caller, and exists-action is "skip"/,
    },
  ],
});
