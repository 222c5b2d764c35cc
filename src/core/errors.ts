import type { IConstruct } from "constructs";
import { didYouMean, shown } from "../policy/text/errors";

export { shown };

/**
 * The error messages that constructs share.
 *
 * Each one names the construct path, the value it got, what was expected and what to do. Messages never contain a secret.
 */

/** Where an error belongs: a construct, or the name of a class while no construct exists. */
export type Place = IConstruct | string;

function at(place: Place): string {
  return typeof place === "string" ? place : place.node.path || place.constructor.name;
}

export function error(place: Place, text: string): Error {
  return new Error(`${at(place)}: ${text}`);
}

/** @param got the value in words */
export function wrongKind(place: Place, what: string, got: string, expected: string, fix: string): Error {
  return error(place, `${what} is ${got}; expected ${expected}: ${fix}`);
}

export function invalidValue(place: Place, what: string, value: string, expected: string, fix: string): Error {
  return wrongKind(place, what, shown(value), expected, fix);
}

export function unknownAtSynth(place: Place, what: string): Error {
  return error(
    place,
    `${what} is only known to Terraform; expected a literal, because ids are derived from it: write the ${what} itself`,
  );
}

export function unknownValue(
  place: Place,
  what: string,
  value: string,
  owner: string,
  known: readonly string[],
): Error {
  const list = known.length === 0 ? "none" : known.map(shown).join(", ");
  const fix = didYouMean(value, known) || "; add it there, or change the name";
  return error(place, `${what} ${shown(value)} does not exist on ${owner}; expected one of: ${list}${fix}`);
}

export function duplicateValue(place: Place, what: string, value: string, fix: string): Error {
  return error(place, `${what} ${shown(value)} is given twice; expected each value once: ${fix}`);
}

export function invalidNumberOption(place: Place, option: string, value: number, expected: string): Error {
  return error(place, `${option} is ${value}; expected ${expected}: change the value or leave the option out`);
}

export function differentStacks(place: Place, what: string, path: string, fix: string): Error {
  return error(
    place,
    `${what} ${path} belongs to another stack; expected one of this stack, because Terraform orders resources only within a stack and keeps values passed between stacks in its state: ${fix}`,
  );
}

export function duplicateName(place: Place, what: string, name: string, first: string): Error {
  return error(
    place,
    `the ${what} ${shown(name)} is already created by ${first}; expected one of each, because the second would replace the first in Azure: choose another name, or use the existing one`,
  );
}
