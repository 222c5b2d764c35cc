import { MAX_TERRAFORM_NESTING } from "../../policy/text/bounds";
import type { Expression, ForExpression, Step } from "./syntax";
import { TemplateParser } from "./template";

/** Binary operators by how tightly they bind. */
const OPERATORS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/", "%"],
];

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Parses a template: text with expressions in `${…}`, and with `%{ if … }` and `%{ for … }`.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 * @throws SyntaxProblem
 */
export function parseTemplate(text: string): Expression {
  return new Parser(text).template();
}

/** @throws SyntaxProblem */
export function parseExpression(text: string): Expression {
  return new Parser(text).whole();
}

class Parser extends TemplateParser {
  private depth = 0;

  public template(): Expression {
    return this.templateOf(false);
  }

  public whole(): Expression {
    const expression = this.expression();
    if (this.peek() !== "") throw this.problem(`did not expect ${JSON.stringify(this.peek())}`);
    return expression;
  }

  protected expression(): Expression {
    if (++this.depth > MAX_TERRAFORM_NESTING) throw this.problem("the expression is nested too deeply");
    const condition = this.binary(0);
    let result = condition;
    if (this.takes("?")) {
      const whenTrue = this.expression();
      this.expect(":");
      result = { kind: "conditional", condition, whenTrue, whenFalse: this.expression() };
    }
    this.depth--;
    return result;
  }

  private binary(level: number): Expression {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let count = 0; ; count++) {
      this.space();
      const operator = operators.find((each) => this.text.startsWith(each, this.index));
      if (operator === undefined) return left;
      // A long chain is a tree as deep as it is long.
      if (count > MAX_TERRAFORM_NESTING) throw this.problem("the expression is nested too deeply");
      this.index += operator.length;
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    for (const operator of ["!", "-"] as const) {
      if (!this.takes(operator)) continue;
      if (++this.depth > MAX_TERRAFORM_NESTING) throw this.problem("the expression is nested too deeply");
      const operand = this.unary();
      this.depth--;
      return { kind: "unary", operator, operand };
    }
    return this.accessed(this.primary());
  }

  private accessed(target: Expression): Expression {
    const steps: Step[] = [];
    for (;;) {
      if (this.text.startsWith("...", this.index)) break;
      if (this.takes(".")) steps.push(this.memberStep());
      else if (this.takes("[")) steps.push(this.indexStep());
      else break;
    }
    return steps.length === 0 ? target : { kind: "access", target, steps };
  }

  private memberStep(): Step {
    if (this.takes("*")) return { kind: "splat" };
    const digits = this.match(/\d+/y);
    if (digits !== undefined) return { kind: "index", index: { kind: "literal", value: Number(digits) } };
    return { kind: "member", name: this.name() };
  }

  private indexStep(): Step {
    const isSplat = this.takes("*");
    const step: Step = isSplat ? { kind: "splat" } : { kind: "index", index: this.expression() };
    this.expect("]");
    return step;
  }

  private primary(): Expression {
    this.space();
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    if (this.takes('"')) {
      if (++this.depth > MAX_TERRAFORM_NESTING) throw this.problem("the expression is nested too deeply");
      const text = this.templateOf(true);
      this.depth--;
      this.index++;
      return text;
    }
    if (this.takes("(")) {
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    if (this.takes("[")) return this.list();
    if (this.takes("{")) return this.object();
    const name = this.name();
    if (name === "true" || name === "false") return { kind: "literal", value: name === "true" };
    if (name === "null") return { kind: "literal", value: null };
    return this.takes("(") ? this.call(name) : { kind: "name", name };
  }

  private call(name: string): Expression {
    const args: Expression[] = [];
    let spreads = false;
    while (!this.takes(")")) {
      args.push(this.expression());
      spreads = this.takes("...");
      if (!this.takes(",") || spreads) {
        this.expect(")");
        break;
      }
    }
    return { kind: "call", name, args, spreads };
  }

  private list(): Expression {
    if (this.takesWord("for")) return this.forExpression("]");
    const items: Expression[] = [];
    while (!this.takes("]")) {
      items.push(this.expression());
      if (this.takes(",")) continue;
      this.expect("]");
      break;
    }
    return { kind: "list", items };
  }

  private object(): Expression {
    if (this.takesWord("for")) return this.forExpression("}");
    const entries: (readonly [Expression, Expression])[] = [];
    while (!this.takes("}")) {
      const key = this.expression();
      if (!this.takes("=")) this.expect(":");
      // A bare name is a key, not a reference.
      entries.push([key.kind === "name" ? { kind: "literal", value: key.name } : key, this.expression()]);
      // Entries end with a comma or a line.
      this.takes(",");
    }
    return { kind: "object", entries };
  }

  private forExpression(close: string): ForExpression {
    const iteration = this.iteration();
    this.expect(":");
    const left = this.expression();
    const right = this.takes("=>") ? this.expression() : undefined;
    const groups = this.takes("...");
    const condition = this.takesWord("if") ? this.expression() : undefined;
    this.expect(close);
    if ((close === "}") !== (right !== undefined)) throw this.problem("a for expression with braces has keys");
    const shared = { kind: "for", ...iteration, condition } as const;
    return right === undefined
      ? { ...shared, key: undefined, result: left, groups }
      : { ...shared, key: left, result: right, groups };
  }
}
