import { createLocalJWKSet, jwtVerify } from "jose";
import { KeySource } from "../src/gateway/token/key-source";
import type { TokenCheck } from "../src/gateway/token/token-check";
import { verifyToken } from "../src/gateway/token/verify-token";
import { LocalEntraId } from "../src/issuer/local-entra-id";
import { TokenMint } from "../src/issuer/token-mint";
import { TokenVersion } from "../src/oauth/token-version";
import { DIRECTORY, JOB, keyRing, ORDERS, TENANT_ID } from "../test/issuer/example-tenant";
import { median } from "./measure";

const ROUNDS = 7;
/** How many requests are checked at the same time. */
const CALLERS = 8;
const TOKENS = 500;

/**
 * How many tokens the gateway validates, of several callers at the same time and with keys that it has, in the time in which jose verifies the same ones, one
 * after another. Each is new to both.
 */
export async function compareTokenValidation(): Promise<number> {
  const now = Date.now();
  const keys = keyRing();
  const entra = new LocalEntraId(DIRECTORY, { keys, now: () => now });
  const mint = new TokenMint(entra.context);
  const source = new KeySource(
    (url) => entra.handle(new Request(url)),
    () => now,
  );
  const jwks = createLocalJWKSet({ keys: keys.published.map((key) => key.toJwk() as { kty: string }) });
  const expected = { issuer: mint.issuer(TokenVersion.V2), audience: ORDERS.clientId };
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const tokens = await Promise.all(
      Array.from({ length: TOKENS }, (_, index) =>
        mint.forApplication(JOB, ORDERS, { claims: { uti: `${round}/${index}` } }),
      ),
    );
    const byGateway = process.hrtime.bigint();
    await Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        for (let index = caller; index < TOKENS; index += CALLERS)
          await verifyToken(tokens[index]!, CHECK, source, now);
      }),
    );
    const byJose = process.hrtime.bigint();
    for (const token of tokens) await jwtVerify(token, jwks, expected);
    // The first round warms both.
    if (round > 0) ratios.push(Number(process.hrtime.bigint() - byJose) / Number(byJose - byGateway));
  }
  return median(ratios);
}

const CHECK: TokenCheck = {
  requireExpirationTime: true,
  requireSignedTokens: true,
  clockSkewSeconds: 0,
  metadataUrls: [`https://login.microsoftonline.com/${TENANT_ID}/v2.0/.well-known/openid-configuration`],
  keys: [],
  decryptionKeys: [],
  audiences: [ORDERS.clientId],
  requiredClaims: [],
};
