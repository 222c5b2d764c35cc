import { scanExpression, startsExpression } from "./scan";

/** What a token of C# is. */
export enum TokenKind {
  /** A name or a keyword. */
  WORD,
  NUMBER,
  /** A string; the text is what it holds, as far as it is written. */
  STRING,
  /** A char; the text is what is between the quotes. */
  CHAR,
  /** An operator or a bracket. */
  SIGN,
}

/** A range of tokens. The end is exclusive. */
export type TokenRange = readonly [from: number, to: number];

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/**
 * The tokens of a policy expression, without comments. The first and the last one are its brackets.
 *
 * An interpolated string reads as the sum that it is: `$"a{b}c"` is `("a" + (b) + "c")`, and `a?[0]` reads as `a?.[0]`. Code that is not one whole expression has no tokens.
 */
export class CsharpTokens {
  public readonly length: number;

  private readonly tokens: Token[] = [];
  /** For each bracket, the index of the one that it belongs to. */
  private readonly partners = new Map<number, number>();
  private readonly open: number[] = [];

  /** @param code an expression with its `@(` or `@{` */
  public constructor(code: string) {
    const literals: number[] = [];
    if (startsExpression(code, 0) && scanExpression(code, 0, { literals }) === code.length) {
      let index = 1;
      for (let literal = 0; literal < literals.length; literal += 2) {
        this.addCode(code.slice(index, literals[literal]));
        index = literals[literal + 1]!;
        this.addLiteral(code.slice(literals[literal], index));
      }
      this.addCode(code.slice(index));
    }
    this.length = this.tokens.length;
  }

  /** Whether the expression is a block of statements, `@{…}`. */
  public get isBlock(): boolean {
    return this.is(0, "{");
  }

  public kind(index: number): TokenKind | undefined {
    return this.tokens[index]?.kind;
  }

  /** Whether a word or a sign is at the index. */
  public is(index: number, ...texts: readonly string[]): boolean {
    const token = this.tokens[index];
    return (
      token !== undefined &&
      (token.kind === TokenKind.SIGN || token.kind === TokenKind.WORD) &&
      texts.includes(token.text)
    );
  }

  /** The operator or bracket at the index. */
  public sign(index: number): string | undefined {
    return this.textOf(index, TokenKind.SIGN);
  }

  /** The word at the index. */
  public word(index: number): string | undefined {
    return this.textOf(index, TokenKind.WORD);
  }

  /** The number at the index, as it is written. */
  public number(index: number): string | undefined {
    return this.textOf(index, TokenKind.NUMBER);
  }

  /** What the string at the index holds. */
  public string(index: number): string | undefined {
    return this.textOf(index, TokenKind.STRING);
  }

  /** What the char at the index holds. */
  public char(index: number): string | undefined {
    return this.textOf(index, TokenKind.CHAR);
  }

  /** The index of the bracket that closes the one at the index; the index itself where no bracket opens. */
  public closing(index: number): number {
    return Math.max(index, this.partners.get(index) ?? index);
  }

  /** The index of the bracket that opens for the one at the index; the index itself where no bracket closes. */
  public opening(index: number): number {
    return Math.min(index, this.partners.get(index) ?? index);
  }

  /** The index of the next token on the same level: a bracket is passed together with what is in it. */
  public next(index: number): number {
    return this.closing(index) + 1;
  }

  /** The parts of a range between one of some operators that are not in brackets. */
  public split(from: number, to: number, ...operators: readonly string[]): TokenRange[] {
    const parts: TokenRange[] = [];
    let start = from;
    for (let index = from; index < to; index = this.next(index)) {
      if (!this.is(index, ...operators)) continue;
      parts.push([start, index]);
      start = index + 1;
    }
    parts.push([start, to]);
    return parts;
  }

  /** The index where the chain of members, calls and indexers starts that has a member at the index. A cast before it does not count. */
  public startOfChain(member: number): number {
    let start = member;
    for (let steps = 0; steps < MAX_CHAIN && this.is(start - 1, ".", "?."); steps++) {
      start -= 2;
      while (this.is(start, "]", ")")) {
        const isIndexer = this.is(start, "]");
        start = this.opening(start);
        if (this.is(start - 1, ">")) start = this.startOfTypeArguments(start - 1);
        if (this.isName(start - 1) || (isIndexer && this.is(start - 1, "]", ")"))) start--;
        else break;
      }
    }
    return start;
  }

  /** Whether a word is at the index, and no keyword that may be before an operand. */
  private isName(index: number): boolean {
    return this.word(index) !== undefined && !this.is(index, ...KEYWORDS);
  }

  private startOfTypeArguments(end: number): number {
    const start = Math.max(0, end - MAX_TYPE_ARGUMENTS);
    for (let index = end; index > start; index--) if (this.is(index, "<")) return index;
    return end;
  }

  private textOf(index: number, kind: TokenKind): string | undefined {
    const token = this.tokens[index];
    return token?.kind === kind ? token.text : undefined;
  }

  private addCode(code: string): void {
    for (const { 0: text, index } of code.matchAll(TOKEN)) {
      if (text.trim() === "") continue;
      if (text === "?" && code[index + 1] === "[") this.add(TokenKind.SIGN, "?.");
      else if (/^[\p{L}_]/u.test(text)) this.add(TokenKind.WORD, text);
      else if (/^\d/.test(text)) this.add(TokenKind.NUMBER, text);
      else this.add(TokenKind.SIGN, text);
    }
  }

  private addLiteral(literal: string): void {
    if (literal.startsWith("/")) return;
    if (literal.startsWith("'")) this.add(TokenKind.CHAR, literal.slice(1, -1));
    else if (literal.startsWith("}")) {
      this.add(TokenKind.SIGN, ")");
      this.add(TokenKind.SIGN, "+");
      this.addInterpolatedText(literal.slice(1));
    } else if (/^@?\$/.test(literal)) {
      this.add(TokenKind.SIGN, "(");
      this.addInterpolatedText(literal.slice(literal.indexOf('"') + 1));
    } else this.add(TokenKind.STRING, literal.slice(literal.indexOf('"') + 1, -1));
  }

  /** @param text up to the quote that ends the string, or up to the brace that starts a hole */
  private addInterpolatedText(text: string): void {
    this.add(TokenKind.STRING, text.slice(0, -1));
    if (text.endsWith("{")) {
      this.add(TokenKind.SIGN, "+");
      this.add(TokenKind.SIGN, "(");
    } else this.add(TokenKind.SIGN, ")");
  }

  private add(kind: TokenKind, text: string): void {
    if (kind === TokenKind.SIGN) {
      if ("([{".includes(text)) this.open.push(this.tokens.length);
      else if (")]}".includes(text)) {
        const opening = this.open.pop()!;
        this.partners.set(opening, this.tokens.length).set(this.tokens.length, opening);
      }
    }
    this.tokens.push({ kind, text });
  }
}

/** The tokens of type arguments that are looked at, so that text full of "<" takes no quadratic time. */
export const MAX_TYPE_ARGUMENTS = 16;

const KEYWORDS: readonly string[] = ["return", "if", "while", "in", "foreach", "is", "as", "else"];

/** The members of a chain that are looked at, for the same reason. */
const MAX_CHAIN = 100;

const TOKEN = /\s+|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|\?\?|\?\.(?!\d)|=>|[=!<>+*/%&|^-]=|&&|\|\||\+\+|--|[^]/gu;
