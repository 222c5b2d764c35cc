import { CsharpToken } from "../token-list";
import { type Declaration, type Expression, type Name, type Tuple } from "../tree";
import { ArgumentReader } from "./argument-reader";
import { PREDEFINED, TypePlace } from "./type-reader";

/** Reads what expressions are made of: literals, names, and what is in parentheses. */
export abstract class PrimaryReader extends ArgumentReader {
  protected abstract readCreation(): Expression;

  /** What a name stands for in a query. */
  protected abstract asVariable(name: Name): Expression;

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
    return this.asVariable({ kind: "name", start, end: this.end, name, typeArguments });
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
}

/** What follows type arguments, and never the right side of a comparison. */
const AFTER_TYPE_ARGUMENTS: ReadonlySet<string> = new Set(
  "( ) ] } : ; , . ?. ? ?? == != | ^ && || & [ => > >=".split(" "),
);
