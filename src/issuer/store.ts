/** How many entries a store has; the oldest goes first. */
const MAX_ENTRIES = 10_000;

/** What an issuer remembers, within bounds. */
export class Store<T> {
  private readonly entries = new Map<string, T>();

  public get(key: string): T | undefined {
    return this.entries.get(key);
  }

  public set(key: string, value: T): void {
    this.entries.set(key, value);
    if (this.entries.size <= MAX_ENTRIES) return;
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest);
      return;
    }
  }

  /** The entry, which is not there any more afterwards. */
  public take(key: string): T | undefined {
    const value = this.entries.get(key);
    this.entries.delete(key);
    return value;
  }
}
