import { PolicyText, type PolicyNode } from "../model/node";
import { type SourceText } from "./source-text";
import { PolicyValue } from "../model/value";

/**
 * White space of which it is not known yet whether it is data. Most of it is layout and costs no more than three numbers.
 *
 * @internal
 */
export class BlankNotes {
  // One entry for each blank: the number of its parent, the index of the child that follows, where it starts in the text.
  private readonly parents: number[] = [];
  private readonly indexes: number[] = [];
  private readonly starts: number[] = [];
  // One entry for each element: its children, once it is closed.
  private readonly children: (PolicyNode[] | undefined)[] = [];

  /** How many blanks are noted. */
  public get length(): number {
    return this.parents.length;
  }

  /** A number for a new element. */
  public open(): number {
    return this.children.push(undefined) - 1;
  }

  /** Notes white space in an element, before the child of an index. */
  public add(parent: number, index: number, start: number): void {
    this.parents.push(parent);
    this.indexes.push(index);
    this.starts.push(start);
  }

  /** Takes the children of an element. */
  public close(parent: number, children: PolicyNode[]): void {
    this.children[parent] = children;
  }

  /** Puts the blanks from an entry on, which are data, among the children. All their parents must be closed. */
  public keep(from: number, source: SourceText): void {
    if (from === this.length) return;
    const entries = new Map<number, number[]>();
    for (let entry = from; entry < this.length; entry++) {
      const parent = this.parents[entry]!;
      const others = entries.get(parent);
      if (others === undefined) entries.set(parent, [entry]);
      else others.push(entry);
    }
    for (const [parent, group] of entries) {
      const children = this.children[parent]!;
      const nodes = children.splice(0);
      let next = 0;
      for (let index = 0; index <= nodes.length; index++) {
        for (; this.indexes[group[next]!] === index; next++) children.push(blank(this.starts[group[next]!]!, source));
        if (index < nodes.length) children.push(nodes[index]!);
      }
    }
    this.parents.length = this.indexes.length = this.starts.length = from;
  }
}

function blank(start: number, source: SourceText): PolicyText {
  const { text } = source;
  return new PolicyText(
    PolicyValue._read(text.slice(start, source.skipBlanks(start)), false),
    source.positionAt(start),
  );
}
