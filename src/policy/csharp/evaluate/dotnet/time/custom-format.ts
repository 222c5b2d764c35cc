import { chargeItems } from "../../contract/meter";
import { formatException } from "../errors";

/**
 * Writes a custom format. Quotes, backslashes and percent signs mean the same for dates and for time spans.
 *
 * @param write adds to a text what a run of a letter, or another sign, stands for
 * @throws a `FormatException`
 */
export function writeCustom(format: string, write: (text: string, sign: string, length: number) => string): string {
  chargeItems(format.length);
  let text = "";
  for (let index = 0; index < format.length;) {
    const sign = format[index]!;
    const next = format[index + 1];
    if (sign === "'" || sign === '"') {
      const literal = quoted(format, index);
      text += literal.text;
      index = literal.end;
    } else if (sign === "\\" || sign === "%") {
      if (next === undefined || (sign === "%" && next === "%")) throw formatException(INVALID_FORMAT);
      text += sign === "%" ? writeCustom(next, write) : next;
      index += 2;
    } else {
      const length = runLength(format, index);
      text = write(text, sign, length);
      index += length;
    }
  }
  return text;
}

/** What is between two quotes, where a backslash escapes. */
export function quoted(format: string, start: number): { text: string; end: number } {
  let text = "";
  for (let index = start + 1; index < format.length; index++) {
    const char = format[index]!;
    if (char === format[start]) return { text, end: index + 1 };
    if (char === "\\") index++;
    text += format[index] ?? "";
  }
  throw formatException(INVALID_FORMAT);
}

/** How often a letter repeats that means something else then; 1 for any other sign, so that a long run of them is not counted at each. */
export function runLength(format: string, start: number): number {
  if (!"yMdHhmsfFtgzK".includes(format.charAt(start))) return 1;
  let end = start + 1;
  while (format[end] === format[start]) end++;
  return end - start;
}

export const INVALID_FORMAT = "Input string was not in a correct format.";
