import { exception } from "../../contract/errors";
import { double, long, type NetValue } from "../../contract/values";
import { unsupported } from "../errors";

/** A step of a JSONPath. */
export type PathStep =
  | { readonly kind: "name"; readonly names: readonly string[]; readonly isDeep: boolean }
  | { readonly kind: "all"; readonly isDeep: boolean }
  | { readonly kind: "index"; readonly indexes: readonly number[] }
  | { readonly kind: "slice"; readonly start?: number; readonly end?: number; readonly step?: number }
  | { readonly kind: "filter"; readonly filter: PathFilter; readonly isDeep: boolean }
  /** `$` in a filter. */
  | { readonly kind: "root" };

export type FilterOperator = "==" | "!=" | "===" | "!==" | "<" | "<=" | ">" | ">=" | "exists";

export type PathFilter =
  | { readonly kind: "and"; readonly filters: readonly PathFilter[] }
  | { readonly kind: "or"; readonly filters: readonly PathFilter[] }
  | {
      readonly kind: "compare";
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right?: FilterOperand;
    };

export type FilterOperand = { readonly path: readonly PathStep[] } | { readonly value: NetValue };

/** Reads a path as `SelectToken` takes it. */
export function parsePath(path: string): PathStep[] {
  return new PathParser(path).parse();
}

class PathParser {
  private index = 0;
  private depth = 0;

  public constructor(private readonly text: string) {}

  public parse(): PathStep[] {
    this.take(/\s+/y);
    if (this.text[this.index] === "$") this.index++;
    else if (this.text[this.index] !== "." && this.text[this.index] !== "[" && this.index < this.text.length) {
      const steps = [this.member(false), ...this.steps()];
      return this.whole(steps);
    }
    return this.whole(this.steps());
  }

  private whole(steps: PathStep[]): PathStep[] {
    if (this.index < this.text.length) throw this.unexpected();
    return steps;
  }

  private steps(): PathStep[] {
    const steps: PathStep[] = [];
    for (;;) {
      if (this.text.startsWith("..", this.index)) {
        this.index += 2;
        steps.push(this.text[this.index] === "[" ? this.brackets(true) : this.member(true));
      } else if (this.text[this.index] === ".") {
        this.index++;
        steps.push(this.text[this.index] === "[" ? this.brackets(false) : this.member(false));
      } else if (this.text[this.index] === "[") steps.push(this.brackets(false));
      else return steps;
    }
  }

  private member(isDeep: boolean): PathStep {
    const name = this.take(/[^.[\]()\s=<>!&|,]+/y);
    if (name === undefined) throw this.unexpected();
    return name === "*" ? { kind: "all", isDeep } : { kind: "name", names: [name], isDeep };
  }

  private brackets(isDeep: boolean): PathStep {
    this.index++;
    this.take(/\s+/y);
    const step = this.inBrackets(isDeep);
    this.take(/\s+/y);
    if (this.text[this.index] !== "]") throw this.unexpected();
    this.index++;
    return step;
  }

  private inBrackets(isDeep: boolean): PathStep {
    const char = this.text[this.index];
    if (char === "*") {
      this.index++;
      return { kind: "all", isDeep };
    }
    if (char === "'" || char === '"') {
      const names: string[] = [];
      do names.push(this.quoted());
      while (this.take(/\s*,\s*/y) !== undefined);
      return { kind: "name", names, isDeep };
    }
    if (char === "?") {
      this.index++;
      this.expect("(");
      const filter = this.or();
      this.expect(")");
      return { kind: "filter", filter, isDeep };
    }
    const slice = this.take(/\s*-?\d*\s*:\s*-?\d*\s*(?::\s*-?\d*)?/y);
    if (slice !== undefined) {
      const [start, end, step] = slice.split(":").map((part) => (part.trim() === "" ? undefined : Number(part)));
      return { kind: "slice", start, end, step };
    }
    const indexes = this.take(/\d{1,9}(?:\s*,\s*\d{1,9})*/y);
    if (indexes === undefined) throw this.unexpected();
    if (isDeep) throw unsupported("an index after '..' in a JSONPath");
    return { kind: "index", indexes: indexes.split(",").map(Number) };
  }

  private or(): PathFilter {
    if (++this.depth > MAX_DEPTH) throw unsupported("a JSONPath that is nested this deep");
    const filters = [this.and()];
    while (this.take(/\s*\|\|/y) !== undefined) filters.push(this.and());
    this.depth--;
    return filters.length === 1 ? filters[0]! : { kind: "or", filters };
  }

  private and(): PathFilter {
    const filters = [this.comparison()];
    while (this.take(/\s*&&/y) !== undefined) filters.push(this.comparison());
    return filters.length === 1 ? filters[0]! : { kind: "and", filters };
  }

  private comparison(): PathFilter {
    if (this.take(/\s*\(/y) !== undefined) {
      const inner = this.or();
      this.expect(")");
      return inner;
    }
    const left = this.operand();
    const operator = this.take(/\s*(?:===|!==|==|!=|<>|<=|>=|=~|<|>)/y)?.trim();
    if (operator === undefined) return { kind: "compare", operator: "exists", left };
    if (operator === "=~") throw unsupported("a regular expression in a JSONPath");
    const right = this.operand();
    return { kind: "compare", operator: operator === "<>" ? "!=" : (operator as FilterOperator), left, right };
  }

  private operand(): FilterOperand {
    this.take(/\s+/y);
    const char = this.text[this.index];
    if (char === "@" || char === "$") {
      this.index++;
      const steps = this.steps();
      return { path: char === "$" ? [{ kind: "root" }, ...steps] : steps };
    }
    if (char === "'" || char === '"') return { value: this.quoted() };
    const number = this.take(/-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/y);
    if (number !== undefined) return { value: /[.eE]/.test(number) ? double(Number(number)) : long(BigInt(number)) };
    const word = this.take(/true|false|null/y);
    if (word === undefined) throw this.unexpected();
    return { value: word === "null" ? null : word === "true" };
  }

  private quoted(): string {
    const quote = this.text[this.index];
    if (quote !== "'" && quote !== '"') throw this.unexpected();
    let text = "";
    for (this.index++; this.index < this.text.length; this.index++) {
      const char = this.text[this.index]!;
      if (char === quote) {
        this.index++;
        return text;
      }
      text += char === "\\" ? (this.text[++this.index] ?? "") : char;
    }
    throw exception("Newtonsoft.Json.JsonException", "Path ended with an open string.");
  }

  private expect(sign: string): void {
    this.take(/\s+/y);
    if (this.text[this.index] !== sign) throw this.unexpected();
    this.index++;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.index;
    const found = pattern.exec(this.text)?.[0];
    this.index += found?.length ?? 0;
    return found;
  }

  private unexpected(): Error {
    const char = this.text[this.index];
    const message =
      char === undefined ? "Unexpected end while parsing path." : `Unexpected character while parsing path: ${char}`;
    return exception("Newtonsoft.Json.JsonException", message);
  }
}

/** Nested brackets of filters. */
const MAX_DEPTH = 50;
