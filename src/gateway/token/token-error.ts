import { OTHER_REASON } from "../inferred";

/** The nine documented reasons of `validate-jwt`. */
export type TokenReason =
  | "TokenNotPresent"
  | "TokenSignatureInvalid"
  | "TokenAudienceNotAllowed"
  | "TokenIssuerNotAllowed"
  | "TokenExpired"
  | "TokenSignatureKeyNotFound"
  | "TokenClaimNotFound"
  | "TokenClaimValueNotAllowed"
  | "JwtInvalid";

/** Why a token does not pass: the reason and the message of `context.LastError`. The message never holds the token. */
export class TokenError extends Error {
  public constructor(
    public readonly reason: TokenReason,
    message: string,
  ) {
    super(message);
    this.name = "TokenError";
  }
}

/** A token that cannot be read, or breaks a rule that has no reason. */
export function invalidToken(message: string): TokenError {
  return new TokenError(OTHER_REASON, message);
}

/** A token that breaks a rule with a reason. */
export function refusedToken(reason: TokenReason, message: string): TokenError {
  return new TokenError(reason, `${message} Access denied.`);
}
