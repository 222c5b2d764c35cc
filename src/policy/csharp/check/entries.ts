import { isNamed } from "../members/type";
import { type CsharpNode, type Expression } from "../tree";
import { type CsharpView } from "../view";
import { type Facts } from "./binder";

/** What is there for every caller, because the document has made sure of it. */
export interface Presence {
  /** Whether a claim, a header, a parameter or a variable is there. */
  hasEntry(collection: string, key: string): boolean;
  /** Whether a member of the context, such as `User`, is not null. */
  hasMember(name: string): boolean;
  /** Whether a variable is there and holds null after a request that failed. */
  mayBeNull(variable: string): boolean;
}

/** An entry of a collection that what callers send, and what ran before, fill. */
export interface Entry {
  readonly collection: string;
  readonly key: string;
  /** Whether a read of it throws where it is absent. */
  readonly isStrict: boolean;
  /** Whether a default is given. */
  readonly hasDefault: boolean;
}

const COLLECTIONS: readonly string[] = ["Claims", "Headers", "Query", "MatchedParameters", "Variables"];

/** The name of the collection that an expression is, also by way of a local variable. */
export function collectionOf(node: Expression, facts: Facts, view: CsharpView): string | undefined {
  const meant = view.meaningOf(node);
  if (meant.kind !== "member" || !COLLECTIONS.includes(meant.name)) return undefined;
  return isNamed(facts.types.get(meant), "IReadOnlyDictionary") ? meant.name : undefined;
}

/** The entry that code reads, or asks for. */
export function entryOf(node: CsharpNode, facts: Facts, view: CsharpView): Entry | undefined {
  if (node.kind !== "element" && node.kind !== "invocation") return undefined;
  const isCall = node.kind === "invocation";
  if (isCall && (node.target.kind !== "member" || !READING.includes(node.target.name))) return undefined;
  const target = isCall && node.target.kind === "member" ? node.target.target : node.target;
  const collection = collectionOf(target, facts, view);
  const key = node.arguments[0] === undefined ? undefined : view.textOf(node.arguments[0].value);
  if (collection === undefined || key === undefined) return undefined;
  return { collection, key, isStrict: !isCall, hasDefault: isCall && node.arguments.length > 1 };
}

/** The methods that ask whether there is an entry, or do without it. */
const READING: readonly string[] = ["ContainsKey", "TryGetValue", "GetValueOrDefault"];
