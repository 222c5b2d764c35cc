import { UNFILLED_PLACE } from "../../../../src/policy/lint/rules/p-29-unfilled-place";
import {
  adToken,
  checked,
  checkRule,
  CLIENT,
  inbound,
  TENANT,
  V2_ISSUER,
  V2_METADATA,
  WARNING,
  when,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

const xml = (text: string): string => text.replace(/</g, "&lt;");

testRule(UNFILLED_PLACE, {
  good: [
    { title: "values", text: checked() },
    {
      title: "named values",
      text: checked({
        metadata: [V2_METADATA.replace(TENANT, "{{tenant-id}}")],
        issuers: [V2_ISSUER.replace(TENANT, "{{tenant-id}}")],
        audiences: ["{{client-id}}", "api://{{client-id}}"],
        claims: '<claim name="azp"><value>{{your-client-id}}</value></claim>',
      }),
    },
    {
      title: "what is known only at deployment",
      text: checked({ audiences: ["${TfToken[TOKEN.12]}", "api://${TfToken[a.b-1]}"] }),
    },
    {
      title: "text in C#",
      text: inbound(
        `${when('@(context.Request.Url.Path == "${x}")')}<set-backend-service base-url="@($"https://{context.Api.Name}.contoso.com/${1}")" />`,
      ),
    },
    {
      title: "places of other templates, in bodies and paths",
      text: inbound(
        '<rewrite-uri template="/orders/{id}" /><set-body template="liquid">{ "id": "${id}", "tenant": "{tenant}" }</set-body><set-header name="X"><value>{a}</value></set-header>',
      ),
    },
    {
      title: "addresses that have words of places in them",
      text: inbound(
        '<set-backend-service base-url="https://yourself.contoso.com/todo/clients?filter[name]=a&amp;ids[]=1" /><send-request mode="new" response-variable-name="a"><set-url>https://jsonplaceholder.typicode.com/todos/1</set-url></send-request>',
      ),
    },
    {
      title: "ids and URIs that only look alike",
      text: checked({
        audiences: [
          "api://contoso-client-identity",
          "https://exxon.com/api",
          "https://contoso.com/%C3%A9t%C3%A9",
          "00000003-0000-0000-0000-000000000000",
        ],
        claims: '<claim name="roles"><value>Tenant.Identify</value></claim>',
      }),
    },
  ],
  bad: [
    ...["${openid_url}", "${tenant}/v2.0", "{tenant}", "&lt;tenant>", "YOUR-TENANT-ID", "TENANT-ID", "tenant_id"].map(
      (place) => ({
        title: `${place} in the address of the metadata`,
        text: checked({ metadata: [V2_METADATA.replace(TENANT, place)] }),
        severity: WARNING,
        message: /^attribute "url" holds ".*", which is deployed as it is written; expected the value itself$/,
        path: "inbound/validate-jwt/openid-config",
      }),
    ),
    ...[
      "${audience}",
      "api://${client_id}",
      "%{ if is_public }orders%{ endif }",
      "{clientId}",
      "{{prefix}}-{name}",
      xml("<client id>"),
      "[client-id]",
      " [client id] ",
      "%client-id%",
      "{アプリケーションID}",
      "your_client_id",
      "YOUR CLIENT ID",
      "api://yourapp",
      "api://CLIENT-ID",
      "CLIENT_ID",
      "my-client-id",
      "#{ClientId}#",
      "$(clientId)",
      "__CLIENT_ID__",
      "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
      "XXXX",
      "00000000-0000-0000-0000-000000000000",
      "api://00000000-0000-0000-0000-000000000000",
      "REPLACE_ME",
      "change-this",
      "…",
      "api://...",
    ].map((audience) => ({
      title: `${audience} as the audience`,
      text: checked({ audiences: [audience] }),
      severity: WARNING,
      message: /^the text of <audience> holds ".*", which is deployed as it is written; expected the value itself$/,
      path: "inbound/validate-jwt/audiences/audience",
    })),
    {
      title: "an issuer of a template",
      text: checked({ issuers: ["${issuer_url}"] }),
      severity: WARNING,
      message: /^the text of <issuer> holds "\$\{issuer_url\}"/,
      fix: /^fill the template first, with templatefile of Terraform, or use a named value: \{\{name\}\}$/,
    },
    {
      title: "the tenant in the issuer that the metadata of all tenants gives",
      text: checked({ issuers: ["https://login.microsoftonline.com/{tenantid}/v2.0"] }),
      severity: WARNING,
      message: /holds "\{tenantid\}"/,
      fix: /^write the value, or use a named value/,
    },
    {
      title: "the tenant of validate-azure-ad-token",
      text: adToken("", 'tenant-id="${tenant_id}"'),
      severity: WARNING,
      message: /^attribute "tenant-id" holds "\$\{tenant_id\}"/,
      path: "inbound/validate-azure-ad-token",
    },
    {
      title: "a client of validate-azure-ad-token",
      text: adToken("<client-application-ids><application-id>{client}</application-id></client-application-ids>"),
      severity: WARNING,
      message: /^the text of <application-id> holds "\{client\}"/,
    },
    {
      title: "a value of a claim",
      text: checked({
        claims: `<claim name="azp" match="any"><value>${CLIENT}</value><value>client-id</value></claim>`,
      }),
      severity: WARNING,
      message: /^the text of <value> holds "client-id"/,
      path: "inbound/validate-jwt/required-claims/claim/value[2]",
    },
    {
      title: "the address of a backend",
      text: inbound('<set-backend-service base-url="https://${backend_host}/api" />'),
      severity: WARNING,
      message: /^attribute "base-url" holds "\$\{backend_host\}"/,
    },
    {
      title: "the id of a backend",
      text: inbound('<set-backend-service backend-id="YOUR-BACKEND-ID" />'),
      severity: WARNING,
      message: /^attribute "backend-id" holds "YOUR-BACKEND-ID"/,
    },
    {
      title: "the address of a request",
      text: inbound(
        `<send-request mode="new" response-variable-name="a"><set-url>${xml("https://<host>/token")}</set-url></send-request>`,
      ),
      severity: WARNING,
      message: /^the text of <set-url> holds "<host>"/,
    },
    {
      title: "the resource of a managed identity",
      text: inbound('<authentication-managed-identity resource="api://{backend}" />'),
      severity: WARNING,
      message: /^attribute "resource" holds "\{backend\}"/,
    },
  ],
});

test("leaves elements alone whose names are those of members of objects", () => {
  const text = inbound("<constructor a='${b}'>${c}</constructor><toString /><__proto__ />");

  expect(checkRule("P-29", text)).toEqual([]);
});
