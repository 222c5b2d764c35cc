import { PolicyElement, type PolicyNode } from "../../policy/model/node";

/**
 * When a statement of the inbound section runs. Each phase may rely on the ones before it:
 * a preflight request has no token, checking an address is cheaper than checking a signature, and a limit per caller needs the caller.
 */
export enum Phase {
  CORS,
  BASE,
  NETWORK,
  AUTHENTICATION,
  AUTHORIZATION,
  RATE_LIMIT,
  REST,
  /** What the backend learns of the caller. It comes last, so that nothing before it works without the caller's token, and nothing overwrites it. */
  TO_BACKEND,
}

/** A statement, or a comment on the next one, and when it runs. */
export interface PhasedNode {
  readonly node: PolicyNode;
  readonly phase: Phase;
}

/** A statement that a construct adds to inbound. */
export interface AddedStatement {
  readonly node: PolicyElement;
  /** When it runs, if its kind does not determine that. */
  readonly phase?: Phase;
}

const PHASES: ReadonlyMap<string, Phase> = new Map([
  ["cors", Phase.CORS],
  ["base", Phase.BASE],
  ["ip-filter", Phase.NETWORK],
  ["check-header", Phase.NETWORK],
  ["validate-client-certificate", Phase.NETWORK],
  ["validate-jwt", Phase.AUTHENTICATION],
  ["validate-azure-ad-token", Phase.AUTHENTICATION],
  ["rate-limit", Phase.RATE_LIMIT],
  ["rate-limit-by-key", Phase.RATE_LIMIT],
  ["quota", Phase.RATE_LIMIT],
  ["quota-by-key", Phase.RATE_LIMIT],
]);

/** Statements that only prepare the request: they send no response, call no service and leave tokens alone, so they may run before a check. */
const PREPARATIONS: readonly string[] = [
  "set-variable",
  "set-method",
  "set-backend-service",
  "rewrite-uri",
  "trace",
  "emit-metric",
];

/**
 * When a statement runs, by its name.
 *
 * @param holdsCors whether a fragment that the program knows holds `cors`: it runs where `cors` runs
 */
export function phaseOf(element: PolicyElement, holdsCors: (fragmentId: string) => boolean = () => false): Phase {
  const fragment = element.name === "include-fragment" ? element.tryAttribute("fragment-id") : undefined;
  if (fragment !== undefined && holdsCors(fragment.source)) return Phase.CORS;
  return PHASES.get(element.name) ?? Phase.REST;
}

/**
 * Inserts statements into those of a document, without moving any of the document's own.
 *
 * A statement goes before the first one of a later phase. Statements of one phase keep the order in which they came. Where the document only
 * prepares the request before its `cors` or `<base />`, a statement that belongs after these two still goes after them.
 */
export function mergeInbound(
  document: PolicyNode[],
  contributions: readonly PhasedNode[],
  phaseOfElement: (element: PolicyElement) => Phase = phaseOf,
): PolicyNode[] {
  const merged: PhasedNode[] = document.map((node) => ({
    node,
    phase: node instanceof PolicyElement ? phaseOfElement(node) : Phase.CORS,
  }));
  for (const contribution of [...contributions].sort((left, right) => left.phase - right.phase)) {
    let index = contribution.phase > Phase.BASE ? endOfLead(merged) : 0;
    while (index < merged.length && merged[index]!.phase <= contribution.phase) index++;
    // A comment stays with the statement below it.
    while (index > 0 && !(merged[index - 1]!.node instanceof PolicyElement)) index--;
    merged.splice(index, 0, contribution);
  }
  return merged.map(({ node }) => node);
}

/** The index after the last `cors` or `<base />` that only preparing statements precede. */
function endOfLead(nodes: readonly PhasedNode[]): number {
  let end = 0;
  for (let index = 0; index < nodes.length; index++) {
    const { node, phase } = nodes[index]!;
    if (!(node instanceof PolicyElement) || PREPARATIONS.includes(node.name)) continue;
    if (phase > Phase.BASE) break;
    end = index + 1;
  }
  return end;
}
