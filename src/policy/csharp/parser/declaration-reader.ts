import { CsharpToken } from "../token-list";
import { type Expression, type LocalFunction, type Variable, type VariableDeclaration } from "../tree";
import { ExpressionReader } from "./expression-reader";
import { PREDEFINED } from "./type-reader";

/** Reads declarations of variables and functions, and what ends a statement. */
export abstract class DeclarationReader extends ExpressionReader {
  /**
   * Goes on behind the semicolon. If it is missing and the statement goes on, the rest of it is left out: up to its semicolon, to a block in it, to the
   * next statement or to the end of the block that it is in.
   */
  protected expectSemicolon(): void {
    if (this.accept(";")) return;
    this.report('";"');
    const from = this.index;
    while (!this.isAtEnd && !this.is("}")) {
      if (this.accept(";")) return;
      if (STATEMENT_KEYWORDS.has(this.signAt()) || (this.index === from && this.startsLine())) return;
      const isBlock = this.is("{");
      const close = this.partners[this.index]!;
      this.index = close > this.index ? close + 1 : this.index + 1;
      if (isBlock) return;
    }
  }

  /** Reads an expression that does something: only such a one is a statement. */
  protected readStatementExpression(): Expression {
    const { index, start } = this;
    const value = this.readExpression();
    const isWhole = this.is(";") || this.is(",") || this.is(")");
    if (isWhole && !isStatement(value) && this.isSound(index)) {
      this.reportAt(
        start,
        this.end,
        'found a value that nothing uses; expected an assignment, a call, "++", "--" or "new"',
      );
    }
    return value;
  }

  /** Whether a declaration of variables is at the current token: a type and a name, and what follows a name in one. */
  protected isDeclaration(): boolean {
    const end = this.endOfType(this.index);
    if (end < 0 || !this.isName(end)) return false;
    if (this.types[end] === CsharpToken.PLACE && this.ends[end - 1] === this.starts[end]) return false;
    const next = this.signAt(end + 1);
    return (
      next === "=" ||
      next === ";" ||
      next === "," ||
      next === "in" ||
      (next !== "(" && next !== "<" && this.isVariableLike(end))
    );
  }

  /** Whether two names follow each other with nothing after them that a statement could go on with: the semicolon is missing. */
  private isVariableLike(end: number): boolean {
    return this.isContextual("var") || PREDEFINED.has(this.signAt()) || this.is("}", end + 1);
  }

  protected readVariables(isConstant: boolean): VariableDeclaration {
    const { start } = this;
    const isVar = this.isContextual("var") && this.isName(this.index + 1);
    const type = isVar ? undefined : this.readType();
    if (isVar) this.index++;
    const variables: Variable[] = [];
    do {
      variables.push(this.readVariable());
    } while (this.accept(","));
    return { kind: "variables", start, end: this.end, ...(type !== undefined && { type }), isConstant, variables };
  }

  private readVariable(): Variable {
    const { start } = this;
    const name = this.expectName();
    if (!this.accept("=")) return { start, end: this.end, name };
    const value = this.is("{") ? this.readArrayInitializer() : this.readExpression();
    return { start, end: this.end, name, value };
  }

  /** Reads `int Twice(int x) => 2 * x;` or the same with a block, if it is there. */
  protected readLocalFunction(): LocalFunction | undefined {
    const { start } = this;
    const end = this.endOfType(this.index);
    if (end < 0 || !this.isName(end)) return undefined;
    let open = end + 1;
    if (this.is("<", open)) open = this.endOfTypeArguments(open);
    if (open < 0 || !this.is("(", open)) return undefined;
    const close = this.partners[open]!;
    if (close < 0 || !(this.is("{", close + 1) || this.is("=>", close + 1))) return undefined;
    const isVoid = this.is("void");
    const type = this.readType();
    const name = this.expectName();
    const typeParameters = this.is("<") ? this.readTypeParameters() : [];
    const parameters = this.readParameters(true);
    const body = this.accept("=>") ? this.readExpression() : this.readBlock();
    if (body.kind !== "block") this.expectSemicolon();
    return {
      kind: "localFunction",
      start,
      end: this.end,
      ...(!isVoid && { type }),
      name,
      typeParameters,
      parameters,
      body,
    };
  }

  private readTypeParameters(): string[] {
    const names: string[] = [];
    do {
      this.index++;
      names.push(this.expectName());
    } while (this.is(","));
    this.expect(">");
    return names;
  }
}

/** Whether an expression can be a statement. What is missing has been reported, and nothing is known about a place. */
function isStatement(value: Expression): boolean {
  if (value.kind === "conditionalAccess") return isStatement(value.access);
  if (value.kind === "unary") return value.operator === "++" || value.operator === "--";
  return STATEMENT_KINDS.has(value.kind);
}

const STATEMENT_KINDS: ReadonlySet<Expression["kind"]> = new Set([
  "assignment",
  "invocation",
  "new",
  "place",
  "missing",
]);

/** Words that only a statement starts with. */
const STATEMENT_KEYWORDS: ReadonlySet<string> = new Set(
  "break case catch const continue do else finally for foreach if lock return switch try using while".split(" "),
);
