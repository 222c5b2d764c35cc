import { type AuthorizationCodes, type CodeBinding } from "../authorization-codes";
import { type Store } from "../store";
import type { RequestedAccess } from "./requested-access";

/** An OpenID Connect provider other than Entra ID, and who gets its tokens. */
export interface OidcProvider {
  /** The claim `iss`, as the provider writes it. */
  readonly issuer: string;
  /** Where its metadata is; below the issuer by default. */
  readonly metadataUrl?: string;
  /** Lets every client and every user get tokens; nobody by default. */
  readonly anyClient?: AnyOidcClient;
}

/** What every client has in a test. */
export interface AnyOidcClient {
  readonly secret: string;
  /** The audiences that a client may ask for; every one if there are none. */
  readonly audiences: readonly string[];
}

/** What a code was given for. */
export interface OidcCodeSession extends CodeBinding, RequestedAccess {
  readonly nonce?: string;
}

/** What a refresh token was given for. */
export interface OidcRefreshSession extends RequestedAccess {
  readonly clientId: string;
  /** Whether the client showed the secret when it got the token, and has to again. */
  readonly isConfidential: boolean;
}

/** What the endpoints of a provider share. */
export interface OidcContext {
  readonly provider: OidcProvider;
  readonly codes: AuthorizationCodes<OidcCodeSession>;
  readonly refreshTokens: Store<OidcRefreshSession>;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** A number of random bytes, base64url. */
  readonly random: (bytes: number) => string;
  /** Signs claims as a token. */
  readonly mint: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
}
