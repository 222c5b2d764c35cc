import { ConfidentialClientApplication, type INetworkModule, type NetworkResponse } from "@azure/msal-node";
import { createRemoteJWKSet, customFetch as joseFetch, jwtVerify } from "jose";
import * as client from "openid-client";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { ADA, DIRECTORY, JOB, keyRing, NOW, ORDERS, SECRET, SHOP, TENANT_ID } from "./example-tenant";

const AUTHORITY = `https://login.microsoftonline.com/${TENANT_ID}`;
const SCOPE = `api://${ORDERS.clientId}/Orders.Read`;
const REDIRECT = "https://shop.contoso.com/signin";
const entra = new LocalEntraId(DIRECTORY, { keys: keyRing(), now: () => Date.now() });

/** Lets MSAL send its requests to the local issuer. */
const network: INetworkModule = {
  sendGetRequestAsync: (url, options) => send(url, "GET", options?.headers),
  sendPostRequestAsync: (url, options) => send(url, "POST", options?.headers, options?.body),
};
async function send<T>(
  url: string,
  method: string,
  headers?: Record<string, string>,
  body?: string,
): Promise<NetworkResponse<T>> {
  const response = await entra.handle(new Request(url, { method, headers, body }));
  return { status: response.status, headers: Object.fromEntries(response.headers), body: (await response.json()) as T };
}
function msal(clientId: string): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: { clientId, clientSecret: SECRET, authority: AUTHORITY },
    system: { networkClient: network },
  });
}

const handle: client.CustomFetch = (url, options) => entra.handle(new Request(url, options));
const jwks = createRemoteJWKSet(new URL(`${AUTHORITY}/discovery/v2.0/keys`), { [joseFetch]: handle as never });

async function claimsOf(token: string): Promise<Record<string, unknown>> {
  const { payload } = await jwtVerify(token, jwks, { issuer: `${AUTHORITY}/v2.0`, audience: ORDERS.clientId });
  return payload;
}

describe("MSAL", () => {
  test("gets a token for an application, which its keys verify", async () => {
    const result = await msal(JOB.clientId).acquireTokenByClientCredential({
      scopes: [`api://${ORDERS.clientId}/.default`],
    });
    expect(await claimsOf(result!.accessToken)).toMatchObject({ roles: ["Orders.Sync"] });
  });

  test("gets a token for a user by authorization code with PKCE, and one on behalf of the user", async () => {
    const challenge = Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from("v".repeat(43)))).toString(
      "base64url",
    );
    const shop = msal(SHOP.clientId);
    const url = await shop.getAuthCodeUrl({
      scopes: [SCOPE],
      redirectUri: REDIRECT,
      codeChallenge: challenge,
      codeChallengeMethod: "S256",
      loginHint: ADA.userPrincipalName,
    });
    const response = await entra.handle(new Request(url));
    const code = new URL(response.headers.get("location")!).searchParams.get("code")!;
    const result = await shop.acquireTokenByCode({
      scopes: [SCOPE],
      redirectUri: REDIRECT,
      code,
      codeVerifier: "v".repeat(43),
    });
    expect(await claimsOf(result.accessToken)).toMatchObject({ scp: "Orders.Read", oid: ADA.objectId });
    expect(result.account?.username).toBe(ADA.userPrincipalName);
  });

  test("fails with the code of Entra ID for a scope of a user", async () => {
    const request = msal(JOB.clientId).acquireTokenByClientCredential({ scopes: [SCOPE] });
    await expect(request).rejects.toMatchObject({
      errorCode: "invalid_scope",
      message: expect.stringContaining("AADSTS1002012") as string,
    });
  });
});

describe("openid-client", () => {
  async function configuration(clientId: string): Promise<client.Configuration> {
    return client.discovery(new URL(`${AUTHORITY}/v2.0`), clientId, undefined, client.ClientSecretPost(SECRET), {
      [client.customFetch]: handle,
    });
  }

  test("finds the endpoints in the metadata, and gets a token for an application", async () => {
    const config = await configuration(JOB.clientId);
    const tokens = await client.clientCredentialsGrant(config, { scope: `api://${ORDERS.clientId}/.default` });
    expect(await claimsOf(tokens.access_token)).toMatchObject({ azp: JOB.clientId });
  });

  test("gets tokens for a user, and checks the ID token", async () => {
    const config = await configuration(SHOP.clientId);
    const verifier = client.randomPKCECodeVerifier();
    const challenge = await client.calculatePKCECodeChallenge(verifier);
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT,
      scope: `openid ${SCOPE}`,
      code_challenge: challenge,
      code_challenge_method: "S256",
      state: "s",
      nonce: "n",
    });
    const location = (await entra.handle(new Request(url))).headers.get("location")!;
    const tokens = await client.authorizationCodeGrant(config, new URL(location), {
      pkceCodeVerifier: verifier,
      expectedState: "s",
      expectedNonce: "n",
    });
    expect(tokens.claims()).toMatchObject({ oid: ADA.objectId, aud: SHOP.clientId });
    expect(await claimsOf(tokens.access_token)).toMatchObject({ scp: "Orders.Read" });
  });
});

test("a key that no longer signs verifies nothing any more", async () => {
  const keys = keyRing();
  const issuer = new LocalEntraId(DIRECTORY, { keys, now: () => NOW });
  const published = async (): Promise<string[]> => {
    const response = await issuer.handle(new Request(`${AUTHORITY}/discovery/v2.0/keys`));
    return ((await response.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  };
  const before = keys.signingKey.kid;
  expect(await published()).toContain(before);
  keys.rollOver();
  expect(await published()).not.toContain(before);
  expect(await published()).toContain(keys.signingKey.kid);
});
