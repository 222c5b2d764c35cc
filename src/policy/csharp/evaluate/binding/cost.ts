import { type Member } from "../contract/define";
import { CHARACTERS_PER_STEP, PLACES_PER_STEP } from "../contract/meter";
import { NetObject, type NetValue } from "../contract/values";

/**
 * The steps that a call takes for the size of what it works on, whatever it does: its arguments and, of a method, what it is called on. What takes
 * longer than once through them counts the rest itself.
 */
export function costOf({ kind }: Member, receiver: NetValue, values: readonly NetValue[]): number {
  let cost = kind === "method" ? stepsThrough(receiver) : 0;
  for (const value of values) cost += stepsThrough(value);
  return cost;
}

function stepsThrough(value: NetValue): number {
  if (typeof value === "string") return value.length / CHARACTERS_PER_STEP;
  return value instanceof NetObject ? value.size / PLACES_PER_STEP : 0;
}
