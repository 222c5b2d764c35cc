import { type ElementAccess, type Expression, type Member, type Name } from "../../tree";
import { convertImplicitly } from "../binding/conversions";
import { invokeMember, nullReference, type PassedArgument } from "../binding/invoke";
import { instanceMembers } from "../binding/members";
import { UnsupportedError } from "../contract/errors";
import { type NetType, UNKNOWN } from "../contract/type";
import { type Cell, NetArray, type NetValue } from "../contract/values";
import { bindIndexer, bindProperty, locate, lookupType, placeIn, readElement, readProperty } from "./access";
import { argumentsOf, passArguments } from "./arguments";
import { ChosenMembers } from "./chosen-members";
import { type Code, type Compiler, type Environment, type Scope, type Storage, up } from "./code";
import { unsupported } from "./types";

/** Where an assignment puts its value. */
export function compileStorage(node: Expression, scope: Scope, compiler: Compiler): Storage {
  if (node.kind === "name") return variableStorage(node, scope);
  if (node.kind === "element") return elementStorage(node, scope, compiler);
  if (node.kind !== "member") throw unsupported("an assignment to this", node);
  return propertyStorage(node, compiler.expression(node.target, scope), compiler.expression(node, scope).type);
}

function variableStorage(node: Name, scope: Scope): Storage {
  const found = scope.find(node.name);
  if (found === undefined) throw unsupported(`the name ${node.name}`, node);
  const { depth, variable } = found;
  return {
    type: variable.type,
    locate: (environment) => {
      const { values } = up(environment, depth);
      return {
        get: () => values[variable.index] ?? null,
        set: (value) => {
          values[variable.index] = value;
        },
      };
    },
  };
}

function propertyStorage(node: Member, target: Code, type: NetType): Storage {
  const chosen = new ChosenMembers();
  return {
    type,
    locate: (environment) => {
      const receiver = target.run(environment);
      return {
        get: () => readProperty(receiver, target.type, node, chosen, environment),
        set: (value) => writeProperty(receiver, node, value, target.type, environment),
      };
    },
  };
}

/** Sets a property of a value. */
export function writeProperty(
  receiver: NetValue,
  node: { readonly name: string; readonly start: number; readonly end: number },
  value: NetValue,
  declared: NetType,
  environment: Environment,
): void {
  if (receiver === null) throw nullReference();
  const type = lookupType(receiver, declared);
  const bound = bindProperty(instanceMembers(type, node.name, "property"), type);
  if (bound === undefined) throw unsupported(`${type.name}.${node.name}`, node);
  const converted = convertStored(value, bound.result, environment);
  locate(node, () => invokeMember(bound, receiver, [], type, environment.runtime, [converted]));
}

function convertStored(value: NetValue, type: NetType, environment: Environment): NetValue {
  const constant = typeof value === "number" ? value : undefined;
  const converted = convertImplicitly(value, { type: UNKNOWN, constant }, type, environment.runtime);
  if (converted === undefined) throw new UnsupportedError(`a value that is no ${type.name}`);
  return converted;
}

function elementStorage(node: ElementAccess, scope: Scope, compiler: Compiler): Storage {
  const target = compiler.expression(node.target, scope);
  const indexes = argumentsOf(node.arguments, scope, compiler);
  const { type } = compiler.expression(node, scope);
  const chosen = new ChosenMembers();
  return {
    type,
    locate: (environment): Cell => {
      const receiver = target.run(environment);
      const passed = passArguments(indexes, environment);
      return {
        get: () => locate(node, () => readElement(receiver, target.type, passed, chosen, environment)),
        set: (value) => locate(node, () => writeElement(receiver, passed, value, target.type, chosen, environment)),
      };
    },
  };
}

/** Sets an element by its index or key. */
export function writeElement(
  receiver: NetValue,
  passed: readonly PassedArgument[],
  value: NetValue,
  declared: NetType,
  chosen: ChosenMembers,
  environment: Environment,
): void {
  environment.runtime.step();
  if (receiver === null) throw nullReference();
  if (receiver instanceof NetArray) {
    const index = placeIn(receiver, passed);
    receiver.items[index] = convertStored(value, receiver.elementType, environment);
    return;
  }
  const { bound, type } = bindIndexer(receiver, declared, passed, chosen);
  const converted = convertStored(value, bound.result, environment);
  invokeMember(bound, receiver, passed, type, environment.runtime, [converted]);
}
