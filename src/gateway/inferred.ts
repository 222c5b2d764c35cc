/**
 * What the gateway does where Microsoft documents nothing. Each is a choice that can be wrong; where one lets fewer tokens pass, it is that one.
 */

/** Algorithms for the symmetric keys of a policy. The page of `validate-jwt` names HS256 in an older version only. */
export const SYMMETRIC_ALGORITHMS: readonly string[] = ["HS256", "HS384", "HS512"];

/** Characters of a token. The service refuses long headers before a policy sees them. */
export const MAX_TOKEN_LENGTH = 32_768;

/** What a token that is refused before its claims are read is called: wrong form, no `exp`, not valid yet, not signed. */
export const OTHER_REASON = "JwtInvalid" as const;

/** The order of the checks is that of Microsoft's token library: decryption, signature, lifetime, audience, issuer, claims. */
export const METADATA_LIFETIME_SECONDS = 3600;

/** A value of a claim is compared exactly, in the case in which it is written. */
export const CLAIM_COMPARISON = (left: string, right: string): boolean => left === right;

/** Between which factors of `delta` the wait of an exponential retry is random, as the printed formula says. */
export const RETRY_JITTER: readonly [number, number] = [0.8, 1.2];
