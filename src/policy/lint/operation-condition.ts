import { MAX_FLOW_DEPTH } from "../text/bounds";
import { codeOf } from "./expressions";

/**
 * What a condition is for requests to an operation: true, false, or undefined where it depends on more than the operation.
 *
 * @param code C#, without `@(` and `)`
 * @param operationId the name of the operation, or undefined for an operation that the condition does not name
 */
export function holdsForOperation(code: string, operationId: string | undefined): boolean | undefined {
  return evaluate(code, operationId, MAX_FLOW_DEPTH);
}

/** Whether a condition, such as `@(context.Operation.Id != "health")`, is true for all operations but those that it names. */
export function exemptsOperations(condition: string): boolean {
  const code = codeOf(condition);
  return code.includes("context.Operation.Id") && holdsForOperation(code, undefined) === true;
}

const COMPARISON = /^context\.Operation\.Id\s*(==|!=)\s*"([^"\\]*)"$/;
const REVERSED = /^"([^"\\]*)"\s*(==|!=)\s*context\.Operation\.Id$/;
const EQUALS = /^context\.Operation\.Id\.Equals\(\s*"([^"\\]*)"\s*(?:,\s*StringComparison\.\w+\s*)?\)$/;
const IN_LIST = /^new\s*(?:string\s*)?\[\]\s*\{([^{}]*)\}\s*\.\s*Contains\(\s*context\.Operation\.Id\s*\)$/;

function evaluate(code: string, operationId: string | undefined, depth: number): boolean | undefined {
  const text = code.trim();
  if (depth === 0) return undefined;
  for (const [operator, decisive] of [
    ["||", true],
    ["&&", false],
  ] as const) {
    const operands = splitAt(text, operator);
    if (operands.length === 1) continue;
    const results = operands.map((operand) => evaluate(operand, operationId, depth - 1));
    if (results.includes(decisive)) return decisive;
    return results.includes(undefined) ? undefined : !decisive;
  }
  if (text.startsWith("!") && !text.startsWith("!=")) {
    const result = evaluate(text.slice(1), operationId, depth - 1);
    return result === undefined ? undefined : !result;
  }
  if (text.startsWith("(") && closingIndex(text) === text.length - 1) {
    return evaluate(text.slice(1, -1), operationId, depth - 1);
  }
  return compare(text, operationId);
}

function compare(text: string, operationId: string | undefined): boolean | undefined {
  if (text === "true") return true;
  if (text === "false") return false;
  const list = IN_LIST.exec(text);
  if (list !== null) return operationId !== undefined && list[1]!.includes(`"${operationId}"`);
  const equals = EQUALS.exec(text);
  if (equals !== null) return equals[1] === operationId;
  const comparison = COMPARISON.exec(text);
  if (comparison !== null) return (comparison[2] === operationId) === (comparison[1] === "==");
  const reversed = REVERSED.exec(text);
  return reversed === null ? undefined : (reversed[1] === operationId) === (reversed[2] === "==");
}

/** The operands of an operator outside of brackets and strings. */
function splitAt(text: string, operator: string): string[] {
  const operands: string[] = [];
  let start = 0;
  forEachOutside(text, (index) => {
    if (index < start || !text.startsWith(operator, index)) return false;
    operands.push(text.slice(start, index));
    start = index + operator.length;
    return false;
  });
  return [...operands, text.slice(start)];
}

/** The index of the bracket that closes the one at the start, or -1. */
function closingIndex(text: string): number {
  let closing = -1;
  forEachOutside(text, (index, depth) => {
    if (depth !== 0 || text[index] !== ")") return false;
    closing = index;
    return true;
  });
  return closing;
}

/** Visits each character outside of strings and brackets, closing brackets of the outermost level included, until the visitor returns true. */
function forEachOutside(text: string, visit: (index: number, depth: number) => boolean): void {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (char === '"') {
      index++;
      while (index < text.length && text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
      continue;
    }
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    if (depth === 0 && visit(index, depth)) return;
  }
}
