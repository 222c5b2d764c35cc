import { SyntaxProblem } from "./syntax";

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const SPACE = /(?:[ \t\r\n]|#[^\n]*|\/\/[^\n]*)+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** A place in the text of an expression. */
export class Cursor {
  protected index = 0;

  public constructor(protected readonly text: string) {}

  protected escape(): string {
    const char = this.text[this.index + 1] ?? "";
    const simple = ESCAPES[char];
    this.index += 2;
    if (simple !== undefined) return simple;
    const length = char === "u" ? 4 : char === "U" ? 8 : 0;
    const digits = this.text.slice(this.index, this.index + length);
    const code = /^[\da-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1;
    if (code < 0 || code > 0x10ffff) throw this.problem(`an unknown escape \\${char}`);
    this.index += length;
    return String.fromCodePoint(code);
  }

  protected name(): string {
    this.space();
    const name = this.match(NAME);
    if (name === undefined) throw this.problem(`did not expect ${JSON.stringify(this.peek()) || "the end"}`);
    return name;
  }
  protected takesWord(word: string): boolean {
    this.space();
    NAME.lastIndex = this.index;
    if (NAME.exec(this.text)?.[0] !== word) return false;
    this.index += word.length;
    return true;
  }

  protected takes(token: string): boolean {
    this.space();
    if (!this.text.startsWith(token, this.index)) return false;
    this.index += token.length;
    return true;
  }

  protected expect(token: string): void {
    if (!this.takes(token)) throw this.problem(`expected ${token}`);
  }

  protected peek(): string {
    this.space();
    return this.text.charAt(this.index);
  }

  protected space(): void {
    this.match(SPACE);
  }

  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  protected problem(text: string): SyntaxProblem {
    return new SyntaxProblem(text, this.index);
  }
}
