import { createHash } from "node:crypto";
import {
  Api,
  ApimIdentity,
  ApimPolicy,
  BackendToken,
  CallerLimit,
  Callers,
  ClientAuthentication,
  type IAppRegistration,
  JwtPolicy,
  type JwtPolicyProps,
  NamedValue,
  NamedValueSource,
  ResourceServer,
  SecretValue,
} from "cdktf-apim-oauth";
import { SetHeader } from "cdktf-apim-oauth/policy";
import { TerraformVariable } from "cdktf";
import { OIDC } from "../../support/issuers";
import { newCache, type RunRequest, runInbound, type RunToken, signed } from "../../support/run-inbound";
import {
  guid,
  importedApi,
  newService,
  newStack,
  resourcesOf,
  resourceOf,
  synth,
  TENANT,
  warningsIn,
} from "../../support/synth";

type Stack = ReturnType<typeof newStack>;

const USER: RunToken = {
  iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  aud: guid("a"),
  scp: "read",
  azp: "shop",
  oid: "user-1",
  sub: "pairwise",
};
const APPLICATION: RunToken = {
  iss: USER.iss,
  aud: USER.aud,
  roles: ["Orders.Read"],
  azp: "job",
  oid: "job-principal",
};

/** The policy of an API with an anonymous operation `health`. */
function protect(stack: Stack, props: Partial<JwtPolicyProps>, prepare: (api: Api) => void = () => undefined): string {
  const target = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  target.addOperation("health", { method: "GET", urlTemplate: "/health", callers: Callers.anonymous() });
  prepare(target);
  const resource = importedApi(stack);
  const callers = Callers.anyOf(Callers.users("read"), Callers.applications("Orders.Read"));
  new JwtPolicy(stack, "Jwt", { target, resource, callers, ...props });
  synth(stack);
  expect(warningsIn(stack)).toEqual([]);
  return ApimPolicy.of(target).render();
}

describe("claimsToHeaders", () => {
  const policy = protect(newStack(), { claimsToHeaders: { "x-user-id": "oid", "x-name": "name" } });
  const headers = async (request: RunRequest): Promise<unknown> => {
    const all = Object.entries((await runInbound(policy, request)).headers);
    return Object.fromEntries(all.filter(([name]) => name !== "authorization"));
  };

  test("gives the backend the claims of the validated token", async () => {
    expect(await headers({ token: { ...USER, name: "Ann" } })).toEqual({ "x-user-id": "user-1", "x-name": "Ann" });
  });

  test("what the caller sent never reaches the backend, also when the claim is missing or no token is checked", async () => {
    const sent = { "X-User-Id": "admin", "X-NAME": "admin" };
    expect(await headers({ token: USER, headers: sent })).toEqual({ "x-user-id": "user-1" });
    expect(await headers({ operationId: "health", headers: sent })).toEqual({});
    expect(await headers({ operationId: "health", headers: sent, token: { ...USER, name: "evil" } })).toEqual({});
  });

  test.each(["Zoë 🚚", "100%", "%41", "a\r\nX-Admin: 1", "<a&b>", 'a"b', "plain, text"])(
    "%j reads back",
    async (name) => {
      const value = ((await headers({ token: { ...USER, name } })) as Record<string, string>)["x-name"]!;
      expect(value).toMatch(/^[ -~]*$/);
      expect(decodeURIComponent(value)).toBe(name);
    },
  );

  test("a header that a statement before sets is replaced", async () => {
    const stack = newStack();
    const text = protect(stack, { claimsToHeaders: { "x-user-id": "oid" } }, (api) =>
      ApimPolicy.of(api).addInbound(new SetHeader({ name: "x-user-id", values: ["anyone"] })),
    );
    expect((await runInbound(text, { token: USER })).headers["x-user-id"]).toBe("user-1");
  });
});

describe("limits", () => {
  const limits = [
    CallerLimit.rate({ calls: 10, renewalPeriodSeconds: 60 }),
    CallerLimit.quota({ calls: 1000, bandwidthKilobytes: 5000, renewalPeriodSeconds: 86400 }),
  ];
  const policy = protect(newStack(), { limits });
  const counters = async (request: RunRequest): Promise<readonly string[]> =>
    (await runInbound(policy, request)).counters;

  test("a user is counted by tenant and object id, whichever client it uses", async () => {
    expect(await counters({ token: USER })).toEqual([
      `API orders|0|${USER.iss}|user-1`,
      `API orders|1|${USER.iss}|user-1`,
    ]);
    expect(await counters({ token: { ...USER, azp: "other", sub: "other" } })).toEqual(await counters({ token: USER }));
    expect(await counters({ token: { ...USER, oid: "user-2" } })).not.toEqual(await counters({ token: USER }));
  });

  test("an application is counted by its client id", async () => {
    expect((await counters({ token: APPLICATION }))[0]).toBe(`API orders|0|${USER.iss}|job`);
  });

  test("a caller of an anonymous operation is counted by its address, whatever token it shows", async () => {
    expect((await counters({ operationId: "health", token: USER }))[0]).toBe("API orders|0|192.0.2.1");
  });

  test("who is refused is not counted", async () => {
    const refused = await runInbound(policy, { token: { ...USER, scp: "other" } });
    expect([refused.outcome, refused.counters]).toEqual([403, []]);
  });

  test("another issuer's users are counted by subject: it may let users choose other claims", async () => {
    const resource = ResourceServer.oidc(OIDC);
    const text = protect(newStack(), { limits, resource, callers: Callers.users("read") });
    const token = { iss: OIDC.issuer, aud: "orders", scope: "read", sub: "u", oid: "chosen", client_id: "shop" };
    expect((await runInbound(text, { token })).counters[0]).toBe(`API orders|0|${OIDC.issuer}|u`);
  });

  test("the statements have the numbers", () => {
    expect(policy).toContain('<rate-limit-by-key calls="10" renewal-period="60" counter-key=');
    expect(policy).toContain('<quota-by-key calls="1000" bandwidth="5000" renewal-period="86400" counter-key=');
  });
});

describe("backendToken", () => {
  const sent = async (backendToken: BackendToken | undefined, request: RunRequest): Promise<unknown> =>
    (await runInbound(protect(newStack(), { backendToken }), request)).headers.authorization;

  test("forwards the token by default", async () => {
    const request = { headers: { Authorization: "Bearer x" }, operationId: "health" };
    expect(await sent(undefined, request)).toBe("Bearer x");
    expect(await sent(BackendToken.forward(), { token: USER })).toMatch(/^Bearer /);
    expect(await sent(undefined, { token: USER })).toBe(await sent(BackendToken.forward(), { token: USER }));
  });

  test("strips it, also from anonymous operations and from another header", async () => {
    expect(await sent(BackendToken.strip(), { token: USER })).toBeUndefined();
    expect(await sent(BackendToken.strip(), { token: USER, operationId: "health" })).toBeUndefined();
    const policy = protect(newStack(), { backendToken: BackendToken.strip(), headerName: "x-token" });
    const bare = await signed(USER);
    const { outcome, headers } = await runInbound(policy, { headers: { "x-token": bare } });
    expect([outcome, headers]).toEqual(["forwarded", {}]);
  });

  test("replaces it by a token of the service's identity", async () => {
    const stack = newStack();
    const backend = importedApi(stack, "Backend", { clientId: guid("d") });
    const identity = ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") });
    const policy = protect(stack, { backendToken: BackendToken.managedIdentity(backend, identity) });
    expect((await runInbound(policy, { token: USER })).headers.authorization).toBe(
      `Bearer identity for api://${guid("d")}`,
    );
    expect(policy).toContain(
      `<authentication-managed-identity resource="api://${guid("d")}" client-id="${guid("e")}" />`,
    );
    const storage = BackendToken.managedIdentityFor("https://storage.azure.com");
    expect(await sent(storage, { token: USER })).toBe("Bearer identity for https://storage.azure.com");
  });

  test("comes last, so that what is added later still sees the caller's token", () => {
    const stack = newStack();
    const policy = protect(stack, { backendToken: BackendToken.strip() }, (api) =>
      ApimPolicy.of(api).addInbound(new SetHeader({ name: "x-later", values: ["1"] })),
    );
    expect(policy.indexOf("x-later")).toBeLessThan(policy.indexOf('name="Authorization" exists-action="delete"'));
  });
});

describe("BackendToken.onBehalfOf", () => {
  const exchange = (stack: Stack, make: (backend: IAppRegistration) => BackendToken): string =>
    protect(stack, {
      callers: Callers.users("read"),
      backendToken: make(importedApi(stack, "Backend", { clientId: guid("d") })),
    });
  const identity = ClientAuthentication.managedIdentity(
    ApimIdentity.userAssigned({ clientId: guid("e"), principalId: guid("f") }),
  );
  const policy = exchange(newStack(), (backend) => BackendToken.onBehalfOf({ backend, authentication: identity }));
  const good = { status: 200, body: JSON.stringify({ access_token: "new", expires_in: 3599 }) };

  test("asks for a token with the user's token, and as the client that the user's token is for", async () => {
    const {
      sent: [form],
      headers,
    } = await runInbound(policy, { token: USER, answer: good });
    expect(Object.fromEntries(new URLSearchParams(form))).toEqual({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      requested_token_use: "on_behalf_of",
      client_id: guid("a"),
      scope: `api://${guid("d")}/.default`,
      assertion: await signed(USER),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: "identity for api://AzureADTokenExchange",
    });
    expect(headers.authorization).toBe("Bearer new");
    expect(policy).toContain(`<set-url>https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token</set-url>`);
  });

  test("asks once for each token", async () => {
    const cache = newCache();
    const run = async (token: RunToken): Promise<number> =>
      (await runInbound(policy, { token, answer: good, cache })).sent.length;
    expect([await run(USER), await run(USER), await run({ ...USER, oid: "user-2" })]).toEqual([1, 0, 1]);
    const hash = createHash("sha256").update(`api://${guid("d")}/.default|${await signed(USER)}`);
    expect(cache.get(`obo-${hash.digest("base64")}`)).toBeDefined();
    expect(policy).toContain('caching-type="internal"');
  });

  test.each([
    [{ status: 400, body: '{"error":"invalid_grant"}' }, 401],
    [{ status: 401, body: "" }, 401],
    [{ status: 500, body: "" }, 502],
    [{ status: 200, body: "{}" }, 502],
  ])("fails closed for the answer %j", async (answer, status) => {
    const { outcome, headers } = await runInbound(policy, { token: USER, answer });
    expect(outcome).toBe(status);
    expect(headers["www-authenticate"]).toBe(
      status === 401 ? `Bearer realm="${guid("a")}", error="invalid_token"` : undefined,
    );
  });

  test("an error of the request is not passed over", () => {
    expect(policy).not.toContain("ignore-error");
  });

  test("the token of a caller of an anonymous operation is removed", async () => {
    const { outcome, headers } = await runInbound(policy, { token: USER, operationId: "health", answer: good });
    expect([outcome, headers.authorization]).toEqual(["forwarded", undefined]);
  });

  test("of two tokens none is exchanged, because only one has been validated", async () => {
    const bearer = async (token: RunToken): Promise<string> => `Bearer ${await signed(token)}`;
    const two = `${await bearer(USER)}, ${await bearer({ ...USER, oid: "user-2" })}`;
    const refused = await runInbound(policy, { headers: { Authorization: two }, answer: good });
    expect([refused.outcome, refused.sent]).toEqual([401, []]);
    // What the service takes of two is not documented. With one that is validated elsewhere, the exchange has to refuse by itself.
    const elsewhere = policy.replace(
      '<validate-jwt header-name="Authorization"',
      '<validate-jwt header-name="X-Token"',
    );
    const headers = { Authorization: two, "X-Token": await signed(USER) };
    const { sent } = await runInbound(elsewhere, { headers, answer: good });
    expect(sent.map((form) => new URLSearchParams(form).get("assertion"))).toEqual([""]);
  });

  test("a secret comes from a named value, which the policy depends on", async () => {
    const stack = newStack();
    const secret = SecretValue.fromVariable(new TerraformVariable(stack, "secret", { sensitive: true }));
    const value = new NamedValue(stack, "Value", {
      apim: newService(stack, "ValueService"),
      name: "orders-secret",
      source: NamedValueSource.secret(secret),
    });
    const text = exchange(stack, (backend) =>
      BackendToken.onBehalfOf({ backend, scopes: ["a", "b"], authentication: ClientAuthentication.secret(value) }),
    );
    const {
      sent: [form],
    } = await runInbound(text, { token: USER, answer: good });
    const parameters = new URLSearchParams(form);
    expect(parameters.get("client_secret")).toContain("{{");
    expect(parameters.get("scope")).toBe(`api://${guid("d")}/a api://${guid("d")}/b`);
    const [document] = resourcesOf(synth(stack), "azurerm_api_management_api_policy");
    expect(document!.depends_on).toEqual([expect.stringMatching(/^azurerm_api_management_named_value\.Value/)]);
    expect(JSON.stringify(document)).not.toContain("var.secret");
  });

  test("fails if applications may call, now or at an operation that is added later", () => {
    const backendToken = BackendToken.onBehalfOf({ backend: importedApi(newStack(), "B"), authentication: identity });
    expect(() => protect(newStack(), { backendToken })).toThrow(/applications with role Orders.Read may call/);
    const later = (api: Api): unknown =>
      api.addOperation("sync", { method: "POST", urlTemplate: "/", callers: Callers.applications("Orders.Sync") });
    expect(() => protect(newStack(), { backendToken, callers: Callers.users("read") }, later)).toThrow(
      /applications with role Orders.Sync may call/,
    );
  });

  test("fails for tokens that are not those of one registration", () => {
    const backendToken = BackendToken.onBehalfOf({ backend: importedApi(newStack(), "B"), authentication: identity });
    const resource = ResourceServer.oidc(OIDC);
    const callers = Callers.users("read");
    expect(() => protect(newStack(), { backendToken, resource, callers })).toThrow(/of one app registration/);
    expect(() => protect(newStack(), { backendToken, callers, alsoAccepts: [{ resource, callers }] })).toThrow(
      /of one app registration/,
    );
  });
});

test("everything keeps its place in one resource", () => {
  const stack = newStack();
  protect(stack, {
    limits: [CallerLimit.rate({ calls: 1, renewalPeriodSeconds: 1 })],
    backendToken: BackendToken.strip(),
  });
  expect(resourceOf(synth(stack), "azurerm_api_management_api_policy").xml_content).toMatch(
    /<validate-jwt[^]*<rate-limit-by-key[^]*exists-action="delete"/,
  );
});
