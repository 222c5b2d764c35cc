import { ApiManagementCustomDomain } from "@cdktf/provider-azurerm/lib/api-management-custom-domain";
import { ApiManagement as RawService } from "@cdktf/provider-azurerm/lib/api-management";
import type { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { ApiManagementApiPolicy } from "@cdktf/provider-azurerm/lib/api-management-api-policy";
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type KeyVaultConfig, KeyVault as KeyVaultResource } from "@cdktf/provider-azurerm/lib/key-vault";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { type App, Fn, Lazy, TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApimCertificate,
  ApiOperation,
  ApiManagement,
  type ApiManagementProps,
  type IAppRegistrationWithCredentials,
  ApimAuthServer,
  ApimTag,
  ApimIdentity,
  ApiRevision,
  ApiSchema,
  ApiSchemaContent,
  ApiType,
  ApiVersionSet,
  type ApimAuthServerProps,
  ApimPolicy,
  ApimSku,
  AppRegistration,
  AppRole,
  Assignee,
  Authority,
  AzureCloud,
  Backend,
  BackendAddress,
  BackendCredential,
  BackendPool,
  type BackendPoolMember,
  type BackendProps,
  AzapiProvider,
  Callers,
  CustomDomain,
  GroupMembershipClaim,
  FederatedCredential,
  ForwardPolicy,
  JwtPolicy,
  type IApiManagement,
  type IKeyVault,
  BackendToken,
  CallerLimit,
  ClientAuthentication,
  CorsPolicy,
  type JwtPolicyProps,
  KeyVault,
  KeyVaultAccess,
  KeyVaultSecret,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  McpServer,
  type McpServerProps,
  OAuthGrant,
  OAuthProtectedApi,
  OptionalClaim,
  OptionalClaimProperty,
  OpenApiDocument,
  OpenIdConnectProvider,
  PermissionScope,
  PolicyFragment,
  PublicCertificate,
  Product,
  ProtectedResourceMetadata,
  RawPolicy,
  RedirectPlatform,
  ResourceServer,
  ResponseCachePolicy,
  SecretValue,
  SignInAudience,
  TokenVersion,
  Workspace,
  VersioningScheme,
  TokenValidation,
} from "cdktf-apim-oauth";
import {
  ExistsAction,
  ForwardRequest,
  PolicyDocument,
  PolicyElement,
  PolicyValue,
  Retry,
  SetBackendService,
  SetHeader,
  SetVariable,
} from "cdktf-apim-oauth/policy";
import * as apiErrors from "../src/apim/api/errors";
import * as openApiErrors from "../src/apim/api/openapi/errors";
import * as authErrors from "../src/apim/auth/errors";
import * as mcpErrors from "../src/apim/api/mcp-errors";
import * as apimErrors from "../src/apim/errors";
import * as serviceErrors from "../src/apim/service/errors";
import * as coreErrors from "../src/core/errors";
import * as entraErrors from "../src/entra/errors";
import * as patternErrors from "../src/patterns/errors";
import * as vaultErrors from "../src/keyvault/errors";
import { CERTIFICATE, CERTIFICATE_END } from "./support/certificates";
import { expectErrorText, expectSentence, messageOf } from "./support/error-text";
import { foreignServer, OIDC, OWN_SERVER } from "./support/issuers";
import {
  OPEN,
  guid,
  importedApi,
  newApp,
  newClient,
  newOrders,
  newService,
  newStack,
  newVault,
  TENANT,
  annotationsIn,
} from "./support/synth";

const errors = {
  ...coreErrors,
  ...entraErrors,
  ...vaultErrors,
  ...apimErrors,
  ...serviceErrors,
  ...authErrors,
  ...mcpErrors,
  ...apiErrors,
  ...openApiErrors,
  ...patternErrors,
};
/** The files that these are from. */
const FACTORIES = [
  "core/errors.ts",
  "entra/errors.ts",
  "keyvault/errors.ts",
  "apim/errors.ts",
  "apim/api/errors.ts",
  "apim/api/openapi/errors.ts",
  "apim/service/errors.ts",
  "apim/auth/errors.ts",
  "apim/api/mcp-errors.ts",
  "patterns/errors.ts",
];

function jwt(stack: TerraformStack, props: Partial<JwtPolicyProps> = {}): JwtPolicy {
  const resource = importedApi(stack, "Resource");
  return new JwtPolicy(stack, "Jwt", {
    resource,
    callers: Callers.users("read"),
    ...props,
    target: props.target ?? api(stack),
  });
}

function onBehalfOf(stack: TerraformStack): BackendToken {
  const backend = importedApi(stack, "Backend");
  return BackendToken.onBehalfOf({
    backend,
    authentication: ClientAuthentication.managedIdentity(
      ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") }),
    ),
  });
}

function signedOnBehalfOf(stack: TerraformStack, name: string): BackendToken {
  const apim = ApiManagement.fromName(stack, "CertificateService", { name, resourceGroupName: "rg-apim" });
  const certificate = ApimCertificate.fromName(stack, "Certificate", { apim, name: "gateway", thumbprint: THUMBPRINT });
  const backend = importedApi(stack, "Backend");
  return BackendToken.onBehalfOf({ backend, authentication: ClientAuthentication.certificate(certificate) });
}

interface Row {
  /** What a user does wrong. */
  readonly run: (stack: TerraformStack) => unknown;
  readonly place: string;
  readonly text: string;
}

const THUMBPRINT = "0123456789ABCDEF0123456789ABCDEF01234567";
const VAULT = `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-contoso`;
const SERVICE_ID = `/subscriptions/${guid(1)}/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim-contoso`;
const GROUP = "22222222-2222-4222-8222-222222222222";
const END = { endDate: "2027-05-31T00:00:00Z" };

function authServer(stack: TerraformStack, client: AppRegistration, resource: AppRegistration): ApimAuthServer {
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "AzureAD-OAuth",
    resource,
    client,
    clientSecret: client.addClientSecret("Portal", END),
    grant: OAuthGrant.clientCredentials(),
  });
}

function pkceServer(stack: TerraformStack, props: Partial<ApimAuthServerProps> = {}): ApimAuthServer {
  return new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "portal",
    resource: importedApi(stack),
    client: { clientId: "portal", displayName: "Portal" },
    grant: OAuthGrant.authorizationCodeWithPkce("read"),
    ...props,
  });
}

function mcpServer(
  stack: TerraformStack,
  props: Partial<McpServerProps> = {},
  identifierUri = "https://api.contoso.com/mcp/mcp",
): McpServer {
  new AzapiProvider(stack, "azapi");
  const operation = ApiOperation.fromId(stack, "Get", {
    api: Api.fromName(stack, "Existing", { apim: newService(stack, "ExistingService"), name: "orders" }),
    operationId: "get",
  });
  return new McpServer(stack, "Mcp", {
    apim: newService(stack),
    path: "mcp",
    hostName: "api.contoso.com",
    resource: importedApi(stack, "McpApi", { displayName: "MCP", identifierUri }),
    callers: Callers.users("read"),
    tools: [{ operation, description: "Reads" }],
    ...props,
  });
}

function describeByMetadata({ apim, jwtPolicy }: McpServer): void {
  const metadata = new ProtectedResourceMetadata(apim, "Metadata", {
    apim,
    gatewayUrl: "https://api.contoso.com",
  });
  metadata.describe(jwtPolicy);
}

/** An authorization server whose client calls in its own name. */
function applicationServer(stack: TerraformStack): { apim: IApiManagement; authServer: ApimAuthServer } {
  const [apim, resource, client] = [newService(stack), newOrders(stack), newClient(stack)];
  client.grantRole(resource, "Orders.Read");
  const clientSecret = client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" });
  const grant = OAuthGrant.clientCredentials();
  const authServer = new ApimAuthServer(stack, "Server", {
    apim,
    name: "portal",
    resource,
    client,
    clientSecret,
    grant,
  });
  return { apim, authServer };
}

function api(stack: TerraformStack, id = "Api", path = "orders"): Api {
  return new Api(stack, id, { ...OPEN, apim: newService(stack, `${id}Service`), path });
}

const FIREWALL = { networkAcls: { bypass: "AzureServices", defaultAction: "Deny" } };

/** A vault that denies what its rules do not let in, and has no rule; or with other arguments. */
function rawVault(stack: TerraformStack, other: Partial<KeyVaultConfig> = FIREWALL): IKeyVault {
  const { name, resourceGroupName } = new KeyVaultResource(stack, "Raw", {
    name: "kv-contoso",
    resourceGroupName: "rg-secrets",
    location: "westeurope",
    skuName: "standard",
    tenantId: guid("f"),
    ...other,
  });
  return newVault(stack, "Vault", { name, resourceGroupName });
}

/** Texts that Terraform shows. */
const FOR_TERRAFORM = {
  EXPIRED_SECRET: errors.EXPIRED_SECRET,
  EXPIRED_GENERATION: errors.EXPIRED_GENERATION,
  EXPIRED_CERTIFICATE: errors.EXPIRED_CERTIFICATE,
  OTHER_IDENTITY: errors.OTHER_IDENTITY,
};
/** An OpenAPI document with one path. */
function openApi(path: object, more: object = {}, url = "/{id}"): OpenApiDocument {
  return OpenApiDocument.fromText(JSON.stringify({ openapi: "3.0.0", paths: { [url]: path }, ...more }));
}

/** An API whose document promises something about its operation. */
function promise(stack: TerraformStack, security: object[], callers: Callers): void {
  const components = { securitySchemes: { entra: { type: "oauth2" } } };
  const document = openApi({ get: { operationId: "get", security } }, { components }, "/");
  const target = new Api(stack, "Api", {
    apim: newService(stack),
    path: "orders",
    subscriptionRequired: false,
    openApi: document,
    callers: { get: callers },
  });
  new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
  Testing.synth(stack, true);
}

const ID = { name: "id", in: "path" };
function service(stack: TerraformStack, props: Partial<ApiManagementProps> = {}): ApiManagement {
  return new ApiManagement(stack, "Given", {
    name: "apim-new",
    resourceGroupName: "rg",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku: ApimSku.premium(),
    ...props,
  });
}

function backend(stack: TerraformStack, props: Partial<BackendProps> = {}, id = "Backend"): Backend {
  const address = BackendAddress.https("https://orders.contoso.com");
  return new Backend(stack, id, { apim: newService(stack, `${id}Service`), name: "orders", address, ...props });
}

function pool(stack: TerraformStack, members: BackendPoolMember[]): BackendPool {
  return new BackendPool(stack, "Pool", { name: "pool", members });
}

function value(stack: TerraformStack): NamedValue {
  const source = NamedValueSource.plain("text");
  return new NamedValue(stack, "Value", { apim: newService(stack, "ValueService"), name: "value", source });
}

/** By name of the factory in an errors.ts; `error` itself is the base of them all. */
const ROWS: Readonly<
  Record<Exclude<keyof typeof errors, keyof typeof FOR_TERRAFORM | "error" | "shown" | keyof typeof WARNINGS>, Row>
> = {
  invalidValue: {
    run: () => OAuthGrant.authorizationCode("read", "read"),
    place: "OAuthGrant.authorizationCode",
    text: 'scope is "read"; expected each scope once: remove one of the two',
  },
  wrongKind: {
    // @ts-expect-error a list is no Callers
    run: (stack) => new JwtPolicy(stack, "Jwt", { target: api(stack), resource: newOrders(stack), callers: ["read"] }),
    place: "Stack/Jwt",
    text: "callers is a list; expected Callers: use Callers.applications, Callers.users or Callers.anyOf",
  },
  backendOfOtherService: {
    run: (stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg" });
      backend(stack).useIn(apim);
    },
    place: "Stack/Backend",
    text: "service other is of another service than the backend orders; expected one service, because policies refer to a backend by its name there: create the backend for that service too",
  },
  schemaOfOtherApi: {
    run: (stack) => {
      const content = ApiSchemaContent.xml("<schema/>");
      const schema = new ApiSchema(stack, "Schema", { api: api(stack, "Stock", "stock"), content });
      const representations = [{ contentType: "text/xml", schema, typeName: "order" }];
      api(stack).addOperation("create", { method: "POST", urlTemplate: "/", request: { representations } });
    },
    place: "Stack/Api/create",
    text: "the schema Stack/Schema is of another API than the operation; expected one of API orders, because each API has its own schemas: make it there too",
  },
  partOfOtherService: {
    run: (stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg" });
      const versionSet = ApiVersionSet.fromName(stack, "Set", {
        apim,
        name: "set",
        scheme: VersioningScheme.pathSegment(),
      });
      return new Api(stack, "Api", { apim: newService(stack), path: "orders", versionSet, version: "v1" });
    },
    place: "Stack/Api",
    text: "versionSet is of another service than the API; expected one of service apim-contoso, because an API finds it there by its name: make it there too",
  },
  backendInWorkspace: {
    run: (stack) => {
      const workspace = Workspace.fromName(stack, "Team", { apim: newService(stack, "TeamService"), name: "team" });
      backend(stack).useIn(workspace);
    },
    place: "Stack/Backend",
    text: "workspace team cannot use the backend orders of its service; expected a target outside of workspaces, because the policy of a workspace finds only the backends in it: use the backend in an API of the service",
  },
  tagOfOtherService: {
    run: (stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg" });
      new ApimTag(stack, "Tag", { apim: newService(stack), name: "internal" }).addToApi(
        Api.fromName(stack, "Foreign", { apim, name: "orders" }),
      );
    },
    place: "Stack/Tag",
    text: "the tag is of another service than API orders; expected something of apim-contoso, because each service has its own tags: make the tag there too",
  },
  differentMembers: {
    run: (stack) => {
      const keyed = { credentials: [BackendCredential.functionKey(value(stack))] };
      const [east, west] = [backend(stack, keyed), backend(stack, { name: "west" }, "West")];
      return pool(stack, [{ backend: east }, { backend: west }]);
    },
    place: "Stack/Pool",
    text: "the backends orders and west of the pool differ in whether they get the token of the caller; expected the same for all, because the gateway chooses one only when it sends the request: give both the same, or make two pools",
  },
  poolInPool: {
    run: (stack) => {
      const inner = new BackendPool(stack, "Inner", { name: "inner", members: [{ backend: backend(stack) }] });
      return pool(stack, [{ backend: inner }]);
    },
    place: "Stack/Pool",
    text: "the backend inner is a pool; expected backends that are none, because Azure takes no pool in a pool: name the backends of that pool",
  },
  backendBesideUrl: {
    run: (stack) => {
      const used = backend(stack);
      return new Api(stack, "Api", { apim: used.apim, path: "a", backend: used, serviceUrl: "https://a.b" });
    },
    place: "Stack/Api",
    text: "serviceUrl and backend are given; expected one of the two, because the backend replaces the URL: leave serviceUrl out",
  },
  certificatesOfCluster: {
    run: (stack) =>
      BackendAddress.serviceFabric({
        serviceName: "fabric:/shop/orders",
        managementEndpoints: ["https://cluster.contoso.com:19080"],
        clientCertificate: ApimCertificate.fromName(stack, "C", { apim: newService(stack), name: "cluster" }),
      }),
    place: "BackendAddress.serviceFabric",
    text: "serverThumbprints and serverX509Names are both given, or neither; expected one of the two, by which the gateway knows the cluster: give the one that the cluster is set up with",
  },
  twoAuthorizations: {
    run: (stack) =>
      backend(stack, {
        credentials: [BackendCredential.authorization("Basic", value(stack))],
        keepsCallerToken: true,
      }),
    place: "Stack/Backend",
    text: "credentials write the header Authorization twice; expected one of managedIdentity, authorization and keepsCallerToken, because a request has one: leave the others out",
  },
  credentialTwice: {
    run: (stack) => {
      const key = BackendCredential.functionKey(value(stack));
      return backend(stack, { credentials: [key, key] });
    },
    place: "Stack/Backend",
    text: "two credentials set the header x-functions-key; expected one, because the second would replace the first: remove one",
  },
  authorizationAsHeader: {
    run: (stack) => BackendCredential.header("Authorization", value(stack)),
    place: "BackendCredential.header",
    text: "name is Authorization; expected another header, because this one may hold the token of the caller: use BackendCredential.authorization or BackendCredential.managedIdentity",
  },
  failuresOfBreaker: {
    run: (stack) => backend(stack, { circuitBreaker: { intervalSeconds: 1, tripSeconds: 1 } }),
    place: "Stack/Backend",
    text: "circuitBreaker gives both or none of failures and failurePercentage; expected one of them: say how many failures trip it",
  },
  breakerWithoutFailures: {
    run: (stack) =>
      backend(stack, { circuitBreaker: { failures: 1, intervalSeconds: 1, tripSeconds: 1, statuses: [] } }),
    place: "Stack/Backend",
    text: "statuses of circuitBreaker is empty and errorReasons names nothing; expected one of the two, because nothing would count as a failure: leave statuses out to count 500 to 599",
  },
  statusRange: {
    run: (stack) =>
      backend(stack, {
        circuitBreaker: { failures: 1, intervalSeconds: 1, tripSeconds: 1, statuses: [{ min: 600, max: 500 }] },
      }),
    place: "Stack/Backend",
    text: "circuitBreaker counts the statuses from 600 to 500; expected a range within 200 to 599: correct the two numbers",
  },
  notInTier: {
    run: (stack) => service(stack, { sku: ApimSku.standard(), zones: ["1"] }),
    place: "Stack/Given",
    text: "zones is given and the tier is Standard; expected Premium: choose another sku, or leave the option out",
  },
  consentToNothing: {
    run: (stack) => service(stack, { portalSignUp: { consentRequired: true } }),
    place: "Stack/Given",
    text: "consentRequired is true and there is no termsOfService; expected the terms that people agree to: give termsOfService, or leave consentRequired out",
  },
  fewerUnitsThanZones: {
    run: (stack) => service(stack, { zones: ["1", "2"] }),
    place: "Stack/Given",
    text: "there are 2 zones and 1 units; expected at least one unit in each zone: raise the units of the sku, or name fewer zones",
  },
  subnetsOfLocations: {
    run: (stack) =>
      service(stack, {
        additionalLocations: [
          {
            location: "northeurope",
            subnet: {
              subnetId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/s",
            },
          },
        ],
      }),
    place: "Stack/Given",
    text: 'the location "northeurope" has a subnet and the service is in no virtual network; expected both or neither, because all gateways of a service are reached in the same way: set virtualNetwork, or leave the subnet out',
  },
  noOtherGateway: {
    run: (stack) => service(stack, { gatewayDisabled: true }),
    place: "Stack/Given",
    text: "gatewayDisabled is true and additionalLocations names no location; expected one, because no gateway would answer: name one, or leave the option out",
  },
  noSystemIdentity: {
    run: (stack) => service(stack, { systemAssignedIdentity: false }).systemIdentityPrincipalId,
    place: "Stack/Given",
    text: "the service has no system-assigned identity; expected one, because something here uses it: leave systemAssignedIdentity out, or use ApimIdentity.userAssigned there",
  },
  noReaderOfCertificate: {
    run: (stack) => {
      const domain = { hostName: "api.contoso.com", vault: newVault(stack), certificateName: "api" };
      service(stack, { systemAssignedIdentity: false, customDomains: [CustomDomain.gateway(domain)] });
    },
    place: "Stack/Given",
    text: 'the domain "api.contoso.com" has no identity and systemAssignedIdentity is false; expected an identity that reads its certificate from the vault: leave systemAssignedIdentity out, or give the domain an identity',
  },
  noDefaultOfEndpoint: {
    run: (stack) =>
      CustomDomain.scm({
        hostName: "scm.contoso.com",
        vault: newVault(stack),
        certificateName: "scm",
        isDefault: true,
      }),
    place: "CustomDomain.scm",
    text: 'isDefault is true for "scm.contoso.com"; expected a host of the gateway, because no other endpoint has a default certificate: leave isDefault out',
  },
  nothingToWaitFor: {
    run: (stack) => {
      const given = { apim: newService(stack), vault: newVault(stack), secretName: "key" };
      return new KeyVaultSecretRef(stack, "Given", { ...given, access: KeyVaultAccess.EXISTING, waitSeconds: 60 });
    },
    place: "Stack/Given",
    text: "waitSeconds is 60 and access is EXISTING; expected a right that is given here, because there is nothing else to wait for: leave waitSeconds out",
  },
  domainsInTwoPlaces: {
    run: (stack) => {
      const domain = { hostName: "api.contoso.com", vault: newVault(stack), certificateName: "api" };
      const apim = service(stack, { customDomains: [CustomDomain.gateway(domain)] });
      new ApiManagementCustomDomain(stack, "Raw", { apiManagementId: apim.resourceId });
      Testing.synth(stack, true);
    },
    place: "Stack/Given",
    text: "customDomains is given, and Stack/Raw is a resource with domains of the same service; expected all of them in one place, because each overwrites those of the other: move them to customDomains",
  },
  noDeveloperPortal: {
    run: (stack) => service(stack, { sku: ApimSku.consumption() }).developerPortalUrl,
    place: "Stack/Given",
    text: "the tier is Consumption, which has no developer portal; expected one, because something here uses its URL: choose another sku, or leave that out",
  },
  unknownAtSynth: {
    run: (stack) => PermissionScope.of(new TerraformVariable(stack, "v", {}).stringValue),
    place: "PermissionScope",
    text: "value is only known to Terraform; expected a literal, because ids are derived from it: write the value itself",
  },
  unknownValue: {
    run: (stack) => newClient(stack).grantRole(newOrders(stack), "Order.Read"),
    place: "Stack/Client",
    text: 'role for applications "Order.Read" does not exist on Orders API; expected "Orders.Read": correct the name',
  },
  duplicateValue: {
    run: (stack) => newOrders(stack).addScope(PermissionScope.of("access_as_user")),
    place: "Stack/Orders",
    text: 'scope "access_as_user" is given twice; expected each value once: remove one of the two',
  },
  noCallers: {
    run: () => Callers.applications(),
    place: "Callers.applications",
    text: "no role is given; expected at least one, because Entra ID gives a token without roles to every application of the tenant: name the roles that may call",
  },
  emptyAnyOf: {
    run: () => Callers.anyOf(),
    place: "Callers.anyOf",
    text: "no callers are given; expected at least one: use Callers.applications or Callers.users",
  },
  anyOfAnonymous: {
    run: () => Callers.anyOf(Callers.users("s"), Callers.anonymous()),
    place: "Callers.anyOf",
    text: "one of the callers is Callers.anonymous(); expected callers with a token, because anonymous lets everyone in and the others would say nothing: use one or the other",
  },
  anonymousJwtPolicy: {
    run: (stack) =>
      new JwtPolicy(stack, "Jwt", { target: api(stack), resource: newOrders(stack), callers: Callers.anonymous() }),
    place: "Stack/Jwt",
    text: "callers is Callers.anonymous(); expected callers with a token, because this policy checks tokens: leave the JwtPolicy out, or give Callers.anonymous() to the operations that need no token",
  },
  sameTokens: {
    run: (stack) => jwt(stack, { alsoAccepts: [{ resource: importedApi(stack), callers: Callers.users("read") }] }),
    place: "Stack/Jwt",
    text: `the tokens for ${guid("a")} and for ${guid("a")} have an issuer and an audience in common; expected resource servers whose tokens differ, because it would not be certain whose callers count: name all callers beside one of them`,
  },
  foreignEntraCheck: {
    run: (stack) => jwt(stack, { resource: ResourceServer.oidc(OIDC), validation: TokenValidation.ENTRA_ID }),
    place: "Stack/Jwt",
    text: "validation is TokenValidation.ENTRA_ID, and the tokens for Orders API are not those of one tenant of Entra ID; expected an app registration of one tenant: leave the option out",
  },
  clockSkewOfEntraCheck: {
    run: (stack) => jwt(stack, { clockSkewSeconds: 5, validation: TokenValidation.ENTRA_ID }),
    place: "Stack/Jwt",
    text: "clockSkewSeconds is given beside TokenValidation.ENTRA_ID, whose statement has none; expected one of the two: leave one out",
  },
  emptyQuota: {
    run: () => CallerLimit.quota({ renewalPeriodSeconds: 300 }),
    place: "CallerLimit.quota",
    text: "neither calls nor bandwidthKilobytes is given; expected one at least: say what to limit",
  },
  reservedHeader: {
    run: (stack) => jwt(stack, { claimsToHeaders: { Authorization: "oid" } }),
    place: "Stack/Jwt",
    text: 'claimsToHeaders names the header "Authorization", which HTTP or the token needs; expected another header: use a name such as x-user-id',
  },
  exchangeWithoutScope: {
    run: () =>
      BackendToken.onBehalfOf({
        backend: ResourceServer.oidc(OIDC),
        authentication: ClientAuthentication.managedIdentity(
          ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") }),
        ),
      }),
    place: "BackendToken.onBehalfOf",
    text: "no scope of Orders API is given; expected at least one, because a token is for certain scopes: name them in scopes",
  },
  exchangeOfForeignToken: {
    run: (stack) => jwt(stack, { resource: ResourceServer.oidc(OIDC), backendToken: onBehalfOf(stack) }),
    place: "Stack/Jwt",
    text: "backendToken exchanges tokens, and not all of them are those of one app registration; expected an AppRegistration as resource and no alsoAccepts, because Entra ID exchanges only tokens for the client that asks: use another BackendToken",
  },
  certificateWithoutThumbprint: {
    run: (stack) =>
      ClientAuthentication.certificate(
        ApimCertificate.fromName(stack, "Certificate", { apim: newService(stack), name: "gateway" }),
      ),
    place: "Stack/Certificate",
    text: "the thumbprint of the certificate is not known; expected it, because a policy finds the key by it: give thumbprint to ApimCertificate.fromName",
  },
  certificateOfOtherService: {
    run: (stack) => jwt(stack, { backendToken: signedOnBehalfOf(stack, "apim-other") }),
    place: "Stack/Jwt",
    text: "the certificate Stack/Certificate is of another service than API orders; expected one of the same, because the gateway has only its own: make an ApimCertificate for that service",
  },
  uncheckedCache: {
    run: (stack) => {
      const target = new Api(stack, "Other", { ...OPEN, apim: newService(stack, "Same"), path: "other" });
      new ResponseCachePolicy(stack, "Cache", { policy: jwt(stack), target, durationSeconds: 60 });
      Testing.synth(stack, true);
    },
    place: "Stack/Cache",
    text: "responses of API other are kept for each caller, and the policy that checks the callers is that of API orders; expected a target that it checks, because callers would share their responses: give the policy of API other, or leave target out",
  },
  exchangeForApplications: {
    run: (stack) => {
      jwt(stack, { callers: Callers.applications("Orders.Read"), backendToken: onBehalfOf(stack) });
      Testing.synth(stack, true);
    },
    place: "Stack/Jwt",
    text: "backendToken exchanges the tokens of users, and applications with role Orders.Read may call; expected users alone, because Entra ID does not exchange the token of an application: use BackendToken.managedIdentity, or let applications call another API",
  },
  unknownResourceUrl: {
    run: (stack) => {
      const target = Api.fromName(stack, "Given", { apim: newService(stack), name: "given" });
      new ProtectedResourceMetadata(stack, "Metadata", { apim: target.apim }).describe(jwt(stack, { target }));
    },
    place: "Stack/Metadata",
    text: "the URL of API given is not known; expected the URL of what the policy protects, because clients compare it: give resourceUrl",
  },
  resourceOfOtherHost: {
    run: (stack) =>
      new ProtectedResourceMetadata(stack, "Metadata", { apim: newService(stack) }).describe(jwt(stack), {
        resourceUrl: "https://api.contoso.com/orders",
      }),
    place: "Stack/Metadata",
    text: 'the resource is "https://api.contoso.com/orders"; expected a URL below "https://apim-contoso.azure-api.net", because a client asks the host of the resource for its metadata: set gatewayUrl to the host that clients use, or change resourceUrl',
  },
  noAuthorizationServer: {
    run: (stack) =>
      new ProtectedResourceMetadata(stack, "Metadata", { apim: newService(stack) }).describe(jwt(stack), {
        authorizationServers: [],
      }),
    place: "Stack/Metadata",
    text: "authorizationServers is empty; expected one at least, because clients ask it for tokens: name one, or leave the option out",
  },
  secondForward: {
    run: (stack) => {
      const target = api(stack);
      ApimPolicy.of(target).addBackend(
        new Retry({ condition: true, count: 1, intervalSeconds: 1, statements: [new ForwardRequest()] }),
      );
      new ForwardPolicy(stack, "Forward", { target });
    },
    place: "Stack/Api/Policy",
    text: "two statements for API orders forward the request; expected one, because the backend would get the request twice: give timeoutSeconds and retry to the Backend, or leave one of them out",
  },
  secondCors: {
    run: (stack) => {
      const target = api(stack);
      new CorsPolicy(stack, "First", { target });
      new CorsPolicy(stack, "Second", { target, allowedOrigins: ["https://app.contoso.com"] });
    },
    place: "Stack/Second",
    text: "the origins that may call API orders are named by Stack/First; expected one CorsPolicy for each target, because only the first counts: name all origins there",
  },
  secondCache: {
    run: (stack) => {
      const policy = new JwtPolicy(stack, "Jwt", {
        target: api(stack),
        resource: newOrders(stack),
        callers: Callers.applications("Orders.Read"),
      });
      new ResponseCachePolicy(stack, "First", { policy, durationSeconds: 60 });
      new ResponseCachePolicy(stack, "Second", { policy, durationSeconds: 30 });
    },
    place: "Stack/Second",
    text: "the responses of API orders are kept by Stack/First; expected one ResponseCachePolicy for each target, because a section takes one lookup in the cache: leave one of the two out",
  },
  noOrigin: {
    run: (stack) => new CorsPolicy(stack, "Cors", { target: api(stack), allowDeveloperPortal: false }),
    place: "Stack/Cors",
    text: "no origin may call; expected one at least: name one in allowedOrigins, or leave the policy out",
  },
  noMethod: {
    run: (stack) => new CorsPolicy(stack, "Cors", { target: api(stack), allowedMethods: [] }),
    place: "Stack/Cors",
    text: "allowedMethods is empty; expected one method at least: name one, or leave allowedMethods out",
  },
  credentialsForAll: {
    run: (stack) =>
      new CorsPolicy(stack, "Cors", { target: api(stack), allowedOrigins: ["*"], allowCredentials: true }),
    place: "Stack/Cors",
    text: 'allowCredentials is true beside the origin "*"; expected named origins, because every page could call as the user: name the origins, or leave allowCredentials out',
  },
  callersWithoutCheck: {
    run: (stack) => {
      api(stack).addOperation("get", { method: "GET", urlTemplate: "/", callers: Callers.users("s") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: 'operation "get" has callers, and no JwtPolicy checks the tokens of API orders; expected one, because it says whose tokens they are: add a JwtPolicy with the API as target',
  },
  callersBesideCheck: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      const callers = Callers.users("access_as_user");
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/", callers });
      new JwtPolicy(stack, "Jwt", { target: get, resource, callers });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "operation get of API orders has callers and the JwtPolicy Stack/Jwt; expected one of the two, because its token would be checked twice: keep callers, and remove the JwtPolicy of the operation",
  },
  openOperation: {
    run: (stack) => {
      new Api(stack, "Api", { apim: newService(stack), path: "orders" });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "A-01 open-operation: nothing checks who calls API orders, so anyone can call it; expected a check of the caller: add a JwtPolicy with the API as target, add another check such as ValidateClientCertificate, or give the operation Callers.anonymous() if everyone may call; where something else protects it, accept the finding with a reason in suppressions",
  },
  differentChecks: {
    run: (stack) => {
      const [target, resource] = [api(stack), importedApi(stack)];
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "A-02 inherited-checks: tokens for aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa pass Stack/JwtGet and never Stack/Jwt, which requests run as well, and which accepts tokens for Orders API; expected one API for both: give both the same resource, or leave one of the checks out",
  },
  noCommonCaller: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.applications("Orders.Read") });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers: Callers.users("access_as_user") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "A-02 inherited-checks: no token passes both Stack/JwtGet and Stack/Jwt, which runs before it: one admits users and the other applications; expected callers that both admit: give the operation callers in place of its JwtPolicy, or let the outer check admit them",
  },
  tokenReplaced: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      const callers = Callers.applications("Orders.Read");
      new JwtPolicy(stack, "Jwt", { target, resource, callers, backendToken: BackendToken.strip() });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/get",
    text: "A-02 inherited-checks: no token passes Stack/JwtGet, because Stack/Jwt, which runs before it, gives its backendToken in the place of the caller's token; expected the caller's token for both: give backendToken to the inner one",
  },
  tokenLost: {
    run: (stack) => {
      const target = api(stack);
      ApimPolicy.of(target.apim).addInbound(
        new SetHeader({ name: "Authorization", existsAction: ExistsAction.DELETE }),
      );
      new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers: Callers.applications("Orders.Read") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "A-02 inherited-checks: no token passes Stack/Jwt, because <set-header> in the policy of service apim-contoso removes header authorization, and runs before it; expected the caller's token for the check: move the statement into the policy with the check, where it runs after it",
  },
  approvalWithoutLimit: {
    run: (stack) => new Product(stack, "Gold", { apim: newService(stack), productId: "gold", approvalRequired: true }),
    place: "Stack/Gold",
    text: "approvalRequired is true without subscriptionsLimit; expected a limit, because the provider asks for approval only up to one: set subscriptionsLimit",
  },
  optionOfProtectedProduct: {
    run: (stack) =>
      new Product(stack, "Gold", {
        apim: newService(stack),
        productId: "gold",
        subscriptionRequired: false,
        subscriptionsLimit: 1,
      }),
    place: "Stack/Gold",
    text: "subscriptionsLimit is given and subscriptionRequired is false; expected one of the two, because nobody subscribes to a product without keys: leave subscriptionsLimit out, or let the product require a subscription",
  },
  otherService: {
    run: (stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "apim-other", resourceGroupName: "rg" });
      new Product(stack, "Gold", { apim, productId: "gold" }).addApi(api(stack));
    },
    place: "Stack/Gold",
    text: "the service of API orders is apim-contoso; expected that of the product, because a product holds APIs of one service: use an API of the same service",
  },
  secondOpenProduct: {
    run: (stack) => {
      const apis = [api(stack)];
      for (const [id, productId] of Object.entries({ Gold: "gold", Silver: "silver" })) {
        new Product(stack, id, { apim: newService(stack, `${id}S`), productId, subscriptionRequired: false, apis });
      }
    },
    place: "Stack/Silver",
    text: "the open product Stack/Gold holds API orders already; expected at most one product without keys for each API, because the gateway runs the policy of one: let one of the products require a subscription",
  },
  workspaceTier: {
    run: (stack) => {
      const apim = newService(stack);
      new RawService(apim, "Resource", {
        name: "apim-contoso",
        resourceGroupName: "rg-apim",
        location: "westeurope",
        publisherName: "Contoso",
        publisherEmail: "apim@contoso.com",
        skuName: "Developer_1",
      });
      new Workspace(stack, "Team", { apim, name: "team" });
    },
    place: "Stack/Team",
    text: 'the service has the SKU "Developer_1"; expected BasicV2, StandardV2, Premium or PremiumV2, because other tiers have no workspaces: change the SKU, or use the service without a workspace',
  },
  unknownProgramRule: {
    run: (stack) =>
      new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        suppressions: [{ rule: "P-10", reason: "old meters" }],
      }),
    place: "Stack/Api",
    text: 'suppressions names the rule "P-10"; expected open-operation or inherited-checks, because a rule about documents is accepted in the document: correct the name, or call suppress on ApimPolicy.of',
  },
  suppressionWithoutReason: {
    run: (stack) =>
      new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        suppressions: [{ rule: "A-01", reason: " " }],
      }),
    place: "Stack/Api",
    text: 'suppressions gives no reason for "A-01"; expected why the finding is accepted: write the reason',
  },
  noGrantScope: {
    run: () => OAuthGrant.authorizationCode(),
    place: "OAuthGrant.authorizationCode",
    text: "no scope is given; expected at least one scope of the API, because a token without a scope lets the client do nothing: name a scope, such as access_as_user",
  },
  valueWithoutLookup: {
    run: (stack) => importedApi(stack).scopeId("%"),
    place: "Stack/Imported",
    text: 'the id of the scope "%" cannot be looked up; expected its id, because the provider keeps the number of entries under that name: give the scope with its id where the registration is imported',
  },
  roleWithoutLookup: {
    run: (stack) =>
      importedApi(stack, "Imported", { roles: [AppRole.forUsers("Members", { inNoToken: true })] }).roleId("Members"),
    place: "Stack/Imported",
    text: 'the id of the role "Members" cannot be looked up; expected its id, because a role that is in no token has no value to find it by: give AppRole the id of the role',
  },
  roleInNoToken: {
    run: (stack) => {
      const resource = newOrders(stack);
      resource.addRole(AppRole.forApplications("Members", { inNoToken: true }));
      jwt(stack, { resource, callers: Callers.applications("Members") });
    },
    place: "Stack/Jwt",
    text: 'role "Members" of Orders API is in no token; expected a role that a token shows, because the check of a token sees nothing else: name another, or make the role without inNoToken',
  },
  principalOfOtherTenant: {
    run: (stack) => {
      const resource = new AppRegistration(stack, "Orders", {
        displayName: "Orders",
        authority: Authority.publicCloud(TENANT),
        signInAudience: SignInAudience.multipleTenants([guid(2)]),
        roles: [AppRole.forApplications("sync")],
      });
      const authority = Authority.publicCloud(guid(2));
      new AppRegistration(stack, "Client", { displayName: "Client", authority }).grantRole(resource, "sync");
    },
    place: "Stack/Client",
    text: "the service principal of Orders is made in another tenant than the client's, tenant 22222222-2222-4222-8222-222222222222 of the public cloud; expected the one in the client's tenant, because a grant is made there: import the API for it with AppRegistration.fromClientId, with the same authority and signInAudience",
  },
  repeatedTenant: {
    run: () => SignInAudience.multipleTenants([TENANT, TENANT]),
    place: "SignInAudience",
    text: `tenant id "${TENANT}" is given twice; expected each tenant once: remove one of the two`,
  },
  consumerTenantListed: {
    run: () => SignInAudience.multipleTenants(["9188040d-6c67-4c5b-b112-36a304b66dad"]),
    place: "SignInAudience",
    text: "one of the tenants is the tenant of personal accounts; expected tenants of organizations: use SignInAudience.multipleTenantsAndPersonalAccounts",
  },
  personalAccountsNeed: {
    run: (stack) => {
      const signInAudience = SignInAudience.personalAccounts();
      new AppRegistration(stack, "R", { displayName: "R", signInAudience, tokenVersion: TokenVersion.V1 });
    },
    place: "Stack/R",
    text: "tokenVersion is TokenVersion.V1; expected TokenVersion.V2, because personal Microsoft accounts sign in: change it, or use SignInAudience.multipleTenants",
  },
  tooMany: {
    run: (stack) => {
      const client = newClient(stack);
      for (let index = 0; index <= 256; index++) client.addRedirectUri(`https://contoso.com/${index}`);
    },
    place: "Stack/Client",
    text: "there are 257 redirect URIs; expected at most 256, because Entra ID takes no more: spread them over several registrations",
  },
  redirectUriOfOtherPlatform: {
    run: (stack) => {
      const client = newClient(stack);
      client.addRedirectUri("https://contoso.com/");
      client.addRedirectUri("https://contoso.com/", RedirectPlatform.SPA);
    },
    place: "Stack/Client",
    text: 'redirect URI "https://contoso.com/" is there already for platform Web; expected one platform, because Entra ID decides by it how it issues tokens: remove one of the two',
  },
  loopbackOfOtherPlatform: {
    run: (stack) => {
      const client = newClient(stack);
      client.addRedirectUri("http://localhost:3000/cb", RedirectPlatform.PUBLIC_CLIENT);
      client.addRedirectUri("http://LOCALHOST/cb", RedirectPlatform.SPA);
    },
    place: "Stack/Client",
    text: 'redirect URI "http://LOCALHOST/cb" is "http://localhost:3000/cb" of platform PublicClient with another port; expected one platform, because Entra ID ignores the port of localhost and takes either: remove one of the two, or give it another path',
  },
  servicePrincipalOfOther: {
    run: (stack) => {
      const servicePrincipal = { assignmentRequired: true };
      importedApi(stack, "Orders", { clientId: guid("A"), servicePrincipal });
      importedApi(stack, "Same", { clientId: guid("a"), servicePrincipal });
      Testing.synth(stack, true);
    },
    place: "Stack/Same",
    text: `the service principal of "${guid("a")}" is made by Stack/Orders as well; expected one of each application in a tenant, because Entra ID keeps one, and two would undo each other's settings: leave servicePrincipal out here, or use the same construct`,
  },
  identifierUriOfOther: {
    run: (stack) => {
      const identifierUri = "api://orders";
      new AppRegistration(stack, "Orders", { displayName: "Orders", identifierUri });
      new AppRegistration(stack, "Other", { displayName: "Other", identifierUri });
      Testing.synth(stack, true);
    },
    place: "Stack/Other",
    text: 'identifierUri "api://orders" is that of Stack/Orders as well; expected another one, because Entra ID keeps these URIs unique in a tenant: leave it out to get api://<client id>, or change one of the two',
  },
  groupsInPlaceOfRoles: {
    run: (stack) => {
      const additionalProperties = [OptionalClaimProperty.EMIT_AS_ROLES];
      const optionalClaims = { accessToken: [OptionalClaim.of("groups", { additionalProperties })] };
      new AppRegistration(stack, "R", { displayName: "R", optionalClaims, roles: [AppRole.forUsers("write")] });
    },
    place: "Stack/R",
    text: 'optional claim "groups" puts groups into claim roles of access tokens, and the API has roles; expected one of the two, because Entra ID leaves the roles out then: remove OptionalClaimProperty.EMIT_AS_ROLES or the roles',
  },
  noGroupsAndSome: {
    run: (stack) => {
      const groupMembershipClaims = [GroupMembershipClaim.NONE, GroupMembershipClaim.SECURITY_GROUP];
      new AppRegistration(stack, "R", { displayName: "R", groupMembershipClaims });
    },
    place: "Stack/R",
    text: "groupMembershipClaims has NONE and others; expected NONE alone, because the others say which groups: remove one of the two",
  },
  identifierUriTwice: {
    run: (stack) =>
      AppRegistration.fromIdentifierUri(stack, "R", "api://orders", {
        tokenVersion: TokenVersion.V2,
        identifierUri: "api://orders",
      }),
    place: "Stack/R",
    text: "identifierUri is given a second time in the options; expected it once, because the registration is found by it: leave it out of the options",
  },
  tagsBesideFeatureTags: {
    run: (stack) =>
      new AppRegistration(stack, "R", { displayName: "R", servicePrincipal: { tags: ["a"], featureTags: {} } }),
    place: "Stack/R",
    text: "tags and featureTags are both given; expected one of the two, because feature tags are tags: leave one out",
  },
  applicationNotLookedUp: {
    run: (stack) =>
      (importedApi(stack) as IAppRegistrationWithCredentials).addClientSecret("Job", {
        endDate: "2027-05-31T00:00:00Z",
      }),
    place: "Stack/Imported",
    text: 'the registration "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa" is only known by its client id; expected its application, because credentials are parts of it: use AppRegistration.fromObjectId or AppRegistration.fromDisplayName',
  },
  circularStacks: {
    run: (stack) => {
      const orders = newOrders(newStack("Identity", stack.node.root as App));
      const client = newClient(stack);
      orders.preAuthorize(client, "access_as_user");
      client.requestScope(orders, "access_as_user");
    },
    place: "Stack/Client",
    text: "in a circle of stacks, Stack/Client requests permissions of Identity/Orders, and Identity/Orders names the client Stack/Client; expected stacks that need each other in one direction, because each is deployed after what it refers to: put what needs each other into one stack, or import one of it beside the other with a literal name or client id",
  },
  exposesNoApi: {
    run: (stack) => newClient(stack).identifierUri,
    place: "Stack/Client",
    text: 'the registration "Client" exposes no API; expected a scope or an app role: add one, or set identifierUri',
  },
  emptyList: {
    run: () => ResourceServer.oidc({ ...OIDC, audiences: [] }),
    place: "ResourceServer.oidc",
    text: "audiences is empty; expected at least one, because tokens for any API would pass otherwise: name one",
  },
  missingText: {
    run: () => ResourceServer.oidc({ ...OIDC, clientClaim: " " }),
    place: "ResourceServer.oidc",
    text: "the name of a claim is empty; expected its name, as it is in the tokens: give the name or leave the option out",
  },
  literalSecret: {
    run: () => NamedValueSource.plain(["-----BEGIN", "PRIVATE KEY-----"].join(" ")),
    place: "NamedValueSource.plain",
    text: "the text is a private key, which anyone who can read the configuration would see; expected text that is not a secret: use NamedValueSource.keyVault or NamedValueSource.secret",
  },
  unknownEndpoint: {
    run: (stack) => foreignServer(stack, ResourceServer.oidc(OIDC), OAuthGrant.clientCredentials()),
    place: "Stack/Server",
    text: "the resource server Orders API names no tokenEndpoint; expected one, because the authorization server needs it: give tokenEndpoint where the resource server is created",
  },
  emptyResourceServer: {
    run: (stack) => {
      const resource = { ...OWN_SERVER, issuers: [] };
      new JwtPolicy(stack, "Jwt", { target: api(stack), resource, callers: Callers.users("read") });
    },
    place: "Stack/Jwt",
    text: "the resource server Orders API names no issuer; expected at least one, because tokens of any issuer would pass otherwise: give one where the resource server is created",
  },
  scopeAndRoleShareValue: {
    run: (stack) => newOrders(stack).addRole(AppRole.forApplications("access_as_user")),
    place: "Stack/Orders",
    text: '"access_as_user" is the value of a scope and of a role; expected different values, because Entra ID keeps both in one namespace: rename the role, such as "access_as_user_as_application"',
  },
  roleIsForUsers: {
    run: (stack) => {
      const orders = newOrders(stack);
      orders.addRole(AppRole.forUsers("Admin"));
      newClient(stack).grantRole(orders, "Admin");
    },
    place: "Stack/Client",
    text: 'role "Admin" of Orders API is for users; expected a role for applications: admit users with Callers.users("<scope>").withRole, or make the role with AppRole.forApplicationsAndUsers',
  },
  roleIsForApplications: {
    run: (stack) => newOrders(stack).assignRole("Orders.Read", Assignee.group(GROUP)),
    place: "Stack/Orders",
    text: 'role "Orders.Read" of Orders API is for applications; expected a role for users: make it with AppRole.forApplicationsAndUsers, or name another',
  },
  scopeAsUserRole: {
    run: (stack) => newOrders(stack).assignRole("access_as_user", Assignee.group(GROUP)),
    place: "Stack/Orders",
    text: '"access_as_user" is a scope of Orders API; expected a role for users: give it to Callers.users, or name a role',
  },
  roleForOtherCallers: {
    run: () => Callers.applications("Orders.Read").withRole("Admin"),
    place: "Callers.withRole",
    text: 'a role is added to callers with role Orders.Read; expected users without a role, because applications have roles already, and a user needs one of those that one withRole names: write Callers.users("<scope>").withRole("<role>"), and join it with others by Callers.anyOf',
  },
  usersHaveNoRoles: {
    run: (stack) => {
      const callers = Callers.users("read").withRole("admin");
      new JwtPolicy(stack, "Jwt", { target: api(stack), resource: ResourceServer.oidc(OIDC), callers });
    },
    place: "Stack/Jwt",
    text: 'the tokens for Orders API have roles and scopes in one claim, "scope", so a client could ask for the role of a user as a scope; expected a claim with the roles alone: give rolesClaim where the resource server is created, or leave withRole out',
  },
  scopeAsRole: {
    run: (stack) => newClient(stack).grantRole(newOrders(stack), "access_as_user"),
    place: "Stack/Client",
    text: '"access_as_user" is a scope of Orders API; expected a role for applications: use it with Callers.users or requestScope, or name a role',
  },
  roleAsScope: {
    run: (stack) => newClient(stack).requestScope(newOrders(stack), "Orders.Read"),
    place: "Stack/Client",
    text: '"Orders.Read" is a role of Orders API; expected a scope: use it with Callers.applications, withRole or grantRole, or name a scope',
  },
  vaultInOtherCloud: {
    run: (stack) => {
      const vault = newVault(stack, "Vault", { cloud: AzureCloud.CHINA });
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key" });
    },
    place: "Stack/Ref",
    text: "the service is in the public cloud and the vault in the china cloud; expected one cloud, because an identity has no access in another: set cloud where the service and the vault are imported",
  },
  secretWrittenHere: {
    run: (stack) => {
      const vault = newVault(stack);
      const value = SecretValue.fromVariable(new TerraformVariable(stack, "Key", { sensitive: true }));
      new KeyVaultSecret(stack, "Secret", { vault, name: "key", value, ...END });
      vault.secret("KEY").secretInState(stack);
      Testing.synth(stack, true);
    },
    place: "Stack/Vault",
    text: 'the secret "KEY" is read from the vault, and Stack/Secret writes it; expected one that exists, because Terraform reads it before it writes anything: use the SecretValue that is written',
  },
  firewallNeedsSystemIdentity: {
    run: (stack) => {
      const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
      const vault = rawVault(stack);
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key", identity });
      Testing.synth(stack, true);
    },
    place: "Stack/Ref",
    text: "the vault Stack/Raw has a firewall, and a user-assigned identity reads from it; expected the system-assigned identity, because API Management reads through a firewall only with that one: leave identity out",
  },
  vaultIgnoresPolicies: {
    run: (stack) => {
      const vault = rawVault(stack, { rbacAuthorizationEnabled: true });
      const access = KeyVaultAccess.ACCESS_POLICY;
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key", access });
      Testing.synth(stack, true);
    },
    place: "Stack/Ref",
    text: "the vault Stack/Raw goes by roles, and an access policy is to let the service read; expected a role, because such a vault ignores access policies: use KeyVaultAccess.ROLE_ASSIGNMENT, which is the default",
  },
  vaultIgnoresRoles: {
    run: (stack) => {
      const vault = rawVault(stack, { rbacAuthorizationEnabled: false });
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key" });
      Testing.synth(stack, true);
    },
    place: "Stack/Ref",
    text: "the vault Stack/Raw goes by access policies, and a role is to let the service read; expected an access policy, because such a vault ignores roles on its secrets: use KeyVaultAccess.ACCESS_POLICY, or set rbac_authorization_enabled of the vault to true",
  },
  unreachableVault: {
    run: (stack) => {
      const vault = rawVault(stack);
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key" });
      Testing.synth(stack, true);
    },
    place: "Stack/Ref",
    text: "the vault Stack/Raw has a firewall that lets no network in; expected a network path for the service, because Azure no longer lets API Management through as a trusted service: add the subnet or the public addresses of the service to network_acls, or a private endpoint; where another program makes the endpoint and the grant, use KeyVaultAccess.EXISTING",
  },
  azurermInOtherCloud: {
    run: () => {
      const stack = new TerraformStack(newApp(), "Stack");
      new AzurermProvider(stack, "azurerm", { features: [{}], environment: "usgovernment" });
      newVault(stack);
      Testing.synth(stack, true);
    },
    place: "Stack/Vault",
    text: "the azurerm provider works in the usgovernment cloud and the vault is in the public cloud; expected one cloud, because names and addresses differ: set cloud where the vault is imported, or environment of the provider",
  },
  noAzapiProvider: {
    run: (stack) => {
      pkceServer(stack);
      Testing.synth(stack, true);
    },
    place: "Stack/Server",
    text: 'an authorization server with PKCE is made with the AzAPI provider, and the stack has none; expected one, because the azurerm provider cannot make it: write new AzapiProvider(this, "azapi") in the stack',
  },
  missingClientSecret: {
    run: (stack) => pkceServer(stack, { grant: OAuthGrant.authorizationCode("read") }),
    place: "Stack/Server",
    text: "clientSecret is undefined; expected the secret of Portal, because the grant redeems with it: call addClientSecret on the client, or use OAuthGrant.authorizationCodeWithPkce",
  },
  uselessClientSecret: {
    run: (stack) => {
      const clientSecret = SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
      pkceServer(stack, { clientSecret });
    },
    place: "Stack/Server",
    text: 'clientSecret is given for the grant "authorizationCodeWithPkce"; expected none, because the browser gets the token by itself, and a secret without a use is only kept in the state: remove clientSecret',
  },
  unknownGrantType: {
    run: (stack) => {
      const grant = OAuthGrant.authorizationCode("read");
      pkceServer(stack, { grant: Object.assign(Object.create(grant) as OAuthGrant, { grantType: "device" }) });
    },
    place: "Stack/Server",
    text: 'grantType of the grant is "device"; expected "clientCredentials" or "authorizationCode" or "authorizationCodeWithPkce" or "implicit" or "resourceOwnerPassword", because API Management knows no other: use a factory of OAuthGrant',
  },
  mcpOnServiceHost: {
    run: (stack) => mcpServer(stack, { hostName: undefined }),
    place: "Stack/Mcp",
    text: 'the host of the MCP server is "apim-contoso.azure-api.net"; expected a custom domain of the gateway, because Entra ID gives tokens only for an identifier URI of the API that equals the URL of the server (AADSTS9010010), and takes only verified domains of the tenant in one: give hostName',
  },
  otherIdentifierUri: {
    run: (stack) => {
      mcpServer(stack, {}, "api://orders");
      Testing.synth(stack, true);
    },
    place: "Stack/Mcp",
    text: 'the identifier URI of MCP is "api://orders"; expected "https://api.contoso.com/mcp/mcp", because clients ask for a token for the URL of the MCP server, and Entra ID refuses any other (AADSTS9010010): set identifierUri of the registration to McpServer.urlOf',
  },
  noTools: {
    run: (stack) => mcpServer(stack, { tools: [] }),
    place: "Stack/Mcp",
    text: "tools is empty; expected at least one, because the server offers nothing else: name an operation",
  },
  toolOfOtherService: {
    run: (stack) => {
      const apim = ApiManagement.fromName(stack, "Other", { name: "other", resourceGroupName: "rg-apim" });
      mcpServer(stack, { apim });
    },
    place: "Stack/Mcp",
    text: 'the tool "get" is an operation of operation get of API orders; expected one of the service of the server, because the gateway calls no other: give an operation of an API of that service',
  },
  anonymousTool: {
    run: (stack) => {
      const operation = api(stack).addOperation("get", { method: "GET", urlTemplate: "/" });
      mcpServer(stack, { tools: [{ operation, description: "Reads", callers: Callers.anonymous() }] });
    },
    place: "Stack/Mcp",
    text: 'the tool "get" has Callers.anonymous(); expected callers with a token, because the server checks the token of every request: leave callers out to let in all callers of the server',
  },
  bothSignIns: {
    run: (stack) =>
      new Api(stack, "Api", {
        ...OPEN,
        apim: newService(stack),
        path: "orders",
        authServer: ApimAuthServer.fromName(stack, "Server", "server"),
        openIdProvider: OpenIdConnectProvider.fromName(stack, "SignIn", "sign-in"),
      }),
    place: "Stack/Api",
    text: "authServer and openIdProvider are both given; expected one of the two, because the test console of an API uses one: leave openIdProvider out, whose ID tokens are not for the API",
  },
  noClientAuthentication: {
    run: (stack) => pkceServer(stack, { clientAuthentication: [] }),
    place: "Stack/Server",
    text: "clientAuthentication is empty; expected at least one way to send the secret: name one, or leave the option out",
  },
  clientIsResource: {
    run: (stack) => {
      const orders = newOrders(stack);
      orders.grantRole(orders, "Orders.Read");
    },
    place: "Stack/Orders",
    text: "client and resource are both Orders API; expected two registrations, because Entra ID refuses a token that an application requests for itself (AADSTS90009): register the client on its own",
  },
  differentAuthorities: {
    run: (stack) => {
      const client = new AppRegistration(stack, "Client", {
        displayName: "Client",
        authority: Authority.usGovernment(TENANT),
      });
      client.grantRole(newOrders(stack), "Orders.Read");
    },
    place: "Stack/Client",
    text: `the client belongs to tenant ${TENANT} of the usgovernment cloud and the resource to tenant ${TENANT} of the public cloud; expected one tenant in one cloud: give both registrations the same authority, or let the client's tenant in with signInAudience`,
  },
  bothDocuments: {
    run: (stack) => {
      const target = api(stack);
      new RawPolicy(stack, "First", { target, document: PolicyDocument.of() });
      new RawPolicy(stack, "Second", { target, document: PolicyDocument.of() });
    },
    place: "Stack/Second",
    text: "a policy document for API orders is already attached by Stack/First; expected one document for each target, because API Management keeps only one: merge the two",
  },
  unreadableDocument: {
    run: (stack) => {
      const document = PolicyDocument.parse("<fragment>\n  <set-body>\n</fragment>");
      new PolicyFragment(stack, "Fragment", { apim: newService(stack), name: "fragment", document });
    },
    place: "Stack/Fragment",
    text: "the document was read with a problem: C-16 well-formed fragment (line 2, column 3): <set-body> is not closed; expected </set-body>: add it",
  },
  refusedRoot: {
    run: (stack) => new RawPolicy(stack, "Raw", { target: api(stack), document: PolicyDocument.fragment([]) }),
    place: "Stack/Raw",
    text: "the root of the document is <fragment>; expected <policies>: create a PolicyFragment from the document, and include it",
  },
  refusedFragment: {
    run: (stack) =>
      new PolicyFragment(stack, "Fragment", {
        apim: newService(stack),
        name: "trace",
        document: PolicyDocument.parse("<fragment><base/></fragment>"),
      }),
    place: "Stack/Fragment",
    text: "the fragment contains <base>; expected statements that are allowed in a section: put <base /> into the documents that include the fragment",
  },
  policyIdTaken: {
    run: (stack) => {
      const target = api(stack);
      new JwtPolicy(target, "Policy", { target, resource: newOrders(stack), callers: Callers.users("access_as_user") });
    },
    place: "Stack/Api",
    text: 'id "Policy" is already used by another construct in this scope; expected it to be free for the policy document: give the other construct another id',
  },
  refusedPolicy: {
    run: (stack) => {
      const document = PolicyDocument.parse("<policies><inbound><base /><made-up /></inbound></policies>");
      new RawPolicy(stack, "Raw", { target: api(stack), document });
      // cdktf puts the text of an error in a lazy value into one of its own.
      const message = messageOf(() => Testing.synth(stack));
      throw new Error(/^Resolution error: ([^]*)\.$/.exec(message)![1]);
    },
    place: "Stack/Api/Policy",
    text: "the policy document for API orders has errors; expected none: correct them, or accept them with suppress and a reason\n  C-01 known-element inbound/made-up (line 1, column 28): <made-up> is not an element of <inbound>; expected a policy: remove it, or correct its name",
  },
  secondJwtPolicy: {
    run: (stack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      new JwtPolicy(stack, "First", { target, resource, callers: Callers.users("access_as_user") });
      new JwtPolicy(stack, "Second", { target, resource, callers: Callers.applications("Orders.Read") });
    },
    place: "Stack/Second",
    text: "tokens for API orders are already checked by Stack/First; expected one JwtPolicy for each target: use Callers.anyOf to allow several kinds of callers",
  },
  endsBeforeStart: {
    run: (stack) => newClient(stack).addClientSecret("Portal", { ...END, startDate: END.endDate }),
    place: "Stack/Client",
    text: 'endDate is "2027-05-31T00:00:00Z" and startDate "2027-05-31T00:00:00Z"; expected an end after the start: change one of the two',
  },
  certificateEndsBefore: {
    run: (stack) =>
      newClient(stack).addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE), {
        endDate: "2046-01-01T00:00:00Z",
      }),
    place: "Stack/Client",
    text: `endDate is "2046-01-01T00:00:00Z"; expected at most "${CERTIFICATE_END}", because the certificate expires then: leave the option out, or give a certificate that is valid for longer`,
  },
  notOneRotation: {
    run: (stack) => newClient(stack).addRotatingClientSecret("Job", { generation: 1, rotationMonths: 3 }),
    place: "Stack/Client",
    text: "what rotates the secrets is given 2 times; expected exactly one of generation and rotationMonths, because either you rotate or the calendar does: name one",
  },
  notOneTrigger: {
    run: () => FederatedCredential.githubActions({ owner: "contoso", repository: "orders", branch: "main", tag: "v1" }),
    place: "FederatedCredential.githubActions",
    text: "what starts the workflow is given 2 times; expected exactly one of branch, tag, environment and unreviewedPullRequests, because a token is for one of them: name one, and add a credential for each other",
  },
  openToStrangers: {
    run: () =>
      FederatedCredential.oidc({
        issuer: "https://token.actions.githubusercontent.com",
        subject: "environment:production",
      }),
    place: "FederatedCredential.oidc",
    text: 'subject is "environment:production", which others than the owner can get; expected a subject that names the owner, such as repo:contoso/orders:ref:refs/heads/main: name the owner and what runs there',
  },
  unreviewedCode: {
    run: () =>
      FederatedCredential.flexible({
        issuer: "https://token.actions.githubusercontent.com",
        expression: "claims['sub'] matches 'repo:contoso/orders:*'",
      }),
    place: "FederatedCredential.flexible",
    text: "expression is \"claims['sub'] matches 'repo:contoso/orders:*'\", which pull requests match; expected a branch, a tag or an environment, because the code of a pull request runs before its review: name one without a wildcard in its place, or set unreviewedPullRequests",
  },
  tooManyFederatedCredentials: {
    run: (stack) => {
      const client = newClient(stack);
      for (let index = 0; index < 21; index++) {
        const credential = FederatedCredential.oidc({ issuer: "https://id.contoso.com", subject: `job-${index}` });
        client.addFederatedCredential(`Job${index}`, credential);
      }
    },
    place: "Stack/Client",
    text: "there are 21 federated credentials; expected at most 20 for a registration: use FederatedCredential.flexible for several branches or tags, or another registration",
  },
  duplicateName: {
    run: (stack) => {
      api(stack, "First", "orders/v1");
      api(stack, "Second", "orders-v1");
    },
    place: "Stack/Second",
    text: 'the API "orders-v1" is already created by Stack/First; expected one of each, because the second would replace the first in Azure: choose another name, or use the existing one',
  },
  resourceHasNoApplicationRole: {
    run: (stack) => {
      const scoped = { displayName: "Orders API", scopes: [PermissionScope.of("read")] };
      authServer(stack, newClient(stack), new AppRegistration(stack, "Orders", scoped));
      Testing.synth(stack, true);
    },
    place: "Stack/Server",
    text: "the resource Orders API has no role for applications; expected one, because a token of client credentials holds roles and never a scope: add AppRole.forApplications(…) to its roles",
  },
  clientHasNoRole: {
    run: (stack) => {
      authServer(stack, newClient(stack), newOrders(stack));
      Testing.synth(stack, true);
    },
    place: "Stack/Server",
    text: "the client Client has no role of Orders API; expected one, because Entra ID refuses a token to a client without a role (AADSTS501051): call grantRole on the client",
  },
  invalidNumberOption: {
    run: (stack) =>
      new JwtPolicy(stack, "Jwt", {
        target: api(stack),
        resource: newOrders(stack),
        callers: Callers.users("access_as_user"),
        clockSkewSeconds: 301,
      }),
    place: "Stack/Jwt",
    text: "clockSkewSeconds is 301; expected a whole number from 0 to 300: change the value or leave the option out",
  },
  schemaOfForm: {
    run: (stack) => {
      const representations = [{ contentType: "application/json", formParameters: [{ name: "id" }] }];
      api(stack).addOperation("get", { method: "POST", urlTemplate: "/", request: { representations } });
    },
    place: "Stack/Api/get",
    text: 'request.representations[0].formParameters is given for the media type "application/json"; expected schema and typeName for it, because forms have formParameters and other bodies a schema: use that, or correct contentType',
  },
  typeWithoutSchema: {
    run: (stack) => {
      const queryParameters = [{ name: "id", typeName: "Id" }];
      api(stack).addOperation("get", { method: "GET", urlTemplate: "/", request: { queryParameters } });
    },
    place: "Stack/Api/get",
    text: 'request.queryParameters[0].typeName is "Id" without a schema; expected the schema that holds the type: give an ApiSchema as schema, or leave typeName out',
  },
  undeclaredParameter: {
    run: (stack) =>
      api(stack).addOperation("get", { method: "GET", urlTemplate: "/{id}", templateParameters: [{ name: "ids" }] }),
    place: "Stack/Api/get",
    text: 'templateParameters names "ids", which is not in the URL template "/{id}"; expected "id": correct the name, or remove the parameter; did you mean "id"?',
  },
  versionWithoutSet: {
    run: (stack) => new Api(stack, "Api", { apim: newService(stack), path: "orders", version: "v1" }),
    place: "Stack/Api",
    text: 'version is "v1" without a version set; expected the set that says where requests name the version: give an ApiVersionSet as versionSet, or leave version out',
  },
  pathOfOtherSet: {
    run: (stack) => {
      const apim = newService(stack);
      const scheme = VersioningScheme.pathSegment();
      for (const name of ["one", "two"]) {
        const versionSet = new ApiVersionSet(stack, `${name}-set`, { apim, scheme });
        new Api(stack, name, { apim, path: "orders", name, versionSet, version: "v1" });
      }
    },
    place: "Stack/two",
    text: 'the API path "orders" is in version set "two-set" here and in "one-set" at Stack/one; expected one version set for a path, because requests name a version in one place: give both the same set, or another path',
  },
  callersWithoutDocument: {
    run: (stack) => new Api(stack, "Api", { apim: newService(stack), path: "orders", callers: {} }),
    place: "Stack/Api",
    text: "callers is given without openApi; expected the document with the operations: give openApi, or callers to addOperation",
  },
  callersOfWsdl: {
    run: (stack) =>
      new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        apiType: ApiType.soap("https://contoso.com/orders?wsdl"),
        callers: { GetOrder: Callers.users("read") },
      }),
    place: "Stack/Api",
    text: "callers is given for an operation of a WSDL document; expected none, because Azure makes up the names of such operations anew at each import, so that a policy cannot tell them apart: use ApiType.soapWithoutDocument, and addOperation with callers for each, such as POST /?soapAction=getOrder",
  },
  typeBesideDocument: {
    run: (stack) =>
      new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        openApi: openApi({ get: { parameters: [ID] } }),
        apiType: ApiType.webSocket(),
        serviceUrl: "wss://contoso.com",
      }),
    place: "Stack/Api",
    text: "apiType and openApi are both given; expected one of them, because the operations of a document make an HTTP API: leave apiType out",
  },
  selectorWithoutWsdl: {
    run: () => ApiType.importedByAzure("openapi", "{}", { serviceName: "Orders", endpointName: "Soap" }),
    place: "ApiType.importedByAzure",
    text: "selector is given for the format openapi; expected it only for wsdl or wsdl-link, whose documents have ports: leave it out",
  },
  operationOfType: {
    run: (stack) => {
      const given = { apim: newService(stack), path: "live", serviceUrl: "wss://live.contoso.com" };
      const live = new Api(stack, "Api", { ...given, apiType: ApiType.webSocket() });
      return live.addOperation("get", { method: "GET", urlTemplate: "/" });
    },
    place: "Stack/Api/get",
    text: 'the type of API live is "websocket"; expected http or soap, because API Management makes the operations of the others itself: refer to its only one with ApiOperation.fromId and onHandshake',
  },
  webSocketWithoutUrl: {
    run: (stack) => new Api(stack, "Api", { apim: newService(stack), path: "orders", apiType: ApiType.webSocket() }),
    place: "Stack/Api",
    text: "serviceUrl is missing for a WebSocket API; expected the URL of the backend, because policies cannot set it: give one that starts with wss://",
  },
  operationWithoutDocument: {
    run: (stack) => api(stack).operation("get"),
    place: "Stack/Api",
    text: 'the operation "get" is not known without openApi; expected a document that has it: keep what addOperation returns, or use ApiOperation.fromId',
  },
  scopeWithoutServer: {
    run: (stack) => new Api(stack, "Api", { apim: newService(stack), path: "orders", authScope: "openid" }),
    place: "Stack/Api",
    text: 'authScope is "openid" without authServer; expected the authorization server that is asked: give authServer, or leave authScope out',
  },
  firstRevision: {
    run: (stack) => new ApiRevision(stack, "Next", { api: api(stack), revision: "1" }),
    place: "Stack/Next",
    text: 'the revision is "1"; expected another, because the first revision is the Api itself: count on from there',
  },
  sourceOfOtherApi: {
    run: (stack) => {
      const stock = Api.fromName(stack, "Stock", { apim: newService(stack, "StockService"), name: "stock" });
      const source = new ApiRevision(stack, "Source", { api: stock, revision: "2" });
      return new ApiRevision(stack, "Next", { api: api(stack), revision: "2", source });
    },
    place: "Stack/Next",
    text: "source is Stack/Source, a revision of API stock; expected one of API orders, because a revision is a copy of another one of its API: give such a revision, or leave source out",
  },
  notesWithoutRelease: {
    run: (stack) => new ApiRevision(stack, "Next", { api: api(stack), revision: "2", releaseNotes: "Faster." }),
    place: "Stack/Next",
    text: "releaseNotes is given for a revision that is not made current; expected isCurrent, because the notes are about that change: set isCurrent to true, or use description",
  },
  unreadableFile: {
    run: () => OpenApiDocument.fromFile("no/such.yaml"),
    place: "OpenApiDocument",
    text: 'the file "no/such.yaml" cannot be read (ENOENT); expected an OpenAPI document in JSON or YAML: give a path from the folder where the program runs, or an absolute one',
  },
  documentKnownLater: {
    run: () => OpenApiDocument.fromText(Fn.file("openapi.yaml")),
    place: "OpenApiDocument",
    text: "text is only known to Terraform; expected it at synth, because operations are made of the document: read the file with OpenApiDocument.fromFile, or take ApiType.importedByAzure",
  },
  memberTwice: {
    run: () => OpenApiDocument.fromText('{ "openapi": "3.0.0", "paths": {\n"/a\\"": {}, "/b": {},\n"/a\\"": {} } }'),
    place: "OpenApiDocument",
    text: 'the text has the member "/a\\"" twice in one object, again in line 3; expected it once, because only the last would count: put the two together',
  },
  circularReference: {
    run: () => openApi({ get: {} }, { info: { $ref: "#/info" } }),
    place: "OpenApiDocument",
    text: 'info refers to "#/info", which leads back to itself; expected a reference that ends at an object: correct the references',
  },
  unreadableText: {
    run: () => OpenApiDocument.fromText("openapi: 3.0.0\npaths: [1"),
    place: "OpenApiDocument",
    text: "the text cannot be read (Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 10); expected JSON or YAML: correct the text",
  },
  wrongNode: {
    run: () => openApi([]),
    place: "OpenApiDocument",
    text: "paths./{id} is a list; expected an object: correct the document",
  },
  isMissing: {
    run: () => openApi({ get: { parameters: [{ in: "path" }] } }),
    place: "OpenApiDocument",
    text: "operation GET /{id}.parameters: name is missing; expected text: add it to the document",
  },
  unresolvedReference: {
    run: () => openApi({ get: { parameters: [{ $ref: "common.yaml#/id" }] } }),
    place: "OpenApiDocument",
    text: 'operation GET /{id}.parameters[0] refers to "common.yaml#/id", which is not in the document; expected a reference such as #/components/parameters/id, because one file is read: bundle the files into one',
  },
  unknownFormat: {
    run: () => openApi({}, { openapi: "4.0.0" }),
    place: "OpenApiDocument",
    text: "the document is of openapi 4.0.0; expected swagger 2.0 or openapi 3, because operations are read by their rules: convert the document",
  },
  noOperations: {
    run: () => openApi({}),
    place: "OpenApiDocument",
    text: "the document has no operations; expected at least one, because the gateway answers 404 to what matches none: add paths with methods",
  },
  missingPathParameter: {
    run: () => openApi({ get: {} }),
    place: "OpenApiDocument",
    text: 'operation GET /{id} does not declare the parameter "id" of its path; expected one with "in: path": add it to the parameters',
  },
  unusedPathParameter: {
    run: () => openApi({ get: { parameters: [ID] } }, {}, "/"),
    place: "OpenApiDocument",
    text: 'operation GET / declares the path parameter "id", which is not in its path; expected {id} in it: correct the name, or remove the parameter',
  },
  sameUrl: {
    run: () =>
      openApi(
        { get: { parameters: [ID] } },
        {
          paths: {
            "/{id}": { get: { parameters: [ID] } },
            "/{no}": { get: { parameters: [{ name: "no", in: "path" }] } },
          },
        },
      ),
    place: "OpenApiDocument",
    text: "operation GET /{no} matches the same requests as operation GET /{id}; expected one operation for a method and a URL, because names of parameters make no difference: remove one of the two",
  },
  namelessOperation: {
    run: () => openApi({ get: { operationId: "获取", parameters: [ID] } }),
    place: "OpenApiDocument",
    text: "operation GET /{id} has no operationId with letters or digits; expected one, because it becomes the name of the operation in Azure: add an operationId",
  },
  sameOperationId: {
    run: () =>
      openApi({
        parameters: [ID],
        get: { operationId: "order" },
        put: { operationId: "Order" },
      }),
    place: "OpenApiDocument",
    text: 'operation PUT /{id} and operation GET /{id} both get the name "Order" in Azure; expected a name for each, because Azure cuts long names, replaces most signs and ignores capitals: give one of the two another operationId',
  },
  noAllowedClient: {
    run: (stack) =>
      new JwtPolicy(stack, "Jwt", {
        target: api(stack),
        resource: newOrders(stack),
        callers: Callers.users("access_as_user"),
        allowedClients: [],
      }),
    place: "Stack/Jwt",
    text: "allowedClients is empty, so no client could call; expected at least one client: name one, or omit the option",
  },
  secretOfOtherClient: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      new ApimAuthServer(stack, "Server", {
        apim: newService(stack),
        name: "server",
        resource,
        client,
        clientSecret: resource.addClientSecret("Portal", END),
        grant: OAuthGrant.clientCredentials(),
      });
    },
    place: "Stack/Server",
    text: "the client secret belongs to another registration than Client; expected a secret of the client, because Entra ID refuses any other (AADSTS7000215): call addClientSecret on the client",
  },
  secondPolicyResource: {
    run: (stack) => {
      ApimPolicy.of(api(stack));
      new ApiManagementApiPolicy(stack, "Raw", {
        apiManagementName: "apim-contoso",
        resourceGroupName: "rg-apim",
        apiName: "orders",
      });
      Testing.synth(stack, true);
    },
    place: "Stack/Api/Policy",
    text: "the policy document for API orders is held by Stack/Api/Policy/Resource and by Stack/Raw; expected one resource, because API Management keeps only one document and each would overwrite the other at every apply: give the statements of Stack/Raw to ApimPolicy.of, or its text to a RawPolicy, and remove it",
  },
  scopeOfApplication: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      client.grantRole(resource, "Orders.Read");
      return new Api(stack, "Api", {
        apim: newService(stack, "ApiService"),
        path: "orders",
        authServer: authServer(stack, client, resource),
        authScope: "api://orders/Orders.Read",
      });
    },
    place: "Stack/Api",
    text: 'authScope is "api://orders/Orders.Read" for client credentials; expected one scope that ends with /.default, because an application gets the roles that it was granted and asks for none by name (AADSTS1002012): correct authScope, or leave it out',
  },
  scopeOfUsers: {
    run: (stack) => {
      return new Api(stack, "Api", {
        apim: newService(stack, "ApiService"),
        path: "orders",
        authServer: pkceServer(stack),
        authScope: "openid User.Read",
      });
    },
    place: "Stack/Api",
    text: 'authScope is "openid User.Read"; expected scopes of one API by their full names, such as api://…/access_as_user, or one /.default alone, because Entra ID gives a token for one API, and a name alone is one of Microsoft Graph: correct authScope, or leave it out',
  },
  serverForOtherApi: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      client.grantRole(resource, "Orders.Read");
      const target = new Api(stack, "Api", {
        ...OPEN,
        apim: newService(stack, "ApiService"),
        path: "orders",
        authServer: authServer(stack, client, resource),
      });
      const other = importedApi(stack, "Billing", { displayName: "Billing API" });
      new JwtPolicy(stack, "Jwt", { target, resource: other, callers: Callers.applications("Billing.Read") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "the authorization server gets tokens for Orders API and the policy accepts tokens for Billing API; expected one API, because every token of the test console would be rejected: give both the same resource",
  },
  serverForOtherCallers: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      client.grantRole(resource, "Orders.Read");
      const target = new Api(stack, "Api", {
        ...OPEN,
        apim: newService(stack, "ApiService"),
        path: "orders",
        authServer: authServer(stack, client, resource),
      });
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "the tokens of the authorization server hold roles and the policy asks for scope access_as_user; expected one in common, because every token of the test console would be rejected: change the callers of the policy or the grant of the server",
  },
  serverOfOtherClient: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      client.grantRole(resource, "Orders.Read");
      const apim = newService(stack, "ApiService");
      const server = authServer(stack, client, resource);
      const target = new Api(stack, "Api", { ...OPEN, apim, path: "orders", authServer: server });
      const allowedClients = [new AppRegistration(stack, "Shop", { displayName: "Shop" })];
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.applications("Orders.Read"), allowedClients });
      Testing.synth(stack, true);
    },
    place: "Stack/Api",
    text: "the authorization server gets tokens for Client, which is none of the allowedClients of Stack/Jwt; expected it among them, because every token of the test console would be rejected: add it to allowedClients",
  },
  differentClouds: {
    run: (stack) => {
      const [client, resource] = [newClient(stack), newOrders(stack)];
      const apim = ApiManagement.fromName(stack, "Apim", {
        name: "apim-contoso",
        resourceGroupName: "rg-apim",
        cloud: AzureCloud.CHINA,
      });
      const clientSecret = client.addClientSecret("Portal", END);
      const grant = OAuthGrant.clientCredentials();
      new ApimAuthServer(stack, "Server", { apim, name: "server", resource, client, clientSecret, grant });
    },
    place: "Stack/Server",
    text: "the service is in the china cloud and the registrations are in the public cloud; expected one cloud: set cloud where the service is imported, or authority on the registrations",
  },
  providerInOtherCloud: {
    run: (stack) => {
      new AzureadProvider(stack, "government", { environment: "usgovernment" });
      new AppRegistration(stack, "Orders", { displayName: "Orders API" });
      Testing.synth(stack, true);
    },
    place: "Stack/AzureadClientConfig",
    text: "the azuread provider works in the usgovernment cloud and a registration takes its tenant from it, as one of the public cloud; expected the same cloud: set authority on the registration, such as Authority.usGovernment(tenantId)",
  },
  nobodyMayCall: {
    run: (stack) =>
      new OAuthProtectedApi(stack, "Protected", { apim: newService(stack), path: "orders", displayName: "Orders" }),
    place: "Stack/Protected",
    text: "neither users nor applications may call; expected at least one scope or role: name the scopes in users, the roles in applications, or both",
  },
  testConsoleWithoutSecret: {
    run: (stack) =>
      new OAuthProtectedApi(stack, "Protected", {
        apim: newService(stack),
        path: "orders",
        displayName: "Orders",
        applications: ["Orders.Read"],
        testConsole: {},
      }),
    place: "Stack/Protected",
    text: "testConsole has no secretEndDate and only applications may call; expected one, because the portal gets a token for itself with a secret: set secretEndDate, or leave testConsole out",
  },
  differentStacks: {
    run: (stack) => {
      const vault = newVault(newStack("Other", newApp()));
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "backend-key" });
    },
    place: "Stack/Ref",
    text: "vault Other/Vault belongs to another stack; expected one of this stack, because Terraform orders resources only within a stack and keeps values passed between stacks in its state: import it here too, with fromName",
  },
};

/** By name of the factory: what a construct warns about, or tells. */
const WARNINGS = {
  openProduct: {
    run: (stack: TerraformStack) => {
      const apim = newService(stack);
      const apis = [new Api(stack, "Api", { ...OPEN, apim, path: "orders" })];
      new Product(stack, "Gold", { apim, productId: "gold", subscriptionRequired: false, apis });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Gold: product gold requires no subscription, so anyone can call API orders without a key, although the API requires one; let the product require a subscription, or set subscriptionRequired of the API to false",
  },
  lateCheckOfApi: {
    run: (stack: TerraformStack) => {
      const apim = newService(stack);
      new Api(stack, "Api", { ...OPEN, apim, path: "orders", apiType: ApiType.graphQl("type Query { a: Int }") });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: API orders answers without a check from its creation until its policy is in force, because its operations come with it; to leave no such moment, check tokens in the policy of the service",
  },
  unencryptedCalls: {
    run: (stack: TerraformStack) =>
      new Api(stack, "Api", { apim: newService(stack), path: "orders", allowUnencryptedCalls: true }),
    warning:
      "Stack/Api: allowUnencryptedCalls is true, so callers can send their tokens where anyone on the way reads them; leave it out, and let callers use the encrypted URL",
  },
  documentSaysOpen: {
    run: (stack: TerraformStack) => promise(stack, [], Callers.users("read")),
    warning:
      "Stack/Api/get: the OpenAPI document says that operation get of API orders needs no token, and its check asks for one; give it Callers.anonymous() in callers, or change security in the document",
  },
  documentSaysClosed: {
    run: (stack: TerraformStack) => promise(stack, [{ entra: ["read"] }], Callers.anonymous()),
    warning:
      "Stack/Api/get: the OpenAPI document says that operation get of API orders needs a token, and it has Callers.anonymous(), so everyone may call it; give it callers with a token, or change security in the document",
  },
  documentSaysOtherScopes: {
    run: (stack: TerraformStack) => promise(stack, [{ entra: ["api://orders/write"] }], Callers.users("read")),
    warning:
      'Stack/Api/get: the OpenAPI document names the scope "api://orders/write" for operation get of API orders, and its check asks for "read", so clients ask for tokens that are refused; name the same in both',
  },
  schemasLeftOut: {
    run: (stack: TerraformStack) => {
      const schema = { $ref: "#/components/schemas/Order" };
      const requestBody = { content: { "application/json": { schema } } };
      const components = { schemas: { Order: { properties: { parent: schema } } } };
      const document = openApi({ put: { requestBody } }, { components }, "/");
      new Api(stack, "Api", { apim: newService(stack), path: "orders", openApi: document });
    },
    warning:
      "Stack/Api: the schemas of the OpenAPI document are left out, because API Management does not take them (Order contains itself); validate-content needs them, and everything else works without them",
  },
  publicAccessAtCreation: {
    run: (stack: TerraformStack) => service(stack, { publicNetworkAccess: false }),
    warning:
      "Stack/Given: publicNetworkAccess is false, which Azure refuses for a service that does not exist yet; create the service without the option first, add a private endpoint, and set it then",
  },
  oldManagementApi: {
    run: (stack: TerraformStack) => service(stack, { minApiVersion: "2020-12-01" }),
    warning:
      'Stack/Given: minApiVersion is "2020-12-01"; with versions before 2021-08-01, people who may only read the service can read its secrets; give a later version, unless a tool needs this one',
  },
  secretWithoutUse: {
    run: (stack: TerraformStack) => {
      newClient(stack).addClientSecret("Portal", END);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Client: the client Client has a secret and no role or scope of an API, so its tokens let it do nothing; call grantRole or requestScope on it, or leave the secret out",
  },
  vaultMayIgnoreRoles: {
    run: (stack: TerraformStack) => {
      const vault = rawVault(stack, {});
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key" });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Ref: the vault Stack/Raw does not say that it goes by roles, and azurerm makes one that goes by access policies, so the role that lets the service read has no effect there; set rbac_authorization_enabled of the vault to true, or use KeyVaultAccess.ACCESS_POLICY",
  },
  longLivedSecret: {
    run: (stack: TerraformStack) => {
      newClient(stack).addClientSecret("Portal", { ...END, startDate: "2025-05-30T00:00:00Z" });
    },
    warning:
      'Stack/Client: the client secret "Portal" is valid for more than two years, so one that leaks stays useful for long; give it an earlier endDate, or use a federated credential in its place',
  },
  clientWithoutCredential: {
    run: (stack: TerraformStack) => {
      const scopes = [PermissionScope.of("read")];
      const authority = Authority.publicCloud(TENANT);
      const resource = new AppRegistration(stack, "Orders", { displayName: "Orders API", authority, scopes });
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      jwt(stack, { resource, target, backendToken: signedOnBehalfOf(stack, "apim-contoso") });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Jwt: the registration Orders API has no certificate here, with which the policy authenticates as it; call addCertificate on it, or calls get 401",
  },
  clientLacksCallers: {
    run: (stack: TerraformStack) => {
      const [resource, shop] = [newOrders(stack), newClient(stack)];
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: true });
      const callers = Callers.applications("Orders.Read");
      new JwtPolicy(stack, "Jwt", { target, resource, callers, allowedClients: [shop] });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Jwt: the client Client is allowed to call and has no role Orders.Read of Orders API, so it is refused; call grantRole or requestScope on it, unless it gets them elsewhere",
  },
  usersNeedAssignment: {
    run: (stack: TerraformStack) => {
      const resource = newOrders(stack);
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: true });
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Jwt: users may call and Orders API requires an assignment, while none of its roles is for users, so Entra ID refuses them (AADSTS50105); add AppRole.forUsers and call assignRole, call assignDefaultAccess, or set assignmentRequired to false: the token check refuses who has no role or scope",
  },
  plainHttp: {
    run: (stack: TerraformStack) => {
      new Api(stack, "Api", { apim: newService(stack), path: "orders", serviceUrl: "http://orders.contoso.com" });
    },
    warning:
      'Stack/Api: serviceUrl is "http://orders.contoso.com", so tokens and data reach the backend unencrypted; use https://',
  },
  anonymousBehindCheck: {
    run: (stack: TerraformStack) => {
      const target = newService(stack);
      const api = new Api(stack, "Api", { apim: target, path: "orders", subscriptionRequired: false });
      api.addOperation("health", { method: "GET", urlTemplate: "/", callers: Callers.anonymous() });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/health: A-02 inherited-checks: operation health of API orders has Callers.anonymous(), and the policy of service apim-contoso checks its callers all the same; expected no check before it: let the operation through in that policy, or remove callers",
  },
  narrowerCheck: {
    run: (stack: TerraformStack) => {
      const resource = importedApi(stack);
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      const get = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      const both = Callers.anyOf(Callers.users("access_as_user"), Callers.applications("Orders.Read"));
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("access_as_user") });
      new JwtPolicy(stack, "JwtGet", { target: get, resource, callers: both });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: A-02 inherited-checks: Stack/JwtGet names role Orders.Read, and Stack/Jwt, which runs before it, asks for scope access_as_user; expected all callers of the first to pass the second, because a request must pass both: give the operation callers in place of its JwtPolicy, or let the outer check admit them",
  },
  lateCheck: {
    run: (stack: TerraformStack) => {
      const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      const target = api.addOperation("get", { method: "GET", urlTemplate: "/" });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: operation get of API orders answers without its check from its creation until its own policy is in force, because that policy can only follow it; to leave no such moment, give the operation callers and put the JwtPolicy on the API",
  },
  lateCheckOfImport: {
    run: (stack: TerraformStack) => {
      const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
      const resource = target.node.findChild("Resource") as ApiManagementApi;
      resource.putImport({ contentFormat: "openapi+json", contentValue: "{}" });
      const callers = Callers.users("access_as_user");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: the operations of API orders come with its import and answer without a check until the policy of the API is in force; to leave no such moment, check tokens in the policy of the service, or create the operations one by one with addOperation",
  },
  noExpiry: {
    run: (stack: TerraformStack) => {
      const value = SecretValue.fromVariable(new TerraformVariable(stack, "Key", { sensitive: true }));
      const vault = newVault(stack);
      new KeyVaultSecretRef(stack, "Ref", { apim: newService(stack), vault, secretName: "key", value });
    },
    warning:
      'Stack/Ref: the secret "key" is written into the vault without an expiry date, so no scanner and no alert says when to replace it; give endDate, or leave it out where something else rotates the secret',
  },
  vaultOfOtherSubscription: {
    run: (stack: TerraformStack) => {
      (stack.node.findChild("azurerm") as AzurermProvider).subscriptionId = guid(2);
      const vault = KeyVault.fromResourceId(stack, "Vault", VAULT);
      const value = SecretValue.fromVariable(new TerraformVariable(stack, "Key", { sensitive: true }));
      new KeyVaultSecret(stack, "Secret", { vault, name: "key", value, ...END });
      Testing.synth(stack, true);
    },
    warning: `Stack/Secret: the secret is written into "${VAULT}", and its azurerm provider works in the subscription "${guid(2)}", where it looks for the vault when it reads, so the secret is lost from the state; set provider of the resource to one that works in the subscription of the vault`,
  },
  serviceOfOtherSubscription: {
    run: (stack: TerraformStack) => {
      (stack.node.findChild("azurerm") as AzurermProvider).subscriptionId = guid(2);
      const apim = ApiManagement.fromResourceId(stack, "Apim", SERVICE_ID);
      new ApiVersionSet(stack, "Set", { apim, scheme: VersioningScheme.pathSegment() });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning: `Stack/Apim: the service is in the subscription "${guid(1)}", and the azurerm provider of Stack/Set/Resource works in "${guid(2)}", where it looks for the service; add an AzurermProvider with an alias and the subscriptionId "${guid(1)}", and set it as provider of what is in the service, as the aspect in docs/stacks.md does`,
  },
  keyBesideToken: {
    run: (stack: TerraformStack) => {
      const [target, resource] = [api(stack), newOrders(stack)];
      new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.applications("Orders.Read") });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: callers need a subscription key in addition to their token, because subscriptionRequired is true by default, and get 401 without one; set it to false if the token is enough, or to true if the key is intended",
  },
  revisionOfUnknownApi: {
    run: (stack: TerraformStack) => {
      const existing = Api.fromName(stack, "Api", { apim: newService(stack), name: "orders" });
      new ApiRevision(stack, "Next", { api: existing, revision: "2" });
    },
    warning:
      "Stack/Next: the revision of API orders asks callers for a subscription key, because the program does not create the API, and azurerm resets what a revision does not say; set subscriptionRequired to what the API has",
  },
  readBackOtherwise: {
    run: (stack: TerraformStack) => {
      const target = api(stack);
      ApimPolicy.of(target).addInbound(
        new PolicyElement("custom", { attributes: [{ name: "note", value: "a & b\nc" }] }),
      );
      ApimPolicy.of(target).suppress("C-01", "a policy that the catalog does not know");
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/Policy: the document holds &#xA; in plain text, and the provider reads it back in another form, so every plan changes the policy; expected no tabs, line breaks or references in the text of this document: write the value as an expression, or leave them out",
  },
  laterRevision: {
    run: (stack: TerraformStack) => new Api(stack, "Api", { apim: newService(stack), path: "orders", revision: "2" }),
    warning:
      'Stack/Api: the revision is "2"; expected "1" or none, because operations and policies belong to the current revision, which may be another, and a changed revision replaces the API: leave the option out, or make sure that this revision is the current one',
  },
  readLater: {
    run: (stack: TerraformStack) =>
      new KeyVaultSecretRef(stack, "Ref", {
        apim: newService(stack),
        vault: newVault(stack),
        secretName: "portal",
        value: newClient(stack).addClientSecret("Portal", END),
      }),
    warning:
      "Stack/Ref: API Management reads a new client secret from the vault within four hours, and a changed end date deletes the old secret in the same deployment, so calls can fail in between; to rotate, use a secret of addRotatingClientSecret, which leaves the one before it valid",
  },
  idTokenRefused: {
    run: (stack: TerraformStack) => {
      const openIdProvider = OpenIdConnectProvider.fromName(stack, "SignIn", "sign-in");
      const props = { apim: newService(stack), path: "orders", subscriptionRequired: true, openIdProvider };
      const target = new Api(stack, "Api", props);
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: the test console sends an ID token, which is for its client, and the JwtPolicy of API orders refuses it; give an ApimAuthServer as authServer in place of openIdProvider",
  },
  tokenInOtherHeader: {
    run: (stack: TerraformStack) => {
      const authServer = ApimAuthServer.fromName(stack, "Server", "sign-in");
      const target = new Api(stack, "Api", {
        apim: newService(stack),
        path: "orders",
        subscriptionRequired: true,
        authServer,
      });
      const callers = Callers.users("read");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers, headerName: "X-Token" });
      Testing.synth(stack, true);
      Testing.synth(stack, true);
    },
    warning:
      'Stack/Api: the test console sends the token in the header Authorization, and the JwtPolicy of API orders reads it from "X-Token", so the calls of the console get 401; leave headerName out, or add that header with the bare token to each call in the console',
  },
  checkBehindTool: {
    run: (stack: TerraformStack) => {
      const target = new Api(stack, "Api", {
        apim: newService(stack, "Own"),
        path: "orders",
        subscriptionRequired: false,
      });
      const operation = target.addOperation("get", { method: "GET", urlTemplate: "/" });
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
      describeByMetadata(mcpServer(stack, { tools: [{ operation, description: "Reads" }] }));
      Testing.synth(stack, true);
    },
    warning:
      'Stack/Mcp: the tool "get" calls an operation whose tokens Stack/Jwt checks, and the gateway may not pass the token of the caller on to it, so that calls are answered 401; check tokens on the MCP server, and let the API in another way know that the server calls it',
  },
  noMetadata: {
    run: (stack: TerraformStack) => {
      mcpServer(stack);
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Mcp: no metadata says where clients get a token, so most of them cannot sign in; add new ProtectedResourceMetadata(this, …).describe(server.jwtPolicy), or tell each client its authorization server",
  },
  streamIsRead: {
    run: (stack: TerraformStack) => {
      const server = mcpServer(stack);
      describeByMetadata(server);
      const value = PolicyValue.expression("context.Response.Body.As<string>()");
      ApimPolicy.of(server.apim).addOutbound(new SetVariable({ name: "body", value }));
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Mcp: the policy of service apim-contoso reads context.Response.Body, and the gateway then keeps the events of an MCP server back until the response ends; read it in the policies of other APIs",
  },
  authorizationMisdirected: {
    run: (stack: TerraformStack) => {
      const credentials = [BackendCredential.managedIdentity({ resource: newOrders(stack) })];
      const trusted = backend(stack, { credentials });
      const made = new Api(stack, "Api", { ...OPEN, apim: trusted.apim, path: "orders", backend: trusted });
      const operation = made.addOperation("get", { method: "GET", urlTemplate: "/" });
      ApimPolicy.of(operation).addInbound(new SetBackendService({ baseUrl: "https://legacy.contoso.com" }));
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: operation get of API orders sends requests to another backend with its own set-backend-service, and the policy of API orders adds the credentials for its backend to them, so the other one gets these as well; call useIn of a Backend in place of set-backend-service",
  },
  authorizationShared: {
    run: (stack: TerraformStack) => {
      const other = backend(stack);
      const target = new Api(stack, "Api", { ...OPEN, apim: other.apim, path: "orders", subscriptionRequired: false });
      jwt(stack, { target, backendToken: BackendToken.managedIdentity(newOrders(stack)) });
      other.useIn(target.addOperation("get", { method: "GET", urlTemplate: "/" }));
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: operation get of API orders sends its requests to a backend that the policy of API orders does not name, and that policy puts credentials into the header Authorization for whatever backend is chosen, so this one gets them as well; give its Backend credentials, which replace the header, or give those of the other to its Backend, such as BackendCredential.managedIdentity in the place of BackendToken.managedIdentity",
  },
  authorizationSkipped: {
    run: (stack: TerraformStack) => {
      const keyed = backend(stack, { credentials: [BackendCredential.functionKey(value(stack))] });
      const made = new Api(stack, "Api", { ...OPEN, apim: keyed.apim, path: "orders", backend: keyed });
      const operation = made.addOperation("get", { method: "GET", urlTemplate: "/" });
      new ForwardPolicy(stack, "Forward", { target: operation });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api/get: operation get of API orders sends its requests itself, without <base /> in its backend section, so what the policy of API orders does there with the header Authorization is skipped, and the backend may get the token of the caller; call useIn of a Backend with it in place of its own forward-request, or leave the request to <base />",
  },
  guestsCall: {
    run: (stack: TerraformStack) => {
      const { apim, authServer } = applicationServer(stack);
      const apis = [new Api(stack, "Api", { ...OPEN, apim, path: "orders", authServer })];
      new Product(stack, "Free", { apim, productId: "free", apis, groups: ["guests"] });
      Testing.synth(stack, true);
    },
    warning:
      "Stack/Api: product free is shown to guests, and the test console of API orders gets tokens with the credentials of its client, so visitors who have not signed in may call it; leave the group guests out, or give the API an authServer for users",
  },
  unverifiedIdentifierUri: {
    run: (stack: TerraformStack) => {
      const props = { displayName: "Orders", identifierUri: "api://orders", tokenVersion: TokenVersion.V1 };
      new AppRegistration(stack, "Orders", props);
    },
    warning:
      'Stack/Orders: identifierUri "api://orders" has neither a domain nor an id in it, and Entra ID adds such URIs only to APIs whose tokens are of version 2, unless the tenant allows them; use TokenVersion.V2, or leave the option out to get api://<client id>',
  },
  samePortlessRedirectUri: {
    run: (stack: TerraformStack) => {
      const client = newClient(stack);
      client.addRedirectUri("http://127.0.0.1", RedirectPlatform.PUBLIC_CLIENT);
      client.addRedirectUri("http://127.0.0.1:8080", RedirectPlatform.PUBLIC_CLIENT);
    },
    warning:
      'Stack/Client: redirect URI "http://127.0.0.1:8080" differs from "http://127.0.0.1" only in its port, which Entra ID ignores for localhost; one of the two is enough',
  },
  redirectToOwnMachine: {
    run: (stack: TerraformStack) => newClient(stack).addRedirectUri("http://localhost:3000", RedirectPlatform.SPA),
    warning:
      'Stack/Client: redirect URI "http://localhost:3000" of platform SPA is on the machine of the user, where any program can wait for the code; keep it to a registration for development, or use RedirectPlatform.PUBLIC_CLIENT for a program that runs there',
  },
  unmanagedRedirectUri: {
    run: (stack: TerraformStack) => {
      const resource = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "orders" });
      foreignServer(stack, resource, OAuthGrant.authorizationCode("read"));
    },
    warning:
      "Stack/Server: Portal is not created here, so its redirect URIs are not managed; register https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/portal as a Web redirect URI where it is created",
  },
};

test.each(Object.entries(WARNINGS))("warns with the text of %s", (_name, { run, warning }) => {
  const stack = newStack();
  run(stack);
  expect(annotationsIn(stack)).toEqual([warning]);
});

test.each(Object.entries(FOR_TERRAFORM))("the text of %s is one as well", (_name, text) => {
  expectSentence(text);
});

test("every factory of errors has a row here", () => {
  const others = ["error", "shown", ...Object.keys(FOR_TERRAFORM)];
  expect([...others, ...Object.keys(ROWS), ...Object.keys(WARNINGS)].sort()).toEqual(Object.keys(errors).sort());
});

test.each(Object.entries(ROWS))("fails with the text of %s", (name, { run, place, text }) => {
  const message = messageOf(() => run(newStack()));
  if (message.startsWith("Validation failed")) {
    expect(message).toContain(`[${place}] ${text}\n`);
    // The id of a rule comes first.
    expectSentence(text.replace(/^A-\d\d [a-z-]+: /, ""));
  } else {
    expect(message).toBe(`${place}: ${text}`);
    expectErrorText(message, { place });
  }
  expect(name in errors).toBe(true);
});

/** The errors that a construct words itself, in the order of the files. */
const WORDED: readonly (Row & { readonly file: string })[] = [
  {
    file: "core/secret-value.ts",
    run: (stack) => SecretValue.fromVariable(new TerraformVariable(stack, "Secret", {})),
    place: "Stack/Secret",
    text: "the variable of a secret is not sensitive; expected sensitive: true, because Terraform prints the values of other variables: set it on the variable",
  },
  {
    file: "core/secret-value.ts",
    run: (stack) =>
      SecretValue.fromVariable(new TerraformVariable(stack, "Secret", { sensitive: true, default: "planted-literal" })),
    place: "Stack/Secret",
    text: "the variable of a secret has a default; expected none, because a default is written to the configuration: set the value with TF_VAR_<name> in CI",
  },
  {
    file: "core/secret-value.ts",
    run: (stack) => SecretValue._fromTerraform(() => "planted-literal", 1)._expression(stack),
    place: "Stack",
    text: "a secret is a literal; expected a Terraform expression: take it from a variable, with SecretValue.fromVariable",
  },
  {
    file: "core/terraform-text.ts",
    run: (stack) => {
      const target = api(stack);
      const failedValidationErrorMessage = Lazy.stringValue({ produce: () => "<planted>" });
      const callers = Callers.users("read");
      new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers, failedValidationErrorMessage });
      ApimPolicy.of(target).render();
    },
    place: "Stack/Api/Policy",
    text: 'a value that is resolved at synth puts markup, quotes, line breaks, braces or "@(" into policy text, or is not text; expected plain text: pass the text itself instead of a lazy value, so that it can be escaped',
  },
];

test("every error that a construct words itself has a row here", () => {
  const root = join(__dirname, "../src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.replace(/\\/g, "/"))
    .filter((file) => /^(?:oauth|core|entra|apim|keyvault)\/.*\.ts$/.test(file) && !FACTORIES.includes(file));
  const found = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return [...source.matchAll(/(?:throw|return) error\(/g)].map(() => file);
  });
  expect(found.sort()).toEqual(WORDED.map(({ file }) => file).sort());
});

test.each(WORDED)("fails in $file with the text: $text", ({ run, place, text }) => {
  const message = messageOf(() => run(newStack()));
  expect(message).toBe(`${place}: ${text}`);
  expectErrorText(message, { place });
  expect(message).not.toContain("planted");
});

test("a text names the class where the construct has no path", () => {
  const app = newApp();
  expect(errors.error(app, "a text").message).toBe("App: a text");
  expect(errors.error(newStack(), "a text").message).toBe("Stack: a text");
});

test("a long value is cut, and one without a near name gets another next step", () => {
  const long = "x".repeat(500);
  const message = errors.unknownValue("Place", "scope", long, "Orders API", [], "scopes").message;
  expectErrorText(message, { place: "Place", value: `"${"x".repeat(117)}..."` });
  expect(message).toContain("expected one that is there, and there is none: add it to scopes, or change the name");
});

test("a value cannot bring line breaks or quotes into a text", () => {
  const message = errors.invalidValue("Place", "option", 'a"\n\u0007b', "c", "d").message;
  expect(message).toBe('Place: option is "a\\"\\n\\u0007b"; expected c: d');
});
