import type { ParsedArguments } from "./parsed-arguments";
import type { CommandIo, ExitCode } from "./io";

/** An option of a command. */
export interface CommandOption {
  readonly name: string;
  readonly short?: string;
  /** What the help calls its value. Without one the option is a switch. */
  readonly value?: string;
  /** Whether it can be given several times. */
  readonly isRepeated?: boolean;
  readonly description: string;
}

/** What the help says about a command. */
export interface CommandHelp {
  readonly name: string;
  /** In one line. */
  readonly summary: string;
  /** What follows the name, such as `[options] <path>...`. */
  readonly usage: string;
  readonly description: string;
  readonly positionals: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly CommandOption[];
  readonly examples: readonly string[];
}

/** A part of the command line, such as `lint`. */
export interface Command extends CommandHelp {
  run(given: ParsedArguments, io: CommandIo): Promise<ExitCode>;
}
