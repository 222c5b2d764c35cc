import type { VerificationKey } from "./key-source";

/** What a token has to be: the content of `validate-jwt` after its expressions are evaluated. */
export interface TokenCheck {
  readonly requireExpirationTime: boolean;
  readonly requireSignedTokens: boolean;
  readonly clockSkewSeconds: number;
  /** The URLs of OpenID Connect metadata, whose keys and issuers are taken. */
  readonly metadataUrls: readonly string[];
  /** The keys in the policy. */
  readonly keys: readonly VerificationKey[];
  /** The keys that an encrypted token may be encrypted for. */
  readonly decryptionKeys: readonly VerificationKey[];
  /** The audiences of which a token needs one; undefined where none is needed. */
  readonly audiences?: readonly string[];
  /** The issuers in addition to those of the metadata. */
  readonly issuers?: readonly string[];
  readonly requiredClaims: readonly RequiredClaim[];
}

/** A claim that a token needs. Without values, it only has to be there. */
export interface RequiredClaim {
  readonly name: string;
  readonly match: "all" | "any";
  /** Splits a claim that is one text. */
  readonly separator?: string;
  readonly values: readonly string[];
}

/** A token that passed. */
export interface VerifiedToken {
  readonly algorithm: string;
  readonly claims: Readonly<Record<string, unknown>>;
}
