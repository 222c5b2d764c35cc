import { type CsharpProblem } from "../csharp/check/problem";
import { type CsharpNode, type CsharpTree } from "../csharp/tree";
import { type CsharpView } from "../csharp/view";
import { type PolicyPosition } from "../model/node";
import { type CsharpCode } from "./csharp-code";
import { type NodePath } from "./node-path";
import { type NamedRead } from "./reads";

/** C# in a document. */
export class LintExpression {
  public constructor(
    public readonly path: NodePath,
    public readonly csharp: CsharpCode,
    /** The name of the attribute that holds it; undefined for the text of an element. */
    public readonly attribute?: string,
    public readonly position?: PolicyPosition,
    private readonly findPosition?: (index: number) => PolicyPosition | undefined,
  ) {}

  /** The position of a part of the code in the text of the document. */
  public positionOf({ start }: { readonly start: number }): PolicyPosition | undefined {
    return this.findPosition?.(start) ?? this.position;
  }

  /** The position of the first part of a kind; of the whole value where there is none, or where the value is not one whole expression. */
  public positionOfFirst(isOfKind: (node: CsharpNode, view: CsharpView) => boolean): PolicyPosition | undefined {
    const { view } = this;
    const found = view?.nodes.find((node) => isOfKind(node, view));
    return found === undefined ? this.position : this.positionOf(found);
  }

  /** The position of the first read that is one of some. */
  public positionOfRead(isMeant: (read: NamedRead) => boolean): PolicyPosition | undefined {
    const node = this.reads.find(isMeant)?.node;
    return node === undefined ? this.position : this.positionOf(node);
  }

  /** It as it is written. Text beside an expression counts. */
  public get code(): string {
    return this.csharp.source;
  }

  /** The expression with what its parts stand for; undefined if the value is not one whole expression, or the library wrote it. */
  public get view(): CsharpView | undefined {
    return this.csharp.isWritten ? undefined : this.csharp.view;
  }

  /** The syntax tree; undefined if the value is not one whole expression, or the library wrote it. */
  public get tree(): CsharpTree | undefined {
    return this.csharp.tree;
  }

  /** What the checker of C# finds. */
  public get problems(): readonly CsharpProblem[] {
    return this.csharp.problems;
  }

  public get reads(): readonly NamedRead[] {
    return this.csharp.reads;
  }
}
