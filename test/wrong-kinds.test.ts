import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import { ApiManagement as RawService } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { join } from "node:path";
import { TerraformResource, type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  ApimCertificate,
  ApimPkcs12Certificate,
  ApimTag,
  ApimIdentity,
  ApimPolicy,
  ApimSubscription,
  ApimSku,
  ApimVirtualNetwork,
  ApiOperation,
  ApiSchema,
  ApiRevision,
  ApiSchemaContent,
  ApiType,
  ApiVersionSet,
  ApplicationTokens,
  AppRegistration,
  AppRole,
  Assignee,
  Authority,
  AzureCloud,
  Backend,
  BackendAddress,
  BackendCredential,
  BackendPool,
  CaCertificate,
  Callers,
  GroupMembershipClaim,
  FederatedCredential,
  type IWorkspace,
  CustomDomain,
  type CustomDomainOptions,
  type Pkcs12DomainOptions,
  BackendToken,
  CallerLimit,
  ClientAuthentication,
  CorsPolicy,
  ErrorPolicy,
  ForwardPolicy,
  AzapiProvider,
  JwtPolicy,
  KeyVault,
  KeyVaultAccess,
  KeyVaultSecret,
  KeyVaultSecretRef,
  MicrosoftApi,
  ManagedIdentity,
  NamedValue,
  NamedValueSource,
  McpServer,
  OAuthGrant,
  OAuthProtectedApi,
  OptionalClaim,
  OptionalClaimProperty,
  OpenApiDocument,
  DeveloperPortalB2cSignIn,
  DeveloperPortalSignIn,
  OpenIdConnectProvider,
  PermissionScope,
  PolicyFragment,
  PolicyTarget,
  type PolicyTargetProps,
  Principal,
  PublicCertificate,
  Product,
  ProtectedResourceMetadata,
  RawPolicy,
  RedirectPlatform,
  ResourceServer,
  ResponseCachePolicy,
  SecretValue,
  SignInAudience,
  SubscriptionScope,
  SubscriptionState,
  SecurityHeadersPolicy,
  TokenClaim,
  TokenValidation,
  TokenVersion,
  Workspace,
  WorkspaceApiVersionSet,
  WorkspaceCertificate,
  WorkspaceCertificateSource,
  WorkspacePolicyFragment,
  VersioningScheme,
  WeakTls,
  ClientAuthenticationMethod,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyScope, SetMethod } from "cdktf-apim-oauth/policy";
import { CERTIFICATE } from "./support/certificates";
import { messageOf } from "./support/error-text";
import { OIDC } from "./support/issuers";
import { type Callable, type Probe, publicCallables, type Slot } from "./support/public-api";
import { guid, importedApi, newClient, newOrders, newService, newStack, newVault, TENANT } from "./support/synth";

interface WrongKind extends Probe {
  readonly make: (stack: TerraformStack) => unknown;
  /** How a message shows the value. */
  readonly shown: RegExp;
}

/** What a program without a type check can give anywhere. */
const PROBES: readonly WrongKind[] = [
  { type: "undefined", make: () => undefined, shown: /undefined/ },
  { type: "null", make: () => null, shown: /null/ },
  { type: "5", make: () => 5, shown: /the number 5/ },
  { type: '"text"', make: () => "text", shown: /the string "text"|a string/ },
  { type: "{}", make: () => ({}), shown: /an object|undefined/ },
  { type: "never[]", make: () => [], shown: /a list/ },
  { type: "string[]", make: () => ["r"], shown: /a list|the string "r"/ },
  { type: "Promise<string>", make: () => Promise.resolve("text"), shown: /a Promise|an object/ },
  {
    type: "IResolvable",
    from: "cdktf",
    make: (stack) => new TerraformVariable(stack, "Variable", {}).value as unknown,
    shown: /a value that only Terraform knows|an object/,
  },
  {
    type: "ApplicationRegistration",
    from: "@cdktf/provider-azuread/lib/application-registration",
    make: (stack) => new ApplicationRegistration(stack, "RawApplication", { displayName: "raw" }),
    shown: /an ApplicationRegistration \(Stack\/RawApplication\)|an object|undefined|signInAudience is the string/,
  },
  {
    type: "ApiManagement",
    from: "@cdktf/provider-azurerm/lib/api-management",
    make: (stack) =>
      new RawService(stack, "RawService", {
        name: "raw",
        resourceGroupName: "rg",
        location: "westeurope",
        publisherName: "raw",
        publisherEmail: "raw@contoso.com",
        skuName: "Consumption_0",
      }),
    shown: /an ApiManagement \(Stack\/RawService\)|an object|undefined/,
  },
  {
    type: "ApiManagementApi",
    from: "@cdktf/provider-azurerm/lib/api-management-api",
    make: (stack) =>
      new ApiManagementApi(stack, "RawApi", {
        name: "raw",
        apiManagementName: "apim",
        resourceGroupName: "rg",
        revision: "1",
      }),
    shown: /an ApiManagementApi \(Stack\/RawApi\)|an object|undefined/,
  },
  {
    type: "Api",
    from: "./apim/api/api",
    make: (stack) => new Api(stack, "Other", { apim: newService(stack, "OtherService"), path: "other" }),
    shown: /an Api \(Stack\/Other\)|an object|undefined/,
  },
  {
    type: "AppRegistration",
    from: "./entra/app-registration",
    make: (stack) => newOrders(stack, "Another"),
    shown: /an AppRegistration \(Stack\/Another\)|a PermissionScope|an object|undefined/,
  },
];

/** A call that succeeds: on what, and with which arguments. */
interface Call {
  readonly run: (...args: never[]) => unknown;
  readonly args: readonly unknown[];
}

const THUMBPRINT = "0123456789ABCDEF0123456789ABCDEF01234567";
const NAMES = { name: "contoso", resourceGroupName: "rg" };
const SERVICE_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso";
const IDENTITY_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/job";
const VAULT_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-contoso";

function make(type: unknown, ...args: readonly unknown[]): Call {
  const Type = type as new (...given: never[]) => unknown;
  return { run: (...given) => new Type(...given), args };
}

function call<T extends object>(owner: T, method: keyof T & string, ...args: readonly unknown[]): Call {
  return { run: (...given) => (owner[method] as (...all: never[]) => unknown)(...given), args };
}

function api(stack: TerraformStack, id = "Api"): Api {
  return new Api(stack, id, { apim: newService(stack, `${id}Service`), path: id.toLowerCase() });
}

function jwt(stack: TerraformStack): JwtPolicy {
  return new JwtPolicy(stack, "Jwt", {
    target: api(stack),
    resource: importedApi(stack),
    callers: Callers.users("read"),
  });
}

function product(stack: TerraformStack): Product {
  return new Product(stack, "Gold", { apim: newService(stack, "ProductService"), productId: "gold" });
}

function workspace(stack: TerraformStack): IWorkspace {
  return Workspace.fromName(stack, "Team", { apim: newService(stack), name: "team" });
}

function secret(stack: TerraformStack): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, "Secret", { sensitive: true }));
}

class OwnGrant extends OAuthGrant {
  public constructor(grantType: string, scopes: string[]) {
    super(grantType, scopes);
  }

  public bind(): never {
    throw new Error("not bound");
  }
}

class OwnTarget extends PolicyTarget {
  public constructor(props: PolicyTargetProps) {
    super(props);
  }

  public createPolicy(): never {
    throw new Error("not created");
  }
}

const OF_JOB = { issuer: "https://id.contoso.com", subject: "job" };
const CERTIFICATE_IN_BASE64 = CERTIFICATE.replace(/-----.*-----|\s/g, "");
const ROLE_OPTIONS = { displayName: "Reads", description: "Reads.", id: guid(1), inNoToken: true };
const CLAIM_OPTIONS = {
  displayName: "Orders",
  scopes: ["read"],
  roles: ["write"],
  rolesClaim: TokenClaim.list("roles"),
};
const ENTRA_TENANT = {
  displayName: "Orders",
  scopes: ["read"],
  roles: ["write"],
  tenantName: "contoso",
  tenantId: TENANT,
};

const EXISTING_OPTIONS = {
  servicePrincipal: { assignmentRequired: true },
  tokenVersion: TokenVersion.V2,
  signInAudience: SignInAudience.multipleTenants([guid(1)]),
  authority: Authority.publicCloud(TENANT),
  identifierUri: "api://orders",
  scopes: [PermissionScope.of("read")],
  roles: [AppRole.forUsers("write")],
};

const ACCEPTED = [{ rule: "open-operation", reason: "a private network" }];

const ORDERS = '{ "openapi": "3.0.0", "paths": { "/": { "get": { "operationId": "get" } } } }';
const ABOUT_API = {
  contact: {},
  license: {},
  termsOfServiceUrl: "https://contoso.com/terms",
  version: "v1",
  versionDescription: "New.",
  revisionDescription: "New.",
  subscriptionKeyNames: { header: "X-Key", query: "key" },
  allowUnencryptedCalls: false,
};

function versionSet(stack: TerraformStack): ApiVersionSet {
  return new ApiVersionSet(stack, "Set", {
    apim: newService(stack, "SetService"),
    scheme: VersioningScheme.query("v"),
  });
}

const DESCRIBED = { description: "Gets.", templateParameters: [], request: {}, responses: [] };

/** Each callable of the API, with every prop given. */
function tag(stack: TerraformStack): ApimTag {
  return new ApimTag(stack, "Tag", { apim: newService(stack, "TagService"), name: "internal" });
}

const CALLS: Readonly<Record<string, (stack: TerraformStack) => Call>> = {
  Api: (stack) =>
    make(Api, stack, "Api", {
      apim: newService(stack),
      path: "orders",
      name: "orders",
      displayName: "Orders",
      description: "Orders.",
      serviceUrl: "https://orders.contoso.com",
      subscriptionRequired: false,
      authServer: ApimAuthServer.fromName(stack, "Server", "server"),
      revision: "1",
      suppressions: ACCEPTED,
      ...ABOUT_API,
      authScope: "openid",
      openIdProvider: undefined,
      backend: undefined,
      openApi: OpenApiDocument.fromText(ORDERS),
      callers: {},
      apiType: undefined,
      versionSet: versionSet(stack),
      sourceApi: Api.fromName(stack, "Source", { apim: newService(stack, "SourceService"), name: "source" }),
    }),
  "Api#operation": (stack) =>
    call(
      new Api(stack, "Api", { apim: newService(stack), path: "orders", openApi: OpenApiDocument.fromText(ORDERS) }),
      "operation",
      "get",
    ),
  ApiRevision: (stack) => {
    const revised = api(stack);
    return make(ApiRevision, stack, "Next", {
      api: revised,
      revision: "3",
      description: "Faster.",
      source: new ApiRevision(stack, "Source", { api: revised, revision: "2" }),
      serviceUrl: "https://orders-v2.contoso.com",
      subscriptionRequired: false,
      isCurrent: true,
      releaseNotes: "Faster.",
    });
  },
  ApiVersionSet: (stack) =>
    make(ApiVersionSet, stack, "Set", {
      apim: newService(stack),
      scheme: VersioningScheme.pathSegment(),
      name: "orders",
      displayName: "Orders",
      description: "Orders.",
    }),
  "ApiVersionSet.fromName": (stack) =>
    call(ApiVersionSet, "fromName", stack, "Set", {
      apim: newService(stack),
      name: "orders",
      scheme: VersioningScheme.pathSegment(),
    }),
  "VersioningScheme.pathSegment": () => call(VersioningScheme, "pathSegment"),
  "VersioningScheme.header": () => call(VersioningScheme, "header", "Api-Version"),
  "VersioningScheme.query": () => call(VersioningScheme, "query", "api-version"),
  "ApiType.graphQl": () => call(ApiType, "graphQl", "type Query { a: Int }"),
  "ApiType.webSocket": () => call(ApiType, "webSocket"),
  "ApiType.soap": () => call(ApiType, "soap", "<wsdl/>", { serviceName: "Orders", endpointName: "Soap" }),
  "ApiType.soapWithoutDocument": () => call(ApiType, "soapWithoutDocument"),
  "ApiType.importedByAzure": () =>
    call(ApiType, "importedByAzure", "wsdl", "<wsdl/>", { serviceName: "Orders", endpointName: "Soap" }),
  "OpenApiDocument.fromFile": () => call(OpenApiDocument, "fromFile", join(__dirname, "apim/api/openapi/orders.yaml")),
  "OpenApiDocument.fromText": () => call(OpenApiDocument, "fromText", ORDERS),
  Backend: (stack) =>
    make(Backend, stack, "Backend", {
      apim: newService(stack),
      name: "orders",
      address: BackendAddress.https("https://orders.contoso.com"),
      credentials: [BackendCredential.functionKey(namedValue(stack))],
      keepsCallerToken: false,
      timeoutSeconds: 20,
      retry: { count: 1 },
      circuitBreaker: { failures: 1, intervalSeconds: 1, tripSeconds: 1 },
      proxy: { url: "https://proxy.contoso.com", username: "apim" },
      skipCertificateChainValidation: false,
      skipCertificateNameValidation: false,
      soap: false,
      title: "Orders",
      description: "Orders.",
    }),
  BackendPool: (stack) => {
    const backend = Backend.fromName(stack, "Backend", { apim: newService(stack), name: "orders" });
    const members = [{ backend, priority: 1, weight: 1 }];
    return make(BackendPool, stack, "Pool", { name: "pool", members, description: "Orders." });
  },
  "Backend.fromName": (stack) =>
    call(Backend, "fromName", stack, "Backend", { apim: newService(stack), name: "orders" }),
  "BackendPool#useIn": (stack) => {
    const target = api(stack);
    const backend = Backend.fromName(stack, "Backend", { apim: target.apim, name: "orders" });
    return call(new BackendPool(stack, "Pool", { name: "pool", members: [{ backend }] }), "useIn", target);
  },
  "Backend#useIn": (stack) => {
    const target = api(stack);
    const address = BackendAddress.https("https://orders.contoso.com");
    return call(new Backend(stack, "Backend", { apim: target.apim, name: "orders", address }), "useIn", target);
  },
  "BackendAddress.https": () => call(BackendAddress, "https", "https://orders.contoso.com"),
  "BackendAddress.unencrypted": () => call(BackendAddress, "unencrypted", "http://orders.contoso.com"),
  "BackendAddress.functionApp": () => call(BackendAddress, "functionApp", APP),
  "BackendAddress.appService": () => call(BackendAddress, "appService", APP),
  "BackendAddress.containerApp": () =>
    call(BackendAddress, "containerApp", { ...APP, resourceId: `${GROUP}/Microsoft.App/containerApps/orders` }),
  "BackendAddress.logicApp": () =>
    call(BackendAddress, "logicApp", { ...APP, resourceId: `${GROUP}/Microsoft.Logic/workflows/orders` }),
  "BackendAddress.serviceFabric": (stack) =>
    call(BackendAddress, "serviceFabric", {
      serviceName: "fabric:/shop/orders",
      managementEndpoints: ["https://cluster.contoso.com:19080"],
      clientCertificate: ApimCertificate.fromName(stack, "Cluster", { apim: newService(stack), name: "cluster" }),
      serverThumbprints: [],
      serverX509Names: [{ name: "cluster.contoso.com", issuerThumbprint: "a".repeat(40) }],
      maxPartitionResolutionRetries: 3,
    }),
  "BackendCredential.managedIdentity": (stack) =>
    call(BackendCredential, "managedIdentity", {
      resource: newOrders(stack),
      identity: ApimIdentity.systemAssigned(),
      grant: newVault(stack),
    }),
  "BackendCredential.functionKey": (stack) => call(BackendCredential, "functionKey", namedValue(stack)),
  "BackendCredential.header": (stack) => call(BackendCredential, "header", "x-key", namedValue(stack)),
  "BackendCredential.queryParameter": (stack) => call(BackendCredential, "queryParameter", "key", namedValue(stack)),
  "BackendCredential.authorization": (stack) => call(BackendCredential, "authorization", "Basic", namedValue(stack)),
  "BackendCredential.certificate": () => call(BackendCredential, "certificate", "a".repeat(40)),
  "Api.fromName": (stack) =>
    call(Api, "fromName", stack, "Api", { apim: newService(stack), name: "orders", suppressions: ACCEPTED }),
  "Api#addOperation": (stack) =>
    call(api(stack), "addOperation", "get", {
      method: "GET",
      urlTemplate: "/",
      operationId: "get",
      displayName: "Get",
      ...DESCRIBED,
      callers: Callers.anonymous(),
      suppressions: ACCEPTED,
    }),
  "ApiOperation.fromId": (stack) =>
    call(ApiOperation, "fromId", stack, "Get", { api: api(stack), operationId: "get", callers: Callers.anonymous() }),
  ApiOperation: (stack) =>
    make(ApiOperation, stack, "Get", {
      api: api(stack),
      method: "GET",
      urlTemplate: "/",
      operationId: "get",
      displayName: "Get",
      ...DESCRIBED,
      callers: Callers.anonymous(),
      suppressions: ACCEPTED,
    }),
  ApiSchema: (stack) =>
    make(ApiSchema, stack, "Schema", {
      api: api(stack),
      content: ApiSchemaContent.openApiComponents('{ "schemas": {} }'),
      schemaId: "orders",
    }),
  "ApiSchema.fromId": (stack) => call(ApiSchema, "fromId", stack, "Schema", "orders"),
  "ApiSchemaContent.openApiComponents": () => call(ApiSchemaContent, "openApiComponents", "{}"),
  "ApiSchemaContent.swaggerDefinitions": () => call(ApiSchemaContent, "swaggerDefinitions", "{}"),
  "ApiSchemaContent.graphQl": () => call(ApiSchemaContent, "graphQl", "type Query { a: Int }"),
  "ApiSchemaContent.xml": () => call(ApiSchemaContent, "xml", "<schema/>"),
  ApimAuthServer: (stack) =>
    make(ApimAuthServer, stack, "Server", {
      apim: newService(stack),
      name: "server",
      resource: importedApi(stack),
      client: newClient(stack),
      clientSecret: secret(stack),
      grant: OAuthGrant.authorizationCode("read"),
      clientAuthentication: [ClientAuthenticationMethod.BODY],
      acceptsPost: true,
      allowTokenInUrl: true,
      displayName: "Server",
      description: "Server.",
      clientRegistrationEndpoint: "https://localhost",
    }),
  ApimSubscription: (stack) =>
    make(ApimSubscription, stack, "Shop", {
      subscriptionScope: SubscriptionScope.allApis(newService(stack)),
      displayName: "Shop",
      subscriptionId: "shop",
      userId: "jane",
      state: SubscriptionState.ACTIVE,
      allowTracing: false,
      primaryKey: secret(stack),
      secondaryKey: SecretValue.fromVariable(new TerraformVariable(stack, "Second", { sensitive: true })),
    }),
  "ApimSubscription.fromId": (stack) =>
    call(ApimSubscription, "fromId", stack, "Shop", { apim: newService(stack), subscriptionId: "shop" }),
  Product: (stack) =>
    make(Product, stack, "Gold", {
      apim: newService(stack, "ProductService"),
      productId: "gold",
      displayName: "Gold",
      description: "Gold.",
      terms: "Be nice.",
      published: true,
      subscriptionRequired: true,
      approvalRequired: true,
      subscriptionsLimit: 1,
      apis: [Api.fromName(stack, "Member", { apim: newService(stack), name: "orders" })],
      groups: ["developers"],
    }),
  "Product.fromId": (stack) => call(Product, "fromId", stack, "Gold", { apim: newService(stack), productId: "gold" }),
  ApimTag: (stack) =>
    make(ApimTag, stack, "Tag", { apim: newService(stack), name: "internal", displayName: "Internal" }),
  "ApimTag.fromName": (stack) =>
    call(ApimTag, "fromName", stack, "Tag", { apim: newService(stack), name: "internal", displayName: "Internal" }),
  "ApimTag#addToApi": (stack) =>
    call(tag(stack), "addToApi", Api.fromName(stack, "Tagged", { apim: newService(stack), name: "orders" }), {
      description: "For us.",
      documentationUrl: "https://contoso.com",
      documentationDescription: "Our page.",
    }),
  "ApimTag#addToOperation": (stack) => {
    const tagged = Api.fromName(stack, "Tagged", { apim: newService(stack), name: "orders" });
    return call(tag(stack), "addToOperation", ApiOperation.fromId(stack, "Get", { api: tagged, operationId: "get" }));
  },
  "ApimTag#addToProduct": (stack) => call(tag(stack), "addToProduct", product(stack)),
  WorkspaceApiVersionSet: (stack) =>
    make(WorkspaceApiVersionSet, stack, "Versions", {
      workspace: Workspace.fromName(stack, "Team", { apim: newService(stack), name: "team" }),
      scheme: VersioningScheme.pathSegment(),
      name: "orders",
      displayName: "Orders",
      description: "Orders.",
    }),
  "Product#addApi": (stack) =>
    call(product(stack), "addApi", Api.fromName(stack, "Member", { apim: newService(stack), name: "orders" })),
  "Product#addGroup": (stack) => call(product(stack), "addGroup", "developers"),
  "SubscriptionScope.product": (stack) => call(SubscriptionScope, "product", product(stack)),
  "SubscriptionScope.api": (stack) => call(SubscriptionScope, "api", api(stack)),
  "SubscriptionScope.allApis": (stack) => call(SubscriptionScope, "allApis", newService(stack)),
  Workspace: (stack) =>
    make(Workspace, stack, "Team", {
      apim: newService(stack),
      name: "team",
      displayName: "Team",
      description: "Team.",
    }),
  "Workspace.fromName": (stack) =>
    call(Workspace, "fromName", stack, "Team", { apim: newService(stack), name: "team" }),
  WorkspacePolicyFragment: (stack) =>
    make(WorkspacePolicyFragment, stack, "Fragment", {
      workspace: workspace(stack),
      name: "trace",
      document: PolicyDocument.fragment([]),
      description: "Traces.",
    }),
  "WorkspacePolicyFragment.fromName": (stack) =>
    call(WorkspacePolicyFragment, "fromName", stack, "Fragment", { workspace: workspace(stack), name: "trace" }),
  "WorkspacePolicyFragment#include": (stack) => {
    const given = { workspace: workspace(stack), name: "trace", document: PolicyDocument.fragment([]) };
    return call(new WorkspacePolicyFragment(stack, "Fragment", given), "include");
  },
  WorkspaceCertificate: (stack) =>
    make(WorkspaceCertificate, stack, "Certificate", {
      workspace: workspace(stack),
      name: "backend",
      source: WorkspaceCertificateSource.pkcs12(secret(stack)),
    }),
  "WorkspaceCertificateSource.keyVault": (stack) =>
    call(WorkspaceCertificateSource, "keyVault", {
      vault: newVault(stack),
      certificateName: "backend",
      identity: ApimIdentity.systemAssigned(),
      access: KeyVaultAccess.EXISTING,
    }),
  "WorkspaceCertificateSource.pkcs12": (stack) =>
    call(
      WorkspaceCertificateSource,
      "pkcs12",
      secret(stack),
      SecretValue.fromVariable(new TerraformVariable(stack, "Password", { sensitive: true })),
    ),
  "ApimAuthServer.fromName": (stack) => call(ApimAuthServer, "fromName", stack, "Server", "server"),
  OpenIdConnectProvider: (stack) =>
    make(OpenIdConnectProvider, stack, "SignIn", {
      apim: newService(stack),
      name: "sign-in",
      resource: importedApi(stack),
      client: newClient(stack),
      clientSecret: secret(stack),
      displayName: "Sign-in",
      description: "Sign-in.",
      allowTokenInUrl: false,
    }),
  DeveloperPortalSignIn: (stack) =>
    make(DeveloperPortalSignIn, stack, "PortalSignIn", {
      apim: newService(stack),
      client: newClient(stack),
      clientSecret: secret(stack),
    }),
  DeveloperPortalB2cSignIn: (stack) =>
    make(DeveloperPortalB2cSignIn, stack, "PortalSignIn", {
      apim: newService(stack),
      tenantName: "contoso",
      domain: "login.contoso.com",
      client: newClient(stack),
      clientSecret: secret(stack),
      signInFlow: "B2C_1_signin",
      signUpFlow: "B2C_1_signup",
      profileEditingFlow: "B2C_1_profile",
      passwordResetFlow: "B2C_1_reset",
    }),
  "OpenIdConnectProvider.fromName": (stack) => call(OpenIdConnectProvider, "fromName", stack, "SignIn", "sign-in"),
  McpServer: (stack) => {
    const orders = api(stack);
    const operation = orders.addOperation("get", { method: "GET", urlTemplate: "/" });
    return make(McpServer, stack, "Mcp", {
      apim: orders.apim,
      path: "mcp",
      tools: [{ operation, description: "Reads", name: "get", callers: Callers.users("read") }],
      resource: importedApi(stack),
      callers: Callers.users("read"),
      hostName: "api.contoso.com",
      allowedClients: [{ clientId: guid(2), displayName: "Agent" }],
      name: "mcp",
      displayName: "MCP",
      description: "MCP.",
    });
  },
  "McpServer.urlOf": () => call(McpServer, "urlOf", "api.contoso.com", "mcp"),
  "Callers.applications": () => call(Callers, "applications", "Orders.Read"),
  "Callers.users": () => call(Callers, "users", "read"),
  "Callers#withRole": () => call(Callers.users("read"), "withRole", "Admin"),
  "Callers.anonymous": () => call(Callers, "anonymous"),
  "Callers.anyOf": () => call(Callers, "anyOf", Callers.users("read")),
  JwtPolicy: (stack) =>
    make(JwtPolicy, stack, "Jwt", {
      target: api(stack),
      resource: importedApi(stack),
      callers: Callers.users("read"),
      allowedClients: [{ clientId: guid(2), displayName: "Shop" }],
      headerName: "Authorization",
      failedValidationHttpcode: 401,
      failedValidationErrorMessage: "Unauthorized",
      clockSkewSeconds: 0,
      realm: "orders",
      alsoAccepts: [{ resource: ResourceServer.oidc(OIDC), callers: Callers.users("read") }],
      validation: TokenValidation.JWT,
      claimsToHeaders: { "x-user-id": "oid" },
      limits: [CallerLimit.rate({ calls: 1, renewalPeriodSeconds: 1 })],
      backendToken: BackendToken.strip(),
    }),
  "BackendToken.forward": () => call(BackendToken, "forward"),
  "BackendToken.strip": () => call(BackendToken, "strip"),
  "BackendToken.managedIdentity": (stack) =>
    call(BackendToken, "managedIdentity", importedApi(stack), ApimIdentity.systemAssigned()),
  "BackendToken.managedIdentityFor": () =>
    call(BackendToken, "managedIdentityFor", "https://storage.azure.com", ApimIdentity.systemAssigned()),
  "BackendToken.onBehalfOf": (stack) =>
    call(BackendToken, "onBehalfOf", {
      backend: importedApi(stack),
      authentication: ClientAuthentication.managedIdentity(
        ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") }),
      ),
      scopes: ["read"],
    }),
  "CallerLimit.rate": () => call(CallerLimit, "rate", { calls: 1, renewalPeriodSeconds: 1 }),
  "CallerLimit.quota": () => call(CallerLimit, "quota", { calls: 1, bandwidthKilobytes: 1, renewalPeriodSeconds: 300 }),
  "ClientAuthentication.managedIdentity": () =>
    call(
      ClientAuthentication,
      "managedIdentity",
      ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") }),
    ),
  "ClientAuthentication.certificate": (stack) =>
    call(
      ClientAuthentication,
      "certificate",
      ApimCertificate.fromName(stack, "Signing", { apim: newService(stack), name: "client", thumbprint: THUMBPRINT }),
    ),
  "ClientAuthentication.secret": (stack) =>
    call(
      ClientAuthentication,
      "secret",
      NamedValue.fromName(stack, "Secret", { apim: newService(stack), displayName: "secret" }),
    ),
  CorsPolicy: (stack) =>
    make(CorsPolicy, stack, "Cors", {
      target: api(stack),
      allowedOrigins: ["https://app.contoso.com"],
      allowDeveloperPortal: true,
      allowedMethods: ["GET"],
      allowedHeaders: ["x-trace"],
      exposeHeaders: ["x-page"],
      allowCredentials: false,
      maxAgeSeconds: 60,
    }),
  ErrorPolicy: (stack) =>
    make(ErrorPolicy, stack, "Errors", { target: api(stack), correlationHeaderName: "x-id", keepsBackendErrors: true }),
  ForwardPolicy: (stack) =>
    make(ForwardPolicy, stack, "Forward", {
      target: api(stack),
      timeoutSeconds: 30,
      retries: 1,
      retryIntervalSeconds: 1,
    }),
  SecurityHeadersPolicy: (stack) =>
    make(SecurityHeadersPolicy, stack, "Headers", { target: api(stack), hstsMaxAgeSeconds: 60 }),
  ResponseCachePolicy: (stack) =>
    make(ResponseCachePolicy, stack, "Cache", {
      policy: jwt(stack),
      durationSeconds: 60,
      target: api(stack, "Cached"),
    }),
  ProtectedResourceMetadata: (stack) =>
    make(ProtectedResourceMetadata, stack, "Metadata", {
      apim: newService(stack),
      gatewayUrl: "https://apim-contoso.azure-api.net",
    }),
  "ProtectedResourceMetadata.fromService": (stack) =>
    call(ProtectedResourceMetadata, "fromService", stack, "Metadata", {
      apim: newService(stack),
      gatewayUrl: "https://apim-contoso.azure-api.net",
    }),
  "ProtectedResourceMetadata#describe": (stack) =>
    call(
      new ProtectedResourceMetadata(stack, "Metadata", { apim: newService(stack, "MetadataService") }),
      "describe",
      jwt(stack),
      {
        resourceUrl: "https://apim-contoso.azure-api.net/orders",
        authorizationServers: ["https://login.contoso.com"],
      },
    ),
  OAuthGrant: () => make(OwnGrant, "device", ["read"]),
  "OAuthGrant.clientCredentials": () => call(OAuthGrant, "clientCredentials"),
  "OAuthGrant.authorizationCodeWithPkce": () => call(OAuthGrant, "authorizationCodeWithPkce", "read"),
  "OAuthGrant.insecureImplicit": () => call(OAuthGrant, "insecureImplicit", "read"),
  "OAuthGrant.insecureResourceOwnerPassword": (stack) =>
    call(OAuthGrant, "insecureResourceOwnerPassword", {
      scopes: ["read"],
      resourceOwner: { username: "test", password: secret(stack) },
    }),
  AzapiProvider: (stack) =>
    make(AzapiProvider, stack, "azapi", {
      alias: "other",
      cloud: AzureCloud.PUBLIC,
      subscriptionId: guid(1),
      tenantId: guid(2),
    }),
  "OAuthGrant.authorizationCode": () => call(OAuthGrant, "authorizationCode", "read"),
  "OAuthGrant#bind": (stack) =>
    call(OAuthGrant.authorizationCode("read"), "bind", {
      resource: importedApi(stack),
      serverName: "server",
      developerPortalUrl: "https://portal.contoso.com",
    }),
  "ApimPolicy.of": (stack) => call(ApimPolicy, "of", api(stack)),
  "ApimPolicy#addInbound": (stack) => statements(stack, "addInbound"),
  "ApimPolicy#addBackend": (stack) => statements(stack, "addBackend"),
  "ApimPolicy#addOutbound": (stack) => statements(stack, "addOutbound"),
  "ApimPolicy#addOnError": (stack) => statements(stack, "addOnError"),
  "ApimPolicy#suppress": (stack) => call(ApimPolicy.of(api(stack)), "suppress", "P-10", "needed"),
  "ApimPolicy#render": (stack) => call(ApimPolicy.of(api(stack)), "render"),
  PolicyFragment: (stack) =>
    make(PolicyFragment, stack, "Fragment", {
      apim: newService(stack),
      name: "trace",
      document: PolicyDocument.fragment([]),
      description: "Traces.",
    }),
  "PolicyFragment.fromName": (stack) =>
    call(PolicyFragment, "fromName", stack, "Fragment", { apim: newService(stack), name: "trace" }),
  "PolicyFragment#include": (stack) =>
    call(PolicyFragment.fromName(stack, "Fragment", { apim: newService(stack), name: "trace" }), "include"),
  RawPolicy: (stack) => make(RawPolicy, stack, "Raw", { target: api(stack), document: PolicyDocument.of() }),
  PolicyTarget: () =>
    make(OwnTarget, {
      label: "API orders",
      scope: PolicyScope.API,
      serviceKey: ["contoso"],
      names: ["orders"],
      isOutermost: false,
    }),
  ApiManagement: (stack) =>
    make(ApiManagement, stack, "New", {
      ...NAMES,
      location: "westeurope",
      publisherName: "Contoso",
      publisherEmail: "apis@contoso.com",
      sku: ApimSku.premium(),
      cloud: AzureCloud.PUBLIC,
      systemAssignedIdentity: true,
      userAssignedIdentities: [ATTACHED],
      customDomains: [CustomDomain.gateway(domain(stack))],
      virtualNetwork: ApimVirtualNetwork.internalMode(SUBNET),
      publicNetworkAccess: true,
      zones: ["1"],
      additionalLocations: [{ location: "northeurope", subnet: SUBNET }],
      gatewayDisabled: false,
      caCertificates: [CaCertificate.root(CA_CERTIFICATE)],
      clientCertificates: false,
      minApiVersion: "2021-08-01",
      http2: true,
      weakTls: [WeakTls.BACKEND_TLS11],
      anonymousPortalAccess: false,
      portalSignUp: { termsOfService: "Terms." },
      portalDelegation: { url: "https://contoso.com/portal", validationKey: secret(stack), subscriptions: true },
      directManagementApi: false,
      notificationSenderEmail: "apis@contoso.com",
      tags: { team: "orders" },
    }),
  "ApimSku.consumption": () => call(ApimSku, "consumption"),
  "ApimSku.developer": () => call(ApimSku, "developer"),
  "ApimSku.basic": () => call(ApimSku, "basic", 1),
  "ApimSku.basicV2": () => call(ApimSku, "basicV2", 1),
  "ApimSku.standard": () => call(ApimSku, "standard", 1),
  "ApimSku.standardV2": () => call(ApimSku, "standardV2", 1),
  "ApimSku.premium": () => call(ApimSku, "premium", 1),
  "ApimSku.premiumV2": () => call(ApimSku, "premiumV2", 1),
  "ApimVirtualNetwork.externalMode": () => call(ApimVirtualNetwork, "externalMode", SUBNET),
  "ApimVirtualNetwork.internalMode": () => call(ApimVirtualNetwork, "internalMode", SUBNET),
  "CaCertificate.root": () => call(CaCertificate, "root", CA_CERTIFICATE),
  "CaCertificate.intermediate": () => call(CaCertificate, "intermediate", CA_CERTIFICATE),
  "CustomDomain.gateway": (stack) => call(CustomDomain, "gateway", domain(stack)),
  "CustomDomain.developerPortal": (stack) => call(CustomDomain, "developerPortal", domain(stack)),
  "CustomDomain.management": (stack) => call(CustomDomain, "management", domain(stack)),
  "CustomDomain.gatewayWithPkcs12": (stack) => call(CustomDomain, "gatewayWithPkcs12", fileOfDomain(stack)),
  "CustomDomain.developerPortalWithPkcs12": (stack) =>
    call(CustomDomain, "developerPortalWithPkcs12", fileOfDomain(stack)),
  "CustomDomain.managementWithPkcs12": (stack) => call(CustomDomain, "managementWithPkcs12", fileOfDomain(stack)),
  "CustomDomain.legacyPortalWithPkcs12": (stack) => call(CustomDomain, "legacyPortalWithPkcs12", fileOfDomain(stack)),
  "CustomDomain.scmWithPkcs12": (stack) => call(CustomDomain, "scmWithPkcs12", fileOfDomain(stack)),
  "CustomDomain.legacyPortal": (stack) => call(CustomDomain, "legacyPortal", domain(stack)),
  "CustomDomain.scm": (stack) => call(CustomDomain, "scm", domain(stack)),
  "ApiManagement.fromName": (stack) =>
    call(ApiManagement, "fromName", stack, "Given", { ...NAMES, ...SERVICE_OPTIONS }),
  "ApiManagement.fromResourceId": (stack) =>
    call(ApiManagement, "fromResourceId", stack, "Given", SERVICE_ID, SERVICE_OPTIONS),
  "ApimIdentity.systemAssigned": () => call(ApimIdentity, "systemAssigned"),
  "ApimIdentity.userAssigned": () => call(ApimIdentity, "userAssigned", { clientId: guid(1), principalId: guid(2) }),
  "ApimIdentity#principalOf": (stack) => call(ApimIdentity.systemAssigned(), "principalOf", newService(stack)),
  ApimPkcs12Certificate: (stack) =>
    make(ApimPkcs12Certificate, stack, "Certificate", {
      apim: newService(stack),
      name: "client",
      data: SecretValue.fromVariable(new TerraformVariable(stack, "Pfx", { sensitive: true })),
      password: SecretValue.fromVariable(new TerraformVariable(stack, "PfxPassword", { sensitive: true })),
    }),
  ApimCertificate: (stack) => {
    const reader = {
      vault: newVault(stack),
      identity: ApimIdentity.systemAssigned(),
      access: KeyVaultAccess.ROLE_ASSIGNMENT,
      waitSeconds: 60,
    };
    const names = { certificateName: "client", name: "client" };
    return make(ApimCertificate, stack, "Certificate", { apim: newService(stack), ...names, ...reader });
  },
  "ApimCertificate.fromName": (stack) =>
    call(ApimCertificate, "fromName", stack, "Given", {
      apim: newService(stack),
      name: "client",
      thumbprint: THUMBPRINT,
    }),
  "ApimIdentity#grantRole": (stack) =>
    call(ApimIdentity.systemAssigned(), "grantRole", newService(stack), newOrders(stack), "Orders.Read"),
  KeyVaultSecretRef: (stack) =>
    make(KeyVaultSecretRef, stack, "Ref", { apim: newService(stack), namedValueName: "key", ...vaultSecret(stack) }),
  "KeyVaultSecretRef.fromName": (stack) =>
    call(KeyVaultSecretRef, "fromName", stack, "Given", { apim: newService(stack), displayName: "key" }),
  NamedValue: (stack) =>
    make(NamedValue, stack, "Value", {
      apim: newService(stack),
      name: "value",
      source: NamedValueSource.plain("plain"),
      displayName: "value",
      tags: ["tag"],
    }),
  "NamedValue.fromName": (stack) =>
    call(NamedValue, "fromName", stack, "Given", { apim: newService(stack), displayName: "value" }),
  OAuthProtectedApi: (stack) =>
    make(OAuthProtectedApi, stack, "Protected", {
      apim: newService(stack),
      path: "orders",
      displayName: "Orders",
      users: ["access_as_user"],
      applications: ["Orders.Read"],
      operations: { list: { method: "GET", urlTemplate: "/list" } },
      openApi: OpenApiDocument.fromText(ORDERS),
      callers: {},
      serviceUrl: undefined,
      backend: undefined,
      subscriptionRequired: false,
      assignmentRequired: false,
      tokenCheck: { clockSkewSeconds: 30 },
      name: "orders",
      testConsole: { secretEndDate: "2027-05-31T00:00:00Z", serverName: "orders" },
      authority: Authority.publicCloud(TENANT),
    }),
  "NamedValueSource.plain": () => call(NamedValueSource, "plain", "plain"),
  "NamedValueSource.secret": (stack) => call(NamedValueSource, "secret", secret(stack)),
  "NamedValueSource.keyVault": (stack) => call(NamedValueSource, "keyVault", vaultSecret(stack)),
  "Principal.fromObjectId": () => call(Principal, "fromObjectId", guid(1)),
  "SecretValue.fromVariable": (stack) =>
    call(SecretValue, "fromVariable", new TerraformVariable(stack, "Secret", { sensitive: true })),
  "SecretValue.fromAttribute": (stack) => {
    const resource = new TerraformResource(stack, "Storage", { terraformResourceType: "azurerm_storage_account" });
    return call(SecretValue, "fromAttribute", resource.getStringAttribute("primary_connection_string"));
  },
  "SecretValue#secretInState": (stack) => call(secret(stack), "secretInState", stack),
  "PublicCertificate.fromPem": () => call(PublicCertificate, "fromPem", CERTIFICATE),
  "PublicCertificate.fromBase64": () => call(PublicCertificate, "fromBase64", CERTIFICATE_IN_BASE64),
  "PublicCertificate.fromHex": () =>
    call(PublicCertificate, "fromHex", Buffer.from(CERTIFICATE_IN_BASE64, "base64").toString("hex")),
  "SecretValue#toString": (stack) => call(secret(stack), "toString"),
  AppRegistration: (stack) =>
    make(AppRegistration, stack, "Orders", {
      displayName: "Orders",
      description: "Orders.",
      authority: Authority.publicCloud(TENANT),
      tokenVersion: TokenVersion.V2,
      scopes: [PermissionScope.of("read")],
      roles: [AppRole.forUsers("write")],
      identifierUri: "api://orders",
      assignmentRequired: true,
      signInAudience: SignInAudience.singleTenant(),
      optionalClaims: { accessToken: [OptionalClaim.of("ipaddr")], idToken: [], saml2Token: [] },
      groupMembershipClaims: [GroupMembershipClaim.SECURITY_GROUP],
      fallbackPublicClient: true,
      insecureImplicitGrant: { accessTokens: true, idTokens: true },
      owners: [Principal.fromObjectId(guid(1))],
      servicePrincipal: { accountEnabled: true, tags: ["HideApp"], owners: [Principal.fromObjectId(guid(1))] },
      notes: "Notes.",
      serviceManagementReference: "CMDB-1",
      homepageUrl: "https://contoso.com/",
      logoutUrl: "https://contoso.com/signout",
      marketingUrl: "https://contoso.com/",
      privacyStatementUrl: "https://contoso.com/privacy",
      supportUrl: "https://contoso.com/support",
      termsOfServiceUrl: "https://contoso.com/terms",
    }),
  "AppRegistration.fromMicrosoftApi": (stack) =>
    call(AppRegistration, "fromMicrosoftApi", stack, "Graph", MicrosoftApi.GRAPH, {
      authority: Authority.publicCloud(TENANT),
      servicePrincipal: { assignmentRequired: false },
    }),
  "AppRegistration.fromManagedIdentity": (stack) =>
    call(AppRegistration, "fromManagedIdentity", stack, "Job", {
      principalId: guid(1),
      clientId: guid(2),
      displayName: "Job",
    }),
  "AppRegistration.fromClientId": (stack) =>
    call(AppRegistration, "fromClientId", stack, "Orders", {
      clientId: guid(1),
      displayName: "Orders",
      ...EXISTING_OPTIONS,
    }),
  "AppRegistration.fromObjectId": (stack) =>
    call(AppRegistration, "fromObjectId", stack, "Orders", guid(1), EXISTING_OPTIONS),
  "AppRegistration.fromIdentifierUri": (stack) =>
    call(AppRegistration, "fromIdentifierUri", stack, "Orders", "api://orders", {
      ...EXISTING_OPTIONS,
      identifierUri: undefined,
    }),
  "AppRegistration.fromDisplayName": (stack) =>
    call(AppRegistration, "fromDisplayName", stack, "Orders", "Orders", EXISTING_OPTIONS),
  "AppRegistration#assignRole": (stack) => {
    const orders = newOrders(stack);
    orders.addRole(AppRole.forUsers("Admin"));
    return call(orders, "assignRole", "Admin", Assignee.group(guid(1)));
  },
  "AppRegistration#assignDefaultAccess": (stack) =>
    call(newOrders(stack), "assignDefaultAccess", Assignee.user(guid(1))),
  "Assignee.group": () => call(Assignee, "group", guid(1)),
  "Assignee.groupFromDisplayName": () => call(Assignee, "groupFromDisplayName", "Admins"),
  "Assignee.user": () => call(Assignee, "user", guid(1)),
  "Assignee.userFromPrincipalName": () => call(Assignee, "userFromPrincipalName", "eve@contoso.com"),
  "Assignee.userFromMailNickname": () => call(Assignee, "userFromMailNickname", "eve"),
  "ManagedIdentity.fromPrincipalId": (stack) =>
    call(ManagedIdentity, "fromPrincipalId", stack, "Job", {
      principalId: guid(1),
      clientId: guid(2),
      displayName: "Job",
    }),
  "ManagedIdentity.fromName": (stack) => call(ManagedIdentity, "fromName", stack, "Job", NAMES),
  "ManagedIdentity.fromResourceId": (stack) => call(ManagedIdentity, "fromResourceId", stack, "Job", IDENTITY_ID),
  "ManagedIdentity#grantRole": (stack) =>
    call(
      ManagedIdentity.fromPrincipalId(stack, "Job", { principalId: guid(1) }),
      "grantRole",
      newOrders(stack),
      "Orders.Read",
    ),
  "AppRegistration#addScope": (stack) => call(newOrders(stack), "addScope", PermissionScope.of("read")),
  "AppRegistration#addRole": (stack) => call(newOrders(stack), "addRole", AppRole.forUsers("read")),
  "AppRegistration#addFederatedCredential": (stack) =>
    call(newClient(stack), "addFederatedCredential", "Job", FederatedCredential.oidc(OF_JOB), {
      displayName: "Job",
      description: "Runs at night.",
    }),
  "AppRegistration#addCertificate": (stack) =>
    call(newClient(stack), "addCertificate", "Signing", PublicCertificate.fromPem(CERTIFICATE), {
      startDate: "2027-01-31T00:00:00Z",
      endDate: "2027-05-31T00:00:00Z",
      keyId: guid(1),
    }),
  "AppRegistration#addRotatingClientSecret": (stack) =>
    call(newOrders(stack), "addRotatingClientSecret", "Portal", {
      generation: 1,
      rotationMonths: undefined,
      lifetimeDays: 90,
      displayName: "Portal",
    }),
  "AppRegistration#addClientSecret": (stack) =>
    call(newOrders(stack), "addClientSecret", "Portal", {
      startDate: "2027-01-31T00:00:00Z",
      endDate: "2027-05-31T00:00:00Z",
      rotateWhenChanged: { month: "5" },
      displayName: "Portal",
    }),
  "FederatedCredential.managedIdentity": () =>
    call(FederatedCredential, "managedIdentity", Principal.fromObjectId(guid(1))),
  "FederatedCredential.githubActions": () =>
    call(FederatedCredential, "githubActions", {
      owner: "contoso",
      repository: "orders",
      ownerId: "11",
      repositoryId: "22",
      branch: "main",
      tag: undefined,
      environment: undefined,
      unreviewedPullRequests: false,
      issuer: "https://github.contoso.com",
    }),
  "FederatedCredential.azureDevOps": () =>
    call(FederatedCredential, "azureDevOps", {
      organizationId: guid(1),
      organization: "contoso",
      project: "orders",
      serviceConnection: "azure",
    }),
  "FederatedCredential.kubernetes": () =>
    call(FederatedCredential, "kubernetes", {
      issuer: "https://aks.contoso.com",
      serviceAccountNamespace: "orders",
      serviceAccount: "job",
    }),
  "FederatedCredential.oidc": () =>
    call(FederatedCredential, "oidc", { ...OF_JOB, audience: "orders", unreviewedPullRequests: false }),
  "FederatedCredential.flexible": () =>
    call(FederatedCredential, "flexible", {
      issuer: "https://gitlab.com",
      expression: "claims['sub'] matches 'project_id:57:ref_type:branch:ref:*'",
      audience: "orders",
      unreviewedPullRequests: false,
    }),
  "AppRegistration#scopeId": (stack) => call(newOrders(stack), "scopeId", "access_as_user"),
  "AppRegistration#roleId": (stack) => call(newOrders(stack), "roleId", "Orders.Read"),
  "AppRegistration#grantRole": (stack) => call(newClient(stack), "grantRole", newOrders(stack), "Orders.Read"),
  "AppRegistration#requestScope": (stack) => call(newClient(stack), "requestScope", newOrders(stack), "access_as_user"),
  "AppRegistration#requestRole": (stack) => call(newClient(stack), "requestRole", newOrders(stack), "Orders.Read"),
  "AppRegistration#grantScope": (stack) =>
    call(newClient(stack), "grantScope", newOrders(stack), "access_as_user", Principal.fromObjectId(guid(1))),
  "AppRegistration#preAuthorize": (stack) => call(newOrders(stack), "preAuthorize", newClient(stack), "access_as_user"),
  "AppRegistration#addKnownClient": (stack) => call(newOrders(stack), "addKnownClient", newClient(stack)),
  "AppRegistration#addRedirectUri": (stack) =>
    call(newClient(stack), "addRedirectUri", "https://app.contoso.com/", RedirectPlatform.SPA),
  "AppRegistration#requestedScope": (stack) => call(newOrders(stack), "requestedScope", "access_as_user"),
  "AppRole.forApplications": () => call(AppRole, "forApplications", "read", ROLE_OPTIONS),
  "AppRole.forUsers": () => call(AppRole, "forUsers", "read", ROLE_OPTIONS),
  "AppRole.forApplicationsAndUsers": () => call(AppRole, "forApplicationsAndUsers", "read", ROLE_OPTIONS),
  "Authority.publicCloud": () => call(Authority, "publicCloud", TENANT),
  "Authority.usGovernment": () => call(Authority, "usGovernment", TENANT),
  "Authority.china": () => call(Authority, "china", TENANT),
  "Authority#metadataUrl": () => call(Authority.china(TENANT), "metadataUrl", TokenVersion.V1),
  "Authority#issuer": () => call(Authority.china(TENANT), "issuer", TokenVersion.V1),
  "Authority#toString": () => call(Authority.china(TENANT), "toString"),
  "MicrosoftApi.of": () => call(MicrosoftApi, "of", "Power BI", guid(1)),
  "OptionalClaim.of": () => call(OptionalClaim, "of", "groups", CLAIM),
  "OptionalClaim.userExtension": () => call(OptionalClaim, "userExtension", "extension_a_b", CLAIM),
  "SignInAudience.singleTenant": () => call(SignInAudience, "singleTenant"),
  "SignInAudience.multipleTenants": () =>
    call(SignInAudience, "multipleTenants", [guid(1)], { withoutHomeTenant: true }),
  "SignInAudience.multipleTenantsAndPersonalAccounts": () =>
    call(SignInAudience, "multipleTenantsAndPersonalAccounts", [guid(1)], { withoutHomeTenant: true }),
  "SignInAudience.personalAccounts": () => call(SignInAudience, "personalAccounts"),
  "PermissionScope.of": () =>
    call(PermissionScope, "of", "read", {
      adminConsentDisplayName: "Reads",
      adminConsentDescription: "Reads.",
      userConsentDisplayName: "Reads",
      userConsentDescription: "Reads.",
      adminConsentOnly: true,
      id: guid(1),
    }),
  "ResourceServer.oidc": () =>
    call(ResourceServer, "oidc", {
      ...CLAIM_OPTIONS,
      ...OIDC,
      scopesClaim: TokenClaim.list("scp"),
      clientClaim: "azp",
      tokenEndpoint: "https://login.contoso.com/token",
      authorizationEndpoint: "https://login.contoso.com/authorize",
      tokenParameters: { audience: "orders" },
    }),
  "ResourceServer.auth0": () =>
    call(ResourceServer, "auth0", {
      ...CLAIM_OPTIONS,
      domain: "a.eu.auth0.com",
      audience: "orders",
      clientClaim: "azp",
    }),
  "ResourceServer.okta": () =>
    call(ResourceServer, "okta", {
      ...CLAIM_OPTIONS,
      domain: "a.okta.com",
      audience: "orders",
      authorizationServerId: "default",
    }),
  "ResourceServer.pingOne": () =>
    call(ResourceServer, "pingOne", {
      ...CLAIM_OPTIONS,
      environmentId: guid(1),
      audience: "orders",
      domain: "auth.pingone.eu",
    }),
  "ResourceServer.externalId": () =>
    call(ResourceServer, "externalId", { ...ENTRA_TENANT, clientId: guid(1), identifierUri: "api://orders" }),
  "ResourceServer.b2c": () =>
    call(ResourceServer, "b2c", {
      ...ENTRA_TENANT,
      clientId: guid(1),
      identifierUri: "api://orders",
      userFlows: ["B2C_1_signin"],
      domain: "login.contoso.com",
      cloud: AzureCloud.PUBLIC,
    }),
  "ResourceServer#requestedScope": () => call(ResourceServer.oidc(OIDC), "requestedScope", "read"),
  "KeyVault.fromName": (stack) => call(KeyVault, "fromName", stack, "Vault", { ...NAMES, cloud: AzureCloud.PUBLIC }),
  "KeyVault.fromResourceId": (stack) =>
    call(KeyVault, "fromResourceId", stack, "Vault", VAULT_ID, { cloud: AzureCloud.PUBLIC }),
  KeyVaultSecret: (stack) =>
    make(KeyVaultSecret, stack, "Written", {
      vault: newVault(stack),
      name: "portal",
      value: secret(stack),
      contentType: "text/plain",
      endDate: "2027-03-31T00:00:00Z",
      valueVersion: 1,
    }),
  "KeyVault#certificate": (stack) => call(newVault(stack), "certificate", "client"),
  "KeyVault#secret": (stack) => call(newVault(stack), "secret", "key"),
  "KeyVault#grantRead": (stack) =>
    call(newVault(stack), "grantRead", Principal.fromObjectId(guid(1)), KeyVaultAccess.ACCESS_POLICY),
  "TokenClaim.spaceDelimited": () => call(TokenClaim, "spaceDelimited", "scp"),
  "TokenClaim.list": () => call(TokenClaim, "list", "roles"),
  "ApplicationTokens.withoutClaim": () => call(ApplicationTokens, "withoutClaim", "scp"),
  "ApplicationTokens.withClaim": () => call(ApplicationTokens, "withClaim", "idtyp", "app"),
  "ApplicationTokens.withSuffix": () => call(ApplicationTokens, "withSuffix", "sub", "@clients"),
};

const CLAIM = { essential: true, additionalProperties: [OptionalClaimProperty.MAX_SIZE_LIMIT] };
const GROUP = "/subscriptions/s/resourceGroups/rg/providers";
const SUBNET = {
  subnetId: `${GROUP}/Microsoft.Network/virtualNetworks/vnet/subnets/apim`,
  publicIpAddressId: `${GROUP}/Microsoft.Network/publicIPAddresses/pip`,
};
const ATTACHED = {
  resourceId: `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/mi`,
  clientId: guid(1),
  principalId: guid(2),
};
/** The start of a certificate in DER form. */
const CA_CERTIFICATE = "MIIBIDCCAAEAAAAAAAAAAAAAAAAA";

const APP = {
  hostName: "func-orders.azurewebsites.net",
  path: "api",
  resourceId: `${GROUP}/Microsoft.Web/sites/func-orders`,
};

function namedValue(stack: TerraformStack): NamedValue {
  const source = NamedValueSource.plain("plain");
  return new NamedValue(stack, "Key", { apim: newService(stack, "KeyService"), name: "key", source });
}

function fileOfDomain(stack: TerraformStack): Pkcs12DomainOptions {
  const [certificate, password] = ["Pfx", "Password"].map((id) =>
    SecretValue.fromVariable(new TerraformVariable(stack, id, { sensitive: true })),
  );
  const { hostName, negotiateClientCertificate, isDefault } = domain(stack);
  return { hostName, negotiateClientCertificate, isDefault, certificate: certificate!, password };
}

function domain(stack: TerraformStack): CustomDomainOptions {
  return {
    hostName: "api.contoso.com",
    vault: newVault(stack, "DomainVault"),
    certificateName: "api",
    identity: ATTACHED,
    access: KeyVaultAccess.EXISTING,
    negotiateClientCertificate: true,
    isDefault: false,
  };
}

const SERVICE_OPTIONS = {
  cloud: AzureCloud.PUBLIC,
  developerPortalUrl: "https://portal.contoso.com",
  systemIdentityPrincipalId: guid(1),
};

function statements(stack: TerraformStack, method: "addInbound" | "addBackend" | "addOutbound" | "addOnError"): Call {
  return call(ApimPolicy.of(api(stack)), method, new SetMethod({ method: "GET" }));
}

function vaultSecret(stack: TerraformStack): object {
  return {
    vault: newVault(stack),
    secretName: "key",
    value: secret(stack),
    contentType: "text/plain",
    endDate: "2027-03-31T00:00:00Z",
    valueVersion: 1,
    identity: ApimIdentity.systemAssigned(),
    access: KeyVaultAccess.ROLE_ASSIGNMENT,
    waitSeconds: 60,
  };
}

/** Implementations get their arguments from the library, and not from users. */
const FOR_LIBRARY_ONLY = ["PolicyTarget#createPolicy"];

const CALLABLES = publicCallables(PROBES).filter(({ name }) => !FOR_LIBRARY_ONLY.includes(name));

test("everything that users can call has a row here, with every prop", () => {
  expect(CALLABLES.length).toBeGreaterThan(60);
  expect(Object.keys(CALLS).sort()).toEqual(CALLABLES.map(({ name }) => name).sort());
  for (const { name, slots } of CALLABLES) {
    const { args } = CALLS[name]!(newStack());
    const given = slots.filter(({ index, prop }) =>
      prop === undefined ? index < args.length : prop in (args[index] as object),
    );
    expect([name, given.map((slot) => slot.name)]).toEqual([name, slots.map((slot) => slot.name)]);
  }
});

describe.each(CALLABLES.map((callable) => [callable.name, callable] as const))("%s", (name, { slots }: Callable) => {
  test("succeeds with what it takes", () => {
    const { run, args } = CALLS[name]!(newStack());
    if (name === "OAuthGrant") expect(run(...(args as never[]))).toBeInstanceOf(OAuthGrant);
    else expect(() => run(...(args as never[]))).not.toThrow();
  });

  if (slots.length === 0) return;
  test("fails on values of other kinds with a sentence", () => {
    const problems = slots.flatMap((slot) =>
      PROBES.map((probe, index) => problemWith(name, slot, probe, slot.takes[index]!)).filter((text) => text !== ""),
    );
    expect(problems).toEqual([]);
  });
});

/** What is wrong with the answer to a value of another kind, or nothing. */
function problemWith(name: string, slot: Slot, probe: WrongKind, isTaken: boolean): string {
  const stack = newStack();
  const { run, args } = CALLS[name]!(stack);
  const value = probe.make(stack);
  const given = args.map((arg, index) => {
    if (index !== slot.index) return arg;
    return slot.prop === undefined ? value : { ...(arg as object), [slot.prop]: value };
  });
  const message = messageIfAny(() => run(...(given as never[])));
  const place = `${slot.name} as ${probe.type}`;
  if (message === undefined) return isTaken ? "" : `${place} passes`;
  if (/^Cannot |is not a function|is not iterable|undefined \(reading/.test(message)) return `${place}: ${message}`;
  if (isTaken) return "";
  const isSentence = /^[^;]+: [^;]+; expected [^:]+: ./.test(message) && probe.shown.test(message);
  return isSentence ? "" : `${place} says: ${message}`;
}

function messageIfAny(run: () => unknown): string | undefined {
  const passed = new Error("passed");
  const message = messageOf(() => {
    run();
    throw passed;
  });
  return message === passed.message ? undefined : message;
}
