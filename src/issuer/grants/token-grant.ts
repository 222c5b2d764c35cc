import type { AuthenticatedClient } from "../client-authentication";
import type { IssuerContext } from "../issuer-context";
import type { Sessions } from "../sessions";

/** A request to the token endpoint, with the client that sent it. */
export interface GrantRequest extends AuthenticatedClient {
  readonly context: IssuerContext;
  readonly sessions: Sessions;
  readonly parameters: URLSearchParams;
  /** The origin of the page that sent it, if a browser did. */
  readonly origin: string | null;
}

/** The answer of the token endpoint (RFC 6749, section 5.1). */
export interface TokenResponse {
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly ext_expires_in?: number;
  readonly access_token?: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly scope?: string;
}
