import { Call } from "../contract/call";
import { membersOf, ownMembers } from "../contract/define";
import { ancestorsOf } from "../contract/notation";
import { type Runtime } from "../contract/runtime";
import { type NetType } from "../contract/type";
import { type NetValue, type NetObject } from "../contract/values";
import { unsupported } from "./errors";

/** `new T()`. */
export function construct(type: NetType, runtime: Runtime): NetValue {
  const constructor = ownMembers(type.definition, "new").find(({ signature }) => signature.parameters.length === 0);
  if (constructor?.get === undefined) throw unsupported(`new ${type.name}()`);
  return constructor.get(null, new Call(runtime, [], [], [], [], type));
}

/** Calls a method of a value by its name and the number of its arguments. */
export function callMethod(receiver: NetObject, name: string, values: readonly NetValue[], runtime: Runtime): NetValue {
  for (const type of ancestorsOf(receiver.type)) {
    const method = ownMembers(type.definition, name).find(
      ({ kind, signature }) => kind === "method" && signature.parameters.length === values.length,
    );
    if (method?.get === undefined) continue;
    const names = method.signature.parameters.map((parameter) => parameter.name);
    return method.get(receiver, new Call(runtime, values, names, [], [], type));
  }
  throw unsupported(`${receiver.type.name}.${name}`);
}

/** The public properties of a value and what they hold, in the order of their definition. */
export function propertiesOf(value: NetObject, runtime: Runtime): [name: string, value: NetValue][] {
  const found = new Map<string, NetValue>();
  for (const type of ancestorsOf(value.type)) {
    for (const [name, members] of membersOf(type.definition)) {
      const property = members.find(({ kind, isStatic }) => kind === "property" && !isStatic);
      if (property?.get === undefined || found.has(name)) continue;
      found.set(name, property.get(value, new Call(runtime, [], [], [], [], type)));
    }
  }
  return [...found];
}
