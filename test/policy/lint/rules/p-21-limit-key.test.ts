import { LIMIT_KEY } from "../../../../src/policy/lint/rules/p-21-limit-key";
import { AUTHORIZE, checked, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

function limit(code: string, name = "rate-limit-by-key"): string {
  return `<${name} calls="1" renewal-period="300" counter-key="@(${code})" />`;
}

const lookup = (code: string): string => `<cache-lookup-value key="@(${code})" variable-name="found" />`;
const header = (name: string): string => `context.Request.Headers.GetValueOrDefault("${name}", "")`;
const FORBIDDEN = '<return-response><set-status code="403" reason="Forbidden" /></return-response>';
const SUBJECT = '((Jwt)context.Variables["jwt"]).Subject';
/** A document that inherits nothing, so that no broader scope can have validated the token. */
const outermost = (statements: string): string =>
  `<policies><inbound>${statements}</inbound><backend><forward-request /></backend></policies>`;

testRule(LIMIT_KEY, {
  good: [
    {
      title: "a limit after the check",
      text: checked(
        {},
        `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers["Authorization"].First().AsJwt().Subject)" />${AUTHORIZE}`,
      ),
    },
    {
      title: "a limit by address before the check",
      text: inbound(
        `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.IpAddress)" />${jwt()}`,
      ),
    },
    ...[
      "context.Subscription.Id",
      "context.Subscription?.Key ?? context.Request.IpAddress",
      "context.User.Id + context.Operation.Id",
      'context.Request.MatchedParameters["orderId"]',
      header("Ocp-Apim-Subscription-Key"),
      `${header("X-Tier")} == "gold" ? "gold" : "others"`,
      'context.Request.Headers.ContainsKey("X-Trial") ? "trial" : "others"',
      'context.Response.Headers.GetValueOrDefault("X-Tenant", "")',
    ].map((code) => ({ title: `a limit by ${code}`, text: inbound(limit(code)) })),
    { title: "a limit by a claim of the checked token", text: checked({}, `${AUTHORIZE}${limit(SUBJECT)}`) },
    {
      title: "a limit by a variable that holds a claim of the checked token",
      text: checked(
        {},
        `<set-variable name="who" value="@(${SUBJECT})" />${limit('(string)context.Variables["who"]')}`,
      ),
    },
    {
      title: "a limit by a token that a broader scope may have checked",
      text: inbound(limit(`${header("Authorization")}.AsJwt()?.Subject`)),
    },
    {
      title: "a limit by a key that was checked",
      text: inbound(
        `<check-header name="X-Key" failed-check-httpcode="401" failed-check-error-message="no" ignore-case="false"><value>{{key}}</value></check-header>${limit(header("X-Key"))}`,
      ),
    },
    {
      title: "a limit by a key that a condition has compared",
      text: inbound(when(`@(${header("X-Key")} != "{{key}}")`, FORBIDDEN) + limit(header("X-Key"))),
    },
    {
      title: "a cache by what was asked for",
      text: inbound(lookup(`context.Request.Url.Path + ${header("Accept-Language")}`)),
    },
    { title: "a cache by the whole token", text: inbound(lookup(header("Authorization")) + jwt()) },
    { title: "a cache by a claim of the checked token", text: checked({}, lookup(SUBJECT)) },
    { title: "a cache by the kind of browser", text: inbound(lookup(header("User-Agent"))) },
  ],
  bad: [
    {
      title: "one header in the limits of two branches",
      text: inbound(
        ["1", "2"]
          .map((calls) =>
            when(
              "true",
              `<rate-limit-by-key calls="${calls}" renewal-period="60" counter-key="@(context.Request.Headers.GetValueOrDefault("X-Client", ""))" />`,
            ),
          )
          .join(""),
      ),
      severity: WARNING,
      message: /counts by header X-Client/,
      path: "inbound/choose[1]/when[1]/rate-limit-by-key",
    },
    {
      title: "a limit by a token before the check",
      text: inbound(
        `<quota-by-key calls="1" renewal-period="300" counter-key="@(context.Request.Headers.GetValueOrDefault("Authorization"))" />${jwt()}`,
      ),
      severity: WARNING,
      message: /^<quota-by-key> counts by the token before inbound\/validate-jwt validates it/,
    },
    {
      title: "a limit by the whole token",
      text: checked({}, limit('context.Request.Headers["Authorization"].First()')),
      severity: WARNING,
      message: /^<rate-limit-by-key> counts by the whole Authorization header, which the caller writes/,
      fix: /^count by context.Request.IpAddress, context.Subscription.Id or a claim/,
    },
    {
      title: "a limit by the whole token, behind a check that there is one",
      text: inbound(when(`@(${header("Authorization")} == "")`, FORBIDDEN) + limit(header("Authorization"))),
      severity: WARNING,
      message: /the whole Authorization header/,
    },
    ...[
      [header("X-Forwarded-For"), "header X-Forwarded-For"],
      [`context.Request.Headers.GetValueOrDefault("X-Client-Id", context.Request.IpAddress)`, "header X-Client-Id"],
      ['context.Request.Headers["Cookie"].First()', "header Cookie"],
      ['context.Request.Url.Query.GetValueOrDefault("user", "")', "query parameter user"],
      ['context.Request.OriginalUrl.Query["user"].First()', "query parameter user"],
      ["context.Request.Url.QueryString", "the query"],
      [`context.Subscription.Id + ${header("X-Device")}`, "header X-Device"],
    ].map(([code, source]) => ({
      title: `a limit by ${code}`,
      text: inbound(limit(code!, "quota-by-key")),
      severity: WARNING,
      message: new RegExp(`^<quota-by-key> counts by ${source}, which the caller writes`),
    })),
    {
      title: "a limit of tokens of a language model by a header",
      text: inbound(
        `<llm-token-limit tokens-per-minute="10" estimate-prompt-tokens="true" counter-key="@(${header("X-User")})" />`,
      ),
      severity: WARNING,
      message: /^<llm-token-limit> counts by header X-User/,
    },
    {
      title: "a limit by a variable that the caller writes",
      text: inbound(
        `<set-variable name="ip" value="@(${header("X-Real-IP")})" />${limit('(string)context.Variables["ip"]')}`,
      ),
      severity: WARNING,
      message: /counts by header X-Real-IP/,
      path: "inbound/rate-limit-by-key",
    },
    {
      title: "a limit in a fragment by a header",
      text: `<fragment>${limit(header("X-User"))}</fragment>`,
      severity: WARNING,
      message: /counts by header X-User/,
    },
    {
      title: "a limit by a variable of a later check",
      text: inbound(limit(SUBJECT) + jwt()),
      severity: WARNING,
      message: /^<rate-limit-by-key> counts by the token before inbound\/validate-jwt validates it/,
    },
    {
      title: "a limit by a token that nothing checks",
      text: outermost(limit(`${header("Authorization")}.Split(' ')[1].AsJwt()?.Subject`)),
      severity: WARNING,
      message: /counts by the token that nothing validates before/,
    },
    {
      title: "a cache by a name that the caller writes",
      text: inbound(lookup(`"profile-" + ${header("X-User-Id")}`)),
      severity: WARNING,
      message: /^<cache-lookup-value> names the caller by header X-User-Id, which the caller writes/,
    },
    {
      title: "a cache by a token that is checked later",
      text: inbound(lookup(`${header("Authorization")}.AsJwt()?.Subject`) + jwt()),
      severity: WARNING,
      message: /names the caller by the token before inbound\/validate-jwt validates it/,
    },
  ],
});
