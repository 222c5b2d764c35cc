import type { CommandIo } from "./io";

/** Work that takes less is not worth a word. */
const QUIET_MILLISECONDS = 1000;

/** How far long work is, on the terminal of a person. */
export class Progress {
  private readonly startedAt: number;
  private shownAt: number;
  private done = 0;

  public constructor(
    private readonly io: CommandIo,
    private readonly verb: string,
    private readonly total: number,
  ) {
    this.startedAt = io.clock.now();
    this.shownAt = this.startedAt;
  }

  public step(): void {
    const now = this.io.clock.now();
    this.done++;
    if (!this.io.stderr.isTerminal || now - this.shownAt < QUIET_MILLISECONDS) return;
    this.shownAt = now;
    this.io.stderr.write(`\r${this.verb} ${this.done} of ${this.total}`);
  }

  /** Takes the line away. */
  public end(): void {
    if (this.shownAt !== this.startedAt) this.io.stderr.write("\r\u001b[K");
  }
}
