import { parseArguments } from "./arguments";
import type { Command } from "./command";
import { CommandError, isSystemError, messageOf, unknown, UsageError } from "./errors";
import { helpOf, overview, PROGRAM } from "./help";
import { type CommandIo, EXIT, type ExitCode } from "./io";
import { EXPLAIN } from "./explain/command";
import { LINT } from "./lint/command";
import { REQUEST } from "./request/command";
import { SERVE } from "./serve/command";
import { paintFor, printable } from "./style";
import { DeploymentError } from "../deployment/errors";

export const COMMANDS: readonly Command[] = [LINT, SERVE, REQUEST, EXPLAIN];

/**
 * Runs the command.
 *
 * @param argv the arguments after the name of the program
 * @returns the exit code: 0 if all is well, 1 for findings or a refusal, 2 for arguments or an input that cannot be used
 */
export async function main(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const command = COMMANDS.find(({ name }) => name === argv[0]);
  try {
    if (command !== undefined) return await run(command, argv.slice(1), io);
    return other(argv, io);
  } catch (error) {
    if (!isForUser(error)) throw error;
    const paint = paintFor(io, io.stderr);
    io.stderr.write(`${paint("error:", "red")} ${printable(messageOf(error))}\n`);
    if (error instanceof UsageError) {
      io.stderr.write(`Run ${[PROGRAM, ...(command === undefined ? [] : [command.name])].join(" ")} --help.\n`);
    }
    return EXIT.UNUSABLE;
  }
}

async function run(command: Command, argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const given = parseArguments(command, argv);
  if (given.has("help")) {
    io.stdout.write(helpOf(command));
    return EXIT.CLEAN;
  }
  return command.run(given, io);
}

/** What is not for a command. */
function other([first = "", second]: readonly string[], { stdout, stderr, version }: CommandIo): ExitCode {
  if (first === "--version") {
    stdout.write(`${version}\n`);
    return EXIT.CLEAN;
  }
  const asked = first === "help" ? second : undefined;
  const command = COMMANDS.find(({ name }) => name === asked);
  if (first === "--help" || first === "-h" || first === "help") {
    const known = COMMANDS.map(({ name }) => name);
    if (asked !== undefined && command === undefined) throw unknown("command", asked, known);
    stdout.write(command === undefined ? overview(COMMANDS) : helpOf(command));
    return EXIT.CLEAN;
  }
  if (first === "") {
    stderr.write(overview(COMMANDS));
    return EXIT.UNUSABLE;
  }
  const names = COMMANDS.map(({ name }) => name);
  throw unknown(first.startsWith("-") ? "option" : "command", first, first.startsWith("-") ? OPTIONS : names);
}

const OPTIONS = ["--help", "--version"];

/** Whether a message is enough: the user gave what cannot be used. Anything else is an error of the program. */
function isForUser(error: unknown): boolean {
  return error instanceof CommandError || error instanceof DeploymentError || isSystemError(error);
}
