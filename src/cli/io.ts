import type { GatewayClock } from "../gateway/clock";
import type { KeyRing } from "../issuer/signing-key";

/** Where the command writes to. */
export interface CommandOutput {
  /** Whether a person sees it at once: only then there are colours and progress. */
  readonly isTerminal: boolean;
  write(text: string): void;
}

/** What the command has of its process. A test gives its own. */
export interface CommandIo {
  /** The folder that relative paths begin at. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: CommandOutput;
  readonly stderr: CommandOutput;
  /** All of the standard input. */
  readonly stdin: () => Promise<string>;
  readonly clock: GatewayClock;
  /** Makes the keys of an issuer, which takes a while. */
  readonly newKeys: () => KeyRing;
  /** Aborted when the process shall end, by SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** Calls back when something in a folder or a file changes. Returns how to end it. */
  readonly watch: (path: string, changed: () => void) => () => void;
  /** The version of the package. */
  readonly version: string;
}

/** How the command ends. */
export const EXIT = { CLEAN: 0, FINDINGS: 1, UNUSABLE: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
