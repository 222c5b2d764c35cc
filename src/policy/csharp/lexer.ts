import { isDigit, isLineEnd, isNamePart, isNameStart, isSpace } from "./code-characters";
import { endOfNamedValue, endOfPlace } from "./places";
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
      else if (isDigit(char) || (char === DOT && isDigit(code.charCodeAt(this.index + 1)))) this.readNumber();
      else if (char === QUOTE) this.readString(this.index + 1);
      else if (char === APOSTROPHE) this.readChar();
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

  private readNumber(): void {
    const { code } = this;
    let end = this.index;
    for (;;) {
      const char = code.charCodeAt(end);
      if ((char === PLUS || char === MINUS) && this.isExponent(end - 1)) end++;
      else if (isNamePart(char) || (char === DOT && isDigit(code.charCodeAt(end + 1)))) end++;
      else break;
    }
    this.add(CsharpToken.NUMBER, end, "");
  }

  private isExponent(at: number): boolean {
    const char = this.code.charCodeAt(at) | 32;
    const second = this.code.charCodeAt(this.index + 1) | 32;
    return char === LOWER_E && second !== LOWER_X && at > this.index && isDigit(this.code.charCodeAt(at + 2));
  }

  private readString(from: number): void {
    const { code } = this;
    let end = from;
    for (;;) {
      const char = code.charCodeAt(end);
      if (char === QUOTE) return this.add(CsharpToken.STRING, end + 1, "");
      if (end >= code.length || isLineEnd(char)) break;
      end += char === BACKSLASH && !isLineEnd(code.charCodeAt(end + 1)) ? 2 : 1;
    }
    end = Math.min(end, code.length);
    this.report(end, '"');
    this.add(CsharpToken.STRING, end, "");
  }

  private readVerbatimString(from: number): void {
    const { code } = this;
    let end = code.indexOf('"', from);
    while (end >= 0 && code.charCodeAt(end + 1) === QUOTE) end = code.indexOf('"', end + 2);
    if (end < 0) this.report(code.length, '"');
    this.add(CsharpToken.STRING, end < 0 ? code.length : end + 1, "");
  }

  private readChar(): void {
    const { code } = this;
    let end = this.index + 1;
    for (; end < code.length && !isLineEnd(code.charCodeAt(end)); end++) {
      const char = code.charCodeAt(end);
      if (char === APOSTROPHE) return this.add(CsharpToken.CHAR, end + 1, "");
      if (char === BACKSLASH && !isLineEnd(code.charCodeAt(end + 1))) end++;
    }
    end = Math.min(end, code.length);
    this.report(end, "'");
    this.add(CsharpToken.CHAR, end, "");
  }

  private skipComment(): boolean {
    const { code, index } = this;
    const second = code.charCodeAt(index + 1);
    if (second === SLASH) {
      let end = index + 2;
      while (end < code.length && !isLineEnd(code.charCodeAt(end))) end++;
      this.index = end;
      return true;
    }
    if (second !== ASTERISK) return false;
    const end = code.indexOf("*/", index + 2);
    if (end < 0) this.report(code.length, "*/");
    this.index = end < 0 ? code.length : end + 2;
    return true;
  }

  /** Reads a string or a name with something before it: `@"`, `$"`, `$@"`, `@$"` or `@name`. */
  private readPrefixed(char: number): boolean {
    const { code, index } = this;
    if (char !== AT && char !== DOLLAR) return false;
    const second = code.charCodeAt(index + 1);
    if (second === QUOTE) {
      if (char === AT) this.readVerbatimString(index + 2);
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
    const start = this.index;
    let end = start;
    for (;;) {
      const char = code.charCodeAt(end);
      const isDoubled = code.charCodeAt(end + 1) === char;
      if (end >= code.length || (!isVerbatim && isLineEnd(char))) {
        end = Math.min(end, code.length);
        this.addText(end);
        this.report(end, '"');
        return this.add(CsharpToken.INTERPOLATION_END, end, "");
      }
      if (char === QUOTE && !(isVerbatim && isDoubled)) {
        this.addText(end);
        return this.add(CsharpToken.INTERPOLATION_END, end + 1, "");
      }
      if (char === OPEN_BRACE) {
        const place = endOfNamedValue(code, end);
        // In `{{{name}}}` the named value is in a hole.
        if (place < 0 && (!isDoubled || endOfNamedValue(code, end + 1) >= 0)) {
          this.addText(end);
          this.openBracket("{");
          this.holes.push({ open: this.open[this.open.length - 1]!, isVerbatim });
          return;
        }
        end = place < 0 ? end + 2 : place;
      } else if (char === BACKSLASH && !isVerbatim) {
        end += isLineEnd(code.charCodeAt(end + 1)) ? 1 : 2;
      } else {
        end += (char === QUOTE || char === CLOSE_BRACE) && isDoubled ? 2 : 1;
      }
    }
  }

  private addText(end: number): void {
    if (end > this.index) this.add(CsharpToken.INTERPOLATED_TEXT, end, "");
  }

  /** Reads the format of a hole, from its colon to its brace. */
  private readFormat(isVerbatim: boolean): void {
    const { code } = this;
    this.index++;
    let end = this.index;
    for (; end < code.length; end++) {
      const char = code.charCodeAt(end);
      if (char === CLOSE_BRACE || char === OPEN_BRACE) {
        if (code.charCodeAt(end + 1) !== char) break;
        end++;
      } else if (char === QUOTE || (!isVerbatim && isLineEnd(char))) {
        break;
      } else if (char === BACKSLASH && !isVerbatim && !isLineEnd(code.charCodeAt(end + 1))) {
        end++;
      }
    }
    this.add(CsharpToken.FORMAT, Math.min(end, code.length), "");
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
        if (hole !== undefined && hole.open === this.open[this.open.length - 1])
          return this.readFormat(hole.isVerbatim);
    }
    for (const text of LONG_PUNCTUATORS[char] ?? []) {
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
const ASTERISK = 42;
const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const AT = 64;
const BACKSLASH = 92;
const LOWER_E = 101;
const LOWER_X = 120;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

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
const LONG_PUNCTUATORS: Readonly<Record<string, readonly string[]>> = {
  "+": ["++", "+="],
  "-": ["--", "-=", "->"],
  "*": ["*="],
  "/": ["/="],
  "%": ["%="],
  "&": ["&&", "&="],
  "|": ["||", "|="],
  "^": ["^="],
  "!": ["!="],
  "<": ["<<=", "<<", "<="],
  ">": [">="],
  "=": ["==", "=>"],
  "?": ["??", "?."],
  ":": ["::"],
};
