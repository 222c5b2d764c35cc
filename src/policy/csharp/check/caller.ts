import { isNamed } from "../members/type";
import { Spread } from "../spread";
import { type CsharpNode, type Expression } from "../tree";
import { type CsharpView } from "../view";
import { type Facts } from "./binder";

/** Which parts of an expression come from what the caller sends, also by way of local variables. */
export class CallerParts {
  private readonly spread: Spread;

  /** @param isKnown whether the document has made sure of what a read gives */
  public constructor(view: CsharpView, facts: Facts, isKnown: (node: CsharpNode) => boolean) {
    this.spread = new Spread(view, (node) => readsCaller(node, facts) && !isKnown(view.parentOf(node) ?? node));
  }

  /** Whether something of the caller is in a part. */
  public has(node: Expression): boolean {
    return this.spread.has(node);
  }
}

/** Whether a member of the request is read that the caller writes. Claims of a validated token are what its issuer writes. */
function readsCaller(node: CsharpNode, facts: Facts): boolean {
  return node.kind === "member" && isNamed(facts.types.get(node.target), "IRequest") && !OF_GATEWAY.includes(node.name);
}

/** What the gateway finds out about a request. */
const OF_GATEWAY: readonly string[] = ["IpAddress", "Certificate", "PrivateEndpointConnection"];
