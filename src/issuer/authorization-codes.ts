import { type CodeChallenge, isVerified } from "./pkce";
import { Store } from "./store";

/** A code lives this long. */
const LIFETIME_MILLISECONDS = 10 * 60_000;

/** What a code is bound to. */
export interface CodeBinding {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge?: CodeChallenge;
}

/** Why a code is not good. */
export type CodeFault = "unknown" | "redeemed" | "expired" | "other-redirect-uri" | "other-verifier";

/** What a code was given for, or why it is not good. */
export type Redemption<T> =
  { readonly fault?: undefined; readonly session: T } | { readonly fault: CodeFault; readonly session?: T };

/**
 * The authorization codes of an issuer.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1
 */
export class AuthorizationCodes<T extends CodeBinding> {
  private readonly open = new Store<{ readonly session: T; readonly endsAt: number }>();
  private readonly redeemed = new Store<true>();

  /** @param now the time in milliseconds since 1970 */
  public add(code: string, session: T, now: number): void {
    this.open.set(code, { session, endsAt: now + LIFETIME_MILLISECONDS });
  }

  /** Takes a code, which is good for one use, whoever shows it. */
  public redeem(code: string, clientId: string, parameters: URLSearchParams, now: number): Redemption<T> {
    const found = this.open.take(code);
    if (found === undefined) return { fault: this.redeemed.get(code) === undefined ? "unknown" : "redeemed" };
    this.redeemed.set(code, true);
    const { session, endsAt } = found;
    if (session.clientId !== clientId) return { fault: "unknown" };
    if (endsAt <= now) return { fault: "expired" };
    if (parameters.get("redirect_uri") !== session.redirectUri) return { fault: "other-redirect-uri", session };
    if (!isVerified(session.challenge, parameters.get("code_verifier"))) return { fault: "other-verifier" };
    return { session };
  }
}
