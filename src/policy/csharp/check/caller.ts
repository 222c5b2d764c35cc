import { isNamed } from "../members/type";
import { type Expression } from "../tree";
import { type Facts } from "./binder";
import { type Local } from "./scope";

/** How many questions are answered: each one looks through what is read. */
const MAX_QUESTIONS = 1000;

/** Which parts of an expression come from what the caller sends, also by way of local variables. */
export class CallerParts {
  /** Where the request is read, in the order of the code. */
  private readonly reads: readonly Expression[];
  /** Where variables are read, in the order of the code. */
  private readonly names: readonly Expression[];
  private readonly ofCaller = new Set<Local>();
  private questions = 0;

  public constructor(private readonly facts: Facts) {
    const byStart = (left: Expression, right: Expression): number => left.start - right.start;
    this.reads = [...facts.types.keys()].filter((node) => readsCaller(node, facts)).sort(byStart);
    this.names = [...facts.locals.keys()].sort(byStart);
    for (const local of facts.declared)
      if (local.value !== undefined && this.has(local.value)) this.ofCaller.add(local);
  }

  /** Whether something of the caller is in a part. False if it would take too long to find out. */
  public has({ start, end }: Expression): boolean {
    if (this.questions++ >= MAX_QUESTIONS) return false;
    const read = this.reads[indexFrom(this.reads, start)];
    if (read !== undefined && read.start < end) return true;
    for (let index = indexFrom(this.names, start); index < this.names.length; index++) {
      const name = this.names[index]!;
      if (name.start >= end) return false;
      const local = this.facts.locals.get(name);
      if (local !== undefined && this.ofCaller.has(local)) return true;
    }
    return false;
  }
}

/** Whether a member of the request is read that the caller writes. Claims of a validated token are what its issuer writes. */
function readsCaller(node: Expression, facts: Facts): boolean {
  return node.kind === "member" && isNamed(facts.types.get(node.target), "IRequest") && !OF_GATEWAY.includes(node.name);
}

/** What the gateway finds out about a request. */
const OF_GATEWAY: readonly string[] = ["IpAddress", "Certificate", "PrivateEndpointConnection"];

/** The index of the first node that starts at a place or after it. */
function indexFrom(nodes: readonly Expression[], start: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
