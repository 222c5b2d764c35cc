import { MAX_CSHARP_NESTING, MAX_DIAGNOSTICS } from "../../text/bounds";
import { isLineEnd } from "../code-characters";
import { CsharpToken, type TokenList } from "../token-list";
import { type Missing, type SyntaxProblem } from "../tree";

/** Code is nested too deeply to be read. It never leaves the parser. */
export class TooDeepError extends Error {
  public constructor(
    public readonly start: number,
    public readonly end: number,
  ) {
    super(`found more than ${MAX_CSHARP_NESTING} levels of nested code; expected fewer`);
  }
}

/** Reads tokens one after the other and reports what is not as expected. */
export abstract class TokenReader {
  /** The index of the current token. */
  protected index = 0;
  protected readonly code: string;
  protected readonly types: readonly CsharpToken[];
  protected readonly texts: readonly string[];
  protected readonly starts: readonly number[];
  protected readonly ends: readonly number[];
  /** For each bracket the one that it belongs to, or -1. */
  protected readonly partners: readonly number[];

  private nesting = 0;
  /** How many queries the current token is in: their words are reserved there. */
  protected queries = 0;
  /** The token of the last problem, so that there is one for each. */
  private reported = -1;

  protected constructor(
    tokens: TokenList,
    protected readonly problems: SyntaxProblem[],
  ) {
    this.code = tokens.code;
    this.types = tokens.types;
    this.texts = tokens.texts;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.partners = tokens.partners;
  }

  /** Whether the token is this punctuator or reserved word. */
  protected is(text: string, index = this.index): boolean {
    return this.texts[index] === text && this.isSign(index);
  }

  /** Whether the token is a name that is a word of the language in some places, such as `var`. */
  protected isContextual(text: string, index = this.index): boolean {
    return (
      this.texts[index] === text &&
      this.types[index] === CsharpToken.IDENTIFIER &&
      this.code[this.starts[index]!] !== "@"
    );
  }

  /** Whether the token is a word that ends an expression in a query. */
  protected isQueryWord(index = this.index): boolean {
    return this.queries > 0 && QUERY_WORDS.has(this.texts[index]!) && this.isContextual(this.texts[index]!, index);
  }

  /** Whether a name is at the token, or what may become one. */
  protected isName(index = this.index): boolean {
    const type = this.types[index];
    return type === CsharpToken.IDENTIFIER || type === CsharpToken.PLACE;
  }

  /** The text of a punctuator or of a reserved word. */
  protected signAt(index = this.index): string {
    return this.isSign(index) ? this.texts[index]! : "";
  }

  private isSign(index: number): boolean {
    const type = this.types[index];
    return type === CsharpToken.PUNCTUATOR || type === CsharpToken.KEYWORD;
  }

  protected get isAtEnd(): boolean {
    return this.types[this.index] === CsharpToken.END;
  }

  /** Where the current token starts. */
  protected get start(): number {
    return this.starts[this.index]!;
  }

  /** Where the token before the current one ends. */
  protected get end(): number {
    return this.index === 0 ? this.start : this.ends[this.index - 1]!;
  }

  /** Goes on to the next token, if the current one is this punctuator or reserved word. */
  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.index++;
    return true;
  }

  /** Like {@link accept}, and a problem if it is another one. */
  protected expect(text: string): boolean {
    if (this.accept(text)) return true;
    this.report(`"${text}"`);
    return false;
  }

  /** Goes on behind a bracket. What is before it and has not been read is a problem. */
  protected expectClose(open: number, ...expected: readonly string[]): void {
    const close = this.partners[open]!;
    if (this.index !== close) this.report(expected.map((text) => `"${text}"`).join(" or "));
    if (close >= this.index) this.index = close + 1;
  }

  /** The name at the current token, which is read; empty with a problem if there is none. */
  protected expectName(): string {
    if (this.isName()) return this.texts[this.index++]!;
    this.report("a name");
    return "";
  }

  /** Nothing, where something is expected. */
  protected missing(expected: string): Missing {
    this.report(expected);
    return { kind: "missing", start: this.start, end: this.start };
  }

  /**
   * Reports the current token. Only one problem is reported for each token, and none that a place explains: a place may become any code, such as an
   * operator or the start of a string.
   */
  protected report(expected: string): void {
    const { index, types } = this;
    if (index <= this.reported) return;
    this.reported = index;
    if (types[index] === CsharpToken.PLACE || types[index - 1] === CsharpToken.PLACE) return;
    this.reportAt(this.start, this.ends[index]!, `found ${this.described(index)}; expected ${expected}`);
  }

  /** Whether there is neither a problem nor a place between a token and the current one. */
  protected isSound(from: number): boolean {
    if (this.reported >= from) return false;
    for (let index = from; index < this.index; index++) if (this.types[index] === CsharpToken.PLACE) return false;
    return true;
  }

  protected reportAt(start: number, end: number, message: string): void {
    if (this.problems.length < MAX_DIAGNOSTICS) this.problems.push({ start, end, message });
  }

  private described(index: number): string {
    const type = this.types[index]!;
    if (type === CsharpToken.END) return "the end of the code";
    if (type === CsharpToken.INTERPOLATED_TEXT || type === CsharpToken.FORMAT) return "text";
    if (type === CsharpToken.INTERPOLATION_END) return "the end of the string";
    const text = this.code.slice(this.starts[index], this.ends[index]);
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    // Numbers, chars and strings need no quotes.
    return this.texts[index] === "" ? shown : `"${shown}"`;
  }

  /**
   * Reads something that may hold the same again.
   *
   * @throws TooDeepError when it is nested too deeply
   */
  protected nested<T>(read: () => T): T {
    if (this.nesting >= MAX_CSHARP_NESTING) throw new TooDeepError(this.start, this.ends[this.index]!);
    this.nesting++;
    const result = read();
    this.nesting--;
    return result;
  }

  /** Whether the current token is on another line than the one before it. */
  protected startsLine(): boolean {
    for (let index = this.end; index < this.start; index++) {
      if (isLineEnd(this.code.charCodeAt(index))) return true;
    }
    return false;
  }
}

const QUERY_WORDS: ReadonlySet<string> = new Set(
  "from let where join on equals into orderby ascending descending select group by".split(" "),
);
