import { decodeJwt } from "jose";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Annotations, Aspects } from "cdktf";
import {
  Api,
  ApiVersionSet,
  AppRegistration,
  AppRole,
  ApplicationTokens,
  Callers,
  JwtPolicy,
  ManagedIdentity,
  PermissionScope,
  ResourceServer,
  VersioningScheme,
} from "cdktf-apim-oauth";
import { TestClock } from "../../src/gateway/clock";
import { LocalGateway, type TokenFault, TOKEN_FAULTS } from "../../src/testing";
import type { TestedConstruct } from "../../src/testing/constructs";
import { newApp, newService, newStack, OPEN, synth } from "../support/synth";
import { ADA, NOW } from "../issuer/example-tenant";
import { deployedOrders, validateJwt } from "./deployed-orders";

const clock = new TestClock(NOW);

/** Orders can be read by a nightly job, by an identity, and by the users of a web shop; administrators can delete them. */
class OrdersStack {
  public readonly stack = newStack("orders");
  public readonly orders = new AppRegistration(this.stack, "Orders", {
    displayName: "Orders API",
    scopes: [PermissionScope.of("Orders.ReadWrite")],
    roles: [AppRole.forApplications("Orders.Sync"), AppRole.forUsers("Admin")],
  });
  public readonly job = new AppRegistration(this.stack, "Job", { displayName: "Nightly job" });
  public readonly shop = new AppRegistration(this.stack, "Shop", { displayName: "Web shop" });
  public readonly identity = ManagedIdentity.fromName(this.stack, "Identity", {
    name: "id-reports",
    resourceGroupName: "rg-reports",
  });

  public constructor() {
    this.job.grantRole(this.orders, "Orders.Sync");
    this.identity.grantRole(this.orders, "Orders.Sync");
    this.shop.grantScope(this.orders, "Orders.ReadWrite");
    const api = new Api(this.stack, "Api", {
      apim: newService(this.stack),
      path: "orders",
      serviceUrl: "https://orders.contoso.com",
      subscriptionRequired: false,
    });
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    api.addOperation("delete", {
      method: "DELETE",
      urlTemplate: "/{id}",
      callers: Callers.users("Orders.ReadWrite").withRole("Admin"),
    });
    new JwtPolicy(this.stack, "Jwt", {
      target: api,
      resource: this.orders,
      callers: Callers.anyOf(Callers.applications("Orders.Sync"), Callers.users("Orders.ReadWrite")),
    });
  }
}

const program = new OrdersStack();
const gateway = LocalGateway.fromStack(program.stack, { clock, users: [ADA] });

async function statusOf(token: Promise<string>, method = "GET", path = "/orders"): Promise<number> {
  const { status, forwarded } = await gateway.request(method, path, { token: await token });
  return forwarded === undefined ? status : 200;
}

describe("a token for", () => {
  test.each<[string, () => Promise<string>, number]>([
    ["a construct", () => gateway.tokenFor(program.job), 200],
    ["a display name", () => gateway.tokenFor("Nightly job"), 200],
    ["a managed identity", () => gateway.tokenFor(program.identity), 200],
    ["the name of a managed identity", () => gateway.tokenFor("id-reports"), 200],
    ["a client id", () => gateway.tokenFor(gateway.applications.find(program.job).clientId.toUpperCase()), 200],
    ["an object with a client id", () => gateway.tokenFor(gateway.applications.find("Nightly job")), 200],
    ["a client and an API", () => gateway.tokenFor(program.job, { api: program.orders }), 200],
    ["a client without a role", () => gateway.tokenFor(program.shop), 403],
    ["a client and the wrong API", () => gateway.tokenFor(program.job, { api: "Web shop" }), 401],
    ["a user of the only client with a scope", () => gateway.tokenForUser(), 200],
    ["a user of a client", () => gateway.tokenForUser({ client: program.shop, user: ADA }), 200],
    ["a user without a scope", () => gateway.tokenForUser({ scopes: [] }), 403],
  ])("%s is answered as the policy says", async (_, token, status) => {
    expect(await statusOf(token())).toBe(status);
  });

  test("a user has the roles that are given", async () => {
    expect(await statusOf(gateway.tokenForUser({ roles: ["Admin"] }), "DELETE", "/orders/1")).toBe(200);
    expect(await statusOf(gateway.tokenForUser({ roles: [] }), "DELETE", "/orders/1")).toBe(403);
    expect(await statusOf(gateway.tokenForUser(), "DELETE", "/orders/1")).toBe(403);
  });

  test.each<[string, () => unknown, string]>([
    [
      "a misspelt name",
      () => gateway.tokenFor("Nightly jobs"),
      'no application is "Nightly jobs"; expected one of Orders API, Nightly job, Web shop, id-reports',
    ],
    [
      "what holds several applications",
      () => gateway.tokenFor(program.stack),
      "no application is the construct orders;",
    ],
    [
      "an unknown scope",
      () => gateway.tokenForUser({ scopes: ["Orders.Raed"] }),
      'Orders API has no scope "Orders.Raed"; expected one of Orders.ReadWrite',
    ],
    [
      "an unknown role",
      () => gateway.tokenForUser({ roles: ["admin"] }),
      'Orders API has no role "admin"; expected one of Orders.Sync, Admin',
    ],
    [
      "an unknown fault",
      () => gateway.tokenFor("Nightly job", { fault: "late" as TokenFault }),
      'the fault of a token is "late"; expected one of other-tenant,',
    ],
    ["an unknown issuer", () => gateway.tokenFrom("https://a.example.com", {}), 'no issuer is "https://a.example.com"'],
  ])("fails for %s", (_, token, message) => {
    expect(token).toThrow(message);
  });
});

test.each<[TokenFault, number, string | undefined]>([
  ["other-tenant", 401, "TokenIssuerNotAllowed"],
  ["other-audience", 401, "TokenAudienceNotAllowed"],
  ["other-version", 401, "TokenIssuerNotAllowed"],
  ["other-client", 403, undefined],
  ["expired", 401, "TokenExpired"],
  ["not-yet-valid", 401, "JwtInvalid"],
  ["other-key", 401, "TokenSignatureInvalid"],
  ["unsigned", 401, "JwtInvalid"],
  ["role-less", 403, undefined],
  ["id-token", 403, undefined],
  ["graph-token", 401, "TokenSignatureInvalid"],
])("a token that is %s does not get in", async (fault, status, reason) => {
  const { forwarded, ...result } = await gateway.get("/orders", {
    token: await gateway.tokenFor(program.job, { fault }),
  });
  expect([fault, result.status, result.reason, forwarded]).toEqual([fault, status, reason, undefined]);
});

test("a user's token without its scopes does not get in", async () => {
  expect(await statusOf(gateway.tokenForUser({ fault: "scope-less" }))).toBe(403);
  expect(Object.keys(TOKEN_FAULTS)).toHaveLength(12);
});

describe("a program", () => {
  test("is read as stack, app, list, JSON, file, folder, plan and state", async () => {
    const json = synth(program.stack);
    const folder = mkdtempSync(join(tmpdir(), "testing-"));
    try {
      const file = join(folder, "cdk.tf.json");
      writeFileSync(file, JSON.stringify(json));
      for (const read of [
        () => LocalGateway.fromStack(program.stack.node.root),
        () => LocalGateway.fromStack([program.stack]),
        () => LocalGateway.fromSynth(json),
        () => LocalGateway.fromSynth(file),
        () => LocalGateway.fromSynth(folder),
      ]) {
        expect((await read().get("/orders")).reason).toBe("TokenNotPresent");
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(() => LocalGateway.fromPlan({ planned_values: { root_module: {} } })).toThrow("0 services");
    expect(() => LocalGateway.fromState({ values: { root_module: {} } })).toThrow("0 services");
  });

  test.each([
    ["public", "https://login.microsoftonline.com/"],
    ["usgovernment", "https://login.microsoftonline.us/"],
    ["china", "https://login.partner.microsoftonline.cn/"],
  ])("in the cloud %s gets the tokens of that cloud", async (environment, issuer) => {
    const json = synth(program.stack);
    const provider = { azuread: [{ environment }], azurerm: [{ environment, features: [{}] }] };
    const policies = JSON.stringify(json).replaceAll("https://login.microsoftonline.com/", issuer);
    const inCloud = LocalGateway.fromSynth({ ...(JSON.parse(policies) as object), provider }, { clock });
    const { forwarded } = await inCloud.get("/orders", { token: await inCloud.tokenFor("Nightly job") });
    expect(forwarded?.url.href).toBe("https://orders.contoso.com/");
  });

  test("has clients by their constructs, also where two have one name and the JSON names no stack", async () => {
    const stack = newStack("orders");
    const orders = new AppRegistration(stack, "Orders", {
      displayName: "Orders",
      roles: [AppRole.forApplications("Orders.Sync")],
    });
    const [one, other] = ["One", "Other"].map((id) => new AppRegistration(stack, id, { displayName: "Job" }));
    one!.grantRole(orders, "Orders.Sync");
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
    new JwtPolicy(stack, "Jwt", { target, resource: orders, callers: Callers.applications("Orders.Sync") });
    const gateway = LocalGateway.fromSynth(synth(stack), { clock });
    const rolesOf = async (client: AppRegistration): Promise<unknown> =>
      decodeJwt(await gateway.tokenFor(client, { api: orders })).roles;
    expect([await rolesOf(one!), await rolesOf(other!)]).toEqual([["Orders.Sync"], undefined]);
  });

  test("of two stacks is read from the one that refers to the other", async () => {
    const app = newApp();
    const identities = newStack("identities", app);
    const orders = new AppRegistration(identities, "Orders", {
      displayName: "Orders API",
      roles: [AppRole.forApplications("Orders.Sync")],
    });
    const stack = newStack("apis", app);
    const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers: Callers.applications("Orders.Sync") });
    const both = LocalGateway.fromStack(stack);
    const roleless = await both.get("/orders", { token: await both.tokenFor(orders) });
    expect([roleless.status, (await both.get("/orders")).status]).toEqual([403, 401]);
  });

  test("gets its aspects, on what is below them, once", () => {
    const stack = newStack("orders");
    const visited: string[] = [];
    Aspects.of(stack).add({ visit: ({ node }) => void visited.push(node.path) });
    expect(() => LocalGateway.fromStack(stack)).toThrow("0 services");
    expect(visited).toEqual(stack.node.findAll().map(({ node }) => node.path));
  });

  test("fails if a validation fails", () => {
    const stack = newStack("orders");
    stack.node.addValidation({ validate: () => ["no orders"] });
    expect(() => LocalGateway.fromStack(stack)).toThrow("[orders] no orders");
    const app = newApp();
    newStack("orders", app);
    app.node.addValidation({ validate: () => ["no app"] });
    expect(() => LocalGateway.fromStack(app)).toThrow("the program cannot be synthesized:\n  no app");
  });

  test("fails if a construct is annotated with an error", () => {
    const stack = newStack("orders");
    Annotations.of(stack).addError("not like this");
    expect(() => LocalGateway.fromStack(stack)).toThrow("[orders] not like this");
  });

  test.each<[string, unknown, string]>([
    ["an app without stacks", newApp(), "got an app without stacks; expected an App with stacks, a TerraformStack"],
    ["no construct", "orders", 'LocalGateway.fromStack got "orders"'],
    ["nothing", undefined, "LocalGateway.fromStack got undefined"],
  ])("fails if it is %s", (_, input, message) => {
    expect(() => LocalGateway.fromStack(input as TestedConstruct)).toThrow(message);
  });
});

describe("an issuer other than Entra ID", () => {
  const auth0 = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "https://orders.contoso.com" });
  const customers = ResourceServer.externalId({
    tenantName: "contoso",
    tenantId: "11111111-1111-4111-8111-111111111111",
    clientId: "22222222-2222-4222-8222-222222222222",
  });
  const b2c = ResourceServer.b2c({
    tenantName: "contoso",
    tenantId: "11111111-1111-4111-8111-111111111111",
    clientId: "22222222-2222-4222-8222-222222222222",
    userFlows: ["B2C_1_signin", "B2C_1_reset"],
  });
  const own = ResourceServer.oidc({
    metadataUrl: "https://sso.contoso.com/realms/orders/.well-known/openid-configuration",
    issuer: "https://sso.contoso.com/realms/orders",
    audiences: ["orders", "tickets"],
    applicationTokens: ApplicationTokens.withoutClaim("sub"),
  });
  const stack = newStack("orders");
  const apim = newService(stack);
  for (const [path, resource] of Object.entries({ auth0, customers, b2c, own })) {
    const api = new Api(stack, path, { apim, path, serviceUrl: "https://a.contoso.com", subscriptionRequired: false });
    api.addOperation("list", { method: "GET", urlTemplate: "/" });
    new JwtPolicy(stack, `${path}-jwt`, { target: api, resource, callers: Callers.users("read") });
  }
  const issuers = LocalGateway.fromStack(stack, { clock });
  const answer = async (path: string, token: string): Promise<unknown> => {
    const { forwarded, reason, status } = await issuers.get(path, { token });
    return forwarded === undefined ? (reason ?? status) : "forwarded";
  };

  test.each([
    ["/auth0", auth0, { sub: "auth0|ada", scope: "read" }],
    ["/auth0", "https://contoso.eu.auth0.com/", { sub: "auth0|ada", scope: "read" }],
    ["/customers", customers, { scp: "read" }],
    ["/b2c", b2c.metadataUrl, { scp: "read" }],
    ["/own", own, { sub: "ada", scope: "read", aud: "tickets" }],
  ])("lets its users in at %s", async (path, issuer, claims) => {
    expect(await answer(path, await issuers.tokenFrom(issuer, claims))).toBe("forwarded");
    expect(await answer(path, await issuers.tokenFrom(issuer, { ...claims, scope: "", scp: "" }))).toBe(403);
  });

  test.each([
    ["other-tenant", "TokenIssuerNotAllowed"],
    ["other-audience", "TokenAudienceNotAllowed"],
    ["expired", "TokenExpired"],
    ["not-yet-valid", "JwtInvalid"],
    ["other-key", "TokenSignatureInvalid"],
    ["unsigned", "JwtInvalid"],
  ] as const)("lets nobody in with a token that is %s", async (fault, reason) => {
    const token = await issuers.tokenFrom(auth0, { sub: "auth0|ada", scope: "read" }, { fault });
    expect(await answer("/auth0", token)).toBe(reason);
  });

  test("fails if the policy asks for one of several audiences and none is given", async () => {
    expect(() => issuers.tokenFrom(own, { sub: "ada" })).toThrow("give one as the claim aud: orders, tickets");
    await expect(issuers.tokenFrom(auth0, {}, { fault: "role-less" as "expired" })).rejects.toThrow('is "role-less"');
  });
});

test("the versions of an API in a version set that exists already are told apart as the program says", async () => {
  const stack = newStack();
  const apim = newService(stack);
  const scheme = VersioningScheme.header("x-version");
  const versionSet = ApiVersionSet.fromName(stack, "Set", { apim, name: "shop", scheme });
  for (const version of ["v1", "v2"]) {
    const serviceUrl = `https://${version}.contoso.com`;
    const api = new Api(stack, version, {
      ...OPEN,
      apim,
      path: "shop",
      versionSet,
      version,
      serviceUrl,
      subscriptionRequired: false,
    });
    api.addOperation("get", { method: "GET", urlTemplate: "/{id}" });
  }
  const gateway = LocalGateway.fromStack(stack);
  const { forwarded } = await gateway.get("/shop/1", { headers: { "X-Version": "v2" } });
  expect(forwarded?.url.host).toBe("v2.contoso.com");
  expect((await gateway.get("/shop/1")).status).toBe(404);
});

test("what only Entra ID knows of an application fails the request that needs it, and no other", async () => {
  const existing = {
    data: {
      azuread_application: { stock: { display_name: "Stock API" } },
      azuread_service_principal: { stock: { client_id: "${data.azuread_application.stock.client_id}" } },
    },
  };
  const gateway = LocalGateway.fromSynth({ ...deployedOrders(validateJwt()), ...existing });
  expect((await gateway.get("/orders")).reason).toBe("TokenNotPresent");
  const token = await gateway.tokenFor("Nightly job", { api: "Orders API" });
  expect((await gateway.get("/orders", { token })).status).toBe(200);
  const refused = (async () => gateway.tokenFor("Nightly job", { api: "Stock API" }))();
  await expect(refused).rejects.toThrow("data.azuread_application.stock");
});
