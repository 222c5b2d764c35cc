import { MAX_TERRAFORM_NESTING } from "../../policy/text/bounds";
import { Cursor } from "./cursor";
import type { Expression } from "./syntax";

/** A part of a template that a directive ends, and the word of that. The end of the whole template has none. */
interface Block {
  readonly parts: Expression[];
  readonly end: string | undefined;
}

/** The parser of templates: text with expressions in `${…}`, and with the directives `%{ if … }` and `%{ for … }`. */
export abstract class TemplateParser extends Cursor {
  private blocks = 0;
  /** Whether `~}` came before the text that follows. */
  private trims = false;

  protected abstract expression(): Expression;

  /** A template up to its end, or a quoted one up to its quote. */
  protected templateOf(isQuoted: boolean): Expression {
    const parts = joined(this.block(isQuoted, []).parts);
    const [only] = parts;
    if (only === undefined) return { kind: "literal", value: "" };
    // One expression and nothing else keeps its type.
    return parts.length === 1 ? only : { kind: "template", parts };
  }

  /** The names and the collection of `for key, value in collection`. */
  protected iteration(): { keyName: string | undefined; valueName: string; collection: Expression } {
    const first = this.name();
    const second = this.takes(",") ? this.name() : undefined;
    if (!this.takesWord("in")) throw this.problem("expected in");
    const collection = this.expression();
    return { keyName: second === undefined ? undefined : first, valueName: second ?? first, collection };
  }

  private block(isQuoted: boolean, ends: readonly string[]): Block {
    if (++this.blocks > MAX_TERRAFORM_NESTING) throw this.problem("the template is nested too deeply");
    const parts: Expression[] = [];
    for (;;) {
      const literal = this.literal(isQuoted);
      if (literal !== "") parts.push({ kind: "literal", value: this.trims ? literal.trimStart() : literal });
      this.trims = false;
      const char = this.text[this.index];
      if (char === undefined && isQuoted) throw this.problem("a string does not end");
      if (char === undefined || (isQuoted && char === '"')) {
        if (ends.length > 0) throw this.problem(`expected %{ ${ends.at(-1) ?? ""} }`);
        break;
      }
      // The text of a line goes on in the next.
      if (!this.opens()) continue;
      this.index += 2;
      if (this.takes("~")) trimEnd(parts);
      if (char === "$") {
        parts.push(this.expression());
        this.close();
        continue;
      }
      const word = this.name();
      if (ends.includes(word)) {
        this.close();
        this.blocks--;
        return { parts, end: word };
      }
      parts.push(this.directive(word, isQuoted));
    }
    this.blocks--;
    return { parts, end: undefined };
  }

  private directive(word: string, isQuoted: boolean): Expression {
    if (word === "if") {
      const condition = this.expression();
      this.close();
      const { parts, end } = this.block(isQuoted, ["else", "endif"]);
      const otherwise = end === "else" ? this.block(isQuoted, ["endif"]).parts : [];
      return textOf([{ kind: "conditional", condition, whenTrue: textOf(parts), whenFalse: textOf(otherwise) }]);
    }
    if (word !== "for") throw this.problem(`did not expect %{ ${word} }`);
    const iteration = this.iteration();
    this.close();
    const result = textOf(this.block(isQuoted, ["endfor"]).parts);
    const each: Expression = { kind: "for", ...iteration, key: undefined, result, condition: undefined, groups: false };
    return { kind: "call", name: "join", args: [{ kind: "literal", value: "" }, each], spreads: false };
  }

  private close(): void {
    const trims = this.takes("~");
    this.expect("}");
    this.trims = trims;
  }

  private opens(): boolean {
    const char = this.text[this.index];
    return (char === "$" || char === "%") && this.text[this.index + 1] === "{";
  }

  /** The text up to what opens, or to the end of the line: `~` takes the spaces of one line. Quoted text is one line. */
  private literal(isQuoted: boolean): string {
    let literal = "";
    for (;;) {
      const char = this.text[this.index];
      if (char === undefined || this.opens() || (isQuoted && char === '"')) return literal;
      if ((char === "$" || char === "%") && this.text.startsWith(`${char}{`, this.index + 1)) {
        literal += `${char}{`;
        this.index += 3;
      } else if (isQuoted && char === "\\") literal += this.escape();
      else literal += this.match(isQuoted ? QUOTED : PLAIN) ?? "";
      if (!isQuoted && literal.endsWith("\n")) return literal;
    }
  }
}

const QUOTED = /[^][^"\\$%]*/y;
const PLAIN = /\n|[^\n][^\n$%]*\n?/y;

function textOf(parts: readonly Expression[]): Expression {
  return { kind: "template", parts: joined(parts) };
}

function trimEnd(parts: Expression[]): void {
  const last = parts.at(-1);
  if (last?.kind !== "literal" || typeof last.value !== "string") return;
  parts[parts.length - 1] = { kind: "literal", value: last.value.trimEnd() };
}

/** The parts with one text where several follow one another. */
function joined(parts: readonly Expression[]): readonly Expression[] {
  const made: Expression[] = [];
  let texts: string[] = [];
  const flush = (): void => {
    if (texts.length > 0) made.push({ kind: "literal", value: texts.join("") });
    texts = [];
  };
  for (const part of parts) {
    if (part.kind === "literal" && typeof part.value === "string") texts.push(part.value);
    else {
      flush();
      made.push(part);
    }
  }
  flush();
  return made;
}
