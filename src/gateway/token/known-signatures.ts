/** How many tokens are kept for a key. */
const MAX_TOKENS = 1000;

/**
 * The tokens that a key is known to have signed. A client sends one token until it expires, and verifying its signature is most of what a request costs. A key
 * that is read again is another object.
 */
export class KnownSignatures {
  private readonly tokensByKey = new WeakMap<object, Set<string>>();

  public has(key: object, token: string): boolean {
    return this.tokensByKey.get(key)?.has(token) === true;
  }

  public add(key: object, token: string): void {
    const tokens = this.tokensByKey.get(key);
    if (tokens === undefined || tokens.size >= MAX_TOKENS) this.tokensByKey.set(key, new Set([token]));
    else tokens.add(token);
  }
}
