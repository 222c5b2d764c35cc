/** What a token of C# is. */
export enum CsharpToken {
  /** After the last one. */
  END,
  /** A name; with `@` before it, the text is without it. */
  IDENTIFIER,
  /** A reserved word. */
  KEYWORD,
  /** An operator or a bracket. `>` is always alone or before `=`, so that type arguments can close. */
  PUNCTUATOR,
  NUMBER,
  CHAR,
  /** A string without holes, verbatim or not. */
  STRING,
  /** `$"`, `$@"` or `@$"`. What follows are texts and holes, up to the quote. */
  INTERPOLATION_START,
  INTERPOLATED_TEXT,
  /** What follows the colon in a hole. */
  FORMAT,
  INTERPOLATION_END,
  /** What becomes code later, with the letters next to it. */
  PLACE,
  /** A character that C# does not have. */
  INVALID,
}

/** The tokens of a text, as columns: one token is an index into each of them. */
export class TokenList {
  public readonly types: CsharpToken[] = [];
  public readonly starts: number[] = [];
  public readonly ends: number[] = [];
  /** The text of a name, a reserved word, a punctuator or a place. It is empty for others. */
  public readonly texts: string[] = [];
  /** For each bracket the token that it belongs to, or -1. */
  public readonly partners: number[] = [];

  public constructor(public readonly code: string) {}

  /** Adds a token and returns its index. */
  public add(type: CsharpToken, start: number, end: number, text: string): number {
    this.starts.push(start);
    this.ends.push(end);
    this.texts.push(text);
    this.partners.push(-1);
    return this.types.push(type) - 1;
  }

  public pair(open: number, close: number): void {
    this.partners[open] = close;
    this.partners[close] = open;
  }
}
