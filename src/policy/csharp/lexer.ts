import { isDigit, isNamePart, isNameStart, isSpace } from "./code-characters";
import { endOfPlace } from "./places";
import {
  endOfChar,
  endOfComment,
  endOfFormat,
  endOfInterpolatedText,
  endOfNumber,
  endOfString,
  endOfVerbatimString,
} from "./token-ends";
import { CsharpToken, TokenList } from "./token-list";
import { type SyntaxProblem } from "./tree";

/**
 * The tokens of a text, up to an END.
 *
 * @param problems receives what does not close
 */
export function tokensOf(code: string, from: number, problems: SyntaxProblem[]): TokenList {
  return new Lexer(code, problems).read(from);
}

/** What the text of an interpolated string continues with after a hole. */
interface Hole {
  /** The token of its brace. */
  readonly open: number;
  readonly isVerbatim: boolean;
}

/** The brackets that are open are in an array, so that nesting needs no stack. */
class Lexer {
  private readonly list: TokenList;
  /** The tokens of the brackets that are open. */
  private readonly open: number[] = [];
  /** How many of them are of each kind. */
  private readonly counts: Record<string, number> = { "(": 0, "[": 0, "{": 0 };
  private readonly holes: Hole[] = [];
  private index = 0;

  public constructor(
    private readonly code: string,
    private readonly problems: SyntaxProblem[],
  ) {
    this.list = new TokenList(code);
  }

  public read(from: number): TokenList {
    const { code } = this;
    this.index = from;
    while (this.index < code.length) {
      const char = code.charCodeAt(this.index);
      if (isSpace(char)) this.index++;
      else if (isNameStart(char)) this.readName(this.index);
      else if (isDigit(char) || (char === DOT && isDigit(code.charCodeAt(this.index + 1))))
        this.add(CsharpToken.NUMBER, endOfNumber(code, this.index), "");
      else if (char === QUOTE) this.addClosed(CsharpToken.STRING, endOfString(code, this.index + 1), "a closing quote");
      else if (char === APOSTROPHE)
        this.addClosed(CsharpToken.CHAR, endOfChar(code, this.index + 1), "a closing quote");
      else if (char === SLASH && this.skipComment()) continue;
      else if (!this.readPlace(this.index) && !this.readPrefixed(char)) this.readPunctuator();
    }
    this.list.add(CsharpToken.END, code.length, code.length, "");
    return this.list;
  }

  /** Reads a name or a reserved word whose letters start at the index. */
  private readName(from: number): void {
    const { code } = this;
    let end = from + 1;
    while (isNamePart(code.charCodeAt(end))) end++;
    const text = code.slice(from, end);
    const isKeyword = from === this.index && KEYWORDS.has(text);
    if (!isKeyword && this.readPlace(end)) return;
    this.add(isKeyword ? CsharpToken.KEYWORD : CsharpToken.IDENTIFIER, end, text);
  }

  /** Reads what becomes code later, if it is at the index, with the letters and places around it. */
  private readPlace(at: number): boolean {
    const { code } = this;
    let end = endOfPlace(code, at);
    if (end < 0) return false;
    for (let next = end; next >= 0; next = endOfPlace(code, end)) {
      end = next;
      while (isNamePart(code.charCodeAt(end))) end++;
    }
    this.add(CsharpToken.PLACE, end, code.slice(this.index, end));
    return true;
  }

  /** Adds a token that ends with its last character, or does not close. */
  private addClosed(type: CsharpToken, end: number, closer: string): void {
    if (end < 0) this.report(~end, closer);
    this.add(type, end < 0 ? ~end : end, "");
  }

  private skipComment(): boolean {
    const end = endOfComment(this.code, this.index);
    if (end === this.index) return false;
    if (end < 0) this.report(~end, '"*/"');
    this.index = end < 0 ? ~end : end;
    return true;
  }

  /** Reads a string or a name with something before it: `@"`, `$"`, `$@"`, `@$"` or `@name`. */
  private readPrefixed(char: number): boolean {
    const { code, index } = this;
    if (char !== AT && char !== DOLLAR) return false;
    const second = code.charCodeAt(index + 1);
    if (second === QUOTE) {
      if (char === AT) this.addClosed(CsharpToken.STRING, endOfVerbatimString(code, index + 2), "a closing quote");
      else this.startInterpolation(index + 2, false);
    } else if (second === (char === AT ? DOLLAR : AT) && code.charCodeAt(index + 2) === QUOTE) {
      this.startInterpolation(index + 3, true);
    } else if (char === AT && isNameStart(second)) {
      this.readName(index + 1);
    } else {
      return false;
    }
    return true;
  }

  private startInterpolation(end: number, isVerbatim: boolean): void {
    this.add(CsharpToken.INTERPOLATION_START, end, "");
    this.readInterpolatedText(isVerbatim);
  }

  /** Reads the text of an interpolated string up to its quote, or up to its next hole, whose tokens follow. */
  private readInterpolatedText(isVerbatim: boolean): void {
    const { code } = this;
    const found = endOfInterpolatedText(code, this.index, isVerbatim);
    const end = found < 0 ? ~found : found;
    if (end > this.index) this.add(CsharpToken.INTERPOLATED_TEXT, end, "");
    if (code.charCodeAt(end) === OPEN_BRACE) {
      this.holes.push({ open: this.list.types.length, isVerbatim });
      this.openBracket("{");
    } else {
      this.addClosed(CsharpToken.INTERPOLATION_END, found < 0 ? found : end + 1, "a closing quote");
    }
  }

  private readPunctuator(): void {
    const { code, index } = this;
    const char = code[index]!;
    const hole = this.holes[this.holes.length - 1];
    switch (char) {
      case "(":
      case "[":
      case "{":
        return this.openBracket(char);
      case ")":
        return this.closeBracket("(", char);
      case "]":
        return this.closeBracket("[", char);
      case "}":
        return this.closeBracket("{", char);
      case ":":
        if (hole !== undefined && hole.open === this.open[this.open.length - 1]) {
          this.index++;
          return this.add(CsharpToken.FORMAT, endOfFormat(code, this.index, hole.isVerbatim), "");
        }
    }
    for (const text of LONG_PUNCTUATORS.get(char) ?? NONE) {
      if (!code.startsWith(text, index)) continue;
      // In `a?.5:1` there is a number after the question mark, and in `a--8.1e+298` one that is not known yet after the minus.
      if (text === "?." && isDigit(code.charCodeAt(index + 2))) continue;
      if (text === "--" && endOfPlace(code, index + 1) >= 0) continue;
      return this.add(CsharpToken.PUNCTUATOR, index + text.length, text);
    }
    const isKnown = SHORT_PUNCTUATORS.includes(char);
    this.add(isKnown ? CsharpToken.PUNCTUATOR : CsharpToken.INVALID, index + 1, char);
  }

  private openBracket(bracket: string): void {
    this.open.push(this.list.types.length);
    this.counts[bracket]!++;
    this.add(CsharpToken.PUNCTUATOR, this.index + 1, bracket);
  }

  private closeBracket(opening: string, bracket: string): void {
    const close = this.list.types.length;
    this.add(CsharpToken.PUNCTUATOR, this.index + 1, bracket);
    if (this.counts[opening] === 0) return;
    // What is open within the brackets has no end.
    for (;;) {
      const open = this.open.pop()!;
      const text = this.list.texts[open]!;
      this.counts[text]!--;
      const hole = this.holes[this.holes.length - 1];
      if (hole?.open === open) this.holes.pop();
      if (text !== opening) continue;
      this.list.pair(open, close);
      if (hole?.open === open) this.readInterpolatedText(hole.isVerbatim);
      return;
    }
  }

  private add(type: CsharpToken, end: number, text: string): void {
    this.list.add(type, this.index, end, text);
    this.index = end;
  }

  private report(end: number, expected: string): void {
    const found = end < this.code.length ? "the end of the line" : "the end of the code";
    this.problems.push({ start: this.index, end, message: `found ${found}; expected ${expected}` });
  }
}

const QUOTE = 34;
const DOLLAR = 36;
const APOSTROPHE = 39;
const DOT = 46;
const SLASH = 47;
const AT = 64;
const OPEN_BRACE = 123;

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit " +
    "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out " +
    "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw " +
    "true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while"
  ).split(" "),
);

const SHORT_PUNCTUATORS = ".,;:+-*/%&|^!~<>=?";

/** The punctuators of several characters by their first one, the longest first. */
const LONG_PUNCTUATORS: ReadonlyMap<string, readonly string[]> = new Map(
  "++ += -- -= -> *= /= %= && &= || |= ^= != <<= << <= >= == => ?? ?. ::"
    .split(" ")
    .map((text, _, all) => [text[0]!, all.filter((other) => other[0] === text[0])]),
);

const NONE: readonly string[] = [];
