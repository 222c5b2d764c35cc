import {
  Api,
  ApimPolicy,
  ApplicationTokens,
  type AcceptedTokens,
  Callers,
  type IResourceServer,
  JwtPolicy,
  type JwtPolicyProps,
  ResourceServer,
} from "cdktf-apim-oauth";
import { OIDC } from "../../support/issuers";
import { type RunRequest, type RunToken, runInbound, signed } from "../../support/run-inbound";
import { guid, importedApi, newService, newStack, resourceOf, synth, TENANT, warningsIn } from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const ENTRA = { iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, aud: guid("a") };
const OTHER = { iss: OIDC.issuer, aud: "orders" };
/** The claims of an application of Entra ID, and of an application of the other provider. */
const ENTRA_APPLICATION = { roles: ["Orders.Read"], azp: guid("b") };
const OTHER_APPLICATION = { scope: "orders.sync", client_id: "partner" };

const partner = ResourceServer.oidc(OIDC);
const ALSO: AcceptedTokens = { resource: partner, callers: Callers.applications("orders.sync") };

function protect(
  stack: Stack,
  props: Partial<JwtPolicyProps> = {},
  prepare: (api: Api) => void = () => undefined,
): string {
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  prepare(target);
  const resource = importedApi(stack);
  const callers = Callers.applications("Orders.Read");
  new JwtPolicy(stack, "Jwt", { target, resource, callers, alsoAccepts: [ALSO], ...props });
  synth(stack);
  return ApimPolicy.of(props.target ?? target).render();
}

describe("several resource servers", () => {
  const policy = protect(newStack());
  const outcome = async (request: RunRequest): Promise<unknown> => (await runInbound(policy, request)).outcome;

  test.each<[string, RunToken, number | "forwarded"]>([
    ["a token of the first", { ...ENTRA, ...ENTRA_APPLICATION }, "forwarded"],
    ["a token of the second", { ...OTHER, ...OTHER_APPLICATION }, "forwarded"],
    [
      "the issuer of the first with the audience of the second",
      { ...ENTRA, aud: OTHER.aud, ...ENTRA_APPLICATION },
      401,
    ],
    [
      "the issuer of the second with the audience of the first",
      { ...OTHER, aud: ENTRA.aud, ...OTHER_APPLICATION },
      401,
    ],
    ["a token of the first with the permission of the second", { ...ENTRA, ...OTHER_APPLICATION }, 403],
    ["a token of the second with the permission of the first", { ...OTHER, ...ENTRA_APPLICATION }, 403],
    ["a token of neither", { iss: "https://evil.example", aud: guid("a"), ...ENTRA_APPLICATION }, 401],
  ])("for %s", async (_title, token, expected) => {
    expect(await outcome({ token })).toBe(expected);
  });

  test("a request without a token, or with something else, fails the first check", async () => {
    expect(await outcome({})).toBe(401);
    expect(await outcome({ headers: { Authorization: "Bearer a.b.c" } })).toBe(401);
    expect(await outcome({ headers: { Authorization: "" } })).toBe(401);
  });

  test("gives no warning, also at the service, whose document nothing precedes", () => {
    const stack = newStack();
    protect(stack, { target: newService(stack, "Other") });
    expect(warningsIn(stack)).toEqual([]);
  });

  test("the clients of one are not those of the other", async () => {
    const stack = newStack();
    const clients = protect(stack, {
      allowedClients: [{ clientId: guid("b"), displayName: "Job" }],
      alsoAccepts: [{ ...ALSO, allowedClients: [{ clientId: "partner", displayName: "Partner" }] }],
    });
    const as = async (token: RunToken): Promise<unknown> => (await runInbound(clients, { token })).outcome;
    expect(await as({ ...ENTRA, ...ENTRA_APPLICATION })).toBe("forwarded");
    expect(await as({ ...ENTRA, ...ENTRA_APPLICATION, azp: "partner" })).toBe(403);
    expect(await as({ ...OTHER, ...OTHER_APPLICATION })).toBe("forwarded");
    expect(await as({ ...OTHER, ...OTHER_APPLICATION, client_id: guid("b") })).toBe(403);
  });

  test("callers of an operation hold for the tokens of each, and anonymous operations need none", async () => {
    const stack = newStack();
    const operations = protect(stack, {}, (api) => {
      api.addOperation("write", { method: "POST", urlTemplate: "/", callers: Callers.applications("Orders.Write") });
      api.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
    });
    const as = async (operationId: string, token?: RunToken): Promise<unknown> =>
      (await runInbound(operations, { operationId, ...(token !== undefined && { token }) })).outcome;
    expect(await as("write", { ...ENTRA, ...ENTRA_APPLICATION })).toBe(403);
    expect(await as("write", { ...ENTRA, ...ENTRA_APPLICATION, roles: ["Orders.Write"] })).toBe("forwarded");
    expect(await as("write", { ...OTHER, ...OTHER_APPLICATION })).toBe(403);
    expect(await as("write", { ...OTHER, scope: "Orders.Write" })).toBe("forwarded");
    expect(await as("health")).toBe("forwarded");
  });

  test("callers of an operation that are the default of the first hold for the tokens of the others too", async () => {
    const operations = protect(newStack(), {}, (api) => {
      api.addOperation("write", { method: "POST", urlTemplate: "/", callers: Callers.applications("Orders.Read") });
    });
    const as = async (token: RunToken): Promise<unknown> =>
      (await runInbound(operations, { operationId: "write", token })).outcome;
    expect(await as({ ...ENTRA, ...ENTRA_APPLICATION })).toBe("forwarded");
    expect(await as({ ...OTHER, ...OTHER_APPLICATION })).toBe(403);
    expect(await as({ ...OTHER, scope: "Orders.Read" })).toBe("forwarded");
  });

  test("an operation is closed although its API accepts several", () => {
    const stack = newStack();
    protect(stack, {}, (api) => api.addOperation("get", { method: "GET", urlTemplate: "/" }));
    expect(resourceOf(synth(stack), "azurerm_api_management_api_operation").operation_id).toBe("get");
  });

  test("two registrations of one tenant differ by their audience", async () => {
    const stack = newStack();
    const next = importedApi(stack, "Next", { clientId: guid("c") });
    const both = protect(stack, { alsoAccepts: [{ resource: next, callers: Callers.applications("Orders.Read") }] });
    const as = async (aud: string): Promise<unknown> =>
      (await runInbound(both, { token: { ...ENTRA, ...ENTRA_APPLICATION, aud } })).outcome;
    expect(await Promise.all([guid("a"), guid("c"), guid("d")].map(as))).toEqual(["forwarded", "forwarded", 401]);
  });

  test("texts of the resource server stay texts", async () => {
    const audience = 'a"b\\c';
    const quoted = ResourceServer.oidc({ ...OIDC, audiences: [audience] });
    const policyOfQuoted = protect(newStack(), { alsoAccepts: [{ ...ALSO, resource: quoted }] });
    const as = async (aud: string): Promise<unknown> =>
      (await runInbound(policyOfQuoted, { token: { ...OTHER, ...OTHER_APPLICATION, aud } })).outcome;
    expect([await as(audience), await as("a")]).toEqual(["forwarded", 401]);
  });

  test("reads the token from another header", async () => {
    const header = protect(newStack(), { headerName: "X-Access-Token" });
    const bare = await signed({ ...OTHER, ...OTHER_APPLICATION });
    expect((await runInbound(header, { headers: { "X-Access-Token": bare } })).outcome).toBe("forwarded");
    expect((await runInbound(header, { token: { ...OTHER, ...OTHER_APPLICATION } })).outcome).toBe(401);
  });
});

describe("beside other checks", () => {
  const atService = (second: AcceptedTokens, callers: Callers): (() => unknown) => {
    const stack = newStack();
    const apim = newService(stack);
    const target = new Api(stack, "Api", { apim, path: "orders", subscriptionRequired: false });
    new JwtPolicy(stack, "Outer", {
      target: apim,
      resource: importedApi(stack),
      callers: Callers.applications("Orders.Read"),
      alsoAccepts: [second],
    });
    new JwtPolicy(stack, "Inner", { target, resource: partner, callers });
    return () => synth(stack) && warningsIn(stack);
  };

  test("one of the checks before is enough", () => {
    expect(atService(ALSO, Callers.applications("orders.sync"))()).toEqual([]);
  });

  test("fails if no token of the inner check passes one of the outer ones", () => {
    const another = ResourceServer.oidc({ ...OIDC, issuer: "https://other.contoso.com" });
    expect(atService({ ...ALSO, resource: another }, Callers.applications("orders.sync"))).toThrow(
      /A-02 inherited-checks/,
    );
  });

  test("warns about callers that only the inner check names", () => {
    expect(atService(ALSO, Callers.applications("orders.sync", "orders.admin"))()).toEqual([
      expect.stringContaining("role orders.admin"),
    ]);
  });
});

test("fails for two whose tokens nobody can tell apart", () => {
  const same = ResourceServer.oidc({ ...OIDC, applicationTokens: ApplicationTokens.withoutClaim("uid") });
  expect(() => protect(newStack(), { alsoAccepts: [ALSO, { ...ALSO, resource: same }] })).toThrow(
    /have an issuer and an audience in common/,
  );
});

test("fails for callers of an operation that none of them knows", () => {
  const known = ResourceServer.oidc({ ...OIDC, roles: ["orders.sync"], scopes: ["read"] });
  const stack = newStack();
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders" });
  const accepted = [{ ...ALSO, resource: known }];
  const resource = ResourceServer.oidc({ ...OIDC, issuer: "https://b.contoso.com", roles: ["a"], scopes: ["b"] });
  new JwtPolicy(stack, "Jwt", { target, resource, callers: Callers.applications("a"), alsoAccepts: accepted });
  const add = (id: string, role: string): unknown =>
    target.addOperation(id, { method: "GET", urlTemplate: `/${id}`, callers: Callers.applications(role) });
  expect(() => add("known", "orders.sync")).not.toThrow();
  expect(() => add("unknown", "other")).toThrow(/role for applications "other" does not exist/);
});

describe("the id of an allowed client", () => {
  const policyOf = (clientId: string, resource?: IResourceServer): string => {
    const stack = newStack();
    const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
    const allowedClients = [{ clientId, displayName: "Shop" }];
    new JwtPolicy(stack, "Jwt", {
      target,
      resource: resource ?? importedApi(stack),
      callers: Callers.applications("R"),
      allowedClients,
    });
    return ApimPolicy.of(target).render();
  };

  test("is compared as Entra ID writes it, and as another issuer has it", () => {
    expect(policyOf(guid("C"))).toContain(`GetValueOrDefault("azp", "") == "${guid("c")}"`);
    const auth0 = ResourceServer.auth0({ domain: "contoso.eu.auth0.com", audience: "https://orders" });
    expect(policyOf(guid("C"), auth0)).toContain(`GetValueOrDefault("azp", "") == "${guid("C")}"`);
  });

  test.each(["", " "])("fails for %j, which every token without a client would have", (clientId) => {
    expect(() => policyOf(clientId)).toThrow(/^Stack\/Jwt: clientId of Shop is "/);
  });
});
