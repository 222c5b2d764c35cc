import { MAX_CSHARP_DEPTH } from "../text/bounds";
import { Locals } from "./locals";
import {
  type CsharpNode,
  type CsharpTree,
  type Expression,
  type InterpolatedText,
  type Interpolation,
  type Receiver,
} from "./tree";
import { childrenOf } from "./walk";

/** How many names, casts and accesses are followed, so that no text takes long. */
const MAX_STEPS = 50;

/** Longer texts are not put together: a few names can make one of any length. */
const MAX_TEXT = 4000;

/**
 * An expression with what its parts stand for, however they are written: by local variables, behind casts, with `?.` or with a dot.
 *
 * It knows no types. A name that is set more than once stands for nothing.
 */
export class CsharpView {
  /** All nodes, each before those within it. */
  public readonly nodes: readonly CsharpNode[];
  /** The values that the expression gives: itself, or what its block returns. */
  public readonly results: readonly Expression[];
  public readonly locals: Locals;

  /** The index of each node among all of them, and the one after the last node within it. */
  private readonly ranges = new Map<CsharpNode, readonly [start: number, end: number]>();
  private readonly parents = new Map<CsharpNode, CsharpNode>();
  private readonly receivers = new Map<Receiver, Expression>();
  private readonly paths = new Map<Expression, string | undefined>();
  private readonly texts = new Map<Expression, string | undefined>();
  private depth = 0;

  public constructor(public readonly tree: CsharpTree) {
    const nodes: CsharpNode[] = [];
    this.nodes = nodes;
    this.add(tree.root, undefined, nodes);
    this.locals = new Locals(nodes, (node) => this.parents.get(node));
    this.results = tree.root.kind === "block" ? this.returned() : [tree.root];
  }

  /** The indexes of a node and of the one after it, among all nodes. */
  public rangeOf(node: CsharpNode): readonly [start: number, end: number] {
    return this.ranges.get(node)!;
  }

  /** The nodes of a part, with itself. */
  public within(node: CsharpNode): readonly CsharpNode[] {
    return this.nodes.slice(...this.rangeOf(node));
  }

  public parentOf(node: CsharpNode): CsharpNode | undefined {
    return this.parents.get(node);
  }

  /** What an expression stands for: the value of a local variable that is set once, the operand of a cast, the end of an access with `?.`. */
  public meaningOf(node: Expression): Expression {
    let found = node;
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const next = this.behind(found);
      if (next === undefined) break;
      found = next;
    }
    return found;
  }

  private behind(node: Expression): Expression | undefined {
    if (node.kind === "name") return this.locals.valueOf(node.name);
    if (node.kind === "cast") return node.operand;
    if (node.kind === "typeTest") return node.operator === "as" ? node.value : undefined;
    if (node.kind === "receiver") return this.receivers.get(node);
    if (node.kind === "conditionalAccess") return node.access;
    if (node.kind === "checked" || node.kind === "assignment") return node.value;
    return undefined;
  }

  /** The members from `context` on that an expression is, such as `context.Request.Headers`; undefined for anything else. */
  public pathOf(node: Expression): string | undefined {
    return this.once(node, this.paths, () => {
      const meant = this.meaningOf(node);
      if (meant.kind === "name") return meant.name === "context" ? "context" : undefined;
      const target = meant.kind === "member" ? this.pathOf(meant.target) : undefined;
      return meant.kind === "member" && target !== undefined ? `${target}.${meant.name}` : undefined;
    });
  }

  /** The text that an expression always is: a string, or several that are joined. */
  public textOf(node: Expression): string | undefined {
    return this.once(node, this.texts, () => {
      const text = this.joined(this.meaningOf(node));
      return text !== undefined && text.length <= MAX_TEXT ? text : undefined;
    });
  }

  private joined(node: Expression): string | undefined {
    if (node.kind === "string" || node.kind === "char") return node.value;
    if (node.kind === "member") return node.name === "Empty" && isStringType(node.target) ? "" : undefined;
    if (node.kind === "binary") {
      const left = node.operator === "+" ? this.textOf(node.left) : undefined;
      const right = left === undefined ? undefined : this.textOf(node.right);
      return right === undefined ? undefined : `${left}${right}`;
    }
    if (node.kind !== "interpolated" || !node.parts.every(isText)) return undefined;
    return node.parts.map(({ value }) => value).join("");
  }

  /** What is found out about an expression. It is found once, and not for a name that stands for itself in a circle. */
  private once(
    node: Expression,
    found: Map<Expression, string | undefined>,
    find: () => string | undefined,
  ): string | undefined {
    if (found.has(node)) return found.get(node);
    found.set(node, undefined);
    if (this.depth >= MAX_CSHARP_DEPTH) return undefined;
    this.depth++;
    const value = find();
    this.depth--;
    found.set(node, value);
    return value;
  }

  private add(node: CsharpNode, receiver: Expression | undefined, nodes: CsharpNode[]): void {
    const start = nodes.push(node) - 1;
    if (node.kind === "receiver" && receiver !== undefined) this.receivers.set(node, receiver);
    for (const child of childrenOf(node)) {
      this.parents.set(child, node);
      const isAccess = node.kind === "conditionalAccess" && child === node.access;
      this.add(child, isAccess ? node.target : receiver, nodes);
    }
    this.ranges.set(node, [start, nodes.length]);
  }

  /** What the block itself returns, without lambdas and functions in it. */
  private returned(): Expression[] {
    const results: Expression[] = [];
    for (let index = 0; index < this.nodes.length; index++) {
      const node = this.nodes[index]!;
      if (node.kind === "return" && node.value !== undefined) results.push(node.value);
      if (node.kind === "lambda" || node.kind === "localFunction") index = this.rangeOf(node)[1] - 1;
    }
    return results;
  }
}

function isText(part: InterpolatedText | Interpolation): part is InterpolatedText {
  return part.kind === "text";
}

function isStringType(node: Expression): boolean {
  if (node.kind === "typeExpression") return node.type.parts[0]?.name === "string";
  return (node.kind === "name" || node.kind === "member") && node.name === "String";
}

const known = new WeakMap<CsharpTree, CsharpView>();

/** The view of a tree, which is made once. */
export function viewOf(tree: CsharpTree): CsharpView {
  let view = known.get(tree);
  if (view === undefined) known.set(tree, (view = new CsharpView(tree)));
  return view;
}

/** The name of the method that a call is of. */
export function methodOf(node: CsharpNode): string | undefined {
  if (node.kind !== "invocation") return undefined;
  return node.target.kind === "member" || node.target.kind === "name" ? node.target.name : undefined;
}

/** What the method of a call is a member of. */
export function calledOn(node: CsharpNode): Expression | undefined {
  return node.kind === "invocation" && node.target.kind === "member" ? node.target.target : undefined;
}
