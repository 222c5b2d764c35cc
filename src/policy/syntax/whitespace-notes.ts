import { PolicyText, type PolicyNode } from "../model/node";
import { type SourceText } from "./source-text";
import { PolicyValue } from "../model/value";

/**
 * Whitespace that may be layout or data. Most of it is layout and takes no more than three numbers.
 *
 * @internal
 */
export class WhitespaceNotes {
  // One entry for each run of whitespace: the number of its parent, the index of the child that follows, where it starts in the text.
  private readonly parents: number[] = [];
  private readonly indexes: number[] = [];
  private readonly starts: number[] = [];
  // One entry for each element: its children, once it is closed.
  private readonly children: (PolicyNode[] | undefined)[] = [];

  /** The number of noted runs of whitespace. */
  public get length(): number {
    return this.parents.length;
  }

  /** A number for a new element. */
  public open(): number {
    return this.children.push(undefined) - 1;
  }

  /** Notes whitespace in an element, before the child at an index. */
  public add(parent: number, index: number, start: number): void {
    this.parents.push(parent);
    this.indexes.push(index);
    this.starts.push(start);
  }

  /** Stores the children of an element. */
  public close(parent: number, children: PolicyNode[]): void {
    this.children[parent] = children;
  }

  /** Inserts the whitespace from an entry on, which is data, among the children. All its parents must be closed. */
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
        for (; this.indexes[group[next]!] === index; next++) children.push(textAt(this.starts[group[next]!]!, source));
        if (index < nodes.length) children.push(nodes[index]!);
      }
    }
    this.parents.length = this.indexes.length = this.starts.length = from;
  }
}

function textAt(start: number, source: SourceText): PolicyText {
  const { text } = source;
  return new PolicyText(
    PolicyValue._read(text.slice(start, source.skipWhitespace(start)), false),
    source.positionAt(start),
  );
}
