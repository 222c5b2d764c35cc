import { type Expression, type UnaryOperator } from "../tree";
import { CreationReader } from "./creation-reader";

/** Reads operands and what follows them: members, calls, indexers, `++` and `--`. */
export abstract class AccessReader extends CreationReader {
  /** Reads an operand and what follows it: members, calls, indexers, `++` and `--`. */
  protected readAccesses(isNegative = false): Expression {
    let { start } = this;
    let value = isNegative ? this.readNumber(true) : this.readPrimary();
    /** What is before each `?.`. */
    const targets: { start: number; target: Expression }[] = [];
    for (;;) {
      switch (this.signAt()) {
        case ".":
          value = this.readMember(start, value);
          continue;
        case "(":
          value = { kind: "invocation", start, target: value, arguments: this.readArguments(")"), end: this.end };
          continue;
        case "[":
          value = { kind: "element", start, target: value, arguments: this.readArguments("]"), end: this.end };
          continue;
        case "?": {
          // White space may be between the signs.
          const isMember = this.is(".", this.index + 1);
          if (!isMember && !this.is("[", this.index + 1)) break;
          targets.push({ start, target: value });
          this.index++;
          ({ start } = this);
          value = { kind: "receiver", start, end: start };
          if (isMember) value = this.readMember(start, value);
          continue;
        }
        case "?.":
          targets.push({ start, target: value });
          start = this.start + 1;
          value = this.readMember(start, { kind: "receiver", start, end: start });
          continue;
        case "++":
        case "--":
          value = this.readPostfix(start, value);
          continue;
      }
      break;
    }
    for (let last = targets.pop(); last !== undefined; last = targets.pop()) {
      value = { kind: "conditionalAccess", start: last.start, end: this.end, target: last.target, access: value };
    }
    return value;
  }

  private readMember(start: number, target: Expression): Expression {
    this.index++;
    const nameStart = this.start;
    const name = this.expectName();
    const typeArguments = this.isTypeArgumentList() ? this.readTypeArguments() : [];
    return { kind: "member", start, end: this.end, target, name, nameStart, typeArguments };
  }

  private readPostfix(start: number, operand: Expression): Expression {
    const operator = this.signAt() as UnaryOperator;
    this.checkTarget(operand, operator);
    this.index++;
    return { kind: "unary", start, end: this.end, operator, isPostfix: true, operand };
  }

  /** Reports what cannot change, where an operator changes it. */
  protected checkTarget(target: Expression, operator: string): void {
    if (TARGETS.has(target.kind)) return;
    this.reportAt(
      target.start,
      target.end,
      `found a value; expected a variable, a member or an element for "${operator}"`,
    );
  }
}

/** What an assignment can change. What is missing has been reported, and nothing is known about a place. */
const TARGETS: ReadonlySet<Expression["kind"]> = new Set([
  "name",
  "member",
  "element",
  "tuple",
  "declaration",
  "place",
  "missing",
]);
