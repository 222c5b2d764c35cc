import { type CsharpNode, type Expression } from "../../csharp/tree";
import { calledOn, type CsharpView, methodOf } from "../../csharp/view";
import { type NamedRead, namedReadsIn } from "../reads";
import { isPlaceholder, looksGenerated } from "./secret-patterns";

/** The names of headers and parameters that carry secrets. */
export const SECRET_NAME = /key|secret|token|^code$|^sig$|authorization|password/i;

/** A constant text that is a secret because of what the code does with it. */
export function secretByUse(view: CsharpView): { kind: string; node: Expression } | undefined {
  const compared = comparedKey(view);
  if (compared !== undefined) return { kind: "a key", node: compared };
  const isBasic = view.nodes.some(
    (node) => (node.kind === "string" || node.kind === "text") && /^Basic /i.test(node.value),
  );
  for (const node of view.nodes) {
    const key = keyOf(node);
    const text = key === undefined ? undefined : encodedText(view, key);
    if (text !== undefined && !OPEN.test(text) && text.length >= SHORTEST_KEY) return { kind: "a key", node: key! };
    const credentials = isBasic && methodOf(node) === "ToBase64String" ? argumentOf(node, 0) : undefined;
    const login = credentials === undefined ? undefined : encodedText(view, credentials);
    if (login !== undefined && LOGIN.test(login) && !OPEN.test(login)) {
      return { kind: "a user name and a password", node: credentials! };
    }
  }
  return undefined;
}

/** The key that an HMAC or a cipher gets. */
function keyOf(node: CsharpNode): Expression | undefined {
  if (node.kind === "new") {
    const name = node.type.parts[node.type.parts.length - 1]?.name ?? "";
    return name.startsWith("HMAC") ? node.arguments[0]?.value : undefined;
  }
  const method = methodOf(node);
  return method === "Encrypt" || method === "Decrypt" ? argumentOf(node, 1) : undefined;
}

function argumentOf(node: CsharpNode, index: number): Expression | undefined {
  return node.kind === "invocation" ? node.arguments[index]?.value : undefined;
}

/** The constant text that bytes are made of. */
function encodedText(view: CsharpView, bytes: Expression): string | undefined {
  const made = view.meaningOf(bytes);
  const method = methodOf(made);
  const text = method === "GetBytes" || method === "FromBase64String" ? argumentOf(made, 0) : undefined;
  return text === undefined ? undefined : view.textOf(text);
}

/** What is filled in later: a named value, or text of a template. */
const OPEN = /[{}<>[\]$]/;

/** What Basic authentication encodes. */
const LOGIN = /^[^:\s]+:\S+$/;

const SHORTEST_KEY = 8;

/** A generated text that code compares with a header or a parameter that carries a key. */
function comparedKey(view: CsharpView): Expression | undefined {
  const reads = new Map<CsharpNode, NamedRead>();
  for (const read of namedReadsIn(view)) if (read.node !== undefined) reads.set(read.node, read);
  const isKey = (node: Expression): boolean => {
    const read = reads.get(view.meaningOf(node));
    return read !== undefined && CALLER_SENT.includes(read.collection) && SECRET_NAME.test(read.name ?? "");
  };
  for (const node of view.nodes) {
    const [left, right] = comparedIn(node);
    if (left === undefined || right === undefined) continue;
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const text = isKey(one) ? view.textOf(other) : undefined;
      if (text !== undefined && looksGenerated(text) && !isPlaceholder(text)) return other;
    }
  }
  return undefined;
}

const CALLER_SENT: readonly string[] = ["Headers", "Query"];

/** The two sides of a comparison. */
function comparedIn(node: CsharpNode): readonly (Expression | undefined)[] {
  if (node.kind === "binary") return node.operator === "==" || node.operator === "!=" ? [node.left, node.right] : [];
  if (node.kind !== "invocation" || methodOf(node) !== "Equals") return [];
  const target = calledOn(node);
  const given = node.arguments.map(({ value }) => value);
  return target?.kind === "typeExpression" ? given : [target, given[0]];
}
