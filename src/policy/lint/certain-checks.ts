import { PolicyElement, type PolicyNode } from "../model/node";
import { MAX_FLOW_DEPTH } from "../text/bounds";
import type { RequestFacts } from "./authentication";
import { csharpOf } from "./csharp-code";
import { holdsForOperation } from "./operation-condition";
import { runsAll } from "./statements";
import { TOKEN_CHECKS } from "./token-check";

/** A statement that validates the token of every request. */
export interface CertainCheck {
  readonly statement: PolicyElement;
  /** The name of the fragment that it is in, if it is in one. */
  readonly fragment?: string;
}

/** The token checks that statements run for every request, in their order: a request must pass them all. */
export function certainChecks(
  statements: readonly PolicyNode[],
  facts: RequestFacts,
  depth = MAX_FLOW_DEPTH,
): CertainCheck[] {
  if (depth === 0) return [];
  return statements.flatMap((node) => (node instanceof PolicyElement ? checksWithin(node, facts, depth - 1) : []));
}

function checksWithin(statement: PolicyElement, facts: RequestFacts, depth: number): CertainCheck[] {
  const { name } = statement;
  if (TOKEN_CHECKS.includes(name)) return [{ statement }];
  if (name === "include-fragment") {
    const fragment = statement.tryAttribute("fragment-id")?.source ?? "";
    return certainChecks(facts.fragment(fragment) ?? [], facts, depth).map((check) => ({ ...check, fragment }));
  }
  if (name === "choose") return checksOfBranch(statement, facts, depth);
  return runsAll(statement) ? certainChecks(statement.children, facts, depth) : [];
}

/** The checks of the branch that every request runs, as far as the operation decides. */
function checksOfBranch(choose: PolicyElement, facts: RequestFacts, depth: number): CertainCheck[] {
  const branches = choose.elements.map((branch) => ({ branch, checks: certainChecks(branch.children, facts, depth) }));
  // To read a condition takes the parser, and most have no check behind them.
  if (branches.every(({ checks }) => checks.length === 0)) return [];
  for (const { branch, checks } of branches) {
    const code = branch.name === "when" ? csharpOf(branch.tryAttribute("condition")) : undefined;
    const holds = branch.name !== "when" || (code && holdsForOperation(code, facts.operationId));
    if (holds !== false) return holds === true ? checks : [];
  }
  return [];
}
