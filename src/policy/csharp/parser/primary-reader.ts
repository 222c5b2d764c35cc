import { CsharpToken } from "../token-list";
import {
  type Argument,
  type Block,
  type Declaration,
  type Expression,
  type Interpolation,
  type InterpolatedText,
  type InterpolatedString,
  type Lambda,
  type NumberLiteral,
  type Parameter,
  type Tuple,
} from "../tree";
import {
  decodeInterpolated,
  decodeNumber,
  decodeRegular,
  decodeVerbatim,
  isOneCharacter,
  type LiteralReport,
} from "./literals";
import { PREDEFINED, TypePlace, TypeReader } from "./type-reader";

/** Reads what expressions are made of: literals, names, what is in parentheses, arguments and lambdas. */
export abstract class PrimaryReader extends TypeReader {
  protected abstract readExpression(): Expression;
  protected abstract readCreation(): Expression;
  protected abstract readBlock(): Block;

  private readonly literalReport: LiteralReport = (start, end, message) => this.reportAt(start, end, message);

  /** Reads an expression that no operator is a part of. */
  protected readPrimary(): Expression {
    const { index, start } = this;
    const type = this.types[index];
    const end = this.ends[index]!;
    if (type === CsharpToken.IDENTIFIER) return this.readSimpleName();
    if (type === CsharpToken.STRING) return this.readString(start, end);
    if (type === CsharpToken.KEYWORD) return this.readKeyword(this.texts[index]!, start, end);
    if (type === CsharpToken.NUMBER) return this.readNumber(false);
    if (type === CsharpToken.CHAR) return this.readChar(start, end);
    if (type === CsharpToken.INTERPOLATION_START) return this.readInterpolated();
    if (type === CsharpToken.PLACE) {
      this.index++;
      return { kind: "place", start, end, text: this.texts[index]! };
    }
    return this.is("(") ? this.readParentheses() : this.missing("an expression");
  }

  private readKeyword(word: string, start: number, end: number): Expression {
    if (PREDEFINED.has(word) && this.is(".", this.index + 1) && word !== "void") {
      return { kind: "typeExpression", start, end, type: this.readType() };
    }
    switch (word) {
      case "true":
      case "false":
        this.index++;
        return { kind: "boolean", start, end, value: word === "true" };
      case "null":
        this.index++;
        return { kind: "null", start, end };
      case "new":
        return this.readCreation();
      case "typeof": {
        this.index++;
        const type = this.inParentheses(() => this.readType(TypePlace.TYPEOF));
        return { kind: "typeof", start, end: this.end, type };
      }
      case "default": {
        this.index++;
        const type = this.is("(") ? this.inParentheses(() => this.readType()) : undefined;
        return { kind: "default", start, end: this.end, ...(type !== undefined && { type }) };
      }
      case "checked":
      case "unchecked": {
        this.index++;
        const value = this.inParentheses(() => this.readExpression());
        return { kind: "checked", start, end: this.end, isChecked: word === "checked", value };
      }
      case "delegate":
        return this.readAnonymousMethod();
      default:
        return this.missing("an expression");
    }
  }

  /** Reads what is in the parentheses at the current token. */
  protected inParentheses<T>(read: () => T): T {
    const open = this.index;
    const isOpen = this.expect("(");
    const result = read();
    if (isOpen) this.expectClose(open, ")");
    return result;
  }

  private readSimpleName(): Expression {
    const { index, start } = this;
    const name = this.texts[index]!;
    this.index++;
    if (this.is("::")) {
      // `global::` adds nothing.
      this.index++;
      return this.isName() ? this.readSimpleName() : this.missing("a name");
    }
    if (this.is("(") && this.isContextual("nameof", index)) {
      const target = this.inParentheses(() => this.readExpression());
      return { kind: "nameof", start, end: this.end, target };
    }
    if (this.is("(") && this.isContextual("var", index) && this.is("=", this.partners[this.index]! + 1)) {
      return this.readDeconstruction(start);
    }
    const typeArguments = this.isTypeArgumentList() ? this.readTypeArguments() : [];
    return { kind: "name", start, end: this.end, name, typeArguments };
  }

  /** Reads `(a, b)` behind `var`. */
  protected readDeconstruction(start: number): Declaration {
    const open = this.index++;
    const names: (string | undefined)[] = [];
    do {
      const name = this.expectName();
      names.push(name === "_" ? undefined : name);
    } while (this.accept(","));
    this.expectClose(open, ")");
    return { kind: "declaration", start, end: this.end, names };
  }

  /** Whether the `<` at the current token opens type arguments, and is no comparison: what follows the `>` decides. */
  protected isTypeArgumentList(): boolean {
    if (!this.is("<")) return false;
    const end = this.endOfTypeArguments(this.index);
    if (end < 0) return false;
    const type = this.types[end];
    if (type === CsharpToken.PUNCTUATOR) return AFTER_TYPE_ARGUMENTS.has(this.texts[end]!);
    return type === CsharpToken.FORMAT || type === CsharpToken.END || this.is("is", end) || this.is("as", end);
  }

  // Literals

  private readString(start: number, end: number): Expression {
    this.index++;
    const isVerbatim = this.code[start] === "@";
    const from = start + (isVerbatim ? 2 : 1);
    // The last quote may be missing, which has been reported.
    const to = end > from && this.code[end - 1] === '"' ? end - 1 : end;
    const value = isVerbatim
      ? decodeVerbatim(this.code, from, to)
      : decodeRegular(this.code, from, to, this.literalReport);
    return { kind: "string", start, end, value, isVerbatim };
  }

  private readChar(start: number, end: number): Expression {
    this.index++;
    const value = decodeRegular(this.code, start + 1, Math.max(start + 1, end - 1), this.literalReport);
    if (!isOneCharacter(value)) {
      this.reportAt(
        start,
        end,
        `found ${this.code.slice(start, Math.min(end, start + 40))}; expected one character, or a string in "`,
      );
    }
    return { kind: "char", start, end, value };
  }

  /** Reads the number at the current token. */
  protected readNumber(isNegative: boolean): NumberLiteral {
    const { start } = this;
    const end = this.ends[this.index++]!;
    const number = decodeNumber(this.code.slice(start, end), isNegative);
    if (typeof number !== "string") return { kind: "number", start, end, ...number };
    this.reportAt(start, end, `found ${this.code.slice(start, Math.min(end, start + 40))}; expected ${number}`);
    return { kind: "number", start, end, type: "int", digits: "0" };
  }

  private readInterpolated(): InterpolatedString {
    const { start } = this;
    const isVerbatim = this.ends[this.index]! - start === 3;
    const parts: (InterpolatedText | Interpolation)[] = [];
    this.index++;
    for (;;) {
      const from = this.start;
      if (this.types[this.index] === CsharpToken.INTERPOLATED_TEXT) {
        parts.push({ kind: "text", start: from, end: this.ends[this.index]!, value: this.readText(isVerbatim) });
      } else if (this.is("{")) {
        parts.push(this.readInterpolation(isVerbatim));
      } else {
        break;
      }
    }
    if (this.types[this.index] === CsharpToken.INTERPOLATION_END) this.index++;
    return { kind: "interpolated", start, end: this.end, parts };
  }

  private readText(isVerbatim: boolean): string {
    const { start } = this;
    const end = this.ends[this.index++]!;
    return decodeInterpolated(this.code, start, end, isVerbatim, this.literalReport);
  }

  private readInterpolation(isVerbatim: boolean): Interpolation {
    const { start } = this;
    const open = this.index++;
    const value = this.readExpression();
    const alignment = this.accept(",") ? this.readExpression() : undefined;
    const format = this.types[this.index] === CsharpToken.FORMAT ? this.readText(isVerbatim) : undefined;
    if (format === "") this.report("a format");
    this.expectClose(open, "}");
    return {
      kind: "interpolation",
      start,
      end: this.end,
      value,
      ...(alignment !== undefined && { alignment }),
      ...(format !== undefined && { format }),
    };
  }

  // Parentheses

  /** Reads an expression in parentheses, which is no node, or a tuple. */
  private readParentheses(): Expression {
    const { start } = this;
    const open = this.index++;
    // Only where they are assigned, tuples declare variables.
    const isTarget = this.is("=", this.partners[open]! + 1);
    const first = this.readTupleElement(isTarget);
    if (first.name === undefined && !this.is(",")) {
      this.expectClose(open, ")");
      return first.value;
    }
    const elements = [first];
    while (this.accept(",")) elements.push(this.readTupleElement(isTarget));
    this.expectClose(open, ")");
    return { kind: "tuple", start, end: this.end, elements };
  }

  private readTupleElement(isTarget: boolean): Tuple["elements"][number] {
    const name = this.readLabel();
    const value = (isTarget ? this.readDeclaration() : undefined) ?? this.readExpression();
    return { ...(name !== undefined && { name }), value };
  }

  /** Reads `name:` before an argument or an element of a tuple. */
  private readLabel(): string | undefined {
    if (!this.isName() || !this.is(":", this.index + 1)) return undefined;
    this.index += 2;
    return this.texts[this.index - 2];
  }

  /** Reads `int count` or `var count`, if it is there and a comma or a parenthesis follows. */
  private readDeclaration(): Declaration | undefined {
    const { start } = this;
    const end = this.endOfType(this.index);
    if (end < 0 || !this.isName(end) || !(this.is(",", end + 1) || this.is(")", end + 1))) return undefined;
    if (this.types[end] === CsharpToken.PLACE || this.types[end - 1] === CsharpToken.PLACE) return undefined;
    const isVar = this.isContextual("var") && end === this.index + 1;
    const type = isVar ? undefined : this.readType();
    this.index = end + 1;
    const name = this.texts[end]!;
    return {
      kind: "declaration",
      start,
      end: this.end,
      ...(type !== undefined && { type }),
      names: [name === "_" ? undefined : name],
    };
  }

  // Arguments and lambdas

  /** Reads arguments and the bracket behind them. */
  protected readArguments(close: ")" | "]"): Argument[] {
    const open = this.index++;
    const read: Argument[] = [];
    if (!this.is(close) || close === "]") {
      do {
        read.push(this.readArgument());
      } while (this.accept(","));
    }
    this.expectClose(open, `, or ${close}`);
    return read;
  }

  private readArgument(): Argument {
    const { start } = this;
    const name = this.readLabel();
    const modifier = this.readModifier();
    const value = (modifier === "out" ? this.readOut() : undefined) ?? this.readExpression();
    return {
      start,
      end: this.end,
      ...(name !== undefined && { name }),
      ...(modifier !== undefined && { modifier }),
      value,
    };
  }

  private readOut(): Declaration | undefined {
    const { start } = this;
    if (this.isContextual("_") && !this.is(".", this.index + 1) && !this.is("[", this.index + 1)) {
      this.index++;
      return { kind: "declaration", start, end: this.end, names: [undefined] };
    }
    return this.readDeclaration();
  }

  private readModifier(): "ref" | "out" | "in" | undefined {
    const word = this.signAt();
    if (word !== "ref" && word !== "out" && word !== "in") return undefined;
    this.index++;
    return word;
  }

  /** Whether a lambda starts at the current token. */
  protected isLambda(): boolean {
    if (this.isName()) return this.is("=>", this.index + 1);
    if (!this.is("(")) return false;
    const close = this.partners[this.index]!;
    return close >= 0 && this.is("=>", close + 1);
  }

  protected readLambda(): Lambda {
    const { start } = this;
    const parameters = this.is("(") ? this.readParameters(false) : [this.readUntypedParameter()];
    this.expect("=>");
    const body = this.is("{") ? this.readBlock() : this.readExpression();
    return { kind: "lambda", start, end: this.end, parameters, body };
  }

  private readAnonymousMethod(): Lambda {
    const { start } = this;
    this.index++;
    const parameters = this.is("(") ? this.readParameters(true) : [];
    return { kind: "lambda", start, end: this.end, parameters, body: this.readBlock() };
  }

  /**
   * Reads parameters in parentheses.
   *
   * @param isTyped whether each must have a type
   */
  protected readParameters(isTyped: boolean): Parameter[] {
    const open = this.index++;
    const parameters: Parameter[] = [];
    if (!this.is(")")) {
      do {
        parameters.push(this.readParameter(isTyped));
      } while (this.accept(","));
    }
    this.expectClose(open, `, or )`);
    return parameters;
  }

  private readParameter(isTyped: boolean): Parameter {
    const isAlone = this.isName() && (this.is(",", this.index + 1) || this.is(")", this.index + 1));
    if (!isTyped && isAlone) return this.readUntypedParameter();
    const { start } = this;
    const modifier = this.accept("params") ? "params" : this.readModifier();
    const type = this.readType();
    const name = this.expectName();
    const defaultValue = this.accept("=") ? this.readExpression() : undefined;
    return {
      start,
      end: this.end,
      ...(modifier !== undefined && { modifier }),
      type,
      name,
      ...(defaultValue !== undefined && { defaultValue }),
    };
  }

  private readUntypedParameter(): Parameter {
    const { start } = this;
    const name = this.expectName();
    return { start, end: this.end, name };
  }
}

/** What follows type arguments, and never the right side of a comparison. */
const AFTER_TYPE_ARGUMENTS: ReadonlySet<string> = new Set(
  "( ) ] } : ; , . ?. ? ?? == != | ^ && || & [ => > >=".split(" "),
);
