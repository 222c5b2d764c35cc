/** Code of more characters is not looked at. No policy written by hand comes near it. */
export const MAX_CODE = 20_000;

/** The tokens of C# code, without whitespace and comments. The end of a range is exclusive. */
export class CodeTokens {
  public readonly texts: readonly string[];
  /** The index of the other bracket of a pair. */
  private readonly mates = new Map<number, number>();
  private readonly names = new Map<string, number>();

  public constructor(code: string) {
    const texts: string[] = [];
    const open: number[] = [];
    for (const [text] of code.matchAll(TOKEN)) {
      if (text.startsWith("//") || text.startsWith("/*")) continue;
      const index = texts.push(text) - 1;
      if (OPENING.includes(text)) {
        open.push(index);
      } else if (CLOSING.includes(text) && open.length > 0) {
        const start = open.pop()!;
        this.mates.set(start, index);
        this.mates.set(index, start);
      } else if (DEFINING.includes(text)) {
        const name = texts[index - 1] === ")" ? index - 2 : index - 1;
        if (isName(texts[name]) && !this.names.has(texts[name]!)) this.names.set(texts[name]!, name);
      }
    }
    this.texts = texts;
  }

  /** The other bracket of a pair; the index itself if it is none. */
  public mateOf(index: number): number {
    return this.mates.get(index) ?? index;
  }

  /** Where a local name is defined: as the parameter of a lambda, the variable of a loop, or by an assignment. */
  public definitionOf(name: string): number | undefined {
    return this.names.get(name);
  }

  /** The text of the string at an index, if there is one. */
  public stringAt(index: number): string | undefined {
    return /^[$@]{0,2}"([^]*)"$/.exec(this.texts[index] ?? "")?.[1];
  }

  /** The start of the operand before an index, such as `a.B(c)["d"]` before `.Contains`. */
  public operandStart(end: number): number {
    let index = end - 1;
    for (let steps = 0; index > 0 && steps < MAX_STEPS; steps++) {
      if (CLOSING.includes(this.texts[index]!)) {
        index = this.mateOf(index);
        const before = this.endOfGeneric(index - 1);
        if (!isName(this.texts[before]) && !CLOSING.includes(this.texts[before] ?? "")) return index;
        index = before;
      } else if (CHAINING.includes(this.texts[index - 1]!)) {
        index -= 2;
      } else {
        return index;
      }
    }
    return index;
  }

  /** The index before type arguments, such as those of `GetValueOrDefault<string>`, or the same index. */
  public endOfGeneric(index: number): number {
    return this.texts[index] === ">" && this.texts[index - 2] === "<" ? index - 3 : index;
  }

  /** The parts of a range between operators that are not in brackets. */
  public split(start: number, end: number, operators: readonly string[]): (readonly [start: number, end: number])[] {
    const parts: (readonly [number, number])[] = [];
    let from = start;
    for (let index = start; index < end; index++) {
      if (OPENING.includes(this.texts[index]!)) {
        index = Math.max(index, this.mateOf(index));
      } else if (operators.includes(this.texts[index]!)) {
        parts.push([from, index]);
        from = index + 1;
      }
    }
    parts.push([from, end]);
    return parts;
  }
}

/** Whether a token is a name, and no keyword that may be before a parenthesis. */
export function isName(text: string | undefined): boolean {
  return text !== undefined && /^[A-Za-z_]/.test(text) && !KEYWORDS.includes(text);
}

/** Every repetition is bounded, so that code whose strings are not recognized costs no quadratic time. */
const TOKEN =
  /\/\/[^\r\n]*|\/\*[^]{0,1000}?\*\/|(?:@\$?|\$@)"(?:[^"]|""){0,1000}"|\$?"(?:[^"\\]|\\[^]){0,1000}"|'(?:[^'\\]|\\[^]){1,10}'|[A-Za-z_]\w*|\d[\w.]*|=>|==|!=|&&|\|\||\?\?|\?\.|[^\s]/g;
const OPENING: readonly string[] = ["(", "[", "{"];
const CLOSING: readonly string[] = [")", "]", "}"];
const CHAINING: readonly string[] = [".", "?."];
const DEFINING: readonly string[] = ["=>", "=", "in"];
const KEYWORDS: readonly string[] = ["return", "if", "while", "in", "foreach", "new", "is", "as", "else"];
const MAX_STEPS = 200;
