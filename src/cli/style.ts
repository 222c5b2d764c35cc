import type { CommandIo, CommandOutput } from "./io";

const COLOURS = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const;

/** Colours text, or leaves it as it is. */
export type Paint = (text: string, colour: keyof typeof COLOURS) => string;

/** Colours are for terminals, and only without `NO_COLOR`. */
export function isColoured({ env }: CommandIo, { isTerminal }: CommandOutput): boolean {
  return isTerminal && (env.NO_COLOR ?? "") === "";
}

export function paintFor(io: CommandIo, output: CommandOutput): Paint {
  return isColoured(io, output) ? (text, colour) => `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : (text) => text;
}

/** Text of a file or a server without what would move the cursor of a terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
