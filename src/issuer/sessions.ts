import type { EntraUser } from "./directory";
import type { RedirectPlatform } from "./redirect-platform";

/** What an authorization code was given for. */
export interface CodeSession {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly platform: RedirectPlatform;
  readonly user: EntraUser;
  readonly scope: string;
  readonly nonce?: string;
  readonly challenge?: string;
  readonly method: "plain" | "S256";
  readonly endsAt: number;
}

/** What a refresh token was given for. */
export interface RefreshSession {
  readonly clientId: string;
  readonly platform: RedirectPlatform;
  readonly user: EntraUser;
  readonly scope: string;
}

/** How many codes and refresh tokens an issuer remembers; the oldest goes first. */
const MAX_SESSIONS = 10_000;

/** What an issuer remembers of the codes and refresh tokens that it gave. */
export class Sessions {
  public readonly codes = new Store<CodeSession>();
  public readonly refreshTokens = new Store<RefreshSession>();
  private readonly redeemed = new Store<true>();

  /** Takes a code, which is good for one use. */
  public redeem(code: string): CodeSession | "redeemed" | undefined {
    const session = this.codes.get(code);
    if (session === undefined) return this.redeemed.get(code) === undefined ? undefined : "redeemed";
    this.codes.delete(code);
    this.redeemed.set(code, true);
    return session;
  }
}

class Store<T> {
  private readonly entries = new Map<string, T>();

  public get(key: string): T | undefined {
    return this.entries.get(key);
  }

  public set(key: string, value: T): void {
    this.entries.set(key, value);
    if (this.entries.size <= MAX_SESSIONS) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      return;
    }
  }

  public delete(key: string): void {
    this.entries.delete(key);
  }
}
