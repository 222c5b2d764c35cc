import { MISSING_VALUE } from "../../../../src/policy/lint/rules/p-40-missing-value";
import { checked, inbound, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const limit = (key: string): string => `<rate-limit-by-key calls="20" renewal-period="60" counter-key="${key}" />`;
const cache = (key: string): string => `<cache-lookup-value key="${key}" variable-name="a" />`;
const set = (name: string, value: string): string => `<set-variable name="${name}" value="${value}" />`;
const JWT = '((Jwt)context.Variables["jwt"])';

testRule(MISSING_VALUE, {
  good: [
    { title: "an address", text: inbound(limit("@(context.Request.IpAddress)")) },
    { title: "a default after a token", text: inbound(limit('@(x.AsJwt()?.Subject ?? "anonymous")')) },
    { title: "a default in brackets", text: inbound(limit('@((string)(context.User?.Id ?? "anonymous"))')) },
    { title: "the subject of the checked token", text: checked({}, limit(`@(${JWT}.Subject)`)) },
    { title: "a claim with a default", text: checked({}, limit(`@(${JWT}.Claims.GetValueOrDefault("azp", ""))`)) },
    {
      title: "a header with a default",
      text: inbound(limit('@(context.Request.Headers.GetValueOrDefault("X", "none"))')),
    },
    { title: "a text before what may be null", text: inbound(cache('@("user-" + context.User?.Id)')) },
    { title: "a string with what may be null in it", text: inbound(cache('@($"user-{context.User?.Id}")')) },
    { title: "a test of what may be null", text: inbound(limit('@(context.Product?.Id == "a" ? "b" : "c")')) },
    { title: "an argument that may be null", text: inbound(limit('@(string.Concat("a", context.User?.Id))')) },
    {
      title: "a block that tests",
      text: inbound(limit('@{ var t = x.AsJwt(); if (t == null) { return "a"; } return t?.Subject; }')),
    },
    {
      title: "a block with a default",
      text: inbound(limit('@{ var t = x.AsJwt(); return t?.Subject ?? "anonymous"; }')),
    },
    { title: "a local that is set again", text: inbound(limit('@{ var a = context.User?.Id; a = "b"; return a; }')) },
    { title: "a variable that may be null and is not needed", text: inbound(set("a", "@(context.User?.Id)")) },
    {
      title: "a header value that may be null",
      text: inbound('<set-header name="X"><value>@(context.User?.Id)</value></set-header>'),
    },
    {
      title: "a variable that is set again",
      text: inbound(set("a", "@(context.User?.Id)") + set("a", "b") + limit('@((string)context.Variables["a"])')),
    },
    {
      title: "a variable that a condition tests for null",
      text: inbound(
        `${set("a", "@(context.User?.Id)")}<choose><when condition="@(context.Variables["a"] != null)">${limit('@((string)context.Variables["a"])')}</when></choose>`,
      ),
    },
    {
      title: "a number",
      text: inbound(
        '<rate-limit-by-key calls="@(context.Product?.Id == "a" ? 1 : 2)" renewal-period="60" counter-key="a" />',
      ),
    },
  ],
  bad: [
    {
      title: "a value of the caller's JSON",
      text: inbound(
        `<rate-limit-by-key calls="20" renewal-period="60" counter-key="@{ var body = context.Request.Body.As<JObject>(true); return (string)body["tenant"]; }" />`,
      ),
      severity: WARNING,
      message: /can be null because of the body of a caller without "tenant"; expected/,
    },
    {
      title: "the subject of a token that may be another",
      text: checked({}, limit('@(context.Request.Headers.GetValueOrDefault("Authorization","").AsJwt()?.Subject)')),
      severity: WARNING,
      message:
        /^attribute "counter-key" of <rate-limit-by-key> can be null because of \?\.; expected a value for every caller/,
      fix: /^read the token that the check has put into its variable, or give a default, as in … \?\? "anonymous"$/,
      path: "inbound/rate-limit-by-key",
    },
    {
      title: "one variable in two keys",
      text: inbound(
        `${set("id", "@(context.User?.Id)")}${cache('@((string)context.Variables["id"])')}${limit('@((string)context.Variables["id"])')}`,
      ),
      severity: WARNING,
      message: /^attribute "key" of <cache-lookup-value> can be null because of the variable id/,
    },
    ...[
      limit("@(context.User?.Id)"),
      limit("@(context.Subscription?.Key)"),
      limit("@(context.Request.Certificate?.Thumbprint?.ToString())"),
      limit("@((context.User?.Id))"),
      limit("@((string)(context.User?.Id))"),
      limit('@(context.User.Groups?["a"])'),
      limit('@(context.Request.Headers.GetValueOrDefault("X-Client"))'),
      limit(`@(${JWT}.Claims.GetValueOrDefault("azp"))`),
      limit('@(context.Request.Url.Query.GetValueOrDefault("a"))'),
      limit('@(a ? "b" : context.User?.Id)'),
      limit('@(a ? b == null ? "c" : context.User?.Id : "d")'),
      limit(
        '@(context.Request.Headers.GetValueOrDefault("Cookie", "").Split(\';\').FirstOrDefault(a => a.Contains("b")))',
      ),
      limit("@{ var token = x.AsJwt(); return token?.Subject; }"),
      limit("@{ var id = context.User?.Id; return id; }"),
      limit('@{ if (a) { return "b"; } return context.User?.Id; }'),
      cache("@(context.User?.Id)"),
      '<cache-store-value key="@(context.User?.Id)" value="a" duration="60" />',
      '<cache-remove-value key="@(context.User?.Id)" />',
      '<limit-concurrency key="@(context.User?.Id)" max-count="3"><set-variable name="a" value="b" /></limit-concurrency>',
      '<quota-by-key calls="1" renewal-period="3600" counter-key="@(context.User?.Id)" />',
      '<llm-token-limit counter-key="@(context.User?.Id)" tokens-per-minute="5" estimate-prompt-tokens="true" />',
      '<set-header name="@(context.User?.Id)" exists-action="override"><value>a</value></set-header>',
      '<set-backend-service base-url="@(context.Api?.ServiceUrl?.ToString())" />',
      '<send-request mode="new" response-variable-name="r"><set-url>@(context.User?.Id)</set-url></send-request>',
      `${set("key", "@(context.User?.Id)")}${limit('@((string)context.Variables["key"])')}`,
    ].map((statements) => ({
      title: statements,
      text: inbound(statements),
      severity: WARNING,
      message: / can be null because of [^;]+; expected a value for every caller/,
    })),
  ],
});
