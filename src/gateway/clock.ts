/** The time of a gateway. A test replaces it, so that nothing waits. */
export interface GatewayClock {
  /** The time in milliseconds since 1970. */
  now(): number;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
  /** Does work, and gives up after a time. */
  within<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** Work that took longer than it may. */
export class TimeoutError extends Error {
  public constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = "TimeoutError";
  }
}

/** The time of this machine. */
export const SYSTEM_CLOCK: GatewayClock = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  within: async (milliseconds, work) => {
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        controller.abort();
        reject(new TimeoutError(milliseconds));
      }, milliseconds);
    });
    try {
      return await Promise.race([work(controller.signal), late]);
    } finally {
      clearTimeout(timer);
    }
  },
};

/** A clock that moves only when a test advances it or code sleeps. Work times out if it advances the clock past its limit. */
export class TestClock implements GatewayClock {
  public constructor(private time = Date.UTC(2026, 0, 1)) {}

  public now(): number {
    return this.time;
  }

  public advance(milliseconds: number): void {
    this.time += milliseconds;
  }

  public sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds);
    return Promise.resolve();
  }

  public async within<T>(milliseconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const end = this.time + milliseconds;
    const result = await work(new AbortController().signal);
    if (this.time > end) throw new TimeoutError(milliseconds);
    return result;
  }
}
