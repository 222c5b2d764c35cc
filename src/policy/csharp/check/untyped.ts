import { isNamed, typeArgumentsOf } from "../members/type";
import { type Expression } from "../tree";
import { type Facts } from "./binder";

/** Whether an expression, of which all parts are bound, is a variable that is read with neither a type nor a default: an object. */
export function isUntypedVariable(node: Expression, { types }: Facts): boolean {
  if (node.kind !== "invocation" || node.arguments.length !== 1 || node.target.kind !== "member") return false;
  const { target: variables, name, typeArguments } = node.target;
  if (name !== "GetValueOrDefault" || typeArguments.length > 0) return false;
  const type = types.get(variables);
  return isNamed(type, "IReadOnlyDictionary") && isNamed(typeArgumentsOf(type)[1], "object");
}
