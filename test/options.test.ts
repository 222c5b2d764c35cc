import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformOutput, type TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  type ApimAuthServerProps,
  ApimIdentity,
  ApimPolicy,
  ApiOperation,
  type ApiOperationOptions,
  type ApiProps,
  AppRegistration,
  type AppRegistrationProps,
  AppRole,
  Authority,
  AzapiProvider,
  Callers,
  type IApi,
  type IApiOperation,
  type IApiManagement,
  type IAppRegistration,
  type IResourceServer,
  JwtPolicy,
  type JwtPolicyProps,
  KeyVault,
  KeyVaultSecretRef,
  type KeyVaultSecretRefProps,
  NamedValue,
  type NamedValueProps,
  NamedValueSource,
  McpServer,
  type McpServerProps,
  OAuthGrant,
  OpenIdConnectProvider,
  type OpenIdConnectProviderProps,
  type OidcResourceServerProps,
  PermissionScope,
  type PermissionScopeOptions,
  PolicyFragment,
  type PolicyFragmentProps,
  Principal,
  ResourceServer,
  SecretValue,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyValue, SetHeader } from "cdktf-apim-oauth/policy";
import { expectErrorText, messageOf } from "./support/error-text";
import { foreignServer, OIDC, OWN_SERVER } from "./support/issuers";
import { OPEN, guid, importedApi, newClient, newService, newStack, newVault, TENANT } from "./support/synth";

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

function operation(stack: TerraformStack, options: Partial<ApiOperationOptions>): void {
  api(stack).addOperation("get", { method: "GET", urlTemplate: "/", ...options });
}

function jwt(stack: TerraformStack, props: Partial<JwtPolicyProps>, target: IApi | IApiManagement = api(stack)): void {
  const resource = importedApi(stack);
  new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("read"), ...props });
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

function imported(stack: TerraformStack, resource: IAppRegistration): void {
  jwt(stack, { resource });
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

const SERVICE_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso";
const VAULT_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-contoso";

const TEXTS: readonly Row<string>[] = [
  {
    file: "apim/service/api-management.ts",
    option: "resourceId",
    good: SERVICE_ID,
    bad: `${SERVICE_ID}/apis/orders`,
    place: "Stack/Given",
    make: (stack, id) => jwt(stack, {}, ApiManagement.fromResourceId(stack, "Given", id)),
  },
  {
    file: "apim/service/api-management.ts",
    option: "name",
    good: "apim-contoso",
    bad: "apim.contoso",
    place: "Stack/Given",
    make: (stack, name) =>
      api(stack, { apim: ApiManagement.fromName(stack, "Given", { name, resourceGroupName: "rg" }) }),
  },
  {
    file: "apim/service/api-management.ts",
    option: "resourceGroupName",
    good: "rg-apim",
    bad: "rg/apim",
    place: "Stack/Given",
    make: (stack, resourceGroupName) =>
      api(stack, { apim: ApiManagement.fromName(stack, "Given", { name: "contoso", resourceGroupName }) }),
  },
  {
    file: "apim/service/api-management.ts",
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
    file: "apim/service/api-management.ts",
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
    file: "apim/api/api.ts",
    option: "name",
    good: "orders",
    bad: "orders;rev=2",
    place: "Stack/Given",
    make: (stack, name) => jwt(stack, {}, Api.fromName(stack, "Given", { ...OPEN, apim: newService(stack), name })),
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
    file: "apim/auth/jwt-policy.ts",
    option: "headerName",
    good: "X-Access-Token",
    bad: "X Access Token",
    place: "Stack/Jwt",
    make: (stack, headerName) => jwt(stack, { headerName }),
  },
  {
    file: "apim/auth/jwt-policy.ts",
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
    file: "entra/app-registration.ts",
    option: "displayName",
    good: 'The "orders" <API> 🚚',
    bad: "",
    place: "Stack/Orders",
    make: (stack, displayName) => registration(stack, { displayName }),
  },
  {
    file: "entra/app-registration.ts",
    option: "description",
    good: "Takes orders.",
    bad: "x".repeat(1025),
    place: "Stack/Orders",
    make: (stack, description) => registration(stack, { description }),
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
    file: "entra/app-registration.ts",
    option: "endDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31",
    place: "Stack/Orders",
    make: (stack, endDate) => registration(stack, {}).addClientSecret("Portal", { endDate }),
  },
  {
    file: "entra/app-registration.ts",
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
    file: "apim/auth/jwt-policy.ts",
    option: "metadataUrl of the resource server",
    good: "https://id.contoso.com/a",
    bad: "id.contoso.com",
    place: "Stack/Jwt",
    make: (stack, metadataUrl) => jwt(stack, { resource: { ...OWN_SERVER, metadataUrl } }),
  },
  {
    file: "apim/auth/jwt-policy.ts",
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
    file: "apim/values/named-value-source.ts",
    option: "contentType",
    good: "a key of the backend",
    bad: " ",
    place: "Stack/Ref",
    make: (stack, contentType) => reference(stack, { value: secret(stack), contentType }),
  },
  {
    file: "apim/values/named-value-source.ts",
    option: "endDate",
    good: "2027-03-31T00:00:00Z",
    bad: "2027-03-31T00:00:00+02:00",
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
    file: "core/principal.ts",
    option: "objectId",
    good: guid(1),
    bad: "mi-apim",
    place: "Principal.fromObjectId",
    make: (stack, objectId) => newVault(stack).grantRead(Principal.fromObjectId(objectId)),
  },
];

const NUMBERS: readonly Row<number>[] = [
  ...[400, 200, 0, 401.5].map((bad) => ({
    file: "apim/auth/jwt-policy.ts",
    option: "failedValidationHttpcode",
    good: 403,
    bad,
    place: "Stack/Jwt",
    make: (stack: TerraformStack, failedValidationHttpcode: number) => jwt(stack, { failedValidationHttpcode }),
  })),
  ...[-1, 301, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map((bad) => ({
    file: "apim/auth/jwt-policy.ts",
    option: "clockSkewSeconds",
    good: 300,
    bad,
    place: "Stack/Jwt",
    make: (stack: TerraformStack, clockSkewSeconds: number) => jwt(stack, { clockSkewSeconds }),
  })),
  ...[0, -1, 1.5, Number.NaN, 2 ** 53, 1e20].map((bad) => ({
    file: "apim/values/named-value-source.ts",
    option: "valueVersion",
    good: 2,
    bad,
    place: "Stack/Ref",
    make: (stack: TerraformStack, valueVersion: number) => reference(stack, { valueVersion, value: secret(stack) }),
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
    expect(Testing.synth(stack, true)).toMatch(new RegExp(`[" ]${good}\\b`));
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
