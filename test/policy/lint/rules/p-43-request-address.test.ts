import { REQUEST_ADDRESS } from "../../../../src/policy/lint/rules/p-43-request-address";
import { ERROR, inbound, setAuthorization, WARNING, when } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const IDENTITY = '<authentication-managed-identity resource="https://vault.azure.net" />';
const OWN = '<authentication-managed-identity resource="api://orders" />';
const request = (url: string, credential = IDENTITY): string =>
  `<send-request mode="new" response-variable-name="answer" timeout="30"><set-url>${url}</set-url><set-method>GET</set-method>${credential}</send-request>`;
const backend = (url: string): string => `<set-backend-service base-url="${url}" />`;
const set = (name: string, value: string): string => `<set-variable name="${name}" value="${value}" />`;
const header = (name: string): string => `context.Request.Headers.GetValueOrDefault("${name}", "")`;

const HOST =
  /^the text of the caller makes the host of a request that carries the credentials of <[a-z-]+>, .*; expected/;
const PATH =
  /^the text of the caller makes the path of a request that carries the credentials of <[a-z-]+>, .*; expected/;

testRule(REQUEST_ADDRESS, {
  good: [
    ...[
      request("https://contoso.vault.azure.net/secrets/orders"),
      request("https://{{vault}}/secrets/orders"),
      request('@("https://contoso.vault.azure.net/secrets/" + (string)context.Variables["secret"])'),
      request(`@("https://orders.contoso.com/orders/" + context.Request.MatchedParameters["id"])`, OWN),
      request(`@($"https://orders.contoso.com/orders?name={${header("X")}}")`, OWN),
      request(`@((string)context.Variables["base"] + context.Request.Url.Path)`, OWN),
      request(`@((string)context.Variables["base"] + "/orders/" + ${header("X")})`, OWN),
      request(`@(string.Format("https://orders.contoso.com/{0}", ${header("X")}))`, OWN),
      request(`@("{{base}}/orders/" + ${header("X")})`, OWN),
      request(`@(${header("X")} == "test" ? "https://test.contoso.com/" : "https://contoso.com/")`, OWN),
      request(
        `@{ if (${header("X")} == "test") { return "https://test.contoso.com/"; } return "https://contoso.com/"; }`,
        OWN,
      ),
      request(`@("https://" + ${header("X")} + "/")`, ""),
      request(`@("https://" + ${header("X")} + "/")`, setAuthorization(`@(${header("Authorization")})`)),
      request(`@("https://contoso.vault.azure.net/secrets/" + ((Jwt)context.Variables["jwt"]).Subject)`),
      request('@("https://" + context.Deployment.Region + ".contoso.com/")', OWN),
      set("host", `@(${header("X")} == "a" ? "a.contoso.com" : "b.contoso.com")`) +
        request('@("https://" + (string)context.Variables["host"] + "/")', OWN),
      backend(`@("https://" + ${header("X")})`),
      IDENTITY + backend('@("https://" + context.Deployment.Region + ".contoso.com")'),
      `<choose><when condition="@(a)">${OWN}</when><otherwise>${backend(`@(${header("X")})`)}</otherwise></choose>`,
    ].map((statements) => ({ title: statements, text: inbound(statements) })),
    {
      title: "a path that a condition has tested",
      text: inbound(
        when(`@(!allowed.Contains(${header("X")}))`, "<return-response />") +
          request(`@("https://contoso.vault.azure.net/secrets/" + ${header("X")})`),
      ),
    },
  ],
  bad: [
    {
      title: "a secret that the caller chooses",
      text: inbound(
        request(
          '@($"https://kv-contoso.vault.azure.net/secrets/{context.Request.Url.Query.GetValueOrDefault("Name","World")}?api-version=7.4")',
        ),
      ),
      severity: WARNING,
      message: PATH,
      path: "inbound/send-request/set-url",
    },
    ...[
      request(`@("https://contoso.vault.azure.net/secrets/" + context.Request.MatchedParameters["name"])`),
      request(`@("https://management.azure.com" + context.Request.Url.Path)`, OWN),
      request(`@("https://graph.microsoft.com/v1.0/users/" + Uri.EscapeDataString(${header("X-User")}))`, OWN),
      request(`@("https://contoso.blob.core.windows.net/" + context.Request.Body.As<JObject>(true)["blob"])`, OWN),
      request(`@(string.Concat("https://contoso.vault.azure.net/secrets/", ${header("X")}))`, OWN),
      request(`@("{{vault}}/secrets/" + ${header("X")})`),
      set("name", `@(${header("X")})`) +
        request('@($"https://contoso.vault.azure.net/secrets/{(string)context.Variables["name"]}")'),
      set("url", `@("https://contoso.vault.azure.net/secrets/" + ${header("X")})`) +
        request('@((string)context.Variables["url"])'),
      request(`@(new Uri("https://contoso.vault.azure.net/secrets/" + ${header("X")}).ToString())`),
      request(`@{ var name = ${header("X")}; return "https://contoso.vault.azure.net/secrets/" + name; }`),
    ].map((statements) => ({ title: statements, text: inbound(statements), severity: WARNING, message: PATH })),
    ...[
      request(`@(${header("X-Target")})`),
      request(`@("https://" + ${header("X-Target")} + "/secrets/orders")`),
      request(`@(@"https://" /* host */ + (string)${header("X-Target")} + "/secrets/orders")`),
      request(
        `@{ var headers = context.Request?.Headers; var host = headers["X-Target"][0]; return "https://" + host; }`,
      ),
      request(`@("https://" + ${header("X-Target")} + "/orders?code={{function-key}}")`, ""),
      `${backend(`@("https://" + ${header("X-Target")})`)}<set-query-parameter name="api-key" exists-action="override"><value>{{key}}</value></set-query-parameter>`,
      request(
        `@($"https://{context.Request.Url.Query.GetValueOrDefault("vault", "")}.vault.azure.net/secrets/orders")`,
      ),
      request('@($"https://{context.Request.MatchedParameters["tenant"]}.contoso.com/")', OWN),
      request(`@("https://" + context.Deployment.Region + "." + ${header("X")} + "/")`, OWN),
      request(`@("https://contoso.com" + ${header("X")})`, OWN),
      request(`@(string.Format("https://{0}/orders", ${header("X")}))`, OWN),
      request(`@(context.Request.Body.As<JObject>(true)["url"].ToString())`, OWN),
      request(`@{ var host = ${header("X")}; return $"https://{host}/"; }`, OWN),
      set("host", `@(${header("X")})`) + request('@("https://" + (string)context.Variables["host"])', OWN),
      request(`@(${header("X")})`, '<authentication-certificate certificate-id="a" />'),
      request(
        `@(${header("X")})`,
        '<set-header name="x-functions-key" exists-action="override"><value>{{key}}</value></set-header>',
      ),
      request(`@(${header("X")})`, setAuthorization("Bearer {{token}}")),
      `<authentication-managed-identity resource="api://orders" output-token-variable-name="msi" />${request(`@(${header("X")})`, setAuthorization('@("Bearer " + (string)context.Variables["msi"])'))}`,
      `${OWN}${backend(`@("https://" + ${header("X")})`)}`,
      `${backend(`@(${header("X")})`)}<set-header name="x-api-key" exists-action="override"><value>{{key}}</value></set-header>`,
    ].map((statements) => ({ title: statements, text: inbound(statements), severity: ERROR, message: HOST })),
    ...[
      request(
        `@{ if (allowed.Contains(${header("X")})) { return "https://" + ${header("X")}; } return "https://a.example/"; }`,
      ),
      when(`@(${header("X")} != "a")`, "<return-response />") + request(`@("https://" + ${header("X")})`),
    ].map((statements) => ({
      title: `a host that the document tests: ${statements}`,
      text: inbound(statements),
      severity: WARNING,
      message: HOST,
    })),
  ],
});
