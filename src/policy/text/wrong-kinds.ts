import { didYouMean, shown } from "./errors";

/**
 * Errors about values that the types rule out, so that programs that run without a type check get a clear error too.
 */

/**
 * @param place what has the value, such as `name of <set-header>`
 * @param expected the kind of value that is accepted
 * @param advice what to do, if it is more than changing the value
 */
export function wrongKind(place: string, value: unknown, expected: string, advice = adviceOn(value)): Error {
  return new Error(`${place} is ${kindOf(value)}; expected ${expected}: ${advice}`);
}

/** @throws when the value is not a string */
export function checkString(value: unknown, place: string): asserts value is string {
  if (typeof value !== "string") throw wrongKind(place, value, "a string");
}

export function notAList(place: string, value: unknown, items: string): Error {
  const isAdvised = value === null || isPromise(value) || isResolvable(value);
  return wrongKind(place, value, `a list of ${items}`, isAdvised ? undefined : "put it into [ ]");
}

export function listKnownLater(place: string): Error {
  return new Error(
    `${place} is or contains a list that only Terraform knows; expected a list whose length is known at synth: take its elements one by one with Fn.element, or join them into one string with Fn.join`,
  );
}

/**
 * Checks that an object has only known props.
 *
 * @param owner what the props belong to, such as `<set-header>`
 * @throws when there is another prop, unless its value is undefined
 */
export function checkPropNames(props: object, owner: string, known: readonly string[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (value !== undefined && !known.includes(name)) throw unknownProp(owner, name, known);
  }
}

function unknownProp(owner: string, name: string, known: readonly string[]): Error {
  const longer = known.find((other) => other.startsWith(name));
  const suggestion = longer === undefined ? didYouMean(name, known) : `; did you mean ${shown(longer)}?`;
  return new Error(
    `${owner} has no prop ${shown(name)}; expected ${known.map(shown).join(", ")}${suggestion || ": remove it"}`,
  );
}

export function foreignNode(node: unknown): Error {
  return new Error(
    `cannot write ${kindOf(node)} as a part of a policy; expected an element, text or a comment from this copy of the library: create it with PolicyElement, PolicyText or PolicyComment`,
  );
}

/** Describes a value in words. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the string ${shown(value)}`;
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  if (typeof value !== "object") return value === undefined ? "undefined" : `a ${typeof value}`;
  if (Array.isArray(value)) return "a list";
  if (isResolvable(value)) return "a value that only Terraform knows";
  const name = (value.constructor as { readonly name?: string } | undefined)?.name ?? "Object";
  if (name === "Object") return "an object";
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}

function adviceOn(value: unknown): string {
  if (value === null) return "give a value, or leave it out";
  return isPromise(value) ? "await it" : "change it";
}

export function isPromise(value: unknown): boolean {
  return hasMethod(value, "then");
}

/** Whether a value is a cdktf token that was not converted to a string or a number. */
export function isResolvable(value: unknown): boolean {
  return hasMethod(value, "resolve");
}

function hasMethod(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>)[name] === "function";
}
