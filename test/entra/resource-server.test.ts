import { type TerraformStack } from "cdktf";
import {
  Api,
  ApimPolicy,
  ApplicationTokens,
  AzureCloud,
  Callers,
  type IResourceServer,
  JwtPolicy,
  ResourceServer,
  TokenClaim,
} from "cdktf-apim-oauth";
import { type Claims, forbiddingCondition, isForbidden } from "../support/authorization";
import { guid, newService, newStack, synth, TENANT, warningsIn } from "../support/synth";
import { FACTORIES } from "../support/issuers";

const CALLERS = Callers.anyOf(Callers.users("orders.read"), Callers.applications("orders.sync"));

function policyOf(resource: IResourceServer, callers = CALLERS, stack: TerraformStack = newStack()): string {
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
  new JwtPolicy(stack, "Jwt", { target, resource, callers });
  return ApimPolicy.of(target).render();
}

/** The tokens that get in, by name. */
function whoMayCall(resource: IResourceServer, tokens: Readonly<Record<string, Claims>>, callers = CALLERS): string[] {
  const condition = forbiddingCondition(policyOf(resource, callers));
  return Object.keys(tokens).filter((name) => !isForbidden(condition, tokens[name]!));
}

const AUTH0 = { domain: "contoso.eu.auth0.com", audience: "https://orders.contoso.com" };
const OKTA = { domain: "contoso.okta.com", audience: "api://orders" };
const PING = { environmentId: guid(1), audience: "orders" };
const EXTERNAL = { tenantName: "contoso", tenantId: TENANT, clientId: guid(2) };
const B2C = { ...EXTERNAL, userFlows: ["B2C_1_signin", "B2C_1_reset"] };
const OIDC = {
  metadataUrl: "https://sso.contoso.com/realms/orders/.well-known/openid-configuration",
  issuer: "https://sso.contoso.com/realms/orders",
  audiences: ["orders"],
  applicationTokens: ApplicationTokens.withClaim("client_id"),
};

type Factory = Exclude<keyof typeof ResourceServer, "prototype">;

interface Addresses {
  readonly name: string;
  readonly server: ResourceServer;
  readonly metadata: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  readonly token: string;
  readonly authorization: string;
}

interface Tokens {
  readonly title: string;
  readonly server: ResourceServer;
  readonly tokens: Readonly<Record<string, Claims>>;
}

describe("the addresses of an issuer", () => {
  const ROWS: Readonly<Record<Exclude<Factory, "oidc">, Addresses>> = {
    auth0: {
      name: "Auth0, whose issuer ends with a slash",
      server: ResourceServer.auth0(AUTH0),
      metadata: ["https://contoso.eu.auth0.com/.well-known/openid-configuration"],
      issuer: "https://contoso.eu.auth0.com/",
      audience: "https://orders.contoso.com",
      token: "https://contoso.eu.auth0.com/oauth/token",
      authorization: "https://contoso.eu.auth0.com/authorize?audience=https%3A%2F%2Forders.contoso.com",
    },
    okta: {
      name: "Okta, a custom authorization server",
      server: ResourceServer.okta({ ...OKTA, authorizationServerId: "aus1" }),
      metadata: ["https://contoso.okta.com/oauth2/aus1/.well-known/openid-configuration"],
      issuer: "https://contoso.okta.com/oauth2/aus1",
      audience: "api://orders",
      token: "https://contoso.okta.com/oauth2/aus1/v1/token",
      authorization: "https://contoso.okta.com/oauth2/aus1/v1/authorize",
    },
    pingOne: {
      name: "PingOne, with the domain of a region",
      server: ResourceServer.pingOne({ ...PING, domain: "auth.pingone.eu" }),
      metadata: [`https://auth.pingone.eu/${guid(1)}/as/.well-known/openid-configuration`],
      issuer: `https://auth.pingone.eu/${guid(1)}/as`,
      audience: "orders",
      token: `https://auth.pingone.eu/${guid(1)}/as/token`,
      authorization: `https://auth.pingone.eu/${guid(1)}/as/authorize`,
    },
    externalId: {
      name: "External ID, whose issuer has the id of the tenant as its host",
      server: ResourceServer.externalId(EXTERNAL),
      metadata: [`https://contoso.ciamlogin.com/${TENANT}/v2.0/.well-known/openid-configuration`],
      issuer: `https://${TENANT}.ciamlogin.com/${TENANT}/v2.0`,
      audience: guid(2),
      token: `https://contoso.ciamlogin.com/${TENANT}/oauth2/v2.0/token`,
      authorization: `https://contoso.ciamlogin.com/${TENANT}/oauth2/v2.0/authorize`,
    },
    b2c: {
      name: "Azure AD B2C, whose user flows share one issuer with a slash at its end",
      server: ResourceServer.b2c(B2C),
      metadata: ["signin", "reset"].map(
        (flow) =>
          `https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_${flow}/v2.0/.well-known/openid-configuration`,
      ),
      issuer: `https://contoso.b2clogin.com/${TENANT}/v2.0/`,
      audience: guid(2),
      token: "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/oauth2/v2.0/token",
      authorization: "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/oauth2/v2.0/authorize",
    },
  };

  test("every factory but oidc, which is given them, has a row here", () => {
    expect([...Object.keys(ROWS), "oidc"].sort()).toEqual(FACTORIES);
  });

  test.each(Object.values(ROWS))("$name", ({ server, metadata, issuer, audience, token, authorization }) => {
    expect([server.metadataUrl, ...(server.furtherMetadataUrls ?? [])]).toEqual(metadata);
    expect([server.issuers, server.audiences, server.realm]).toEqual([[issuer], [audience], audience]);
    expect([server.tokenEndpoint, server.authorizationEndpoint]).toEqual([token, authorization]);

    const policy = policyOf(server);
    const configurations = [...policy.matchAll(/<openid-config url="([^"]*)"/g)].map((match) => match[1]);
    expect(configurations).toEqual(metadata);
    expect(policy).toContain(`<issuer>${issuer}</issuer>`);
    expect(policy).toContain(`<audience>${audience}</audience>`);
  });

  test("a custom domain of Azure AD B2C is in the metadata and in the issuer", () => {
    const server = ResourceServer.b2c({ ...B2C, domain: "login.contoso.com" });
    expect(server.metadataUrl).toMatch(/^https:\/\/login\.contoso\.com\/contoso\.onmicrosoft\.com\/B2C_1_signin\//);
    expect(server.issuers).toEqual([`https://login.contoso.com/${TENANT}/v2.0/`]);
  });

  test.each([
    [AzureCloud.US_GOVERNMENT, "contoso.b2clogin.us", "contoso.onmicrosoft.us"],
    [AzureCloud.CHINA, "contoso.b2clogin.cn", "contoso.partner.onmschina.cn"],
  ])("Azure AD B2C has domains of its cloud", (cloud, host, domain) => {
    const server = ResourceServer.b2c({ ...B2C, cloud });
    const flow = `https://${host}/${domain}/B2C_1_signin`;
    expect(server.metadataUrl).toBe(`${flow}/v2.0/.well-known/openid-configuration`);
    expect(server.tokenEndpoint).toBe(`${flow}/oauth2/v2.0/token`);
    expect(server.issuers).toEqual([`https://${host}/${TENANT}/v2.0/`]);
    expect(server.requestedScope("read")).toBe(`https://${domain}/${guid(2)}/read`);
    expect(policyOf(server)).toContain(`<issuer>https://${host}/${TENANT}/v2.0/</issuer>`);
    const ownDomain = ResourceServer.b2c({ ...B2C, cloud, domain: "login.contoso.com" });
    expect(ownDomain.metadataUrl).toContain(`https://login.contoso.com/${domain}/B2C_1_signin/`);
  });

  test("hosts are written in lower case, as tokens have them", () => {
    const issuersOf = ({ issuers, metadataUrl }: IResourceServer): string[] => [...issuers, metadataUrl];
    const servers: readonly ((change: (host: string) => string) => IResourceServer)[] = [
      (change) => ResourceServer.auth0({ ...AUTH0, domain: change(AUTH0.domain) }),
      (change) => ResourceServer.okta({ ...OKTA, domain: change(OKTA.domain) }),
      (change) => ResourceServer.pingOne({ ...PING, domain: change("auth.pingone.eu") }),
      (change) => ResourceServer.externalId({ ...EXTERNAL, tenantName: change("contoso") }),
      (change) => ResourceServer.b2c({ ...B2C, tenantName: change("contoso") }),
      (change) => ResourceServer.b2c({ ...B2C, domain: change("login.contoso.com") }),
    ];
    for (const server of servers) {
      expect(issuersOf(server((host) => host.toUpperCase()))).toEqual(issuersOf(server((host) => host)));
    }
  });

  test("ids are written in lower case, as tokens have them", () => {
    const id = "ABCDEF01-2345-4678-89AB-CDEF01234567";
    const server = ResourceServer.externalId({ ...EXTERNAL, tenantId: id, clientId: id });
    expect(server.issuers).toEqual([`https://${id.toLowerCase()}.ciamlogin.com/${id.toLowerCase()}/v2.0`]);
    expect(server.audiences).toEqual([id.toLowerCase()]);
  });
});

describe("what a client asks for", () => {
  test("a tenant of Entra ID wants the URI of the API before a scope", () => {
    const server = ResourceServer.externalId(EXTERNAL);
    expect(server.requestedScope("read")).toBe(`api://${guid(2)}/read`);
    expect(server.applicationScope).toBe(`api://${guid(2)}/.default`);
    expect(ResourceServer.b2c(B2C).requestedScope("read")).toBe(`https://contoso.onmicrosoft.com/${guid(2)}/read`);
  });

  test("any other issuer takes the scope as it is, and the known roles by name", () => {
    const server = ResourceServer.okta({ ...OKTA, roles: ["orders.sync", "orders.purge"] });
    expect(server.requestedScope("orders.read")).toBe("orders.read");
    expect(server.applicationScope).toBe("orders.sync orders.purge");
    expect(ResourceServer.okta(OKTA).applicationScope).toBeUndefined();
  });
});

describe("who may call", () => {
  const ENTRA_TOKENS = {
    user: { scp: "orders.read", azp: "portal" },
    userWithRole: { scp: "profile", roles: ["orders.sync"], azp: "portal" },
    application: { roles: ["orders.sync"], azp: "job" },
    nothing: { azp: "job" },
  };

  /** By factory: tokens as the issuer writes them, of which only `user` and `application` get in. */
  const ROWS: Readonly<Record<Factory, Tokens>> = {
    auth0: {
      title: "Auth0: users by scope and applications by scope, told apart by the subject",
      server: ResourceServer.auth0(AUTH0),
      tokens: {
        user: { scope: "openid orders.read", sub: "auth0|1" },
        userWithOtherScope: { scope: "orders.sync", sub: "auth0|1" },
        application: { scope: "orders.sync", sub: "app@clients", gty: "client-credentials" },
        applicationWithTheScopeOfUsers: { scope: "orders.read", sub: "app@clients", gty: "client-credentials" },
        applicationOfTheOtherProfile: { scope: "orders.read", sub: "app@clients", client_id: "app" },
        nothing: { sub: "auth0|1" },
      },
    },
    okta: {
      title: "Okta: scopes are a list, and an application has no user id",
      server: ResourceServer.okta(OKTA),
      tokens: {
        user: { scp: ["openid", "orders.read"], uid: "00u1", cid: "portal" },
        userWithLongerScope: { scp: ["orders.read.all"], uid: "00u1" },
        application: { scp: ["orders.sync"], cid: "job" },
        applicationWithTheScopeOfUsers: { scp: ["orders.read"], cid: "job" },
        nothing: { uid: "00u1" },
      },
    },
    pingOne: {
      title: "PingOne: an application has no subject",
      server: ResourceServer.pingOne(PING),
      tokens: {
        user: { scope: "orders.read", sub: "1", client_id: "portal" },
        application: { scope: "orders.sync", client_id: "job" },
        applicationWithTheScopeOfUsers: { scope: "orders.read", client_id: "job" },
      },
    },
    externalId: {
      title: "External ID: as in every tenant of Entra ID",
      server: ResourceServer.externalId(EXTERNAL),
      tokens: ENTRA_TOKENS,
    },
    b2c: {
      title: "Azure AD B2C: as in every tenant of Entra ID",
      server: ResourceServer.b2c(B2C),
      tokens: ENTRA_TOKENS,
    },
    oidc: {
      title: "any other provider: claims by the names that are given, also ones with a namespace",
      server: ResourceServer.oidc({ ...OIDC, rolesClaim: TokenClaim.list("https://contoso.com/roles") }),
      tokens: {
        user: { scope: "orders.read" },
        userWithRole: { scope: "", "https://contoso.com/roles": ["orders.sync"] },
        application: { client_id: "job", "https://contoso.com/roles": ["orders.sync"] },
        applicationWithScope: { client_id: "job", scope: "orders.read orders.sync" },
      },
    },
  };

  test("every factory has a row here", () => {
    expect(Object.keys(ROWS).sort()).toEqual(FACTORIES);
  });

  test.each(Object.values(ROWS))("$title", ({ server, tokens }) => {
    expect(whoMayCall(server, tokens)).toEqual(["user", "application"]);
  });

  test("Auth0 with RBAC: applications by permission", () => {
    const server = ResourceServer.auth0({ ...AUTH0, rolesClaim: TokenClaim.list("permissions") });
    const tokens = {
      withPermission: { scope: "orders.sync", permissions: ["orders.sync"], sub: "app@clients" },
      withScopeOnly: { scope: "orders.sync", sub: "app@clients" },
    };
    expect(whoMayCall(server, tokens)).toEqual(["withPermission"]);
  });

  test("only the allowed clients, by the claim of the provider", () => {
    const stack = newStack();
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    const allowedClients = [{ clientId: "job", displayName: "Nightly job" }];
    new JwtPolicy(stack, "Jwt", { target, resource: ResourceServer.okta(OKTA), callers: CALLERS, allowedClients });
    const condition = forbiddingCondition(ApimPolicy.of(target).render());
    expect(isForbidden(condition, { scp: ["orders.sync"], cid: "job" })).toBe(false);
    expect(isForbidden(condition, { scp: ["orders.sync"], cid: "other" })).toBe(true);
    expect(isForbidden(condition, { scp: ["orders.sync"] })).toBe(true);
  });
});

test("401 and 403 carry a challenge with the realm and the scopes as a client asks for them", () => {
  const policy = policyOf(ResourceServer.auth0(AUTH0));
  expect(policy).toContain(
    'Bearer realm="https://orders.contoso.com", error="insufficient_scope", scope="orders.read"',
  );
  expect(policy).toContain('context.LastError.Source == "validate-jwt"');
});

test("fails for a scope or a role that the API does not have", () => {
  const server = ResourceServer.okta({
    ...OKTA,
    displayName: "Orders API",
    scopes: ["orders.read"],
    roles: ["orders.sync"],
  });
  expect(() => policyOf(server, Callers.users("orders.raed"))).toThrow(
    /^Stack\/Jwt: scope "orders.raed" does not exist on Orders API; expected "orders.read": correct the name$/,
  );
  expect(() => policyOf(server, Callers.applications("orders.purge"))).toThrow(
    /role for applications "orders.purge" does not exist on Orders API/,
  );
});

test("fails for a scope that no token can have as one value", () => {
  expect(() => policyOf(ResourceServer.okta(OKTA), Callers.users("orders.read orders.write"))).toThrow(
    /^Stack\/Jwt: scope is "orders.read orders.write"; expected printable ASCII without spaces/,
  );
});

test("fails for no user flow, whose keys sign the tokens", () => {
  expect(() => ResourceServer.b2c({ ...B2C, userFlows: [] })).toThrow(/^ResourceServer.b2c: userFlows is empty; /);
});

describe("an API that tokens of Entra ID are not for", () => {
  const ENTRA = {
    ...OIDC,
    metadataUrl: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
    issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    applicationTokens: ApplicationTokens.withoutClaim("scp"),
  };

  const ARM = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

  test.each(["00000003-0000-0000-c000-000000000000", "https://graph.microsoft.com/", "https://graph.microsoft.us"])(
    "fails for Microsoft Graph as %s",
    (audience) => {
      expect(() => ResourceServer.oidc({ ...ENTRA, audiences: ["orders", audience] })).toThrow(
        /^ResourceServer\.oidc: audience is ".*"; expected the name of your API .* not Microsoft Graph, .*: register the API/,
      );
    },
  );

  test("warns of a service of Microsoft, for which every application of the tenant gets a token", () => {
    const stack = newStack();
    policyOf(ResourceServer.oidc({ ...ENTRA, audiences: [ARM] }), CALLERS, stack);
    synth(stack);

    expect(warningsIn(stack)).toEqual([expect.stringContaining("the audience is Azure Resource Manager")]);
  });

  test("does not warn of it where the clients are named", () => {
    const stack = newStack();
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    const resource = ResourceServer.oidc({
      ...ENTRA,
      clientClaim: "azp",
      audiences: [ARM],
    });
    const allowedClients = [{ displayName: "Job", clientId: guid(7) }];
    new JwtPolicy(stack, "Jwt", { target, resource, callers: CALLERS, allowedClients });
    synth(stack);

    expect(warningsIn(stack)).toEqual([]);
  });

  test("fails for an address that is not that of metadata", () => {
    const stack = newStack();
    policyOf(ResourceServer.oidc({ ...ENTRA, metadataUrl: ENTRA.issuer, audiences: [guid(2)] }), CALLERS, stack);

    expect(() => synth(stack)).toThrow(/P-28 metadata-address .*which does not lead to metadata/);
  });
});
