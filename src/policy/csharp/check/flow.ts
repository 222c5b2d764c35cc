import { type Block, type Expression, type Statement } from "../tree";

/** Whether the end of a block can be reached, as C# decides it: without regard to values, except for `true`. */
export function endIsReachable(block: Block): boolean {
  return goesOn(block);
}

/** Whether what follows a statement can be reached. */
function goesOn(node: Statement): boolean {
  switch (node.kind) {
    case "block":
      return allGoOn(node.statements);
    case "return":
    case "throwStatement":
    case "break":
    case "continue":
      return false;
    case "expressionStatement":
      // It becomes statements later, and nobody knows which.
      return node.value.kind !== "place";
    case "if":
      if (isAlways(node.condition)) return goesOn(node.whenTrue);
      return goesOn(node.whenTrue) || node.whenFalse === undefined || goesOn(node.whenFalse);
    case "while":
      return !isAlways(node.condition) || breaks(node.body);
    case "do":
      return breaks(node.body) || (!isAlways(node.condition) && (goesOn(node.body) || continues(node.body)));
    case "for":
      return (node.condition !== undefined && !isAlways(node.condition)) || breaks(node.body);
    case "switch": {
      const hasDefault = node.sections.some(({ labels }) => labels.some(({ pattern }) => pattern === undefined));
      if (!hasDefault) return true;
      return node.sections.some(({ statements }) => statements.some(breaks) || allGoOn(statements));
    }
    case "try":
      if (node.finally !== undefined && !goesOn(node.finally)) return false;
      return goesOn(node.block) || node.catches.some(({ block }) => goesOn(block));
    case "using":
    case "lock":
      return node.body === undefined || goesOn(node.body);
    case "variables":
    case "localFunction":
    case "foreach":
    case "empty":
      return true;
  }
}

function allGoOn(statements: readonly Statement[]): boolean {
  return statements.every(goesOn);
}

/** `true`; what is not known counts as it, so that nothing is reported that may be right. */
function isAlways(condition: Expression): boolean {
  return condition.kind === "boolean" ? condition.value : condition.kind === "place";
}

/** Whether a `break` in a statement ends the loop or the switch around it. */
function breaks(node: Statement): boolean {
  return jumps(node, "break");
}

function continues(node: Statement): boolean {
  return jumps(node, "continue");
}

function jumps(node: Statement, kind: "break" | "continue"): boolean {
  const inside = (statement: Statement | undefined): boolean => statement !== undefined && jumps(statement, kind);
  switch (node.kind) {
    case "break":
    case "continue":
      return node.kind === kind;
    case "block":
      return node.statements.some(inside);
    case "if":
      return inside(node.whenTrue) || inside(node.whenFalse);
    case "switch":
      return kind === "continue" && node.sections.some(({ statements }) => statements.some(inside));
    case "try":
      return inside(node.block) || node.catches.some(({ block }) => inside(block)) || inside(node.finally);
    case "using":
    case "lock":
      return inside(node.body);
    case "do":
    case "empty":
    case "expressionStatement":
    case "for":
    case "foreach":
    case "localFunction":
    case "return":
    case "throwStatement":
    case "variables":
    case "while":
      return false;
  }
}
