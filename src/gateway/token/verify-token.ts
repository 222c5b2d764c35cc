import { compactDecrypt, compactVerify } from "jose";
import { MIN_SYMMETRIC_KEY_BYTES, SYMMETRIC_ALGORITHMS } from "../inferred";
import { issuerFor, mayIssue, trustedMetadata } from "./issuer-trust";
import { type KeySource, type Metadata, MetadataError, type VerificationKey } from "./key-source";
import { checkRequiredClaims } from "./required-claims";
import type { TokenCheck, VerifiedToken } from "./token-check";
import { invalidToken, refusedToken } from "./token-error";
import { headerOf, objectOf, partsOf, type TokenHeader } from "./token-parts";

/** The documented algorithms of asymmetric keys, by the type of the key that fits. */
const ASYMMETRIC: Readonly<Record<string, readonly string[]>> = { rsa: ["RS256", "RS512", "PS256"], ec: ["ES256"] };
const KEY_ENCRYPTION = ["dir", "A128KW", "A192KW", "A256KW", "RSA-OAEP", "RSA-OAEP-256"];
const CONTENT_ENCRYPTION = ["A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM"];

type Claims = Readonly<Record<string, unknown>>;

/** What a token without a signature is checked as, where a policy lets it pass: the issuers of the policy may be in it. */
const UNSIGNED: VerificationKey = { key: new Uint8Array() };

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
  if (outer.length === 5) headerOf(outer[0] ?? "");
  const signed = outer.length === 5 ? await decrypted(token, check.decryptionKeys) : token;
  const [head = "", payload = "", signature = ""] = outer.length === 5 ? partsOf(signed) : outer;
  const header = headerOf(head);
  const metadata = await allMetadata(check, (url) => source.read(url));
  if (header.alg === "none") checkUnsigned(check, signature);
  const claims = objectOf(payload, "payload");
  // The issuer that the token names only chooses among keys: nothing of it is trusted before its signature is checked.
  const key = header.alg === "none" ? UNSIGNED : await keyOfSignature(signed, header, claims, check, metadata, source);
  checkLifetime(claims, check, now);
  checkAudience(claims, check);
  checkIssuer(key, claims, check, metadata);
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
): Promise<readonly Metadata[]> {
  try {
    return trustedMetadata(await Promise.all(metadataUrls.map(read)));
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

/** The key that signed a token. */
async function keyOfSignature(
  token: string,
  header: TokenHeader,
  claims: Claims,
  check: TokenCheck,
  metadata: readonly Metadata[],
  source: KeySource,
): Promise<VerificationKey> {
  const known = candidates(header, claims, check, metadata);
  const keys =
    known.length > 0
      ? known
      : candidates(header, claims, check, await allMetadata(check, (url) => source.readAgain(url)));
  if (keys.length === 0) {
    throw refusedToken(
      "TokenSignatureKeyNotFound",
      "IDX10501: Signature validation failed. Unable to match key: the key of the token is not among those of the issuer.",
    );
  }
  for (const candidate of keys) {
    const algorithms = algorithmsOf(candidate);
    if (!algorithms.includes(header.alg)) continue;
    if (source.knownSignatures.has(candidate, token)) return candidate;
    try {
      await compactVerify(token, candidate.key, { algorithms: [...algorithms] });
      source.knownSignatures.add(candidate, token);
      return candidate;
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
 * The keys that may have signed a token: the published ones that may sign for its issuer, and those in the policy. If none may, all are tried, and the issuer is
 * refused afterwards. If no key in the policy has the name that the token gives, all of them are tried.
 */
function candidates(
  { kid }: TokenHeader,
  claims: Claims,
  { keys: inline, issuers = [] }: TokenCheck,
  metadata: readonly Metadata[],
): readonly VerificationKey[] {
  const published = metadata.flatMap(({ keys }) => keys);
  const own = published.filter((key) => mayIssue(key, claims, issuers, metadata));
  const isNamed = (key: VerificationKey): boolean => kid === undefined || key.kid === kid;
  const named = [...(own.length > 0 ? own : published), ...inline].filter(isNamed);
  return named.length > 0 ? named : inline;
}

/** A key only verifies the algorithms of its type, so that a public key is never taken for a shared secret, and the one that its JWKS names for it. */
function algorithmsOf({ key, algorithm }: VerificationKey): readonly string[] {
  if (key instanceof Uint8Array) return key.length < MIN_SYMMETRIC_KEY_BYTES ? [] : SYMMETRIC_ALGORITHMS;
  const all = ASYMMETRIC[key.asymmetricKeyType ?? ""] ?? [];
  return algorithm === undefined ? all : all.filter((each) => each === algorithm);
}

function checkLifetime(claims: Claims, check: TokenCheck, now: number): void {
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

function checkAudience({ aud }: Claims, { audiences }: TokenCheck): void {
  if (audiences === undefined) return;
  const found: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (found.some((audience) => typeof audience === "string" && audiences.includes(audience))) return;
  throw refusedToken(
    "TokenAudienceNotAllowed",
    `IDX10214: Audience validation failed. Audiences: '${found.map(String).join(", ")}'. Did not match: '${audiences.join(", ")}'.`,
  );
}

function checkIssuer(
  key: VerificationKey,
  claims: Claims,
  { issuers }: TokenCheck,
  metadata: readonly Metadata[],
): void {
  if (issuers === undefined && metadata.length === 0) return;
  if (mayIssue(key, claims, issuers ?? [], metadata)) return;
  const allowed = [...(issuers ?? []), ...metadata.map(({ issuer }) => issuerFor(issuer, claims))];
  throw refusedToken(
    "TokenIssuerNotAllowed",
    `IDX10205: Issuer validation failed. Issuer: '${String(claims.iss)}'. Did not match: '${allowed.join(", ")}'.`,
  );
}
