import { KeyVault as KeyVaultResource } from "@cdktf/provider-azurerm/lib/key-vault";
import type { TerraformStack } from "cdktf";
import {
  Api,
  ApiManagement,
  type ApiManagementProps,
  ApimAuthServer,
  type ApimAuthServerProps,
  ApimCertificate,
  ApimIdentity,
  ApimSku,
  AppRegistration,
  type AppRegistrationProps,
  AppRole,
  Authority,
  AzureCloud,
  Backend,
  BackendAddress,
  Callers,
  FederatedCredential,
  JwtPolicy,
  KeyVault,
  KeyVaultSecretRef,
  NamedValue,
  NamedValueSource,
  OAuthGrant,
  OAuthProtectedApi,
  PermissionScope,
  Product,
  RedirectPlatform,
  SignInAudience,
  SubscriptionScope,
  ApimSubscription,
  TokenVersion,
  WeakTls,
} from "cdktf-apim-oauth";
import {
  type Arguments,
  type Configuration,
  guid,
  newService,
  newStack,
  newVault,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  TENANT,
  warningsIn,
} from "./support/synth";

/** The rules of a hardened deployment, T-01 to T-21, on everything that the library makes when no option says otherwise. */

const END = { endDate: "2027-05-31T00:00:00Z" };
const AUTHORITY = Authority.publicCloud(TENANT);
const SERVICE = {
  name: "apim-contoso",
  resourceGroupName: "rg-apim",
  location: "westeurope",
  publisherName: "Contoso",
  publisherEmail: "apis@contoso.com",
  sku: ApimSku.premium(),
};

function registration(stack: TerraformStack, id: string, props: Partial<AppRegistrationProps> = {}): AppRegistration {
  return new AppRegistration(stack, id, { displayName: id, authority: AUTHORITY, ...props });
}

function newOrders(stack: TerraformStack, props: Partial<AppRegistrationProps> = {}): AppRegistration {
  const scopes = [PermissionScope.of("Orders.Use")];
  return registration(stack, "Orders", { scopes, roles: [AppRole.forApplications("Orders.Sync")], ...props });
}

function server(stack: TerraformStack, id: string, props: Omit<ApimAuthServerProps, "name">): ApimAuthServer {
  return new ApimAuthServer(stack, id, { name: id, ...props });
}

/** One stack with everything, and no option that gives something up. */
function hardened(): Configuration {
  const stack = newStack();
  const apim = new ApiManagement(stack, "Apim", SERVICE);
  const vault = newVault(stack);
  const orders = newOrders(stack);
  const client = registration(stack, "Client");
  client.grantRole(orders, "Orders.Sync");
  client.grantScope(orders, "Orders.Use");
  client.addFederatedCredential(
    "Ci",
    FederatedCredential.githubActions({ owner: "contoso", repository: "orders", branch: "main" }),
  );
  registration(stack, "Web").addRedirectUri("https://app.contoso.com/", RedirectPlatform.SPA);
  const clientSecret = client.addRotatingClientSecret("Portal", { generation: 1 });
  const common = { apim, resource: orders, client, clientSecret };
  const authServer = server(stack, "users", { ...common, grant: OAuthGrant.authorizationCode("Orders.Use") });
  server(stack, "applications", { ...common, grant: OAuthGrant.clientCredentials() });
  const api = new Api(stack, "Api", { apim, path: "orders", authServer });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  const callers = Callers.anyOf(Callers.users("Orders.Use"), Callers.applications("Orders.Sync"));
  new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers });
  new KeyVaultSecretRef(stack, "Key", { apim, vault, secretName: "backend-key", value: clientSecret });
  new ApimCertificate(stack, "Certificate", { apim, vault, certificateName: "backend" });
  const product = new Product(stack, "Product", { apim, productId: "gold", apis: [api] });
  new ApimSubscription(stack, "Shop", { subscriptionScope: SubscriptionScope.product(product), displayName: "Shop" });
  new Backend(stack, "Backend", { apim, name: "orders", address: BackendAddress.https("https://orders.contoso.com") });
  return synth(stack);
}

const json = hardened();
const policy = resourceOf(json, "azurerm_api_management_api_policy").xml_content as string;
const serverOf = (configuration: Configuration, grant: string): Arguments =>
  resourcesOf(configuration, "azurerm_api_management_authorization_server").find(({ grant_types: types }) =>
    (types as string[]).includes(grant),
  )!;
const registrations = resourcesOf(json, "azuread_application_registration");

describe("T-01 the version of access tokens", () => {
  test("is set, and is that of the policy", () => {
    expect(registrations.map(({ requested_access_token_version: version }) => version)).toEqual([2, 2, 2]);
    expect(policy).toContain(`/${TENANT}/v2.0/.well-known/openid-configuration`);
  });

  test("is another one by tokenVersion, in both", () => {
    const stack = newStack();
    const resource = newOrders(stack, { tokenVersion: TokenVersion.V1 });
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("Orders.Use") });
    expect(resourceOf(synth(stack), "azuread_application_registration").requested_access_token_version).toBe(1);
    const { xml_content: text } = resourceOf(synth(stack), "azurerm_api_management_api_policy");
    expect(text).toContain(`https://sts.windows.net/${TENANT}/`);
  });
});

describe("T-02 service principals", () => {
  test("exist for each registration, with an assignment required where applications call", () => {
    const required = resourcesOf(json, "azuread_service_principal").map((principal) => [
      /Orders/.test(principal.client_id as string),
      principal.app_role_assignment_required,
    ]);
    expect(required).toHaveLength(registrations.length);
    expect(required.filter(([isApi]) => isApi)).toEqual([[true, true]]);
  });

  test("need no assignment only by assignmentRequired", () => {
    const stack = newStack();
    newOrders(stack, { assignmentRequired: false });
    expect(resourceOf(synth(stack), "azuread_service_principal").app_role_assignment_required).toBe(false);
  });
});

test("T-03 a client is never the API", () => {
  const stack = newStack();
  const resource = newOrders(stack);
  const clientSecret = resource.addClientSecret("Own", END);
  const common = { apim: newService(stack), resource, client: resource, clientSecret };
  expect(() => server(stack, "own", { ...common, grant: OAuthGrant.clientCredentials() })).toThrow(/expected/);
});

test("T-02 and T-10 hold for an API that is protected in one construct", () => {
  const stack = newStack();
  new OAuthProtectedApi(stack, "Protected", {
    apim: newService(stack),
    path: "orders",
    displayName: "Orders",
    users: ["Orders.Use"],
    applications: ["Orders.Sync"],
    operations: { list: { method: "GET", urlTemplate: "/" } },
  });
  const configuration = synth(stack);
  expect(resourceOf(configuration, "azuread_service_principal").app_role_assignment_required).toBe(true);
  expect(resourceOf(configuration, "azurerm_api_management_api")).toMatchObject({
    protocols: ["https"],
    subscription_required: true,
  });
});

describe("T-04 scopes and roles of a policy", () => {
  test("exist, for the callers that it lets in", () => {
    expect(resourceOf(json, "azuread_application_app_role")).toMatchObject({
      value: "Orders.Sync",
      allowed_member_types: ["Application"],
    });
    expect(resourceOf(json, "azuread_application_permission_scope").value).toBe("Orders.Use");
    expect(policy).toContain("Orders.Sync");
    expect(policy).toContain("Orders.Use");
  });

  test.each([
    ["an unknown role", Callers.applications("Orders.Other")],
    ["an unknown scope", Callers.users("Orders.Other")],
    ["a scope as a role", Callers.applications("Orders.Use")],
  ])("fail for %s", (_, callers) => {
    const stack = newStack();
    const resource = newOrders(stack);
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    expect(() => new JwtPolicy(stack, "Jwt", { target, resource, callers })).toThrow(/expected/);
  });

  test("fail for one value of both", () => {
    const roles = [AppRole.forApplications("Orders.Use")];
    expect(() => newOrders(newStack(), { roles })).toThrow("Orders.Use");
  });
});

describe("T-05 grants", () => {
  test("are neither implicit nor of a password", () => {
    expect(serverOf(json, "implicit")).toBeUndefined();
    expect(serverOf(json, "resourceOwnerPassword")).toBeUndefined();
    for (const each of registrations) {
      expect(each.implicit_access_token_issuance_enabled ?? false).toBe(false);
      expect(each.implicit_id_token_issuance_enabled ?? false).toBe(false);
    }
  });

  test("are so only by a word that says insecure", () => {
    const names = Object.getOwnPropertyNames(OAuthGrant).filter((name) => /implicit|password/i.test(name));
    expect(names.sort()).toEqual(["insecureImplicit", "insecureResourceOwnerPassword"]);
  });
});

test("T-06 applications ask for .default, and users for scopes by name", () => {
  expect(serverOf(json, "clientCredentials").default_scope).toMatch(/^\S+\/\.default$/);
  expect(serverOf(json, "authorizationCode").default_scope).toMatch(/^\S+\/Orders\.Use$/);
});

describe("T-07 authorization servers", () => {
  test("send tokens in the header only, and know GET and state", () => {
    for (const each of resourcesOf(json, "azurerm_api_management_authorization_server")) {
      expect(each.bearer_token_sending_methods).toEqual(["authorizationHeader"]);
      expect(each.authorization_methods).toContain("GET");
    }
    expect(serverOf(json, "authorizationCode").support_state).toBe(true);
  });

  test("send tokens in URLs only by allowTokenInUrl", () => {
    const stack = newStack();
    const client = registration(stack, "Client");
    const resource = newOrders(stack);
    client.grantRole(resource, "Orders.Sync");
    server(stack, "applications", {
      apim: newService(stack),
      resource,
      client,
      clientSecret: client.addClientSecret("Portal", END),
      grant: OAuthGrant.clientCredentials(),
      allowTokenInUrl: true,
    });
    const { bearer_token_sending_methods: methods } = serverOf(synth(stack), "clientCredentials");
    expect(methods).toContain("query");
  });
});

describe("T-08 endpoints", () => {
  test("are encrypted, of one tenant, one version and one cloud", () => {
    const { authorization_endpoint: authorize, token_endpoint: token } = serverOf(json, "authorizationCode");
    expect(authorize).toBe(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`);
    expect(token).toBe(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`);
  });

  test("fail for a service of another cloud", () => {
    const stack = newStack();
    const apim = ApiManagement.fromName(stack, "Apim", {
      name: "apim",
      resourceGroupName: "rg",
      cloud: AzureCloud.CHINA,
    });
    const target = new Api(stack, "Api", { apim, path: "orders" });
    const callers = Callers.users("Orders.Use");
    expect(() => new JwtPolicy(stack, "Jwt", { target, resource: newOrders(stack), callers })).toThrow(/cloud/);
  });
});

describe("T-09 redirect URIs", () => {
  test("are exact and encrypted, each of its platform", () => {
    const uris = resourcesOf(json, "azuread_application_redirect_uris").map((each) => [each.type, each.redirect_uris]);
    expect(uris).toHaveLength(2);
    expect(uris).toContainEqual(["SPA", ["https://app.contoso.com/"]]);
    expect(uris).toContainEqual([
      "Web",
      ["https://apim-contoso.developer.azure-api.net/signin-oauth/code/callback/users"],
    ]);
  });

  test.each(["http://app.contoso.com/", "https://*.contoso.com/", "https://app.contoso.com/#a"])(
    "fail for %s",
    (uri) => {
      expect(() => registration(newStack(), "Web").addRedirectUri(uri)).toThrow(/expected/);
    },
  );
});

describe("T-10 APIs", () => {
  test("answer https only, and ask for a subscription", () => {
    const api = resourceOf(json, "azurerm_api_management_api");
    expect(api.protocols).toEqual(["https"]);
    expect(api.subscription_required).not.toBe(false);
    expect(resourceOf(json, "azurerm_api_management_product").subscription_required).toBe(true);
  });

  test("do otherwise only by allowUnencryptedCalls and subscriptionRequired", () => {
    const stack = newStack();
    const open = { allowUnencryptedCalls: true, subscriptionRequired: false };
    new Api(stack, "Api", { apim: newService(stack), path: "orders", ...open }).addOperation("get", {
      method: "GET",
      urlTemplate: "/",
      suppressions: [{ rule: "open-operation", reason: "the test is about something else" }],
    });
    const api = resourceOf(synth(stack), "azurerm_api_management_api");
    expect(api).toMatchObject({ protocols: ["https", "http"], subscription_required: false });
  });
});

test("T-11 and T-15 secrets are references, and those of policies are in Key Vault", () => {
  for (const { client_secret: secret } of resourcesOf(json, "azurerm_api_management_authorization_server")) {
    expect(secret).toMatch(/^\$\{.+\}$/);
  }
  const value = resourceOf(json, "azurerm_api_management_named_value");
  expect(value).toMatchObject({ secret: true, value_from_key_vault: expect.anything() as unknown });
  expect(value.value).toBeUndefined();
  expect(resourceOf(json, "azurerm_key_vault_secret").value).toBeUndefined();
  expect(resourceOf(json, "azurerm_key_vault_secret").value_wo).toMatch(/^\$\{.+\}$/);
});

test("T-11 fails for a literal secret in a named value", () => {
  expect(() => NamedValueSource.plain("pLt8Q~planted_Secret.0123456789abcdefghi")).toThrow(/secret/);
  // @ts-expect-error a text is no secret
  expect(() => new NamedValue(newStack(), "V", { source: NamedValueSource.secret("a") })).toThrow(/SecretValue/);
});

describe("T-12 credentials", () => {
  test("end, after 180 days without an option", () => {
    for (const password of resourcesOf(json, "azuread_application_password")) {
      expect(password.end_date).toContain('"4320h"');
      expect(password.lifecycle).toMatchObject({ create_before_destroy: true });
    }
    expect(resourcesOf(json, "azuread_application_federated_identity_credential")).toHaveLength(1);
  });

  test("live for more than two years only with a warning", () => {
    const stack = newStack();
    registration(stack, "Client").addRotatingClientSecret("Portal", { generation: 1, lifetimeDays: 1000 });
    expect(warningsIn(stack)).toContainEqual(expect.stringContaining("two years"));
  });
});

test("T-13 what is read from a vault has no version, and comes after the grant of the identity", () => {
  const id = resourceOf(json, "azurerm_api_management_named_value").value_from_key_vault as { secret_id: string };
  expect(id.secret_id).toContain("versionless_id");
  const certificate = resourceOf(json, "azurerm_api_management_certificate");
  expect(certificate.key_vault_secret_id).toBe("https://kv-contoso.vault.azure.net/secrets/backend");
  expect(resourceOf(json, "azurerm_role_assignment")).toMatchObject({
    role_definition_name: "Key Vault Secrets User",
    principal_id: expect.stringContaining("identity") as unknown,
  });
  for (const reader of [certificate, resourceOf(json, "azurerm_api_management_named_value")]) {
    expect(reader.depends_on).toContainEqual(expect.stringMatching(/^azurerm_role_assignment\./));
  }
  expect(resourceOf(json, "azurerm_api_management").identity).toMatchObject({ type: "SystemAssigned" });
});

describe("T-14 a vault behind a firewall", () => {
  const firewalled = (identity?: ApimIdentity): TerraformStack => {
    const stack = newStack();
    const vault = new KeyVaultResource(stack, "Made", {
      name: "kv-contoso",
      resourceGroupName: "rg-secrets",
      location: "westeurope",
      skuName: "standard",
      tenantId: TENANT,
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    });
    const found = KeyVault.fromName(stack, "Vault", { name: vault.name, resourceGroupName: "rg-secrets" });
    new KeyVaultSecretRef(stack, "Key", { apim: newService(stack), vault: found, secretName: "key", identity });
    return stack;
  };

  test("fails without a network path, whatever bypass says", () => {
    expect(() => synth(firewalled())).toThrow(/expected/);
  });

  test("fails with a user-assigned identity", () => {
    const identity = ApimIdentity.userAssigned({ clientId: guid(1), principalId: guid(2) });
    expect(() => synth(firewalled(identity))).toThrow(/system-assigned/);
  });
});

describe("T-16 a new service", () => {
  const made = (props: Partial<ApiManagementProps> = {}): Arguments => {
    const stack = newStack();
    new ApiManagement(stack, "Apim", { ...SERVICE, ...props });
    return resourceOf(synth(stack), "azurerm_api_management");
  };

  test("has no weak protocol or cipher, a recent management API, no direct one, and an identity", () => {
    const service = resourceOf(json, "azurerm_api_management");
    const security = service.security as Readonly<Record<string, boolean>>;
    expect(Object.keys(security)).toHaveLength(17);
    expect(Object.values(security).some(Boolean)).toBe(false);
    expect((service.min_api_version as string) >= "2021-08-01").toBe(true);
    expect(service.tenant_access).toEqual({ enabled: false });
    expect(service.identity).toEqual({ type: "SystemAssigned" });
  });

  test("has them only by weakTls, minApiVersion, directManagementApi and systemAssignedIdentity", () => {
    expect(made({ weakTls: [WeakTls.FRONTEND_TLS10] }).security).toMatchObject({ frontend_tls10_enabled: true });
    expect(made({ minApiVersion: "2019-12-01" }).min_api_version).toBe("2019-12-01");
    expect(made({ directManagementApi: true }).tenant_access).toEqual({ enabled: true });
    expect(made({ systemAssignedIdentity: false }).identity).toBeUndefined();
  });
});

test("T-17 a registration asks for the permissions that are granted, and for none of Microsoft Graph", () => {
  const access = resourcesOf(json, "azuread_application_api_access");
  expect(access).toHaveLength(1);
  expect(access[0]!.role_ids).toHaveLength(1);
  expect(access[0]!.scope_ids).toHaveLength(1);
  expect(JSON.stringify(access)).not.toContain("00000003-0000-0000-c000-000000000000");
});

test("T-18 registrations are of one tenant, and others name the tenants that they let in", () => {
  expect(registrations.map(({ sign_in_audience: audience }) => audience)).toEqual(Array(3).fill("AzureADMyOrg"));
  expect(() => SignInAudience.multipleTenants([])).toThrow("tenantIds is empty");
  expect(JSON.stringify(json)).not.toContain("mapped_claims_enabled");
});

describe("T-19 the identifier URI", () => {
  test("is api:// and the client id", () => {
    expect(resourceOf(json, "azuread_application_identifier_uri").identifier_uri).toMatch(
      /^api:\/\/\$\{.+client_id\}$/,
    );
  });

  test("fails with a slash at the end", () => {
    expect(() => newOrders(newStack(), { identifierUri: "api://orders/" })).toThrow(/expected/);
  });
});

test("T-20 tokens say whether they are of an application, where both kinds of callers are let in", () => {
  expect(resourceOf(json, "azuread_application_optional_claims").access_token).toContainEqual({ name: "idtyp" });
});

describe("T-21 the developer portal", () => {
  test("lets nobody in without signing in, and nobody sign up", () => {
    const service = resourceOf(json, "azurerm_api_management");
    expect(service.sign_in).toEqual({ enabled: true });
    expect(service.sign_up).toMatchObject({ enabled: false });
    expect(resourcesOf(json, "azurerm_api_management_product_group")).toEqual([]);
  });

  const shownToGuests = (anonymousPortalAccess: boolean, group: string, grant: OAuthGrant): string[] => {
    const stack = newStack();
    const apim = new ApiManagement(stack, "Apim", { ...SERVICE, anonymousPortalAccess });
    const [resource, client] = [newOrders(stack), registration(stack, "Client")];
    client.grantRole(resource, "Orders.Sync");
    const clientSecret = client.addClientSecret("Portal", END);
    const authServer = server(stack, "portal", { apim, resource, client, clientSecret, grant });
    const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders", authServer });
    new Product(stack, "Free", { apim, productId: "free", apis: [api], groups: [group] });
    synth(stack);
    return warningsIn(stack).filter((text) => text.includes("guests"));
  };

  test("warns of a test console in which visitors call with the credentials of the client", () => {
    expect(shownToGuests(true, "Guests", OAuthGrant.clientCredentials())).toHaveLength(1);
    expect(shownToGuests(true, "developers", OAuthGrant.clientCredentials())).toEqual([]);
    expect(shownToGuests(true, "guests", OAuthGrant.authorizationCode("Orders.Use"))).toEqual([]);
    expect(shownToGuests(false, "guests", OAuthGrant.clientCredentials())).toEqual([]);
  });

  test("is open only by anonymousPortalAccess", () => {
    const stack = newStack();
    new ApiManagement(stack, "Apim", { ...SERVICE, anonymousPortalAccess: true });
    expect(resourceOf(synth(stack), "azurerm_api_management").sign_in).toEqual({ enabled: false });
  });
});
