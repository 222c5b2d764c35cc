import { AuthorizationCodes, type CodeBinding } from "./authorization-codes";
import type { EntraUser } from "./directory";
import type { RedirectPlatform } from "./redirect-platform";
import { Store } from "./store";

/** What an authorization code was given for. */
export interface CodeSession extends CodeBinding {
  readonly platform: RedirectPlatform;
  readonly user: EntraUser;
  readonly scope: string;
  readonly nonce?: string;
}

/** What a refresh token was given for. */
export interface RefreshSession {
  readonly clientId: string;
  readonly platform: RedirectPlatform;
  readonly user: EntraUser;
  readonly scope: string;
}

/** What Entra ID remembers of the codes and refresh tokens that it gave. */
export class Sessions {
  public readonly codes = new AuthorizationCodes<CodeSession>();
  public readonly refreshTokens = new Store<RefreshSession>();
}
