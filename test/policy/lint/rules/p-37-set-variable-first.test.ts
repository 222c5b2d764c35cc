import { type DocumentFacts } from "../../../../src/policy/lint/facts";
import { SET_VARIABLE_FIRST } from "../../../../src/policy/lint/rules/p-37-set-variable-first";
import { PolicyScope } from "../../../../src/policy/model/section";
import { adToken, AUTHORIZE, checked, CLIENT, inbound, jwt, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const set = (name: string, value = "a"): string => `<set-variable name="${name}" value="${value}" />`;
const read = (name: string): string => set("result", `@((string)context.Variables["${name}"])`);
/** A document that nothing precedes. */
const alone = (statements: string): string => `<policies><inbound>${statements}</inbound></policies>`;
const KEYED_BY = (token: string): string =>
  `<rate-limit-by-key calls="1" renewal-period="1" counter-key="@(((Jwt)context.Variables["${token}"]).Subject)" />`;

function facts(variables: readonly string[], tokens: readonly string[] = []): DocumentFacts {
  return { policies: new Set(), variables: new Set(variables), tokens: new Set(tokens), setsOthers: false };
}

const header = (name: string, entry = `["${name}"]`): string =>
  `<set-header name="X-Id" exists-action="override"><value>@((string)context.Variables${entry})</value></set-header>`;
const OF_CHECK = '@(context.LastError.Source == "validate-jwt")';
const OF_BACKEND = '@(context.LastError.Source == "forward-request")';
const otherwise = (condition: string, statements: string): string =>
  `<choose><when condition='${condition}'>${set("x")}</when><otherwise>${statements}</otherwise></choose>`;

testRule(SET_VARIABLE_FIRST, {
  good: [
    { title: "the variable of a check", text: checked({}, AUTHORIZE + KEYED_BY("jwt")) },
    { title: "a variable that a broader scope may set", text: inbound(read("tenant")) },
    {
      title: "a variable that a fragment may set",
      text: alone(`<include-fragment fragment-id="a" />${read("tenant")}`),
    },
    { title: "a variable that the includer of a fragment may set", text: `<fragment>${read("tenant")}</fragment>` },
    { title: "a variable of an expression for its name", text: alone(set("{{name}}") + read("tenant")) },
    {
      title: "what each statement puts into a variable",
      text: alone(
        [
          '<authentication-managed-identity resource="https://a.example" output-token-variable-name="v1" />',
          '<cache-lookup-value key="k" variable-name="v2" />',
          '<send-request mode="new" response-variable-name="v3"><set-url>https://a.example</set-url></send-request>',
          '<get-authorization-context provider-id="a" authorization-id="b" context-variable-name="v4" />',
          '<validate-parameters specified-parameter-action="prevent" unspecified-parameter-action="prevent" errors-variable-name="v5" />',
          '<rate-limit calls="1" renewal-period="1" remaining-calls-variable-name="v6" retry-after-variable-name="v7" />',
          '<wait for="all"><cache-lookup-value key="k" variable-name="v8" /></wait>',
          ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => read(`v${number}`)),
        ].join(""),
      ),
    },
    {
      title: "the condition of a retry, which is read after each round",
      text: alone(
        `<retry condition="@(((IResponse)context.Variables["answer"]).StatusCode == 429)" count="2" interval="1"><send-request mode="new" response-variable-name="answer"><set-url>https://a.example</set-url></send-request></retry>`,
      ),
    },
    {
      title: "a condition that is evaluated with the response",
      text: alone(
        `<rate-limit-by-key calls="1" renewal-period="1" counter-key="a" increment-condition="@((bool)context.Variables["counts"])" />${set("counts", "@(true)")}`,
      ),
    },
    {
      title: "a guard and a default before the first value",
      text: alone(
        `${when('@(!context.Variables.ContainsKey("count"))', set("count", "@(0)"))}${set("total", '@(context.Variables.GetValueOrDefault<int>("total", 0) + 1)')}`,
      ),
    },
    {
      title: "names in comments, strings and other collections",
      text: alone(
        set(
          "a",
          '@("context.Variables[x]" /* context.Variables["old"] */ + context.Request.Headers.GetValueOrDefault("y", ""))',
        ),
      ),
    },
    {
      title: "a response that sees what the documents below have set",
      text: '<policies><inbound /><outbound><set-header name="X" exists-action="override"><value>@((string)context.Variables["tenant"])</value></set-header></outbound></policies>',
      options: { scope: PolicyScope.API },
    },
    {
      title: "another token behind a fragment that may check one",
      text: inbound(`<include-fragment fragment-id="a" />${jwt()}${KEYED_BY("other")}`),
    },
    {
      title: "what the documents above and the fragments are known to set",
      text: inbound(`<include-fragment fragment-id="a" />${jwt()}${KEYED_BY("above")}${KEYED_BY("shared")}`),
      options: {
        inherited: [facts(["above"], ["above"])],
        knownFragments: new Map([["a", facts(["shared"], ["shared"])]]),
      },
    },
    {
      title: "two names that differ in a number, where a broader scope may set one",
      text: inbound(set("address1") + read("address2")),
    },
    ...[
      ["before the check", set("id") + jwt(), header("id")],
      ["in on-error", jwt() + set("id"), set("id", "b") + header("id")],
      ["after the check, with a default", jwt() + set("id"), header("id", '.GetValueOrDefault<string>("id", "")')],
      ["after no check", set("id"), header("id")],
      ["after the check, for another error", jwt() + set("id"), when(OF_BACKEND, header("id"))],
      ["after the check, for all but its error", jwt() + set("id"), otherwise(OF_CHECK, header("id"))],
      [
        "after the check, where the code asks for the error",
        jwt() + set("id"),
        set("x", '@(context.LastError.Source == "validate-jwt" ? "" : (string)context.Variables["id"])'),
      ],
    ].map(([title, statements, onError]) => ({
      title: `a variable for on-error that is set ${title!}`,
      text: inbound(statements!, onError),
    })),
    { title: "a variable in another branch with a guard", text: alone(when("@(true)", set("a")) + read("a")) },
  ],
  bad: [
    {
      title: "a slip in the name of the variable with an answer",
      text: inbound(
        `<send-request mode="new" response-variable-name="stock-answer"><set-url>https://stock.contoso.com</set-url></send-request><set-body>@(((IResponse)context.Variables["stock-anwser"]).Body.As<string>())</set-body>`,
      ),
      severity: WARNING,
      message: /^nothing sets the variable "stock-anwser", so the request ends in 500; expected/,
      fix: /^use "stock-answer", if that is meant/,
    },
    {
      title: "the name of the named value where the name of the variable is meant",
      text: inbound(
        `<set-variable name="validate-entra" value="{{entra-auth}}" />${when('@(context.Variables.GetValueOrDefault("entra-auth","") == "true")', jwt())}`,
      ),
      severity: WARNING,
      message: /^nothing sets the variable "entra-auth", so it is absent in every request; expected/,
      fix: /^use "validate-entra", if that is meant, or set the variable before$/,
      path: "inbound/choose[1]/when[1]",
    },
    {
      title: "the name of the header where the name of the variable is meant",
      text: inbound(
        `${set("tenant", '@(context.Request.Headers.GetValueOrDefault("X-Tenant-Id", ""))')}<set-backend-service base-url="@("https://" + (string)context.Variables["X-Tenant-Id"] + ".a.example")" />`,
      ),
      severity: WARNING,
      message: /^nothing sets the variable "X-Tenant-Id", so the request ends in 500;/,
      fix: /"tenant"/,
    },
    {
      title: "a check that depends on another variable than the one that is set",
      text: inbound(
        `${set("check-tokens", "@(true)")}${when('@(context.Variables.GetValueOrDefault<bool>("secured", false))', jwt())}`,
      ),
      severity: WARNING,
      message: /"secured"/,
      fix: /"check-tokens"/,
    },
    {
      title: "a token under another name",
      text: checked({}, KEYED_BY("token")),
      severity: WARNING,
      message: /^nothing sets the variable "token"/,
      fix: /^use "jwt"/,
      path: "inbound/rate-limit-by-key",
    },
    {
      title: "a token under another name, by GetValueOrDefault",
      text: adToken(
        `<client-application-ids><application-id>${CLIENT}</application-id></client-application-ids>`,
        'tenant-id="contoso.com" output-token-variable-name="entra"',
      ).replace("</inbound>", `${set("who", '@(context.Variables.GetValueOrDefault<Jwt>("jwt")?.Subject)')}</inbound>`),
      severity: WARNING,
      message: /"jwt"/,
      fix: /"entra"/,
    },
    {
      title: "a token under another name than in the document above",
      text: inbound(set("who", '@((context.Variables["token"] as Jwt).Subject)')),
      options: { inherited: [facts(["jwt"], ["jwt"])] },
      severity: WARNING,
      message: /"token"/,
      fix: /"jwt"/,
    },
    {
      title: "a token that is read before it is checked",
      text: inbound(KEYED_BY("jwt") + jwt()),
      severity: WARNING,
      message: /^the variable "jwt" is read before inbound\/validate-jwt sets it; expected/,
      fix: /after the validation/,
    },
    {
      title: "a variable that is read before it is set",
      text: alone(read("later") + set("later")),
      severity: WARNING,
      message: /"later" is read before/,
    },
    {
      title: "a variable of a branch that is not taken",
      text: alone(
        `<choose><when condition="@(true)">${set("one")}</when><otherwise>${read("one")}</otherwise></choose>`,
      ),
      severity: WARNING,
      message: /"one" is read before/,
    },
    {
      title: "a slip of the pen in spite of a base, in a verbatim string",
      text: inbound(set("correlation-id") + set("result", '@((string)context.Variables[@"corelation-id"])')),
      severity: WARNING,
      message: /"corelation-id"/,
      fix: /"correlation-id"/,
    },
    {
      title: "another letter case",
      text: `<fragment>${set("userId")}${read("userId")}${read("userid")}</fragment>`,
      severity: WARNING,
      message: /"userid"/,
      fix: /"userId"/,
    },
    {
      title: "a Liquid template, once for each name",
      text: alone(
        '<set-body template="liquid">{{context.Variables["customer"]}} {{ context.Variables.customer }}</set-body>',
      ),
      severity: WARNING,
      message: /"customer"/,
    },
    {
      title: "a guard that never holds",
      text: alone(when('@(context.Variables.ContainsKey("admin"))')),
      severity: WARNING,
      message: /"admin"/,
    },
    {
      title: "an output that is tried",
      text: alone(when('@(context.Variables.TryGetValue("admin", out var x))')),
      severity: WARNING,
      message: /"admin"/,
    },
    {
      title: "a response that nothing keeps",
      text: alone('<return-response response-variable-name="answer" />'),
      severity: WARNING,
      message: /"answer"/,
    },
    ...[
      ["a variable that is set after the check", jwt() + set("id"), header("id")],
      [
        "a variable that a condition in on-error reads",
        jwt() + set("id"),
        when('@((string)context.Variables["id"] == "a")'),
      ],
      ["a variable that is set for the response only", jwt() + AUTHORIZE, header("id"), set("id")],
    ].map(([title, statements, onError, outbound = ""]) => ({
      title: `${title!}, in on-error`,
      text: inbound(statements!, onError).replace("<outbound>", `<outbound>${outbound}`),
      severity: WARNING,
      message: /^the variable "id" is not set where inbound\/validate-jwt refuses the request, so the caller gets 500/,
      fix: /GetValueOrDefault<string>\("id", ""\), or set the variable before the check$/,
    })),
    {
      title: "the token of the check, in on-error",
      text: inbound(jwt() + AUTHORIZE, set("who", '@(((Jwt)context.Variables["jwt"]).Subject)')),
      severity: WARNING,
      message: /^the variable "jwt" is not set where inbound\/validate-jwt refuses/,
    },
    {
      title: "what a fragment of known content does not set",
      text: alone(`<include-fragment fragment-id="a" />${read("tenant")}`),
      options: { knownFragments: new Map([["a", facts(["customer"])]]) },
      severity: WARNING,
      message: /"tenant"/,
    },
  ],
});
