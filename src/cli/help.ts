import { HELP_OPTION } from "./arguments";
import type { CommandHelp } from "./command";

export const PROGRAM = "apim-oauth";
const WIDTH = 100;

/** The help of a command. */
export function helpOf({ name, usage, description, positionals, options, examples }: CommandHelp): string {
  const rows = [...options, HELP_OPTION].map(({ name, short, value, description }): [string, string] => [
    `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`,
    description,
  ]);
  return [
    `Usage: ${PROGRAM} ${name} ${usage}`,
    ...description.split("\n\n").map((paragraph) => wrapped(paragraph, "")),
    ...(positionals.length > 0
      ? [
          section(
            "Arguments",
            positionals.map(({ name, description }) => [name, description]),
          ),
        ]
      : []),
    section("Options", rows),
    `Examples:\n${examples.map((example) => `  ${example}`).join("\n")}`,
    "",
  ].join("\n\n");
}

/** The help of the program. */
export function overview(commands: readonly CommandHelp[]): string {
  return [
    `Usage: ${PROGRAM} <command> [options]`,
    wrapped("OAuth 2.0 in front of APIs in Azure API Management: checks policies, and runs them on this machine.", ""),
    section(
      "Commands",
      commands.map(({ name, summary }) => [name, summary]),
    ),
    section("Options", [
      ["-h, --help", `Prints this help; ${PROGRAM} <command> --help prints that of a command.`],
      ["    --version", "Prints the version."],
    ]),
    "The exit code is 0 if all is well, 1 if there are findings or the request is refused, and 2 if the\narguments or an input cannot be used.\n",
  ].join("\n\n");
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  const indent = " ".repeat(width + 2);
  return `${title}:\n${rows
    .map(([left, right]) => `  ${left.padEnd(width)}${wrapped(right, indent).trimStart()}`)
    .join("\n")}`;
}

/** Text in lines of a readable length. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length + 1 > WIDTH && line.trim() !== "") {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === "" ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}
