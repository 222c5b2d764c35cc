import {
  type Catch,
  type Declaration,
  type Expression,
  type For,
  type Statement,
  type Switch,
  type SwitchLabel,
  type SwitchSection,
  type Try,
  type Using,
} from "../tree";
import { DeclarationReader } from "./declaration-reader";

/** Reads the statements that are more than a keyword and an expression: loops, `switch`, `try` and `using`. */
export abstract class FlowReader extends DeclarationReader {
  protected abstract readStatement(): Statement;
  protected abstract readStatements(isEnd: () => boolean): Statement[];

  protected readFor(start: number): For {
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

  protected readForEach(start: number): Statement {
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

  protected readSwitch(start: number): Switch {
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

  protected readTry(start: number): Try {
    this.index++;
    const block = this.readBlock();
    const catches: Catch[] = [];
    while (this.is("catch")) catches.push(this.readCatch());
    const last = this.accept("finally") ? this.readBlock() : undefined;
    if (catches.length === 0 && last === undefined) this.report('"catch" or "finally"');
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

  protected readUsing(start: number): Using {
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
