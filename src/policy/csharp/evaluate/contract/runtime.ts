import { MAX_EVALUATED_LENGTH, MAX_EVALUATION_STEPS } from "../../../text/bounds";
import { LimitError } from "./errors";
import { CHARACTERS_PER_STEP, NEW_ITEMS_PER_STEP, type Meter } from "./meter";

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
export class Runtime implements Meter {
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

  /** To be called before a text is made or gets longer: its length then, and how much of it is new. */
  public checkLength(length: number, made = length): void {
    checkSize(length);
    this.step(Math.max(0, made) / CHARACTERS_PER_STEP);
  }

  /** To be called before a collection is made or gets longer: the number of its items then, and how many are new. */
  public checkCount(count: number, made = count): void {
    checkSize(count);
    this.step(Math.max(0, made) / NEW_ITEMS_PER_STEP);
  }

  /** The clock in milliseconds since 1970, in UTC. */
  public now(): number {
    return (this.options.now ?? Date.now)();
  }

  /** The clock in ticks of .NET, which are 100 ns since the year 1, in UTC. */
  public utcNowTicks(): bigint {
    return BigInt(Math.round(this.now() * 10_000)) + UNIX_EPOCH_TICKS;
  }

  /** A number from 0 up to, but without, 1. */
  public random(): number {
    return (this.options.random ?? Math.random)();
  }

  public randomBytes(count: number): Uint8Array {
    this.checkCount(count);
    return Uint8Array.from({ length: count }, () => Math.floor(this.random() * 256));
  }

  public trace(message: string): void {
    this.options.trace?.(message);
  }
}

function checkSize(size: number): void {
  if (size > MAX_EVALUATED_LENGTH) {
    throw new LimitError(`a text or a collection is longer than ${MAX_EVALUATED_LENGTH}`);
  }
}

const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
