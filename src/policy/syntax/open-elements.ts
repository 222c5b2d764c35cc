import { WhitespaceNotes } from "./whitespace-notes";
import { isWhitespace, trimWhitespace } from "../text/characters";
import { isPayload } from "./content";
import {
  CheckedElementOptions,
  PolicyElement,
  PolicyText,
  type PolicyAttribute,
  type PolicyNode,
  type PolicyPosition,
} from "../model/node";
import { type SourceText } from "./source-text";
import { PolicyValue } from "../model/value";

/**
 * The elements whose end has not been read yet, each in the one before it.
 *
 * Whether whitespace is layout or data is known only at the end of the outermost element that may contain text. Until then it is set aside.
 *
 * @internal
 */
export class OpenElements {
  /** The document, the root, and so on. A closed entry is reused for the next element at its depth. */
  private readonly stack: OpenElement[] = [new OpenElement()];
  private depthOfInnermost = 0;
  /** The children so far of each open element, one after the other; entries after `nodeCount` are stale. */
  private readonly nodes: PolicyNode[] = [];
  private nodeCount = 0;
  private readonly whitespace = new WhitespaceNotes();
  /** The children of elements with an expression and something next to it. */
  private readonly expressions: PolicyNode[][] = [];
  /** The number of open elements by name; counted from the first query on. */
  private counts?: Map<string, number>;

  public constructor(private readonly source: SourceText) {
    this.innermost.open("", [], { line: 1, column: 1 }, this.whitespace, 0, 0);
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

  /** Sets aside the whitespace that starts at an index, which may be layout. */
  public addWhitespace(start: number): void {
    const { id, firstNode } = this.innermost;
    this.whitespace.add(id, this.nodeCount - firstNode, start);
  }

  /** Adds text. */
  public addText(source: string, isExpression: boolean, start: number): void {
    const { innermost } = this;
    const isTrimmed = isExpression && trimWhitespace(source) === source;
    this.add(new PolicyText(PolicyValue._read(source, isTrimmed), this.source.positionAt(start)));
    if (isExpression) innermost.expressions++;
    else if (isWhitespace(source)) innermost.hasWhitespaceData = true;
    else innermost.hasData = true;
    if (!isTrimmed) innermost.hasMore = true;
  }

  /** Opens an element. */
  public push(name: string, attributes: PolicyAttribute[], position: PolicyPosition): void {
    const element = (this.stack[++this.depthOfInnermost] ??= new OpenElement());
    element.open(name, attributes, position, this.whitespace, this.expressions.length, this.nodeCount);
    if (this.counts !== undefined) this.count(name, 1);
  }

  /** Closes the innermost open element. */
  public pop(): void {
    const open = this.innermost;
    const { name, attributes, position } = open;
    const children = this.takeChildren();
    this.depthOfInnermost--;
    this.add(new PolicyElement(name, new CheckedElementOptions(attributes, children, position)));
    if (this.counts !== undefined) this.count(name, -1);
    this.whitespace.close(open.id, children);
    if (open.isData) {
      this.whitespace.keep(open.firstWhitespace, this.source);
      if (open.firstExpression < this.expressions.length) this.expressions.length = open.firstExpression;
    } else if (open.expressions > 0 && (open.hasMore || children.length > 1)) {
      this.expressions.push(children);
    }
  }

  /** The top-level nodes of the document. All elements must be closed. */
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
  /** The number of the element in the whitespace notes. */
  public id!: number;
  /** The number of whitespace notes when the element was opened. */
  public firstWhitespace!: number;
  /** The number of noted expressions when the element was opened. */
  public firstExpression!: number;
  /** Where the children start. */
  public firstNode!: number;
  public hasElements!: boolean;
  public hasData!: boolean;
  public hasWhitespaceData!: boolean;
  public expressions!: number;
  /** Whether there is whitespace next to an expression. */
  public hasMore!: boolean;

  public open(
    name: string,
    attributes: PolicyAttribute[],
    position: PolicyPosition,
    whitespace: WhitespaceNotes,
    expressions: number,
    nodes: number,
  ): void {
    this.name = name;
    this.attributes = attributes;
    this.position = position;
    this.id = whitespace.open();
    this.firstWhitespace = whitespace.length;
    this.firstExpression = expressions;
    this.firstNode = nodes;
    this.hasElements = this.hasData = this.hasWhitespaceData = this.hasMore = false;
    this.expressions = 0;
  }

  /** Whether all whitespace in the element is data, as `contentOf` has it. */
  public get isData(): boolean {
    if (this.hasData) return true;
    if (this.expressions > 0) return this.hasElements || this.expressions > 1;
    return this.hasWhitespaceData || (this.hasElements && isPayload(this.name));
  }
}

/** Removes the whitespace around the only expression of an element, which has no meaning. */
function keepExpression(children: PolicyNode[]): void {
  let kept = 0;
  for (const child of children) {
    if (!(child instanceof PolicyText) || child.value.isExpression) {
      children[kept++] = child;
    } else if (!isWhitespace(child.value.source)) {
      children[kept++] = new PolicyText(PolicyValue._read(trimWhitespace(child.value.source), true), child.position);
    }
  }
  children.length = kept;
}
