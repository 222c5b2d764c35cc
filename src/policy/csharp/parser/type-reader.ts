import { MAX_TYPE_TOKENS } from "../../text/bounds";
import { CsharpToken } from "../token-list";
import { type TupleTypeElement, type TypeNode, type TypePart } from "../tree";
import { TokenReader } from "./token-reader";

/** Where a type is, which decides whether a `?` belongs to it. */
export enum TypePlace {
  /** Where only a type can be. */
  PLAIN,
  /** After `is` and `as`: a `?` with a value after it is that of a condition. */
  OPERAND,
  /** After `new`: the brackets are those of the sizes. */
  CREATION,
  /** In `typeof(…)`: type arguments may be left out. */
  TYPEOF,
}

/** Reads types, and looks ahead to see whether one is there. */
export abstract class TypeReader extends TokenReader {
  /** Reads a type; a problem and a type without parts if there is none. */
  protected readType(place = TypePlace.PLAIN): TypeNode {
    return this.nested(() => this.readNestedType(place));
  }

  private readNestedType(place: TypePlace): TypeNode {
    const { start } = this;
    let parts: TypePart[] = [];
    let elements: TupleTypeElement[] = [];
    if (PREDEFINED.has(this.signAt())) {
      this.index++;
      parts = [{ start, end: this.end, name: this.texts[this.index - 1]!, typeArguments: [] }];
    } else if (this.is("(")) {
      elements = this.readTupleElements();
    } else if (this.isName()) {
      parts = this.readParts(place);
    } else {
      this.report("a type");
      return { kind: "type", start, end: start, parts, elements, isNullable: false, ranks: [] };
    }
    const isNullable = this.is("?") && this.isNullableMark(place);
    if (isNullable) this.index++;
    const ranks: number[] = [];
    if (place !== TypePlace.CREATION) this.readRanks(ranks);
    return { kind: "type", start, end: this.end, parts, elements, isNullable, ranks };
  }

  /** Reads pairs of brackets with nothing but commas in them. */
  protected readRanks(ranks: number[]): void {
    for (let close = this.endOfRank(this.index); close > 0; close = this.endOfRank(this.index)) {
      ranks.push(close - this.index - 1);
      this.index = close;
    }
  }

  /** The token after `[]` or `[,]`, or -1. */
  private endOfRank(index: number): number {
    if (!this.is("[", index)) return -1;
    const close = this.partners[index]!;
    if (close < 0 || close - index > MAX_TYPE_TOKENS) return -1;
    for (let next = index + 1; next < close; next++) if (!this.is(",", next)) return -1;
    return close + 1;
  }

  private isNullableMark(place: TypePlace): boolean {
    if (place === TypePlace.OPERAND) return !this.startsValue(this.index + 1);
    return place !== TypePlace.CREATION || this.is("(", this.index + 1) || this.is("[", this.index + 1);
  }

  private readParts(place: TypePlace): TypePart[] {
    const parts: TypePart[] = [];
    do {
      const { start } = this;
      const name = this.expectName();
      const typeArguments = this.is("<") ? this.readTypeArguments(place) : [];
      parts.push({ start, end: this.end, name, typeArguments });
      // `global::` adds nothing.
      if (parts.length === 1 && this.is("::")) parts.pop();
    } while (this.accept(".") || this.accept("::"));
    return parts;
  }

  /** Reads `<int, string>`. Those of `typeof(List<>)` are none. */
  protected readTypeArguments(place = TypePlace.PLAIN): TypeNode[] {
    const typeArguments: TypeNode[] = [];
    this.index++;
    if (place === TypePlace.TYPEOF && (this.is(",") || this.is(">"))) {
      while (this.accept(",")) continue;
      this.expect(">");
      return typeArguments;
    }
    do {
      typeArguments.push(this.readType());
    } while (this.accept(","));
    this.expect(">");
    return typeArguments;
  }

  private readTupleElements(): TupleTypeElement[] {
    const elements: TupleTypeElement[] = [];
    const open = this.index++;
    do {
      const { start } = this;
      const type = this.readType();
      const name = this.isName() ? this.texts[this.index++] : undefined;
      elements.push({ start, end: this.end, type, ...(name !== undefined && { name }) });
    } while (this.accept(","));
    this.expectClose(open, ")");
    return elements;
  }

  /** The token after the type at a token, or -1 if none is there. It looks ahead for a limited number of tokens. */
  protected endOfType(index: number, limit = index + MAX_TYPE_TOKENS): number {
    if (index >= limit) return -1;
    let end: number;
    if (PREDEFINED.has(this.signAt(index))) end = index + 1;
    else if (this.is("(", index)) end = this.endOfTupleType(index, limit);
    else end = this.endOfTypeName(index, limit);
    if (end < 0) return -1;
    if (this.is("?", end)) end++;
    for (let rank = this.endOfRank(end); rank > 0; rank = this.endOfRank(end)) end = rank;
    return end;
  }

  private endOfTypeName(index: number, limit: number): number {
    let end = index;
    for (;;) {
      if (!this.isName(end) || end >= limit) return -1;
      end++;
      if (this.is("<", end)) {
        end = this.endOfTypeArguments(end, limit);
        if (end < 0) return -1;
      }
      if (!this.is(".", end) && !this.is("::", end)) return end;
      end++;
    }
  }

  /** The token after the `>` of type arguments, or -1 if they are none. */
  protected endOfTypeArguments(open: number, limit = open + MAX_TYPE_TOKENS): number {
    let end = open;
    do {
      end = this.endOfType(end + 1, limit);
    } while (end >= 0 && this.is(",", end));
    return end >= 0 && this.is(">", end) ? end + 1 : -1;
  }

  private endOfTupleType(open: number, limit: number): number {
    const close = this.partners[open]!;
    if (close < 0 || close >= limit) return -1;
    let count = 0;
    let end = open;
    do {
      end = this.endOfType(end + 1, limit);
      if (end < 0) return -1;
      if (this.isName(end)) end++;
      count++;
    } while (this.is(",", end));
    return end === close && count > 1 ? end + 1 : -1;
  }

  /** Whether a value can start with the token. */
  protected startsValue(index: number): boolean {
    if (this.isQueryWord(index)) return false;
    const type = this.types[index]!;
    const text = this.texts[index]!;
    if (type === CsharpToken.KEYWORD) return VALUE_KEYWORDS.has(text) || PREDEFINED.has(text);
    return type === CsharpToken.PUNCTUATOR ? VALUE_PUNCTUATORS.has(text) : VALUE_TOKENS.has(type);
  }
}

/** The types that are reserved words. */
export const PREDEFINED: ReadonlySet<string> = new Set(
  "bool byte char decimal double float int long object sbyte short string uint ulong ushort void".split(" "),
);

const VALUE_KEYWORDS: ReadonlySet<string> = new Set(
  "base checked default delegate false new null sizeof this throw true typeof unchecked".split(" "),
);

const VALUE_PUNCTUATORS: ReadonlySet<string> = new Set(["(", "!", "~", "+", "-", "++", "--"]);

const VALUE_TOKENS: ReadonlySet<CsharpToken> = new Set([
  CsharpToken.IDENTIFIER,
  CsharpToken.NUMBER,
  CsharpToken.CHAR,
  CsharpToken.STRING,
  CsharpToken.INTERPOLATION_START,
  CsharpToken.PLACE,
]);
