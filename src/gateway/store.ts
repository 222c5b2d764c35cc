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
    if (this.entries.size > MAX_ENTRIES) this.deleteOldest();
  }

  public delete(key: string): void {
    this.entries.delete(key);
  }

  private deleteOldest(): void {
    for (const key of this.entries.keys()) {
      this.entries.delete(key);
      return;
    }
  }
}

/** Many keys come from callers, so their number needs a bound. */
const MAX_ENTRIES = 100_000;

/** How many calls a key made in a window of time. */
export class SlidingWindow {
  private readonly calls = new Map<string, number[]>();

  public constructor(private readonly now: () => number) {}

  /** The calls of a key in the last seconds, and when the oldest of them leaves the window. */
  public count(key: string, seconds: number): { readonly calls: number; readonly secondsLeft: number } {
    const start = this.now() - seconds * 1000;
    const recent = (this.calls.get(key) ?? []).filter((time) => time > start);
    if (recent.length === 0) this.calls.delete(key);
    else this.calls.set(key, recent);
    const [oldest = this.now()] = recent;
    return { calls: recent.length, secondsLeft: Math.ceil((oldest - start) / 1000) };
  }

  public add(key: string, calls = 1): void {
    const times = this.calls.get(key) ?? [];
    for (let index = 0; index < calls; index++) times.push(this.now());
    this.calls.set(key, times);
  }
}
