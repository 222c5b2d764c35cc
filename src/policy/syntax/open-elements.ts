import { BlankNotes } from "./whitespace-notes";
import { isBlank, trimBlanks } from "../text/characters";
import { isPayload } from "./content";
import { PolicyElement, PolicyText, type PolicyAttribute, type PolicyNode, type PolicyPosition } from "../model/node";
import { type SourceText } from "./source-text";
import { PolicyValue } from "../model/value";

/**
 * The elements whose end has not been read yet, each in the one before it.
 *
 * White space is layout or data: that is known only at the end of the outermost element that may hold text. Until then it is noted aside.
 *
 * @internal
 */
export class OpenElements {
  /** The document, the root, and so on. What is closed is used again for the next element of its depth. */
  private readonly stack: OpenElement[] = [new OpenElement()];
  private depthOfInnermost = 0;
  /** The children so far of each open element, one after the other; what stands after `nodeCount` is of the past. */
  private readonly nodes: PolicyNode[] = [];
  private nodeCount = 0;
  private readonly blanks = new BlankNotes();
  /** The children of elements that hold an expression and something next to it. */
  private readonly expressions: PolicyNode[][] = [];
  /** How many elements of a name are open; counted from the first question on. */
  private counts?: Map<string, number>;

  public constructor(private readonly source: SourceText) {
    this.innermost.open("", [], { line: 1, column: 1 }, this.blanks, 0, 0);
  }

  /** How many elements are open. */
  public get depth(): number {
    return this.depthOfInnermost;
  }

  /** The innermost open element, or the document itself, which has no name. */
  public get innermost(): OpenElement {
    return this.stack[this.depthOfInnermost]!;
  }

  /** The name of an open element, counted from the root, which is 1. */
  public nameAt(depth: number): string | undefined {
    return depth <= this.depth ? this.stack[depth]!.name : undefined;
  }

  /** Whether an element of this name is open. */
  public has(name: string): boolean {
    if (this.counts === undefined) {
      this.counts = new Map();
      for (let depth = 1; depth <= this.depth; depth++) this.count(this.stack[depth]!.name, 1);
    }
    return (this.counts.get(name) ?? 0) > 0;
  }

  /** Adds a comment or an element that is read completely. */
  public add(node: PolicyNode): void {
    this.nodes[this.nodeCount++] = node;
    if (node instanceof PolicyElement) this.innermost.hasElements = true;
  }

  /** Notes the white space that starts at an index, which may be layout. */
  public addBlank(start: number): void {
    const { id, firstNode } = this.innermost;
    this.blanks.add(id, this.nodeCount - firstNode, start);
  }

  /** Adds text. */
  public addText(source: string, isExpression: boolean, start: number): void {
    const { innermost } = this;
    const isTrimmed = isExpression && trimBlanks(source) === source;
    this.add(new PolicyText(PolicyValue._read(source, isTrimmed), this.source.positionAt(start)));
    if (isExpression) innermost.expressions++;
    else if (isBlank(source)) innermost.hasBlankData = true;
    else innermost.hasData = true;
    if (!isTrimmed) innermost.hasMore = true;
  }

  /** Opens an element. */
  public push(name: string, attributes: PolicyAttribute[], position: PolicyPosition): void {
    const element = (this.stack[++this.depthOfInnermost] ??= new OpenElement());
    element.open(name, attributes, position, this.blanks, this.expressions.length, this.nodeCount);
    if (this.counts !== undefined) this.count(name, 1);
  }

  /** Closes the innermost open element. */
  public pop(): void {
    const open = this.innermost;
    const { name, attributes, position } = open;
    const children = this.takeChildren();
    this.depthOfInnermost--;
    this.add(new PolicyElement(name, { attributes, children, position }));
    if (this.counts !== undefined) this.count(name, -1);
    this.blanks.close(open.id, children);
    if (open.isData) {
      this.blanks.keep(open.firstBlank, this.source);
      if (open.firstExpression < this.expressions.length) this.expressions.length = open.firstExpression;
    } else if (open.expressions > 0 && (open.hasMore || children.length > 1)) {
      this.expressions.push(children);
    }
  }

  /** What stands at the top of the document. All elements must be closed. */
  public finish(): PolicyNode[] {
    for (const children of this.expressions) keepExpression(children);
    return this.takeChildren();
  }

  private takeChildren(): PolicyNode[] {
    const { firstNode } = this.innermost;
    const children = this.nodes.slice(firstNode, this.nodeCount);
    this.nodeCount = firstNode;
    return children;
  }

  private count(name: string, change: number): void {
    this.counts?.set(name, (this.counts.get(name) ?? 0) + change);
  }
}

/**
 * An element whose end has not been read yet.
 *
 * @internal
 */
export class OpenElement {
  public name!: string;
  public attributes!: PolicyAttribute[];
  public position!: PolicyPosition;
  /** The number of the element where white space is noted. */
  public id!: number;
  /** How much white space had been noted when the element was opened. */
  public firstBlank!: number;
  /** How many expressions had been noted when the element was opened. */
  public firstExpression!: number;
  /** Where the children start. */
  public firstNode!: number;
  public hasElements!: boolean;
  public hasData!: boolean;
  public hasBlankData!: boolean;
  public expressions!: number;
  /** Whether white space stands next to an expression. */
  public hasMore!: boolean;

  public open(
    name: string,
    attributes: PolicyAttribute[],
    position: PolicyPosition,
    blanks: BlankNotes,
    expressions: number,
    nodes: number,
  ): void {
    this.name = name;
    this.attributes = attributes;
    this.position = position;
    this.id = blanks.open();
    this.firstBlank = blanks.length;
    this.firstExpression = expressions;
    this.firstNode = nodes;
    this.hasElements = this.hasData = this.hasBlankData = this.hasMore = false;
    this.expressions = 0;
  }

  /** Whether all white space in the element is data, as `contentOf` has it. */
  public get isData(): boolean {
    if (this.hasData) return true;
    if (this.expressions > 0) return this.hasElements || this.expressions > 1;
    return this.hasBlankData || (this.hasElements && isPayload(this.name));
  }
}

/** White space around the only expression of an element means nothing. */
function keepExpression(children: PolicyNode[]): void {
  let kept = 0;
  for (const child of children) {
    if (!(child instanceof PolicyText) || child.value.isExpression) {
      children[kept++] = child;
    } else if (!isBlank(child.value.source)) {
      children[kept++] = new PolicyText(PolicyValue._read(trimBlanks(child.value.source), true), child.position);
    }
  }
  children.length = kept;
}
