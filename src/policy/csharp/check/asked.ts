import { MAX_CSHARP_DEPTH } from "../../text/bounds";
import { type CsharpNode, type Expression } from "../tree";
import { type CsharpView } from "../view";
import { type Facts } from "./binder";
import { entryOf } from "./entries";

/** Longer expressions are not compared: together that would take quadratic time. */
const MAX_COMPARED = 200;

/**
 * What an expression asks about its values: whether they are null, or whether an entry is there.
 *
 * A question counts from its place on, wherever it is: who asks knows that something may be absent.
 */
export class Asked {
  /** The first place of each question. */
  private readonly places = new Map<string, number>();
  private readonly texts = new Map<Expression, string | undefined>();
  private depth = 0;

  public constructor(
    private readonly view: CsharpView,
    private readonly facts: Facts,
  ) {
    for (const node of view.nodes) this.learn(node);
  }

  /** Whether it is asked before if a value is null. */
  public about(node: Expression): boolean {
    const text = this.textOf(node);
    return text === undefined || this.isBefore(text, node);
  }

  /** Whether it is asked before if an entry is there. */
  public aboutEntry(collection: string, key: string, node: Expression): boolean {
    return this.isBefore(entryText(collection, key), node);
  }

  /** What a value is, the same for each way to write it; undefined if it is long. */
  public textOf(node: Expression): string | undefined {
    if (this.texts.has(node)) return this.texts.get(node);
    this.texts.set(node, undefined);
    if (this.depth >= MAX_CSHARP_DEPTH) return undefined;
    this.depth++;
    const text = this.compose(this.view.meaningOf(node));
    this.depth--;
    const kept = text !== undefined && text.length <= MAX_COMPARED ? text : undefined;
    this.texts.set(node, kept);
    return kept;
  }

  private compose(node: Expression): string | undefined {
    if (node.kind === "name") return node.name;
    if (node.kind === "string" || node.kind === "char") return JSON.stringify(node.value);
    if (node.kind === "number") return node.digits;
    if (node.kind === "member") return this.joined([node.target], (target) => `${target}.${node.name}`);
    if (node.kind === "element" || node.kind === "invocation") {
      const given = node.arguments.map(({ value }) => value);
      return this.joined([node.target, ...given], (target, ...texts) => `${target}(${texts.join()})`);
    }
    return `#${node.start}`;
  }

  private joined(nodes: readonly Expression[], join: (...texts: string[]) => string): string | undefined {
    const texts: string[] = [];
    for (const node of nodes) {
      const text = this.textOf(node);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return join(...texts);
  }

  private isBefore(text: string, { start }: Expression): boolean {
    const place = this.places.get(text);
    return place !== undefined && place <= start;
  }

  private learn(node: CsharpNode): void {
    if (node.kind === "binary") {
      if (node.operator === "??") this.add(node.left);
      else if (node.left.kind === "null") this.add(node.right);
      else if (node.right.kind === "null") this.add(node.left);
    } else if (node.kind === "typeTest" && node.operator === "is") this.add(node.value);
    else if (node.kind === "conditionalAccess") this.add(node.target);
    else if (node.kind === "invocation") {
      // What is given to a call may be tested there.
      for (const argument of node.arguments) this.add(argument.value);
      const entry = entryOf(node, this.facts, this.view);
      if (entry !== undefined) this.note(entryText(entry.collection, entry.key), node.start);
    }
  }

  private add(node: Expression): void {
    const text = this.textOf(node);
    if (text !== undefined) this.note(text, node.start);
    // To ask for a variable by its value is to ask for the entry.
    const entry = entryOf(this.view.meaningOf(node), this.facts, this.view);
    if (entry?.isStrict === false) this.note(entryText(entry.collection, entry.key), node.start);
  }

  private note(text: string, start: number): void {
    const known = this.places.get(text);
    if (known === undefined || start < known) this.places.set(text, start);
  }
}

/** The names of headers have no case. */
function entryText(collection: string, key: string): string {
  return `${collection}[${collection === "Headers" ? key.toLowerCase() : key}]`;
}
