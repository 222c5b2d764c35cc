import { TYPES } from "../members/catalog";
import { shownType } from "../members/type";
import { type Expression } from "../tree";
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

/** What a target is, if it certainly cannot be set. */
function readOnly(binder: Binder, target: Expression): string | undefined {
  switch (target.kind) {
    case "name":
      if (target.name === "context") return "context";
      return binder.scope.find(target.name)?.kind === "function" ? target.name : undefined;
    case "member": {
      const type = binder.facts.types.get(target.target);
      const member = binder.facts.members.get(target);
      if (member === undefined || member.kind !== "property") return undefined;
      if (type?.kind === "array") return target.name;
      const info = type?.kind === "named" ? TYPES.type(type.name) : undefined;
      // The properties of an immutable type, and those of the context.
      const isFixed =
        info !== undefined && (info.kind !== "class" || !info.fullName.includes(".") || FIXED.includes(info.name));
      return isFixed ? `${info.name}.${target.name}` : undefined;
    }
    case "element": {
      const type = binder.facts.types.get(target.target);
      return type?.kind === "named" && ["string", "IReadOnlyDictionary", "IReadOnlyList"].includes(type.name)
        ? `an entry of ${shownType(type)}`
        : undefined;
    }
    case "place":
    case "missing":
    case "declaration":
    case "tuple":
    case "receiver":
      return undefined;
    case "typeExpression":
      return "a type";
    default:
      return "a value that is computed";
  }
}

/** Classes without a property that can be set. */
const FIXED: readonly string[] = ["string", "Uri", "Regex", "Match", "Group", "Capture", "JObject", "JArray", "JToken"];
