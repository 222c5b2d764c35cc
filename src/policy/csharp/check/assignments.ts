import { TYPES } from "../members/catalog";
import { isNamed, shownType } from "../members/type";
import { type Expression, type Member } from "../tree";
import { type Binder } from "./binder";

/**
 * Reports a target of an assignment that cannot be set, as where `=` is written for `==`.
 *
 * @returns whether it can be set
 */
export function reportTarget(binder: Binder, target: Expression, verb: "set" | "changed"): boolean {
  const what = readOnly(binder, target);
  if (what === undefined) return true;
  binder.problems.error(
    "wrong-assignment",
    target,
    `${what} cannot be ${verb}; expected a variable before the operator`,
    verb === "set" ? "write == to compare" : "write + 1",
  );
  return false;
}

/** What a target is, if it certainly cannot be set. What can never be set is not C#, and the parser reports it. */
function readOnly(binder: Binder, target: Expression): string | undefined {
  if (target.kind === "name") {
    if (target.name === "context") return "context";
    return binder.scope.find(target.name)?.kind === "function" ? target.name : undefined;
  }
  if (target.kind === "member") return readOnlyMember(binder, target);
  if (target.kind === "element") {
    const type = binder.facts.types.get(target.target);
    return isNamed(type, "string", "IReadOnlyDictionary", "IReadOnlyList")
      ? `an entry of ${shownType(type)}`
      : undefined;
  }
  return undefined;
}

function readOnlyMember(binder: Binder, target: Member): string | undefined {
  const member = binder.facts.members.get(target);
  if (member?.kind !== "property") return undefined;
  const type = binder.facts.types.get(target.target);
  if (type?.kind === "array") return target.name;
  const info = type?.kind === "named" ? TYPES.type(type.name) : undefined;
  // The properties of an immutable type, and those of the context.
  const isFixed =
    info !== undefined && (info.kind !== "class" || !info.fullName.includes(".") || FIXED.includes(info.name));
  return isFixed ? `${info.name}.${target.name}` : undefined;
}

/** Classes without a property that can be set. */
const FIXED: readonly string[] = ["string", "Uri", "Regex", "Match", "Group", "Capture", "JObject", "JArray", "JToken"];
