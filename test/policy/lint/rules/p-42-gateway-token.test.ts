import { GATEWAY_TOKEN } from "../../../../src/policy/lint/rules/p-42-gateway-token";
import { inbound, setAuthorization, TENANT, WARNING } from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const identity = (resource: string): string => `<authentication-managed-identity resource="${resource}" />`;
const IDENTITY =
  '<authentication-managed-identity resource="https://vault.azure.net" output-token-variable-name="msi" />';
const TOKEN_ENDPOINT = `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`;
const request = (body: string, url = TOKEN_ENDPOINT): string =>
  `<send-request mode="new" response-variable-name="answer" timeout="20"><set-url>${url}</set-url><set-method>POST</set-method><set-body>${body}</set-body></send-request>`;
const SCOPE = "grant_type=client_credentials&amp;scope=api://orders/.default";
const SET_TOKEN =
  '<set-variable name="token" value="@((string)((IResponse)context.Variables["answer"]).Body.As<JObject>()["access_token"])" />';
const store = (duration: string, value = '@((string)context.Variables["token"])'): string =>
  `<cache-store-value key="token" value="${value}" duration="${duration}" />`;

const RESOURCE = /^the resource ends with "\/\.default"/;
const NO_SCHEME = /^the Authorization header gets a token without a scheme, .*; expected Bearer and a space before it/;
const NAMED = /^the scope of client_credentials ends with "[^"]+", so no token is issued \(AADSTS1002012\); expected/;
const KEPT = /^the token is kept for \d+ seconds and lives for about 3600; expected less/;

testRule(GATEWAY_TOKEN, {
  good: [
    ...[
      "api://orders",
      "https://vault.azure.net/",
      "{{orders-client-id}}",
      "https://a.example/.defaults",
      '@("api://" + "a")',
    ].map((resource) => ({ title: `the resource ${resource}`, text: inbound(identity(resource)) })),
    ...[
      '@("Bearer " + (string)context.Variables["msi"])',
      '@($"Bearer {(string)context.Variables["msi"]}")',
      '@(string.Concat("Bearer ", (string)context.Variables["msi"]))',
      '@(string.Format("Bearer {0}", context.Variables["msi"]))',
      '@("Bearer" + " " + (string)context.Variables["msi"])',
      '@(string.Join(" ", "Bearer", (string)context.Variables["msi"]))',
      '@(context.Request.Headers.GetValueOrDefault("X-Token", ""))',
      '@((string)context.Variables["other"])',
      "{{basic-credentials}}",
      "Bearer {{token}}",
    ].map((value) => ({ title: `the header ${value}`, text: inbound(IDENTITY + setAuthorization(value)) })),
    {
      title: "a variable that has the scheme",
      text: inbound(
        `${IDENTITY}<set-variable name="header" value="@("Bearer " + (string)context.Variables["msi"])" />${setAuthorization('@((string)context.Variables["header"])')}`,
      ),
    },
    {
      title: "a token in another header",
      text: inbound(
        `${IDENTITY}<set-header name="X-Token"><value>@((string)context.Variables["msi"])</value></set-header>`,
      ),
    },
    {
      title: "a header that is deleted",
      text: inbound(`${IDENTITY}<set-header name="Authorization" exists-action="delete" />`),
    },
    ...[
      SCOPE,
      "grant_type=client_credentials&amp;scope=api%3A%2F%2Forders%2F.default",
      "grant_type=client_credentials&amp;scope={{scope}}",
      `@("grant_type=client_credentials&scope=" + (string)context.Variables["scope"])`,
      `@($"scope={context.Variables["scope"]}&grant_type=client_credentials")`,
      `@{ return "client_id=a&scope=api://orders/.default&grant_type=client_credentials"; }`,
      `@("grant_type=client_credentials&scope=" + context.Request.Headers.GetValueOrDefault("X", "a"))`,
      "grant_type=authorization_code&amp;scope=api://orders/Orders.Read",
      `@("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&requested_token_use=on_behalf_of&scope=api://orders/Orders.Read&assertion=" + (string)context.Variables["caller"])`,
    ].map((body) => ({ title: `the request ${body}`, text: inbound(request(body)) })),
    {
      title: "a named scope of another issuer",
      text: inbound(
        request(
          "grant_type=client_credentials&amp;scope=orders.read",
          "https://contoso.okta.com/oauth2/default/v1/token",
        ),
      ),
    },
    { title: "a token that is kept for less", text: inbound(request(SCOPE) + SET_TOKEN + store("3300")) },
    {
      title: "a token that is kept as long as the answer says",
      text: inbound(request(SCOPE) + SET_TOKEN + store('@((int)context.Variables["expires"])')),
    },
    {
      title: "a token of another issuer that lives longer",
      text: inbound(
        request("grant_type=client_credentials", "https://contoso.eu.auth0.com/oauth/token") +
          SET_TOKEN +
          store("80000"),
      ),
    },
    {
      title: "something else in the cache",
      text: inbound(IDENTITY + store("86400", '@((string)context.Variables["profile"])')),
    },
  ],
  bad: [
    ...[
      "api://0f6d3a5e-3a2a-4f6a-9a5e-6d8a8b8d7d11/.default",
      "{{orders-client-id}}/.default",
      "https://graph.microsoft.com/.default",
      '@("api://" + context.Deployment.Region + "/.default")',
    ].map((resource) => ({
      title: `the resource ${resource}`,
      text: inbound(identity(resource)),
      severity: WARNING,
      message: RESOURCE,
      fix: /^remove "\/\.default"$/,
      path: "inbound/authentication-managed-identity",
    })),
    ...[
      '@((string)context.Variables["msi"])',
      '@(context.Variables.GetValueOrDefault<string>("msi", ""))',
      '@(context.Variables["msi"].ToString())',
      '@{ var token = (string)context.Variables["msi"]; return token; }',
      '@((string)((IResponse)context.Variables["answer"]).Body.As<JObject>()["access_token"])',
      '@(((Authorization)context.Variables["auth"]).AccessToken)',
    ].map((value) => ({
      title: `the header ${value}`,
      text: inbound(IDENTITY + setAuthorization(value)),
      severity: WARNING,
      message: NO_SCHEME,
      path: "inbound/set-header",
    })),
    ...[
      '@("Bearer" + (string)context.Variables["msi"])',
      '@($"Bearer{context.Variables["msi"]}")',
      '@("Bearer:" + (string)context.Variables["msi"])',
      '@(string.Concat("Bearer", (string)context.Variables["msi"]))',
      "Bearer{{token}}",
    ].map((value) => ({
      title: `the header ${value}`,
      text: inbound(IDENTITY + setAuthorization(value)),
      severity: WARNING,
      message: /^the Authorization header has "Bearer:?" directly before the token, .*; expected a space/,
    })),
    {
      title: "a token by way of variables and the cache",
      text: inbound(
        `<cache-lookup-value key="token" variable-name="kept" />${request(SCOPE)}${SET_TOKEN}${store("3000")}${setAuthorization('@((string)context.Variables["kept"])')}`,
      ),
      severity: WARNING,
      message: NO_SCHEME,
    },
    {
      title: "a token in a request to another service",
      text: inbound(
        `${IDENTITY}<send-request mode="new" response-variable-name="r"><set-url>https://a.example</set-url>${setAuthorization('@((string)context.Variables["msi"])')}</send-request>`,
      ),
      severity: WARNING,
      message: NO_SCHEME,
      path: "inbound/send-request/set-header",
    },
    ...[
      "grant_type=client_credentials&amp;scope=api://orders/access_as_user",
      "scope=api://{{orders}}/Orders.Read&amp;grant_type=client_credentials",
      "grant_type=client_credentials&amp;scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read",
      `@{ return "client_id=a&scope=api://orders/access_as_user&client_secret={{secret}}&grant_type=client_credentials"; }`,
      `@("grant_type=client_credentials&scope=api://" + (string)context.Variables["id"] + "/access_as_user")`,
      `@($"grant_type=client_credentials&scope=api://{context.Variables["id"]}/access_as_user&client_id=a")`,
      `@("grant_type=client_credentials\\u0026scope=" + Uri.EscapeDataString("api://orders/access_as_user"))`,
      `@(string.Join("&", "grant_type=client_credentials", "scope=api://orders/access_as_user"))`,
      `@(new Dictionary<string, string> { { "grant_type", "client_credentials" }, { "scope", "api://orders/access_as_user" } }.ToFormUrlEncodedContent())`,
    ].map((body) => ({
      title: `the request ${body}`,
      text: inbound(request(body)),
      severity: WARNING,
      message: NAMED,
      path: "inbound/send-request/set-body",
    })),
    {
      title: "a named scope for a tenant that a named value gives",
      text: inbound(
        request(
          "grant_type=client_credentials&amp;scope=api://orders/Orders.Read",
          "https://login.microsoftonline.us/{{tenant}}/oauth2/v2.0/token",
        ),
      ),
      severity: WARNING,
      message: NAMED,
    },
    {
      title: "a named scope for a tenant that an expression gives",
      text: inbound(
        request(
          "grant_type=client_credentials&amp;scope=api://orders/Orders.Read",
          '@($"https://login.microsoftonline.com/{context.Variables["tenant"]}/oauth2/v2.0/token")',
        ),
      ),
      severity: WARNING,
      message: NAMED,
    },
    {
      title: "a scope as the resource of version 1",
      text: inbound(request("grant_type=client_credentials&amp;resource=api://orders/.default")),
      severity: WARNING,
      message: /^the resource of client_credentials ends with "\/\.default"/,
    },
    ...["3600", "7200", "86400"].map((duration) => ({
      title: `a token that is kept for ${duration} seconds`,
      text: inbound(request(SCOPE) + SET_TOKEN + store(duration)),
      severity: WARNING,
      message: KEPT,
      fix: /3300/,
      path: "inbound/cache-store-value",
    })),
    {
      title: "a token of the managed identity that is kept for too long, with its scheme",
      text: inbound(IDENTITY + store("7200", '@("Bearer " + (string)context.Variables["msi"])')),
      severity: WARNING,
      message: KEPT,
    },
    {
      title: "a token that is read from the answer while it is stored",
      text: inbound(
        request(SCOPE) +
          '<set-variable name="json" value="@(((IResponse)context.Variables["answer"]).Body.As<JObject>())" />' +
          store("7200", '@((string)((JObject)context.Variables["json"])["access_token"])'),
      ),
      severity: WARNING,
      message: KEPT,
    },
  ],
});
