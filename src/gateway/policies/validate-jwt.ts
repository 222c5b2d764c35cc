import { createPublicKey } from "node:crypto";
import { PolicyFailure } from "../failure";
import type { Step } from "../step";
import type { VerificationKey } from "../token/key-source";
import type { RequiredClaim, TokenCheck } from "../token/token-check";
import { passToken } from "./pass-token";

/** Lets only requests with a valid token pass. */
export async function validateJwt(step: Step): Promise<void> {
  const check: TokenCheck = {
    requireExpirationTime: step.flag("require-expiration-time", true),
    requireSignedTokens: step.flag("require-signed-tokens", true),
    clockSkewSeconds: step.number("clock-skew", 0),
    metadataUrls: step.parts("openid-config").map((config) => config.text("url").trim()),
    keys: keysOf(step, "issuer-signing-keys"),
    decryptionKeys: keysOf(step, "decryption-keys"),
    audiences: step.tryList("audiences", "audience"),
    issuers: step.tryList("issuers", "issuer"),
    requiredClaims: requiredClaims(step),
  };
  await passToken(step, check);
}

/** The claims that a policy asks for. */
export function requiredClaims(step: Step): RequiredClaim[] {
  const claims = step.tryPart("required-claims")?.parts("claim") ?? [];
  return claims.map((claim) => ({
    name: claim.text("name"),
    match: claim.tryText("match") === "any" ? "any" : "all",
    separator: claim.tryText("separator"),
    values: claim.parts("value").map((value) => value.content.trim()),
  }));
}

/** The keys in the policy: a secret as base64, a certificate of the service, or the numbers of an RSA key. */
export function keysOf(step: Step, list: string): VerificationKey[] {
  const keys = step.tryPart(list)?.parts("key") ?? [];
  const use = list === "decryption-keys" ? "decrypt" : "verify";
  return keys.map((key) => ({ ...keyOf(key, use), kid: key.tryText("id") }));
}

function keyOf(key: Step, use: "verify" | "decrypt"): VerificationKey {
  const certificate = key.tryText("certificate-id");
  if (certificate !== undefined) {
    const { services, workspace } = key;
    if (use === "decrypt") return { key: services.privateKey(certificate, workspace) };
    return { key: services.certificate(certificate, workspace).publicKey };
  }
  const n = key.tryText("n");
  const e = key.tryText("e");
  if (n !== undefined && e !== undefined) {
    return { key: createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" }) };
  }
  const text = key.content.trim();
  if (text === "" || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) {
    throw new PolicyFailure("JwtInvalid", "a key is not base64", 500, "Internal server error");
  }
  return { key: new Uint8Array(Buffer.from(text, "base64")) };
}
