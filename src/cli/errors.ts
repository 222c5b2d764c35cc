import { nearest } from "../policy/text/errors";

/** What the user can mend. It is printed without a stack trace. */
export class CommandError extends Error {
  public override readonly name: string = "CommandError";
}

/** Arguments that the command does not take. The help is what the user needs next. */
export class UsageError extends CommandError {
  public override readonly name = "UsageError";
}

/** A list of what is known is only a help while it is short. */
const MAX_LISTED = 12;

export function unknown(what: string, name: string, known: readonly string[]): UsageError {
  const near = nearest(name, known);
  const expected = known.length > MAX_LISTED ? "" : `; expected one of ${known.join(", ")}`;
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return new UsageError(`there is no ${what} ${JSON.stringify(name)}${expected}${hint}`);
}

export function missingArgument(name: string): UsageError {
  return new UsageError(`${name} is missing`);
}

export function wrongValue(option: string, value: string, expected: string): UsageError {
  return new UsageError(`--${option} is ${JSON.stringify(value)}; expected ${expected}`);
}

export function unreadableInput(path: string, problem: string): CommandError {
  return new CommandError(`${path} cannot be read: ${problem}`);
}

/** The message of an error, whatever was thrown. Errors of Node itself need not be instances of the `Error` that a program sees. */
export function messageOf(error: unknown): string {
  return isError(error) ? error.message : String(error);
}

/** Whether the system refuses something, such as a file that cannot be read or a port that is in use. */
export function isSystemError(error: unknown): boolean {
  return isError(error) && typeof error.code === "string" && /^E[A-Z]+$/.test(error.code);
}

function isError(error: unknown): error is { readonly message: string; readonly code?: unknown } {
  return typeof error === "object" && error !== null && typeof (error as { message?: unknown }).message === "string";
}
