import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformOutput, type TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  type AdditionalLocation,
  Api,
  ApiManagement,
  type ApiManagementProps,
  ApimAuthServer,
  type ApimAuthServerProps,
  ApimCertificate,
  ApimPkcs12Certificate,
  ApimTag,
  type ApimTagProps,
  type ApimCertificateProps,
  ApimIdentity,
  ApimPolicy,
  ApimSubscription,
  type ApimSubscriptionProps,
  ApimSku,
  type ApimSubnet,
  ApimVirtualNetwork,
  ApiOperation,
  type ApiOperationOptions,
  type ApiProps,
  ApiRevision,
  ApiSchema,
  ApiSchemaContent,
  ApiType,
  ApiVersionSet,
  type ApiVersionSetProps,
  AppRegistration,
  type AppRegistrationProps,
  AppRole,
  Assignee,
  Authority,
  Backend,
  BackendAddress,
  type ServiceFabricOptions,
  BackendCredential,
  BackendPool,
  type BackendPoolMember,
  type BackendPoolProps,
  type BackendProps,
  type BackendRetry,
  AzapiProvider,
  Callers,
  FederatedCredential,
  type FederatedCredentialOptions,
  type GithubActionsOptions,
  type CircuitBreaker,
  CustomDomain,
  type CustomDomainOptions,
  BackendToken,
  CallerLimit,
  ClientAuthentication,
  CorsPolicy,
  type DescribeOptions,
  ErrorPolicy,
  ForwardPolicy,
  type IApi,
  type IApiOperation,
  type IApiManagement,
  type IAppRegistration,
  type IManagedIdentity,
  type IResourceServer,
  JwtPolicy,
  type JwtPolicyProps,
  KeyVault,
  KeyVaultSecret,
  KeyVaultSecretRef,
  type KeyVaultSecretRefProps,
  MicrosoftApi,
  ManagedIdentity,
  NamedValue,
  type NamedValueProps,
  NamedValueSource,
  McpServer,
  type McpServerProps,
  OAuthGrant,
  DeveloperPortalB2cSignIn,
  type DeveloperPortalB2cSignInProps,
  OpenIdConnectProvider,
  type OpenIdConnectProviderProps,
  type OidcResourceServerProps,
  OptionalClaim,
  PermissionScope,
  type PermissionScopeOptions,
  PolicyFragment,
  type PolicyFragmentProps,
  Principal,
  PublicCertificate,
  ProtectedResourceMetadata,
  ResourceServer,
  ResponseCachePolicy,
  SecretValue,
  SignInAudience,
  TokenVersion,
  Product,
  type ProductProps,
  SubscriptionScope,
  Workspace,
  WorkspaceCertificate,
  type WorkspaceCertificateProps,
  WorkspaceCertificateSource,
  WorkspacePolicyFragment,
  type WorkspacePolicyFragmentProps,
  type WorkspaceProps,
  VersioningScheme,
  SecurityHeadersPolicy,
  WorkspaceApiVersionSet,
  type WorkspaceApiVersionSetProps,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyElement, PolicyValue, SetHeader } from "cdktf-apim-oauth/policy";

import { CERTIFICATE } from "./support/certificates";
import { expectErrorText, messageOf } from "./support/error-text";
import { foreignServer, OIDC, OWN_SERVER } from "./support/issuers";
import { OPEN, guid, importedApi, newClient, newOrders, newService, newStack, newVault, TENANT } from "./support/synth";

/** An option that a construct checks. */
interface Row<T> {
  readonly file: string;
  readonly option: string;
  readonly good: T;
  readonly bad: T;
  readonly place: string;
  /** Makes something whose synthesized configuration holds the value. */
  readonly make: (stack: TerraformStack, value: T) => unknown;
  /** Whether a value that only Terraform knows is refused, because ids are made from the value. */
  readonly isLiteral?: boolean;
}

const END = { endDate: "2027-05-31T00:00:00Z" };

function api(stack: TerraformStack, props: Partial<ApiProps> = {}): Api {
  return new Api(stack, "Api", { ...OPEN, apim: newService(stack), path: "orders", ...props });
}

function versions(stack: TerraformStack, props: Partial<ApiVersionSetProps> = {}): ApiVersionSet {
  const apim = newService(stack, "SetService");
  return new ApiVersionSet(stack, "Set", { apim, scheme: VersioningScheme.pathSegment(), ...props });
}

function operation(stack: TerraformStack, options: Partial<ApiOperationOptions>): void {
  api(stack).addOperation("get", { method: "GET", urlTemplate: "/", ...options });
}

function jwt(stack: TerraformStack, props: Partial<JwtPolicyProps>, target: IApi | IApiManagement = api(stack)): void {
  const resource = importedApi(stack);
  new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("read"), ...props });
}

function describeApi(
  stack: TerraformStack,
  { gatewayUrl, ...options }: DescribeOptions & { readonly gatewayUrl?: string },
): void {
  const target = api(stack);
  const policy = new JwtPolicy(stack, "Jwt", { target, resource: importedApi(stack), callers: Callers.users("read") });
  new ProtectedResourceMetadata(stack, "Metadata", { apim: target.apim, gatewayUrl }).describe(policy, options);
}

function server(stack: TerraformStack, props: Partial<ApimAuthServerProps>): void {
  const client = newClient(stack);
  new ApimAuthServer(stack, "Server", {
    apim: newService(stack),
    name: "AzureAD-OAuth",
    resource: importedApi(stack),
    client,
    clientSecret: client.addClientSecret("Portal", END),
    grant: OAuthGrant.authorizationCode("read"),
    ...props,
  });
}

function customerSignIn(stack: TerraformStack, props: Partial<DeveloperPortalB2cSignInProps>): void {
  new DeveloperPortalB2cSignIn(stack, "CustomerSignIn", {
    apim: newService(stack),
    tenantName: "contoso",
    client: { displayName: "Portal", clientId: guid(1) },
    clientSecret: SecretValue.fromVariable(new TerraformVariable(stack, "portal", { sensitive: true })),
    signInFlow: "B2C_1_signin",
    ...props,
  });
}

function signIn(stack: TerraformStack, props: Partial<OpenIdConnectProviderProps>): void {
  const client = newClient(stack);
  new OpenIdConnectProvider(stack, "SignIn", {
    apim: newService(stack),
    name: "sign-in",
    resource: importedApi(stack),
    client,
    clientSecret: client.addClientSecret("Portal", END),
    ...props,
  });
}

function existing(stack: TerraformStack): IApiOperation {
  const orders = Api.fromName(stack, "Existing", { apim: newService(stack, "ExistingService"), name: "orders" });
  return ApiOperation.fromId(stack, "Get", { api: orders, operationId: "get" });
}

function mcp(stack: TerraformStack, props: Partial<McpServerProps>): McpServer {
  new AzapiProvider(stack, "azapi");
  return new McpServer(stack, "Mcp", {
    apim: newService(stack),
    path: "mcp",
    hostName: "api.contoso.com",
    resource: ResourceServer.oidc(OIDC),
    callers: Callers.users("read"),
    tools: props.tools ?? [{ operation: existing(stack), description: "Reads" }],
    ...props,
  });
}

function reference(stack: TerraformStack, props: Partial<KeyVaultSecretRefProps>): KeyVaultSecretRef {
  const given = { apim: newService(stack), vault: newVault(stack), secretName: "backend-key" };
  return new KeyVaultSecretRef(stack, "Ref", { ...given, ...props });
}

function certificate(stack: TerraformStack, props: Partial<ApimCertificateProps>): ApimCertificate {
  const given = { apim: newService(stack), vault: newVault(stack), certificateName: "client" };
  return new ApimCertificate(stack, "Certificate", { ...given, ...props });
}

function product(stack: TerraformStack, props: Partial<ProductProps>): void {
  new Product(stack, "Gold", { apim: newService(stack), productId: "gold", ...props });
}

function subscription(stack: TerraformStack, props: Partial<ApimSubscriptionProps>): void {
  const subscriptionScope = SubscriptionScope.allApis(newService(stack));
  new ApimSubscription(stack, "Shop", { subscriptionScope, displayName: "Shop", ...props });
}

function workspace(stack: TerraformStack, props: Partial<WorkspaceProps>): Workspace {
  return new Workspace(stack, "Team", { apim: newService(stack), name: "team", ...props });
}

function workspaceFragment(stack: TerraformStack, props: Partial<WorkspacePolicyFragmentProps>): void {
  const given = { workspace: workspace(stack, {}), name: "trace", document: PolicyDocument.fragment([]) };
  new WorkspacePolicyFragment(stack, "Fragment", { ...given, ...props });
}

function workspaceCertificate(stack: TerraformStack, props: Partial<WorkspaceCertificateProps>): void {
  const source = WorkspaceCertificateSource.pkcs12(secret(stack));
  new WorkspaceCertificate(stack, "Certificate", {
    workspace: workspace(stack, {}),
    name: "backend",
    source,
    ...props,
  });
}

function secret(stack: TerraformStack): SecretValue {
  return SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
}

function fragment(stack: TerraformStack, props: Partial<PolicyFragmentProps>): void {
  const given = { apim: newService(stack), name: "trace", document: PolicyDocument.fragment([]) };
  new PolicyFragment(stack, "Fragment", { ...given, ...props });
}

function registration(stack: TerraformStack, props: Partial<AppRegistrationProps>): AppRegistration {
  return new AppRegistration(stack, "Orders", { displayName: "Orders API", ...props });
}

function github(stack: TerraformStack, options: Partial<GithubActionsOptions>): void {
  federated(stack, FederatedCredential.githubActions({ owner: "contoso", repository: "orders", ...options }));
}

function ofJob(): FederatedCredential {
  return FederatedCredential.oidc({ issuer: "https://id.contoso.com", subject: "job" });
}

function federated(
  stack: TerraformStack,
  credential: FederatedCredential,
  options: FederatedCredentialOptions = {},
): void {
  registration(stack, {}).addFederatedCredential("Credential", credential, options);
}

function imported(stack: TerraformStack, resource: IAppRegistration): void {
  jwt(stack, { resource });
}

const EXISTING = { tokenVersion: TokenVersion.V2, authority: Authority.publicCloud(TENANT) };
const IDENTITY_ID =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders";

function assigned(stack: TerraformStack, assignee: Assignee): void {
  registration(stack, {}).assignDefaultAccess(assignee);
}

/** An identity that may call, and has the role for it. */
function granted(stack: TerraformStack, identity: IManagedIdentity): void {
  const resource = newOrders(stack);
  identity.grantRole(resource, "Orders.Read");
  jwt(stack, { resource, callers: Callers.applications("Orders.Read"), allowedClients: [identity] });
}

const WITH_ENDPOINTS: OidcResourceServerProps = {
  ...OIDC,
  tokenEndpoint: "https://login.contoso.com/token",
  authorizationEndpoint: "https://login.contoso.com/authorize",
};

/** A token check and an authorization server for an API of another issuer. */
function foreign(stack: TerraformStack, resource: IResourceServer): void {
  jwt(stack, { resource });
  foreignServer(stack, resource, OAuthGrant.authorizationCode("read"));
}

function namedValue(stack: TerraformStack, props: Partial<NamedValueProps>): void {
  const given = { apim: newService(stack), name: "value", source: NamedValueSource.plain("text") };
  new NamedValue(stack, "Value", { ...given, ...props });
}

function withScope(stack: TerraformStack, options: PermissionScopeOptions): void {
  registration(stack, { scopes: [PermissionScope.of("read", options)] });
}

const GROUP = "/subscriptions/s/resourceGroups/rg/providers";
const SUBNET_ID = `${GROUP}/Microsoft.Network/virtualNetworks/vnet/subnets/apim`;
const ATTACHED = {
  resourceId: `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/mi`,
  clientId: guid(7),
  principalId: guid(8),
};

function service(stack: TerraformStack, props: Partial<ApiManagementProps> = {}): void {
  new ApiManagement(stack, "Given", {
    name: "apim-new",
    resourceGroupName: "rg",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku: ApimSku.premium(5),
    ...props,
  });
}

function identified(stack: TerraformStack, ids: Partial<typeof ATTACHED>): void {
  service(stack, { userAssignedIdentities: [{ ...ATTACHED, ...ids }], customDomains: [domain(stack, ids)] });
}

function domain(stack: TerraformStack, options: Partial<CustomDomainOptions> & Partial<typeof ATTACHED>): CustomDomain {
  const { resourceId, clientId, principalId, ...others } = { ...ATTACHED, ...options };
  const identity = { resourceId, clientId, principalId };
  const given = { hostName: "api.contoso.com", vault: newVault(stack), certificateName: "api", identity };
  return CustomDomain.gateway({ ...given, ...others });
}

function inNetwork(stack: TerraformStack, subnet: Partial<ApimSubnet>): void {
  service(stack, { virtualNetwork: ApimVirtualNetwork.internalMode({ subnetId: SUBNET_ID, ...subnet }) });
}

const ADDRESS = BackendAddress.https("https://orders.contoso.com");

/** An API with a backend, whose texts are in the resource or in the policy. */
function backend(stack: TerraformStack, props: Partial<BackendProps> = {}): void {
  const apim = newService(stack, "BackendService");
  const made = new Backend(stack, "Backend", { apim, name: "orders", address: ADDRESS, ...props });
  made.useIn(api(stack));
}

function cluster(stack: TerraformStack, options: Partial<ServiceFabricOptions>): void {
  const apim = newService(stack, "ClusterService");
  const address = BackendAddress.serviceFabric({
    serviceName: "fabric:/shop/orders",
    managementEndpoints: ["https://cluster.contoso.com:19080"],
    clientCertificate: ApimCertificate.fromName(stack, "ClusterCertificate", { apim, name: "cluster" }),
    serverThumbprints: ["a".repeat(40)],
    ...options,
  });
  new Backend(stack, "Cluster", { apim, name: "cluster", address });
}

function addressed(stack: TerraformStack, options: Partial<Parameters<typeof BackendAddress.appService>[0]>): void {
  backend(stack, { address: BackendAddress.appService({ hostName: "a.contoso.com", ...options }) });
}

function credentialed(stack: TerraformStack, make: (value: NamedValue) => BackendCredential): void {
  const apim = newService(stack, "ValueService");
  const value = new NamedValue(stack, "Value", { apim, name: "value", source: NamedValueSource.plain("text") });
  backend(stack, { credentials: [make(value)] });
}

function tag(stack: TerraformStack, props: Partial<ApimTagProps> = {}): ApimTag {
  return new ApimTag(stack, "Tag", { apim: newService(stack, "TagService"), name: "internal", ...props });
}

function teamVersions(stack: TerraformStack, props: Partial<WorkspaceApiVersionSetProps>): void {
  const workspace = Workspace.fromName(stack, "Team", { apim: newService(stack), name: "team" });
  const scheme = VersioningScheme.pathSegment();
  new WorkspaceApiVersionSet(stack, "TeamVersions", { workspace, scheme, ...props });
}

function pooled(stack: TerraformStack, props: Partial<BackendPoolProps>, share: Partial<BackendPoolMember> = {}): void {
  new AzapiProvider(stack, "azapi");
  const member = Backend.fromName(stack, "Member", { apim: newService(stack), name: "orders" });
  new BackendPool(stack, "Pool", { name: "pool", members: [{ backend: member, ...share }], ...props });
}

function retried(stack: TerraformStack, retry: Partial<BackendRetry>): void {
  backend(stack, { retry: { count: 2, ...retry } });
}

function broken(stack: TerraformStack, given: Partial<CircuitBreaker>): void {
  backend(stack, { circuitBreaker: { intervalSeconds: 1, tripSeconds: 1, ...given } });
}

function located(stack: TerraformStack, location: Partial<AdditionalLocation>): void {
  service(stack, { additionalLocations: [{ location: "northeurope", ...location }] });
}

const SERVICE_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso";
const VAULT_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-contoso";

const TEXTS: readonly Row<string>[] = [
  {
    file: "apim/values/workspace-certificate.ts",
    option: "name",
    good: "backend",
    bad: "back_end",
    place: "Stack/Certificate",
    make: (stack, name) => workspaceCertificate(stack, { name }),
  },
  {
    file: "apim/values/workspace-certificate.ts",
    option: "certificateName",
    good: "backend",
    bad: "back/end",
    place: "Stack/Certificate",
    make: (stack, certificateName) => {
      const source = WorkspaceCertificateSource.keyVault({ vault: newVault(stack), certificateName });
      workspaceCertificate(stack, { source });
    },
  },
  {
    file: "apim/service/workspace.ts",
    option: "name",
    good: "team",
    bad: "the team",
    place: "Stack/Team",
    make: (stack, name) => workspace(stack, { name }),
  },
  {
    file: "apim/service/workspace.ts",
    option: "displayName",
    good: "Team",
    bad: " ",
    place: "Stack/Team",
    make: (stack, displayName) => workspace(stack, { displayName }),
  },
  {
    file: "apim/service/workspace.ts",
    option: "description",
    good: "Its APIs.",
    bad: "",
    place: "Stack/Team",
    make: (stack, description) => workspace(stack, { description }),
  },
  {
    file: "apim/service/workspace.ts",
    option: "name",
    good: "team",
    bad: "the team",
    place: "Stack/Given",
    make: (stack, name) => {
      const target = Workspace.fromName(stack, "Given", { apim: newService(stack), name });
      ApimPolicy.of(target).addInbound(new SetHeader({ name: "X-A", values: ["a"] }));
    },
  },
  {
    file: "apim/policy/workspace-policy-fragment.ts",
    option: "name",
    good: "trace",
    bad: "trace it",
    place: "Stack/Fragment",
    make: (stack, name) => workspaceFragment(stack, { name }),
  },
  {
    file: "apim/policy/workspace-policy-fragment.ts",
    option: "description",
    good: "Traces.",
    bad: "",
    place: "Stack/Fragment",
    make: (stack, description) => workspaceFragment(stack, { description }),
  },
  {
    file: "apim/policy/workspace-policy-fragment.ts",
    option: "name",
    good: "_trace",
    bad: "trace it",
    place: "Stack/Given",
    make: (stack, name) => {
      const target = workspace(stack, {});
      const given = WorkspacePolicyFragment.fromName(stack, "Given", { workspace: target, name });
      ApimPolicy.of(target).addInbound(given.include());
    },
  },
  {
    file: "apim/api/apim-tag.ts",
    option: "name",
    good: "internal",
    bad: "not public",
    place: "Stack/Tag",
    make: (stack, name) => tag(stack, { name }),
  },
  {
    file: "apim/api/apim-tag.ts",
    option: "displayName",
    good: "For us: internal",
    bad: " ",
    place: "Stack/Tag",
    make: (stack, displayName) => tag(stack, { displayName }),
  },
  {
    file: "apim/api/apim-tag.ts",
    option: "description",
    good: "For <us>.",
    bad: " ",
    place: "Stack/Tag",
    make: (stack, description) => tag(stack).addToApi(api(stack), { description }),
  },
  {
    file: "apim/api/apim-tag.ts",
    option: "documentationUrl",
    good: "https://contoso.com/tags",
    bad: "contoso",
    place: "Stack/Tag",
    make: (stack, documentationUrl) => tag(stack).addToApi(api(stack), { documentationUrl }),
  },
  {
    file: "apim/api/apim-tag.ts",
    option: "documentationDescription",
    good: "Our page.",
    bad: " ",
    place: "Stack/Tag",
    make: (stack, documentationDescription) => tag(stack).addToApi(api(stack), { documentationDescription }),
  },
  {
    file: "apim/api/workspace-api-version-set.ts",
    option: "name",
    good: "orders",
    bad: "orders v1",
    place: "Stack/TeamVersions",
    make: (stack, name) => teamVersions(stack, { name }),
  },
  {
    file: "apim/api/workspace-api-version-set.ts",
    option: "displayName",
    good: "Orders",
    bad: " ",
    place: "Stack/TeamVersions",
    make: (stack, displayName) => teamVersions(stack, { displayName }),
  },
  {
    file: "apim/api/workspace-api-version-set.ts",
    option: "description",
    good: "For <orders>.",
    bad: " ",
    place: "Stack/TeamVersions",
    make: (stack, description) => teamVersions(stack, { description }),
  },
  {
    file: "apim/api/product.ts",
    option: "productId",
    good: "gold",
    bad: "gold plan",
    place: "Stack/Gold",
    make: (stack, productId) => product(stack, { productId }),
  },
  {
    file: "apim/api/product.ts",
    option: "displayName",
    good: "Gold",
    bad: " ",
    place: "Stack/Gold",
    make: (stack, displayName) => product(stack, { displayName }),
  },
  {
    file: "apim/api/product.ts",
    option: "description",
    good: "For partners.",
    bad: "",
    place: "Stack/Gold",
    make: (stack, description) => product(stack, { description }),
  },
  {
    file: "apim/api/product.ts",
    option: "terms",
    good: "Be nice.",
    bad: "",
    place: "Stack/Gold",
    make: (stack, terms) => product(stack, { terms }),
  },
  {
    file: "apim/api/product.ts",
    option: "group",
    good: "developers",
    bad: "all developers",
    place: "Stack/Gold",
    make: (stack, group) => product(stack, { groups: [group] }),
  },
  {
    file: "apim/api/product.ts",
    option: "productId",
    good: "gold",
    bad: "gold plan",
    place: "Stack/Given",
    make: (stack, productId) =>
      Product.fromId(stack, "Given", { apim: newService(stack), productId }).addGroup("developers"),
  },
  {
    file: "apim/api/apim-subscription.ts",
    option: "displayName",
    good: "Shop",
    bad: "a".repeat(101),
    place: "Stack/Shop",
    make: (stack, displayName) => subscription(stack, { displayName }),
  },
  {
    file: "apim/api/apim-subscription.ts",
    option: "subscriptionId",
    good: "shop",
    bad: "web shop",
    place: "Stack/Shop",
    make: (stack, subscriptionId) => subscription(stack, { subscriptionId }),
  },
  {
    file: "apim/api/apim-subscription.ts",
    option: "userId",
    good: "jane",
    bad: "/users/jane",
    place: "Stack/Shop",
    make: (stack, userId) => subscription(stack, { userId }),
  },
  {
    file: "apim/api/apim-subscription.ts",
    option: "subscriptionId",
    good: "shop",
    bad: "web shop",
    place: "Stack/Given",
    make: (stack, subscriptionId) => {
      const apim = newService(stack);
      const { primaryKey } = ApimSubscription.fromId(stack, "Given", { apim, subscriptionId });
      new NamedValue(stack, "Key", { apim, name: "key", source: NamedValueSource.secret(primaryKey) });
    },
  },
  {
    file: "apim/service/api-management.ts",
    option: "resourceId",
    good: SERVICE_ID,
    bad: `${SERVICE_ID}/apis/orders`,
    place: "Stack/Given",
    make: (stack, id) => jwt(stack, {}, ApiManagement.fromResourceId(stack, "Given", id)),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "contact.name",
    good: "Orders team",
    bad: " ",
    place: "Stack/Api",
    make: (stack, name) => api(stack, { contact: { name } }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "contact.email",
    good: "a.b@contoso.com",
    bad: "Team <a@b.co>",
    place: "Stack/Api",
    make: (stack, email) => api(stack, { contact: { email } }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "contact.url",
    good: "https://contoso.com",
    bad: "contoso.com",
    place: "Stack/Api",
    make: (stack, url) => api(stack, { contact: { url } }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "license.name",
    good: "MIT",
    bad: " ",
    place: "Stack/Api",
    make: (stack, name) => api(stack, { license: { name } }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "license.url",
    good: "https://contoso.com",
    bad: "contoso.com",
    place: "Stack/Api",
    make: (stack, url) => api(stack, { license: { url } }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "termsOfServiceUrl",
    good: "https://contoso.com",
    bad: "contoso.com",
    place: "Stack/Api",
    make: (stack, termsOfServiceUrl) => api(stack, { termsOfServiceUrl }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "version",
    good: "2027-03-31",
    bad: "v 1",
    place: "Stack/Api",
    make: (stack, version) => api(stack, { version, versionSet: versions(stack) }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "versionDescription",
    good: "Faster.",
    bad: " ",
    place: "Stack/Api",
    make: (stack, versionDescription) => api(stack, { versionDescription }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "revisionDescription",
    good: "Faster.",
    bad: " ",
    place: "Stack/Api",
    make: (stack, revisionDescription) => api(stack, { revisionDescription }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "subscriptionKeyNames.header",
    good: "X-Key",
    bad: "X Key",
    place: "Stack/Api",
    make: (stack, header) => api(stack, { subscriptionKeyNames: { header, query: "key" } }),
  },
  {
    file: "apim/api/api-arguments.ts",
    option: "subscriptionKeyNames.query",
    good: "api-key",
    bad: "a=b",
    place: "Stack/Api",
    make: (stack, query) => api(stack, { subscriptionKeyNames: { header: "X-Key", query } }),
  },
  {
    file: "apim/api/api-revision.ts",
    option: "revision",
    good: "2.1",
    bad: "2 1",
    place: "Stack/Next",
    make: (stack, revision) => new ApiRevision(stack, "Next", { api: api(stack), revision }),
  },
  {
    file: "apim/api/api-revision.ts",
    option: "description",
    good: "Faster.",
    bad: " ",
    place: "Stack/Next",
    make: (stack, description) => new ApiRevision(stack, "Next", { api: api(stack), revision: "2", description }),
  },
  {
    file: "apim/api/api-revision.ts",
    option: "serviceUrl",
    good: "https://orders-v2.contoso.com",
    bad: "orders-v2.contoso.com",
    place: "Stack/Next",
    make: (stack, serviceUrl) => new ApiRevision(stack, "Next", { api: api(stack), revision: "2", serviceUrl }),
  },
  {
    file: "apim/api/api-revision.ts",
    option: "releaseNotes",
    good: "Faster.",
    bad: " ",
    place: "Stack/Next",
    make: (stack, releaseNotes) =>
      new ApiRevision(stack, "Next", { api: api(stack), revision: "2", isCurrent: true, releaseNotes }),
  },
  {
    file: "apim/api/api-type.ts",
    option: "schema",
    good: "type Query { a: Int }",
    bad: " ",
    place: "ApiType.graphQl",
    make: (stack, schema) => api(stack, { apiType: ApiType.graphQl(schema) }),
  },
  {
    file: "apim/api/api-type.ts",
    option: "wsdl",
    good: "https://contoso.com/a?wsdl",
    bad: " ",
    place: "ApiType.soap",
    make: (stack, wsdl) => api(stack, { apiType: ApiType.soap(wsdl) }),
  },
  {
    file: "apim/api/api-type.ts",
    option: "serviceName",
    good: "OrdersService",
    bad: "",
    place: "ApiType.soap",
    make: (stack, serviceName) => api(stack, { apiType: ApiType.soap("<a/>", { serviceName, endpointName: "Soap" }) }),
  },
  {
    file: "apim/api/api-type.ts",
    option: "endpointName",
    good: "OrdersSoap",
    bad: " ",
    place: "ApiType.soap",
    make: (stack, endpointName) =>
      api(stack, { apiType: ApiType.soap("<a/>", { serviceName: "Orders", endpointName }) }),
  },
  {
    file: "apim/api/api-type.ts",
    option: "content",
    good: "https://contoso.com/a.json",
    bad: " ",
    place: "ApiType.importedByAzure",
    make: (stack, content) => api(stack, { apiType: ApiType.importedByAzure("openapi-link", content) }),
  },
  {
    file: "apim/api/api-version-set.ts",
    option: "name",
    good: "orders-v",
    bad: "orders v",
    place: "Stack/Set",
    make: (stack, name) => versions(stack, { name }),
  },
  {
    file: "apim/api/api-version-set.ts",
    option: "displayName",
    good: "Orders API",
    bad: "",
    place: "Stack/Set",
    make: (stack, displayName) => versions(stack, { displayName }),
  },
  {
    file: "apim/api/api-version-set.ts",
    option: "description",
    good: "Orders.",
    bad: " ",
    place: "Stack/Set",
    make: (stack, description) => versions(stack, { description }),
  },
  {
    file: "apim/api/api-version-set.ts",
    option: "name",
    good: "orders-v",
    bad: "orders v",
    place: "Stack/Set",
    make: (stack, name) =>
      api(stack, {
        versionSet: ApiVersionSet.fromName(stack, "Set", {
          apim: newService(stack, "SetService"),
          name,
          scheme: VersioningScheme.pathSegment(),
        }),
      }),
  },
  {
    file: "apim/api/api-version-set.ts",
    option: "name",
    good: "Api-Version",
    bad: "Api Version",
    place: "VersioningScheme.header",
    make: (stack, name) => versions(stack, { scheme: VersioningScheme.header(name) }),
  },
  {
    file: "apim/api/api-version-set.ts",
    option: "name",
    good: "api-version",
    bad: "a=b",
    place: "VersioningScheme.query",
    make: (stack, name) => versions(stack, { scheme: VersioningScheme.query(name) }),
  },
  {
    file: "apim/api/api.ts",
    option: "authScope",
    good: "openid api://orders/.default",
    bad: "a  b",
    place: "Stack/Api",
    make: (stack, authScope) =>
      api(stack, { authScope, authServer: ApimAuthServer.fromName(stack, "Server", "server") }),
  },
  {
    file: "apim/api/api-operation.ts",
    option: "description",
    good: "Gets an order.",
    bad: " ",
    place: "Stack/Api/get",
    make: (stack, description) => operation(stack, { description }),
  },
  {
    file: "apim/api/operation-arguments.ts",
    option: "request.description",
    good: "The filter.",
    bad: " ",
    place: "Stack/Api/get",
    make: (stack, description) => operation(stack, { request: { description } }),
  },
  {
    file: "apim/api/api-schema.ts",
    option: "text",
    good: "type Query { a: Int }",
    bad: " ",
    place: "ApiSchemaContent",
    make: (stack, text) => new ApiSchema(stack, "Schema", { api: api(stack), content: ApiSchemaContent.graphQl(text) }),
  },
  ...[
    (stack: TerraformStack, schemaId: string) =>
      new ApiSchema(stack, "Schema", { api: api(stack), content: ApiSchemaContent.xml("<schema/>"), schemaId }),
    (stack: TerraformStack, schemaId: string) =>
      operation(stack, {
        templateParameters: [],
        request: {
          representations: [
            { contentType: "application/json", schema: ApiSchema.fromId(stack, "Schema", schemaId), typeName: "Order" },
          ],
        },
      }),
  ].map((make) => ({
    file: "apim/api/api-schema.ts",
    option: "schemaId",
    good: "orders-v1",
    bad: "orders v1",
    place: "Stack/Schema",
    make,
  })),
  {
    file: "apim/service/imported-api-management.ts",
    option: "name",
    good: "apim-contoso",
    bad: "apim.contoso",
    place: "Stack/Given",
    make: (stack, name) =>
      api(stack, { apim: ApiManagement.fromName(stack, "Given", { name, resourceGroupName: "rg" }) }),
  },
  {
    file: "apim/service/imported-api-management.ts",
    option: "resourceGroupName",
    good: "rg-apim",
    bad: "rg/apim",
    place: "Stack/Given",
    make: (stack, resourceGroupName) =>
      api(stack, { apim: ApiManagement.fromName(stack, "Given", { name: "contoso", resourceGroupName }) }),
  },
  {
    file: "apim/service/imported-api-management.ts",
    option: "developerPortalUrl",
    good: "https://portal.contoso.com",
    bad: "https://portal.contoso.com/docs",
    place: "Stack/Given",
    make: (stack, developerPortalUrl) => {
      const names = { name: "contoso", resourceGroupName: "rg" };
      server(stack, { apim: ApiManagement.fromName(stack, "Given", { ...names, developerPortalUrl }) });
    },
  },
  {
    file: "apim/service/imported-api-management.ts",
    option: "systemIdentityPrincipalId",
    good: guid(1),
    bad: "contoso",
    place: "Stack/Given",
    make: (stack, systemIdentityPrincipalId) => {
      const names = { name: "contoso", resourceGroupName: "rg" };
      reference(stack, { apim: ApiManagement.fromName(stack, "Given", { ...names, systemIdentityPrincipalId }) });
    },
  },
  {
    file: "apim/service/check-service.ts",
    option: "name",
    good: "apim-orders",
    bad: "apim.orders",
    place: "Stack/Given",
    make: (stack, name) => service(stack, { name }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "resourceGroupName",
    good: "rg-orders",
    bad: "rg/orders",
    place: "Stack/Given",
    make: (stack, resourceGroupName) => service(stack, { resourceGroupName }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "location",
    good: "West US 2",
    bad: "https://westus2",
    place: "Stack/Given",
    make: (stack, location) => service(stack, { location }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "publisherName",
    good: 'The "Contoso" <Company> 🚚',
    bad: " ",
    place: "Stack/Given",
    make: (stack, publisherName) => service(stack, { publisherName }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "publisherEmail",
    good: "orders@contoso.com",
    bad: "contoso.com",
    place: "Stack/Given",
    make: (stack, publisherEmail) => service(stack, { publisherEmail }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "notificationSenderEmail",
    good: "orders@contoso.com",
    bad: "orders @contoso.com",
    place: "Stack/Given",
    make: (stack, notificationSenderEmail) => service(stack, { notificationSenderEmail }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "minApiVersion",
    good: "2024-05-01",
    bad: "latest",
    place: "Stack/Given",
    make: (stack, minApiVersion) => service(stack, { minApiVersion }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "url",
    good: "https://accounts.contoso.com/delegation",
    bad: "http://accounts.contoso.com/delegation",
    place: "Stack/Given",
    make: (stack, url) => service(stack, { portalDelegation: { url, validationKey: secret(stack) } }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "termsOfService",
    good: "Be kind.",
    bad: " ",
    place: "Stack/Given",
    make: (stack, termsOfService) => service(stack, { portalSignUp: { termsOfService } }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "resourceId",
    good: `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/other`,
    bad: SUBNET_ID,
    place: "Stack/Given",
    make: (stack, resourceId) => identified(stack, { resourceId }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "clientId",
    good: guid(1),
    bad: "mi-apim",
    place: "Stack/Given",
    make: (stack, clientId) => identified(stack, { clientId }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "principalId",
    good: guid(1),
    bad: "mi-apim",
    place: "Stack/Given",
    make: (stack, principalId) => identified(stack, { principalId }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "name of a tag",
    good: "cost center",
    bad: "a/b",
    place: "Stack/Given",
    make: (stack, name) => service(stack, { tags: { [name]: "orders" } }),
  },
  {
    file: "apim/service/check-service.ts",
    option: "value of a tag",
    good: "Orders & more",
    bad: "x".repeat(257),
    place: "Stack/Given",
    make: (stack, value) => service(stack, { tags: { team: value } }),
  },
  {
    file: "apim/service/additional-location.ts",
    option: "location",
    good: "North Europe",
    bad: "north/europe",
    place: "Stack/Given",
    make: (stack, location) => located(stack, { location }),
  },
  {
    file: "apim/service/additional-location.ts",
    option: "zone",
    good: "3",
    bad: "0",
    place: "Stack/Given",
    make: (stack, zone) => located(stack, { zones: [zone] }),
  },
  {
    file: "apim/service/network.ts",
    option: "subnetId",
    good: `${GROUP}/Microsoft.Network/virtualNetworks/v/subnets/s`,
    bad: `${GROUP}/Microsoft.Network/virtualNetworks/v`,
    place: "ApimVirtualNetwork.internalMode",
    make: (stack, subnetId) => inNetwork(stack, { subnetId }),
  },
  {
    file: "apim/service/network.ts",
    option: "publicIpAddressId",
    good: `${GROUP}/Microsoft.Network/publicIPAddresses/pip`,
    bad: "20.1.2.3",
    place: "ApimVirtualNetwork.internalMode",
    make: (stack, publicIpAddressId) => inNetwork(stack, { publicIpAddressId }),
  },
  {
    file: "apim/service/custom-domain.ts",
    option: "hostName",
    good: "orders.contoso.com",
    bad: "https://orders.contoso.com",
    place: "CustomDomain.gateway",
    make: (stack, hostName) => service(stack, { customDomains: [domain(stack, { hostName })] }),
  },
  {
    file: "apim/service/custom-domain.ts",
    option: "certificateName",
    good: "orders-cert",
    bad: "orders/cert",
    place: "CustomDomain.gateway",
    make: (stack, certificateName) => service(stack, { customDomains: [domain(stack, { certificateName })] }),
  },
  {
    file: "apim/api/backend-address.ts",
    option: "url",
    good: "https://orders.contoso.com/v1",
    bad: "http://orders.contoso.com",
    place: "BackendAddress.https",
    make: (stack, url) => backend(stack, { address: BackendAddress.https(url) }),
  },
  {
    file: "apim/api/backend-address.ts",
    option: "url",
    good: "http://10.0.0.4/v1",
    bad: "https://orders.contoso.com",
    place: "BackendAddress.unencrypted",
    make: (stack, url) => backend(stack, { address: BackendAddress.unencrypted(url) }),
  },
  {
    file: "apim/api/backend-address.ts",
    option: "hostName",
    good: "orders.azurewebsites.net",
    bad: "https://orders.azurewebsites.net",
    place: "BackendAddress.appService",
    make: (stack, hostName) => addressed(stack, { hostName }),
  },
  {
    file: "apim/api/backend-address.ts",
    option: "path",
    good: "api/v1",
    bad: "/api",
    place: "BackendAddress.appService",
    make: (stack, path) => addressed(stack, { path }),
  },
  {
    file: "apim/api/backend-address.ts",
    option: "resourceId",
    good: `${GROUP}/Microsoft.Web/sites/orders`,
    bad: "orders",
    place: "BackendAddress.appService",
    make: (stack, resourceId) => addressed(stack, { resourceId }),
  },
  {
    file: "apim/api/service-fabric.ts",
    option: "serviceName",
    good: "fabric:/shop/orders",
    bad: "fabric:/shop",
    place: "BackendAddress.serviceFabric",
    make: (stack, serviceName) => cluster(stack, { serviceName }),
  },
  {
    file: "apim/api/service-fabric.ts",
    option: "managementEndpoint",
    good: "https://cluster.contoso.com:19080",
    bad: "cluster.contoso.com:19080",
    place: "BackendAddress.serviceFabric",
    make: (stack, url) => cluster(stack, { managementEndpoints: [url] }),
  },
  {
    file: "apim/api/service-fabric.ts",
    option: "serverThumbprint",
    good: "a".repeat(40),
    bad: "a".repeat(64),
    place: "BackendAddress.serviceFabric",
    make: (stack, thumbprint) => cluster(stack, { serverThumbprints: [thumbprint] }),
  },
  {
    file: "apim/api/service-fabric.ts",
    option: "name of a certificate",
    good: "cluster.contoso.com",
    bad: "",
    place: "BackendAddress.serviceFabric",
    make: (stack, name) =>
      cluster(stack, { serverThumbprints: [], serverX509Names: [{ name, issuerThumbprint: "a".repeat(40) }] }),
  },
  {
    file: "apim/api/service-fabric.ts",
    option: "issuerThumbprint",
    good: "A".repeat(40),
    bad: "thumbprint",
    place: "BackendAddress.serviceFabric",
    make: (stack, issuerThumbprint) =>
      cluster(stack, { serverThumbprints: [], serverX509Names: [{ name: "a.contoso.com", issuerThumbprint }] }),
  },
  {
    file: "apim/api/backend-credential.ts",
    option: "name",
    good: "x-key",
    bad: "x key",
    place: "BackendCredential.header",
    make: (stack, name) => credentialed(stack, (value) => BackendCredential.header(name, value)),
  },
  {
    file: "apim/api/backend-credential.ts",
    option: "name",
    good: "api-key",
    bad: "api key",
    place: "BackendCredential.queryParameter",
    make: (stack, name) => credentialed(stack, (value) => BackendCredential.queryParameter(name, value)),
  },
  {
    file: "apim/api/backend-credential.ts",
    option: "scheme",
    good: "Basic",
    bad: "Basic x",
    place: "BackendCredential.authorization",
    make: (stack, scheme) => credentialed(stack, (value) => BackendCredential.authorization(scheme, value)),
  },
  {
    file: "apim/api/backend-credential.ts",
    option: "thumbprint",
    good: "a".repeat(40),
    bad: "a".repeat(64),
    place: "BackendCredential.certificate",
    make: (stack, text) => backend(stack, { credentials: [BackendCredential.certificate(text)] }),
  },
  {
    file: "apim/api/backend-props.ts",
    option: "name",
    good: "orders_v1",
    bad: "orders v1",
    place: "Stack/Backend",
    make: (stack, name) => backend(stack, { name }),
  },
  {
    file: "apim/api/backend-props.ts",
    option: "title",
    good: 'The "orders" 🚚',
    bad: " ",
    place: "Stack/Backend",
    make: (stack, title) => backend(stack, { title }),
  },
  {
    file: "apim/api/backend-props.ts",
    option: "description",
    good: "Takes <orders>.",
    bad: " ",
    place: "Stack/Backend",
    make: (stack, description) => backend(stack, { description }),
  },
  {
    file: "apim/api/backend-props.ts",
    option: "url",
    good: "http://proxy.contoso.com:3128",
    bad: "proxy",
    place: "Stack/Backend",
    make: (stack, url) => backend(stack, { proxy: { url, username: "apim" } }),
  },
  {
    file: "apim/api/backend-props.ts",
    option: "username",
    good: "apim",
    bad: " ",
    place: "Stack/Backend",
    make: (stack, username) => backend(stack, { proxy: { url: "https://proxy.contoso.com", username } }),
  },
  {
    file: "apim/api/circuit-breaker.ts",
    option: "name of the circuit breaker",
    good: "breaker-1",
    bad: "breaker 1",
    place: "Stack/Backend",
    make: (stack, name) => broken(stack, { failures: 1, name }),
  },
  {
    file: "apim/api/circuit-breaker.ts",
    option: "errorReason",
    good: "Timeout",
    bad: "",
    place: "Stack/Backend",
    make: (stack, reason) => broken(stack, { failures: 1, errorReasons: [reason] }),
  },
  {
    file: "apim/values/apim-pkcs12-certificate.ts",
    option: "name",
    good: "client_2027",
    bad: "client 2027",
    place: "Stack/Certificate",
    make: (stack, name) =>
      new ApimPkcs12Certificate(stack, "Certificate", {
        apim: newService(stack),
        name,
        data: SecretValue.fromVariable(new TerraformVariable(stack, "pfx", { sensitive: true })),
      }),
  },
  {
    file: "apim/api/backend-pool.ts",
    option: "name",
    good: "orders_v1",
    bad: "orders v1",
    place: "Stack/Pool",
    make: (stack, name) => pooled(stack, { name }),
  },
  {
    file: "apim/api/backend-pool.ts",
    option: "description",
    good: "Takes <orders>.",
    bad: " ",
    place: "Stack/Pool",
    make: (stack, description) => pooled(stack, { description }),
  },
  {
    file: "apim/api/imported-backend.ts",
    option: "name",
    good: "orders_v1",
    bad: "orders v1",
    place: "Stack/Given",
    make: (stack, name) =>
      Backend.fromName(stack, "Given", { apim: newService(stack, "Other"), name }).useIn(api(stack)),
  },
  {
    file: "apim/api/api-operation.ts",
    option: "operationId",
    good: "get-orders",
    bad: "get orders",
    place: "Stack/Api/get",
    make: (stack, operationId) => operation(stack, { operationId }),
  },
  {
    file: "apim/api/api-operation.ts",
    option: "operationId",
    good: "get-orders",
    bad: "get orders",
    place: "Stack/Given",
    make: (stack, operationId) => {
      const target = ApiOperation.fromId(stack, "Given", { api: api(stack), operationId });
      ApimPolicy.of(target).addInbound(new SetHeader({ name: "X-A", values: ["a"] }));
    },
  },
  {
    file: "apim/api/api-operation.ts",
    option: "method",
    good: "PATCH",
    bad: "patch",
    place: "Stack/Api/get",
    make: (stack, method) => operation(stack, { method }),
  },
  {
    file: "apim/api/api-operation.ts",
    option: "urlTemplate",
    good: "/{id}/lines",
    bad: "{id}",
    place: "Stack/Api/get",
    make: (stack, urlTemplate) => operation(stack, { urlTemplate }),
  },
  {
    file: "apim/api/api-operation.ts",
    option: "displayName",
    good: 'Get "one" <order> 🚚',
    bad: "",
    place: "Stack/Api/get",
    make: (stack, displayName) => operation(stack, { displayName }),
  },
  {
    file: "apim/api/api.ts",
    option: "path",
    good: "orders/v1",
    bad: "/orders",
    place: "Stack/Api",
    make: (stack, path) => api(stack, { path }),
  },
  {
    file: "apim/api/api.ts",
    option: "name",
    good: "orders-v1",
    bad: "orders/v1",
    place: "Stack/Api",
    make: (stack, name) => api(stack, { name }),
  },
  {
    file: "apim/api/api.ts",
    option: "displayName",
    good: 'The "orders" <API> 🚚',
    bad: " ",
    place: "Stack/Api",
    make: (stack, displayName) => api(stack, { displayName }),
  },
  {
    file: "apim/api/api.ts",
    option: "description",
    good: "Takes <orders>.",
    bad: " ",
    place: "Stack/Api",
    make: (stack, description) => api(stack, { description }),
  },
  {
    file: "apim/api/api.ts",
    option: "serviceUrl",
    good: "https://orders.azurewebsites.net/api",
    bad: "orders.azurewebsites.net",
    place: "Stack/Api",
    make: (stack, serviceUrl) => api(stack, { serviceUrl }),
  },
  {
    file: "apim/api/api.ts",
    option: "revision",
    good: "2",
    bad: "",
    place: "Stack/Api",
    make: (stack, revision) => api(stack, { revision }),
  },
  {
    file: "apim/api/imported-api.ts",
    option: "name",
    good: "orders",
    bad: "orders;rev=2",
    place: "Stack/Given",
    make: (stack, name) => jwt(stack, {}, Api.fromName(stack, "Given", { ...OPEN, apim: newService(stack), name })),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "tenantName",
    good: "contoso",
    bad: "contoso.onmicrosoft.com",
    place: "Stack/CustomerSignIn",
    make: (stack, tenantName) => customerSignIn(stack, { tenantName }),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "domain",
    good: "login.contoso.com",
    bad: "https://login.contoso.com",
    place: "Stack/CustomerSignIn",
    make: (stack, domain) => customerSignIn(stack, { domain }),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "clientId",
    good: guid(2),
    bad: "orders",
    place: "Stack/CustomerSignIn",
    make: (stack, clientId) => customerSignIn(stack, { client: { displayName: "Portal", clientId } }),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "signInFlow",
    good: "B2C_1_signin",
    bad: "signin",
    place: "Stack/CustomerSignIn",
    make: (stack, signInFlow) => customerSignIn(stack, { signInFlow }),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "signUpFlow",
    good: "B2C_1A_signup",
    bad: "signup",
    place: "Stack/CustomerSignIn",
    make: (stack, signUpFlow) => customerSignIn(stack, { signUpFlow }),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "profileEditingFlow",
    good: "B2C_1_profile",
    bad: "profile",
    place: "Stack/CustomerSignIn",
    make: (stack, profileEditingFlow) => customerSignIn(stack, { profileEditingFlow }),
  },
  {
    file: "apim/auth/developer-portal-b2c-sign-in.ts",
    option: "passwordResetFlow",
    good: "B2C_1_reset",
    bad: "reset",
    place: "Stack/CustomerSignIn",
    make: (stack, passwordResetFlow) => customerSignIn(stack, { passwordResetFlow }),
  },
  {
    file: "apim/auth/apim-auth-server.ts",
    option: "name",
    good: "AzureAD-OAuth",
    bad: "AzureAD OAuth",
    place: "Stack/Server",
    make: (stack, name) => server(stack, { name }),
  },
  {
    file: "apim/auth/apim-auth-server.ts",
    option: "displayName",
    good: 'Azure "AD"',
    bad: "",
    place: "Stack/Server",
    make: (stack, displayName) => server(stack, { displayName }),
  },
  {
    file: "apim/auth/apim-auth-server.ts",
    option: "description",
    good: "For the test console",
    bad: "",
    place: "Stack/Server",
    make: (stack, description) => server(stack, { description }),
  },
  {
    file: "apim/auth/apim-auth-server.ts",
    option: "clientRegistrationEndpoint",
    good: "http://localhost",
    bad: "localhost",
    place: "Stack/Server",
    make: (stack, clientRegistrationEndpoint) => server(stack, { clientRegistrationEndpoint }),
  },
  {
    file: "apim/auth/apim-auth-server.ts",
    option: "name",
    good: "AzureAD-OAuth",
    bad: "AzureAD/OAuth",
    place: "Stack/Given",
    make: (stack, name) => api(stack, { authServer: ApimAuthServer.fromName(stack, "Given", name) }),
  },
  {
    file: "apim/auth/openid-connect-provider.ts",
    option: "name",
    good: "sign-in",
    bad: "sign/in",
    place: "Stack/SignIn",
    make: (stack, name) => signIn(stack, { name }),
  },
  {
    file: "apim/auth/openid-connect-provider.ts",
    option: "name",
    good: "sign-in",
    bad: "sign/in",
    place: "Stack/Given",
    make: (stack, name) => api(stack, { openIdProvider: OpenIdConnectProvider.fromName(stack, "Given", name) }),
  },
  {
    file: "apim/auth/openid-connect-provider.ts",
    option: "displayName",
    good: "Sign-in",
    bad: " ",
    place: "Stack/SignIn",
    make: (stack, displayName) => signIn(stack, { displayName }),
  },
  {
    file: "apim/auth/openid-connect-provider.ts",
    option: "description",
    good: "Signs users in",
    bad: "",
    place: "Stack/SignIn",
    make: (stack, description) => signIn(stack, { description }),
  },
  {
    file: "apim/auth/openid-connect-provider.ts",
    option: "metadataUrl of the resource server",
    good: "https://login.contoso.com/.well-known/openid-configuration",
    bad: "login.contoso.com",
    place: "Stack/SignIn",
    make: (stack, metadataUrl) => signIn(stack, { resource: { ...OWN_SERVER, metadataUrl } }),
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "path",
    good: "tools/orders",
    bad: "/tools",
    place: "Stack/Mcp",
    make: (stack, path) => mcp(stack, { path, name: "tools" }),
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "name",
    good: "orders-tools",
    bad: "orders/tools",
    place: "Stack/Mcp",
    make: (stack, name) => mcp(stack, { name }),
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "hostName",
    good: "mcp.contoso.com",
    bad: "https://mcp.contoso.com",
    place: "Stack/Mcp",
    make: (stack, hostName) => {
      const server = mcp(stack, { hostName });
      new TerraformOutput(stack, "Url", { value: server.url });
    },
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "displayName",
    good: "Order tools",
    bad: " ",
    place: "Stack/Mcp",
    make: (stack, displayName) => mcp(stack, { displayName }),
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "description",
    good: "For agents",
    bad: "",
    place: "Stack/Mcp",
    make: (stack, description) => mcp(stack, { description }),
  },
  {
    file: "apim/api/mcp-tools.ts",
    option: "name of a tool",
    good: "read",
    bad: "read it",
    place: "Stack/Mcp",
    make: (stack, name) => mcp(stack, { tools: [{ operation: existing(stack), description: "Reads", name }] }),
    isLiteral: true,
  },
  {
    file: "apim/api/mcp-tools.ts",
    option: "description of a tool",
    good: "Reads an order",
    bad: " ",
    place: "Stack/Mcp",
    make: (stack, description) => mcp(stack, { tools: [{ operation: existing(stack), description }] }),
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "hostName",
    good: "api.contoso.com",
    bad: "https://api.contoso.com",
    place: "McpServer.urlOf",
    make: (stack, hostName) => registration(stack, { identifierUri: McpServer.urlOf(hostName, "mcp") }),
  },
  {
    file: "apim/api/mcp-server.ts",
    option: "path",
    good: "mcp",
    bad: "/mcp",
    place: "McpServer.urlOf",
    make: (stack, path) => registration(stack, { identifierUri: McpServer.urlOf("api.contoso.com", path) }),
  },
  {
    file: "apim/auth/oauth-grant.ts",
    option: "username",
    good: "tester@contoso.com",
    bad: " ",
    place: "OAuthGrant.insecureResourceOwnerPassword",
    make: (stack, username) => {
      const password = SecretValue.fromVariable(new TerraformVariable(stack, "password", { sensitive: true }));
      const options = { scopes: ["read"], resourceOwner: { username, password } };
      server(stack, { grant: OAuthGrant.insecureResourceOwnerPassword(options) });
    },
  },
  ...(["subscriptionId", "tenantId"] as const).map((option): Row<string> => ({
    file: "core/azapi-provider.ts",
    option,
    good: guid(1),
    bad: "contoso",
    place: "Stack/azapi",
    make: (stack, value) => new AzapiProvider(stack, "azapi", { [option]: value }),
  })),
  {
    file: "apim/service/apim-identity.ts",
    option: "clientId",
    good: guid(1),
    bad: "mi-apim",
    place: "ApimIdentity.userAssigned",
    make: (stack, clientId) =>
      reference(stack, { identity: ApimIdentity.userAssigned({ clientId, principalId: guid(2) }) }),
  },
  {
    file: "apim/service/apim-identity.ts",
    option: "principalId",
    good: guid(1),
    bad: "mi-apim",
    place: "ApimIdentity.userAssigned",
    make: (stack, principalId) =>
      reference(stack, { identity: ApimIdentity.userAssigned({ clientId: guid(2), principalId }) }),
  },
  {
    file: "apim/service/apim-identity.ts",
    option: "principalId",
    good: guid("b"),
    bad: guid("a").toUpperCase(),
    place: "ApimIdentity.userAssigned",
    make: (stack, principalId) =>
      reference(stack, { identity: ApimIdentity.userAssigned({ clientId: guid("a"), principalId }) }),
  },
  {
    file: "apim/auth/token-check-options.ts",
    option: "headerName",
    good: "X-Access-Token",
    bad: "X Access Token",
    place: "Stack/Jwt",
    make: (stack, headerName) => jwt(stack, { headerName }),
  },
  {
    file: "apim/auth/token-check-options.ts",
    option: "failedValidationErrorMessage",
    good: "No entry",
    bad: "",
    place: "Stack/Jwt",
    make: (stack, failedValidationErrorMessage) => jwt(stack, { failedValidationErrorMessage }),
  },
  {
    file: "apim/auth/jwt-policy.ts",
    option: "realm",
    good: "contoso orders",
    bad: 'a", error="b',
    place: "Stack/Jwt",
    make: (stack, realm) => jwt(stack, { realm }),
  },
  {
    file: "apim/policy/policy-fragment.ts",
    option: "name",
    good: "trace-headers",
    bad: "trace.headers",
    place: "Stack/Fragment",
    make: (stack, name) => fragment(stack, { name }),
  },
  {
    file: "apim/policy/policy-fragment.ts",
    option: "description",
    good: "Tells callers the id of their request",
    bad: " ",
    place: "Stack/Fragment",
    make: (stack, description) => fragment(stack, { description }),
  },
  {
    file: "apim/policy/policy-fragment.ts",
    option: "name",
    good: "trace-headers",
    bad: "trace.headers",
    place: "Stack/Fragment",
    make: (stack, name) => {
      const target = api(stack);
      ApimPolicy.of(target).addInbound(
        PolicyFragment.fromName(stack, "Fragment", { apim: target.apim, name }).include(),
      );
    },
  },
  {
    file: "entra/registrations.ts",
    option: "scope",
    good: "write",
    bad: "",
    place: "Stack/Jwt",
    make: (stack, scope) => jwt(stack, { callers: Callers.users(scope) }),
  },
  {
    file: "entra/registrations.ts",
    option: "role",
    good: "Orders.Write",
    bad: "",
    place: "Stack/Jwt",
    make: (stack, role) => jwt(stack, { callers: Callers.applications(role) }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "displayName",
    good: 'The "orders" <API> 🚚',
    bad: "",
    place: "Stack/Orders",
    make: (stack, displayName) => registration(stack, { displayName }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "description",
    good: "Takes orders.",
    bad: "x".repeat(1025),
    place: "Stack/Orders",
    make: (stack, description) => registration(stack, { description }),
  },
  {
    file: "entra/registrations.ts",
    option: "role",
    good: "Admin",
    bad: "",
    place: "Stack/Jwt",
    make: (stack, role) => jwt(stack, { callers: Callers.users("read").withRole(role) }),
  },
  {
    file: "entra/app-registration.ts",
    option: "identifierUri",
    good: "https://orders.contoso.com",
    bad: "https://orders.contoso.com/",
    place: "Stack/Orders",
    make: (stack, identifierUri) => registration(stack, { identifierUri }),
  },
  {
    file: "entra/credentials/client-secret.ts",
    option: "endDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31",
    place: "Stack/Orders",
    make: (stack, endDate) => registration(stack, {}).addClientSecret("Portal", { endDate }),
  },
  {
    file: "entra/credentials/client-secret.ts",
    option: "displayName",
    good: "The portal's",
    bad: " ",
    place: "Stack/Orders",
    make: (stack, displayName) => registration(stack, {}).addClientSecret("Portal", { ...END, displayName }),
  },
  {
    file: "entra/app-registration.ts",
    option: "redirect URI",
    good: "https://app.contoso.com/callback",
    bad: "http://app.contoso.com/callback",
    place: "Stack/Orders",
    make: (stack, uri) => registration(stack, {}).addRedirectUri(uri),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "notes",
    good: "Team orders",
    bad: " ",
    place: "Stack/Orders",
    make: (stack, notes) => registration(stack, { notes }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "serviceManagementReference",
    good: "CMDB-1",
    bad: "",
    place: "Stack/Orders",
    make: (stack, serviceManagementReference) => registration(stack, { serviceManagementReference }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "homepageUrl",
    good: "https://contoso.com/#start",
    bad: "contoso.com",
    place: "Stack/Orders",
    make: (stack, homepageUrl) => registration(stack, { homepageUrl }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "logoutUrl",
    good: "https://contoso.com/out",
    bad: "http://contoso.com/out",
    place: "Stack/Orders",
    make: (stack, logoutUrl) => registration(stack, { logoutUrl }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "marketingUrl",
    good: "http://contoso.com",
    bad: "ftp://contoso.com",
    place: "Stack/Orders",
    make: (stack, marketingUrl) => registration(stack, { marketingUrl }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "privacyStatementUrl",
    good: "https://contoso.com/privacy",
    bad: "/privacy",
    place: "Stack/Orders",
    make: (stack, privacyStatementUrl) => registration(stack, { privacyStatementUrl }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "supportUrl",
    good: "https://contoso.com/help",
    bad: "mailto:help@contoso.com",
    place: "Stack/Orders",
    make: (stack, supportUrl) => registration(stack, { supportUrl }),
  },
  {
    file: "entra/app-registration-props.ts",
    option: "termsOfServiceUrl",
    good: "https://contoso.com/terms",
    bad: "",
    place: "Stack/Orders",
    make: (stack, termsOfServiceUrl) => registration(stack, { termsOfServiceUrl }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "description of the service principal",
    good: "Orders",
    bad: "x".repeat(1025),
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { description: text } }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "notes of the service principal",
    good: "Ask us",
    bad: "",
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { notes: text } }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "loginUrl",
    good: "https://contoso.com/login",
    bad: "login",
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { loginUrl: text } }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "tag",
    good: "HideApp",
    bad: "Hide App",
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { tags: [text] } }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "alternativeName",
    good: "orders",
    bad: " ",
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { alternativeNames: [text] } }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "notificationEmailAddress",
    good: "orders@contoso.com",
    bad: "orders",
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { notificationEmailAddresses: [text] } }),
  },
  {
    file: "entra/service-principal-options.ts",
    option: "samlRelayState",
    good: "https://orders.contoso.com/start",
    bad: " ",
    place: "Stack/Orders",
    make: (stack, text) => registration(stack, { servicePrincipal: { samlRelayState: text } }),
  },
  {
    file: "entra/sign-in-audience.ts",
    option: "tenant id",
    good: guid(1),
    bad: "common",
    place: "SignInAudience",
    make: (stack, tenantId) => {
      const signInAudience = SignInAudience.multipleTenants([tenantId]);
      jwt(stack, { resource: importedApi(stack, "Several", { signInAudience }) });
    },
  },
  {
    file: "entra/optional-claim.ts",
    option: "name",
    good: "ipaddr",
    bad: "ip address",
    place: "OptionalClaim",
    make: (stack, name) => registration(stack, { optionalClaims: { idToken: [OptionalClaim.of(name)] } }),
  },
  {
    file: "entra/authorized-clients.ts",
    option: "client id",
    good: guid(1),
    bad: "azure-cli",
    place: "Stack/Orders",
    make: (stack, clientId) => registration(stack, {}).addKnownClient({ clientId, displayName: "Client" }),
  },
  {
    file: "entra/microsoft-api.ts",
    option: "displayName",
    good: "Power BI",
    bad: "",
    place: "MicrosoftApi",
    make: (stack, displayName) =>
      new TerraformOutput(stack, "Name", { value: MicrosoftApi.of(displayName, guid(1)).displayName }),
  },
  {
    file: "entra/microsoft-api.ts",
    option: "clientId",
    good: guid(1),
    bad: "power-bi",
    place: "MicrosoftApi",
    make: (stack, clientId) => {
      const api = AppRegistration.fromMicrosoftApi(stack, "PowerBi", MicrosoftApi.of("Power BI", clientId));
      newClient(stack).requestScope(api, "read");
    },
  },
  {
    file: "entra/assignee.ts",
    option: "objectId",
    good: guid(1),
    bad: "1",
    place: "Assignee.user",
    make: (stack, id) => assigned(stack, Assignee.user(id)),
  },
  {
    file: "entra/assignee.ts",
    option: "displayName",
    good: "All <admins>",
    bad: " ",
    place: "Assignee.groupFromDisplayName",
    make: (stack, name) => assigned(stack, Assignee.groupFromDisplayName(name)),
  },
  {
    file: "entra/assignee.ts",
    option: "userPrincipalName",
    good: "eve@contoso.com",
    bad: "eve",
    place: "Assignee.userFromPrincipalName",
    make: (stack, name) => assigned(stack, Assignee.userFromPrincipalName(name)),
  },
  {
    file: "entra/assignee.ts",
    option: "mailNickname",
    good: "eve",
    bad: "eve@contoso.com",
    place: "Assignee.userFromMailNickname",
    make: (stack, name) => assigned(stack, Assignee.userFromMailNickname(name)),
  },
  {
    file: "entra/imported-app-registration.ts",
    option: "objectId",
    good: guid(1),
    bad: "orders",
    place: "Stack/Given",
    make: (stack, id) => imported(stack, AppRegistration.fromObjectId(stack, "Given", id, EXISTING)),
  },
  {
    file: "entra/imported-app-registration.ts",
    option: "displayName",
    good: "Orders & more",
    bad: "",
    place: "Stack/Given",
    make: (stack, name) => imported(stack, AppRegistration.fromDisplayName(stack, "Given", name, EXISTING)),
  },
  {
    file: "entra/imported-app-registration.ts",
    option: "identifierUri",
    good: "https://orders.contoso.com",
    bad: "https://orders.contoso.com/",
    place: "Stack/Given",
    make: (stack, uri) => imported(stack, AppRegistration.fromIdentifierUri(stack, "Given", uri, EXISTING)),
  },
  ...[guid(2), guid("a")].map((clientId) => ({
    file: "entra/managed-identity.ts",
    option: "principalId",
    good: guid(1),
    // The client id is no principal id.
    bad: clientId === guid(2) ? "1" : clientId,
    place: "Stack/Identity",
    make: (stack: TerraformStack, principalId: string) =>
      granted(stack, ManagedIdentity.fromPrincipalId(stack, "Identity", { principalId, clientId })),
  })),
  {
    file: "entra/managed-identity.ts",
    option: "clientId",
    good: guid(1),
    bad: "1",
    place: "Stack/Identity",
    make: (stack, clientId) =>
      granted(stack, ManagedIdentity.fromPrincipalId(stack, "Identity", { principalId: guid(2), clientId })),
  },
  {
    file: "entra/managed-identity.ts",
    option: "name",
    good: "id-orders",
    bad: "id orders",
    place: "Stack/Identity",
    make: (stack, name) =>
      granted(stack, ManagedIdentity.fromName(stack, "Identity", { name, resourceGroupName: "rg" })),
  },
  {
    file: "entra/managed-identity.ts",
    option: "resourceGroupName",
    good: "rg-orders",
    bad: "rg orders",
    place: "Stack/Identity",
    make: (stack, resourceGroupName) =>
      granted(stack, ManagedIdentity.fromName(stack, "Identity", { name: "id-orders", resourceGroupName })),
  },
  {
    file: "entra/managed-identity.ts",
    option: "resourceId",
    good: IDENTITY_ID,
    bad: "id-orders",
    place: "Stack/Identity",
    make: (stack, resourceId) => granted(stack, ManagedIdentity.fromResourceId(stack, "Identity", resourceId)),
  },
  {
    file: "entra/app-role.ts",
    option: "value",
    good: "Orders/Read",
    bad: "Orders Read",
    place: "AppRole",
    make: (stack, value) => registration(stack, { roles: [AppRole.forUsers(value)] }),
    isLiteral: true,
  },
  {
    file: "entra/app-role.ts",
    option: "displayName",
    good: 'Reads "orders"',
    bad: "",
    place: "AppRole",
    make: (stack, displayName) => registration(stack, { roles: [AppRole.forUsers("read", { displayName })] }),
  },
  {
    file: "entra/app-role.ts",
    option: "description",
    good: "Reads <orders>.",
    bad: "",
    place: "AppRole",
    make: (stack, description) => registration(stack, { roles: [AppRole.forUsers("read", { description })] }),
  },
  {
    file: "entra/app-role.ts",
    option: "id",
    good: guid(1),
    bad: "1",
    place: "AppRole",
    make: (stack, id) => registration(stack, { roles: [AppRole.forUsers("read", { id })] }),
  },
  {
    file: "entra/authority.ts",
    option: "tenantId",
    good: TENANT,
    bad: "common",
    place: "Authority",
    make: (stack, tenantId) =>
      imported(stack, importedApi(stack, "Given", { authority: Authority.publicCloud(tenantId) })),
  },
  {
    file: "entra/imported-app-registration.ts",
    option: "clientId",
    good: guid(1),
    bad: "api://orders",
    place: "Stack/Given",
    make: (stack, clientId) => imported(stack, importedApi(stack, "Given", { clientId })),
  },
  {
    file: "entra/imported-app-registration.ts",
    option: "identifierUri",
    good: "api://orders",
    bad: 'api://orders", error="',
    place: "Stack/Given",
    make: (stack, identifierUri) => imported(stack, importedApi(stack, "Given", { identifierUri })),
  },
  {
    file: "entra/imported-app-registration.ts",
    option: "role",
    good: "Orders.Read",
    bad: 'Orders"]}',
    place: "Stack/Given",
    make: (stack, role) => api(stack, { description: importedApi(stack, "Given").roleId(role) }),
  },
  {
    file: "entra/permission-scope.ts",
    option: "value",
    good: "Orders.Read",
    bad: ".read",
    place: "PermissionScope",
    make: (stack, value) => registration(stack, { scopes: [PermissionScope.of(value)] }),
    isLiteral: true,
  },
  {
    file: "entra/permission-scope.ts",
    option: "adminConsentDisplayName",
    good: 'Reads "orders"',
    bad: "",
    place: "PermissionScope",
    make: (stack, adminConsentDisplayName) => withScope(stack, { adminConsentDisplayName }),
  },
  {
    file: "entra/permission-scope.ts",
    option: "adminConsentDescription",
    good: "Reads <orders>.",
    bad: "",
    place: "PermissionScope",
    make: (stack, adminConsentDescription) => withScope(stack, { adminConsentDescription }),
  },
  {
    file: "entra/permission-scope.ts",
    option: "userConsentDisplayName",
    good: "Read my orders",
    bad: "",
    place: "PermissionScope",
    make: (stack, userConsentDisplayName) => withScope(stack, { userConsentDisplayName }),
  },
  {
    file: "entra/permission-scope.ts",
    option: "userConsentDescription",
    good: "Reads your orders.",
    bad: "",
    place: "PermissionScope",
    make: (stack, userConsentDescription) => withScope(stack, { userConsentDescription }),
  },
  {
    file: "entra/permission-scope.ts",
    option: "id",
    good: guid(1),
    bad: "1",
    place: "PermissionScope",
    make: (stack, id) => withScope(stack, { id }),
  },
  {
    file: "apim/values/key-vault-secret-ref.ts",
    option: "secretName",
    good: "backend-key",
    bad: "backend_key",
    place: "Stack/Ref",
    make: (stack, secretName) => reference(stack, { secretName }),
  },
  {
    file: "apim/values/named-value.ts",
    option: "displayName",
    good: "backend.key",
    bad: "backend key",
    place: "Stack/Key",
    make: (stack, displayName) => {
      const apim = newService(stack);
      const { reference } = NamedValue.fromName(stack, "Key", { apim, displayName });
      ApimPolicy.of(apim).addInbound(new SetHeader({ name: PolicyValue.text("x-key"), values: [reference] }));
    },
  },
  {
    file: "apim/values/key-vault-secret-ref.ts",
    option: "namedValueName",
    good: "backend_key",
    bad: "backend key",
    place: "Stack/Ref",
    make: (stack, namedValueName) => reference(stack, { namedValueName }),
  },
  {
    file: "apim/values/apim-certificate.ts",
    option: "thumbprint",
    good: "0123456789ABCDEF0123456789ABCDEF01234567",
    bad: "01 23",
    place: "Stack/Certificate",
    make: (stack, thumbprint) => {
      const apim = newService(stack, "CertificateService");
      const certificate = ApimCertificate.fromName(stack, "Certificate", { apim, name: "client", thumbprint });
      const authentication = ClientAuthentication.certificate(certificate);
      const backendToken = BackendToken.onBehalfOf({ backend: importedApi(stack, "Backend"), authentication });
      jwt(stack, { callers: Callers.users("read"), backendToken });
    },
  },
  {
    file: "apim/values/apim-certificate.ts",
    option: "certificateName",
    good: "client-2027",
    bad: "client_2027",
    place: "Stack/Certificate",
    make: (stack, certificateName) => certificate(stack, { certificateName }),
  },
  {
    file: "apim/values/apim-certificate.ts",
    option: "name",
    good: "client_2027",
    bad: "client 2027",
    place: "Stack/Certificate",
    make: (stack, name) => certificate(stack, { name }),
  },
  {
    file: "apim/values/apim-certificate.ts",
    option: "name",
    good: "client_2027",
    bad: "client 2027",
    place: "Stack/Given",
    make: (stack, name) => {
      const apim = newService(stack);
      const given = ApimCertificate.fromName(stack, "Given", { apim, name });
      const use = new PolicyElement("authentication-certificate", {
        attributes: [{ name: "certificate-id", value: PolicyValue.text(given.name) }],
      });
      ApimPolicy.of(apim).addInbound(use);
    },
  },
  {
    file: "keyvault/key-vault.ts",
    option: "resourceId",
    good: VAULT_ID,
    bad: SERVICE_ID,
    place: "Stack/Given",
    make: (stack, id) => reference(stack, { vault: KeyVault.fromResourceId(stack, "Given", id) }),
  },
  {
    file: "keyvault/key-vault.ts",
    option: "name",
    good: "kv-orders",
    bad: "kv",
    place: "Stack/Given",
    make: (stack, name) => reference(stack, { vault: newVault(stack, "Given", { name }) }),
  },
  {
    file: "keyvault/key-vault.ts",
    option: "resourceGroupName",
    good: "rg-orders",
    bad: "rg-orders.",
    place: "Stack/Given",
    make: (stack, resourceGroupName) => reference(stack, { vault: newVault(stack, "Given", { resourceGroupName }) }),
  },
  {
    file: "keyvault/key-vault.ts",
    option: "secret",
    good: "portal-secret",
    bad: "portal/secret",
    place: "Stack/Given",
    make: (stack, name) => server(stack, { clientSecret: newVault(stack, "Given").secret(name) }),
  },
  {
    file: "entra/resource-server.ts",
    option: "metadataUrl",
    good: "https://id.contoso.com/a",
    bad: "http://id.contoso.com/a",
    place: "ResourceServer.oidc",
    make: (stack, value) => foreign(stack, ResourceServer.oidc({ ...WITH_ENDPOINTS, metadataUrl: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "issuer",
    good: "https://id.contoso.com/b",
    bad: " ",
    place: "ResourceServer.oidc",
    make: (stack, value) => foreign(stack, ResourceServer.oidc({ ...WITH_ENDPOINTS, issuer: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "audience",
    good: "orders-api",
    bad: "",
    place: "ResourceServer.oidc",
    make: (stack, value) => foreign(stack, ResourceServer.oidc({ ...WITH_ENDPOINTS, audiences: [value] })),
  },
  {
    file: "entra/resource-server.ts",
    option: "tokenEndpoint",
    good: "https://id.contoso.com/token",
    bad: "/token",
    place: "ResourceServer.oidc",
    make: (stack, value) => foreign(stack, ResourceServer.oidc({ ...WITH_ENDPOINTS, tokenEndpoint: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "authorizationEndpoint",
    good: "https://id.contoso.com/authorize",
    bad: "/authorize",
    place: "ResourceServer.oidc",
    make: (stack, value) => foreign(stack, ResourceServer.oidc({ ...WITH_ENDPOINTS, authorizationEndpoint: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "token parameter",
    good: "orders & more",
    bad: "",
    place: "ResourceServer.oidc",
    make: (stack, value) =>
      foreign(stack, ResourceServer.oidc({ ...WITH_ENDPOINTS, tokenParameters: { audience: value } })),
  },
  {
    file: "entra/resource-server.ts",
    option: "domain",
    good: "login.contoso.com",
    bad: "https://login.contoso.com",
    place: "ResourceServer.auth0",
    make: (stack, value) => foreign(stack, ResourceServer.auth0({ audience: "orders", domain: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "audience",
    good: "orders-api",
    bad: "",
    place: "ResourceServer.auth0",
    make: (stack, value) => foreign(stack, ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "domain",
    good: "login.contoso.com",
    bad: "https://login.contoso.com",
    place: "ResourceServer.okta",
    make: (stack, value) => foreign(stack, ResourceServer.okta({ audience: "orders", domain: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "audience",
    good: "orders-api",
    bad: "",
    place: "ResourceServer.okta",
    make: (stack, value) => foreign(stack, ResourceServer.okta({ domain: "contoso.okta.com", audience: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "authorizationServerId",
    good: "aus1",
    bad: "a/b",
    place: "ResourceServer.okta",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.okta({ domain: "contoso.okta.com", audience: "orders", authorizationServerId: value }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "environmentId",
    good: guid(1),
    bad: "production",
    place: "ResourceServer.pingOne",
    make: (stack, value) => foreign(stack, ResourceServer.pingOne({ audience: "orders", environmentId: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "domain",
    good: "auth.pingone.eu",
    bad: "https://auth.pingone.eu",
    place: "ResourceServer.pingOne",
    make: (stack, value) =>
      foreign(stack, ResourceServer.pingOne({ audience: "orders", environmentId: guid(1), domain: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "audience",
    good: "orders-api",
    bad: "",
    place: "ResourceServer.pingOne",
    make: (stack, value) => foreign(stack, ResourceServer.pingOne({ environmentId: guid(1), audience: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "tenantName",
    good: "fabrikam",
    bad: "fabrikam.onmicrosoft.com",
    place: "ResourceServer.externalId",
    make: (stack, value) =>
      foreign(stack, ResourceServer.externalId({ tenantId: TENANT, clientId: guid(1), tenantName: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "tenantId",
    good: guid(2),
    bad: "contoso",
    place: "ResourceServer.externalId",
    make: (stack, value) =>
      foreign(stack, ResourceServer.externalId({ tenantName: "contoso", clientId: guid(1), tenantId: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "clientId",
    good: guid(2),
    bad: "orders",
    place: "ResourceServer.externalId",
    make: (stack, value) =>
      foreign(stack, ResourceServer.externalId({ tenantName: "contoso", tenantId: TENANT, clientId: value })),
  },
  {
    file: "entra/resource-server.ts",
    option: "identifierUri",
    good: "api://orders",
    bad: "orders",
    place: "ResourceServer.externalId",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.externalId({ tenantName: "contoso", tenantId: TENANT, clientId: guid(1), identifierUri: value }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "tenantName",
    good: "fabrikam",
    bad: "fabrikam.onmicrosoft.com",
    place: "ResourceServer.b2c",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.b2c({ tenantId: TENANT, clientId: guid(1), userFlows: ["B2C_1_signin"], tenantName: value }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "tenantId",
    good: guid(2),
    bad: "contoso",
    place: "ResourceServer.b2c",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.b2c({ tenantName: "contoso", clientId: guid(1), userFlows: ["B2C_1_signin"], tenantId: value }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "clientId",
    good: guid(2),
    bad: "orders",
    place: "ResourceServer.b2c",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.b2c({ tenantName: "contoso", tenantId: TENANT, userFlows: ["B2C_1_signin"], clientId: value }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "domain",
    good: "login.contoso.com",
    bad: "https://login.contoso.com",
    place: "ResourceServer.b2c",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.b2c({
          tenantName: "contoso",
          tenantId: TENANT,
          clientId: guid(1),
          userFlows: ["B2C_1_signin"],
          domain: value,
        }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "identifierUri",
    good: "https://contoso.onmicrosoft.com/orders",
    bad: "orders",
    place: "ResourceServer.b2c",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.b2c({
          tenantName: "contoso",
          tenantId: TENANT,
          clientId: guid(1),
          userFlows: ["B2C_1_signin"],
          identifierUri: value,
        }),
      ),
  },
  {
    file: "entra/resource-server.ts",
    option: "user flow",
    good: "B2C_1_other",
    bad: "other",
    place: "ResourceServer.b2c",
    make: (stack, value) =>
      foreign(
        stack,
        ResourceServer.b2c({ tenantName: "contoso", tenantId: TENANT, clientId: guid(1), userFlows: [value] }),
      ),
  },
  {
    file: "apim/auth/accepted-tokens.ts",
    option: "metadataUrl of the resource server",
    good: "https://id.contoso.com/a",
    bad: "id.contoso.com",
    place: "Stack/Jwt",
    make: (stack, metadataUrl) => jwt(stack, { resource: { ...OWN_SERVER, metadataUrl } }),
  },
  {
    file: "apim/auth/accepted-tokens.ts",
    option: "issuer of the resource server",
    good: "https://login.example.com/",
    bad: " ",
    place: "Stack/Jwt",
    make: (stack, issuer) => jwt(stack, { resource: { ...OWN_SERVER, issuers: [issuer] } }),
  },
  {
    file: "apim/auth/accepted-tokens.ts",
    option: "audience of the resource server",
    good: "orders",
    bad: "00000003-0000-0000-c000-000000000000",
    place: "Stack/Jwt",
    make: (stack, audience) => jwt(stack, { resource: { ...OWN_SERVER, audiences: [audience] } }),
  },
  {
    file: "apim/values/named-value.ts",
    option: "name",
    good: "backend-key",
    bad: "backend key",
    place: "Stack/Value",
    make: (stack, name) => namedValue(stack, { name }),
  },
  {
    file: "apim/values/named-value.ts",
    option: "displayName",
    good: "backend.key",
    bad: "backend key",
    place: "Stack/Value",
    make: (stack, displayName) => namedValue(stack, { displayName }),
  },
  {
    file: "apim/values/named-value.ts",
    option: "tag",
    good: "backend <1>",
    bad: "",
    place: "Stack/Value",
    make: (stack, tag) => namedValue(stack, { tags: ["a", tag] }),
  },
  {
    file: "keyvault/secret.ts",
    option: "contentType",
    good: "a key of the backend",
    bad: " ",
    place: "Stack/Ref",
    make: (stack, contentType) => reference(stack, { value: secret(stack), contentType }),
  },
  {
    file: "keyvault/secret.ts",
    option: "endDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31T00:00:00+0200",
    place: "Stack/Ref",
    make: (stack, endDate) => reference(stack, { value: secret(stack), endDate }),
  },
  {
    file: "apim/values/named-value-source.ts",
    option: "text",
    good: "https://backend.contoso.com",
    bad: " ",
    place: "NamedValueSource.plain",
    make: (stack, text) => namedValue(stack, { source: NamedValueSource.plain(text) }),
  },
  {
    file: "apim/values/named-value-source.ts",
    option: "secretName",
    good: "backend-key",
    bad: "backend_key",
    place: "Stack/Value",
    make: (stack, secretName) =>
      namedValue(stack, { source: NamedValueSource.keyVault({ vault: newVault(stack), secretName }) }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "owner",
    good: "fabrikam",
    bad: "*",
    place: "FederatedCredential.githubActions",
    make: (stack, owner) => github(stack, { branch: "main", owner }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "repository",
    good: "billing",
    bad: "*",
    place: "FederatedCredential.githubActions",
    make: (stack, repository) => github(stack, { branch: "main", repository }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "ownerId",
    good: "11",
    bad: "contoso",
    place: "FederatedCredential.githubActions",
    make: (stack, ownerId) => github(stack, { branch: "main", repositoryId: "22", ownerId }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "repositoryId",
    good: "22",
    bad: "orders",
    place: "FederatedCredential.githubActions",
    make: (stack, repositoryId) => github(stack, { branch: "main", ownerId: "11", repositoryId }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "branch",
    good: "release/1",
    bad: "release/*",
    place: "FederatedCredential.githubActions",
    make: (stack, branch) => github(stack, { branch }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "tag",
    good: "v1",
    bad: "v*",
    place: "FederatedCredential.githubActions",
    make: (stack, tag) => github(stack, { tag }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "environment",
    good: "production",
    bad: "*",
    place: "FederatedCredential.githubActions",
    make: (stack, environment) => github(stack, { environment }),
  },
  {
    file: "entra/credentials/github-subject.ts",
    option: "issuer",
    good: "https://github.contoso.com",
    bad: "http://github.contoso.com",
    place: "FederatedCredential.githubActions",
    make: (stack, issuer) => github(stack, { branch: "main", issuer }),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "organizationId",
    good: guid(2),
    bad: "contoso",
    place: "FederatedCredential.azureDevOps",
    make: (stack, organizationId) =>
      federated(
        stack,
        FederatedCredential.azureDevOps({
          organization: "contoso",
          project: "shop",
          serviceConnection: "azure",
          organizationId,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "organization",
    good: "fabrikam",
    bad: "*",
    place: "FederatedCredential.azureDevOps",
    make: (stack, organization) =>
      federated(
        stack,
        FederatedCredential.azureDevOps({
          organizationId: guid(1),
          project: "shop",
          serviceConnection: "azure",
          organization,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "project",
    good: "Web Shop",
    bad: "a/b",
    place: "FederatedCredential.azureDevOps",
    make: (stack, project) =>
      federated(
        stack,
        FederatedCredential.azureDevOps({
          organizationId: guid(1),
          organization: "contoso",
          serviceConnection: "azure",
          project,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "serviceConnection",
    good: "prod",
    bad: "",
    place: "FederatedCredential.azureDevOps",
    make: (stack, serviceConnection) =>
      federated(
        stack,
        FederatedCredential.azureDevOps({
          organizationId: guid(1),
          organization: "contoso",
          project: "shop",
          serviceConnection,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "issuer",
    good: "https://aks2.contoso.com",
    bad: "http://aks.contoso.com",
    place: "FederatedCredential.kubernetes",
    make: (stack, issuer) =>
      federated(
        stack,
        FederatedCredential.kubernetes({ serviceAccountNamespace: "orders", serviceAccount: "job", issuer }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "serviceAccountNamespace",
    good: "billing",
    bad: "*",
    place: "FederatedCredential.kubernetes",
    make: (stack, serviceAccountNamespace) =>
      federated(
        stack,
        FederatedCredential.kubernetes({
          issuer: "https://aks.contoso.com",
          serviceAccount: "job",
          serviceAccountNamespace,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "serviceAccount",
    good: "sync",
    bad: "a:b",
    place: "FederatedCredential.kubernetes",
    make: (stack, serviceAccount) =>
      federated(
        stack,
        FederatedCredential.kubernetes({
          issuer: "https://aks.contoso.com",
          serviceAccountNamespace: "orders",
          serviceAccount,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "issuer",
    good: "https://id2.contoso.com",
    bad: "http://id.contoso.com",
    place: "FederatedCredential.oidc",
    make: (stack, issuer) => federated(stack, FederatedCredential.oidc({ subject: "job", audience: "orders", issuer })),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "subject",
    good: "sync",
    bad: "*",
    place: "FederatedCredential.oidc",
    make: (stack, subject) =>
      federated(stack, FederatedCredential.oidc({ issuer: "https://id.contoso.com", audience: "orders", subject })),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "audience",
    good: "billing",
    bad: "*",
    place: "FederatedCredential.oidc",
    make: (stack, audience) =>
      federated(stack, FederatedCredential.oidc({ issuer: "https://id.contoso.com", subject: "job", audience })),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "issuer",
    good: "https://gitlab.contoso.com",
    bad: "gitlab.com",
    place: "FederatedCredential.flexible",
    make: (stack, issuer) =>
      federated(
        stack,
        FederatedCredential.flexible({
          expression: "claims['sub'] matches 'project_id:57:ref_type:branch:ref:*'",
          audience: "orders",
          issuer,
        }),
      ),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "expression",
    good: "claims['sub'] eq 'project_id:57:ref_type:tag:ref:v1'",
    bad: "project_id:57:ref_type:branch:ref:*",
    place: "FederatedCredential.flexible",
    make: (stack, expression) =>
      federated(stack, FederatedCredential.flexible({ issuer: "https://gitlab.com", audience: "orders", expression })),
  },
  {
    file: "entra/credentials/federated-credential.ts",
    option: "audience",
    good: "billing",
    bad: "a b",
    place: "FederatedCredential.flexible",
    make: (stack, audience) =>
      federated(
        stack,
        FederatedCredential.flexible({
          issuer: "https://gitlab.com",
          expression: "claims['sub'] matches 'project_id:57:ref_type:branch:ref:*'",
          audience,
        }),
      ),
  },
  {
    file: "entra/credentials/add-federated-credential.ts",
    option: "displayName",
    good: "night-job",
    bad: "a b",
    place: "Stack/Orders",
    make: (stack, displayName) => federated(stack, ofJob(), { displayName }),
  },
  {
    file: "entra/credentials/add-federated-credential.ts",
    option: "description",
    good: "Deploys <orders>.",
    bad: " ",
    place: "Stack/Orders",
    make: (stack, description) => federated(stack, ofJob(), { description }),
  },
  {
    file: "entra/credentials/certificate.ts",
    option: "endDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31",
    place: "Stack/Orders",
    make: (stack, endDate) =>
      registration(stack, {}).addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE), { endDate }),
  },
  {
    file: "entra/credentials/certificate.ts",
    option: "startDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31",
    place: "Stack/Orders",
    make: (stack, startDate) =>
      registration(stack, {}).addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE), { startDate }),
  },
  {
    file: "entra/credentials/certificate.ts",
    option: "keyId",
    good: guid(1),
    bad: "1",
    place: "Stack/Orders",
    make: (stack, keyId) =>
      registration(stack, {}).addCertificate("Signing", PublicCertificate.fromPem(CERTIFICATE), { keyId }),
  },
  {
    file: "entra/credentials/client-secret.ts",
    option: "startDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31",
    place: "Stack/Orders",
    make: (stack, startDate) => registration(stack, {}).addClientSecret("Portal", { ...END, startDate }),
  },
  {
    file: "entra/credentials/rotating-client-secret.ts",
    option: "displayName",
    good: "The portal's",
    bad: " ",
    place: "Stack/Orders",
    make: (stack, displayName) =>
      registration(stack, {}).addRotatingClientSecret("Portal", { generation: 1, displayName }),
  },
  {
    file: "keyvault/key-vault.ts",
    option: "certificate",
    good: "client-1",
    bad: "client/1",
    place: "Stack/Given",
    make: (stack, name) =>
      registration(stack, {}).addCertificate("Signing", newVault(stack, "Given").certificate(name)),
  },
  {
    file: "keyvault/key-vault-secret.ts",
    option: "name",
    good: "portal-1",
    bad: "portal/1",
    place: "Stack/Written",
    make: (stack, name) => new KeyVaultSecret(stack, "Written", { vault: newVault(stack), name, value: secret(stack) }),
  },
  {
    file: "apim/auth/claim-headers.ts",
    option: "a header of claimsToHeaders",
    good: "x-user-id",
    bad: "x user",
    place: "Stack/Jwt",
    make: (stack, name) => jwt(stack, { claimsToHeaders: { [name]: "oid" } }),
  },
  {
    file: "apim/auth/claim-headers.ts",
    option: "a claim of claimsToHeaders",
    good: "oid",
    bad: " ",
    place: "Stack/Jwt",
    make: (stack, claim) => jwt(stack, { claimsToHeaders: { "x-user-id": claim } }),
  },
  {
    file: "apim/auth/backend-token.ts",
    option: "resourceUri",
    good: "https://storage.azure.com",
    bad: "https://storage.azure.com/.default",
    place: "BackendToken.managedIdentityFor",
    make: (stack, uri) => jwt(stack, { backendToken: BackendToken.managedIdentityFor(uri) }),
  },
  {
    file: "apim/auth/cors-policy.ts",
    option: "an origin of allowedOrigins",
    good: "https://app.contoso.com",
    bad: "https://app.contoso.com/",
    place: "Stack/Cors",
    make: (stack, origin) => new CorsPolicy(stack, "Cors", { target: api(stack), allowedOrigins: [origin] }),
  },
  {
    file: "apim/auth/cors-policy.ts",
    option: "a method of allowedMethods",
    good: "PURGE",
    bad: "purge",
    place: "Stack/Cors",
    make: (stack, method) => new CorsPolicy(stack, "Cors", { target: api(stack), allowedMethods: [method] }),
  },
  {
    file: "apim/auth/cors-policy.ts",
    option: "a header of allowedHeaders",
    good: "x-trace",
    bad: "x trace",
    place: "Stack/Cors",
    make: (stack, name) => new CorsPolicy(stack, "Cors", { target: api(stack), allowedHeaders: [name] }),
  },
  {
    file: "apim/auth/cors-policy.ts",
    option: "a header of exposeHeaders",
    good: "x-page",
    bad: "x page",
    place: "Stack/Cors",
    make: (stack, name) => new CorsPolicy(stack, "Cors", { target: api(stack), exposeHeaders: [name] }),
  },
  {
    file: "apim/policy/error-policy.ts",
    option: "correlationHeaderName",
    good: "x-request-id",
    bad: "x request",
    place: "Stack/Errors",
    make: (stack, name) => new ErrorPolicy(stack, "Errors", { target: api(stack), correlationHeaderName: name }),
  },
  {
    file: "apim/api/protected-resource-metadata.ts",
    option: "gatewayUrl",
    good: "https://api.contoso.com",
    bad: "https://api.contoso.com/orders",
    place: "Stack/Metadata",
    make: (stack, gatewayUrl) => describeApi(stack, { gatewayUrl }),
  },
  {
    file: "apim/api/protected-resource-metadata.ts",
    option: "resourceUrl",
    good: "https://apim-contoso.azure-api.net/other",
    bad: "https://apim-contoso.azure-api.net/other/",
    place: "Stack/Metadata",
    make: (stack, resourceUrl) => describeApi(stack, { resourceUrl }),
    isLiteral: true,
  },
  {
    file: "apim/api/protected-resource-metadata.ts",
    option: "a URL of authorizationServers",
    good: "https://login.contoso.com/",
    bad: "https://login.contoso.com?tenant=a",
    place: "Stack/Metadata",
    make: (stack, url) => describeApi(stack, { authorizationServers: [url] }),
  },
  {
    file: "core/principal.ts",
    option: "objectId",
    good: guid(1),
    bad: "mi-apim",
    place: "Principal.fromObjectId",
    make: (stack, objectId) => newVault(stack).grantRead(Principal.fromObjectId(objectId)),
  },
];

const NUMBERS: readonly Row<number>[] = [
  ...[0, -1, 1.5, 3601].map((bad) => ({
    file: "apim/service/vault-reader.ts",
    option: "waitSeconds",
    good: 120,
    bad,
    place: "Stack/Ref",
    make: (stack: TerraformStack, waitSeconds: number) => void reference(stack, { waitSeconds }),
  })),
  ...[0, -1, 1.5, 2 ** 31].map((bad) => ({
    file: "apim/api/product.ts",
    option: "subscriptionsLimit",
    good: 2,
    bad,
    place: "Stack/Gold",
    make: (stack: TerraformStack, subscriptionsLimit: number) => product(stack, { subscriptionsLimit }),
  })),
  ...[0, -1, 1.5, Number.NaN, 2 ** 53, 1e20].map((bad) => ({
    file: "keyvault/secret.ts",
    option: "valueVersion",
    good: 2,
    bad,
    place: "Stack/Ref",
    make: (stack: TerraformStack, valueVersion: number) => reference(stack, { valueVersion, value: secret(stack) }),
  })),
  ...[0, 3601, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/backend-props.ts",
    option: "timeoutSeconds",
    good: 20,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, timeoutSeconds: number) => backend(stack, { timeoutSeconds }),
  })),
  ...["priority", "weight"].flatMap((option) =>
    [-1, 101, 1.5, Number.NaN].map((bad) => ({
      file: "apim/api/backend-pool.ts",
      option,
      good: 7,
      bad,
      place: "Stack/Pool",
      make: (stack: TerraformStack, value: number) => pooled(stack, {}, { [option]: value }),
    })),
  ),
  ...[0, 51, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/backend-request.ts",
    option: "count",
    good: 3,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, count: number) => retried(stack, { count }),
  })),
  ...[-1, 3601, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/backend-request.ts",
    option: "intervalSeconds",
    good: 7,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, intervalSeconds: number) => retried(stack, { intervalSeconds }),
  })),
  ...[0, 10_001, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/circuit-breaker.ts",
    option: "failures",
    good: 7,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, failures: number) => broken(stack, { failures }),
  })),
  ...[0, 101, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/circuit-breaker.ts",
    option: "failurePercentage",
    good: 7,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, failurePercentage: number) => broken(stack, { failurePercentage }),
  })),
  ...[0, 86_401, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/circuit-breaker.ts",
    option: "intervalSeconds",
    good: 7,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, intervalSeconds: number) => {
      broken(stack, { failures: 1, intervalSeconds });
      // The resource has it as a duration.
      new TerraformOutput(stack, "seconds", { value: intervalSeconds });
    },
  })),
  ...[0, 86_401, 1.5, Number.NaN].map((bad) => ({
    file: "apim/api/circuit-breaker.ts",
    option: "tripSeconds",
    good: 7,
    bad,
    place: "Stack/Backend",
    make: (stack: TerraformStack, tripSeconds: number) => {
      broken(stack, { failures: 1, tripSeconds });
      // The resource has it as a duration.
      new TerraformOutput(stack, "seconds", { value: tripSeconds });
    },
  })),
  ...[0, 5, 1.5, Number.NaN].map((bad) => ({
    file: "apim/service/apim-sku.ts",
    option: "units",
    good: 4,
    bad,
    place: "ApimSku for Standard",
    // The name of the tier with the units is one word.
    make: (stack: TerraformStack, units: number) => {
      service(stack, { sku: ApimSku.standard(units) });
      new TerraformOutput(stack, "units", { value: units });
    },
  })),
  ...[0, 51, 1.5, Number.NaN].map((bad) => ({
    file: "apim/service/additional-location.ts",
    option: "units",
    good: 3,
    bad,
    place: "Stack/Given",
    make: (stack: TerraformStack, units: number) => located(stack, { units }),
  })),
  ...[0, 301, 1.5, Number.NaN].map((bad) => ({
    file: "apim/auth/caller-limit.ts",
    option: "renewalPeriodSeconds",
    good: 300,
    bad,
    place: "CallerLimit.rate",
    make: (stack: TerraformStack, renewalPeriodSeconds: number) =>
      jwt(stack, { limits: [CallerLimit.rate({ calls: 1, renewalPeriodSeconds })] }),
  })),
  ...[-1, 299, 300.5].map((bad) => ({
    file: "apim/auth/caller-limit.ts",
    option: "renewalPeriodSeconds",
    good: 3600,
    bad,
    place: "CallerLimit.quota",
    make: (stack: TerraformStack, renewalPeriodSeconds: number) =>
      jwt(stack, { limits: [CallerLimit.quota({ calls: 1, renewalPeriodSeconds })] }),
  })),
  ...[-1, 1.5].map((bad) => ({
    file: "apim/auth/cors-policy.ts",
    option: "maxAgeSeconds",
    good: 0,
    bad,
    place: "Stack/Cors",
    make: (stack: TerraformStack, maxAgeSeconds: number) =>
      new CorsPolicy(stack, "Cors", { target: api(stack), maxAgeSeconds }),
  })),
  ...[0, 1.5].map((bad) => ({
    file: "apim/auth/response-cache-policy.ts",
    option: "durationSeconds",
    good: 60,
    bad,
    place: "Stack/Cache",
    make: (stack: TerraformStack, durationSeconds: number) => {
      const target = api(stack);
      const policy = new JwtPolicy(stack, "Jwt", {
        target,
        resource: importedApi(stack),
        callers: Callers.users("read"),
      });
      new ResponseCachePolicy(stack, "Cache", { policy, durationSeconds });
    },
  })),
  ...[-1, 1.5].map((bad) => ({
    file: "apim/policy/security-headers-policy.ts",
    option: "hstsMaxAgeSeconds",
    good: 86400,
    bad,
    place: "Stack/Headers",
    make: (stack: TerraformStack, hstsMaxAgeSeconds: number) =>
      new SecurityHeadersPolicy(stack, "Headers", { target: api(stack), hstsMaxAgeSeconds }),
  })),
  ...[0, 241, 1.5].map((bad) => ({
    file: "apim/policy/forward-policy.ts",
    option: "timeoutSeconds",
    good: 240,
    bad,
    place: "Stack/Forward",
    make: (stack: TerraformStack, timeoutSeconds: number) =>
      new ForwardPolicy(stack, "Forward", { target: api(stack), timeoutSeconds }),
  })),
  ...[-1, 51, 1.5].map((bad) => ({
    file: "apim/policy/forward-policy.ts",
    option: "retries",
    good: 50,
    bad,
    place: "Stack/Forward",
    make: (stack: TerraformStack, retries: number) =>
      new ForwardPolicy(stack, "Forward", { target: api(stack), retries }),
  })),
  ...[0, 61, 1.5].map((bad) => ({
    file: "apim/policy/forward-policy.ts",
    option: "retryIntervalSeconds",
    good: 60,
    bad,
    place: "Stack/Forward",
    make: (stack: TerraformStack, retryIntervalSeconds: number) =>
      new ForwardPolicy(stack, "Forward", { target: api(stack), retries: 1, retryIntervalSeconds }),
  })),
  ...[400, 200, 0, 401.5].map((bad) => ({
    file: "apim/auth/token-check-options.ts",
    option: "failedValidationHttpcode",
    good: 403,
    bad,
    place: "Stack/Jwt",
    make: (stack: TerraformStack, failedValidationHttpcode: number) => jwt(stack, { failedValidationHttpcode }),
  })),
  ...[-1, 301, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((bad) => ({
    file: "apim/auth/token-check-options.ts",
    option: "clockSkewSeconds",
    good: 300,
    bad,
    place: "Stack/Jwt",
    make: (stack: TerraformStack, clockSkewSeconds: number) => jwt(stack, { clockSkewSeconds }),
  })),
];

test("every option that a construct checks has a row here", () => {
  const root = join(__dirname, "../src");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.replace(/\\/g, "/"))
    .filter((file) => /^(?:core|entra|apim|keyvault)\/.*\.ts$/.test(file) && file !== "core/rules.ts");
  const checked = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/check(?:Optional|Number)?\(\s*[^,]+,\s*"([^"]+)"/g)].map(
      (match) => `${file}: ${match[1]}`,
    ),
  );
  const numbers = [...new Set(NUMBERS.map(({ file, option }) => `${file}: ${option}`))];
  const texts = TEXTS.map(({ file, option }) => `${file}: ${option}`);
  expect(checked.length).toBeGreaterThan(50);
  expect([...texts, ...numbers].sort()).toEqual(checked.sort());
});

describe.each(TEXTS)("$option in $file", ({ option, good, bad, place, make, isLiteral }) => {
  test("takes a good value as it is", () => {
    const stack = newStack();
    make(stack, good);
    const json = Testing.synth(stack, true);
    expect(json).toContain(JSON.stringify(good).slice(1, -1));
  });

  test("fails on a bad value", () => {
    const message = messageOf(() => make(newStack(), bad));
    const shown = JSON.stringify(bad.length > 120 ? `${bad.slice(0, 117)}...` : bad);
    expectErrorText(message, { place, value: `${option} is ${shown}; expected ` });
  });

  test(isLiteral === true ? "fails on a value from Terraform" : "takes a value from Terraform unseen and whole", () => {
    const stack = newStack();
    const given = new TerraformVariable(stack, "given", {});
    if (isLiteral === true) {
      expectErrorText(
        messageOf(() => make(stack, given.stringValue)),
        { place },
      );
      return;
    }
    make(stack, given.stringValue);
    const json = Testing.synth(stack, true);
    expect(json).not.toContain("TfToken");
    expect(json.match(/\$\{[^{}]*var\.given\b[^{}]*\}/)).not.toBeNull();
  });
});

describe.each(NUMBERS)("$option in $file with $bad", ({ option, good, bad, place, make }) => {
  test("takes a good value as it is", () => {
    const stack = newStack();
    make(stack, good);
    expect(Testing.synth(stack, true)).toMatch(new RegExp(`[" =]${good}(?:\\b|s")`));
  });

  test("fails on a bad value", () => {
    const message = messageOf(() => make(newStack(), bad));
    expectErrorText(message, { place, value: `${option} is ${bad}; expected ` });
  });

  test("takes a value from Terraform unseen and whole", () => {
    const stack = newStack();
    make(stack, new TerraformVariable(stack, "given", { type: "number" }).numberValue);
    const json = Testing.synth(stack, true);
    expect(json).toContain("${var.given}");
    expect(json).not.toMatch(/e\+\d{3}/);
  });
});
