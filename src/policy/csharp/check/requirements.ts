import { isNamed, named, shownType, type Type } from "../members/type";
import { type Block, type Expression, type Pattern } from "../tree";
import { type Binder } from "./binder";
import { isConstantInteger } from "./constants";
import { converts } from "./conversions";
import { endIsReachable } from "./flow";

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
  if (isNamed(expected, "void") || converts(given, expected, isConstantInteger(value, binder.facts)) !== false) return;
  if (value.kind === "ternary" || value.kind === "throw" || value.kind === "default") return;
  binder.problems.error(
    name === undefined ? "wrong-result" : "wrong-assignment",
    value,
    `the value${name === undefined ? "" : ` of ${name}`} is ${shownType(given)}; expected ${shownType(expected)}`,
    `give a value of type ${shownType(expected)}, or cast it`,
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
