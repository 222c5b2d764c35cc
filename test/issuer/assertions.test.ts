import { generateKeyPairSync } from "node:crypto";
import { decodeJwt, SignJWT } from "jose";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { LocalOidcIssuer } from "../../src/issuer/local-oidc-issuer";
import { TokenMint } from "../../src/issuer/token-mint";
import { ADA, application, DIRECTORY, JOB, keyRing, NOW, ORDERS, SECRET, SHOP, TENANT_ID } from "./example-tenant";

const TOKEN = `https://login.microsoftonline.com/${TENANT_ID}/oauth2/v2.0/token`;
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const GITHUB = "https://token.actions.githubusercontent.com";
const SUBJECT = "repo:contoso/orders:ref:refs/heads/main";
const github = new LocalOidcIssuer({ issuer: GITHUB }, { keys: keyRing(), now: () => NOW });
const PIPELINE = application("d", {
  credentials: {
    secrets: [],
    certificates: [publicKey.export({ format: "pem", type: "spki" }).toString()],
    federated: [{ issuer: GITHUB, subject: SUBJECT, audience: "api://AzureADTokenExchange" }],
  },
});
const entra = new LocalEntraId(
  { ...DIRECTORY, applications: [ORDERS, SHOP, PIPELINE] },
  { keys: keyRing(), now: () => NOW, fetch: (url) => github.handle(new Request(url)) },
);

async function tokenWith(parameters: Record<string, string>): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ scope: `${ORDERS.clientId}/.default`, ...parameters });
  return (await (await entra.handle(new Request(TOKEN, { method: "POST", body }))).json()) as Record<string, unknown>;
}

function withAssertion(assertion: string): Promise<Record<string, unknown>> {
  return tokenWith({
    grant_type: "client_credentials",
    client_id: PIPELINE.clientId,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  });
}

function signed(claims: Record<string, unknown>, key = privateKey): Promise<string> {
  const seconds = NOW / 1000;
  const all = { iss: PIPELINE.clientId, sub: PIPELINE.clientId, aud: TOKEN, exp: seconds + 60, ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: "PS256" }).sign(key);
}

test("an application proves who it is with a certificate", async () => {
  const { access_token: token } = await withAssertion(await signed({}));
  expect(decodeJwt(token as string)).toMatchObject({ azp: PIPELINE.clientId, azpacr: "2" });
});

test.each<[string, () => Promise<string>, number]>([
  ["another key", () => signed({}, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey), 700027],
  ["another audience", () => signed({ aud: "https://contoso.com" }), 700027],
  ["another subject", () => signed({ sub: SHOP.clientId }), 700027],
  ["an assertion that has ended", () => signed({ exp: NOW / 1000 - 1 }), 700027],
  ["an assertion without an end", () => signed({ exp: undefined }), 700027],
  ["no JWT", () => Promise.resolve("assertion"), 50027],
  ["an unsigned assertion", async () => (await signed({})).replace(/[^.]*$/, ""), 700027],
])("fails with %s", async (_, assertion, code) => {
  expect(await withAssertion(await assertion())).toMatchObject({ error_codes: [code] });
});

test("a pipeline proves who it is with a token of its own issuer", async () => {
  const claims = { sub: SUBJECT, aud: "api://AzureADTokenExchange" };
  expect(await withAssertion(await github.mint(claims))).toHaveProperty("access_token");
  const other = { ...claims, sub: "repo:contoso/orders:ref:refs/heads/evil" };
  expect(await withAssertion(await github.mint(other))).toMatchObject({ error_codes: [700213] });
  expect(await withAssertion(await github.mint({ ...claims, aud: "api://orders" }))).toMatchObject({
    error_codes: [700213],
  });
  const forged = await new LocalOidcIssuer({ issuer: GITHUB }, { now: () => NOW }).mint(claims);
  expect(await withAssertion(forged)).toMatchObject({ error_codes: [700024] });
  expect(await withAssertion(await github.mint({ ...claims, exp: NOW / 1000 - 1 }))).toMatchObject({
    error_codes: [700024],
  });
});

describe("on behalf of a user", () => {
  const BACKEND = application("9", { scopes: [{ id: ADA.objectId, value: "Stock.Read" }] });
  const GATEWAY = { ...ORDERS, credentials: { secrets: [{ value: SECRET }], certificates: [], federated: [] } };
  const directory = {
    ...DIRECTORY,
    applications: [GATEWAY, SHOP, JOB, BACKEND],
    scopeGrants: [{ clientPrincipalId: GATEWAY.principalId, resourceId: BACKEND.principalId, scopes: ["Stock.Read"] }],
  };
  const issuer = new LocalEntraId(directory, { keys: keyRing(), now: () => NOW });
  const mint = new TokenMint(issuer.context);

  async function exchange(assertion: string, change: Record<string, string> = {}): Promise<Record<string, unknown>> {
    const parameters = {
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      requested_token_use: "on_behalf_of",
      client_id: GATEWAY.clientId,
      client_secret: SECRET,
      scope: `${BACKEND.identifierUris[0]!}/.default`,
      assertion,
      ...change,
    };
    const response = await issuer.handle(new Request(TOKEN, { method: "POST", body: new URLSearchParams(parameters) }));
    return (await response.json()) as Record<string, unknown>;
  }

  test("an API gets a token of the same user for the next API", async () => {
    const { access_token: token } = await exchange(await mint.forUser(ADA, SHOP, GATEWAY, ["Orders.Read"]));
    expect(decodeJwt(token as string)).toMatchObject({
      aud: BACKEND.clientId,
      azp: GATEWAY.clientId,
      oid: ADA.objectId,
      scp: "Stock.Read",
    });
  });

  test.each<[string, () => Promise<string>, number]>([
    ["the token of an application", () => mint.forApplication(JOB, GATEWAY), 7000114],
    ["a token for another API", () => mint.forUser(ADA, SHOP, BACKEND, ["Stock.Read"]), 500131],
    ["an ID token", () => mint.idToken(ADA, GATEWAY), 240002],
    ["a token that has ended", () => mint.forUser(ADA, SHOP, GATEWAY, ["Orders.Read"], { ageSeconds: 4000 }), 500133],
    ["a token that somebody changed", async () => `${await mint.forUser(ADA, SHOP, GATEWAY, ["Orders.Read"])}x`, 50013],
  ])("fails with %s", async (_, assertion, code) => {
    expect(await exchange(await assertion())).toMatchObject({ error_codes: [code] });
  });

  test("fails without consent, and without the credential of the API", async () => {
    const assertion = await mint.forUser(ADA, SHOP, GATEWAY, ["Orders.Read"]);
    expect(await exchange(assertion, { client_secret: "wrong" })).toMatchObject({ error_codes: [7000215] });
    expect(await exchange(assertion, { scope: "https://graph.microsoft.com/.default" })).toMatchObject({
      error_codes: [65001],
    });
  });
});
