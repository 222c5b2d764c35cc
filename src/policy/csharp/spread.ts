import { type CsharpNode } from "./tree";
import { type CsharpView } from "./view";

/** How often the variables are gone through: what one takes from a later one needs another round. */
const MAX_ROUNDS = 8;

/** The parts of an expression that hold nodes of a kind, also by way of local variables. */
export class Spread {
  /** How many of the nodes are before each one. */
  private counts: number[] = [];
  private readonly names = new Set<string>();

  /** @param isOfKind whether a node is one of those that are looked for */
  public constructor(
    private readonly view: CsharpView,
    private readonly isOfKind: (node: CsharpNode) => boolean,
  ) {
    this.count();
    for (let round = 0; round < MAX_ROUNDS && this.addNames(); round++) this.count();
  }

  public has(node: CsharpNode): boolean {
    const [start, end] = this.view.rangeOf(node);
    return this.counts[end]! > this.counts[start]!;
  }

  /** Whether a node itself is one of those that are looked for, or a variable with one. */
  public is(node: CsharpNode): boolean {
    return this.isOfKind(node) || (node.kind === "name" && this.names.has(node.name));
  }

  private addNames(): boolean {
    const before = this.names.size;
    for (const name of this.view.locals.names) {
      if (!this.names.has(name) && this.view.locals.sourcesOf(name).some((source) => this.has(source)))
        this.names.add(name);
    }
    return this.names.size > before;
  }

  private count(): void {
    let count = 0;
    this.counts = [0];
    for (const node of this.view.nodes) {
      if (this.is(node)) count++;
      this.counts.push(count);
    }
  }
}
