import { Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { LIST_PLACEHOLDER } from "../policy/text/placeholder";
import { isPromise, isResolvable, kindOf } from "../policy/text/wrong-kinds";
import { type Place, wrongKind } from "./errors";

/**
 * Kinds of values. The types rule out any other, but a program that runs without a type check gets a sentence too.
 *
 * An object is known by its members and not by its class, because the interfaces are open to other implementations.
 */
export interface Kind {
  readonly isOptional: boolean;
  /** @throws when the value is of another kind */
  readonly require: (place: Place, what: string, value: unknown) => void;
}

/** A kind that includes undefined. */
export interface OptionalKind extends Kind {
  readonly isOptional: true;
}

/** The kind of each prop of an object. A new prop does not compile without one. */
export type Kinds<T> = { readonly [P in keyof T]-?: undefined extends T[P] ? OptionalKind : Kind };

/** What a message says about a kind. */
interface Words {
  /** What is expected, as it reads after "expected". */
  readonly expected: string;
  /** What to do about another value. */
  readonly fix?: string;
  /** What to do about a value that only Terraform knows. */
  readonly fixOfToken?: string;
  /** Whether a text in the place of the value may hold a secret. */
  readonly hidesText?: boolean;
}

/** Values that pass a test. */
export function kind(words: Words, test: (value: unknown) => boolean): Kind {
  const require = (place: Place, what: string, value: unknown): void => {
    if (!test(value)) throw wrongKind(place, what, got(value, words), words.expected, fixFor(what, value, words));
  };
  return { isOptional: false, require };
}

/** Objects that have the members, and none of those that only other kinds have. */
export function objectWith(members: readonly string[], words: Words, others: readonly string[] = []): Kind {
  return kind(
    words,
    (value) =>
      typeof value === "object" &&
      value !== null &&
      members.every((member) => member in value) &&
      !others.some((member) => member in value),
  );
}

/** Constructs that have the members. */
export function constructWith(members: readonly string[], words: Words, others?: readonly string[]): Kind {
  return objectWith(["node", ...members], words, others);
}

/** The values of an enum. */
export function oneOf(name: string, values: Readonly<Record<string, string | number>>): Kind {
  const known = Object.entries(values).filter(([key]) => Number.isNaN(Number(key)));
  const expected = known.map(([key]) => `${name}.${key}`).join(" or ");
  return kind({ expected }, (value) => known.some(([, other]) => other === value));
}

/** Lists of one kind. */
export function listOf(item: Kind, items: string): Kind {
  const words = { expected: `a list of ${items}`, fix: "put it into [ ]" };
  const list = kind(words, Array.isArray);
  const require = (place: Place, what: string, value: unknown): void => {
    list.require(place, what, value);
    (value as readonly unknown[]).forEach((each, index) => item.require(place, `${what}[${index}]`, each));
  };
  return { isOptional: false, require };
}

/** Undefined, or a value of a kind. */
export function optional({ require }: Kind): OptionalKind {
  return {
    isOptional: true,
    require: (place, what, value) => {
      if (value !== undefined) require(place, what, value);
    },
  };
}

export const STRING = kind({ expected: "a string", fixOfToken: "convert it with Token.asString" }, isString);
export const NUMBER = kind({ expected: "a number", fixOfToken: "convert it with Token.asNumber" }, isNumber);
export const BOOLEAN = kind({ expected: "true or false" }, (value) => typeof value === "boolean");
export const STRINGS = listOf(STRING, "strings");
/** Strings that the program reads one by one. A list that only Terraform knows has one element, however many there will be. */
export const KNOWN_STRINGS: Kind = {
  isOptional: false,
  require: (place, what, value) => {
    STRINGS.require(place, what, value);
    if (!(value as readonly string[]).some((text) => LIST_PLACEHOLDER.test(text))) return;
    const fix = "take its elements one by one with Fn.element";
    throw wrongKind(place, what, "a list that only Terraform knows", "a list whose length is known at synth", fix);
  },
};
/** Names and their texts. */
export const TEXTS = kind(
  { expected: "an object whose values are strings" },
  (value) => isObject(value) && Object.values(value).every(isString),
);

/** An object whose props are checked elsewhere. */
export const OBJECT = kind({ expected: "an object", fix: "put the values into { }" }, isObject);

/** Throws when an object is none, or one of its props is of another kind. Props without a kind are ignored. */
export function checkProps<T extends object>(place: Place, props: T, kinds: Kinds<T>): void {
  checkObject(place, "props", props, kinds);
}

/** Like {@link checkProps}, for an argument of another name. */
export function checkObject<T extends object>(place: Place, what: string, value: T, kinds: Kinds<T>): void {
  const names = Object.keys(kinds) as (keyof T & string)[];
  if (!isObject(value) || (!hasRequired(kinds, names) && isUnrelated(value, kinds))) {
    const required = names.filter((name) => !kinds[name].isOptional);
    const expected = required.length === 0 ? "an object" : `an object with ${required.join(", ")}`;
    throw wrongKind(place, what, got(value, { expected, hidesText: true }), expected, "put the values into { }");
  }
  for (const name of names) kinds[name].require(place, name, value[name]);
}

function hasRequired<T>(kinds: Kinds<T>, names: readonly (keyof T)[]): boolean {
  return names.some((name) => !kinds[name].isOptional);
}

/** The place of a construct that does not exist yet. */
export function placeOf(owner: string, scope: IConstruct, id: string): string {
  checkScope(owner, scope, id);
  return [scope.node.path, id].filter((part) => part !== "").join("/");
}

/**
 * A construct whose scope and id are checked.
 *
 * @internal
 */
export abstract class CheckedConstruct extends Construct {
  public constructor(scope: Construct, id: string) {
    // An import is made by a factory of the class that users know.
    checkScope(new.target.name.replace(/^Imported/, ""), scope, id);
    super(scope, id);
  }
}

const SCOPE = kind({ expected: "a construct", fix: "give the stack, or this in a class of a construct" }, (value) =>
  Construct.isConstruct(value),
);

/** The id of a construct. The addresses of resources are made of it, so it is known at synth. */
export const ID = kind(
  { expected: "a name", fix: "give one that is unique in its scope, and known at synth" },
  (value) => isString(value) && value !== "" && !Token.isUnresolved(value),
);

function checkScope(owner: string, scope: unknown, id: unknown): void {
  SCOPE.require(owner, "scope", scope);
  ID.require(owner, "id", id);
}

function got(value: unknown, { hidesText }: Words): string {
  if (typeof value === "string" && hidesText === true) return "a string";
  return Construct.isConstruct(value) && value.node.path !== ""
    ? `${kindOf(value)} (${value.node.path})`
    : kindOf(value);
}

function fixFor(what: string, value: unknown, { expected, fix, fixOfToken }: Words): string {
  if (isPromise(value)) return "await it";
  if (isResolvable(value) && fixOfToken !== undefined) return fixOfToken;
  return fix ?? (value === undefined || value === null ? `set ${what}` : `change it to ${expected}`);
}

function isObject(value: unknown): value is object {
  const isSingle = typeof value === "object" && value !== null && !Array.isArray(value);
  return isSingle && !isPromise(value) && !isResolvable(value);
}

/** Whether a value is an instance of a class that has none of the props. */
function isUnrelated(value: object, kinds: object): boolean {
  const isInstance = Object.getPrototypeOf(value) !== Object.prototype;
  return isInstance && !Object.keys(kinds).some((name) => name in value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number";
}
