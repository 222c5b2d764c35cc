import { CsharpToken, type TokenList } from "../token-list";
import {
  type Block,
  type Catch,
  type CsharpTree,
  type Declaration,
  type Expression,
  type For,
  type LocalFunction,
  type Statement,
  type Switch,
  type SwitchLabel,
  type SwitchSection,
  type SyntaxProblem,
  type Try,
  type Using,
  type Variable,
  type VariableDeclaration,
} from "../tree";
import { ExpressionReader } from "./expression-reader";
import { PREDEFINED } from "./type-reader";

/** Reads statements, and goes on behind those that are broken. */
export class StatementReader extends ExpressionReader {
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
    if (!this.is("(")) return this.missing("@( or @{");
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
      this.report("{");
      return { kind: "block", start, end: start, statements: [] };
    }
    const statements = this.readStatements(() => this.is("}"));
    this.expectClose(open, "}");
    return { kind: "block", start, end: this.end, statements };
  }

  /** Reads statements up to an end. Each takes at least one token. */
  private readStatements(isEnd: () => boolean): Statement[] {
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

  private readStatement(): Statement {
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
        const condition = isWhile ? this.inParentheses(() => this.readExpression()) : this.missing("while");
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

  /** Reads an expression that does something: only such a one is a statement. */
  private readStatementExpression(): Expression {
    const { index, start } = this;
    const value = this.readExpression();
    const isWhole = this.is(";") || this.is(",") || this.is(")");
    if (isWhole && !isStatement(value) && this.isSound(index)) {
      this.reportAt(start, this.end, "found a value that nothing uses; expected an assignment, a call, ++, -- or new");
    }
    return value;
  }

  /**
   * Goes on behind the semicolon. If it is missing and the statement goes on, the rest of it is left out: up to its semicolon, to a block in it, to the
   * next statement or to the end of the block that it is in.
   */
  private expectSemicolon(): void {
    if (this.accept(";")) return;
    this.report(";");
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

  // Declarations

  /** Whether a declaration of variables is at the current token: a type and a name, and what follows a name in one. */
  private isDeclaration(): boolean {
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

  private readVariables(isConstant: boolean): VariableDeclaration {
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
  private readLocalFunction(): LocalFunction | undefined {
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

  // Loops

  private readFor(start: number): For {
    this.index++;
    const open = this.index;
    const isOpen = this.expect("(");
    const initializers = this.isDeclaration() ? this.readVariables(false) : this.readExpressions(";");
    this.expect(";");
    const condition = this.is(";") ? undefined : this.readExpression();
    this.expect(";");
    const iterators = this.readExpressions(")");
    if (isOpen) this.expectClose(open, ")");
    const body = this.readStatement();
    return {
      kind: "for",
      start,
      end: this.end,
      initializers,
      ...(condition !== undefined && { condition }),
      iterators,
      body,
    };
  }

  private readExpressions(end: string): Expression[] {
    const expressions: Expression[] = [];
    if (this.is(end)) return expressions;
    do {
      expressions.push(this.readStatementExpression());
    } while (this.accept(","));
    return expressions;
  }

  private readForEach(start: number): Statement {
    this.index++;
    const open = this.index;
    const isOpen = this.expect("(");
    const variable = this.readLoopVariable();
    this.expect("in");
    const collection = this.readExpression();
    if (isOpen) this.expectClose(open, ")");
    const body = this.readStatement();
    return { kind: "foreach", start, end: this.end, variable, collection, body };
  }

  private readLoopVariable(): Declaration {
    const { start } = this;
    const isVar = this.isContextual("var") && !this.is("in", this.index + 1);
    if (isVar && this.is("(", this.index + 1)) {
      this.index++;
      return this.readDeconstruction(start);
    }
    const type = isVar ? undefined : this.readType();
    if (isVar) this.index++;
    const name = this.expectName();
    return {
      kind: "declaration",
      start,
      end: this.end,
      ...(type !== undefined && { type }),
      names: [name === "_" ? undefined : name],
    };
  }

  // Switch, try and using

  private readSwitch(start: number): Switch {
    this.index++;
    const value = this.inParentheses(() => this.readExpression());
    const open = this.index;
    const sections: SwitchSection[] = [];
    if (this.expect("{")) {
      while (this.isLabel()) sections.push(this.readSection());
      this.expectClose(open, "case");
    }
    return { kind: "switch", start, end: this.end, value, sections };
  }

  private isLabel(): boolean {
    return this.is("case") || (this.is("default") && this.is(":", this.index + 1));
  }

  private readSection(): SwitchSection {
    const { start } = this;
    const labels: SwitchLabel[] = [];
    while (this.isLabel()) labels.push(this.readLabelOfSwitch());
    const statements = this.readStatements(() => this.isLabel() || this.is("}"));
    return { start, end: this.end, labels, statements };
  }

  private readLabelOfSwitch(): SwitchLabel {
    const { start } = this;
    if (this.accept("default")) {
      this.index++;
      return { start, end: this.end };
    }
    this.index++;
    const pattern = this.readPattern(true);
    let condition: Expression | undefined;
    if (this.isContextual("when")) {
      this.index++;
      condition = this.readExpression();
    }
    this.expect(":");
    return { start, end: this.end, pattern, ...(condition !== undefined && { condition }) };
  }

  private readTry(start: number): Try {
    this.index++;
    const block = this.readBlock();
    const catches: Catch[] = [];
    while (this.is("catch")) catches.push(this.readCatch());
    const last = this.accept("finally") ? this.readBlock() : undefined;
    if (catches.length === 0 && last === undefined) this.report("catch or finally");
    return { kind: "try", start, end: this.end, block, catches, ...(last !== undefined && { finally: last }) };
  }

  private readCatch(): Catch {
    const { start } = this;
    this.index++;
    const declared = this.is("(") ? this.inParentheses(() => this.readCaught()) : undefined;
    let condition: Expression | undefined;
    if (this.isContextual("when")) {
      this.index++;
      condition = this.inParentheses(() => this.readExpression());
    }
    const block = this.readBlock();
    return { start, ...declared, ...(condition !== undefined && { condition }), block, end: this.end };
  }

  private readCaught(): Pick<Catch, "type" | "name"> {
    const type = this.readType();
    return this.isName() ? { type, name: this.expectName() } : { type };
  }

  private readUsing(start: number): Using {
    this.index++;
    if (!this.is("(")) {
      const resource = this.readVariables(false);
      this.expectSemicolon();
      return { kind: "using", start, end: this.end, resource };
    }
    const resource = this.inParentheses(() =>
      this.isDeclaration() ? this.readVariables(false) : this.readExpression(),
    );
    const body = this.readStatement();
    return { kind: "using", start, end: this.end, resource, body };
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
