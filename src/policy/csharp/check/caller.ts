import { type Expression } from "../tree";
import { type Facts } from "./binder";
import { type Local } from "./scope";

/** How many questions are answered: each one looks through what is read. */
const MAX_QUESTIONS = 300;

/** Which parts of an expression come from what the caller sends, also by way of local variables. */
export class CallerParts {
  /** Where the request is read. */
  private readonly reads: number[] = [];
  private readonly ofCaller = new Set<Local>();
  private questions = 0;

  public constructor(private readonly facts: Facts) {
    for (const node of facts.types.keys()) {
      const isRequest = node.kind === "member" && (node.name === "Request" || node.name === "Claims");
      if (isRequest && (node.name === "Claims" || isContext(node.target))) this.reads.push(node.start);
    }
    for (const local of facts.declared) if (local.value !== undefined && this.has(local.value)) this.ofCaller.add(local);
  }

  /** Whether something of the caller is in a part. False if it would take too long to find out. */
  public has({ start, end }: Expression): boolean {
    if (this.questions++ >= MAX_QUESTIONS) return false;
    if (this.reads.some((read) => read >= start && read < end)) return true;
    for (const [node, local] of this.facts.locals) {
      if (node.start >= start && node.end <= end && this.ofCaller.has(local)) return true;
    }
    return false;
  }
}

function isContext(node: Expression): boolean {
  return node.kind === "name" && node.name === "context";
}
