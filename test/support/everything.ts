import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  ApimCertificate,
  ApimPkcs12Certificate,
  ApimTag,
  ApimIdentity,
  ApimPolicy,
  AppRegistration,
  ApimSubscription,
  AppRole,
  Assignee,
  ApimSku,
  Backend,
  BackendAddress,
  BackendPool,
  Callers,
  CustomDomain,
  FederatedCredential,
  JwtPolicy,
  KeyVaultAccess,
  KeyVaultSecret,
  KeyVaultSecretRef,
  ManagedIdentity,
  NamedValue,
  NamedValueSource,
  OAuthGrant,
  PolicyFragment,
  Principal,
  Product,
  ProtectedResourceMetadata,
  RedirectPlatform,
  SecretValue,
  SubscriptionScope,
  Workspace,
  WorkspaceCertificate,
  WorkspaceCertificateSource,
  WorkspacePolicyFragment,
  ApiRevision,
  ApiSchema,
  ApiSchemaContent,
  ApiVersionSet,
  VersioningScheme,
  AzapiProvider,
  McpServer,
  DeveloperPortalB2cSignIn,
  DeveloperPortalSignIn,
  OpenIdConnectProvider,
  ResourceServer,
  WorkspaceApiVersionSet,
} from "cdktf-apim-oauth";
import { PolicyDocument, SetHeader } from "cdktf-apim-oauth/policy";
import { guid, newOrders, newService, newStack, newVault } from "./synth";

/** A stack with each resource that a construct can make. */
export function everything(): TerraformStack {
  const stack = newStack();
  const apim = newService(stack);
  const created = new ApiManagement(stack, "New", {
    name: "apim-new",
    resourceGroupName: "rg",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku: ApimSku.developer(),
  });
  const vault = newVault(stack);
  new ApiManagement(stack, "WithDomain", {
    name: "apim-domain",
    resourceGroupName: "rg",
    location: "westeurope",
    publisherName: "Contoso",
    publisherEmail: "apis@contoso.com",
    sku: ApimSku.developer(),
    customDomains: [CustomDomain.gateway({ hostName: "api.contoso.com", vault, certificateName: "api" })],
  });
  const orders = newOrders(stack);
  orders.addRole(AppRole.forUsers("Orders.Approve"));
  const client = new AppRegistration(stack, "Client", {
    displayName: "Client",
    fallbackPublicClient: true,
    owners: [Principal.fromObjectId(guid(1))],
  });
  orders.assignRole("Orders.Approve", Assignee.group(guid("e")));
  orders.assignDefaultAccess(Assignee.user(guid("f")));
  ApimIdentity.systemAssigned().grantRole(created, orders, "Orders.Read");
  ManagedIdentity.fromPrincipalId(stack, "Worker", { principalId: guid("b") }).grantRole(orders, "Orders.Read");
  client.grantRole(orders, "Orders.Read");
  client.grantScope(orders, "access_as_user");
  orders.preAuthorize(client, "access_as_user");
  orders.addKnownClient(client);
  client.addRedirectUri("https://shop.contoso.com/signin");
  client.addRedirectUri("https://shop.contoso.com/", RedirectPlatform.SPA);
  client.addRedirectUri("myapp://auth", RedirectPlatform.PUBLIC_CLIENT);
  const secret = client.addClientSecret("Portal", { endDate: "2027-05-31T00:00:00Z" });
  new KeyVaultSecret(stack, "Job", {
    vault,
    name: "job",
    value: client.addRotatingClientSecret("Job", { generation: 1 }),
  });
  client.addCertificate("Signing", vault.certificate("client"));
  client.addFederatedCredential(
    "Main",
    FederatedCredential.githubActions({ owner: "contoso", repository: "orders", branch: "main" }),
  );
  client.addFederatedCredential(
    "Releases",
    FederatedCredential.flexible({
      issuer: "https://token.actions.githubusercontent.com",
      expression: "claims['sub'] matches 'repo:contoso/orders:ref:refs/heads/release/*'",
    }),
  );
  new ApimAuthServer(stack, "AuthServer", {
    apim,
    name: "portal",
    resource: orders,
    client,
    clientSecret: secret,
    grant: OAuthGrant.clientCredentials(),
  });
  new AzapiProvider(stack, "azapi");
  new ApimAuthServer(stack, "PkceServer", {
    apim,
    name: "portal-pkce",
    resource: orders,
    client,
    grant: OAuthGrant.authorizationCodeWithPkce("access_as_user"),
  });
  new DeveloperPortalSignIn(stack, "PortalSignIn", { apim, client, clientSecret: secret });
  new DeveloperPortalB2cSignIn(stack, "CustomerSignIn", {
    apim,
    tenantName: "contoso",
    client,
    clientSecret: secret,
    signInFlow: "B2C_1_signin",
  });
  new OpenIdConnectProvider(stack, "SignIn", { apim, name: "sign-in", resource: orders, client, clientSecret: secret });
  const api = new Api(stack, "Api", { apim, path: "orders" });
  new ApiVersionSet(stack, "Versions", { apim, scheme: VersioningScheme.pathSegment() });
  new ApiRevision(stack, "Next", { api, revision: "2", isCurrent: true });
  new ApiSchema(stack, "Schema", { api, content: ApiSchemaContent.graphQl("type Query { a: Int }") });
  const operation = api.addOperation("list", { method: "GET", urlTemplate: "/" });
  const jwt = new JwtPolicy(stack, "Jwt", {
    target: api,
    resource: orders,
    callers: Callers.applications("Orders.Read"),
  });
  new ProtectedResourceMetadata(stack, "Metadata", { apim }).describe(jwt);
  new McpServer(stack, "Mcp", {
    apim,
    path: "orders-mcp",
    resource: ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "orders" }),
    callers: Callers.users("read"),
    tools: [{ operation, description: "Lists the orders" }],
  });
  new KeyVaultSecretRef(stack, "Written", { apim, vault, secretName: "backend", value: secret });
  new KeyVaultSecretRef(stack, "Existing", {
    apim,
    vault,
    secretName: "existing",
    identity: ApimIdentity.userAssigned({ clientId: guid("c"), principalId: guid("d") }),
    access: KeyVaultAccess.ACCESS_POLICY,
  });
  new ApimCertificate(stack, "ClientCertificate", { apim, vault, certificateName: "client" });
  const pfx = SecretValue.fromVariable(new TerraformVariable(stack, "ApimPfx", { sensitive: true }));
  new ApimPkcs12Certificate(stack, "FileCertificate", { apim, name: "file", data: pfx });
  new NamedValue(stack, "Calls", { apim, name: "calls", source: NamedValueSource.plain("100") });
  const address = BackendAddress.https("https://orders.contoso.com");
  const backend = new Backend(stack, "Backend", { apim, name: "orders", address });
  new BackendPool(stack, "Pool", { name: "pool", members: [{ backend }] });
  const header = new SetHeader({ name: "X-Api", values: ["orders"] });
  const fragment = new PolicyFragment(stack, "Fragment", {
    apim,
    name: "shared",
    document: PolicyDocument.fragment([header]),
  });
  ApimPolicy.of(apim).addInbound(fragment.include());
  ApimPolicy.of(operation).addOutbound(header);
  const gold = new Product(stack, "Gold", { apim, productId: "gold", apis: [api], groups: ["developers"] });
  ApimPolicy.of(gold).addInbound(header);
  const subscriptionScope = SubscriptionScope.product(gold);
  new ApimSubscription(stack, "Shop", { subscriptionScope, displayName: "Shop" });
  const tag = new ApimTag(stack, "Tag", { apim, name: "internal" });
  tag.addToApi(api, { description: "For us." });
  tag.addToOperation(operation);
  tag.addToProduct(gold);
  const workspace = new Workspace(stack, "Team", { apim, name: "team" });
  new WorkspaceApiVersionSet(stack, "TeamVersions", { workspace, scheme: VersioningScheme.header("Api-Version") });
  const file = SecretValue.fromVariable(new TerraformVariable(stack, "Pfx", { sensitive: true }));
  const source = WorkspaceCertificateSource.pkcs12(file);
  new WorkspaceCertificate(stack, "Certificate", { workspace, name: "backend", source });
  const own = PolicyDocument.fragment([header]);
  const ofTeam = new WorkspacePolicyFragment(stack, "Own", { workspace, name: "own", document: own });
  ApimPolicy.of(workspace).addInbound(ofTeam.include());
  return stack;
}
