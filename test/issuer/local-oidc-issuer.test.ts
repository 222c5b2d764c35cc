import { decodeJwt } from "jose";
import { LocalOidcIssuer } from "../../src/issuer/local-oidc-issuer";
import { keyRing, NOW, SECRET } from "./example-tenant";

const ISSUER = "https://contoso.eu.auth0.com";
const ORDERS = "https://orders.contoso.com";
const REDIRECT = "https://shop.contoso.com/signin?from=login";
const VERIFIER = "v".repeat(43);
/** The SHA-256 hash of the verifier; RFC 7636 gives the way. */
let challenge = "";
let now = NOW;

const issuer = new LocalOidcIssuer(
  { issuer: `${ISSUER}/`, anyClient: { secret: SECRET, audiences: [ORDERS, "https://stock.contoso.com"] } },
  { keys: keyRing(), now: () => now },
);

beforeAll(async () => {
  const hash = await crypto.subtle.digest("SHA-256", Buffer.from(VERIFIER));
  challenge = Buffer.from(hash).toString("base64url");
});
beforeEach(() => {
  now = NOW;
});

type Parameters = Readonly<Record<string, string | undefined>>;

function form(parameters: Parameters): URLSearchParams {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) given.set(name, value);
  return given;
}

async function post(
  parameters: Parameters | string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const body = typeof parameters === "string" ? new URLSearchParams(parameters) : form(parameters);
  const answer = await issuer.handle(new Request(`${ISSUER}/token`, { method: "POST", body, headers }));
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

const SIGN_IN: Parameters = {
  client_id: "shop",
  response_type: "code",
  redirect_uri: REDIRECT,
  scope: "openid offline_access read",
  audience: ORDERS,
  login_hint: "ada",
  state: "s",
};

function authorize(change: Parameters = {}, from: LocalOidcIssuer = issuer): Promise<Response> {
  return from.handle(new Request(`${ISSUER}/authorize?${form({ ...SIGN_IN, ...change }).toString()}`));
}

/** What the browser brings back. */
async function broughtBack(change: Parameters = {}): Promise<URLSearchParams> {
  const response = await authorize(change);
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "").searchParams;
}

/** A request for tokens with a new code. */
async function redemption(change: Parameters = {}): Promise<Parameters> {
  const code = (await broughtBack(change)).get("code") ?? "";
  return { grant_type: "authorization_code", code, client_id: "shop", client_secret: SECRET, redirect_uri: REDIRECT };
}

const withChallenge = (): Parameters => ({ code_challenge: challenge, code_challenge_method: "S256" });

const MACHINE: Parameters = {
  grant_type: "client_credentials",
  client_id: "m2m",
  client_secret: SECRET,
  audience: ORDERS,
  scope: "read",
  claims: '{"permissions":["read"],"gty":"client-credentials"}',
};

test("the metadata name what the endpoints know", async () => {
  const metadata = await issuer.handle(new Request(`${ISSUER}/.well-known/openid-configuration`));
  expect(await metadata.json()).toMatchObject({
    issuer: `${ISSUER}/`,
    authorization_endpoint: `${ISSUER}/authorize`,
    token_endpoint: `${ISSUER}/token`,
    jwks_uri: `${ISSUER}/jwks`,
    grant_types_supported: ["authorization_code", "client_credentials", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic", "none"],
  });
});

test("an application gets a token with the claims that it asks for", async () => {
  const { body, headers } = await post(MACHINE);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(Object.keys(body)).toEqual(["token_type", "expires_in", "access_token"]);
  expect(decodeJwt(body.access_token as string)).toEqual({
    iss: `${ISSUER}/`,
    aud: ORDERS,
    sub: "m2m",
    scope: "read",
    permissions: ["read"],
    gty: "client-credentials",
    iat: NOW / 1000,
    exp: NOW / 1000 + 3600,
  });
});

test("a user signs in, and the client gets an access token, an ID token and a refresh token", async () => {
  const answer = await broughtBack();
  expect([answer.get("state"), answer.get("from")]).toEqual(["s", "login"]);
  const { status, body } = await post({ ...(await redemption({ nonce: "n", claims: '{"permissions":["read"]}' })) });
  expect([status, body.scope]).toEqual([200, "openid offline_access read"]);
  const times = { iss: `${ISSUER}/`, iat: NOW / 1000, exp: NOW / 1000 + 3600 };
  expect(decodeJwt(body.access_token as string)).toEqual({
    ...times,
    sub: "ada",
    aud: ORDERS,
    scope: "openid offline_access read",
    permissions: ["read"],
  });
  expect(decodeJwt(body.id_token as string)).toEqual({ ...times, sub: "ada", aud: "shop", nonce: "n" });
});

test("a client without a secret redeems its code with the verifier, and refreshes", async () => {
  const open = { ...(await redemption(withChallenge())), client_secret: undefined, code_verifier: VERIFIER };
  const first = await post(open);
  expect(first.status).toBe(200);
  const again = { grant_type: "refresh_token", client_id: "shop", refresh_token: first.body.refresh_token as string };
  const second = await post({ ...again, scope: "read" });
  expect(decodeJwt(second.body.access_token as string)).toMatchObject({ sub: "ada", aud: ORDERS, scope: "read" });
  // The one that was used is no longer good, and the new one has all scopes.
  expect((await post(again)).body.error).toBe("invalid_grant");
  const third = await post({ ...again, refresh_token: second.body.refresh_token as string });
  expect(third.body.scope).toBe("openid offline_access read");
});

test.each<[string, Parameters, Parameters, string, number]>([
  ["another redirect URI", {}, { redirect_uri: "https://shop.contoso.com/" }, "invalid_grant", 400],
  ["no redirect URI", {}, { redirect_uri: undefined }, "invalid_grant", 400],
  ["another client", {}, { client_id: "other" }, "invalid_grant", 400],
  ["a code that nobody gave", {}, { code: "code" }, "invalid_grant", 400],
  ["no code", {}, { code: undefined }, "invalid_request", 400],
  ["a verifier without a challenge", {}, { code_verifier: VERIFIER }, "invalid_grant", 400],
  ["neither a secret nor a verifier", {}, { client_secret: undefined }, "invalid_client", 401],
  ["a wrong secret", {}, { client_secret: "wrong" }, "invalid_client", 401],
  ["an empty secret", {}, { client_secret: "" }, "invalid_client", 401],
  ["no client", {}, { client_id: undefined }, "invalid_client", 401],
  ["another grant", {}, { grant_type: "password" }, "unsupported_grant_type", 400],
  ["no grant", {}, { grant_type: undefined }, "invalid_request", 400],
])("fails for a code with %s", async (_, asked, change, error, status) => {
  const { body, ...answer } = await post({ ...(await redemption(asked)), ...change });
  expect([body.error, answer.status]).toEqual([error, status]);
  expect(body.error_description).toEqual(expect.any(String));
  expect(JSON.stringify(body)).not.toContain(SECRET);
});

test.each([undefined, "", "w".repeat(43), "challenge itself"])(
  "fails for the verifier %j of a challenge",
  async (given) => {
    const verifier = given === "challenge itself" ? challenge : given;
    const { body } = await post({ ...(await redemption(withChallenge())), code_verifier: verifier });
    expect(body.error).toBe("invalid_grant");
  },
);

test("fails for a code that was redeemed, also by a request that was refused, and for one that has expired", async () => {
  const once = await redemption();
  expect((await post(once)).status).toBe(200);
  expect((await post(once)).body).toEqual({
    error: "invalid_grant",
    error_description: "the code was redeemed before",
  });
  const stolen = await redemption();
  expect((await post({ ...stolen, client_id: "other" })).body.error).toBe("invalid_grant");
  expect((await post(stolen)).body.error).toBe("invalid_grant");
  const late = await redemption();
  now += 10 * 60_000;
  expect((await post(late)).body).toEqual({ error: "invalid_grant", error_description: "the code has expired" });
});

test("fails for the refresh token of another client, without the secret, and with more scopes", async () => {
  const { body } = await post(await redemption());
  const good = {
    grant_type: "refresh_token",
    client_id: "shop",
    client_secret: SECRET,
    refresh_token: body.refresh_token as string,
  };
  const errors: unknown[] = [];
  for (const change of [
    { client_id: "other" },
    { client_secret: undefined },
    { scope: "read write" },
    { refresh_token: "r" },
  ]) {
    errors.push((await post({ ...good, ...change })).body.error);
  }
  expect(errors).toEqual(["invalid_grant", "invalid_client", "invalid_scope", "invalid_grant"]);
  expect((await post(good)).status).toBe(200);
  const online = await post(await redemption({ scope: "read" }));
  expect(Object.keys(online.body)).toEqual(["token_type", "expires_in", "access_token", "scope"]);
});

test.each<[string, Parameters, string]>([
  ["an implicit token", { response_type: "token" }, "unsupported_response_type"],
  ["no response type", { response_type: undefined }, "invalid_request"],
  ["another audience", { audience: "https://other" }, "access_denied"],
  ["a plain challenge", { code_challenge: VERIFIER }, "invalid_request"],
  ["a challenge that is no hash", { code_challenge: "c", code_challenge_method: "S256" }, "invalid_request"],
  ["a method without a challenge", { code_challenge_method: "S256" }, "invalid_request"],
  ["an answer in an unknown way", { response_mode: "web_message" }, "invalid_request"],
  ["a resource that no API is", { resource: "https://other" }, "invalid_target"],
  ["a resource that is not the audience", { resource: "https://stock.contoso.com" }, "invalid_target"],
  ["claims that are no object", { claims: "[]" }, "invalid_request"],
])("sends the browser back with an error for %s", async (_, change, error) => {
  const answer = await broughtBack(change);
  expect([answer.get("error"), answer.get("state"), answer.get("code")]).toEqual([error, "s", null]);
});

test("brings the code in the fragment where that is asked for", async () => {
  const { hash, searchParams } = new URL(
    (await authorize({ response_mode: "fragment" })).headers.get("location") ?? "",
  );
  expect([new URLSearchParams(hash.slice(1)).has("code"), searchParams.has("code")]).toEqual([true, false]);
});

test.each<[string, Parameters]>([
  ["no redirect URI", { redirect_uri: undefined }],
  ["a relative redirect URI", { redirect_uri: "/signin" }],
  ["a redirect URI with a fragment", { redirect_uri: "https://shop.contoso.com/#" }],
  ["no client", { client_id: undefined }],
])("sends the browser nowhere for %s", async (_, change) => {
  const response = await authorize(change);
  expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  expect(await response.json()).toMatchObject({ error: "invalid_request" });
});

test("fails for a parameter that is given twice, and for two ways to name the client", async () => {
  const query = form(SIGN_IN).toString();
  const twice = await issuer.handle(new Request(`${ISSUER}/authorize?${query}&redirect_uri=https://evil.example`));
  expect([twice.status, twice.headers.get("location")]).toEqual([400, null]);
  expect((await post(`${form(MACHINE).toString()}&client_id=other`)).body.error).toBe("invalid_request");
  const basic = (id: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString("base64")}`,
  });
  expect((await post(MACHINE, basic("m2m", SECRET))).body.error).toBe("invalid_request");
  const headed = { ...MACHINE, client_secret: undefined };
  expect((await post(headed, basic("other", SECRET))).body.error).toBe("invalid_request");
  expect((await post(headed, basic("m2m", SECRET))).status).toBe(200);
  const wrong = await post(headed, basic("m2m", "wrong"));
  expect([wrong.status, wrong.headers.get("www-authenticate")]).toEqual([401, "Basic"]);
});

test("fails for an application without its secret, for another audience, and for claims that are no JSON", async () => {
  expect((await post({ ...MACHINE, client_secret: undefined })).status).toBe(401);
  expect((await post({ ...MACHINE, audience: "https://other" })).status).toBe(403);
  expect((await post({ ...MACHINE, claims: "{" })).body.error).toBe("invalid_request");
});

test("takes a parameter without a value for one that is not there", async () => {
  const asked = { audience: "", login_hint: "", code_challenge: "" };
  const { body } = await post({ ...(await redemption(asked)), code_verifier: "" });
  expect(decodeJwt(body.access_token as string)).toMatchObject({ sub: "user", aud: ORDERS });
});

test("a resource names the API as an audience does, and again when the code is redeemed", async () => {
  const STOCK = "https://stock.contoso.com";
  const asked = { audience: undefined, resource: STOCK };
  const { body } = await post({ ...(await redemption(asked)), resource: STOCK });
  expect(decodeJwt(body.access_token as string).aud).toBe(STOCK);
  expect((await post({ ...(await redemption(asked)), resource: ORDERS })).body.error).toBe("invalid_target");
  const refresh = { grant_type: "refresh_token", client_id: "shop", client_secret: SECRET };
  const other = { ...refresh, refresh_token: body.refresh_token as string, resource: ORDERS };
  expect((await post(other)).body.error).toBe("invalid_target");
  expect((await post({ ...MACHINE, audience: undefined, resource: "https://other" })).body.error).toBe(
    "invalid_target",
  );
  const two = `${form({ ...MACHINE, audience: undefined, resource: ORDERS }).toString()}&resource=${STOCK}`;
  expect((await post(two)).body.error).toBe("invalid_target");
});

test("a page of any origin reads metadata, tokens and refusals, and sends the browser back by a form", async () => {
  const headers = { origin: "https://shop.contoso.com", "access-control-request-method": "POST" };
  const read = async (path: string, init: RequestInit = {}): Promise<string | null> =>
    (await issuer.handle(new Request(ISSUER + path, { headers, ...init }))).headers.get("access-control-allow-origin");
  expect(await read("/.well-known/openid-configuration")).toBe("*");
  expect(await read("/token", { method: "OPTIONS" })).toBe(headers.origin);
  expect((await post(MACHINE, headers)).headers.get("access-control-allow-origin")).toBe(headers.origin);
  const refused = await post({ ...MACHINE, client_secret: "wrong" }, headers);
  expect(refused.headers.get("access-control-allow-origin")).toBe(headers.origin);
  const page = await (await authorize({ response_mode: "form_post" })).text();
  expect(page).toContain(`<form method="post" action="${REDIRECT}">`);
});

test("nobody gets tokens of a provider without clients", async () => {
  const closed = new LocalOidcIssuer({ issuer: ISSUER }, { keys: keyRing(), now: () => NOW });
  const location = new URL((await authorize({}, closed)).headers.get("location") ?? "");
  expect(location.searchParams.get("error")).toBe("unauthorized_client");
  const body = form({ ...MACHINE, client_secret: "" });
  expect((await closed.handle(new Request(`${ISSUER}/token`, { method: "POST", body }))).status).toBe(401);
});
