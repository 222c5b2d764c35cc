import { type Expression, type Invocation } from "../csharp/tree";
import { calledOn, type CsharpView, methodOf } from "../csharp/view";
import { type PolicyValue } from "../model/value";
import { MAX_FLOW_DEPTH } from "../text/bounds";
import { type CsharpCode, csharpOf } from "./csharp-code";

/**
 * What a condition is for requests to an operation: true, false, or undefined where it depends on more than the operation.
 *
 * @param operationId the name of the operation, or undefined for an operation that the condition does not name
 */
export function holdsForOperation(condition: CsharpCode, operationId: string | undefined): boolean | undefined {
  // A condition without it depends on no operation, except for `true` and `false`.
  if (!condition.names("Operation") && !/\b(?:true|false)\b/.test(condition.source)) return undefined;
  const { view } = condition;
  if (view === undefined || view.tree.problems.length > 0 || view.results.length !== 1) return undefined;
  if (view.tree.root.kind === "block" && !view.tree.root.statements.every(({ kind }) => PLAIN.includes(kind)))
    return undefined;
  return new OperationTest(view, operationId).evaluate(view.results[0]!, MAX_FLOW_DEPTH);
}

/** Statements that run one after the other. */
const PLAIN: readonly string[] = ["variables", "return", "empty"];

/** Whether a condition, such as `@(context.Operation.Id != "health")`, is true for all operations but those that it names. */
export function exemptsOperations(condition: PolicyValue | undefined): boolean {
  const csharp = csharpOf(condition);
  return csharp?.names("Operation") === true && holdsForOperation(csharp, undefined) === true;
}

class OperationTest {
  public constructor(
    private readonly view: CsharpView,
    private readonly operationId: string | undefined,
  ) {}

  public evaluate(node: Expression, depth: number): boolean | undefined {
    if (depth === 0) return undefined;
    const meant = this.view.meaningOf(node);
    if (meant.kind === "boolean") return meant.value;
    if (meant.kind === "unary") {
      const result = meant.operator === "!" ? this.evaluate(meant.operand, depth - 1) : undefined;
      return result === undefined ? undefined : !result;
    }
    if (meant.kind === "binary") {
      const { operator, left, right } = meant;
      if (operator === "||" || operator === "&&") {
        const decisive = operator === "||";
        const results = [this.evaluate(left, depth - 1), this.evaluate(right, depth - 1)];
        if (results.includes(decisive)) return decisive;
        return results.includes(undefined) ? undefined : !decisive;
      }
      if (operator !== "==" && operator !== "!=") return undefined;
      const isSame = this.isOperation(left) ? this.isNamed(right) : this.isOperation(right) && this.isNamed(left);
      return isSame === undefined || !(this.isOperation(left) || this.isOperation(right))
        ? undefined
        : isSame === (operator === "==");
    }
    if (meant.kind === "invocation") return this.call(meant);
    return undefined;
  }

  /** `context.Operation.Id.Equals("…")`, or a list of names that contains it. */
  private call(node: Invocation): boolean | undefined {
    const target = calledOn(node);
    const argument = node.arguments[0]?.value;
    if (target === undefined || argument === undefined) return undefined;
    const method = methodOf(node);
    if (method === "Equals") {
      if (this.isOperation(target)) return this.isNamed(argument);
      return this.isOperation(argument) ? this.isNamed(target) : undefined;
    }
    if (method !== "Contains" || !this.isOperation(argument)) return undefined;
    const list = itemsOf(this.view.meaningOf(target))?.map((item) => this.isNamed(item));
    if (list === undefined || list.includes(true)) return list === undefined ? undefined : true;
    return list.includes(undefined) ? undefined : false;
  }

  private isOperation(node: Expression): boolean {
    return this.view.pathOf(node) === "context.Operation.Id";
  }

  /** Whether a text is the name of the operation; undefined if it is not known. */
  private isNamed(node: Expression): boolean | undefined {
    const text = this.view.textOf(node);
    return text === undefined ? undefined : text === this.operationId;
  }
}

function itemsOf(list: Expression): readonly Expression[] | undefined {
  if (list.kind === "newArray") return list.elements;
  if (list.kind !== "new") return undefined;
  return list.initializer?.entries.flatMap((entry) => (entry.kind === "elementEntry" ? entry.values : []));
}
