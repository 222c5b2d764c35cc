import { TerraformVariable } from "cdktf";
import {
  Api,
  ApiManagement,
  ApimAuthServer,
  ApimPolicy,
  AppRegistration,
  type AppRegistrationProps,
  AppRole,
  Authority,
  AzureCloud,
  Callers,
  type IAppRegistration,
  JwtPolicy,
  OAuthGrant,
  PermissionScope,
  SecretValue,
  SignInAudience,
  TokenVersion,
} from "cdktf-apim-oauth";
import { elementsNamed, parseXml } from "../support/decode";
import {
  guid,
  importedApi,
  newApp,
  newService,
  newStack,
  OPEN,
  resourceOf,
  resourcesOf,
  synth,
  synthStacks,
  TENANT,
} from "../support/synth";

type Stack = ReturnType<typeof newStack>;

const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
const PARTNER = guid("b");
const LOGIN = "https://login.microsoftonline.com";

function registration(stack: Stack, id: string, props: Partial<AppRegistrationProps> = {}): AppRegistration {
  const authority = Authority.publicCloud(TENANT);
  return new AppRegistration(stack, id, { displayName: id, authority, ...props });
}

function orders(
  stack: Stack,
  signInAudience: SignInAudience,
  props: Partial<AppRegistrationProps> = {},
): AppRegistration {
  return registration(stack, "Orders", { signInAudience, scopes: [PermissionScope.of("read")], ...props });
}

/** The issuers and the metadata of the policy, after the lint at synth. */
function tokens(stack: Stack, resource: IAppRegistration): { issuers: string[]; metadata: string[] } {
  const { cloud } = resource.authority;
  const apim = ApiManagement.fromName(stack, "Apim", { name: "apim-contoso", resourceGroupName: "rg-apim", cloud });
  const target = new Api(stack, "Api", { ...OPEN, apim, path: "orders" });
  new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.users("read") });
  const xml = parseXml(ApimPolicy.of(target).render());
  return {
    issuers: elementsNamed(xml, "issuer").map(({ text }) => text),
    metadata: elementsNamed(xml, "openid-config").map(({ attributes }) => attributes.url!),
  };
}

describe("the tokens that an API accepts", () => {
  test("are those of its own tenant", () => {
    const stack = newStack();
    const api = registration(stack, "Orders", { scopes: [PermissionScope.of("read")] });
    expect(tokens(stack, importedApi(stack))).toEqual({
      issuers: [`${LOGIN}/${TENANT}/v2.0`],
      metadata: [`${LOGIN}/${TENANT}/v2.0/.well-known/openid-configuration`],
    });
    expect(api.furtherMetadataUrls).toBeUndefined();
    expect(resourceOf(synth(stack), "azuread_application_registration").sign_in_audience).toBe("AzureADMyOrg");
  });

  test("are those of the tenants that are let in, with the keys of these tenants only", () => {
    const stack = newStack();
    const audience = SignInAudience.multipleTenants([PARTNER.toUpperCase(), guid("c")]);
    const api = importedApi(stack, "Orders", { signInAudience: audience });
    const tenants = [TENANT, PARTNER, guid("c")];
    expect(tokens(stack, api)).toEqual({
      issuers: tenants.map((tenant) => `${LOGIN}/${tenant}/v2.0`),
      metadata: tenants.map((tenant) => `${LOGIN}/${tenant}/v2.0/.well-known/openid-configuration`),
    });
    expect(() => synth(stack)).not.toThrow();
  });

  test("leave out its own tenant where it says so", () => {
    const stack = newStack();
    const audience = SignInAudience.multipleTenants([PARTNER], { withoutHomeTenant: true });
    const api = importedApi(stack, "Orders", { signInAudience: audience });
    expect(tokens(stack, api)).toEqual({
      issuers: [`${LOGIN}/${PARTNER}/v2.0`],
      metadata: [`${LOGIN}/${PARTNER}/v2.0/.well-known/openid-configuration`],
    });
  });

  test("are of the version and the cloud of the API", () => {
    const stack = newStack();
    const authority = Authority.china(TENANT);
    const signInAudience = SignInAudience.multipleTenants([PARTNER]);
    const api = importedApi(stack, "Orders", { signInAudience, authority, tokenVersion: TokenVersion.V1 });
    expect(tokens(stack, api)).toEqual({
      issuers: [TENANT, PARTNER].map((tenant) => `https://sts.chinacloudapi.cn/${tenant}/`),
      metadata: [TENANT, PARTNER].map(
        (tenant) => `https://login.partner.microsoftonline.cn/${tenant}/.well-known/openid-configuration`,
      ),
    });
  });

  test("include those of personal accounts, by the tenant that they are all in", () => {
    const stack = newStack();
    const signInAudience = SignInAudience.multipleTenantsAndPersonalAccounts([PARTNER]);
    const api = importedApi(stack, "Orders", { signInAudience });
    expect(tokens(stack, api).issuers).toEqual([TENANT, PARTNER, CONSUMERS].map((id) => `${LOGIN}/${id}/v2.0`));
  });

  test("are those of personal accounts alone", () => {
    const stack = newStack();
    const api = importedApi(stack, "Orders", { signInAudience: SignInAudience.personalAccounts() });
    expect(tokens(stack, api)).toEqual({
      issuers: [`${LOGIN}/${CONSUMERS}/v2.0`],
      metadata: [`${LOGIN}/${CONSUMERS}/v2.0/.well-known/openid-configuration`],
    });
  });

  test("name the API's own tenant once, and tenants that only Terraform knows", () => {
    const stack = newStack();
    const tenant = new TerraformVariable(stack, "tenant", {}).stringValue;
    const api = orders(stack, SignInAudience.multipleTenants([TENANT, tenant]));
    expect(api.issuers).toHaveLength(2);
    tokens(stack, api);
    const xml = String(resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content);
    expect(xml).toContain(`<issuer>${LOGIN}/\${var.tenant}/v2.0</issuer>`);
    expect(xml.match(/<issuer>/g)).toHaveLength(2);
  });

  test("never follow a template or an alias for all tenants", () => {
    for (const audience of [
      SignInAudience.multipleTenants([PARTNER]),
      SignInAudience.multipleTenantsAndPersonalAccounts([PARTNER]),
      SignInAudience.personalAccounts(),
    ]) {
      const stack = newStack();
      const { issuers, metadata } = tokens(stack, importedApi(stack, "Orders", { signInAudience: audience }));
      expect([...issuers, ...metadata].join()).not.toMatch(/common|organizations|consumers|[{}*]/);
    }
  });

  test("reach a policy in another stack", () => {
    const app = newApp();
    const api = registration(newStack("Entra", app), "Orders", {
      signInAudience: SignInAudience.multipleTenants([PARTNER]),
      authority: undefined,
      scopes: [PermissionScope.of("read")],
    });
    tokens(newStack("Apim", app), api);
    const xml = String(resourceOf(synthStacks(app).Apim!, "azurerm_api_management_api_policy").xml_content);
    expect(xml).toContain(`<issuer>${LOGIN}/${PARTNER}/v2.0</issuer>`);
    expect(xml.match(/<openid-config /g)).toHaveLength(2);
  });
});

test.each([
  ["AzureADMyOrg", SignInAudience.singleTenant()],
  ["AzureADMultipleOrgs", SignInAudience.multipleTenants([PARTNER])],
  ["AzureADandPersonalMicrosoftAccount", SignInAudience.multipleTenantsAndPersonalAccounts([PARTNER])],
  ["PersonalMicrosoftAccount", SignInAudience.personalAccounts()],
])("Entra ID gets %s", (expected, signInAudience) => {
  const stack = newStack();
  orders(stack, signInAudience);
  expect(resourceOf(synth(stack), "azuread_application_registration").sign_in_audience).toBe(expected);
});

describe("which tenants are let in", () => {
  test.each([
    [[], /^SignInAudience: tenantIds is empty; expected at least one, because tokens of any tenant would pass/],
    [["common"], /^SignInAudience: tenant id is "common"; expected the GUID of one tenant/],
    [["contoso.com"], /tenant id is "contoso.com"/],
    [[PARTNER, PARTNER.toUpperCase()], /tenant id "b{8}-.*" is given twice/],
    [[CONSUMERS], /tenant of personal accounts; expected tenants of organizations/],
  ])("fails for %j", (tenantIds, message) => {
    expect(() => SignInAudience.multipleTenants(tenantIds)).toThrow(message);
    expect(() => SignInAudience.multipleTenantsAndPersonalAccounts(tenantIds)).toThrow(message);
  });
});

describe("a registration for personal accounts", () => {
  const personal = (props: Partial<AppRegistrationProps>): AppRegistration =>
    orders(newStack(), SignInAudience.personalAccounts(), props);

  test.each<[string, Partial<AppRegistrationProps>, RegExp]>([
    [
      "version 1 tokens",
      { tokenVersion: TokenVersion.V1 },
      /tokenVersion is TokenVersion.V1; expected TokenVersion.V2/,
    ],
    ["another cloud", { authority: Authority.china(TENANT) }, /china cloud; expected the public cloud/],
    ["a long name", { displayName: "x".repeat(91) }, /displayName has 91 characters; expected at most 90/],
    ["a urn", { identifierUri: "urn:contoso:orders" }, /identifierUri is "urn:contoso:orders"; expected .* no urn/],
    ["a long URI", { identifierUri: `api://${"x".repeat(115)}` }, /expected at most 120 characters/],
    ["a role", { roles: [AppRole.forUsers("write")] }, /"write" is a role; expected scopes only/],
    ["a long scope", { scopes: [PermissionScope.of("x".repeat(41))] }, /expected at most 40 characters/],
    [
      "many scopes",
      { scopes: Array.from({ length: 101 }, (_, index) => PermissionScope.of(`s${index}`)) },
      /"s100" is scope 101; expected at most 100 scopes/,
    ],
  ])("fails for %s", (_what, props, message) => {
    expect(() => personal(props)).toThrow(message);
  });

  test("takes what is just within the limits", () => {
    const scopes = Array.from({ length: 100 }, (_, index) => PermissionScope.of(`s${index}`.padEnd(40, "x")));
    const identifierUri = `api://${"x".repeat(114)}`;
    expect(() => personal({ displayName: "x".repeat(90), identifierUri, scopes })).not.toThrow();
  });

  test("fails for an import with version 1 tokens", () => {
    const attributes = { signInAudience: SignInAudience.personalAccounts(), tokenVersion: TokenVersion.V1 };
    expect(() => importedApi(newStack(), "Orders", attributes)).toThrow(/expected TokenVersion.V2/);
  });
});

describe("clients and APIs of different tenants", () => {
  const partner = Authority.publicCloud(PARTNER);

  test("a client of a tenant that is let in is allowed, asks for scopes, and may not be granted a role of the other service principal", () => {
    const stack = newStack();
    const api = orders(stack, SignInAudience.multipleTenants([PARTNER]), { roles: [AppRole.forApplications("sync")] });
    const client = registration(stack, "Client", { authority: partner });
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    const callers = Callers.users("read");
    new JwtPolicy(stack, "Jwt", { target, resource: api, callers, allowedClients: [client] });
    client.requestScope(api, "read");
    expect(() => client.grantRole(api, "sync")).toThrow(
      /^Stack\/Client: the service principal of Orders is made in another tenant than the client's, tenant b{8}/,
    );
    expect(() => client.grantScope(api, "read")).toThrow(/service principal of Orders is made in another tenant/);
  });

  test("an import of the API in the tenant of the client can be granted", () => {
    const stack = newStack();
    const signInAudience = SignInAudience.multipleTenants([PARTNER]);
    const client = registration(stack, "Client", { authority: partner });
    client.grantRole(importedApi(stack, "Orders", { signInAudience }), "sync");
    expect(resourcesOf(synth(stack), "azuread_app_role_assignment")).toHaveLength(1);
  });

  test("a client that works in several tenants reaches an API of one of them", () => {
    const stack = newStack();
    const api = registration(stack, "Orders", { authority: partner, scopes: [PermissionScope.of("read")] });
    const client = registration(stack, "Client", { signInAudience: SignInAudience.multipleTenants([PARTNER]) });
    expect(() => client.requestScope(api, "read")).not.toThrow();
  });

  test("fails for a client whose tenant is not let in, or only in another cloud", () => {
    const stack = newStack();
    const without = SignInAudience.multipleTenants([PARTNER], { withoutHomeTenant: true });
    const api = orders(stack, without);
    const other = registration(stack, "Other", { authority: Authority.publicCloud(guid("c")) });
    const home = registration(stack, "Home");
    const cloud = registration(stack, "Cloud", { authority: Authority.china(PARTNER) });
    for (const client of [other, home, cloud]) {
      expect(() => client.requestScope(api, "read")).toThrow(/expected one tenant in one cloud/);
    }
  });
});

describe("where an authorization server gets tokens", () => {
  interface Case {
    readonly api?: SignInAudience;
    readonly client?: SignInAudience;
    readonly clientTenant?: string;
    readonly users: string;
    readonly applications: string;
  }
  const several = SignInAudience.multipleTenants([PARTNER]);
  const withPersonal = SignInAudience.multipleTenantsAndPersonalAccounts([PARTNER]);

  test.each<[string, Case]>([
    ["both have one tenant", { users: TENANT, applications: TENANT }],
    ["only the API has several", { api: several, users: TENANT, applications: TENANT }],
    ["the client has another one", { api: several, clientTenant: PARTNER, users: PARTNER, applications: PARTNER }],
    ["only the client has several", { client: several, users: TENANT, applications: TENANT }],
    ["both have several", { api: several, client: several, users: "organizations", applications: TENANT }],
    ["both take personal accounts", { api: withPersonal, client: withPersonal, users: "common", applications: TENANT }],
    ["the client takes none", { api: withPersonal, client: several, users: "organizations", applications: TENANT }],
  ])("when %s", (_when, { api, client, clientTenant = TENANT, users, applications }) => {
    for (const [grant, tenant] of [
      [OAuthGrant.authorizationCode("read"), users],
      [OAuthGrant.clientCredentials(), applications],
    ] as const) {
      const stack = newStack();
      const clientSecret = SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
      const made = new ApimAuthServer(stack, "Server", {
        apim: newService(stack),
        name: "entra",
        resource: importedApi(stack, "Orders", { signInAudience: api }),
        client: importedApi(stack, "Client", {
          clientId: guid("d"),
          authority: Authority.publicCloud(clientTenant),
          signInAudience: client,
        }),
        clientSecret,
        grant,
      });
      expect(made.tokenEndpoint).toBe(`${LOGIN}/${tenant}/oauth2/v2.0/token`);
      expect(resourceOf(synth(stack), "azurerm_api_management_authorization_server")).toMatchObject({
        authorization_endpoint: `${LOGIN}/${tenant}/oauth2/v2.0/authorize`,
      });
    }
  });

  test("users with personal accounts alone have an address of their own", () => {
    const api = importedApi(newStack(), "Orders", { signInAudience: SignInAudience.personalAccounts() });
    expect(api.tokenEndpoint).toBe(`${LOGIN}/consumers/oauth2/v2.0/token`);
  });

  test("an application that is no registration gets its token in the first tenant that is let in", () => {
    const stack = newStack();
    const signInAudience = SignInAudience.multipleTenants([PARTNER, guid("c")], { withoutHomeTenant: true });
    const made = new ApimAuthServer(stack, "Server", {
      apim: newService(stack),
      name: "entra",
      resource: importedApi(stack, "Orders", { signInAudience }),
      client: { clientId: guid("d"), displayName: "Portal" },
      clientSecret: SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true })),
      grant: OAuthGrant.clientCredentials(),
    });
    expect(made.tokenEndpoint).toBe(`${LOGIN}/${PARTNER}/oauth2/v2.0/token`);
  });

  test("the cloud is the API's", () => {
    const authority = Authority.usGovernment(TENANT);
    expect(importedApi(newStack(), "Orders", { authority, signInAudience: several }).tokenEndpoint).toBe(
      `https://${AzureCloud.US_GOVERNMENT.loginHost}/organizations/oauth2/v2.0/token`,
    );
  });
});
