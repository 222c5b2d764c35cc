import { isNamed, shownType } from "../members/type";
import { type Binary, type Expression, type Invocation, type Unary } from "../tree";
import { type Facts } from "./binder";
import { constantOf } from "./constants";
import { isNumber, isValueType } from "./conversions";
import { isJson } from "./operators";
import { type CsharpProblems } from "./problem";
import { isUntypedVariable } from "./untyped";

/** Reports comparisons that give the same for all callers. */
export function checkComparisons(code: string, facts: Facts, problems: CsharpProblems): void {
  for (const node of facts.types.keys()) {
    if (node.kind === "binary") {
      if (OPERATORS.includes(node.operator)) checkComparison(node, code, facts, problems);
      checkUntypedOperand(node, facts, problems);
    } else if (node.kind === "invocation") {
      checkEquals(node, facts, problems);
      checkMath(node, facts, problems);
      if (node.target.kind === "member") checkUntyped(node, node.target.target, node.target.name, facts, problems);
    } else if (node.kind === "unary" && isUntypedVariable(node.operand, facts))
      reportUntyped(node, node.operator === "!" ? "bool" : "int", problems);
    else if (node.kind === "member") checkUntyped(node, node.target, node.name, facts, problems);
  }
}

function checkEquals(node: Invocation, facts: Facts, problems: CsharpProblems): void {
  const { target } = node;
  const given = node.arguments[0]?.value;
  if (target.kind !== "member" || target.name !== "Equals" || given === undefined) return;
  if (facts.types.get(target.target)?.kind !== "array" || !isNamed(facts.types.get(given), "string")) return;
  problems.warning(
    "constant-condition",
    node,
    "an array never equals a string; expected a comparison with one of its entries",
    "ask the array with Contains, or take one of its entries",
  );
}

/** A variable is an object, unless the call says which type it has. */
function checkUntyped(
  node: Expression,
  target: Expression,
  name: string,
  facts: Facts,
  problems: CsharpProblems,
): void {
  if (OBJECT_MEMBERS.includes(name) || !isUntypedVariable(target, facts)) return;
  problems.warning(
    "object-member",
    node,
    `a variable without a type is an object and has no ${name}; expected a type argument`,
    `write GetValueOrDefault<string>(…).${name}`,
  );
}

/** No operator takes an object beside a number or a condition. Beside a text, `+` joins them and others are compared as references. */
function checkUntypedOperand(node: Binary, facts: Facts, problems: CsharpProblems): void {
  const other = isUntypedVariable(node.left, facts)
    ? node.right
    : isUntypedVariable(node.right, facts)
      ? node.left
      : undefined;
  const type = other && facts.types.get(other);
  if (node.operator !== "??" && (isNumber(type) || isNamed(type, "bool")))
    reportUntyped(node, shownType(type), problems);
}

function reportUntyped(node: Binary | Unary, type: string, problems: CsharpProblems): void {
  problems.warning(
    "wrong-operands",
    node,
    `a variable without a type is an object, which ${node.operator} does not take; expected a type argument`,
    `write GetValueOrDefault<${type}>(…)`,
  );
}

/** Functions of numbers have no overload for an object. */
function checkMath(node: Invocation, facts: Facts, problems: CsharpProblems): void {
  const { target } = node;
  if (target.kind !== "member" || target.target.kind !== "name" || target.target.name !== "Math") return;
  const object = node.arguments.find(({ value }) => isNamed(facts.types.get(value), "object"));
  if (object === undefined || facts.locals.has(target.target)) return;
  problems.error(
    "wrong-arguments",
    object.value,
    `the argument of ${target.name} is object; expected a number`,
    "cast it, as in (int)value",
  );
}

const OBJECT_MEMBERS: readonly string[] = ["Equals", "GetHashCode", "GetType", "ToString"];

const OPERATORS: readonly string[] = ["==", "!=", "<", ">", "<=", ">="];

function checkComparison(node: Binary, code: string, facts: Facts, problems: CsharpProblems): void {
  const cause = constantCause(node, code, facts);
  if (cause !== undefined) {
    problems.warning(
      "constant-condition",
      node,
      `the comparison is always the same, because ${cause}; expected one that depends on the request`,
      "compare something else, or leave the comparison out",
    );
  } else if (comparesJson(node, facts)) {
    problems.warning(
      "wrong-operands",
      node,
      "a token of JSON is compared with a value; expected a cast before, because without one this does not compile",
      `cast the token, as in (${shownType(facts.types.get(isJson(facts.types.get(node.left)) ? node.right : node.left))})token`,
    );
  } else if (comparesReferences(node, facts)) {
    problems.warning(
      "reference-comparison",
      node,
      "an object is compared with a string; expected a cast before, because without one the references are compared and not the texts",
      "cast the object, as in (string)value",
    );
  }
}

function constantCause({ operator, left, right }: Binary, code: string, facts: Facts): string | undefined {
  if (constantOf(left) !== undefined && constantOf(right) !== undefined) return "both sides are constants";
  if (isStable(left) && isStable(right) && textOf(left, code) === textOf(right, code)) return "both sides are the same";
  const other = left.kind === "null" ? right : right.kind === "null" ? left : undefined;
  if (other !== undefined && other.kind !== "default" && (operator === "==" || operator === "!=")) {
    const type = facts.types.get(other);
    if (isValueType(type) === true && !isNamed(type, "Nullable"))
      return `a value of type ${shownType(type)} is never null`;
  }
  const isCount =
    left.kind === "member" &&
    (left.name === "Length" || left.name === "Count") &&
    isNamed(facts.types.get(left), "int");
  if (isCount && constantOf(right) === "number 0" && (operator === "<" || operator === ">=")) {
    return "a number of items is never negative";
  }
  return undefined;
}

/** Whether an expression is a variable or a member of one, which is the same each time. */
function isStable(node: Expression): boolean {
  if (node.kind === "name") return true;
  return node.kind === "member" && STATIC_CLOCK.every((name) => name !== node.name) && isStable(node.target);
}

const STATIC_CLOCK: readonly string[] = ["Now", "UtcNow", "Today", "Elapsed"];

/** Longer expressions are not compared: together that would take quadratic time. */
const MAX_COMPARED = 200;

function textOf({ start, end }: Expression, code: string): string | number {
  return end - start > MAX_COMPARED ? start : code.slice(start, end).replace(/\s/g, "");
}

function comparesJson({ operator, left, right }: Binary, facts: Facts): boolean {
  if (operator !== "==" && operator !== "!=") return false;
  const isPlain = (node: Expression): boolean =>
    isNumber(facts.types.get(node)) || isNamed(facts.types.get(node), "string", "bool");
  const isToken = (node: Expression): boolean => isJson(facts.types.get(node));
  return (isToken(left) && isPlain(right)) || (isPlain(left) && isToken(right));
}

function comparesReferences({ operator, left, right }: Binary, facts: Facts): boolean {
  if (operator !== "==" && operator !== "!=") return false;
  const first = facts.types.get(left);
  const second = facts.types.get(right);
  if (isUntypedVariable(left, facts)) return isNamed(second, "string");
  if (isUntypedVariable(right, facts)) return isNamed(first, "string");
  return (
    (isNamed(first, "object") && isNamed(second, "string")) || (isNamed(first, "string") && isNamed(second, "object"))
  );
}
