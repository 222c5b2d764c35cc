import { type MutationClass } from "./mutation";
import { changed } from "./security";

/** A statement that is a mistake wherever it stands, as the first one after the base. */
const added = (name: string, statement: string): MutationClass =>
  changed(name, 95, /<inbound>\s*<base \/>/g, ([text]) => text + statement);

const header = (name: string, value: string): string =>
  `<set-header name="${name}" exists-action="override"><value>${value}</value></set-header>`;

const limit = (key: string): string => `<rate-limit-by-key calls="10" renewal-period="60" counter-key="@(${key})" />`;

/** Mistakes in statements beside the check of the token. */
export const STATEMENTS: readonly MutationClass[] = [
  added("scope as the resource of an identity", '<authentication-managed-identity resource="api://orders/.default" />'),
  added("password in a header", header("Authorization", "Basic dXNlcjpwYXNzd29yZDEyMw==")),
  added("key in a header", header("api-key", "3f1c9a7be2d84c6f9a0b1c2d3e4f5a6b")),
  added(
    "signature in an address",
    '<set-backend-service base-url="https://a.blob.core.windows.net/c?sv=2022-11-02&amp;sig=AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfG%3D" />',
  ),
  added(
    "host that the caller chooses, with the identity of the gateway",
    '<send-request mode="new" response-variable-name="answer"><set-url>@("https://" + context.Request.Headers.GetValueOrDefault("X-Host","") + "/a")</set-url><authentication-managed-identity resource="https://vault.azure.net" /></send-request>',
  ),
  added(
    "refusal that goes on",
    '<choose><when condition="@(context.Request.Headers.GetValueOrDefault("X-Key","") != "{{k}}")"><set-status code="401" reason="No" /></when></choose>',
  ),
  added("limit by the whole token", limit('context.Request.Headers.GetValueOrDefault("Authorization","")')),
  added("limit by a user who may be absent", limit("context.User?.Id")),
  added(
    "read of a part that may be absent",
    `<set-variable name="part" value="@(context.Request.Headers.GetValueOrDefault("Authorization","").Split(' ')[1])" />`,
  ),
  added(
    "read of an answer that may be absent",
    '<send-request mode="new" response-variable-name="answer" ignore-error="true"><set-url>https://orders.example.com</set-url></send-request><set-variable name="body" value="@(((IResponse)context.Variables["answer"]).Body.As<string>())" />',
  ),
  added(
    "response of one caller for all",
    '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" allow-private-response-caching="true" />',
  ),
  added(
    "identity that is not used",
    '<get-authorization-context provider-id="a" authorization-id="b" context-variable-name="c" identity-type="managed" identity="x" />',
  ),
  added(
    "token without its scheme",
    `<authentication-managed-identity resource="https://vault.azure.net" output-token-variable-name="own" />${header("Authorization", '@((string)context.Variables["own"])')}`,
  ),
  added(
    "token in an event",
    '<log-to-eventhub logger-id="log">@(context.Request.Headers.GetValueOrDefault("Authorization",""))</log-to-eventhub>',
  ),
  added(
    "key of a subscription in a trace",
    '<trace source="orders"><message>@(context.Request.Headers.GetValueOrDefault("Ocp-Apim-Subscription-Key",""))</message></trace>',
  ),
  added("header that the gateway keeps", '<set-header name="Server" exists-action="delete" />'),
  changed(
    "origin of sandboxed pages, with credentials",
    95,
    /<cors\b[^]*?<\/cors>/g,
    () =>
      '<cors allow-credentials="true"><allowed-origins><origin>null</origin></allowed-origins><allowed-headers><header>Authorization</header></allowed-headers></cors>',
  ),
];
