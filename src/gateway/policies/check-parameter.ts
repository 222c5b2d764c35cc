import type { ParameterDescription } from "../exchange";
import type { Finding } from "./validation";

const TYPES: ReadonlyMap<string, RegExp> = new Map([
  ["integer", /^[+-]?\d+$/],
  ["number", /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i],
  ["boolean", /^(true|false)$/i],
]);

/** Compares the values of a parameter or a header with what the API says of it. */
export function* checkParameter(
  { name, isRequired, type, values: allowed = [] }: ParameterDescription,
  values: readonly string[],
  kind: string,
): Generator<Finding> {
  if (values.length === 0) {
    const details = `The required ${name} is missing.`;
    if (isRequired) yield { name, type: kind, validationRule: "Required", details };
    return;
  }
  const pattern = TYPES.get(type ?? "");
  for (const value of values) {
    if (pattern !== undefined && !pattern.test(value)) {
      const details = `The value of ${name} is no ${String(type)}.`;
      yield { name, type: kind, validationRule: "IncorrectMessage", details };
    } else if (allowed.length > 0 && !allowed.includes(value)) {
      const details = `The value of ${name} is not one of those that the API describes.`;
      yield { name, type: kind, validationRule: "IncorrectMessage", details };
    }
  }
}
