import { PLACEHOLDER } from "../text/placeholder";
import { checkString } from "../text/wrong-kinds";

/**
 * A C# string literal with exactly the text.
 *
 * It never has two equal braces side by side, because API Management replaces `{{…}}` with named values before it compiles the expression.
 * A placeholder stays as it is, and no brace is next to it, because its value may start or end with one.
 */
export function csharpString(text: string): string {
  checkString(text, "a name or text in an expression");
  const parts = text.split(PLACEHOLDERS);
  const literals = parts.map((part, index) =>
    index % 2 === 1 ? part : escapeForCsharp(part, index > 0, index < parts.length - 1),
  );
  return `"${literals.join("")}"`;
}

const PLACEHOLDERS = new RegExp(`(${PLACEHOLDER})`);

function escapeForCsharp(text: string, afterPlaceholder: boolean, beforePlaceholder: boolean): string {
  let literal = "";
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    const code = text.charCodeAt(index);
    const isFirst = index === 0 && afterPlaceholder;
    const isLast = index === text.length - 1 && beforePlaceholder;
    if (char === '"' || char === "\\") literal += `\\${char}`;
    else if (char === "\n") literal += "\\n";
    else if (char === "\r") literal += "\\r";
    else if (char === "\t") literal += "\\t";
    else if (code < 32 || ESCAPED.includes(char)) literal += unicodeEscape(code);
    else if (char === "{" && (text[index + 1] === "{" || isLast)) literal += unicodeEscape(code);
    else if (char === "}" && (text[index + 1] === "}" || isFirst)) literal += unicodeEscape(code);
    else literal += char;
  }
  return literal;
}

/** Line ends of C#, and characters that are special in XML, so that every reader of the policy sees the same text in an expression. */
const ESCAPED = "\u0085\u2028\u2029<>&'";

/** The text of a C# string without a prefix, or undefined when the code is anything else. */
export function textOfCsharpString(code: string): string | undefined {
  const match = /^\s*"((?:[^"\\\r\n]|\\.)*)"\s*$/.exec(code);
  return match?.[1]!.replace(/\\(?:u([0-9A-Fa-f]{4})|(.))/g, (_, hex?: string, char?: string) =>
    hex === undefined ? (WHITESPACE[char!] ?? char!) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Whitespace that has its own escape. */
const WHITESPACE: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
