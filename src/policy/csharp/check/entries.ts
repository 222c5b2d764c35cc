import { isNamed } from "../members/type";
import { type Expression } from "../tree";
import { type Facts } from "./binder";

/** The collections that what callers send, and what ran before, fill. */
const COLLECTIONS: readonly string[] = ["Claims", "Headers", "Query", "MatchedParameters", "Variables"];

/** The name of the collection that an expression is, also by way of a local variable. */
export function collectionOf(node: Expression, facts: Facts): string | undefined {
  if (node.kind === "member") {
    return COLLECTIONS.includes(node.name) && isNamed(facts.types.get(node), "IReadOnlyDictionary")
      ? node.name
      : undefined;
  }
  const value = node.kind === "name" ? facts.locals.get(node)?.value : undefined;
  return value?.kind === "member" ? collectionOf(value, facts) : undefined;
}
