import { Testing } from "cdktf";
import {
  Api,
  ApimPolicy,
  AppRegistration,
  AppRole,
  Callers,
  JwtPolicy,
  KeyVaultSecretRef,
  PermissionScope,
} from "cdktf-apim-oauth";
import { MockResponse, SetHeader } from "cdktf-apim-oauth/policy";
import { OperationCallersStack } from "../../examples/operation-callers/stack";
import { UsersAndApplicationsStack } from "../../examples/users-and-applications/stack";
import { TestClock } from "../../src/gateway/clock";
import { LocalGateway } from "../../src/gateway/local-gateway";
import { newApp, newService, newStack, newVault, OPEN, synth } from "../support/synth";
import { ADA, NOW } from "../issuer/example-tenant";

const clock = new TestClock(NOW);

/** The program of the README. */
function readmeGateway(): LocalGateway {
  const stack = newStack("orders");
  const orders = new AppRegistration(stack, "Orders", {
    displayName: "Orders API",
    roles: [AppRole.forApplications("Orders.Read")],
  });
  const shop = new AppRegistration(stack, "Shop", { displayName: "Web shop" });
  new AppRegistration(stack, "Other", { displayName: "Other client" });
  shop.grantRole(orders, "Orders.Read");
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  api.addOperation("get-order", { method: "GET", urlTemplate: "/{id}" });
  new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers: Callers.applications("Orders.Read") });
  ApimPolicy.of(api).addInbound(new MockResponse({ statusCode: 200, contentType: "application/json" }));
  return LocalGateway.fromSynth(synth(stack), { clock, users: [ADA] });
}

describe("the program of the README", () => {
  const gateway = readmeGateway();

  test("answers 200 to the application that has the role", async () => {
    const token = await gateway.applicationToken("Web shop", "Orders API");
    expect(await gateway.get("/orders/1", { token })).toMatchObject({ status: 200 });
  });

  test("answers 403 with its challenge to one without the role", async () => {
    const token = await gateway.applicationToken("Other client", "Orders API");
    const { status, headers } = await gateway.get("/orders/1", { token });
    expect(status).toBe(403);
    expect(headers.get("www-authenticate")?.[0]).toMatch(/^Bearer .*error="insufficient_scope"/);
  });

  test.each<[string, () => Promise<string | undefined>, string]>([
    ["no token", () => Promise.resolve(undefined), "TokenNotPresent"],
    ["an expired one", () => gateway.applicationToken("Web shop", "Orders API", { ageSeconds: 4000 }), "TokenExpired"],
    [
      "one of another tenant",
      () =>
        gateway.applicationToken("Web shop", "Orders API", {
          claims: { iss: "https://login.microsoftonline.com/x/v2.0" },
        }),
      "TokenIssuerNotAllowed",
    ],
    ["one for another API", () => gateway.applicationToken("Web shop", "Web shop"), "TokenAudienceNotAllowed"],
    ["text", () => Promise.resolve("abc"), "JwtInvalid"],
  ])("answers 401 to %s", async (_, token, reason) => {
    const result = await gateway.get("/orders/1", { token: await token() });
    expect([result.status, result.reason, result.forwarded]).toEqual([401, reason, undefined]);
    expect(result.headers.get("www-authenticate")?.[0]).toMatch(/^Bearer /);
  });

  test("answers 404 to what no operation is for", async () => {
    expect(await gateway.request("POST", "/orders/1")).toMatchObject({ status: 404, reason: "OperationNotFound" });
  });
});

test("users and applications come in each with what they need", async () => {
  const stack = new UsersAndApplicationsStack(newApp(), "stack");
  const gateway = LocalGateway.fromSynth(synth(stack), { clock, users: [ADA] });
  const path = "/orders";
  const user = await gateway.userToken(ADA, "APIM developer portal", "Orders API", ["Orders.Read"]);
  const application = await gateway.applicationToken("APIM developer portal", "Orders API");
  const scopeless = await gateway.userToken(ADA, "APIM developer portal", "Orders API", []);
  const answers = [];
  for (const token of [user, application, scopeless]) answers.push((await gateway.get(path, { token })).status);
  expect(answers).toEqual([200, 200, 403]);
});

test("each operation has its callers", async () => {
  const gateway = LocalGateway.fromSynth(synth(new OperationCallersStack(newApp(), "stack")), { clock, users: [ADA] });
  const reads = await gateway.userToken(ADA, "Bookings API", "Bookings API", ["Bookings.Read"]);
  const writes = await gateway.userToken(ADA, "Bookings API", "Bookings API", ["Bookings.Write"]);
  const status = async (method: string, path: string, token?: string): Promise<number> =>
    (await gateway.request(method, `/bookings${path}`, { token })).status;
  expect([
    await status("GET", "/", reads),
    await status("POST", "/", reads),
    await status("POST", "/", writes),
    await status("GET", "/export", writes),
  ]).toEqual([200, 403, 200, 403]);
  expect(await status("GET", "/", undefined)).toBe(401);
});

test("a subscription key opens an API that asks for one, beside the token", async () => {
  const stack = newStack();
  const orders = new AppRegistration(stack, "Orders", {
    displayName: "Orders API",
    scopes: [PermissionScope.of("Orders.Read")],
  });
  const api = new Api(stack, "Api", {
    apim: newService(stack),
    path: "orders",
    serviceUrl: "https://backend.contoso.com",
  });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  new JwtPolicy(stack, "Jwt", { target: api, resource: orders, callers: Callers.users("Orders.Read") });
  const gateway = LocalGateway.fromSynth(synth(stack), { clock });
  const token = await gateway.userToken(ADA, "Orders API", "Orders API", ["Orders.Read"]);
  expect(await gateway.get("/orders", { token })).toMatchObject({ status: 401, reason: "SubscriptionKeyNotFound" });
  expect(await gateway.get("/orders", { token, subscriptionKey: "x" })).toMatchObject({
    status: 401,
    reason: "SubscriptionKeyInvalid",
  });
});

test("a secret in Key Vault says whose it is, unless the test gives its value", async () => {
  const stack = newStack();
  const apim = newService(stack);
  const key = new KeyVaultSecretRef(stack, "Key", { apim, vault: newVault(stack), secretName: "function-key" });
  const api = new Api(stack, "Api", { ...OPEN, apim, path: "orders", subscriptionRequired: false });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  ApimPolicy.of(api).addInbound(new SetHeader({ name: "x-functions-key", values: [key.reference] }));
  const text = synth(stack);
  const sent = async (namedValues?: ReadonlyMap<string, string>): Promise<string | undefined> =>
    (await LocalGateway.fromSynth(text, { clock, namedValues }).get("/orders")).forwarded?.headers.get(
      "x-functions-key",
    );
  expect(await sent()).toBe("secret-of-function-key");
  expect(await sent(new Map([["function-key", "a-key"]]))).toBe("a-key");
});

test("a stack as JSON text is read as well", () => {
  expect(() => LocalGateway.fromSynth(Testing.synth(newStack()))).toThrow("0 services");
});
