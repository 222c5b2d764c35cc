import { Call } from "../../../../../src/policy/csharp/evaluate/contract/call";
import { defineType, type Member, ownMembers } from "../../../../../src/policy/csharp/evaluate/contract/define";
import { NetThrow } from "../../../../../src/policy/csharp/evaluate/contract/errors";
import { ancestorsOf } from "../../../../../src/policy/csharp/evaluate/contract/notation";
import { Runtime, type RuntimeOptions } from "../../../../../src/policy/csharp/evaluate/contract/runtime";
import { findDefinition, type NetType, typeNamed } from "../../../../../src/policy/csharp/evaluate/contract/type";
import { NetObject, type NetValue } from "../../../../../src/policy/csharp/evaluate/contract/values";

/** The types that the library needs and that are defined elsewhere. */
const CORE: readonly string[] = [
  "class System.Object",
  "class System.String",
  "struct System.Boolean",
  "struct System.Char",
  "struct System.Byte",
  "struct System.SByte",
  "struct System.Int16",
  "struct System.UInt16",
  "struct System.Int32",
  "struct System.UInt32",
  "struct System.Int64",
  "struct System.UInt64",
  "struct System.Single",
  "struct System.Double",
  "struct System.Decimal",
  "class System.Enum",
  "class System.Exception",
  "class System.ArgumentException : Exception",
  "class System.ArgumentNullException : Exception",
  "class System.ArgumentOutOfRangeException : Exception",
  "class System.FormatException : Exception",
  "class System.InvalidCastException : Exception",
  "class System.InvalidOperationException : Exception",
  "class System.OverflowException : Exception",
  "interface System.IFormattable",
  "interface System.IComparable",
  "interface System.IDisposable",
  "interface System.Collections.Generic.IEnumerable<T>",
  "interface System.Collections.Generic.IList<T> : IEnumerable<T>",
  "interface System.Collections.Generic.IReadOnlyList<T> : IEnumerable<T>",
  "struct System.Collections.Generic.KeyValuePair<TKey, TValue>",
  "class System.Array",
];

for (const head of CORE) {
  const [, name = "", parameters] = /^\w+ ([\w.]+)(?:<([^>]*)>)?/.exec(head) ?? [];
  if (findDefinition(name, parameters?.split(",").length ?? 0) === undefined) defineType(head);
}

/** What is thrown, as `Type: message`. */
export function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof NetThrow) return `${error.exception.type.name}: ${error.message}`;
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : String(error);
  }
  return "nothing";
}

/** Calls members of types by their names, without an interpreter: the overload is the first one with the number and the kinds of the arguments. */
export class Library {
  public readonly runtime: Runtime;

  public constructor(options: RuntimeOptions = {}) {
    this.runtime = new Runtime({ now: () => Date.UTC(2024, 1, 29, 12, 30, 15, 250), random: () => 0.5, ...options });
  }

  public create(typeName: string, ...values: NetValue[]): NetValue {
    return this.call(ownMembers(typeNamed(typeName).definition, "new"), null, values, typeNamed(typeName));
  }

  public static(typeName: string, name: string, ...values: NetValue[]): NetValue {
    const type = typeNamed(typeName);
    return this.call(
      ancestorsOf(type).flatMap((base) => ownMembers(base.definition, name)),
      null,
      values,
      type,
    );
  }

  public get(receiver: NetObject, name: string, ...values: NetValue[]): NetValue {
    return this.generic(receiver, name, [], ...values);
  }

  public generic(
    receiver: NetObject,
    name: string,
    typeArguments: readonly NetType[],
    ...values: NetValue[]
  ): NetValue {
    const members = ancestorsOf(receiver.type).flatMap((base) => ownMembers(base.definition, name));
    return this.call(members, receiver, values, receiver.type, typeArguments);
  }

  public set(receiver: NetObject, name: string, ...values: NetValue[]): void {
    const members = ancestorsOf(receiver.type).flatMap((base) => ownMembers(base.definition, name));
    const member = members.find(({ set, signature }) => set && signature.parameters.length === values.length - 1);
    if (member?.set === undefined) throw new Error(`no setter ${name}`);
    member.set(receiver, new Call(this.runtime, values, [], [], [], receiver.type));
  }

  private call(
    members: readonly Member[],
    receiver: NetValue,
    values: readonly NetValue[],
    target: NetType,
    typeArguments: readonly NetType[] = [],
  ): NetValue {
    const fitting = members.filter(({ signature }) => fits(signature.parameters, values));
    const member = fitting[0];
    if (member?.get === undefined) throw new Error(`no overload of ${members[0]?.signature.name ?? "it"} takes these`);
    const names = member.signature.parameters.map(({ name }) => name);
    return member.get(receiver, new Call(this.runtime, values, names, typeArguments, [], target));
  }
}

function fits(parameters: Member["signature"]["parameters"], values: readonly NetValue[]): boolean {
  const required = parameters.filter(({ defaultText, modifier }) => defaultText === undefined && modifier !== "out");
  if (values.length < required.length || values.length > parameters.length) return false;
  return values.every((value, index) => accepts(parameters[index]!.type, value));
}

function accepts({ name, ranks }: { name: string; ranks: number }, value: NetValue): boolean {
  if (value === null || name === "object") return true;
  const isArray = value instanceof NetObject && value.type.is("System.Array");
  if (ranks > 0 || isArray) return ranks > 0 === isArray;
  if (typeof value === "string") return name === "string";
  if (typeof value === "boolean") return name === "bool";
  if (typeof value === "number") return name === "int";
  const type = findDefinition(name);
  return type === undefined || ancestorsOf(value.type).some(({ definition }) => definition === type);
}
