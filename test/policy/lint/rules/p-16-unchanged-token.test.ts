import { UNCHANGED_TOKEN } from "../../../../src/policy/lint/rules/p-16-unchanged-token";
import {
  AUTHORIZE,
  checked,
  ERROR,
  IDENTITY,
  inbound,
  jwt,
  setAuthorization,
  WARNING,
  when,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

testRule(UNCHANGED_TOKEN, {
  good: [
    { title: "credentials after the check", text: checked({}, IDENTITY + AUTHORIZE) },
    {
      title: "a token in a variable",
      text: inbound('<authentication-managed-identity resource="a" output-token-variable-name="b" />' + jwt()),
    },
    {
      title: "a token from another header",
      text: inbound(
        setAuthorization('@("Bearer " + context.Request.Headers.GetValueOrDefault("X-Token", ""))') + jwt(),
      ),
    },
    {
      title: "a token from a variable of the caller's",
      text: inbound(
        `<set-variable name="cookie" value="@(context.Request.Headers["Cookie"].First())" /><set-variable name="token" value="@((string)context.Variables["cookie"] + "")" />${setAuthorization('@("Bearer " + context.Variables["token"])')}${jwt()}`,
      ),
    },
    {
      title: "a token that another service gave for the caller's",
      text: inbound(
        `<send-request response-variable-name="answer"><set-url>https://a</set-url><set-method>POST</set-method><set-body>@(context.Request.Headers["Authorization"].First())</set-body></send-request>${setAuthorization('@(((IResponse)context.Variables["answer"]).Body.As<string>())')}${jwt()}`,
      ),
    },
    { title: "another header", text: inbound('<set-header name="X"><value>a</value></set-header>' + jwt()) },
    { title: "a check of another header", text: inbound(IDENTITY + jwt({ attributes: 'header-name="X-Token"' })) },
    {
      title: "a request of its own",
      text: inbound(
        `<send-request response-variable-name="a"><set-url>https://a</set-url><set-method>GET</set-method>${setAuthorization("Basic {{credentials}}")}</send-request>${jwt()}`,
      ),
    },
    {
      title: "another branch",
      text: inbound(`<choose><when condition="true">${IDENTITY}</when><otherwise>${jwt()}</otherwise></choose>`),
    },
    {
      title: "another section",
      text: `<policies><inbound><base />${jwt()}</inbound><backend>${IDENTITY}</backend></policies>`,
    },
  ],
  bad: [
    {
      title: "a managed identity before the check",
      text: inbound(IDENTITY + jwt()),
      severity: ERROR,
      message: /^<authentication-managed-identity> replaces the token before inbound\/validate-jwt validates it/,
      fix: /^move it after the validation$/,
      path: "inbound/authentication-managed-identity",
    },
    {
      title: "a literal before the check",
      text: inbound(setAuthorization("Bearer {{token}}") + jwt()),
      severity: ERROR,
      message: /^<set-header> replaces the token/,
    },
    {
      title: "a token of the gateway's own before the check",
      text: inbound(
        `<authentication-managed-identity resource="a" output-token-variable-name="own" />${setAuthorization('@("Bearer " + (string)context.Variables["own"])', "skip")}${jwt()}`,
      ),
      severity: ERROR,
      message: /^<set-header> replaces the token/,
    },
    {
      title: "a password before the check",
      text: inbound('<authentication-basic username="a" password="{{b}}" />' + jwt()),
      severity: ERROR,
      message: /^<authentication-basic> replaces the token/,
    },
    {
      title: "a header that is removed before the check",
      text: inbound('<set-header name="authorization" exists-action="delete" />' + jwt()),
      severity: ERROR,
      message: /^<set-header> removes the token before/,
    },
    {
      title: "the same before validate-azure-ad-token",
      text: inbound(`${IDENTITY}<validate-azure-ad-token tenant-id="a" />`),
      severity: ERROR,
      message: /before inbound\/validate-azure-ad-token/,
    },
    {
      title: "the same for the header that is checked",
      text: inbound(
        `<set-header name="X-Token"><value>a</value></set-header>${jwt({ attributes: 'token-value="@(context.Request.Headers["X-Token"].First())"' })}`,
      ),
      severity: ERROR,
      message: /replaces the token/,
    },
    {
      title: "the same in a branch",
      text: inbound(when("@(context.Product == null)", IDENTITY) + jwt()),
      severity: WARNING,
      message: /replaces the token/,
      path: "inbound/choose[1]/when[1]/authentication-managed-identity",
    },
  ],
});
