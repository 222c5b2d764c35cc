import { createPublicKey, type JsonWebKey } from "node:crypto";
import { KeySource, type VerificationKey } from "../../../src/gateway/token/key-source";
import type { TokenCheck } from "../../../src/gateway/token/token-check";
import { verifyToken } from "../../../src/gateway/token/verify-token";

/** The examples expire at 1300819380. */
const BEFORE = 1_300_819_000_000;
const AFTER = 1_300_819_381_000;

/** The claims of all examples. */
const PAYLOAD = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const SECRET = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

const HS256 = `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${PAYLOAD}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`;
const RS256 = `eyJhbGciOiJSUzI1NiJ9.${PAYLOAD}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw`;
const ES256 = `eyJhbGciOiJFUzI1NiJ9.${PAYLOAD}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`;
const NONE = `eyJhbGciOiJub25lIn0.${PAYLOAD}.`;

const secret: VerificationKey = { key: new Uint8Array(Buffer.from(SECRET, "base64url")) };
const rsa = publicKey({
  kty: "RSA",
  n: "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
  e: "AQAB",
});
const ec = publicKey({
  kty: "EC",
  crv: "P-256",
  x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
});

function publicKey(key: JsonWebKey): VerificationKey {
  return { key: createPublicKey({ key, format: "jwk" }) };
}

const noNetwork = new KeySource(
  () => Promise.reject(new Error("no network")),
  () => BEFORE,
);

async function verdict(
  token: string,
  keys: readonly VerificationKey[],
  now = BEFORE,
  change: Partial<TokenCheck> = {},
): Promise<string> {
  const check: TokenCheck = {
    requireExpirationTime: true,
    requireSignedTokens: true,
    clockSkewSeconds: 0,
    metadataUrls: [],
    keys,
    decryptionKeys: [],
    audiences: undefined,
    requiredClaims: [],
    ...change,
  };
  try {
    const { claims } = await verifyToken(token, check, noNetwork, now);
    return String(claims.iss);
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
}

describe("an example of RFC 7515 and RFC 7519", () => {
  test.each([
    ["HS256", HS256, secret],
    ["RS256", RS256, rsa],
    ["ES256", ES256, ec],
  ])("of %s passes with its key until it expires", async (_, token, key) => {
    expect(await verdict(token, [key])).toBe("joe");
    expect(await verdict(token, [secret, rsa, ec])).toBe("joe");
    expect(await verdict(token, [key], AFTER)).toBe("TokenExpired");
  });

  test.each([
    ["HS256", HS256, [rsa, ec]],
    ["RS256", RS256, [secret, ec]],
    ["ES256", ES256, [secret, rsa]],
  ])("of %s does not pass with the keys of the others", async (_, token, keys) => {
    expect(await verdict(token, keys)).toBe("TokenSignatureInvalid");
  });

  test("without a signature passes only where none is required", async () => {
    expect(await verdict(NONE, [secret])).toBe("JwtInvalid");
    expect(await verdict(NONE, [], BEFORE, { requireSignedTokens: false })).toBe("joe");
  });

  test("with one changed bit in its signature does not pass", async () => {
    for (const [token, key] of [
      [HS256, secret],
      [RS256, rsa],
      [ES256, ec],
    ] as const) {
      const [header = "", payload = "", signature = ""] = token.split(".");
      const bytes = Buffer.from(signature, "base64url");
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      expect(await verdict(`${header}.${payload}.${bytes.toString("base64url")}`, [key])).toBe("TokenSignatureInvalid");
    }
  });

  test("expires also where no time is required", async () => {
    expect(await verdict(HS256, [secret], AFTER, { requireExpirationTime: false })).toBe("TokenExpired");
  });
});
