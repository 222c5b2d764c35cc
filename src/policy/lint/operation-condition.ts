import { type CsharpTokens } from "../csharp/tokens";
import { type PolicyValue } from "../model/value";
import { MAX_FLOW_DEPTH } from "../text/bounds";
import { csharpOf } from "./csharp-code";

/**
 * What a condition is for requests to an operation: true, false, or undefined where it depends on more than the operation.
 *
 * @param condition one C# expression, `@(…)`
 * @param operationId the name of the operation, or undefined for an operation that the condition does not name
 */
export function holdsForOperation(condition: CsharpTokens, operationId: string | undefined): boolean | undefined {
  if (!condition.is(0, "(")) return undefined;
  return new OperationTest(condition, operationId).evaluate(1, condition.length - 1, MAX_FLOW_DEPTH);
}

/** Whether a condition, such as `@(context.Operation.Id != "health")`, is true for all operations but those that it names. */
export function exemptsOperations(condition: PolicyValue | undefined): boolean {
  const csharp = csharpOf(condition);
  return csharp?.names("Operation") === true && holdsForOperation(csharp.tokens, undefined) === true;
}

class OperationTest {
  public constructor(
    private readonly tokens: CsharpTokens,
    private readonly operationId: string | undefined,
  ) {}

  public evaluate(first: number, last: number, depth: number): boolean | undefined {
    const { tokens } = this;
    if (depth === 0) return undefined;
    for (const [operator, decisive] of [
      ["||", true],
      ["&&", false],
    ] as const) {
      const operands = tokens.split(first, last, operator);
      if (operands.length === 1) continue;
      const results = operands.map(([from, to]) => this.evaluate(from, to, depth - 1));
      if (results.includes(decisive)) return decisive;
      return results.includes(undefined) ? undefined : !decisive;
    }
    let from = first;
    while (tokens.is(from, "!")) from++;
    const isGrouped = tokens.is(from, "(") && tokens.closing(from) === last - 1;
    const result = isGrouped ? this.evaluate(from + 1, last - 1, depth - 1) : this.compare(from, last);
    return result === undefined || (from - first) % 2 === 0 ? result : !result;
  }

  private compare(from: number, to: number): boolean | undefined {
    const { tokens, operationId } = this;
    if (to === from + 1) return tokens.is(from, "true") ? true : tokens.is(from, "false") ? false : undefined;
    const isFirst = this.isOperationId(from);
    // What is compared with it: `context.Operation.Id == "…"`, or the other way around.
    const operator = isFirst ? from + OPERATION_ID.length : from + 1;
    const text = tokens.string(isFirst ? operator + 1 : from);
    const end = isFirst ? operator + 2 : operator + 1 + OPERATION_ID.length;
    if (text !== undefined && end === to && (isFirst || this.isOperationId(operator + 1))) {
      if (tokens.is(operator, "==")) return text === operationId;
      return tokens.is(operator, "!=") ? text !== operationId : undefined;
    }
    if (isFirst) return this.compareByMethod(operator, to);
    return this.isInList(from, to);
  }

  /** `….Equals("…")`, or with a `StringComparison`. */
  private compareByMethod(dot: number, to: number): boolean | undefined {
    const { tokens } = this;
    const text = tokens.string(dot + 3);
    const isCall = tokens.is(dot + 1, "Equals") && tokens.closing(dot + 2) === to - 1;
    if (!isCall || text === undefined || !tokens.is(dot + 4, ",", ")")) return undefined;
    return text === this.operationId;
  }

  /** `new[] { "…", "…" }.Contains(context.Operation.Id)`. */
  private isInList(from: number, to: number): boolean | undefined {
    const { tokens, operationId } = this;
    const open = tokens.is(from + 1, "string") ? from + 4 : from + 3;
    const close = tokens.closing(open);
    const isList = tokens.is(from, "new") && tokens.is(open - 2, "[") && tokens.is(open, "{");
    const isCall = tokens.is(close + 2, "Contains") && this.isOperationId(close + 4);
    if (!isList || !isCall || to !== close + 5 + OPERATION_ID.length) return undefined;
    if (operationId === undefined) return false;
    for (let index = open + 1; index < close; index++) if (tokens.string(index) === operationId) return true;
    return false;
  }

  private isOperationId(from: number): boolean {
    return OPERATION_ID.every((text, index) => this.tokens.is(from + index, text));
  }
}

const OPERATION_ID: readonly string[] = ["context", ".", "Operation", ".", "Id"];
