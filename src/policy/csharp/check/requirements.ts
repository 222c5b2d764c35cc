import { isNamed, named, shownType, type Type } from "../members/type";
import { type Block, type Expression, type Pattern } from "../tree";
import { type Binder } from "./binder";
import { isOutOfRange } from "./constant-values";
import { isConstantInteger } from "./constants";
import { converts, isNumber } from "./conversions";
import { endIsReachable } from "./flow";
import { isUntypedVariable } from "./untyped";

/** Checks a condition, which has to be `bool`. */
export function checkCondition(binder: Binder, node: Expression): void {
  const type = binder.typeOf(node);
  if (node.kind === "assignment" && node.operator === "=" && (type === undefined || isNamed(type, "bool"))) {
    binder.problems.warning(
      "wrong-condition",
      node,
      "the condition sets a variable; expected a comparison",
      "write == to compare",
    );
  }
  if (isUntypedVariable(node, binder.facts)) {
    binder.problems.warning(
      "wrong-condition",
      node,
      "a variable without a type is an object; expected bool",
      "write GetValueOrDefault<bool>(…)",
    );
  }
  if (type === undefined || isNamed(type, "bool") || type.kind === "parameter") return;
  if (converts(type, BOOL_TYPE) !== false) return;
  binder.problems.error(
    "wrong-condition",
    node,
    `the condition is ${shownType(type)}; expected bool`,
    isNamed(type, "Nullable")
      ? "compare it with true"
      : isNamed(type, "object")
        ? "cast it, as in (bool)value"
        : "compare the value",
  );
}

/** Checks what a loop goes through: of an object it is not known that it is a sequence. */
export function checkCollection(binder: Binder, node: Expression, type: Type | undefined): void {
  if (!isNamed(type, "object", "bool", "Guid", "DateTime", "TimeSpan") && !isNumber(type)) return;
  const isObject = isNamed(type, "object");
  binder.problems.error(
    isObject ? "object-member" : "wrong-operands",
    node,
    `foreach goes through ${shownType(type)}; expected a sequence`,
    isObject ? "cast it to the type of the sequence, as in (string[])value" : "go through an array or a list",
  );
}

const BOOL_TYPE = named("bool");

export function bindPattern(binder: Binder, node: Pattern): void {
  if (node.kind === "constantPattern") binder.typeOf(node.value);
  else if (node.kind === "typePattern") binder.resolve(node.type);
  else {
    const type = node.type === undefined ? undefined : binder.resolve(node.type);
    if (node.name !== undefined) binder.declare(node.name, type);
  }
}

/** Reports a value of another type than is asked for. */
export function reportAssigned(
  binder: Binder,
  value: Expression,
  given: Type | undefined,
  expected: Type,
  name?: string,
): void {
  if (isNamed(expected, "void")) return;
  const isConstant = isConstantInteger(value, binder.facts);
  if (isConstant && isOutOfRange(value, expected, binder.facts)) reportRange(binder, value, expected, name);
  if (converts(given, expected, isConstant) !== false) return;
  if (value.kind === "ternary" || value.kind === "throw" || value.kind === "default") return;
  binder.problems.error(
    name === undefined ? "wrong-result" : "wrong-assignment",
    value,
    `the value${name === undefined ? "" : ` of ${name}`} is ${shownType(given)}; expected ${shownType(expected)}`,
    `give a value of type ${shownType(expected)}, or cast it`,
  );
}

function reportRange(binder: Binder, value: Expression, expected: Type, name: string | undefined): void {
  binder.problems.error(
    name === undefined ? "wrong-result" : "wrong-assignment",
    value,
    `the constant${name === undefined ? "" : ` of ${name}`} is not in the range of ${shownType(expected)}; expected one that it holds`,
    `write a number that ${shownType(expected)} holds`,
  );
}

/** Reports a block that ends without a value on some path. */
export function checkEnd(binder: Binder, block: Block, what: string): void {
  if (!endIsReachable(block)) return;
  binder.problems.error(
    "missing-return",
    { start: block.end - 1, end: block.end },
    `${what} can end without a return; expected one on each path`,
    "return a value at the end",
  );
}
