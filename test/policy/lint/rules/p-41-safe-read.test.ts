import { SAFE_READ } from "../../../../src/policy/lint/rules/p-41-safe-read";
import { AUTH0, checked, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const JWT = '((Jwt)context.Variables["jwt"])';
const condition = (code: string): string => inbound(when(`@(${code})`));
const block = (code: string): string => inbound(`<set-variable name="a" value="@{ ${code} }" />`);
const request = (ignoreError: string, then: string): string =>
  inbound(
    `<send-request mode="new" response-variable-name="answer" timeout="30" ignore-error="${ignoreError}"><set-url>https://a.example</set-url></send-request>${then}`,
  );
const AUTHORIZATION = 'context.Request.Headers.GetValueOrDefault("Authorization", "")';

testRule(SAFE_READ, {
  good: [
    ...[
      `${JWT}.Claims.ContainsKey("groups") ? ${JWT}.Claims["groups"].Contains("finance") : false`,
      `${JWT}.Claims.ContainsKey("groups") && ${JWT}.Claims["groups"].Contains("finance")`,
      `!${JWT}.Claims.ContainsKey("groups") || !${JWT}.Claims["groups"].Contains("finance")`,
      `${JWT}.Claims.GetValueOrDefault("groups", "") == "a"`,
      `${JWT}.Claims.GetValueOrDefault("groups") == null`,
      `${JWT}.Claims.GetValueOrDefault("groups")?.Contains("a") == true`,
      `${JWT}.Claims["oid"].First() == "a"`,
      'context.Request.Headers.ContainsKey("X") && context.Request.Headers["x"].Contains("a")',
      'context.Request.Headers["Host"][0] == "a"',
      'context.Request.MatchedParameters["id"] == "a"',
      'context.Request.Url.Query.GetValueOrDefault("a", "").Length == 1',
      `${AUTHORIZATION}.AsJwt()?.Subject == "a"`,
      `${AUTHORIZATION}.Split(' ')[0] == "Bearer"`,
      `${AUTHORIZATION}.Split(' ').Last() == "a"`,
      `${AUTHORIZATION}.Split(' ').Length == 2 && ${AUTHORIZATION}.Split(' ')[1] == "a"`,
      `${AUTHORIZATION}.StartsWith("Bearer ") && ${AUTHORIZATION}.Split(' ')[1] == "a"`,
      "context.Operation.UrlTemplate.Split('/')[1] == \"a\"",
      "context.Request.Url.Path.Split('/')[2] == \"a\"",
      'context.User.Groups.Any() && context.User.Groups.First().Name == "a"',
      'context.User.Groups.FirstOrDefault()?.Name == "a"',
      'new[] { "a" }.First() == "b"',
    ].map((code) => ({ title: code, text: condition(code) })),
    ...[
      `if (${JWT}.Claims.ContainsKey("groups")) { return ${JWT}.Claims["groups"][0]; } return "";`,
      'try { return context.Request.Headers["X"][0]; } catch { return ""; }',
      `var parts = ${AUTHORIZATION}.Split(' '); return parts.Length == 2 ? parts[1] : "";`,
      'foreach (var part in "a;b".Split(\';\')) { return part; } return "";',
    ].map((code) => ({ title: code, text: block(code) })),
    {
      title: "a condition that has asked before",
      text: inbound(
        `${when('@(!context.Request.Headers.ContainsKey("X"))', "<return-response />")}${when('@(context.Request.Headers["X"][0] == "a")')}`,
      ),
    },
    {
      title: "a header that a statement checks before",
      text: inbound(
        `<check-header name="X" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="true"><value>a</value></check-header>${when('@(context.Request.Headers["x"][0] == "a")')}`,
      ),
    },
    {
      title: "a claim that the check requires",
      text: checked(
        { claims: '<claim name="groups" match="any"><value>a</value></claim>' },
        when(`@(${JWT}.Claims["groups"].Contains("b"))`),
      ),
    },
    {
      title: "the header of a checked token",
      text: checked({}, when('@(context.Request.Headers["Authorization"][0].Split(\' \')[1].AsJwt().Subject == "a")')),
    },
    {
      title: "an answer without ignore-error",
      text: request("false", when('@(((IResponse)context.Variables["answer"]).StatusCode == 200)')),
    },
    ...[
      'context.Variables["answer"] == null || ((IResponse)context.Variables["answer"]).StatusCode != 200',
      '((IResponse)context.Variables["answer"])?.StatusCode == 200',
      'context.Variables.ContainsKey("answer") && ((IResponse)context.Variables["answer"]).StatusCode == 200',
      '((IResponse)context.Variables["other"]).StatusCode == 200',
    ].map((code) => ({ title: `${code} after ignore-error`, text: request("true", when(`@(${code})`)) })),
    {
      title: "an answer that a condition has tested",
      text: request(
        "true",
        when(
          '@(context.Variables["answer"] != null)',
          '<set-body>@(((IResponse)context.Variables["answer"]).Body.As<string>())</set-body>',
        ),
      ),
    },
  ],
  bad: [
    {
      title: "a claim that a token may lack",
      text: checked(
        {},
        `<choose><when condition="@(context.Request.Method == "POST" && !${JWT}.Claims["groups"].Contains("finance"))"><return-response><set-status code="403" reason="Forbidden" /></return-response></when></choose>`,
      ),
      severity: WARNING,
      message:
        /^in `.*`: the read of Claims\["groups"\] throws if the claim is absent, and the caller gets 500; expected a test/,
      fix: /^ask Claims\.ContainsKey\("groups"\) before, or use Claims\.GetValueOrDefault\("groups", ""\)$/,
      path: "inbound/choose[1]/when[1]",
    },
    {
      title: "a claim of Entra ID in a token of another issuer",
      text: inbound(`${jwt({ metadata: [AUTH0], issuers: [] })}${when(`@(${JWT}.Claims["oid"].Contains("a"))`)}`),
      severity: WARNING,
      message: /Claims\["oid"\] throws/,
    },
    ...[
      [`${JWT}.Claims.ContainsKey("roles") && ${JWT}.Claims["groups"].Contains("a")`, /Claims\["groups"\] throws/],
      [`${JWT}.Claims["groups"].Contains("a") && ${JWT}.Claims.ContainsKey("groups")`, /Claims\["groups"\] throws/],
      ['context.Request.Headers["X-Key"][0] == "a"', /Headers\["X-Key"\] throws if the header is absent/],
      ['context.Request.Headers["X-Key"].First() == "a"', /Headers\["X-Key"\] throws/],
      ['context.Request.Url.Query["a"].Contains("b")', /Query\["a"\] throws if the parameter is absent/],
      ['context.Request.OriginalUrl.Query["a"][0] == "b"', /Query\["a"\] throws/],
      [
        'context.Request.Headers.GetValueOrDefault("X").StartsWith("a")',
        /the value of GetValueOrDefault is null if there is none and no default/,
      ],
      [`${JWT}.Claims.GetValueOrDefault("groups").Contains("a")`, /the value of GetValueOrDefault is null/],
      [
        `${AUTHORIZATION}.AsJwt().Subject == "a"`,
        /the value of AsJwt is null if the text is no token, so this throws and the caller gets 500; expected a test/,
      ],
      [`${AUTHORIZATION}.Split(' ')[1] == "a"`, /may have fewer parts/],
      [
        'context.Request.Headers.GetValueOrDefault("Cookie", "").Split(new[] { \'=\' }, 2)[1] == "a"',
        /may have fewer parts/,
      ],
      ["context.Request.Body.As<string>(true).Split(',')[2] == \"a\"", /may have fewer parts/],
      ['context.User.Groups.First().Name == "a"', /First throws if there is none/],
      [
        'context.User.Groups.Where(group => group.Name == "a").Single().Id == "b"',
        /Single throws if there is not exactly one/,
      ],
      [`${JWT}.Claims.GetValueOrDefault("roles", new string[0]).First() == "a"`, /First throws/],
    ].map(([code, message]) => ({
      title: code as string,
      text: condition(code as string),
      severity: WARNING,
      message: message as RegExp,
    })),
    ...[
      [`var token = ${JWT}; return token.Claims["groups"][0];`, /Claims\["groups"\] throws/],
      [`var parts = ${AUTHORIZATION}.Split(' '); return parts[1];`, /may have fewer parts/],
      [`var header = ${AUTHORIZATION}; return header.Split(' ')[1];`, /may have fewer parts/],
      [`var header = ${AUTHORIZATION}; return header.AsJwt().Subject;`, /the value of AsJwt is null/],
    ].map(([code, message]) => ({
      title: code as string,
      text: block(code as string),
      severity: WARNING,
      message: message as RegExp,
    })),
    ...[
      when('@(((IResponse)context.Variables["answer"]).StatusCode == 200)'),
      when('@((context.Variables["answer"] as IResponse).StatusCode == 200)'),
      when('@(context.Variables.GetValueOrDefault<IResponse>("answer").StatusCode == 200)'),
      '<set-variable name="a" value="@((string)((IResponse)context.Variables["answer"]).Body.As<JObject>()["access_token"])" />',
      '<set-variable name="a" value="@{ var answer = (IResponse)context.Variables["answer"]; return answer.StatusCode; }" />',
      `${when('@(((IResponse)context.Variables["answer"]).StatusCode == 200)')}<set-body>@(((IResponse)context.Variables["answer"]).Body.As<string>())</set-body>`,
    ].map((then) => ({
      title: `${then} after ignore-error`,
      text: request("true", then),
      severity: WARNING,
      message:
        /^in `.*`: the variable "answer" is null if its request fails, because of ignore-error, .*; expected a test for null/,
    })),
    {
      title: "the member of a connection's token after ignore-error",
      text: inbound(
        '<get-authorization-context provider-id="graph" authorization-id="user" context-variable-name="auth" ignore-error="true" /><set-header name="Authorization" exists-action="override"><value>@("Bearer " + ((Authorization)context.Variables["auth"]).AccessToken)</value></set-header>',
      ),
      severity: WARNING,
      message: /: the variable "auth" is null/,
    },
  ],
});
