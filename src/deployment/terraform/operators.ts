import { Failure } from "./failure";
import { equals, type Value } from "./value";

/** A value as text, where Terraform converts it. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  throw new Failure(value === null ? "null is no text" : "a list or an object is no text");
}

/** A value as a number, where Terraform converts it. */
export function numberOf(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return Number(value);
  throw new Failure("a value is no number");
}

/** A value as a condition. */
export function truth(value: Value): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new Failure("a condition is neither true nor false");
}

/** Applies a binary operator. */
export function operate(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case "&&":
      return truth(left) && truth(right);
    case "||":
      return truth(left) || truth(right);
    case "==":
      return equals(left, right);
    case "!=":
      return !equals(left, right);
    default:
      return arithmetic(operator, numberOf(left), numberOf(right));
  }
}

function arithmetic(operator: string, left: number, right: number): number | boolean {
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    default:
      if (right === 0) throw new Failure("a division by zero");
      return operator === "/" ? left / right : left % right;
  }
}

/** A number as Terraform writes it: never with an exponent. */
function numberText(value: number): string {
  const text = String(value);
  return text.includes("e") && Number.isInteger(value) ? BigInt(value).toString() : text;
}
