import { CsharpToken } from "../token-list";
import { type Argument, type Block, type Declaration, type Lambda, type Parameter } from "../tree";
import { LiteralReader } from "./literal-reader";

/** Reads what is in parentheses after a name or before an arrow: arguments, the variables that they declare, parameters and lambdas. */
export abstract class ArgumentReader extends LiteralReader {
  protected abstract readBlock(): Block;

  /** Reads what is in the parentheses at the current token. */
  protected inParentheses<T>(read: () => T): T {
    const open = this.index;
    const isOpen = this.expect("(");
    const result = read();
    if (isOpen) this.expectClose(open, ")");
    return result;
  }

  /** Reads arguments and the bracket behind them. */
  protected readArguments(close: ")" | "]"): Argument[] {
    const open = this.index++;
    const read: Argument[] = [];
    if (!this.is(close) || close === "]") {
      do {
        read.push(this.readArgument());
      } while (this.accept(","));
    }
    this.expectClose(open, ",", close);
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

  /** Reads `name:` before an argument or an element of a tuple. */
  protected readLabel(): string | undefined {
    if (!this.isName() || !this.is(":", this.index + 1)) return undefined;
    this.index += 2;
    return this.texts[this.index - 2];
  }

  private readOut(): Declaration | undefined {
    const { start } = this;
    if (this.isContextual("_") && !this.is(".", this.index + 1) && !this.is("[", this.index + 1)) {
      this.index++;
      return { kind: "declaration", start, end: this.end, names: [undefined] };
    }
    return this.readDeclaration();
  }

  /** Reads `int count` or `var count`, if it is there and a comma or a parenthesis follows. */
  protected readDeclaration(): Declaration | undefined {
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

  protected readAnonymousMethod(): Lambda {
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
    this.expectClose(open, ",", ")");
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
