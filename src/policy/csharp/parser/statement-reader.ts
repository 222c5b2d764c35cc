import { CsharpToken, type TokenList } from "../token-list";
import { type Block, type CsharpTree, type Statement, type SyntaxProblem } from "../tree";
import { FlowReader } from "./flow-reader";

/** Reads statements, and goes on behind those that are broken. */
export class StatementReader extends FlowReader {
  public constructor(tokens: TokenList, problems: SyntaxProblem[]) {
    super(tokens, problems);
  }

  /** Reads all of it: the expression of `@(…)` or the block of `@{…}`. */
  public readRoot(): CsharpTree["root"] {
    if (this.is("{")) {
      const block = this.readBlock();
      if (!this.isAtEnd) this.report("the end of the code");
      return block;
    }
    if (!this.is("(")) return this.missing('"@(" or "@{"');
    const open = this.index++;
    const root = this.readExpression();
    this.expectClose(open, ")");
    if (!this.isAtEnd) this.report("the end of the code");
    return root;
  }

  protected readBlock(): Block {
    const { start } = this;
    const open = this.index;
    if (!this.accept("{")) {
      this.report('"{"');
      return { kind: "block", start, end: start, statements: [] };
    }
    const statements = this.readStatements(() => this.is("}"));
    this.expectClose(open, "}");
    return { kind: "block", start, end: this.end, statements };
  }

  /** Reads statements up to an end. Each takes at least one token. */
  protected readStatements(isEnd: () => boolean): Statement[] {
    const statements: Statement[] = [];
    while (!this.isAtEnd && !isEnd()) {
      const { index } = this;
      statements.push(this.readStatement());
      if (this.index > index) continue;
      this.report("a statement");
      this.index++;
    }
    return statements;
  }

  protected readStatement(): Statement {
    return this.nested(() => this.readNestedStatement());
  }

  private readNestedStatement(): Statement {
    const { start, index } = this;
    if (this.types[index] === CsharpToken.KEYWORD) {
      const read = this.readKeywordStatement(this.texts[index]!, start);
      if (read !== undefined) return read;
    }
    if (this.is("{")) return this.readBlock();
    if (this.accept(";")) return { kind: "empty", start, end: this.end };
    if (this.isDeclaration()) {
      const declaration = this.readVariables(false);
      this.expectSemicolon();
      return { ...declaration, end: this.end };
    }
    return this.readLocalFunction() ?? this.readExpressionStatement();
  }

  private readKeywordStatement(word: string, start: number): Statement | undefined {
    switch (word) {
      case "return": {
        this.index++;
        const value = this.is(";") ? undefined : this.readExpression();
        this.expectSemicolon();
        return { kind: "return", start, end: this.end, ...(value !== undefined && { value }) };
      }
      case "if": {
        this.index++;
        const condition = this.inParentheses(() => this.readExpression());
        const whenTrue = this.readStatement();
        const whenFalse = this.accept("else") ? this.readStatement() : undefined;
        return { kind: "if", start, end: this.end, condition, whenTrue, ...(whenFalse !== undefined && { whenFalse }) };
      }
      case "foreach":
        return this.readForEach(start);
      case "for":
        return this.readFor(start);
      case "while": {
        this.index++;
        const condition = this.inParentheses(() => this.readExpression());
        const body = this.readStatement();
        return { kind: "while", start, end: this.end, condition, body };
      }
      case "do": {
        this.index++;
        const body = this.readStatement();
        const isWhile = this.expect("while");
        const condition = isWhile ? this.inParentheses(() => this.readExpression()) : this.missing('"while"');
        this.expectSemicolon();
        return { kind: "do", start, end: this.end, body, condition };
      }
      case "switch":
        return this.readSwitch(start);
      case "try":
        return this.readTry(start);
      case "using":
        return this.readUsing(start);
      case "lock": {
        this.index++;
        const value = this.inParentheses(() => this.readExpression());
        const body = this.readStatement();
        return { kind: "lock", start, end: this.end, value, body };
      }
      case "throw": {
        this.index++;
        const value = this.is(";") ? undefined : this.readExpression();
        this.expectSemicolon();
        return { kind: "throwStatement", start, end: this.end, ...(value !== undefined && { value }) };
      }
      case "break":
      case "continue":
        this.index++;
        this.expectSemicolon();
        return { kind: word, start, end: this.end };
      case "const": {
        this.index++;
        const declaration = this.readVariables(true);
        this.expectSemicolon();
        return { ...declaration, start, end: this.end };
      }
      case "checked":
      case "unchecked": {
        if (!this.is("{", this.index + 1)) return undefined;
        this.index++;
        const block = this.readBlock();
        return { ...block, start, isChecked: word === "checked" };
      }
      default:
        return undefined;
    }
  }

  private readExpressionStatement(): Statement {
    const { start } = this;
    const value = this.readStatementExpression();
    this.expectSemicolon();
    return { kind: "expressionStatement", start, end: this.end, value };
  }
}
