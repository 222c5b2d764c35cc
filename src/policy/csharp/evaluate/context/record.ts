import { Call } from "../contract/call";
import { defineType } from "../contract/define";
import { UnsupportedError } from "../contract/errors";
import { Runtime } from "../contract/runtime";
import { arrayOf, findDefinition, genericType, type NetType, type TypeDefinition, typeNamed } from "../contract/type";
import { double, long, NetObject, type NetValue, stringArray } from "../contract/values";
import { chooseOverload } from "../binding/overloads";
import { invokeMember, type PassedArgument } from "../binding/invoke";
import { constructorsOf, instanceMembers, staticMembers } from "../binding/members";
import { typeOfValue } from "../binding/values-of-types";
import { NetStringComparer } from "../core/comparers";
import { NetDictionary } from "../core/dictionary";

/** The properties of an object: values, or what makes them when they are first read. One that is left out is null. */
export type Properties = Readonly<Record<string, NetValue | undefined | (() => NetValue | undefined)>>;

/** Plain data, whose names begin with a small letter where those of properties begin with a capital one. Only texts and booleans are read. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object of API Management. */
export class NetRecord extends NetObject {
  /** What was read before. */
  private made?: Map<string, NetValue>;

  /** @param fields the properties that are in no other list */
  public constructor(
    private readonly typeName: string,
    private readonly properties: Properties,
    private readonly fields: Fields = {},
  ) {
    super();
  }

  public get type(): NetType {
    return typeNamed(this.typeName);
  }

  public read(name: string): NetValue {
    if (!hasOwn(this.properties, name)) return this.readField(`${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    const property = this.properties[name];
    if (typeof property !== "function") return property ?? null;
    const known = this.made?.get(name);
    if (known !== undefined) return known;
    const value = property() ?? null;
    (this.made ??= new Map<string, NetValue>()).set(name, value);
    return value;
  }

  private readField(name: string): NetValue {
    const value = hasOwn(this.fields, name) ? this.fields[name] : undefined;
    return typeof value === "string" || typeof value === "boolean" ? value : null;
  }
}

function hasOwn(object: object, name: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, name);
}

/** Defines a type by its properties: `"string Id"`. */
export function defineRecord(head: string, properties: readonly string[]): TypeDefinition {
  return defineType<NetRecord>(head, (type) => {
    for (const property of properties) {
      const name = property.slice(property.lastIndexOf(" ") + 1);
      type.property(property, (self) => self.read(name));
    }
  });
}

const dictionary = "System.Collections.Generic.IReadOnlyDictionary";

/** Headers, the query or claims: several texts for a name, without regard to its case. */
export function textLists(entries: Iterable<readonly [string, readonly string[]]>): NetDictionary {
  const type = genericType(dictionary, typeNamed("string"), arrayOf(typeNamed("string")));
  const found = new NetDictionary(type, IGNORES_CASE);
  for (const [name, texts] of entries) found.set(name, stringArray(texts));
  return found;
}

export function texts(entries: Iterable<readonly [string, string]>): NetDictionary {
  return filled(genericType(dictionary, typeNamed("string"), typeNamed("string")), entries, true);
}

/** Variables: their names have cases. */
export function objects(entries: Iterable<readonly [string, NetValue]>, valueType = "object"): NetDictionary {
  return filled(genericType(dictionary, typeNamed("string"), typeNamed(valueType)), entries, false);
}

const IGNORES_CASE = new NetStringComparer({ ignoresCase: true, isCultural: false });

function filled(type: NetType, entries: Iterable<readonly [string, NetValue]>, ignoresCase: boolean): NetDictionary {
  const found = new NetDictionary(type, ignoresCase ? IGNORES_CASE : null);
  for (const [key, value] of entries) found.set(key, value);
  return found;
}

/** Calls a static method or, by the name `new`, a constructor of a type of .NET. */
export function callStatic(typeName: string, name: string, values: readonly NetValue[], runtime: Runtime): NetValue {
  const type = findDefinition(typeName)?.type;
  if (type === undefined) throw new UnsupportedError(`the type ${typeName}`);
  return callStaticOf(type, name, values, runtime);
}

export function callStaticOf(type: NetType, name: string, values: readonly NetValue[], runtime: Runtime): NetValue {
  const passed = values.map((value): PassedArgument => {
    const actual = typeOfValue(value);
    return { value, shape: actual === undefined ? { type: typeNamed("object"), isNull: true } : { type: actual } };
  });
  const members = name === "new" ? constructorsOf(type) : staticMembers(type, name, "method");
  const bound = chooseOverload(
    members,
    passed.map(({ shape }) => shape),
    type,
    [],
  );
  if (bound === undefined) throw new UnsupportedError(`${type.name}.${name}`);
  return invokeMember(bound, null, passed, type, runtime);
}

/** Makes values of .NET for what a description holds. They take no steps of an expression. */
export const SETUP = new Runtime({});

export function dateTime(milliseconds: number): NetValue {
  const start = callStatic("DateTimeOffset", "FromUnixTimeMilliseconds", [long(Math.trunc(milliseconds))], SETUP);
  return readProperty(start, "UtcDateTime");
}

export function timeSpan(milliseconds: number): NetValue {
  return callStatic("TimeSpan", "FromMilliseconds", [double(milliseconds)], SETUP);
}

export function guid(text: string): NetValue {
  return callStatic("Guid", "Parse", [text], SETUP);
}

export function uri(text: string): NetValue {
  return callStatic("Uri", "new", [text], SETUP);
}

function readProperty(value: NetValue, name: string): NetValue {
  const type = typeOfValue(value);
  const member = type && instanceMembers(type, name, "property")[0];
  if (member === undefined || type === undefined) throw new UnsupportedError(`DateTimeOffset.${name}`);
  return member.get?.(value, new Call(SETUP, [], [], [], [], type)) ?? null;
}
