import { NodeKind, type NodePath } from "./node-path";

/**
 * Some statements, and which of them may run before or after another one: in the same request and the same section.
 *
 * What is in one branch of a `choose` does not run with what is in another one. Each question remembers its answer for the elements around the
 * statement, so that the questions about all statements of a document together take linear time, however deep it is.
 */
export class RunningOrder {
  private readonly orders: readonly number[];
  private readonly answersBefore = new Map<NodePath, NodePath | undefined>();
  private readonly answersAfter = new Map<NodePath, NodePath | undefined>();

  /** @param statements in document order */
  public constructor(private readonly statements: readonly NodePath[]) {
    this.orders = statements.map(({ order }) => order);
  }

  /** The last of the statements that may run before another statement, of those that are nearest to it. */
  public lastBefore(statement: NodePath): NodePath | undefined {
    return answer(this.answersBefore, statement, (path, parent) => {
      // Around a choose, only the choose itself is before what is in its branches.
      const end = parent.name === "choose" ? parent.order + 1 : path.order;
      const index = this.indexFrom(end) - 1;
      return this.orders[index]! >= parent.order ? this.statements[index] : undefined;
    });
  }

  /** The first of the statements that may run after another statement, or is in it. */
  public firstAfter(statement: NodePath): NodePath | undefined {
    return (
      this.firstBetween(statement.order + 1, statement.end) ??
      answer(this.answersAfter, statement, (path, parent) =>
        parent.name === "choose" ? undefined : this.firstBetween(path.end, parent.end),
      )
    );
  }

  private firstBetween(from: number, to: number): NodePath | undefined {
    const index = this.indexFrom(from);
    return this.orders[index]! < to ? this.statements[index] : undefined;
  }

  /** The index of the first statement whose number is not below another one. */
  private indexFrom(order: number): number {
    let low = 0;
    let high = this.orders.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.orders[middle]! < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Ask = (path: NodePath, parent: NodePath) => NodePath | undefined;

/** Asks about an element and those around it, from the inside out, until there is an answer. Sections do not follow one another. */
function answer(known: Map<NodePath, NodePath | undefined>, statement: NodePath, ask: Ask): NodePath | undefined {
  const asked: NodePath[] = [];
  let found: NodePath | undefined;
  for (let path = statement; path.parent !== undefined && path.kind !== NodeKind.SECTION; path = path.parent) {
    if (known.has(path)) {
      found = known.get(path);
      break;
    }
    asked.push(path);
    found = ask(path, path.parent);
    if (found !== undefined) break;
  }
  for (const path of asked) known.set(path, found);
  return found;
}
