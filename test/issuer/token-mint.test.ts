import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { LocalEntraId } from "../../src/issuer/local-entra-id";
import { SigningKey } from "../../src/issuer/signing-key";
import { TokenMint } from "../../src/issuer/token-mint";
import { ADA, DIRECTORY, JOB, keyRing, NOW, ORDERS, ORDERS_V1, SHOP, TENANT_ID } from "./example-tenant";

const keys = keyRing();
const issuer = new LocalEntraId(DIRECTORY, { keys, now: () => NOW });
const mint = new TokenMint(issuer.context);
const jwks = createLocalJWKSet({ keys: keys.published.map((key) => key.toJwk() as { kty: string }) });

function verify(token: string): Promise<string> {
  const options = {
    issuer: `https://login.microsoftonline.com/${TENANT_ID}/v2.0`,
    audience: ORDERS.clientId,
    currentDate: new Date(NOW),
  };
  return jwtVerify(token, jwks, options).then(
    () => "accepted",
    (error: { code: string; claim?: string }) => error.claim ?? error.code,
  );
}

test.each<[string, () => Promise<string> | string, string]>([
  ["the token of an application", () => mint.forApplication(JOB, ORDERS), "accepted"],
  ["the token of a user", () => mint.forUser(ADA, SHOP, ORDERS, ["Orders.Read"]), "accepted"],
  ["an expired token", () => mint.forApplication(JOB, ORDERS, { ageSeconds: 3600 }), "exp"],
  ["a token of the future", () => mint.forApplication(JOB, ORDERS, { ageSeconds: -400 }), "nbf"],
  [
    "a token of another tenant",
    () => mint.forApplication(JOB, ORDERS, { claims: { iss: "https://login.microsoftonline.com/other/v2.0" } }),
    "iss",
  ],
  ["a token of the other version", () => mint.forApplication(JOB, ORDERS_V1), "iss"],
  ["an ID token", () => mint.idToken(ADA, SHOP), "aud"],
  ["a token without a signature", () => mint.unsigned(JOB, ORDERS), "ERR_JOSE_NOT_SUPPORTED"],
  [
    "a token of another key under the same name",
    () => mint.forApplication(JOB, ORDERS, { key: SigningKey.generate(), header: { kid: keys.signingKey.kid } }),
    "ERR_JWS_SIGNATURE_VERIFICATION_FAILED",
  ],
  ["a token for Microsoft Graph", () => mint.graph(JOB), "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"],
])("a validator says of %s what it should", async (_, token, verdict) => {
  expect(await verify(await token())).toBe(verdict);
});

test("a token for Microsoft Graph has a nonce in its header, and a claim can be removed", async () => {
  expect(decodeProtectedHeader(await mint.graph(JOB))).toHaveProperty("nonce");
  expect(decodeJwt(await mint.forApplication(JOB, ORDERS, { claims: { roles: undefined } }))).not.toHaveProperty(
    "roles",
  );
});
