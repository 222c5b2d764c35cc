import { CsharpToken } from "../token-list";
import {
  type AssignmentOperator,
  type BinaryOperator,
  type Expression,
  type Pattern,
  type TypeNode,
  type UnaryOperator,
} from "../tree";
import { QueryReader } from "./query-reader";
import { PREDEFINED, TypePlace } from "./type-reader";

/** Reads expressions: operators, conditions, assignments and casts. Operators of one level are a loop, so that long sums need no stack. */
export abstract class ExpressionReader extends QueryReader {
  protected readExpression(): Expression {
    return this.nested(() => this.readNestedExpression());
  }

  private readNestedExpression(): Expression {
    if (this.isLambda()) return this.readLambda();
    if (this.isQuery()) return this.readQuery();
    const { start } = this;
    const left = this.readBinary(0);
    if (this.accept("?")) {
      const whenTrue = this.readExpression();
      if (this.types[this.index] === CsharpToken.FORMAT)
        this.report("a condition in parentheses, because a colon starts the format");
      else this.expect(":");
      const whenFalse = this.readExpression();
      return { kind: "ternary", start, end: this.end, condition: left, whenTrue, whenFalse };
    }
    const operator = this.assignmentOperator();
    if (operator === undefined) return left;
    this.checkTarget(left, operator);
    this.index += operator === ">>=" ? 2 : 1;
    const value = this.readExpression();
    return { kind: "assignment", start, end: this.end, operator, target: left, value };
  }

  private assignmentOperator(): AssignmentOperator | undefined {
    const sign = this.signAt();
    if (sign === ">" && this.is(">=", this.index + 1) && this.isAdjacent()) return ">>=";
    return isAssignmentOperator(sign) ? sign : undefined;
  }

  /** Whether the next token follows the current one directly. */
  private isAdjacent(): boolean {
    return this.ends[this.index] === this.starts[this.index + 1];
  }

  /** The operator at the current token, if it is at least of a level. `is` and `as` are operators too. */
  private binaryOperator(level: number): string | undefined {
    let sign = this.signAt();
    if (sign === ">" && this.isAdjacent()) {
      if (this.is(">=", this.index + 1)) return undefined;
      if (this.is(">", this.index + 1)) sign = ">>";
    }
    return (LEVELS.get(sign) ?? -1) >= level ? sign : undefined;
  }

  /** Reads operands and the operators between them, from a level on. */
  private readBinary(level: number): Expression {
    let start = this.start;
    const first = this.readUnary();
    let operator = this.binaryOperator(level);
    if (operator === undefined) return first;
    const pending: { start: number; left: Expression; operator: BinaryOperator }[] = [];
    let right = first;
    for (; operator !== undefined; operator = this.binaryOperator(level)) {
      const own = LEVELS.get(operator)!;
      for (let last = pending.pop(); last !== undefined; last = pending.pop()) {
        const previous = LEVELS.get(last.operator)!;
        if (previous < own || (previous === own && operator === "??")) {
          pending.push(last);
          break;
        }
        right = { kind: "binary", start: last.start, end: this.end, operator: last.operator, left: last.left, right };
        start = last.start;
      }
      if (operator === "is" || operator === "as") {
        right = this.readTypeTest(operator, start, right);
        continue;
      }
      this.index += operator === ">>" ? 2 : 1;
      pending.push({ start, left: right, operator: operator as BinaryOperator });
      start = this.start;
      right = this.readUnary();
    }
    for (let last = pending.pop(); last !== undefined; last = pending.pop()) {
      right = { kind: "binary", start: last.start, end: this.end, operator: last.operator, left: last.left, right };
    }
    return right;
  }

  private readTypeTest(operator: "is" | "as", start: number, value: Expression): Expression {
    this.index++;
    const pattern = operator === "is" ? this.readPattern(false) : this.readTypePattern();
    return { kind: "typeTest", start, end: this.end, operator, value, pattern };
  }

  private readTypePattern(): Pattern {
    const { start } = this;
    const type = this.readType(TypePlace.OPERAND);
    return { kind: "typePattern", start, end: this.end, type };
  }

  /**
   * Reads what follows `is` or `case`.
   *
   * @param isLabel whether it is that of `case`, where a name alone is a constant
   */
  protected readPattern(isLabel: boolean): Pattern {
    const { start } = this;
    const end = this.endOfType(this.index);
    if (end >= 0 && this.isName(end) && !this.isContextual("when", end) && !this.isQueryWord(end)) {
      const isVar = this.isContextual("var") && end === this.index + 1;
      const type = isVar ? undefined : this.readType();
      // In `x is int? a : b` the question mark is that of a condition, but a pattern has no nullable type either.
      if (type?.isNullable !== true) {
        this.index = end + 1;
        return declarationPattern(start, this.end, type, this.texts[end]!);
      }
      this.index = end - 1;
      return { kind: "typePattern", start, end: this.end, type: { ...type, end: this.end, isNullable: false } };
    }
    if (
      !isLabel &&
      (PREDEFINED.has(this.signAt()) ? !this.is(".", this.index + 1) || end > this.index + 1 : end >= 0)
    ) {
      return this.readTypePattern();
    }
    // A constant ends before the next comparison: `x is 1 == true`.
    const value = isLabel ? this.readExpression() : this.readBinary(LEVELS.get("<<")!);
    return { kind: "constantPattern", start, end: this.end, value };
  }

  private readUnary(): Expression {
    const sign = this.signAt();
    if (isUnaryOperator(sign)) return this.nested(() => this.readPrefix(sign));
    if (sign === "(" && this.isCast()) return this.nested(() => this.readCast());
    if (sign === "throw") return this.readThrow();
    return this.readAccesses();
  }

  private readPrefix(operator: UnaryOperator): Expression {
    const { start } = this;
    this.index++;
    const isNumber = operator === "-" && this.types[this.index] === CsharpToken.NUMBER;
    const operand = isNumber ? this.readAccesses(true) : this.readUnary();
    if (operator === "++" || operator === "--") this.checkTarget(operand, operator);
    return { kind: "unary", start, end: this.end, operator, isPostfix: false, operand };
  }

  private readThrow(): Expression {
    const { start } = this;
    this.index++;
    const value = this.readExpression();
    return { kind: "throw", start, end: this.end, value };
  }

  private readCast(): Expression {
    const { start } = this;
    const type = this.inParentheses(() => this.readType());
    const operand = this.readUnary();
    return { kind: "cast", start, end: this.end, type, operand };
  }

  /** Whether the parenthesis at the current token is that of a cast. `(a)` is one if an operand follows that needs no operator before it. */
  private isCast(): boolean {
    const close = this.partners[this.index]!;
    const end = close < 0 ? -1 : this.endOfType(this.index + 1);
    if (end !== close || end < 0) return false;
    const last = this.signAt(end - 1);
    if (last === "]" || last === "?" || (end === this.index + 2 && PREDEFINED.has(last))) return true;
    return this.startsValue(end + 1) && !SIGNS.has(this.signAt(end + 1));
  }
}

function declarationPattern(start: number, end: number, type: TypeNode | undefined, name: string): Pattern {
  return {
    kind: "declarationPattern",
    start,
    end,
    ...(type !== undefined && { type }),
    ...(name !== "_" && { name }),
  };
}

const LEVELS: ReadonlyMap<string, number> = new Map(
  ["??", "||", "&&", "|", "^", "&", "== !=", "< > <= >= is as", "<< >>", "+ -", "* / %"].flatMap((signs, level) =>
    signs.split(" ").map((sign) => [sign, level] as const),
  ),
);

/** After a parenthesis these are operators between two operands. */
const SIGNS: ReadonlySet<string> = new Set(["+", "-", "++", "--"]);

const UNARY_OPERATORS: ReadonlySet<string> = new Set(["+", "-", "!", "~", "++", "--"]);

function isUnaryOperator(sign: string): sign is UnaryOperator {
  return UNARY_OPERATORS.has(sign);
}

const ASSIGNMENT_OPERATORS: ReadonlySet<string> = new Set("= += -= *= /= %= &= |= ^= <<=".split(" "));

function isAssignmentOperator(sign: string): sign is AssignmentOperator {
  return ASSIGNMENT_OPERATORS.has(sign);
}
