import { type SyntaxNode } from "../../tree";
import { conversionCost, convertImplicitly } from "../binding/conversions";
import { defaultOf, isObject } from "../binding/values-of-types";
import { type NetType, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { locate } from "./access";
import { type Code, type Environment } from "./code";
import { unsupported } from "./types";

/** An expression as a value of a type, to which C# converts it without a cast. */
export function convertedTo(value: Code, type: NetType, node: SyntaxNode): (environment: Environment) => NetValue {
  if (value.isDefault === true) return () => defaultOf(type);
  const { lambda } = value;
  if (lambda !== undefined) return (environment) => locate(node, () => lambda.create(environment, type));
  if (type === UNKNOWN || isObject(type) || value.type.id === type.id) return value.run;
  return (environment) => {
    const result = value.run(environment);
    const converted = convertImplicitly(result, value, type, environment.runtime);
    if (converted === undefined) throw unsupported(`a conversion of ${value.type.name} to ${type.name}`, node);
    return converted;
  };
}

/** The type of two values of which either comes: of `?:` and of the elements of `new[]`. */
export function commonType(values: readonly Code[]): NetType {
  const known = values.filter(({ isNull, isDefault }) => isNull !== true && isDefault !== true);
  const [first] = known;
  if (first === undefined || known.some(({ type }) => type === UNKNOWN)) return UNKNOWN;
  const best = known.find(({ type }) => known.every((other) => conversionCost(other, type) !== undefined));
  return best?.type ?? UNKNOWN;
}

/** What a condition says. */
export function conditionOf(value: Code, node: SyntaxNode): (environment: Environment) => boolean {
  return (environment) => {
    const result = value.run(environment);
    if (typeof result !== "boolean") throw unsupported("a condition that is not true or false", node);
    return result;
  };
}
