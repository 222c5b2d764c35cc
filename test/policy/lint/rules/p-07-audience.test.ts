import { AUDIENCE } from "../../../../src/policy/lint/rules/p-07-audience";
import {
  adToken,
  AUTH0,
  checked,
  CLIENT,
  ERROR,
  TENANT,
  V1_METADATA,
  V2_METADATA,
  WARNING,
  when,
} from "../../../support/policy/lint";
import { testRule } from "../../../support/policy/rule-tests";

/** Microsoft Graph in all its spellings. */
const GRAPH = [
  "00000003-0000-0000-c000-000000000000",
  "00000003-0000-0000-C000-000000000000",
  "https://graph.microsoft.com",
  "https://graph.microsoft.com/",
  "https://GRAPH.microsoft.com/.default",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "https://microsoftgraph.chinacloudapi.cn/",
];

const SERVICES = [
  ["Azure Resource Manager", "https://management.azure.com/"],
  ["Azure Resource Manager", "https://management.core.windows.net/"],
  ["Azure Resource Manager", "797f4846-ba00-4fd7-ba43-dac1f8f63013"],
  ["Azure Resource Manager", "https://management.usgovcloudapi.net"],
  ["Azure AD Graph", "00000002-0000-0000-c000-000000000000"],
  ["Azure AD Graph", "https://graph.windows.net"],
  ["Azure Key Vault", "https://vault.azure.net"],
  ["Azure Key Vault", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093"],
  ["Azure Storage", "https://storage.azure.com/"],
  ["Azure Storage", "https://contoso.blob.core.windows.net"],
  ["Azure Cognitive Services", "https://cognitiveservices.azure.com"],
  ["Azure Machine Learning", "https://ai.azure.com"],
  ["Azure SQL Database", "https://database.windows.net/"],
  ["Azure Log Analytics", "https://api.loganalytics.io"],
  ["Azure Service Bus", "https://servicebus.azure.net"],
  ["Azure Event Hubs", "https://eventhubs.azure.net"],
  ["Azure DevOps", "499b84ac-1321-427f-aa17-267ca6975798"],
] as const;

testRule(AUDIENCE, {
  good: [
    { title: "an audience", text: checked() },
    {
      title: "a required claim aud",
      text: checked({ audiences: [], claims: `<claim name="aud"><value>${CLIENT}</value></claim>` }),
    },
    {
      title: "a condition on the audience",
      text: checked({ audiences: [] }, when('@(!((Jwt)context.Variables["jwt"]).Audiences.Contains("a"))')),
    },
    {
      title: "a named value for the audiences",
      text: checked({ children: `<openid-config url="${V2_METADATA}" /><audiences>{{audiences}}</audiences>` }),
    },
    {
      title: "an application in validate-azure-ad-token",
      text: adToken("<backend-application-ids><application-id>a</application-id></backend-application-ids>"),
    },
    { title: "an expression that does not read the request", text: checked({ audiences: ["@(context.Api.Id)"] }) },
    {
      title: "an App ID URI",
      text: checked({ audiences: ["api://orders", "urn:orders", "https://orders.contoso.com/"] }),
    },
    {
      title: "any text that another issuer gives",
      text: checked({ metadata: [AUTH0], issuers: [], audiences: ["orders of contoso"] }),
    },
    {
      title: "an audience of Microsoft with another issuer",
      text: checked({ metadata: [AUTH0], issuers: [], audiences: ["https://management.azure.com"] }),
    },
    {
      title: "an audience of a service of Microsoft where the clients are listed",
      text: adToken(
        `<client-application-ids><application-id>${CLIENT}</application-id></client-application-ids><audiences><audience>https://cognitiveservices.azure.com</audience></audiences>`,
      ),
    },
    {
      title: "an audience of a service of Microsoft where a claim names the client",
      text: checked({
        audiences: ["https://vault.azure.net"],
        claims: `<claim name="azp"><value>${CLIENT}</value></claim>`,
      }),
    },
    {
      title: "an audience of a service of Microsoft where a condition names the client",
      text: checked(
        { audiences: ["https://storage.azure.com/"] },
        when(`@(((Jwt)context.Variables["jwt"]).Claims.GetValueOrDefault("appid", "") != "${CLIENT}")`),
      ),
    },
    {
      title: "hosts that only look like those of Microsoft",
      text: checked({
        audiences: [
          "https://graph.microsoft.com.contoso.com",
          "https://mygraph-microsoft.com",
          "api://vault.azure.network",
        ],
      }),
    },
    { title: "a place that nobody filled, which P-29 finds", text: checked({ audiences: ["${audience}"] }) },
  ],
  bad: [
    {
      title: "no audience, and a group, which has the same members for every API",
      text: checked({ audiences: [], claims: '<claim name="groups" match="any"><value>a</value></claim>' }),
      severity: WARNING,
      message: /checks no audience, so a token for another API may pass/,
    },
    {
      title: "no audience, and a role, whose name another API can have as well",
      text: checked({ audiences: [], claims: '<claim name="roles" match="any"><value>a</value></claim>' }),
      severity: ERROR,
      message: /checks no audience, so a token for any API of the tenant passes/,
    },
    {
      title: "no audience with Entra ID",
      text: checked({ audiences: [] }),
      severity: ERROR,
      message: /^<validate-jwt> checks no audience, so a token for any API of the tenant passes/,
    },
    {
      title: "no audience with Entra ID, a scope notwithstanding",
      text: checked({ audiences: [], claims: '<claim name="scp" separator=" "><value>read</value></claim>' }),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "no audience in validate-azure-ad-token",
      text: adToken(""),
      severity: ERROR,
      message: /^<validate-azure-ad-token> checks no audience/,
    },
    {
      title: "no audience where only named clients may call",
      text: adToken("<client-application-ids><application-id>a</application-id></client-application-ids>"),
      severity: WARNING,
      message: /so a token for another API may pass/,
    },
    {
      title: "no audience with another issuer",
      text: checked({ metadata: [AUTH0], issuers: [], audiences: [] }),
      severity: WARNING,
      message: /so a token for another API may pass/,
      fix: /what the issuer calls this API$/,
    },
    {
      title: "no audience where the metadata is not known yet",
      text: checked({ metadata: ["{{metadata}}"], issuers: [], audiences: [] }),
      severity: WARNING,
      message: /checks no audience/,
    },
    {
      title: "no audience for a tenant that is not known yet",
      text: checked({ metadata: [V2_METADATA.replace(TENANT, "{{tenant}}")], issuers: [], audiences: [] }),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "an audience of the caller's",
      text: checked({ audiences: ["@(context.Request.OriginalUrl.Host)"] }),
      severity: WARNING,
      message: /^the audience is read from the request/,
    },
    {
      title: "any audience",
      text: checked({ audiences: ["*"] }),
      severity: WARNING,
      message: /^the audience is "\*"/,
    },
    {
      title: "an empty audience",
      text: checked({ audiences: ["", "  "] }),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "an empty application",
      text: adToken("<backend-application-ids><application-id /></backend-application-ids>"),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "an empty claim aud",
      text: checked({ audiences: [], claims: '<claim name="aud"><value></value></claim>' }),
      severity: ERROR,
      message: /checks no audience/,
    },
    {
      title: "an empty client, which limits nothing",
      text: adToken("<client-application-ids><application-id> </application-id></client-application-ids>"),
      severity: ERROR,
      message: /checks no audience, so a token for any API of the tenant passes/,
    },
    {
      title: "two audiences in one",
      text: checked({ audiences: [`${CLIENT},api://${CLIENT}`] }),
      severity: WARNING,
      message: /several in one, and it is compared as a whole; expected the client id of the API$/,
    },
    {
      title: "a host without a scheme",
      text: checked({ audiences: ["orders.contoso.com"] }),
      severity: WARNING,
      message: /^the audience is "orders\.contoso\.com", and Entra ID names an API by its client id or a URI;/,
    },
    ...GRAPH.map((audience) => ({
      title: `Microsoft Graph as ${audience}`,
      text: checked({ metadata: [V1_METADATA], issuers: [], audiences: [audience] }),
      severity: ERROR,
      message: /^the audience is Microsoft Graph .* whose tokens nobody else can verify; expected the client id/,
      path: "inbound/validate-jwt/audiences/audience",
    })),
    {
      title: "Microsoft Graph, a required client notwithstanding",
      text: checked({
        audiences: ["00000003-0000-0000-c000-000000000000"],
        claims: `<claim name="azp" match="any"><value>${CLIENT}</value></claim>`,
      }),
      severity: ERROR,
      message: /Microsoft Graph/,
    },
    {
      title: "Microsoft Graph in validate-azure-ad-token",
      text: adToken("<audiences><audience>https://graph.microsoft.com</audience></audiences>"),
      severity: ERROR,
      message: /Microsoft Graph/,
    },
    {
      title: "Microsoft Graph as a claim",
      text: checked({
        audiences: [],
        claims: '<claim name="aud"><value>https://graph.microsoft.com</value></claim>',
      }),
      severity: ERROR,
      message: /Microsoft Graph/,
      path: "inbound/validate-jwt/required-claims/claim",
    },
    {
      title: "Microsoft Graph beside the API",
      text: checked({ audiences: ["https://graph.microsoft.com", CLIENT] }),
      severity: WARNING,
      message: /Microsoft Graph/,
    },
    {
      title: "Microsoft Graph where the metadata is not known yet",
      text: checked({ metadata: ["{{metadata}}"], issuers: [], audiences: ["https://graph.microsoft.com"] }),
      severity: WARNING,
      message: /Microsoft Graph/,
    },
    ...SERVICES.map(([name, audience]) => ({
      title: `${name} as ${audience}`,
      text: adToken(
        `<audiences><audience>${audience}</audience></audiences><required-claims><claim name="roles"><value>Orders.Read</value></claim></required-claims>`,
      ),
      severity: WARNING,
      message: new RegExp(`^the audience is ${name} .* every application of the tenant can get such a token`),
    })),
  ],
});
