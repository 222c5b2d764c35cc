import { isPlace } from "../places";
import { type Expression } from "../tree";

/** Whether an expression is a constant integer, which converts to every type of integers. */
export function isConstantInteger(node: Expression): boolean {
  if (node.kind === "unary" && (node.operator === "-" || node.operator === "+")) return isConstantInteger(node.operand);
  return node.kind === "number" && node.type === "int";
}

/** The value of a literal, as text that is the same for the same value; undefined if it is none. */
export function constantOf(node: Expression): string | undefined {
  if (node.kind === "null") return "null";
  if (node.kind === "boolean") return String(node.value);
  if (node.kind === "number") return `number ${node.digits}`;
  if (node.kind === "char") return `char ${node.value}`;
  // A place gets its text later.
  return node.kind === "string" && !isPlace(node.value) ? `string ${node.value}` : undefined;
}
