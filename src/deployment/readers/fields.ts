import type { Block } from "../terraform/block";
import {
  asItems,
  HIDDEN,
  holdsSecret,
  isList,
  plain,
  Secret,
  Unresolved,
  unresolvedIn,
  type Value,
} from "../terraform/value";

/** A value of an item: known, a text with a secret in it, or unresolved. */
export type Field<T> = T | Sealed<T> | Unresolved;

/** A value that is made of a secret, although it is none by its kind: policy text, for instance. */
export class Sealed<T> {
  readonly #value: T;

  public constructor(value: T) {
    this.#value = value;
  }

  public reveal(): T {
    return this.#value;
  }
}

/** A value as text, number or boolean, as the argument has it. */
function converted<T>(value: Value, kind: string, convert: (value: Value) => T | undefined): Field<T> {
  const unresolved = unresolvedIn(value);
  if (unresolved !== undefined) return unresolved;
  const isSecret = holdsSecret(value);
  const known = convert(isSecret ? plain(value) : value);
  if (known === undefined) return new Unresolved(isSecret ? HIDDEN : JSON.stringify(value), `it is no ${kind}`);
  return isSecret ? new Sealed(known) : known;
}

const toText = (value: Value): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

export function asText(value: Value): Field<string> {
  return converted(value, "text", toText);
}

export function text(block: Block, name: string): Field<string> {
  return asText(block.get(name));
}

export function optionalText(block: Block, name: string): Field<string> | undefined {
  const value = block.optional(name);
  return value === undefined || value === "" ? undefined : asText(value);
}

export function textOr<T extends string | undefined>(block: Block, name: string, other: T): Field<string> | T {
  return optionalText(block, name) ?? other;
}

export function asFlag(value: Value): Field<boolean> {
  return converted(value, "boolean", (known) =>
    known === true || known === "true" ? true : known === false || known === "false" ? false : undefined,
  );
}

export function flag(block: Block, name: string, other: boolean): Field<boolean> {
  const value = block.optional(name);
  return value === undefined ? other : asFlag(value);
}

export function asTexts(value: Value | undefined): Field<readonly string[]> {
  if (value === undefined || value === null) return [];
  const unresolved = unresolvedIn(value);
  if (unresolved !== undefined) return unresolved;
  const items = (isList(value) ? value : [value]).map((item) => toText(plain(item)));
  const known = items.filter((item): item is string => item !== undefined);
  if (known.length < items.length) return new Unresolved("a list", "it is no list of texts");
  return holdsSecret(value) ? new Sealed(known) : known;
}

export function texts(block: Block, name: string): Field<readonly string[]> {
  return asTexts(block.optional(name));
}

/** An argument that is a secret. */
export function secret(block: Block, name: string): Secret | Unresolved {
  const value = block.get(name);
  const known = asText(value);
  if (known instanceof Unresolved) return known;
  return new Secret(known instanceof Sealed ? known.reveal() : known);
}

export function optionalSecret(block: Block, name: string): Secret | Unresolved | undefined {
  const value = block.optional(name);
  return value === undefined || value === "" ? undefined : secret(block, name);
}

/** The nested blocks of a name. What is not resolved is the whole. */
export function nested(block: Block, name: string): readonly Nested[] | Unresolved {
  const value = block.optional(name);
  if (value instanceof Unresolved) return value;
  return asItems(value).map((item) => new Nested(item));
}

/** A nested block. */
export class Nested {
  public constructor(private readonly values: Readonly<Record<string, Value>>) {}

  public get(name: string): Value | undefined {
    const value = Object.prototype.hasOwnProperty.call(this.values, name) ? this.values[name] : undefined;
    return value ?? undefined;
  }

  public text(name: string): Field<string> {
    const value = this.get(name);
    return value === undefined ? new Unresolved(name, "it is missing") : asText(value);
  }

  public optionalText(name: string): Field<string> | undefined {
    const value = this.get(name);
    return value === undefined || value === "" ? undefined : asText(value);
  }

  public flag(name: string, other: boolean): Field<boolean> {
    const value = this.get(name);
    return value === undefined ? other : asFlag(value);
  }

  public texts(name: string): Field<readonly string[]> {
    return asTexts(this.get(name));
  }

  public items(name: string): readonly Nested[] {
    return asItems(this.get(name)).map((item) => new Nested(item));
  }
}

/** What `whole` takes the values of: each may be unresolved or hold a secret. */
type Parts<T> = { readonly [Name in keyof T]: Field<T[Name]> };

/** An object of fields, which is unresolved or holds a secret if one of them does. */
export function whole<T extends object>(parts: Parts<T>): Field<T> {
  const values = Object.entries<Field<unknown>>(parts);
  for (const [, value] of values) if (value instanceof Unresolved) return value;
  const known = values.map(([name, value]) => [name, value instanceof Sealed ? value.reveal() : value] as const);
  const made = Object.fromEntries(known) as T;
  return values.some(([, value]) => value instanceof Sealed) ? new Sealed(made) : made;
}

/** A list of what may be unresolved or hold a secret. */
export function list<T>(items: readonly Field<T>[] | Unresolved): Field<readonly T[]> {
  if (items instanceof Unresolved) return items;
  const known: T[] = [];
  let isSealed = false;
  for (const item of items) {
    if (item instanceof Unresolved) return item;
    isSealed ||= item instanceof Sealed;
    known.push(item instanceof Sealed ? item.reveal() : item);
  }
  return isSealed ? new Sealed(known) : known;
}

/** Changes the text of a field. */
export function mapText<T>(field: Field<string>, change: (known: string) => T): Field<T> {
  if (field instanceof Unresolved) return field;
  return field instanceof Sealed ? new Sealed(change(field.reveal())) : change(field);
}
