import { invalidXmlCharacter } from "./errors";

/**
 * Reads a text by index: whitespace, names and where markup starts.
 *
 * @internal
 */
export class Characters {
  public constructor(public readonly text: string) {}

  /** Whether there is whitespace at the index. */
  public isWhitespaceAt(index: number): boolean {
    return isWhitespaceCode(this.text.charCodeAt(index));
  }

  /** The index of the first character from the index on that is not whitespace, or the length of the text. */
  public skipWhitespace(index: number): number {
    return skipWhitespace(this.text, index);
  }

  /** The index after the last character before the index that is not whitespace, but no index before `from`. */
  public skipWhitespaceBack(index: number, from: number): number {
    while (index > from && this.isWhitespaceAt(index - 1)) index--;
    return index;
  }

  /** The index after the XML name at the index, or the index itself when no name starts there. */
  public endOfName(index: number): number {
    return endOfName(this.text, index);
  }

  /** The index of the next whitespace or end of a tag. */
  public endOfWord(index: number): number {
    const { text } = this;
    let end = index;
    while (end < text.length && !this.isWhitespaceAt(end) && text[end] !== ">" && text[end] !== "<") end++;
    return text[end] === ">" && text[end - 1] === "/" && end > index ? end - 1 : end;
  }

  /** Whether a tag, a comment, a processing instruction or a document type declaration starts at the index, or the text ends there. */
  public startsMarkup(index: number): boolean {
    const { text } = this;
    if (index >= text.length) return true;
    if (text.charCodeAt(index) !== 60) return false;
    switch (text.charCodeAt(index + 1)) {
      case 47: // "/"
      case 63: // "?"
        return true;
      case 33: // "!"
        return text.startsWith("--", index + 2) || text.startsWith("DOCTYPE", index + 2);
      default:
        return widthOfNameStart(text, index + 1) > 0;
    }
  }

  /** Whether the end tag of an element is at the index. */
  public isEndTag(index: number, element: string): boolean {
    const { text } = this;
    if (!text.startsWith("</", index) || !text.startsWith(element, index + 2)) return false;
    return this.endOfName(index + 2) === index + 2 + element.length;
  }
}

/**
 * Whether the text is empty or only whitespace.
 *
 * @internal
 */
export function isWhitespace(text: string): boolean {
  return skipWhitespace(text, 0) === text.length;
}

/**
 * The text without the whitespace around it.
 *
 * @internal
 */
export function trimWhitespace(text: string): string {
  const start = skipWhitespace(text, 0);
  let end = text.length;
  while (end > start && isWhitespaceCode(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/**
 * The index of the first character from the index on that is not whitespace, or the length of the text.
 *
 * @internal
 */
export function skipWhitespace(text: string, index: number): number {
  while (index < text.length && isWhitespaceCode(text.charCodeAt(index))) index++;
  return index;
}

/** The four characters that XML calls whitespace. JavaScript's `trim` also takes others, such as U+00A0, which are data in a policy. */
function isWhitespaceCode(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

/**
 * The text with `\n` for each line end.
 *
 * @internal
 */
export function withPlainLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/**
 * Whether XML allows the text in a comment.
 *
 * @internal
 */
export function isCommentText(text: string): boolean {
  return !text.includes("--") && !text.endsWith("-");
}

/**
 * The text of a comment as XML allows it: with a space behind each hyphen that has no place there.
 *
 * @internal
 */
export function commentTextOf(text: string): string {
  return isCommentText(text) ? text : text.replace(/-(?=-|$)/g, "- ");
}

/**
 * Whether the text is a valid name of an element or an attribute.
 *
 * @internal
 */
export function isXmlName(name: string): boolean {
  return typeof name === "string" && name !== "" && endOfName(name, 0) === name.length;
}

function endOfName(text: string, start: number): number {
  let index = start + widthOfNameStart(text, start);
  if (index === start) return start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const width = code < 128 ? Math.min(ASCII_NAME[code]!, 1) : widthOfNameCharacter(text, index, false);
    if (width === 0) break;
    index += width;
  }
  return index;
}

/** The code units of the character at the index if it starts a name, or 0. */
function widthOfNameStart(text: string, index: number): number {
  if (index >= text.length) return 0;
  const code = text.charCodeAt(index);
  if (code < 128) return ASCII_NAME[code] === 2 ? 1 : 0;
  return widthOfNameCharacter(text, index, true);
}

/** 2 for a character that starts a name, 1 for one that continues it. A colon starts none: it separates a prefix from a name. */
const ASCII_NAME = new Uint8Array(128);
for (const char of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_") ASCII_NAME[char.charCodeAt(0)] = 2;
for (const char of "0123456789.-:") ASCII_NAME[char.charCodeAt(0)] = 1;

const NAME_START =
  /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]/u;
const NAME_MORE = /[\u00B7\u0300-\u036F\u203F\u2040]/;

/** The code units of the name character beyond ASCII at the index, or 0. */
function widthOfNameCharacter(text: string, index: number, isFirst: boolean): number {
  const char = String.fromCodePoint(text.codePointAt(index)!);
  return NAME_START.test(char) || (!isFirst && NAME_MORE.test(char)) ? char.length : 0;
}

/**
 * The characters that XML 1.0 forbids, and halves of surrogate pairs.
 *
 * @internal
 */
export const FORBIDDEN_IN_XML =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** As above, plus any half of a surrogate pair: a much faster check, and text that does not match is allowed. */
const MAYBE_FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/;

/**
 * Checks that XML can represent the text.
 *
 * @internal
 * @throws when the text contains a character that XML 1.0 forbids
 */
export function checkXmlCharacters(text: string): void {
  if (!MAYBE_FORBIDDEN.test(text)) return;
  const index = text.search(FORBIDDEN_IN_XML);
  if (index >= 0) throw invalidXmlCharacter(text, index);
}

/**
 * The text with U+FFFD for each character that XML cannot represent.
 *
 * @internal
 * @param report receives the index of each of them, and the character
 */
export function withoutForbidden(text: string, report: (index: number, char: string) => void): string {
  if (!MAYBE_FORBIDDEN.test(text)) return text;
  return text.replace(new RegExp(FORBIDDEN_IN_XML, "g"), (char: string, index: number) => {
    report(index, char);
    return "\uFFFD";
  });
}
