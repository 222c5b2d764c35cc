import { type AnonymousObject, type ObjectCreation, type Tuple } from "../../tree";
import { invokeMember, type PassedArgument } from "../binding/invoke";
import { constructorsOf } from "../binding/members";
import { chooseOverload, delegateParameters } from "../binding/overloads";
import { defaultOf } from "../binding/values-of-types";
import { type NetType, UNKNOWN } from "../contract/type";
import { anonymousType, NetAnonymous } from "../core/anonymous";
import { NetTuple, tupleType } from "../core/tuples";
import { locate } from "./access";
import { type ArgumentCode, argumentsOf, passArguments, shapesOf } from "./arguments";
import { ChosenMembers } from "./chosen-members";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { resolveTypeNode, unsupported } from "./types";
import { compileInitializer } from "./initializers";

/** `new T(arguments) { … }`. */
export function compileObjectCreation(node: ObjectCreation, scope: Scope, compiler: Compiler): Code {
  const type = resolveTypeNode(node.type, scope);
  const codes = argumentsOf(node.arguments, scope, compiler);
  if (delegateParameters(type) !== undefined) return compileDelegateCreation(type, codes);
  const constructors = constructorsOf(type);
  if (constructors.length === 0) throw unsupported(`new ${type.name}`, node);
  const initialize = node.initializer && compileInitializer(node.initializer, type, scope, compiler);
  const chosen = new ChosenMembers();
  const hasLambda = shapesOf(codes).some(({ lambda }) => lambda !== undefined);
  return code(type, (environment) => {
    environment.runtime.step();
    const passed = passArguments(codes, environment);
    const bound = chosen.for(type, passed, (shapes) => chooseOverload(constructors, shapes, type, []));
    if (bound === undefined) {
      if (passed.length === 0 && type.isValueType) return defaultOf(type);
      throw unsupported(`new ${type.name} with these arguments`, node);
    }
    if (hasLambda) createDelegates(codes, passed, bound.parameterTypes, environment);
    const value = locate(node, () => invokeMember(bound, null, passed, type, environment.runtime));
    initialize?.(value, environment);
    return value;
  });
}

function createDelegates(
  codes: readonly ArgumentCode[],
  passed: PassedArgument[],
  types: readonly NetType[],
  environment: Environment,
): void {
  codes.forEach(({ value: { lambda } }, index) => {
    const type = types[index] ?? UNKNOWN;
    if (lambda !== undefined) passed[index] = { shape: { type }, value: lambda.create(environment, type) };
  });
}

/** `new Func<int, int>(x => x)`. */
function compileDelegateCreation(type: NetType, codes: readonly ArgumentCode[]): Code {
  return code(type, (environment) => {
    const value = codes[0]?.value;
    return value?.lambda?.create(environment, type) ?? value?.run(environment) ?? null;
  });
}

/** `new { a = 1 }`. */
export function compileAnonymous(node: AnonymousObject, scope: Scope, compiler: Compiler): Code {
  const values = node.members.map(({ value }) => compiler.expression(value, scope));
  const type = anonymousType(
    node.members.map(({ name }) => name),
    values.map((value) => value.type),
  );
  return code(
    type,
    (environment) =>
      new NetAnonymous(
        type,
        node.members.map(({ name }) => name),
        values.map((value) => value.run(environment)),
      ),
  );
}

/** `(a, b)`. */
export function compileTuple(node: Tuple, scope: Scope, compiler: Compiler): Code {
  const values = node.elements.map(({ value }) => compiler.expression(value, scope));
  const names = node.elements.map(({ name }) => name);
  const type = tupleType(values.map((value) => value.type));
  if (type === undefined) throw unsupported("a tuple of this size", node);
  return code(
    type,
    (environment) =>
      new NetTuple(
        values.map((value) => value.run(environment)),
        names,
        values.map((value) => value.type),
      ),
  );
}
