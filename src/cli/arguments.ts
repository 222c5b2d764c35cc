import { parseArgs } from "node:util";
import type { CommandHelp, CommandOption } from "./command";
import { messageOf, unknown, UsageError } from "./errors";
import { ParsedArguments } from "./parsed-arguments";

export const HELP_OPTION: CommandOption = { name: "help", short: "h", description: "Prints this help." };

/** Reads arguments with the parser of Node, which refuses what a command does not have. */
export function parseArguments(command: CommandHelp, argv: readonly string[]): ParsedArguments {
  const options = [...command.options, HELP_OPTION];
  const config = Object.fromEntries(
    options.map(({ name, short, value }) => [
      name,
      { type: value === undefined ? "boolean" : "string", multiple: true, ...(short !== undefined && { short }) },
    ]),
  ) as Record<string, { type: "boolean" | "string"; multiple: true; short?: string }>;
  const { positionals, values } = parsed(argv, config);
  const given = new Map<string, readonly string[]>();
  for (const { name, isRepeated } of options) {
    const found = values[name];
    if (found === undefined) continue;
    const texts = [found].flat().map(String);
    if (texts.length > 1 && isRepeated !== true) throw new UsageError(`--${name} is given ${texts.length} times`);
    given.set(name, texts);
  }
  return new ParsedArguments(positionals, given);
}

function parsed(
  argv: readonly string[],
  options: Readonly<Record<string, { type: "boolean" | "string"; multiple: true; short?: string }>>,
): { positionals: readonly string[]; values: Readonly<Record<string, unknown>> } {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = messageOf(error);
    const name = /^Unknown option '--?([^']+)'/.exec(message)?.[1];
    if (name !== undefined) throw unknown("option", name, Object.keys(options));
    throw new UsageError(message.charAt(0).toLowerCase() + message.slice(1));
  }
}
