import { Call } from "../contract/call";
import { enumValue, namesOfEnum } from "../contract/define";
import { exception, UnsupportedError } from "../contract/errors";
import { type Runtime } from "../contract/runtime";
import { type SignatureParameter } from "../contract/signature";
import { type NetType, UNKNOWN } from "../contract/type";
import { type Cell, NetArray, type NetValue } from "../contract/values";
import { convertNumber, kindOfType } from "../numbers/kinds";
import { costOf } from "./cost";
import { convertImplicitly } from "./conversions";
import { type ArgumentShape, type BoundMember } from "./overloads";
import { defaultOf } from "./values-of-types";

/** What is passed for an argument. */
export interface PassedArgument {
  readonly shape: ArgumentShape;
  readonly value: NetValue;
  /** Of an `out` or `ref` argument. */
  readonly cell?: Cell;
}

/** Calls a member with arguments that were bound to its parameters. */
export function invokeMember(
  bound: BoundMember,
  receiver: NetValue,
  passed: readonly PassedArgument[],
  target: NetType,
  runtime: Runtime,
  added: readonly NetValue[] = [],
): NetValue {
  const { signature, get, set } = bound.member;
  const values: NetValue[] = [];
  const cells: (Cell | undefined)[] = [];
  for (let index = 0; index < signature.parameters.length; index++) {
    const parameter = signature.parameters[index];
    if (parameter === undefined) break;
    const type = bound.parameterTypes[index] ?? UNKNOWN;
    const source = bound.sources[index];
    const argument = source === undefined ? undefined : passed[source];
    if (argument !== undefined) {
      values.push(convertArgument(argument, type, runtime));
      cells.push(argument.cell);
    } else if (parameter.modifier === "params") {
      const element = type.typeArguments[0] ?? UNKNOWN;
      const items = (bound.collected ?? []).map((at) => convertCollected(passed[at], element, runtime));
      values.push(new NetArray(element, items));
      cells.push(undefined);
    } else {
      values.push(defaultValue(parameter, type));
      cells.push(undefined);
    }
  }
  values.push(...added);
  const call = new Call(runtime, values, signature.names, bound.typeArguments, cells, target);
  const implementation = added.length > 0 ? set : get;
  if (implementation === undefined)
    throw new UnsupportedError(`${bound.member.owner.name}.${signature.name} to be set`);
  runtime.step(costOf(bound.member, receiver, values));
  const result = implementation(receiver, call);
  if (typeof result === "string") runtime.checkLength(result.length);
  return result;
}

function convertCollected(argument: PassedArgument | undefined, type: NetType, runtime: Runtime): NetValue {
  return argument === undefined ? null : convertArgument(argument, type, runtime);
}

function convertArgument({ value, shape, cell }: PassedArgument, type: NetType, runtime: Runtime): NetValue {
  if (cell !== undefined) return value;
  const converted = convertImplicitly(value, shape, type, runtime);
  if (converted === undefined) {
    if (value === null) throw nullReference();
    throw new UnsupportedError(`an argument of another type than ${type.name}`);
  }
  return converted;
}

export function nullReference(): Error {
  return exception("NullReferenceException", "Object reference not set to an instance of an object.");
}

function defaultValue({ defaultText: text = "" }: SignatureParameter, type: NetType): NetValue {
  if (text.startsWith('"')) return text.slice(1, -1);
  if (text === "true" || text === "false") return text === "true";
  if (type.definition.kind === "enum") {
    const name = text.slice(text.lastIndexOf(".") + 1);
    return enumValue(type, namesOfEnum(type).byName.get(name) ?? 0);
  }
  if (/^-?\d+$/.test(text)) {
    const kind = kindOfType(type);
    return (kind && convertNumber(Number(text), kind)) ?? Number(text);
  }
  return defaultOf(type);
}
