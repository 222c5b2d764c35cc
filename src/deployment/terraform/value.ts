import { MAX_VALUE_DEPTH } from "../../policy/text/bounds";

/** A value of Terraform: what JSON can hold, secrets, and what could not be resolved. */
export type Value = Scalar | readonly Value[] | ValueMap;

/** A value without parts. */
export type Scalar = null | boolean | number | string | Secret | Unresolved;

/** An object or a map of Terraform. */
export interface ValueMap {
  readonly [name: string]: Value;
}

/** What a secret prints as. */
export const HIDDEN = "<secret>";

const INSPECT = Symbol.for("nodejs.util.inspect.custom");

/** A text that nothing prints: neither JSON, nor string conversion, nor the inspection of Node. */
export class Secret {
  readonly #text: string;

  public constructor(text: string) {
    this.#text = text;
  }

  /** The secret itself. */
  public reveal(): string {
    return this.#text;
  }

  public toString(): string {
    return HIDDEN;
  }

  public toJSON(): string {
    return HIDDEN;
  }

  public [INSPECT](): string {
    return HIDDEN;
  }
}

/** What could not be resolved, and why. */
export class Unresolved {
  /**
   * @param expression the expression, as it is written
   * @param reason why it has no value, as the end of a sentence about it
   * @param isFailure whether Terraform would fail as well, so that `try` goes on with the next
   */
  public constructor(
    public readonly expression: string,
    public readonly reason: string,
    public readonly isFailure = false,
  ) {}
}

/** What is asked of every value: found once, because a value may be a part of many. */
interface Traits {
  readonly depth: number;
  /** Characters and items, also those that it has several times. */
  readonly size: number;
  readonly isSecret: boolean;
  readonly unresolved: Unresolved | undefined;
}

const KNOWN: Traits = { depth: 0, size: 1, isSecret: false, unresolved: undefined };
const SECRET: Traits = { ...KNOWN, isSecret: true };
const traitsOf = new WeakMap<object, Traits>();

function traits(value: Value): Traits {
  if (typeof value === "string") return value === "" ? KNOWN : { ...KNOWN, size: value.length };
  if (value === null || typeof value !== "object") return KNOWN;
  if (value instanceof Secret) return { ...SECRET, size: value.reveal().length };
  if (value instanceof Unresolved) return { ...KNOWN, unresolved: value };
  const known = traitsOf.get(value);
  if (known !== undefined) return known;
  let { depth, size, isSecret, unresolved } = KNOWN;
  for (const part of partsOf(value)) {
    const each = traits(part);
    depth = Math.max(depth, each.depth);
    size += each.size;
    isSecret ||= each.isSecret;
    unresolved ??= each.unresolved;
  }
  const found = { depth: depth + 1, size, isSecret, unresolved };
  traitsOf.set(value, found);
  return found;
}

/** What keeps a value from being known: itself or a part of it. */
export function unresolvedIn(value: Value): Unresolved | undefined {
  return traits(value).unresolved;
}

/** Whether a value is a secret, or has one in it. */
export function holdsSecret(value: Value): boolean {
  return traits(value).isSecret;
}

/** Whether a value is nested so deeply that nothing should walk it. */
export function isTooDeep(value: Value): boolean {
  return traits(value).depth > MAX_VALUE_DEPTH;
}

/** Characters and items of a value. */
export function sizeOf(value: Value): number {
  return traits(value).size;
}

/** A value without parts, with the text of a secret. */
export function plain(value: Value): Value {
  return value instanceof Secret ? value.reveal() : value;
}

/** The value with the text of its secrets. */
export function revealed(value: Value): Value {
  if (!holdsSecret(value)) return value;
  if (value instanceof Secret) return value.reveal();
  return mapParts(value, revealed);
}

/** The value with each text in it as a secret, because it was made of one. */
export function hidden(value: Value): Value {
  return typeof value === "string" ? new Secret(value) : mapParts(value, hidden);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ValueMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Secret) &&
    !(value instanceof Unresolved)
  );
}

/** The objects in a list of blocks, or the one that is written alone. */
export function asItems(value: Value | undefined): readonly ValueMap[] {
  const items = value === undefined ? [] : isList(value) ? value : [value];
  return items.filter(isMap);
}

/** A member that an object has itself: names come from users, and may be those of members that every object inherits. */
export function member<T>(object: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(object, name) ? object[name] : undefined;
}

/** Whether two values are the same, as Terraform's `==` has it. */
export function equals(left: Value, right: Value): boolean {
  return canonical(left) === canonical(right);
}

/** One text for equal values. */
export function canonical(value: Value): string {
  return JSON.stringify(sorted(revealed(value)));
}

function sorted(value: Value): Value {
  if (!isMap(value)) return mapParts(value, sorted);
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(member(value, name) ?? null)]));
}

function mapParts(value: Value, change: (part: Value) => Value): Value {
  if (isList(value)) return value.map(change);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]));
}

function partsOf(value: Value): readonly Value[] {
  if (isList(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}
