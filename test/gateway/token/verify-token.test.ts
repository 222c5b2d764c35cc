import { createHmac, createPrivateKey, createSecretKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { CompactEncrypt, CompactSign, SignJWT } from "jose";
import { LocalEntraId } from "../../../src/issuer/local-entra-id";
import { TokenMint } from "../../../src/issuer/token-mint";
import { KeySource } from "../../../src/gateway/token/key-source";
import type { TokenCheck } from "../../../src/gateway/token/token-check";
import { verifyToken } from "../../../src/gateway/token/verify-token";
import { ADA, DIRECTORY, JOB, keyRing, NOW, ORDERS, ORDERS_V1, SHOP, TENANT_ID } from "../../issuer/example-tenant";

const LOGIN = "https://login.microsoftonline.com";
const METADATA = `${LOGIN}/${TENANT_ID}/v2.0/.well-known/openid-configuration`;
const keys = keyRing();
const entra = new LocalEntraId(DIRECTORY, { keys, now: () => NOW });
const mint = new TokenMint(entra.context);
const source = new KeySource(
  (url) => entra.handle(new Request(url)),
  () => NOW,
);

const CHECK: TokenCheck = {
  requireExpirationTime: true,
  requireSignedTokens: true,
  clockSkewSeconds: 0,
  metadataUrls: [METADATA],
  keys: [],
  decryptionKeys: [],
  audiences: [ORDERS.clientId],
  requiredClaims: [],
};
const INLINE: TokenCheck = { ...CHECK, metadataUrls: [], audiences: undefined };

async function verdict(token: string, check: Partial<TokenCheck> = {}, keySource = source, now = NOW): Promise<string> {
  try {
    await verifyToken(token, { ...CHECK, ...check }, keySource, now);
    return "passes";
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
function forge(header: object, payload: object, signature = "c2ln"): string {
  return `${encode(header)}.${encode(payload)}.${signature}`;
}
async function good(): Promise<string> {
  return mint.forApplication(JOB, ORDERS);
}

test.each<[string, () => Promise<string> | string, Partial<TokenCheck>, string]>([
  ["the token of an application", good, {}, "passes"],
  ["the token of a user", () => mint.forUser(ADA, SHOP, ORDERS, ["Orders.Read"]), {}, "passes"],
  [
    "a token for another API",
    () => mint.forApplication(JOB, ORDERS_V1),
    { issuers: [mint.issuer(1)] },
    "TokenAudienceNotAllowed",
  ],
  [
    "a token of the other version",
    () => mint.forApplication(JOB, ORDERS_V1),
    { audiences: undefined },
    "TokenIssuerNotAllowed",
  ],
  [
    "the issuer of the other version, listed beside the metadata",
    () => mint.forApplication(JOB, ORDERS_V1),
    { audiences: undefined, issuers: [mint.issuer(1)] },
    "passes",
  ],
  [
    "a token of another tenant",
    () => mint.forApplication(JOB, ORDERS, { claims: { iss: `${LOGIN}/other/v2.0` } }),
    {},
    "TokenIssuerNotAllowed",
  ],
  ["an expired token", () => mint.forApplication(JOB, ORDERS, { ageSeconds: 3601 }), {}, "TokenExpired"],
  [
    "an expired token within the clock skew",
    () => mint.forApplication(JOB, ORDERS, { ageSeconds: 3601 }),
    { clockSkewSeconds: 60 },
    "passes",
  ],
  ["a token of the last second", () => mint.forApplication(JOB, ORDERS, { ageSeconds: 3600 }), {}, "passes"],
  [
    "a token that is not valid yet",
    () => mint.forApplication(JOB, ORDERS, { claims: { nbf: NOW / 1000 + 1 } }),
    {},
    "JwtInvalid",
  ],
  ["a token without an end", () => mint.forApplication(JOB, ORDERS, { claims: { exp: undefined } }), {}, "JwtInvalid"],
  [
    "a token without an end, where none is required",
    () => mint.forApplication(JOB, ORDERS, { claims: { exp: undefined } }),
    { requireExpirationTime: false },
    "passes",
  ],
  [
    "an expired token, where no end is required",
    () => mint.forApplication(JOB, ORDERS, { ageSeconds: 4000 }),
    { requireExpirationTime: false },
    "TokenExpired",
  ],
  ["an ID token", () => mint.idToken(ADA, SHOP), {}, "TokenAudienceNotAllowed"],
  [
    "a token for Microsoft Graph",
    () => mint.graph(JOB),
    { audiences: undefined, issuers: [mint.issuer(1)] },
    "TokenSignatureInvalid",
  ],
  ["an end that is text", () => mint.forApplication(JOB, ORDERS, { claims: { exp: "tomorrow" } }), {}, "JwtInvalid"],
  [
    "no audience",
    () => mint.forApplication(JOB, ORDERS, { claims: { aud: undefined } }),
    {},
    "TokenAudienceNotAllowed",
  ],
  [
    "one audience of several",
    () => mint.forApplication(JOB, ORDERS, { claims: { aud: ["https://other", ORDERS.clientId] } }),
    {},
    "passes",
  ],
  [
    "an audience in other case",
    () => mint.forApplication(JOB, ORDERS, { claims: { aud: ORDERS.clientId.toUpperCase() } }),
    {},
    "TokenAudienceNotAllowed",
  ],
])("the verdict on %s", async (_, token, check, expected) => {
  expect(await verdict(await token(), check)).toBe(expected);
});

describe("attacks", () => {
  const payload = { aud: ORDERS.clientId, iss: `${LOGIN}/${TENANT_ID}/v2.0`, exp: NOW / 1000 + 60 };
  const spki = keys.signingKey.publicKey.export({ format: "pem", type: "spki" }).toString();
  const hs256 = (header: object, secret: string): string => {
    const text = `${encode(header)}.${encode(payload)}`;
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  };
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const strange = (header: object): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: "RS256", ...header })
      .sign(stranger.privateKey);
  const { kid } = keys.signingKey;

  test.each<[string, () => Promise<string> | string, string]>([
    ["no algorithm", () => mint.unsigned(JOB, ORDERS), "JwtInvalid"],
    ["no algorithm, in other case", () => forge({ alg: "None" }, payload, ""), "TokenSignatureInvalid"],
    ["no algorithm, with a signature", () => forge({ alg: "none" }, payload), "JwtInvalid"],
    ["HS256 with the public key as the secret", () => hs256({ alg: "HS256", kid }, spki), "TokenSignatureInvalid"],
    ["an empty secret", () => hs256({ alg: "HS256" }, ""), "TokenSignatureInvalid"],
    [
      "a key in the header",
      async () => strange({ kid, jwk: stranger.publicKey.export({ format: "jwk" }) }),
      "TokenSignatureInvalid",
    ],
    [
      "a key at an address in the header",
      () => strange({ kid, jku: "https://evil.example.com/keys" }),
      "TokenSignatureInvalid",
    ],
    [
      "a certificate at an address in the header",
      () => strange({ kid, x5u: "https://evil.example.com/cert" }),
      "TokenSignatureInvalid",
    ],
    ["another key under the same name", () => strange({ kid }), "TokenSignatureInvalid"],
    ["an unknown name of a key", () => strange({ kid: "../../dev/null" }), "TokenSignatureKeyNotFound"],
    ["a name of a key that is no text", () => forge({ alg: "RS256", kid: 1 }, payload), "JwtInvalid"],
    [
      "an extension that must be understood",
      () =>
        strange({ kid, crit: ["exp"], exp: 1 }).catch(() => forge({ alg: "RS256", kid, crit: ["x"], x: 1 }, payload)),
      "JwtInvalid",
    ],
    [
      "a payload that is not encoded",
      () => forge({ alg: "RS256", kid, b64: false, crit: ["b64"] }, payload),
      "JwtInvalid",
    ],
    ["a signature cut off", async () => (await good()).replace(/[^.]*$/, ""), "TokenSignatureInvalid"],
    [
      "a changed payload",
      async () => (await good()).replace(/\.[^.]*\./, `.${encode(payload)}.`),
      "TokenSignatureInvalid",
    ],
    ["something after it", async () => `${await good()}.x`, "JwtInvalid"],
    ["padding", async () => `${await good()}==`, "JwtInvalid"],
    ["the other alphabet", async () => `${await good()}+`, "JwtInvalid"],
    ["a space in it", async () => (await good()).replace(".", " ."), "JwtInvalid"],
    ["the scheme before it", async () => `Bearer ${await good()}`, "JwtInvalid"],
    ["two tokens", async () => `${await good()},${await good()}`, "JwtInvalid"],
    ["no token", () => "", "JwtInvalid"],
    ["dots", () => "..", "JwtInvalid"],
    ["a header that is no object", () => `${encode([])}.${encode(payload)}.x`, "JwtInvalid"],
    ["a megabyte", () => `${"a".repeat(1_000_000)}.b.c`, "JwtInvalid"],
  ])("with %s do not pass", async (_, token, reason) => {
    expect(await verdict(await token())).toBe(reason);
  });

  test("with a name twice in the payload do not pass, even signed", async () => {
    const twice = `{"aud":"${ORDERS.clientId}","aud":"x","iss":"${LOGIN}/${TENANT_ID}/v2.0","exp":${NOW / 1000 + 60}}`;
    const nested = `{"a":{"b":1,"b":2},"aud":"${ORDERS.clientId}"}`;
    for (const text of [twice, nested]) {
      const token = await new CompactSign(Buffer.from(text))
        .setProtectedHeader({ alg: "RS256", kid })
        .sign(keys.signingKey.privateKey);
      expect(await verdict(token)).toBe("JwtInvalid");
    }
  });

  test("with claims of the wrong kind do not pass, even signed", async () => {
    for (const [claims, reason] of [
      [{ ...payload, exp: "9999999999" }, "JwtInvalid"],
      [{ ...payload, exp: null }, "JwtInvalid"],
      [{ ...payload, nbf: [1] }, "JwtInvalid"],
      [{ ...payload, aud: { [ORDERS.clientId]: 1 } }, "TokenAudienceNotAllowed"],
      [{ ...payload, iss: [payload.iss] }, "TokenIssuerNotAllowed"],
    ] as const) {
      const token = await new CompactSign(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: "RS256", kid })
        .sign(keys.signingKey.privateKey);
      expect(await verdict(token)).toBe(reason);
    }
  });
});

describe("keys", () => {
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const secret = createSecretKey(Buffer.alloc(64, 7));
  const sign = (alg: string, key: KeyObject, kid?: string): Promise<string> =>
    new SignJWT({ exp: NOW / 1000 + 60 }).setProtectedHeader({ alg, ...(kid !== undefined && { kid }) }).sign(key);

  test.each<[string, KeyObject, KeyObject, string]>([
    ["RS256", rsa.privateKey, rsa.publicKey, "passes"],
    ["RS512", rsa.privateKey, rsa.publicKey, "passes"],
    ["PS256", rsa.privateKey, rsa.publicKey, "passes"],
    ["ES256", ec.privateKey, ec.publicKey, "passes"],
    ["RS384", rsa.privateKey, rsa.publicKey, "TokenSignatureInvalid"],
    ["PS512", rsa.privateKey, rsa.publicKey, "TokenSignatureInvalid"],
  ])("in the policy verify %s", async (alg, privateKey, key, expected) => {
    expect(await verdict(await sign(alg, privateKey), { ...INLINE, keys: [{ key }] })).toBe(expected);
  });

  test("of a secret verify HS256, and all are tried where none has the name", async () => {
    const bytes = new Uint8Array(secret.export());
    const token = await sign("HS256", secret, "k1");
    expect(await verdict(token, { ...INLINE, keys: [{ kid: "k1", key: bytes }] })).toBe("passes");
    expect(await verdict(token, { ...INLINE, keys: [{ key: rsa.publicKey }, { key: bytes }] })).toBe("passes");
    expect(await verdict(token, { ...INLINE, keys: [{ kid: "k1", key: new Uint8Array(64) }, { key: bytes }] })).toBe(
      "TokenSignatureInvalid",
    );
    expect(await verdict(token, INLINE)).toBe("TokenSignatureKeyNotFound");
  });

  test("that are unknown are asked for again, at most once in five minutes, and are kept for an hour", async () => {
    let now = NOW;
    const ring = keyRing();
    const issuer = new LocalEntraId(DIRECTORY, { keys: ring, now: () => now });
    let reads = 0;
    const counting = new KeySource(
      async (url) => {
        if (url === METADATA) reads++;
        return issuer.handle(new Request(url));
      },
      () => now,
    );
    const make = new TokenMint(issuer.context);
    const ask = async (): Promise<string> => verdict(await make.forApplication(JOB, ORDERS), {}, counting, now);
    expect([await ask(), await ask(), reads]).toEqual(["passes", "passes", 1]);
    ring.rollOver();
    ring.rollOver();
    expect([await ask(), reads]).toEqual(["TokenSignatureKeyNotFound", 1]);
    now += 301_000;
    expect([await ask(), reads]).toEqual(["passes", 2]);
    now += 3_600_000;
    expect([await ask(), reads]).toEqual(["passes", 3]);
  });

  test("that cannot be read let nobody in, and those that were read before stay good", async () => {
    let isUp = false;
    let now = NOW;
    const flaky = new KeySource(
      (url) => (isUp ? entra.handle(new Request(url)) : Promise.reject(new Error("no network"))),
      () => now,
    );
    expect(await verdict(await good(), {}, flaky)).toBe("JwtInvalid");
    isUp = true;
    expect(await verdict(await good(), {}, flaky)).toBe("JwtInvalid");
    now += 301_000;
    expect(await verdict(await good(), {}, flaky)).toBe("passes");
    isUp = false;
    now += 3_601_000;
    expect(await verdict(await good(), {}, flaky)).toBe("passes");
  });

  test("of the gateway decrypt a token, whose signature is checked as well", async () => {
    const shared = new Uint8Array(Buffer.alloc(32, 3));
    const encrypt = (inner: string): Promise<string> =>
      new CompactEncrypt(Buffer.from(inner))
        .setProtectedHeader({ alg: "dir", enc: "A128CBC-HS256", cty: "JWT" })
        .encrypt(shared);
    const token = await encrypt(await good());
    expect(await verdict(token, { decryptionKeys: [{ key: shared }] })).toBe("passes");
    expect(await verdict(token, { decryptionKeys: [{ key: new Uint8Array(32) }] })).toBe("JwtInvalid");
    expect(await verdict(token)).toBe("JwtInvalid");
    expect(await verdict(await encrypt(mint.unsigned(JOB, ORDERS)), { decryptionKeys: [{ key: shared }] })).toBe(
      "JwtInvalid",
    );
  });
});

describe("a token that has passed", () => {
  test("is checked again for all but its signature", async () => {
    const token = await good();
    expect(await verdict(token)).toBe("passes");
    expect(await verdict(token, {}, source, NOW + 3_601_000)).toBe("TokenExpired");
    expect(await verdict(token, { audiences: ["api://other"] })).toBe("TokenAudienceNotAllowed");
    expect(await verdict(token, { requiredClaims: [{ name: "roles", match: "any", values: ["Other"] }] })).toBe(
      "TokenClaimValueNotAllowed",
    );
    expect(await verdict(token)).toBe("passes");
  });

  test("does not pass with a character changed in any part", async () => {
    const token = await good();
    expect(await verdict(token)).toBe("passes");
    const [head = "", payload = "", signature = ""] = token.split(".");
    const objectIn = (part: string): object => JSON.parse(Buffer.from(part, "base64url").toString()) as object;
    const other = signature.replace(/^./, (first) => (first === "A" ? "B" : "A"));
    const changed = [
      `${head}.${payload}.${other}`,
      `${head}.${encode({ ...objectIn(payload), roles: ["Admin"] })}.${signature}`,
      `${encode({ ...objectIn(head), typ: "at+jwt" })}.${payload}.${signature}`,
    ];
    expect(await Promise.all(changed.map((each) => verdict(each)))).toEqual(changed.map(() => "TokenSignatureInvalid"));
  });

  test("does not pass when another key has the name of the one that signed it", async () => {
    let now = NOW;
    let ring = keyRing();
    const kid = ring.signingKey.kid;
    const changing = new KeySource(
      async (url) => {
        const issuer = new LocalEntraId(DIRECTORY, { keys: ring, now: () => now });
        const response = await issuer.handle(new Request(url));
        if (!url.includes("/keys")) return response;
        const keys = ring.published.map((key) => ({ ...key.toJwk(), kid }));
        return Response.json({ keys: keys.slice(1) });
      },
      () => now,
    );
    const token = await new TokenMint(
      new LocalEntraId(DIRECTORY, { keys: ring, now: () => now }).context,
    ).forApplication(JOB, ORDERS);
    expect(await verdict(token, {}, changing)).toBe("passes");
    ring = keyRing();
    now += 3_601_000;
    expect(await verdict(token, {}, changing)).toBe("TokenSignatureInvalid");
  });
});

describe("claims", () => {
  const with_ = (claims: Record<string, unknown>): Promise<string> => mint.forApplication(JOB, ORDERS, { claims });
  test.each<[Record<string, unknown>, TokenCheck["requiredClaims"][number], string]>([
    [{ roles: ["A", "B"] }, { name: "roles", match: "any", values: ["B", "C"] }, "passes"],
    [{ roles: ["A", "B"] }, { name: "roles", match: "all", values: ["B", "C"] }, "TokenClaimValueNotAllowed"],
    [{ roles: ["A", "B"] }, { name: "roles", match: "all", values: ["B", "A"] }, "passes"],
    [{ scp: "a b" }, { name: "scp", match: "any", values: ["a"] }, "TokenClaimValueNotAllowed"],
    [{ scp: "a b" }, { name: "scp", match: "any", values: ["a"], separator: " " }, "passes"],
    [{ scp: "ab" }, { name: "scp", match: "any", values: ["a"], separator: " " }, "TokenClaimValueNotAllowed"],
    [{ scp: "A" }, { name: "scp", match: "any", values: ["a"] }, "TokenClaimValueNotAllowed"],
    [{ edit: true, level: 3 }, { name: "edit", match: "all", values: ["true"] }, "passes"],
    [{ edit: true, level: 3 }, { name: "level", match: "all", values: ["3"] }, "passes"],
    [{}, { name: "scp", match: "all", values: [] }, "TokenClaimNotFound"],
    [{ scp: "" }, { name: "scp", match: "all", values: [] }, "passes"],
    [{}, { name: "constructor", match: "all", values: [] }, "TokenClaimNotFound"],
    [{}, { name: "__proto__", match: "all", values: [] }, "TokenClaimNotFound"],
  ])("%j against %j", async (claims, required, expected) => {
    expect(await verdict(await with_(claims), { requiredClaims: [required] })).toBe(expected);
  });

  test("that are missing are named together", async () => {
    const requiredClaims = ["c1", "c2"].map((name) => ({ name, match: "all" as const, values: [] }));
    await expect(verifyToken(await good(), { ...CHECK, requiredClaims }, source, NOW)).rejects.toMatchObject({
      message: "JWT token is missing the following claims: c1, c2. Access denied.",
    });
  });
});

test("the tokens of RFC 7515, appendix A, verify with their keys", async () => {
  const hmac = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
  const a1 =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const a3 =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  const a5 =
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.";
  const then = 1300819380_000;
  const ec = {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    d: "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
  };
  const key = createPrivateKey({ key: ec, format: "jwk" });
  const publicKey = (await import("node:crypto")).createPublicKey(key);
  expect(
    await verdict(a1, { ...INLINE, keys: [{ key: new Uint8Array(Buffer.from(hmac, "base64url")) }] }, source, then),
  ).toBe("passes");
  expect(await verdict(a3, { ...INLINE, keys: [{ key: publicKey }] }, source, then)).toBe("passes");
  expect(await verdict(a1, { ...INLINE, keys: [{ key: publicKey }] }, source, then)).toBe("TokenSignatureInvalid");
  expect(await verdict(a5, INLINE, source, then)).toBe("JwtInvalid");
  expect(await verdict(a5, { ...INLINE, requireSignedTokens: false }, source, then)).toBe("passes");
  expect(
    await verdict(a1, { ...INLINE, keys: [{ key: new Uint8Array(Buffer.from(hmac, "base64url")) }] }, source, NOW),
  ).toBe("TokenExpired");
});
