import { isNamed, shownType, type Type } from "../members/type";
import { isNumber } from "./conversions";
import { type CsharpProblem, type CodeRange } from "./problem";

/** What a policy makes of the value of an expression. */
export type ValueUse = "condition" | "number" | "text";

/** What is wrong with a value for the place that it is given to, as far as its type is known. */
export function misuseOf(type: Type | undefined, use: ValueUse, place: CodeRange): CsharpProblem | undefined {
  if (type === undefined || type.kind === "null" || type.kind === "parameter") return undefined;
  const isList = isCompound(type);
  if (
    use === "condition"
      ? isNamed(type, "bool")
      : !isList && !(use === "number" && isNamed(type, "bool", "DateTime", "object"))
  )
    return undefined;
  if (use === "text" && type.kind === "array" && isNamed(type.element, "byte")) return undefined;
  return {
    kind: "wrong-result",
    // The service may convert a single value.
    severity: isList && use !== "text" ? "error" : "warning",
    start: place.start,
    end: place.end,
    message: `the value is ${shownType(type)}; expected ${EXPECTED[use]}`,
    fix: fixOf(type, use),
  };
}

const EXPECTED: Readonly<Record<ValueUse, string>> = {
  condition: "bool, because it decides what runs",
  number: "a number",
  text: "one text, because another value is written as the name of its type",
};

function fixOf(type: Type, use: ValueUse): string {
  if (type.kind === "array")
    return use === "condition" ? "ask the array with Contains or Any" : "take one of the entries, or join them";
  if (use === "text") return "give one member of it, or write it as text";
  if (use === "number") return isNamed(type, "object") ? "cast it to int" : "give a number";
  return isNamed(type, "string") || isNumber(type)
    ? "compare it with a value"
    : "compare the value, or cast it to bool";
}

/** Whether a value is no single one: an array, a list, or a part of the context. */
function isCompound(type: Type): boolean {
  if (type.kind === "named") return COMPOUND.includes(type.name);
  return type.kind === "array" || type.kind === "tuple";
}

const COMPOUND: readonly string[] = [
  ...["context", "IApi", "IBackend", "IDeployment", "IGateway", "ILastError", "IOperation", "IProduct", "IGroup"],
  ...["IRequest", "IResponse", "IMessageBody", "ISubscription", "IUser", "IUserIdentity", "IWorkspace", "Jwt"],
  ...["IReadOnlyDictionary", "IDictionary", "Dictionary", "List", "HashSet", "IList", "IEnumerable", "KeyValuePair"],
];
