import { fc } from "../../support/fast-check";
import { createSecretKey } from "node:crypto";
import { SignJWT } from "jose";
import { KeySource } from "../../../src/gateway/token/key-source";
import type { RequiredClaim, TokenCheck } from "../../../src/gateway/token/token-check";
import { verifyToken } from "../../../src/gateway/token/verify-token";

const NOW = 1_800_000_000;
const KEY = Buffer.alloc(32, 1);
const OTHER_KEY = Buffer.alloc(32, 2);

type Claims = Record<string, unknown>;

const name = fc.constantFrom("scp", "roles", "azp", "sub");
const value = fc.constantFrom("a", "b", "a b", "A", "", "1", "true");
const claims = fc.record(
  {
    aud: fc.oneof(value, fc.array(value, { maxLength: 3 })),
    iss: value,
    exp: fc.integer({ min: NOW - 100, max: NOW + 100 }),
    nbf: fc.integer({ min: NOW - 100, max: NOW + 100 }),
    scp: value,
    roles: fc.array(value, { maxLength: 3 }),
    azp: fc.oneof(value, fc.integer({ min: 0, max: 2 }), fc.boolean()),
    sub: value,
  },
  { requiredKeys: [] },
);
const required: fc.Arbitrary<RequiredClaim> = fc.record(
  {
    name,
    match: fc.constantFrom("all" as const, "any" as const),
    values: fc.array(value, { maxLength: 3 }),
    separator: fc.constantFrom(" ", ","),
  },
  { requiredKeys: ["name", "match", "values"] },
);
const check = fc.record(
  {
    requireExpirationTime: fc.boolean(),
    clockSkewSeconds: fc.integer({ min: 0, max: 60 }),
    audiences: fc.array(value, { minLength: 1, maxLength: 3 }),
    issuers: fc.array(value, { minLength: 1, maxLength: 3 }),
    requiredClaims: fc.array(required, { maxLength: 2 }),
  },
  { requiredKeys: ["requireExpirationTime", "clockSkewSeconds", "requiredClaims"] },
);

/** The rules once more, written as they are read. */
function naive(
  token: Claims,
  policy: Omit<TokenCheck, "metadataUrls" | "keys" | "decryptionKeys" | "requireSignedTokens">,
): boolean {
  const { exp, nbf, aud, iss } = token as { exp?: number; nbf?: number; aud?: string | string[]; iss?: string };
  if (exp === undefined && policy.requireExpirationTime) return false;
  if (exp !== undefined && NOW > exp + policy.clockSkewSeconds) return false;
  if (nbf !== undefined && NOW < nbf - policy.clockSkewSeconds) return false;
  if (
    policy.audiences !== undefined &&
    !policy.audiences.some((wanted) => (typeof aud === "string" ? aud === wanted : (aud ?? []).includes(wanted)))
  )
    return false;
  if (policy.issuers !== undefined && !policy.issuers.includes(iss as string)) return false;
  return policy.requiredClaims.every(({ name: claim, match, separator, values }) => {
    if (!(claim in token)) return false;
    const found = token[claim];
    const list = (Array.isArray(found) ? found : [found]).map((item) =>
      typeof item === "string" ? item : JSON.stringify(item),
    );
    const split = separator === undefined ? list : list.join(separator).split(separator);
    const all = Array.isArray(found) && found.length === 0 ? [] : split;
    const hits = values.filter((wanted) => all.includes(wanted));
    return values.length === 0 || (match === "any" ? hits.length > 0 : hits.length === values.length);
  });
}

test("any claims and any policy: the same verdict as that of a naive implementation", async () => {
  const source = new KeySource(
    () => Promise.reject(new Error("no network")),
    () => NOW * 1000,
  );
  await fc.assert(
    fc.asyncProperty(claims, check, fc.boolean(), async (token, policy, isForged) => {
      const signed = await new SignJWT(token)
        .setProtectedHeader({ alg: "HS256" })
        .sign(createSecretKey(isForged ? OTHER_KEY : KEY));
      const full: TokenCheck = {
        ...policy,
        requireSignedTokens: true,
        metadataUrls: [],
        keys: [{ key: new Uint8Array(KEY) }],
        decryptionKeys: [],
      };
      const passes = await verifyToken(signed, full, source, NOW * 1000).then(
        () => true,
        () => false,
      );
      expect(passes).toBe(!isForged && naive(token, policy));
    }),
    { numRuns: 500 },
  );
});
