import type { IConstruct } from "constructs";
import { nearest, shown } from "../policy/text/errors";

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

/** @param list where the owner lists what it has, such as `roles` */
export function unknownValue(
  place: Place,
  what: string,
  value: string,
  owner: string,
  known: readonly string[],
  list: string,
): Error {
  const got = `${what} ${shown(value)} does not exist on ${owner}`;
  const meant = known.find((other) => isMisspelt(value, other));
  if (meant !== undefined) return error(place, `${got}; expected ${shown(meant)}: correct the name`);
  const expected = known.length === 0 ? "one that is there, and there is none" : known.map(shown).join(" or ");
  return error(place, `${got}; expected ${expected}: add it to ${list}, or change the name`);
}

/** Whether each word of a value is the other's, but for a slip. Values of one family differ in a word, such as Orders.Read and Orders.Write. */
function isMisspelt(value: string, known: string): boolean {
  const words = value.split(/[^A-Za-z0-9]+/);
  const others = known.split(/[^A-Za-z0-9]+/);
  return words.length === others.length && words.every((word, index) => isSlip(word, others[index]!));
}

function isSlip(word: string, other: string): boolean {
  const letters = (text: string): string => [...text.toLowerCase()].sort().join("");
  const most = Math.floor(Math.max(word.length, other.length) / 4);
  return letters(word) === letters(other) || nearest(word, [other], most) !== undefined;
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

export function circularStacks(place: Place, reasons: readonly string[]): Error {
  return error(
    place,
    `in a circle of stacks, ${reasons.join(", and ")}; expected stacks that need each other in one direction, because each is deployed after what it refers to: put what needs each other into one stack, or import one of it beside the other with a literal name or client id`,
  );
}

export function azurermInOtherCloud(environment: string, what: string, cloud: string, provider = "azurerm"): string {
  return `the ${provider} provider works in the ${environment} cloud and the ${what} is in the ${cloud} cloud; expected one cloud, because names and addresses differ: set cloud where the ${what} is imported, or environment of the provider`;
}

export function noAzapiProvider(what: string): string {
  return `${what} is made with the AzAPI provider, and the stack has none; expected one, because the azurerm provider cannot make it: write new AzapiProvider(this, "azapi") in the stack`;
}

export function duplicateName(place: Place, what: string, name: string, first: string): Error {
  return error(
    place,
    `the ${what} ${shown(name)} is already created by ${first}; expected one of each, because the second would replace the first in Azure: choose another name, or use the existing one`,
  );
}
