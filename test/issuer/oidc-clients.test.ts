import { Api, ApplicationTokens, Callers, JwtPolicy, ResourceServer } from "cdktf-apim-oauth";
import * as client from "openid-client";
import { LocalGateway } from "../../src/testing";
import { LocalOidcIssuer } from "../../src/issuer/local-oidc-issuer";
import { newService, newStack } from "../support/synth";
import { SECRET } from "./example-tenant";

const ISSUER = "https://sso.contoso.com/realms/orders";
const REDIRECT = "https://shop.contoso.com/signin";
const RESOURCE = ResourceServer.oidc({
  issuer: ISSUER,
  metadataUrl: `${ISSUER}/.well-known/openid-configuration`,
  audiences: ["orders"],
  applicationTokens: ApplicationTokens.withClaim("gty", "client-credentials"),
});

let gateway: LocalGateway;
let send: client.CustomFetch;

beforeAll(() => {
  const stack = newStack();
  const api = new Api(stack, "Api", { apim: newService(stack), path: "orders", subscriptionRequired: false });
  api.addOperation("list", { method: "GET", urlTemplate: "/" });
  const callers = Callers.anyOf(Callers.users("read"), Callers.applications("sync"));
  new JwtPolicy(stack, "Jwt", { target: api, resource: RESOURCE, callers });
  gateway = LocalGateway.fromStack(stack);
  // The provider whose keys the gateway knows, for clients of any audience: the policy has to refuse the others.
  const { keys } = gateway.otherIssuers.find(RESOURCE).server;
  const provider = new LocalOidcIssuer({ issuer: ISSUER, anyClient: { secret: SECRET, audiences: [] } }, { keys });
  send = (url, options) => provider.handle(new Request(url, options));
});

function configuration(method: client.ClientAuth): Promise<client.Configuration> {
  return client.discovery(new URL(ISSUER), "shop", undefined, method, { [client.customFetch]: send });
}

async function signIn(
  config: client.Configuration,
  parameters: Record<string, string>,
  verifier?: string,
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const challenge = verifier !== undefined && {
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
  const asked = { redirect_uri: REDIRECT, state: "s", nonce: "n", login_hint: "ada", ...parameters, ...challenge };
  const page = await send(client.buildAuthorizationUrl(config, asked).href, {
    body: null,
    headers: {},
    method: "GET",
    redirect: "manual",
  });
  return client.authorizationCodeGrant(config, new URL(page.headers.get("location") ?? ""), {
    expectedState: "s",
    expectedNonce: "n",
    pkceCodeVerifier: verifier,
  });
}

async function statusFor(token: string | undefined): Promise<number> {
  return (await gateway.get("/orders", { token })).status;
}

test.each<[string, () => client.ClientAuth, boolean]>([
  ["a client with a secret and PKCE", () => client.ClientSecretPost(SECRET), true],
  ["a client with a secret alone", () => client.ClientSecretBasic(SECRET), false],
  ["a client without a secret, with PKCE", () => client.None(), true],
])("openid-client gets tokens of a user for %s, and refreshes them", async (_, method, hasPkce) => {
  const config = await configuration(method());
  const verifier = hasPkce ? client.randomPKCECodeVerifier() : undefined;
  const tokens = await signIn(config, { scope: "openid offline_access read", audience: "orders" }, verifier);
  expect(tokens.claims()).toMatchObject({ sub: "ada", aud: "shop", nonce: "n" });
  expect(await statusFor(tokens.access_token)).toBe(200);
  expect(await statusFor(tokens.id_token)).toBe(401);
  const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
  expect(await statusFor(refreshed.access_token)).toBe(200);
});

test("the policy of the API refuses another audience with 401, and a lack of the scope with 403", async () => {
  const config = await configuration(client.ClientSecretPost(SECRET));
  const foreign = await signIn(config, { scope: "openid read", audience: "stock" });
  const lacking = await signIn(config, { scope: "openid list", audience: "orders" });
  expect(await Promise.all([foreign, lacking].map((each) => statusFor(each.access_token)))).toEqual([401, 403]);
});

test("openid-client gets a token for an application, which cannot act as a user", async () => {
  const config = await configuration(client.ClientSecretPost(SECRET));
  const grant = async (scope: string): Promise<number> => {
    const claims = '{"gty":"client-credentials"}';
    return statusFor((await client.clientCredentialsGrant(config, { audience: "orders", scope, claims })).access_token);
  };
  expect([await grant("sync"), await grant("read")]).toEqual([200, 403]);
});

test("openid-client reads the errors of both endpoints", async () => {
  const config = await configuration(client.None());
  const verifier = client.randomPKCECodeVerifier();
  await expect(signIn(config, { scope: "openid", response_type: "token" }, verifier)).rejects.toMatchObject({
    error: "unsupported_response_type",
  });
  await expect(signIn(config, { scope: "openid" })).rejects.toMatchObject({ error: "invalid_client", status: 401 });
});
