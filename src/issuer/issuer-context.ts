import { randomBytes } from "node:crypto";
import type { EntraDirectory } from "./directory";
import { KeyRing } from "./signing-key";

/** What the parts of an issuer share. */
export interface IssuerContext {
  readonly directory: EntraDirectory;
  readonly keys: KeyRing;
  /** The time in milliseconds since 1970. */
  readonly now: () => number;
  /** A number of random bytes, base64url. */
  readonly random: (bytes: number) => string;
  /** Gets a document of another issuer, whose tokens are credentials of an application. */
  readonly fetch: (url: string) => Promise<Response>;
}

/** What a test can replace. */
export interface IssuerOptions {
  readonly keys?: KeyRing;
  readonly now?: () => number;
  readonly random?: (bytes: number) => string;
  readonly fetch?: (url: string) => Promise<Response>;
}

export function contextOf(directory: EntraDirectory, options: IssuerOptions = {}): IssuerContext {
  return {
    directory,
    keys: options.keys ?? new KeyRing(),
    now: options.now ?? Date.now,
    random: options.random ?? randomText,
    fetch:
      options.fetch ??
      ((url) => Promise.reject(new Error(`${url} is not there; expected a federated issuer that was given`))),
  };
}

/** A number of random bytes, base64url. */
export function randomText(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
