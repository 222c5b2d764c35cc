import type { KeyObject } from "node:crypto";
import { compactDecrypt, compactVerify } from "jose";
import { GUID } from "../../oauth/entra-tenant";
import { SYMMETRIC_ALGORITHMS } from "../inferred";
import { type KeySource, type Metadata, MetadataError, type VerificationKey } from "./key-source";
import { checkRequiredClaims } from "./required-claims";
import type { TokenCheck, VerifiedToken } from "./token-check";
import { invalidToken, refusedToken } from "./token-error";
import { headerOf, objectOf, partsOf, type TokenHeader } from "./token-parts";

/** The documented algorithms of asymmetric keys, by the type of the key that fits. */
const ASYMMETRIC: Readonly<Record<string, readonly string[]>> = { rsa: ["RS256", "RS512", "PS256"], ec: ["ES256"] };
const KEY_ENCRYPTION = ["dir", "A128KW", "A192KW", "A256KW", "RSA-OAEP", "RSA-OAEP-256"];
const CONTENT_ENCRYPTION = ["A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM"];

/**
 * Checks a token as `validate-jwt` does, and as strictly where its page is silent. The order of the checks is inferred: that of Microsoft's token library.
 *
 * @param token without its scheme
 * @param now the time in milliseconds since 1970
 * @throws TokenError why the token does not pass
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-7.2
 */
export async function verifyToken(
  token: string,
  check: TokenCheck,
  source: KeySource,
  now: number,
): Promise<VerifiedToken> {
  const outer = partsOf(token);
  const signed = outer.length === 5 ? await decrypted(token, check.decryptionKeys) : token;
  const [head = "", payload = "", signature = ""] = outer.length === 5 ? partsOf(signed) : outer;
  const header = headerOf(head);
  const metadata = await allMetadata(check, (url) => source.read(url));
  if (header.alg === "none") checkUnsigned(check, signature);
  const claims = objectOf(payload, "payload");
  // The issuer that the token names only chooses among keys: nothing of it is trusted before its signature is checked.
  if (header.alg !== "none") await checkSignature(signed, header, claims.iss, check, metadata, source);
  checkLifetime(claims, check, now);
  checkAudience(claims, check);
  checkIssuer(claims, check, metadata);
  checkRequiredClaims(claims, check.requiredClaims);
  return { algorithm: header.alg, claims };
}

async function decrypted(token: string, keys: readonly VerificationKey[]): Promise<string> {
  for (const { key } of keys) {
    try {
      const options = { keyManagementAlgorithms: KEY_ENCRYPTION, contentEncryptionAlgorithms: CONTENT_ENCRYPTION };
      const inner = Buffer.from((await compactDecrypt(token, key, options)).plaintext).toString("utf8");
      if (partsOf(inner).length === 3) return inner;
    } catch {
      // Another key may be the one.
    }
  }
  throw invalidToken("IDX10609: Decryption failed. No Keys tried: the token is encrypted for none of them.");
}

async function allMetadata(
  { metadataUrls }: TokenCheck,
  read: (url: string) => Promise<Metadata>,
): Promise<Metadata[]> {
  try {
    return await Promise.all(metadataUrls.map(read));
  } catch (error) {
    throw error instanceof MetadataError ? invalidToken(error.message) : error;
  }
}

function checkUnsigned({ requireSignedTokens }: TokenCheck, signature: string): void {
  if (requireSignedTokens) {
    throw invalidToken("IDX10504: Unable to validate signature, token does not have a signature.");
  }
  if (signature !== "") throw invalidToken("the token has a signature and the algorithm none; expected no signature");
}

async function checkSignature(
  token: string,
  header: TokenHeader,
  issuer: unknown,
  check: TokenCheck,
  metadata: readonly Metadata[],
  source: KeySource,
): Promise<void> {
  const known = candidates(header, issuer, check, metadata);
  const keys =
    known.length > 0
      ? known
      : candidates(header, issuer, check, await allMetadata(check, (url) => source.readAgain(url)));
  if (keys.length === 0) {
    throw refusedToken(
      "TokenSignatureKeyNotFound",
      "IDX10501: Signature validation failed. Unable to match key: the key of the token is not among those of the issuer.",
    );
  }
  for (const key of keys) {
    const algorithms = algorithmsOf(key);
    if (!algorithms.includes(header.alg)) continue;
    try {
      await compactVerify(token, key, { algorithms: [...algorithms] });
      return;
    } catch {
      // Keys are tried until one works.
    }
  }
  throw refusedToken(
    "TokenSignatureInvalid",
    "IDX10511: Signature validation failed. Keys tried do not match the signature.",
  );
}

/**
 * The keys that may have signed a token. Of several metadata documents, one whose issuer the token names answers alone: the keys of another issuer do not count.
 * If no key in the policy has the name that the token gives, all of them are tried.
 */
function candidates(
  { kid }: TokenHeader,
  issuer: unknown,
  { keys: inline }: TokenCheck,
  metadata: readonly Metadata[],
): (KeyObject | Uint8Array)[] {
  const own = metadata.filter((document) => document.issuer === issuer);
  const published = (own.length > 0 ? own : metadata).flatMap(({ keys }) => keys);
  const isNamed = (key: VerificationKey): boolean => kid === undefined || key.kid === kid;
  const named = [...published, ...inline].filter(isNamed);
  return (named.length > 0 ? named : inline).map(({ key }) => key);
}

/** A key only verifies the algorithms of its own type, so that a public key is never taken for a shared secret. */
function algorithmsOf(key: KeyObject | Uint8Array): readonly string[] {
  if (key instanceof Uint8Array) return SYMMETRIC_ALGORITHMS;
  return ASYMMETRIC[key.asymmetricKeyType ?? ""] ?? [];
}

function checkLifetime(claims: Readonly<Record<string, unknown>>, check: TokenCheck, now: number): void {
  const { exp, nbf } = claims;
  const seconds = now / 1000;
  if (exp === undefined) {
    if (check.requireExpirationTime) {
      throw invalidToken("IDX10225: Lifetime validation failed. The token is missing an Expiration Time.");
    }
  } else if (!isTime(exp)) {
    throw invalidToken("the claim exp is no number; expected seconds since 1970");
  } else if (exp + check.clockSkewSeconds < seconds) {
    throw refusedToken("TokenExpired", "IDX10223: Lifetime validation failed. The token is expired.");
  }
  if (nbf === undefined) return;
  if (!isTime(nbf)) throw invalidToken("the claim nbf is no number; expected seconds since 1970");
  if (nbf - check.clockSkewSeconds > seconds) {
    throw invalidToken("IDX10222: Lifetime validation failed. The token is not yet valid.");
  }
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function checkAudience({ aud }: Readonly<Record<string, unknown>>, { audiences }: TokenCheck): void {
  if (audiences === undefined) return;
  const found: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (found.some((audience) => typeof audience === "string" && audiences.includes(audience))) return;
  throw refusedToken(
    "TokenAudienceNotAllowed",
    `IDX10214: Audience validation failed. Audiences: '${found.map(String).join(", ")}'. Did not match: '${audiences.join(", ")}'.`,
  );
}

function checkIssuer(
  claims: Readonly<Record<string, unknown>>,
  { issuers }: TokenCheck,
  metadata: readonly Metadata[],
): void {
  const { iss, tid } = claims;
  const published = metadata.map(({ issuer }) => issuerFor(issuer, tid));
  if (issuers === undefined && published.length === 0) return;
  const allowed = [...(issuers ?? []), ...published];
  if (typeof iss === "string" && allowed.includes(iss)) return;
  throw refusedToken(
    "TokenIssuerNotAllowed",
    `IDX10205: Issuer validation failed. Issuer: '${String(iss)}'. Did not match: '${allowed.join(", ")}'.`,
  );
}

/** Metadata for any tenant name the issuer as a template, which the tenant of the token fills. */
function issuerFor(issuer: string, tenantId: unknown): string {
  return typeof tenantId === "string" && GUID.test(tenantId) ? issuer.replace("{tenantid}", tenantId) : issuer;
}
