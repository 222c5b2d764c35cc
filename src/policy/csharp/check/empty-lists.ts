import { isNamed } from "../members/type";
import { type Expression } from "../tree";
import { type CsharpView, methodOf } from "../view";
import { type Facts } from "./binder";
import { type CallerParts } from "./caller";
import { entryOf } from "./entries";

/** Whether a list that the request or a service fills may be empty. */
export function mayBeEmpty(list: Expression, facts: Facts, view: CsharpView, caller: CallerParts): boolean {
  const parts = view.within(list);
  if (methodOf(list) === "Split" && !parts.some((part) => part.kind === "member" && part.name === NO_EMPTY))
    return false;
  if (hasItems(list, facts, view)) return false;
  return (
    caller.has(list) ||
    view.pathOf(list) === "context.User.Groups" ||
    parts.some((part) => part.kind === "member" && (part.name === "Groups" || part.name === "Variables"))
  );
}

/** The values of a header, a parameter or a claim, and the segments of an address: at least one is there. */
function hasItems(list: Expression, facts: Facts, view: CsharpView): boolean {
  const entry = entryOf(list, facts, view);
  if (entry?.isStrict === true && entry.collection !== "Variables") return true;
  if (list.kind !== "member") return false;
  return list.name === "Segments" || isNamed(facts.types.get(list.target), "KeyValuePair");
}

const NO_EMPTY = "RemoveEmptyEntries";
