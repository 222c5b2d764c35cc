/** Characters that an editor does not show, or that end a line in JavaScript. */
const INVISIBLE =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u00A0\u00AD\u061C\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\uFEFF]/g;

/**
 * A TypeScript string literal with the text.
 *
 * Text of several lines becomes a template literal, so that it looks as it was written. Other text gets the quotes that it does not contain.
 */
export function literal(text: string): string {
  const escaped = text.replace(/\\/g, "\\\\").replace(INVISIBLE, escapeInvisible);
  if (isTemplate(text)) return `\`${escaped.replace(/`|\$(?=\{)/g, "\\$&")}\``;
  const line = escaped.replace(/\n/g, "\\n").replace(/\t/g, "\\t");
  return text.includes('"') ? `'${line}'` : `"${line}"`;
}

/** Whether the text is best read on several lines, or contains both kinds of quotes. */
function isTemplate(text: string): boolean {
  return (text.includes("\n") && text.trim() !== "") || (text.includes('"') && text.includes("'"));
}

function escapeInvisible(char: string): string {
  if (char === "\r") return "\\r";
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
