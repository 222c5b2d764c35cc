import { MAX_EVALUATED_LENGTH, MAX_EVALUATION_STEPS } from "../../../text/bounds";
import { LimitError } from "./errors";

/** What an evaluation gets from outside. Without it, nothing depends on clock and chance. */
export interface RuntimeOptions {
  /** Milliseconds since 1970, in UTC. */
  readonly now?: () => number;
  /** A number from 0 up to, but without, 1. */
  readonly random?: () => number;
  /** What `context.Trace` writes. */
  readonly trace?: (message: string) => void;
  readonly maxSteps?: number;
}

/** What an evaluation can use. The culture is invariant and the local time zone is UTC. */
export class Runtime {
  private steps = 0;
  private readonly maxSteps: number;

  public constructor(private readonly options: RuntimeOptions) {
    this.maxSteps = options.maxSteps ?? MAX_EVALUATION_STEPS;
  }

  /** Counts work. What loops over something that an expression determines calls it for each round, or once with the number of rounds. */
  public step(count = 1): void {
    this.steps += count;
    if (this.steps > this.maxSteps) throw new LimitError(`the expression takes more than ${this.maxSteps} steps`);
  }

  /** To be called before a text or a collection is made that may be longer than what it is made from. */
  public checkLength(length: number): void {
    if (length > MAX_EVALUATED_LENGTH) {
      throw new LimitError(`a text or a collection is longer than ${MAX_EVALUATED_LENGTH}`);
    }
    this.step(Math.max(0, length) / 64);
  }

  /** The clock in ticks of .NET, which are 100 ns since the year 1, in UTC. */
  public utcNowTicks(): bigint {
    return BigInt(Math.round((this.options.now ?? Date.now)() * 10_000)) + UNIX_EPOCH_TICKS;
  }

  /** A number from 0 up to, but without, 1. */
  public random(): number {
    return (this.options.random ?? Math.random)();
  }

  public randomBytes(count: number): Uint8Array {
    this.checkLength(count);
    return Uint8Array.from({ length: count }, () => Math.floor(this.random() * 256));
  }

  public trace(message: string): void {
    this.options.trace?.(message);
  }
}

const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
