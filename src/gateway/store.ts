/** What a gateway remembers between requests: counters of limits, and cached values and responses. A value that ended is gone. */
export class GatewayStore<T> {
  private readonly entries = new Map<string, { readonly value: T; readonly endsAt: number }>();

  public constructor(private readonly now: () => number) {}

  public get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.endsAt > this.now()) return entry.value;
    this.entries.delete(key);
    return undefined;
  }

  public set(key: string, value: T, seconds: number): void {
    this.entries.set(key, { value, endsAt: this.now() + seconds * 1000 });
    if (this.entries.size > MAX_ENTRIES) deleteOldest(this.entries);
  }

  public delete(key: string): void {
    this.entries.delete(key);
  }
}

/** Many keys come from callers, so their number needs a bound. */
const MAX_ENTRIES = 100_000;

/** How much a key used in a window of time: calls, or tokens of models. */
export class SlidingWindow {
  private readonly uses = new Map<string, { readonly time: number; readonly amount: number }[]>();

  public constructor(private readonly now: () => number) {}

  /** The calls of a key in the last seconds, and when the oldest of them leaves the window. */
  public count(key: string, seconds: number): { readonly calls: number; readonly secondsLeft: number } {
    const start = this.now() - seconds * 1000;
    const recent = (this.uses.get(key) ?? []).filter(({ time }) => time > start);
    if (recent.length === 0) this.uses.delete(key);
    else this.uses.set(key, recent);
    const calls = recent.reduce((sum, { amount }) => sum + amount, 0);
    return { calls, secondsLeft: Math.ceil(((recent[0]?.time ?? this.now()) - start) / 1000) };
  }

  public add(key: string, amount = 1): void {
    const uses = this.uses.get(key) ?? [];
    uses.push({ time: this.now(), amount });
    this.uses.set(key, uses);
    if (this.uses.size > MAX_ENTRIES) deleteOldest(this.uses);
  }
}

function deleteOldest(entries: Map<string, unknown>): void {
  for (const key of entries.keys()) {
    entries.delete(key);
    return;
  }
}
