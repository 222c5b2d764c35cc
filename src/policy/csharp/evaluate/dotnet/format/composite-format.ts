import { formatException } from "../errors";

/**
 * `string.Format`: `{index,alignment:format}` and doubled braces.
 *
 * @param count how many arguments there are
 * @param write the text of an argument in its format
 * @throws a `FormatException`
 */
export function formatComposite(
  format: string,
  count: number,
  write: (index: number, format: string | undefined) => string,
): string {
  let text = "";
  for (let index = 0; index < format.length;) {
    const char = format[index]!;
    if (char !== "{" && char !== "}") {
      const end = nextBrace(format, index);
      text += format.slice(index, end);
      index = end;
    } else if (format[index + 1] === char) {
      text += char;
      index += 2;
    } else {
      if (char === "}") throw formatException(INVALID);
      const close = format.indexOf("}", index);
      const item = /^(\d{1,7}) *(?:, *(-?\d{1,7}) *)?(?::([^{]*))?$/.exec(
        format.slice(index + 1, Math.max(close, index + 1)),
      );
      if (close < 0 || item === null) throw formatException(INVALID);
      if (Number(item[1]) >= count) throw formatException(TOO_FEW);
      text += align(write(Number(item[1]), item[3]), Number(item[2] ?? 0));
      index = close + 1;
    }
  }
  return text;
}

/** Fills a text with spaces: on the left, or for a negative width on the right. */
export function align(text: string, width: number): string {
  if (Math.abs(width) > MAX_WIDTH) throw formatException(INVALID);
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

function nextBrace(format: string, from: number): number {
  let index = from;
  while (index < format.length && format[index] !== "{" && format[index] !== "}") index++;
  return index;
}

const INVALID = "Input string was not in a correct format.";
const TOO_FEW = "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.";

/** .NET has the same limit. */
const MAX_WIDTH = 999_999;
