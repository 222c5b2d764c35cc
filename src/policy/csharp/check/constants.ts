import { isPlace } from "../places";
import { type Expression } from "../tree";
import { type Facts } from "./binder";

/** Whether an expression, of which all parts are bound, is a constant integer, which converts to every type of integers. */
export function isConstantInteger(node: Expression, { locals }: Facts): boolean {
  const open = [node];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.kind === "binary" && ARITHMETIC.includes(part.operator)) open.push(part.left, part.right);
    else if (part.kind === "unary" && SIGNS.includes(part.operator)) open.push(part.operand);
    else if (part.kind === "name" ? locals.get(part)?.isConstant !== true : !isInteger(part)) return false;
  }
  return true;
}

function isInteger(node: Expression): boolean {
  return node.kind === "number" && node.type === "int";
}

const ARITHMETIC: readonly string[] = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"];
const SIGNS: readonly string[] = ["-", "+", "~"];

/** The value of a literal, as text that is the same for the same value; undefined if it is none. */
export function constantOf(node: Expression): string | undefined {
  if (node.kind === "null") return "null";
  if (node.kind === "boolean") return String(node.value);
  if (node.kind === "number") return `number ${node.digits}`;
  if (node.kind === "char") return `char ${node.value}`;
  // A place gets its text later.
  return node.kind === "string" && !isPlace(node.value) ? `string ${node.value}` : undefined;
}
