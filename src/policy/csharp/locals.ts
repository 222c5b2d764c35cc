import { type CsharpNode, type Expression } from "./tree";

interface Local {
  /** What it is set to. */
  readonly values: Expression[];
  /** What it is an item of: the list of a loop, or what a lambda is called for. */
  readonly lists: Expression[];
  /** Whether it is also set to something that no expression shows, such as a result by `out`. */
  isChanged: boolean;
}

/** What the local variables and the parameters of an expression are set to, by their names. */
export class Locals {
  private readonly locals = new Map<string, Local>();

  public constructor(nodes: readonly CsharpNode[], parentOf: (node: CsharpNode) => CsharpNode | undefined) {
    for (const node of nodes) this.learn(node, parentOf);
  }

  public get names(): Iterable<string> {
    return this.locals.keys();
  }

  /** The only value of a variable; undefined if there are several, or none. */
  public valueOf(name: string): Expression | undefined {
    const local = this.locals.get(name);
    const isSole = local?.values.length === 1 && local.lists.length === 0 && !local.isChanged;
    return isSole ? local.values[0] : undefined;
  }

  /** The list that a variable is an item of. */
  public listOf(name: string): Expression | undefined {
    const local = this.locals.get(name);
    return local?.lists.length === 1 && local.values.length === 0 ? local.lists[0] : undefined;
  }

  /** All that a variable is made of. */
  public sourcesOf(name: string): readonly Expression[] {
    const local = this.locals.get(name);
    return local === undefined ? [] : [...local.values, ...local.lists];
  }

  private learn(node: CsharpNode, parentOf: (node: CsharpNode) => CsharpNode | undefined): void {
    if (node.kind === "variables") {
      for (const { name, value } of node.variables) this.set(name, value);
    } else if (node.kind === "assignment") {
      if (node.target.kind === "name") this.set(node.target.name, node.value, node.operator !== "=");
    } else if (node.kind === "unary") {
      if (node.operand.kind === "name" && (node.operator === "++" || node.operator === "--"))
        this.of(node.operand.name).isChanged = true;
    } else if (node.kind === "invocation") {
      for (const { modifier, value } of node.arguments) {
        if (modifier !== "out" && modifier !== "ref") continue;
        const names = value.kind === "declaration" ? value.names : value.kind === "name" ? [value.name] : [];
        for (const name of names) if (name !== undefined) this.set(name, node, true);
      }
    } else if (node.kind === "typeTest") {
      if (node.pattern.kind === "declarationPattern" && node.pattern.name !== undefined)
        this.set(node.pattern.name, node.value);
    } else if (node.kind === "foreach") {
      for (const name of node.variable.names) if (name !== undefined) this.of(name).lists.push(node.collection);
    } else if (node.kind === "lambda") {
      const call = parentOf(node);
      const list = call?.kind === "invocation" ? listOfCall(call) : undefined;
      for (const { name } of node.parameters) {
        if (list === undefined) this.of(name).isChanged = true;
        else this.of(name).lists.push(list);
      }
    } else if (node.kind === "localFunction") {
      for (const { name } of node.parameters) this.of(name).isChanged = true;
    }
  }

  private set(name: string, value: Expression | undefined, isChanged = false): void {
    const local = this.of(name);
    if (value !== undefined) local.values.push(value);
    local.isChanged ||= isChanged;
  }

  private of(name: string): Local {
    let local = this.locals.get(name);
    if (local === undefined) this.locals.set(name, (local = { values: [], lists: [], isChanged: false }));
    return local;
  }
}

/** What a lambda is called for: `list.Any(item => …)`, `Array.Exists(list, item => …)`. */
function listOfCall(call: CsharpNode & { readonly kind: "invocation" }): Expression | undefined {
  if (call.target.kind !== "member") return undefined;
  const { target } = call.target;
  return target.kind === "name" && target.name === "Array" ? call.arguments[0]?.value : target;
}
