import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import { ApiManagement as RawService } from "@cdktf/provider-azurerm/lib/api-management";
import { ApiManagementApi } from "@cdktf/provider-azurerm/lib/api-management-api";
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  ApimIdentity,
  ApimPolicy,
  ApiOperation,
  ApplicationTokens,
  AppRegistration,
  AppRole,
  Authority,
  AzureCloud,
  AzapiProvider,
  Callers,
  ClientAuthentication,
  JwtPolicy,
  KeyVault,
  KeyVaultAccess,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  McpServer,
  OAuthGrant,
  OpenIdConnectProvider,
  PermissionScope,
  PolicyFragment,
  PolicyTarget,
  type PolicyTargetProps,
  Principal,
  RawPolicy,
  RedirectPlatform,
  ResourceServer,
  SecretValue,
  TokenClaim,
  TokenVersion,
} from "cdktf-apim-oauth";
import { PolicyDocument, PolicyScope, SetMethod } from "cdktf-apim-oauth/policy";
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
    shown: /an ApplicationRegistration \(Stack\/RawApplication\)|an object|undefined/,
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

const NAMES = { name: "contoso", resourceGroupName: "rg" };
const SERVICE_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/contoso";
const VAULT_ID = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-contoso";

function make(type: unknown, ...args: readonly unknown[]): Call {
  const Type = type as new (...given: never[]) => unknown;
  return { run: (...given) => new Type(...given), args };
}

function call<T extends object>(owner: T, method: keyof T & string, ...args: readonly unknown[]): Call {
  return { run: (...given) => (owner[method] as (...all: never[]) => unknown)(...given), args };
}

function api(stack: TerraformStack): Api {
  return new Api(stack, "Api", { apim: newService(stack), path: "orders" });
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

const ROLE_OPTIONS = { displayName: "Reads", description: "Reads.", id: guid(1) };
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

const ACCEPTED = [{ rule: "open-operation", reason: "a private network" }];

/** Each callable of the API, with every prop given. */
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
      openIdProvider: undefined,
      revision: "1",
      suppressions: ACCEPTED,
    }),
  "Api.fromName": (stack) =>
    call(Api, "fromName", stack, "Api", { apim: newService(stack), name: "orders", suppressions: ACCEPTED }),
  "Api#addOperation": (stack) =>
    call(api(stack), "addOperation", "get", {
      method: "GET",
      urlTemplate: "/",
      operationId: "get",
      displayName: "Get",
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
      callers: Callers.anonymous(),
      suppressions: ACCEPTED,
    }),
  ApimAuthServer: (stack) =>
    make(ApimAuthServer, stack, "Server", {
      apim: newService(stack),
      name: "server",
      resource: importedApi(stack),
      client: newClient(stack),
      clientSecret: secret(stack),
      grant: OAuthGrant.authorizationCode("read"),
      clientAuthentication: [ClientAuthentication.BODY],
      acceptsPost: true,
      allowTokenInUrl: true,
      displayName: "Server",
      description: "Server.",
      clientRegistrationEndpoint: "https://localhost",
    }),
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
    }),
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
  "ApiManagement.fromName": (stack) =>
    call(ApiManagement, "fromName", stack, "Given", { ...NAMES, ...SERVICE_OPTIONS }),
  "ApiManagement.fromResourceId": (stack) =>
    call(ApiManagement, "fromResourceId", stack, "Given", SERVICE_ID, SERVICE_OPTIONS),
  "ApimIdentity.systemAssigned": () => call(ApimIdentity, "systemAssigned"),
  "ApimIdentity.userAssigned": () => call(ApimIdentity, "userAssigned", { clientId: guid(1), principalId: guid(2) }),
  "ApimIdentity#principalOf": (stack) => call(ApimIdentity.systemAssigned(), "principalOf", newService(stack)),
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
  "NamedValueSource.plain": () => call(NamedValueSource, "plain", "plain"),
  "NamedValueSource.secret": (stack) => call(NamedValueSource, "secret", secret(stack)),
  "NamedValueSource.keyVault": (stack) => call(NamedValueSource, "keyVault", vaultSecret(stack)),
  "Principal.fromObjectId": () => call(Principal, "fromObjectId", guid(1)),
  "SecretValue.fromVariable": (stack) =>
    call(SecretValue, "fromVariable", new TerraformVariable(stack, "Secret", { sensitive: true })),
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
    }),
  "AppRegistration.fromClientId": (stack) =>
    call(AppRegistration, "fromClientId", stack, "Orders", {
      clientId: guid(1),
      tokenVersion: TokenVersion.V1,
      displayName: "Orders",
      authority: Authority.publicCloud(TENANT),
      identifierUri: "api://orders",
      scopes: [PermissionScope.of("read")],
      roles: [AppRole.forUsers("write")],
    }),
  "AppRegistration#addScope": (stack) => call(newOrders(stack), "addScope", PermissionScope.of("read")),
  "AppRegistration#addRole": (stack) => call(newOrders(stack), "addRole", AppRole.forUsers("read")),
  "AppRegistration#addClientSecret": (stack) =>
    call(newOrders(stack), "addClientSecret", "Portal", { endDate: "2027-05-31T00:00:00Z", displayName: "Portal" }),
  "AppRegistration#scopeId": (stack) => call(newOrders(stack), "scopeId", "access_as_user"),
  "AppRegistration#roleId": (stack) => call(newOrders(stack), "roleId", "Orders.Read"),
  "AppRegistration#grantRole": (stack) => call(newClient(stack), "grantRole", newOrders(stack), "Orders.Read"),
  "AppRegistration#requestScope": (stack) => call(newClient(stack), "requestScope", newOrders(stack), "access_as_user"),
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
    }),
  "ResourceServer#requestedScope": () => call(ResourceServer.oidc(OIDC), "requestedScope", "read"),
  "KeyVault.fromName": (stack) => call(KeyVault, "fromName", stack, "Vault", { ...NAMES, cloud: AzureCloud.PUBLIC }),
  "KeyVault.fromResourceId": (stack) =>
    call(KeyVault, "fromResourceId", stack, "Vault", VAULT_ID, { cloud: AzureCloud.PUBLIC }),
  "KeyVault#secret": (stack) => call(newVault(stack), "secret", "key"),
  "KeyVault#grantRead": (stack) =>
    call(newVault(stack), "grantRead", Principal.fromObjectId(guid(1)), KeyVaultAccess.ACCESS_POLICY),
  "TokenClaim.spaceDelimited": () => call(TokenClaim, "spaceDelimited", "scp"),
  "TokenClaim.list": () => call(TokenClaim, "list", "roles"),
  "ApplicationTokens.withoutClaim": () => call(ApplicationTokens, "withoutClaim", "scp"),
  "ApplicationTokens.withClaim": () => call(ApplicationTokens, "withClaim", "idtyp", "app"),
  "ApplicationTokens.withSuffix": () => call(ApplicationTokens, "withSuffix", "sub", "@clients"),
};

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
    access: KeyVaultAccess.EXISTING,
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
