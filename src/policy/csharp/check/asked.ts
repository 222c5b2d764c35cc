import { type Expression } from "../tree";
import { type Facts } from "./binder";
import { collectionOf } from "./entries";

/** Longer expressions are not compared: together that would take quadratic time. */
const MAX_COMPARED = 200;

/** The code of an expression without spaces; undefined if it is long. */
export function textOf({ start, end }: Expression, code: string): string | undefined {
  return end - start > MAX_COMPARED ? undefined : code.slice(start, end).replace(/\s/g, "");
}

/**
 * What an expression asks about its values: whether they are null, or whether an entry is there.
 *
 * A question counts wherever it is: who asks knows that something may be absent.
 */
export class Asked {
  private readonly texts = new Set<string>();

  public constructor(
    private readonly code: string,
    facts: Facts,
  ) {
    for (const node of facts.types.keys()) this.learn(node, facts);
  }

  /** Whether it is asked if a value is null. */
  public about(node: Expression): boolean {
    const text = textOf(node, this.code);
    return text === undefined || this.texts.has(text);
  }

  public aboutEntry(collection: string, key: string): boolean {
    return this.texts.has(entry(collection, key));
  }

  private learn(node: Expression, facts: Facts): void {
    if (node.kind === "binary") {
      if (node.operator === "??") this.add(node.left);
      else if (node.left.kind === "null") this.add(node.right);
      else if (node.right.kind === "null") this.add(node.left);
    } else if (node.kind === "typeTest") this.add(node.value);
    else if (node.kind === "conditionalAccess") this.add(node.target);
    else if (node.kind === "invocation") {
      for (const argument of node.arguments) this.add(argument.value);
      if (node.target.kind !== "member" || !ASKING.includes(node.target.name)) return;
      const key = node.arguments[0]?.value;
      const collection = collectionOf(node.target.target, facts);
      if (key?.kind === "string" && collection !== undefined) this.texts.add(entry(collection, key.value));
    }
  }

  private add(node: Expression): void {
    const inner = node.kind === "assignment" ? node.target : node;
    const text = textOf(inner, this.code);
    if (text !== undefined) this.texts.add(text);
  }
}

const ASKING: readonly string[] = ["ContainsKey", "TryGetValue", "GetValueOrDefault"];

/** The names of headers have no case. */
function entry(collection: string, key: string): string {
  return `${collection}[${collection === "Headers" ? key.toLowerCase() : key}]`;
}
