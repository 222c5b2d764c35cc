import { Lazy, TerraformVariable, Token } from "cdktf";
import { APIM_RULES } from "../src/apim/rules";
import { BACKEND_RULES } from "../src/apim/api/rules";
import { SERVICE_RULES } from "../src/apim/service/rules";
import {
  check,
  checkNumber,
  checkOptional,
  requireLiteral,
  requireOneStack,
  RULES as CORE_RULES,
} from "../src/core/rules";
import { CREDENTIAL_RULES } from "../src/entra/credentials/rules";
import { ENTRA_RULES } from "../src/entra/rules";
import { VAULT_RULES } from "../src/keyvault/rules";
import { expectErrorText, messageOf } from "./support/error-text";
import { newApp, newStack } from "./support/synth";

const RULES = {
  ...CORE_RULES,
  ...ENTRA_RULES,
  ...CREDENTIAL_RULES,
  ...VAULT_RULES,
  ...APIM_RULES,
  ...SERVICE_RULES,
  ...BACKEND_RULES,
};
type RuleName = keyof typeof RULES;

interface Row {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const a = (length: number): string => "a".repeat(length);
const GUID = "0fffffff-1111-4222-8333-444444444444";
const SERVICE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/contoso";
const IDENTITY = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/contoso";
const NETWORK = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-contoso";

const ROWS: Readonly<Record<RuleName, Row>> = {
  serviceName: {
    good: ["a", "1a", "apim-contoso", "A1", a(50)],
    bad: ["", "-a", "a-", "a_b", "a.b", a(51), "https://contoso.azure-api.net", "contoso\n", "é"],
  },
  clientId: {
    good: [GUID, "shop", "0oa1 b", "https://shop.contoso.com"],
    bad: ["", " ", "a\u0000"],
  },
  tokenResource: {
    good: ["https://storage.azure.com", "https://storage.azure.com/", "api://orders", GUID, "00000003"],
    bad: ["", "a b", "https://storage.azure.com/.default", 'a"b', "a<b", "${a}", "a\n"],
  },
  origin: {
    good: ["*", "https://app.contoso.com", "http://localhost:3000", "https://app.contoso.com:8443"],
    bad: [
      "",
      "app.contoso.com",
      "https://app.contoso.com/",
      "https://*.contoso.com",
      "ftp://a.b",
      "https://a.b?c",
      "null",
    ],
  },
  issuerUrl: {
    good: ["https://login.contoso.com", "https://contoso.eu.auth0.com/", "https://login.contoso.com/a/v2.0"],
    bad: ["", "http://login.contoso.com", "login.contoso.com", "https://a.b/c?d", "https://a.b/c#d", "https://u@a.b"],
  },
  resourceUrl: {
    good: ["https://api.contoso.com", "https://api.contoso.com/orders/v1"],
    bad: [
      "",
      "http://api.contoso.com",
      "https://api.contoso.com/",
      "https://a.b/c?d",
      "https://a.b/c#d",
      "https://a.b/{c}",
    ],
  },
  childName: {
    good: ["a", "AzureAD-OAuth", "a_b-c", "a--_b", "1", a(80)],
    bad: ["", "-a", "a-", "_", "_a", "a_", "a b", "a.b", "a/b", a(81), "a\n", "ü"],
  },
  title: {
    good: ["a", "Gold plan", "é", a(300)],
    bad: ["", " ", "a\u0007", a(301)],
  },
  versionDescription: { good: ["a", a(256)], bad: ["", " ", "a\u0007", a(257)] },
  versionHeader: { good: ["Api-Version", a(100)], bad: ["", "a b", a(101)] },
  serviceUrl: {
    good: ["https://a.b", "http://localhost:7071/api", `https://a.b/${a(1988)}`],
    bad: ["", "a.b", "https://*.a.b", "https://u@a.b", `https://a.b/${a(1989)}`],
  },
  apimDescription: {
    good: ["a", "For partners.\nPaid.", a(1000)],
    bad: ["", " ", "a\u0007", a(1001)],
  },
  authServerTitle: { good: ["a", "Entra ID", a(50)], bad: ["", " ", "a\u0007", a(51)] },
  shortTitle: { good: ["a", "Web shop", a(100)], bad: ["", " ", "a\u0007", a(101)] },
  tagTitle: { good: ["a", "Shop / internal", a(160)], bad: ["", " ", "a\u0007", a(161)] },
  userId: {
    good: ["1", "jane", "jane.doe@contoso.com", "_a-", a(80)],
    bad: ["", "a b", "a/b", "/users/1", "${a}", a(81)],
  },
  workspaceName: {
    good: ["a", "team-1", "1", a(80)],
    bad: ["", "-a", "a-", "a_b", "a.b", "a b", a(81), "a\n"],
  },
  existingFragmentName: {
    good: ["a", "_", "_a", "a_", "a_b-c", a(80)],
    bad: ["", "-a", "a-", "a b", "a.b", "a/b", a(81), "a\n", "ü"],
  },
  namedValueName: {
    good: ["backend-key", "a_b", a(80)],
    bad: ["", "-a", "a-", "_a", "a_", "a b", "a.b", "{{a}}", a(81), "a\n"],
  },
  certificateName: {
    good: ["client", "a_b", a(80)],
    bad: ["", "-a", "a-", "_a", "a b", "a.b", a(81), "a\n"],
  },
  namedValueDisplayName: {
    good: ["backend-key", "a_b", "a.b", "-a", a(256)],
    bad: ["", "a b", "{{a}}", "a/b", a(257), "a\n", "ü"],
  },
  apiName: {
    good: ["orders", "orders v1", "a.b", "a{b}", "a$b", "\u00e9", "🚚".repeat(256), a(256)],
    bad: ["", " a", "a*b", "a#b", "a&b", "a+b", "a/b", "a:b", "a<b", "a>b", "a?b", "a;rev=2", a(257)].concat(
      "50% off",
      "%41",
      "a${b}",
      "a\tb",
      "a\n",
      "a\u0085b",
      "\uD83D",
      "🚚".repeat(257),
    ),
  },
  apiPath: {
    good: ["", "a", "_", "1", ".a", "orders", "orders/v1", "a.b", "a:b", "a_b-c", "a-", a(400)],
    bad: [
      ".",
      "-",
      ":",
      "a.",
      "a:",
      "..",
      "/",
      "/orders",
      "orders/",
      "-a",
      "a b",
      "a?b",
      "a{b}",
      "https://contoso.com/orders",
      a(401),
      "a\n",
      "ü",
    ],
  },
  parameterName: { good: ["id", "X-Request-Id", "filter[name]", "$top"], bad: ["", " ", "a\u0007", "x".repeat(1025)] },
  plainText: { good: ["", "a ${b}", "two\nlines"], bad: ["\u0007"] },
  mediaType: {
    good: ["application/json", "text/plain; charset=utf-8", "*/*", "application/vnd.contoso.v1+json"],
    bad: ["", "json", "application/", "a b/c", "a/${b}"],
  },
  apiVersion: { good: ["v1", "2027-03-31", "1.0~a_b"], bad: ["", "v 1", "v/1", "${a}", "v".repeat(101)] },
  queryName: { good: ["api-version", "v"], bad: ["", "a=b", "a b", "${a}"] },
  webSocketUrl: {
    good: ["wss://events.contoso.com/a", "ws://localhost:80"],
    bad: ["https://contoso.com", "wss://", "${a}", `wss://a.b/${a(1991)}`],
  },
  mailAddress: {
    good: ["api@contoso.com", "a.b-c+d@x.co.uk"],
    bad: ["", "contoso.com", "Api <a@b.co>", "a@b", "a@b.co "],
  },
  json: { good: ["{}", '{ "schemas": {} }'], bad: ["", "[]", "1", "{", "null"] },
  scopeList: { good: ["openid", "api://a/.default openid"], bad: ["", "a  b", " a", '"', "a ${b}"] },
  backendName: {
    good: ["a", "_", "orders-v1", a(80)],
    bad: ["", "-a", "a-", "a b", "a.b", a(81), "a\n", "{{a}}"],
  },
  containerAppId: {
    good: ["/subscriptions/s/resourceGroups/g/providers/Microsoft.App/containerApps/orders"],
    bad: ["", "orders", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders"],
  },
  logicAppId: {
    good: [
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/orders",
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/orders",
    ],
    bad: ["", "orders", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Logic/workflows/orders/triggers/manual"],
  },
  fabricService: {
    good: ["fabric:/shop/orders", "fabric:/shop/v1/orders"],
    bad: ["", "fabric:/shop", "fabric://shop/orders", "https://orders.contoso.com", "fabric:/shop/${orders}"],
  },
  managementEndpoint: {
    good: ["https://cluster.contoso.com:19080"],
    bad: ["", "http://cluster.contoso.com:19080", "cluster.contoso.com:19080", "https://a:b@cluster.contoso.com"],
  },
  siteId: {
    good: [
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/func-orders",
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/func-orders/slots/staging",
    ],
    bad: [
      "",
      "func",
      `/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/${a(61)}`,
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/func/slots/",
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/serverFarms/a",
    ],
  },
  backendPath: { good: ["", "api", "api/v1", "a.b~c"], bad: ["/", "/api", "api/", "a//b", "a?b", "a b", "{a}"] },
  encryptedUrl: {
    good: ["https://a.b", "HTTPS://a.b:8443/c", "https://localhost"],
    bad: ["", "http://a.b", "https://a.b?c=d", "https://a.b#c", "https://u:p@a.b", "https://*.a.b", "a.b", "ws://a.b"],
  },
  plainUrl: { good: ["http://a.b/c", "http://10.0.0.4:80"], bad: ["", "https://a.b", "http://a.b?c", "a.b"] },
  thumbprint: {
    good: ["a".repeat(40), "0123456789ABCDEFabcd".repeat(2)],
    bad: ["", a(39), a(41), "g".repeat(40), "a:".repeat(20)],
  },
  backendTitle: { good: ["Orders", "🚚".repeat(75)], bad: ["", " ", a(301), "🚚".repeat(76), "\u0000"] },
  backendDescription: { good: ["Orders.", a(2000)], bad: ["", " ", a(2001), "🚚".repeat(501)] },
  poolDescription: { good: ["Orders.", "🚚".repeat(1000)], bad: ["", " ", a(2001), "\u0000"] },
  errorReason: { good: ["Timeout", "BackendConnectionFailure", a(200)], bad: ["", "a b", a(201)] },
  ruleName: { good: ["a", "breaker-1", a(80)], bad: ["", "-a", "a-", "a_b", a(81)] },
  location: {
    good: ["westeurope", "West Europe", "West US 2 (Stage)", "a"],
    bad: ["", " a", "a/b", "a-b", "a${b}", "a\n", a(65)],
  },
  publisherName: {
    good: ["Contoso", 'a "b" <c>', "🚚".repeat(100)],
    bad: ["", " ", "a\nb", "a\u0000", a(101), "\uD83D"],
  },
  email: {
    good: ["a@b", "apis@contoso.com", `${a(88)}@contoso.com`],
    bad: ["", "a", "@", "a@", "@a", "a b@c", "a@b@c", "${a}@b", `${a(90)}@contoso.com`],
  },
  managementApiVersion: {
    good: ["2021-08-01", "2024-06-01-preview"],
    bad: ["", "2021", "latest", "2021-08-01T00:00:00Z", "v1"],
  },
  subnetId: {
    good: [`${NETWORK}/virtualNetworks/v-1/subnets/s_1`],
    bad: [
      "",
      `${NETWORK}/virtualNetworks/v`,
      `${NETWORK}/virtualNetworks/v/subnets/s/`,
      `${NETWORK}/virtualnetworks/v/subnets/s`,
    ],
  },
  publicIpAddressId: {
    good: [`${NETWORK}/publicIPAddresses/pip`],
    bad: ["", "20.1.2.3", `${NETWORK}/publicIpAddresses/pip`, `${NETWORK}/publicIPAddresses/pip\n`],
  },
  attachedIdentityId: {
    good: ["/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mi"],
    bad: ["", GUID, "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mi"],
  },
  zone: { good: ["1", "2", "3"], bad: ["", "0", "10", "westeurope-1", "1\n"] },
  hostName: {
    good: ["api.contoso.com", "A-1.b", "xn--a.b.c"],
    bad: [
      "",
      "localhost",
      "*.contoso.com",
      "a_b.c",
      "-a.b",
      "a..b",
      "https://a.b",
      "a.b/",
      "a.b:443",
      "a.b\n",
      `${a(64)}.b`,
    ],
  },
  gatewayHostName: {
    good: ["api.contoso.com", "*.contoso.com"],
    bad: ["", "*", "*.", "*com", "a.*.com", "https://*.contoso.com"],
  },
  tagName: {
    good: ["team", "cost center", "a:b"],
    bad: ["", " ", "a/b", "a<b", "a%b", "a&b", "a?b", "a\\b", "a${b}", a(513), "é".repeat(257)],
  },
  tagValue: { good: ["", "Orders & more", a(256), "é".repeat(128)], bad: [a(257), "é".repeat(129), "a\nb", "\u0000"] },
  urlTemplate: {
    good: [
      `/${a(999)}`,
      "/",
      "/orders",
      "/orders/{id}",
      "/{*path}",
      "/a/{b-c}/{d_e}",
      "/orders?top={top}",
      "/100%",
      "/$batch",
    ],
    bad: [`/${a(1000)}`, "", "orders", "/{", "/}", "/{}", "/{a b}", "/a b", "/${id}", "/%{id}", "/{{secret}}", "/\n"],
  },
  httpMethod: {
    good: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "VERSION-CONTROL", "QUERY"],
    bad: ["", "get", "Get", "GET ", "GET\n", "GET POST", "GET,POST", "*", "-", "GET-", "GET${x}"],
  },
  corsMethod: {
    good: ["GET", "VERSION-CONTROL", "*"],
    bad: ["", "get", "GET ", "GET,POST", "**", "G*", "-", "GET-", "*\n"],
  },
  resourceGroupName: {
    good: ["rg-apim", "a", "(a)_.-b", a(90)],
    bad: ["", "a.", "a b", "a/b", "ü", a(91), "/subscriptions/s/resourceGroups/rg", "a\n"],
  },
  vaultName: {
    good: ["abc", "kv-contoso", "A1-b2", a(24)],
    bad: ["ab", "1ab", "-abc", "abc-", "a--b", "a_b", a(25), "https://kv.vault.azure.net", "abc\n"],
  },
  identityName: {
    good: ["abc", "id-orders", "1_a", a(128)],
    bad: ["", "ab", "-ab", "_ab", "a.b", "a b", a(129), "abc\n", "/subscriptions/s"],
  },
  identityId: {
    good: [IDENTITY, IDENTITY.toLowerCase()],
    bad: ["", "abc", VAULT, `${IDENTITY}/x`, IDENTITY.slice(1)],
  },
  userPrincipalName: {
    good: ["eve@contoso.com", "eve_fabrikam.com#EXT#@contoso.onmicrosoft.com", "o'hara@contoso.com"],
    bad: ["", "eve", "@contoso.com", "eve@", "eve @contoso.com", "a@b@c", `${a(65)}@contoso.com`, "eve@contoso.com\n"],
  },
  notificationAddress: { good: ["a@b", "orders@contoso.com"], bad: ["", "a", "a@", "@a", "a b@c", "a@b@c", "a@${b}"] },
  mailNickname: {
    good: ["eve", "o'hara", a(64)],
    bad: ["", "eve@contoso.com", "e ve", a(65), "eve\n"],
  },
  contentType: { good: ["text/plain", "a b", a(255)], bad: ["", " ", "a\u0007", a(256)] },
  secretName: {
    good: ["a", "backend-key", "-", a(127)],
    bad: ["", "a_b", "a.b", "a/b", a(128), "a\n", "https://kv.vault.azure.net/secrets/a"],
  },
  guid: {
    good: [GUID, GUID.toUpperCase(), "00000000-0000-0000-0000-000000000000"],
    bad: ["", `{${GUID}}`, GUID.replace(/-/g, ""), `${GUID}\n`, ` ${GUID}`, `/applications/${GUID}`, "g".repeat(36)],
  },
  credentialName: {
    good: ["abc", "1_-", "Main-branch_1", a(120)],
    bad: ["", "ab", "-ab", "_ab", "a b", "a.b", a(121), "abc\n", "übc"],
  },
  credentialDescription: {
    good: ["a", "Deploys <orders>.", a(600), "é".repeat(600)],
    bad: ["", " ", a(601), "a\u0007"],
  },
  flexibleDescription: {
    good: ["a", "Deploys <orders>.", a(600), "é".repeat(300)],
    bad: ["", " ", a(601), "é".repeat(301), "a\u0007"],
  },
  flexibleAudience: {
    good: ["a", "api://AzureADTokenExchange", a(600), "é".repeat(300)],
    bad: ["", "a b", "*", "a\n", "${a}", a(601), "é".repeat(301)],
  },
  federatedIssuer: {
    good: ["https://a.b", "https://a.b/c/", "https://local.b", "https://172.32.0.1", `https://a.b/${a(588)}`],
    bad: [
      "",
      "https://localhost/c",
      "https://10.0.0.1",
      "https://0x7f000001/c",
      "https://172.31.0.1",
      "https://kubernetes.default.svc",
      "https://kubernetes.default.svc.cluster.local",
      "a.b",
      "http://a.b",
      "https://*.b",
      "https://u:p@a.b",
      "https://a.b#c",
      " https://a.b",
      `https://a.b/${a(589)}`,
    ],
  },
  federatedSubject: {
    good: ["a", "repo:a/b:ref:refs/heads/main", "sc://a/b c/d", "auth0|5", "üser", a(600)],
    bad: ["", " ", " a", "a ", "*", "a*", "a\n", "a\tb", "${a}", a(601)],
  },
  federatedAudience: {
    good: ["a", "api://AzureADTokenExchange", a(600)],
    bad: ["", "a b", "*", "a\n", "${a}", a(601)],
  },
  matchingExpression: {
    good: ["claims['sub'] eq 'a'", "claims['sub'] matches 'a*' and claims['job_workflow_ref'] eq 'b'"],
    bad: [
      "",
      "a",
      "claims['sub'] eq ''",
      "claims['sub'] eq a",
      "claims[sub] eq 'a'",
      "claims['sub'] like 'a'",
      "claims['sub'] eq 'a' or claims['sub'] eq 'b'",
      "claims['sub'] eq 'a'b'",
      "claims['sub'] eq 'a' ",
      "claims['sub'] eq '${a}'",
    ],
  },
  githubOwner: {
    good: ["contoso", "a", "1a", "contoso-dev", "octo_corp"],
    bad: ["", "*", "-a", "a/b", "a:b", "a@1", "a b", "contoso*", "a\n"],
  },
  githubRepository: {
    good: ["orders", ".github", "a.b-c_d", a(100)],
    bad: ["", ".", "..", "*", "a/b", "a:b", "a@1", "a b", a(101), "a\n"],
  },
  githubId: { good: ["1", "821093847"], bad: ["", "a", "1a", "-1", "*", "1\n"] },
  gitRef: {
    good: ["main", "feature/a.b", "v1.0", "a-b_c", "a$b", "#1", "ü"],
    bad: [
      "",
      "*",
      "release/*",
      "v?",
      "a b",
      "a:b",
      "/a",
      "a/",
      "a//b",
      "a..b",
      "refs/heads/main",
      "a[b",
      "a\\b",
      "a~b",
    ].concat("a^b", "a@{b", "${a}", "a\n"),
  },
  githubEnvironment: {
    good: ["production", "Production (EU)", "eu:prod", "a/b"],
    bad: ["", " ", " a", "a ", "*", "prod*", "p?", "${a}", "a\n", a(256)],
  },
  azureDevOpsName: {
    good: ["contoso", "Web Shop", "Azure (prod)", "a:b"],
    bad: ["", " ", " a", "a ", "*", "a/b", "p?", "${a}", "a\n", a(257)],
  },
  kubernetesNamespace: { good: ["a", "orders-1", a(63)], bad: ["", "*", "-a", "a-", "A", "a.b", "a:b", a(64), "a\n"] },
  kubernetesServiceAccount: {
    good: ["a", "orders-job", "a.b"],
    bad: ["", "*", "-a", "a-", "A", "a..b", ".a", "a:b", "a_b", `${a(63)}.`.repeat(4), "a\n"],
  },
  tenantId: {
    good: [GUID],
    bad: ["", "common", "organizations", "consumers", "contoso.onmicrosoft.com", "contoso.com", `${GUID}/v2.0`],
  },
  audience: {
    good: ["orders", "api://orders", GUID, "https://graph.microsoft.com.contoso.com", "https://management.azure.com"],
    bad: [
      "",
      " ",
      "a\u0000",
      "00000003-0000-0000-c000-000000000000",
      "00000003-0000-0000-C000-000000000000",
      "https://graph.microsoft.com",
      "https://graph.microsoft.com/",
      "https://graph.microsoft.com/.default",
      "HTTPS://Graph.Microsoft.com:443/",
      "https://graph.microsoft.us",
      "https://dod-graph.microsoft.us/",
      "https://microsoftgraph.chinacloudapi.cn",
      "graph.microsoft.com",
      "spn:00000003-0000-0000-c000-000000000000",
    ],
  },
  scopeValue: { good: ["access_as_user", a(120)], bad: [a(121), a(249)] },
  claimValue: {
    good: [
      "access_as_user",
      "Orders.Read",
      "Orders/Read",
      "a@b",
      "x.y:z",
      "!#$%&'()*+,-./:;<=>?@[]^_`{|}~",
      "~",
      a(249),
    ],
    bad: ["", " ", "a b", ".read", "a\tb", 'a"b', "a\\b", "ü", "${a}", "%{a}", a(250), "a\n"],
  },
  registrationName: {
    good: ["Orders API", ' "Orders" <${x}> 🚚 ', a(120)],
    bad: ["", "  ", "a\u0007", a(121)],
  },
  displayName: {
    good: ["Orders API", ' "Orders" <${x}> 🚚 ', a(256)],
    bad: ["", "  ", "\n", "a\u0007", "\uD83D", a(257)],
  },
  text: {
    good: ["a", " a ", "two\nlines", "<&>\"'{{}}@(", "🚚"],
    bad: ["", " ", "\t\n", "a\0b", "a\u0007", "a\uFFFF", "\uD83D", "\uDE9A"],
  },
  description: {
    good: ["a", "two\nlines", a(1024), "é".repeat(512), "漢".repeat(341), "🚚".repeat(256)],
    bad: ["", "  ", a(1025), "é".repeat(513), "漢".repeat(342), "🚚".repeat(257), "a\0b"],
  },
  httpsOrigin: {
    good: ["https://portal.contoso.com", "https://portal.contoso.com/", "https://localhost:8443"],
    bad: [
      "",
      "portal.contoso.com",
      "http://portal.contoso.com",
      "https://portal.contoso.com/docs",
      "https://portal.contoso.com?a=b",
      "https://portal.contoso.com/#a",
      "https://user:secret@portal.contoso.com",
      "https://*.contoso.com",
      "https:/portal.contoso.com",
    ],
  },
  httpUrl: {
    good: [
      "https://a.b",
      "http://localhost:7071/api",
      "https://a.b/c?d=e&f=%20",
      "https://a.b/%2F?c=100%",
      "https://ü.b/ü",
    ],
    bad: [
      "https://a.b\u0000",
      "https://a.b/\u007f",
      // The providers parse it, and read each "%" before the query as an escape.
      "https://a.b/100%",
      "https://a.b/%zz",
      "https://a%41.b/",
      "",
      "a.b/c",
      "/c",
      "ftp://a.b",
      "https://",
      "https:///a.b",
      "https://a.b:99999",
      "https:/a.b",
      "https:a.b",
      "https://a b.c",
      "https://a.b/#c",
      "https://*.b",
      "https://user@a.b",
      "https://a.b/<c>",
      'https://a.b/"c"',
      "https://a.b/{c}",
      "https://a.b/${c}",
      "https://a.b\\c",
      "https://a.b/c\n",
      "javascript:alert(1)",
    ],
  },
  redirectUri: {
    good: ["https://a.b", "https://a.b/", "https://a.b/c?d=e", "http://localhost:5000/", "http://127.0.0.1/cb"],
    bad: [
      "",
      "http://a.b/cb",
      "http://localhost.evil.com/cb",
      "https://a.b/c#d",
      "https://*.a.b/c",
      "myapp://callback",
      `https://a.b/${a(245)}`,
    ],
  },
  spaRedirectUri: {
    good: ["https://a.b", "http://localhost:3000", "brk-multihub://a.b", "brk-multihub://localhost:3000"],
    bad: ["", "http://a.b/", "brk-multihub://", "brk-multihub://a.b/c", "brk-multihub://*.a.b", "myapp://auth"],
  },
  publicRedirectUri: {
    good: [
      "https://a.b",
      "https://a.b/c?d=e",
      "http://localhost",
      "http://127.0.0.1:5000/cb",
      "myapp://auth",
      "com.contoso.app://auth/x",
      "ms-appx-web://Microsoft.AAD.BrokerPlugin/a",
      "urn:ietf:wg:oauth:2.0:oob",
      `myapp://${a(248)}`,
    ],
    bad: ["", "myapp:/a", "myapp://", "http://a.b/", "javascript://a", "myapp://a#b", "myapp://*", "urn:a:b"].concat(
      "https://[::1]/",
      "myapp://a%41/",
      "myapp://a/%zz",
      "https://a.b/%zz",
      `myapp://${a(249)}`,
      "myapp://a\n",
      "http://localhost\n",
    ),
  },
  pageUrl: {
    good: ["https://a.b", "http://a.b/c#d", "https://a.b/c?d=e", "https://a.b/%2F#%20"],
    bad: [
      "https://a.b/#c\u0000",
      "https://a.b/%",
      "https://a.b/#%",
      "https://a.b/c?d#%zz",
      "",
      "a.b",
      "ftp://a.b",
      "https://u:p@a.b/",
      "https://*.a.b/",
      "https://a.b/c d",
      "https://a.b/\n",
      "https:///",
    ],
  },
  logoutUrl: {
    good: ["https://a.b", "https://localhost/out", `https://a.b/${a(243)}`],
    bad: ["", "http://a.b/out", "http://localhost/out", "https://a.b/#out", `https://a.b/${a(244)}`, "https://*.a.b/"],
  },
  tag: {
    good: ["a", "HideApp", "WindowsAzureActiveDirectoryIntegratedApp", "é", a(256)],
    bad: ["", " ", "a b", "a\n", "a${b}", "a%{b}", a(257)],
  },
  optionalClaim: {
    good: ["ipaddr", "groups", "extension_ab603c56_skypeId", "http://schemas.contoso.com/claim"],
    bad: ["", "a b", 'a"b', "a\\b", "${a}", "é", "a\n"],
  },
  identifierUri: {
    good: [
      `api://${GUID}`,
      "api://orders",
      "api://a/b",
      "https://orders.contoso.com",
      "https://a.b/c",
      "urn:a:b",
      `api://${a(249)}`,
    ],
    bad: [
      `api://${a(250)}`,
      "",
      "orders",
      "not a uri",
      "api://",
      "api://a/",
      "api://a//b",
      "api://a#b",
      "api://a?b",
      "https://a.b/",
      "https://*.b",
      "ftp://a.b",
      // These would end the text that the URI stands in: a header, or a Terraform template.
      'api://a"b',
      "api://a\\b",
      "api://a<b",
      "api://${a}",
      "api://a\n",
    ],
  },
  serviceId: {
    good: [SERVICE],
    bad: [
      "",
      SERVICE.replace("/s/", "/${s}/"),
      "contoso",
      `${SERVICE}/`,
      `${SERVICE}/apis/a`,
      SERVICE.toLowerCase(),
      VAULT,
      ` ${SERVICE}`,
    ],
  },
  vaultId: {
    good: [VAULT],
    bad: [
      "",
      VAULT.replace("/s/", "/${s}/"),
      "kv-contoso",
      `${VAULT}/`,
      `${VAULT}/secrets/a`,
      VAULT.toLowerCase(),
      SERVICE,
    ],
  },
  delegationUrl: {
    good: ["https://contoso.com", "https://contoso.com:8443/portal/delegation", `https://contoso.com/${a(1980)}`],
    bad: [
      "",
      "http://contoso.com",
      "contoso.com",
      "https://contoso.com/?a=b",
      "https://contoso.com/#a",
      `https://contoso.com/${a(1981)}`,
    ],
  },
  apiRevision: {
    good: ["1", "12", "v1.0-beta_2", a(100)],
    bad: ["", " ", "1 ", "1;rev=2", "a/b", a(101), "1\n"],
  },
  dateTime: {
    good: [
      "2027-03-31T00:00:00Z",
      "2028-02-29T23:59:59Z",
      "2027-03-31T00:00:00.123Z",
      "2027-03-31T00:00:00+01:00",
      "2027-03-31T00:00:00.5-11:30",
    ],
    bad: [
      "",
      "2027-03-31",
      "2027-03-31T00:00:00",
      "2027-03-31T00:00:00+0100",
      "2027-03-31T00:00:00+24:00",
      "2027-02-29T00:00:00+01:00",
      "9999-12-31T23:59:59-01:00",
      "0000-01-01T00:00:00+01:00",
      "2027-02-29T00:00:00Z",
      "2027-02-31T00:00:00Z",
      "2027-13-01T00:00:00Z",
      "2027-01-01T24:00:00Z",
      "2027-01-01T00:60:00Z",
      "31.03.2027",
      "4320h",
      "2027-03-31T00:00:00Z\n",
    ],
  },
  quotedString: {
    good: ["orders", "Orders API", "{{a}} @(b) ${c} <&>'", " "],
    bad: ["", 'a"b', "a\\b", "a\nb", "a\r\nX-Evil: 1", "ü", "a\t"],
  },
  scopeToken: {
    good: ["read", "read:orders", "https://contoso.com/read", "a~b"],
    bad: ["", "a b", 'a"b', "a\\b", "ü", "${a}", "%{a}", "a\n"],
  },
  tenantName: { good: ["contoso", "C1"], bad: ["", "contoso.onmicrosoft.com", "a b", "a-b", a(28), "a\n"] },
  domain: {
    good: ["contoso.eu.auth0.com", "LOGIN.contoso.com", "a-b.c"],
    bad: [
      "",
      "contoso",
      "https://contoso.com",
      "contoso.com/",
      "contoso.com:443",
      "*.contoso.com",
      "-a.com",
      "a.com\n",
    ],
  },
  userFlow: {
    good: ["B2C_1_signin", "b2c_1a_custom-x"],
    bad: ["", "signin", "B2C_1_", "B2C_1_a b", "B2C_1_a/b", "B2C_1_a\n"],
  },
  pathSegment: { good: ["default", "aus1_x-2"], bad: ["", "a/b", "a?b", "a b", a(101), "a\n"] },
  httpsUrl: {
    good: ["https://a.b", "https://a.b/c?d=e"],
    bad: ["", "http://a.b", "a.b", "https://user@a.b", "https://a.b/#c", "https://*.b", "https://a.b/{c}"],
  },
  namedValueText: { good: ["a", " a ", "{{b}}", a(4096)], bad: ["", "  ", a(4097)] },
  httpToken: {
    good: ["Authorization", "X-Access-Token", "x", "a!#$%&'*+.^_`|~b", a(256)],
    bad: ["", "a b", "a:b", "a\n", "a\r\nb", '"a"', "{{a}}", "@(a)", "ü", a(257)],
  },
};

const NAMES = Object.keys(RULES) as RuleName[];

test("every rule has a row here with good and bad values", () => {
  expect(Object.keys(ROWS).sort()).toEqual([...NAMES].sort());
  for (const { good, bad } of Object.values(ROWS)) {
    expect(good.length).toBeGreaterThan(0);
    expect(bad.length).toBeGreaterThan(0);
  }
});

describe.each(Object.keys(ROWS) as RuleName[])("rule %s", (name) => {
  test.each(ROWS[name].good)("takes %j", (value) => {
    expect(() => check("Place", "option", value, RULES[name])).not.toThrow();
  });

  test.each(ROWS[name].bad)("fails on %j, and says what to do", (value) => {
    const message = messageOf(() => check("Place", "option", value, RULES[name]));
    const shown = JSON.stringify(value.length > 120 ? `${value.slice(0, 117)}...` : value);
    expectErrorText(message, { place: "Place", value: `option is ${shown}; expected ${RULES[name].expected}` });
  });
});

/**
 * What the providers' own validators answered to these texts: azurerm 4.55.0 and azuread 3.7.0, with the functions that the resources use.
 * A rule of ours must take nothing that they refuse, or Terraform refuses what we let pass.
 */
describe("the providers' validators", () => {
  const VERSIONED_SECRET = "https://v.vault.azure.net/secrets/s/0123456789abcdef0123456789abcdef";
  const PROBES = [
    "",
    " ",
    "-a",
    ".read",
    "/subscriptions/x",
    "00000000-0000-0000-0000-000000000000",
    GUID,
    "1.2.3.4",
    "1a",
    "2030-01-01T00:00:00Z",
    "Name_1.x",
    "P1D",
    "PT1H",
    "a",
    "a b",
    a(51),
    a(81),
    a(101),
    a(121),
    a(257),
    a(300),
    a(1001),
    "a-",
    "api://app",
    "api://x",
    "ftp://example.com",
    "http://example.com/x",
    "https://*.example.com/",
    "https://example.com/",
    "https://example.com/x",
    "https://v.vault.azure.net/secrets/s",
    VERSIONED_SECRET,
    "ms-app://x",
    "name-1",
    "scope.read",
    "urn:x:y",
    "user@example.com",
    "~bad value~",
  ];
  const GUIDS = ["00000000-0000-0000-0000-000000000000", GUID];
  const CHILD_NAMES = [...GUIDS, "1a", "P1D", "PT1H", "a", a(51), "name-1"];
  const refusing = (...refused: string[]): string[] => PROBES.filter((probe) => !refused.includes(probe));

  interface Answers {
    /** The validator of the provider. */
    readonly validator: string;
    /** The probes that it takes. */
    readonly takes: readonly string[];
    /** The probes that it takes and we refuse, because Azure refuses them or they cannot be meant. */
    readonly stricter: readonly string[];
  }

  const ANSWERS: Partial<Record<RuleName, Answers>> = {
    serviceName: {
      validator: "ApiManagementServiceName",
      takes: ["-a", ...GUIDS, "1a", "P1D", "PT1H", "a", "a-", "name-1"],
      // The name is part of a host name.
      stricter: ["-a", "a-"],
    },
    childName: { validator: "ApiManagementChildName", takes: CHILD_NAMES, stricter: [] },
    // It is the name and the display name, and the name is the stricter of the two.
    namedValueName: { validator: "ApiManagementChildName", takes: CHILD_NAMES, stricter: [] },
    certificateName: { validator: "ApiManagementChildName", takes: CHILD_NAMES, stricter: [] },
    apiName: {
      validator: "ApiManagementApiName",
      takes: refusing("", a(257), a(300), a(1001), "https://*.example.com/"),
      // Azure refuses slashes, colons and a leading space: the name is a segment of the resource id.
      stricter: [
        " ",
        "/subscriptions/x",
        "2030-01-01T00:00:00Z",
        "api://app",
        "api://x",
        "ftp://example.com",
        "http://example.com/x",
        "https://example.com/",
        "https://example.com/x",
        "https://v.vault.azure.net/secrets/s",
        VERSIONED_SECRET,
        "ms-app://x",
        "urn:x:y",
      ],
    },
    apiPath: {
      validator: "ApiManagementApiPath",
      takes: refusing(
        " ",
        "-a",
        "/subscriptions/x",
        "a b",
        a(1001),
        "https://*.example.com/",
        "https://example.com/",
        "user@example.com",
        "~bad value~",
      ),
      // A whole URL is not meant to be a path.
      stricter: [
        "api://app",
        "api://x",
        "ftp://example.com",
        "http://example.com/x",
        "https://example.com/x",
        "https://v.vault.azure.net/secrets/s",
        VERSIONED_SECRET,
        "ms-app://x",
      ],
    },
    resourceGroupName: {
      validator: "resourcegroups.ValidateName",
      takes: [
        "-a",
        ".read",
        ...GUIDS,
        "1.2.3.4",
        "1a",
        "Name_1.x",
        "P1D",
        "PT1H",
        "a",
        a(51),
        a(81),
        "a-",
        "name-1",
      ].concat("scope.read"),
      stricter: [],
    },
    secretName: {
      validator: "NestedItemName",
      takes: ["-a", ...GUIDS, "1a", "P1D", "PT1H", "a", a(51), a(81), a(101), a(121), a(257), a(300), a(1001)].concat(
        "a-",
        "name-1",
      ),
      // Key Vault takes 127 characters at most.
      stricter: [a(257), a(300), a(1001)],
    },
    guid: { validator: "IsUUID", takes: GUIDS, stricter: [] },
    tenantId: { validator: "IsUUID", takes: GUIDS, stricter: [] },
    claimValue: {
      validator: "RoleScopeClaimValue",
      takes: refusing(" ", ".read", "a b", a(257), a(300), a(1001), "~bad value~"),
      // A permission without a value stands in no token.
      stricter: [""],
    },
    displayName: {
      validator: "StringIsNotEmpty",
      takes: refusing(""),
      // A name of spaces is invisible, and Entra ID takes 256 characters at most.
      stricter: [" ", a(257), a(300), a(1001)],
    },
    text: { validator: "StringIsNotEmpty", takes: refusing(""), stricter: [" "] },
    description: { validator: "StringLenBetween(0, 1024)", takes: PROBES, stricter: ["", " "] },
    apiRevision: {
      validator: "StringIsNotEmpty",
      takes: refusing(""),
      // The revision becomes part of the resource id, after ";rev=".
      stricter: PROBES.filter((probe) => probe !== "" && !/^[\w.-]{1,100}$/.test(probe)),
    },
    dateTime: { validator: "IsRFC3339Time", takes: ["2030-01-01T00:00:00Z"], stricter: [] },
    serviceId: { validator: "apimanagementservice.ValidateServiceID", takes: [], stricter: [] },
    vaultId: { validator: "commonids.ValidateKeyVaultID", takes: [], stricter: [] },
    identifierUri: {
      // The resource takes any text. Entra ID does not.
      validator: "StringIsNotEmpty",
      takes: refusing(""),
      stricter: PROBES.filter((probe) => probe !== "" && !/^(?:api|https?|urn):.*[^/]$/.test(probe)),
    },
  };

  test.each(Object.keys(ANSWERS) as RuleName[])("refuse nothing that rule %s takes", (name) => {
    const { takes, stricter } = ANSWERS[name]!;
    const ours = PROBES.filter((probe) => RULES[name].test(probe));
    expect(ours.filter((probe) => !takes.includes(probe))).toEqual([]);
    expect(PROBES.filter((probe) => takes.includes(probe) && !ours.includes(probe)).sort()).toEqual(
      [...stricter].sort(),
    );
  });
});

describe("checks", () => {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "v", {});

  test("never inspect a text that is only known to Terraform, or later", () => {
    const never = { expected: "nothing", fix: "give up", test: () => false };
    for (const value of [
      variable.stringValue,
      `a ${variable.stringValue} b`,
      Lazy.stringValue({ produce: () => "" }),
    ]) {
      expect(() => check(stack, "option", value, never)).not.toThrow();
      expect(() => checkOptional(stack, "option", value, never)).not.toThrow();
    }
    expect(() => checkOptional(stack, "option", undefined, never)).not.toThrow();
  });

  test("never inspect a number that is only known to Terraform, or later", () => {
    for (const value of [variable.numberValue, Lazy.numberValue({ produce: () => 1 }), Token.asNumber({}), undefined]) {
      expect(() => checkNumber(stack, "option", value, "nothing", () => false)).not.toThrow();
    }
    expectErrorText(
      messageOf(() => checkNumber(stack, "option", 7, "a number from 1 to 5", () => false)),
      { place: "Stack", value: "option is 7; expected a number from 1 to 5" },
    );
  });

  test("fail on a value from Terraform where an id is made from it", () => {
    expect(() => requireLiteral(stack, "role", "Orders.Read")).not.toThrow();
    expectErrorText(
      messageOf(() => requireLiteral(stack, "role", variable.stringValue)),
      { place: "Stack", value: "role is only known to Terraform" },
    );
  });

  test("fail on a construct of another stack", () => {
    const app = newApp();
    const [one, two] = [newStack("One", app), newStack("Two", app)];
    expect(() => requireOneStack(one, "vault", one, "import it")).not.toThrow();
    expectErrorText(
      messageOf(() => requireOneStack(one, "vault", two, "import it")),
      { place: "One", value: "vault Two" },
    );
  });
});
