import { type Expression } from "../tree";

/** Whether an expression is a constant integer, which converts to every type of integers. */
export function isConstantInteger(node: Expression): boolean {
  if (node.kind === "unary" && (node.operator === "-" || node.operator === "+")) return isConstantInteger(node.operand);
  return node.kind === "number" && node.type === "int";
}

/** The value of a literal, as text that is the same for the same value; undefined if it is none. */
export function constantOf(node: Expression): string | undefined {
  switch (node.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(node.value);
    case "number":
      return `number ${node.digits}`;
    case "char":
      return `char ${node.value}`;
    case "string":
      // A named value or a place of a template gets its text later.
      return /\{\{|\$\{/.test(node.value) ? undefined : `string ${node.value}`;
    default:
      return undefined;
  }
}
