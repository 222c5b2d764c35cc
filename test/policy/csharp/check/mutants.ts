import { parseCsharp } from "../../../../src/policy/csharp/parse";
import { type CsharpNode, type Expression } from "../../../../src/policy/csharp/tree";
import { visit } from "../../../../src/policy/csharp/walk";

/** Code with one mistake that people make. */
export interface Mutant {
  readonly mistake: Mistake;
  readonly code: string;
}

export type Mistake =
  | "a misspelt member of context"
  | "an unknown method"
  | "= for =="
  | "a dropped cast"
  | "a missing return"
  | "a misspelt variable";

/** All mutants of an expression. */
export function mutantsOf(code: string): Mutant[] {
  const mutants: Mutant[] = [];
  const replace = (mistake: Mistake, start: number, end: number, text: string): void => {
    mutants.push({ mistake, code: code.slice(0, start) + text + code.slice(end) });
  };
  const { root } = parseCsharp(code);
  const variables = variablesIn(root);
  let lastReturn: CsharpNode | undefined;
  visit(root, (node) => {
    if (node.kind === "member") {
      const end = node.nameStart + node.name.length;
      if (isOfContext(node.target)) replace("a misspelt member of context", node.nameStart, end, misspelt(node.name));
    } else if (node.kind === "invocation" && node.target.kind === "member") {
      const { name, nameStart } = node.target;
      replace("an unknown method", nameStart, nameStart + name.length, misspelt(name));
    } else if (node.kind === "binary" && node.operator === "==") {
      const at = code.indexOf("==", node.left.end);
      replace("= for ==", at, at + 2, "=");
    } else if (node.kind === "cast") {
      replace("a dropped cast", node.start, node.operand.start, "");
    } else if (node.kind === "name" && variables.has(node.name)) {
      replace("a misspelt variable", node.start, node.end, misspelt(node.name));
    } else if (node.kind === "return") lastReturn = node;
  });
  if (lastReturn !== undefined) replace("a missing return", lastReturn.start, lastReturn.end, ";");
  return mutants;
}

/** Two letters in the wrong order, or one too many. */
function misspelt(name: string): string {
  const at = Math.floor(name.length / 2);
  const swapped = name.slice(0, at - 1) + (name[at] ?? "") + (name[at - 1] ?? "") + name.slice(at + 1);
  return name.length < 4 || swapped === name ? `${name}s` : swapped;
}

function isOfContext(node: Expression): boolean {
  if (node.kind === "name") return node.name === "context";
  return node.kind === "member" && isOfContext(node.target);
}

function variablesIn(root: CsharpNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(root, (node) => {
    if (node.kind === "variables") for (const { name } of node.variables) names.add(name);
    if (node.kind === "lambda") for (const { name } of node.parameters) names.add(name);
    if (node.kind === "declaration") for (const name of node.names) if (name !== undefined) names.add(name);
  });
  return names;
}
