import { type CsharpNode, type Expression } from "../../csharp/tree";
import { type CsharpView, methodOf } from "../../csharp/view";
import { type PolicyValue } from "../../model/value";
import { MAX_CSHARP_DEPTH } from "../../text/bounds";
import { csharpOf } from "../csharp-code";

/** Whether the end of a value is known only later. */
export function isUnknown(value: string): boolean {
  return value === "" || value.endsWith(LATER) || /\}\}?$/.test(value);
}

/** Takes the place of code in a text. */
const LATER = "\u0000";

/** The fields of a token request, as far as they are literal. */
export class TokenRequestForm {
  private readonly text: string;
  private readonly pairs = new Map<string, string>();

  public constructor(value: PolicyValue) {
    if (!value.isExpression) {
      this.text = value.source;
      return;
    }
    const view = csharpOf(value)?.view;
    this.text = view === undefined ? "" : new FormText(view).text;
    for (const node of view?.nodes ?? []) {
      for (const [key, item] of pairsIn(node)) {
        const name = view!.textOf(key);
        const text = view!.textOf(item);
        const start = text ?? startOf(item, view!);
        if (name !== undefined && start !== undefined) this.pairs.set(name, text ?? LATER);
      }
    }
  }

  public get(name: string): string | undefined {
    const found = new RegExp(`(?:^|[&?\\s${LATER}])${name}=([^&\\s]*)`).exec(this.text)?.[1];
    return found?.replace(/%2f/gi, "/").replace(/%2e/gi, ".") ?? this.pairs.get(name);
  }
}

/** What is given a name: an item of a dictionary, `form["scope"] = "…"`, `Add("scope", "…")`, `new KeyValuePair<string, string>("scope", "…")`. */
function pairsIn(node: CsharpNode): (readonly [key: Expression, value: Expression])[] {
  if (node.kind === "elementEntry") return pairOf(node.values);
  if (node.kind === "indexEntry")
    return node.value.kind === "initializer" ? [] : pairOf([...node.arguments.map(({ value }) => value), node.value]);
  if (node.kind === "assignment") {
    return node.target.kind === "element"
      ? pairOf([...node.target.arguments.map(({ value }) => value), node.value])
      : [];
  }
  if (node.kind === "new" || node.kind === "invocation") return pairOf(node.arguments.map(({ value }) => value));
  return [];
}

function pairOf([key, value, ...others]: readonly Expression[]): (readonly [Expression, Expression])[] {
  return key === undefined || value === undefined || others.length > 0 ? [] : [[key, value]];
}

/** The text at the start of texts that are joined. */
function startOf(node: Expression, view: CsharpView): string | undefined {
  let start = view.meaningOf(node);
  for (let steps = 0; start.kind === "binary" && start.operator === "+" && steps < MAX_CSHARP_DEPTH; steps++) {
    start = view.meaningOf(start.left);
  }
  return view.textOf(start);
}

/** More parts of an expression are not looked at. */
const MAX_PARTS = 2000;

/** The texts of an expression one after the other, with {@link LATER} for other code. */
class FormText {
  public readonly text: string;
  private parts = 0;

  public constructor(private readonly view: CsharpView) {
    const texts = view.nodes.flatMap((node) => {
      if (node.kind === "variables") return node.variables.flatMap(({ value }) => value ?? []);
      return node.kind === "expressionStatement" || node.kind === "return" ? (node.value ?? []) : [];
    });
    const { root } = view.tree;
    this.text = (root.kind === "block" ? texts : [root]).map((node) => this.of(node)).join("&");
  }

  private of(node: Expression): string {
    const text = this.view.textOf(node);
    if (text !== undefined) return text;
    if (++this.parts > MAX_PARTS) return LATER;
    const meant = this.view.meaningOf(node);
    if (meant.kind === "binary") return meant.operator === "+" ? this.of(meant.left) + this.of(meant.right) : LATER;
    if (meant.kind === "interpolated")
      return meant.parts.map((part) => (part.kind === "text" ? part.value : this.of(part.value))).join("");
    if (meant.kind === "newArray") return (meant.elements ?? []).map((element) => this.of(element)).join("&");
    if (meant.kind === "invocation") {
      const given = meant.arguments.map(({ value }) => value);
      const method = methodOf(meant) ?? "";
      if (method === "Join")
        return given
          .slice(1)
          .map((argument) => this.of(argument))
          .join("&");
      if (method === "Concat" || ENCODING.includes(method)) return given.map((argument) => this.of(argument)).join("");
      return method === "Append" || method === "Format" ? given.map((argument) => this.of(argument)).join("&") : LATER;
    }
    return LATER;
  }
}

/** What a call gives is not what is in it, unless it writes text another way. */
const ENCODING: readonly string[] = ["EscapeDataString", "UrlEncode"];
