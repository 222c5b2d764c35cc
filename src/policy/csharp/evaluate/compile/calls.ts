import { type Invocation, type Member } from "../../tree";
import { invokeMember, nullReference, type PassedArgument } from "../binding/invoke";
import { instanceMembers, staticMembers } from "../binding/members";
import { type ArgumentShape, type BoundMember, chooseOverload } from "../binding/overloads";
import { defaultOf, typeOfValue } from "../binding/values-of-types";
import { extensionMethods } from "../contract/define";
import { dimensionsOf, type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { NetDelegate, type NetValue } from "../contract/values";
import { bindProperty, locate, lookupType } from "./access";
import { type ArgumentCode, argumentsOf, passArguments, shapesOf } from "./arguments";
import { ChosenMembers } from "./chosen-members";
import { type Code, code, type Compiler, type Environment, type Scope } from "./code";
import { NetLocalFunction } from "./local-functions";
import { isNamespace, resolveTypeNode, typeOfExpression, unsupported } from "./types";

/** `target(arguments)`. */
export function compileInvocation(node: Invocation, scope: Scope, compiler: Compiler): Code {
  const passed = argumentsOf(node.arguments, scope, compiler);
  const { target } = node;
  if (target.kind !== "member") return compileDelegateCall(compiler.expression(target, scope), passed, node);
  const typeArguments = target.typeArguments.map((argument) => resolveTypeNode(argument, scope));
  const type = typeOfExpression(target.target, scope);
  if (type !== undefined) return compileStaticCall(type, target, typeArguments, passed, node);
  if (isNamespace(target.target, scope)) throw unsupported(`the type ${target.name}`, target);
  return compileMethodCall(compiler.expression(target.target, scope), target, typeArguments, passed, node);
}

/** Lambdas get the types of their parameters from the member that was chosen. */
function createLambdas(
  bound: BoundMember,
  codes: readonly ArgumentCode[],
  passed: PassedArgument[],
  offset: number,
  environment: Environment,
): void {
  codes.forEach(({ shape: { lambda: shape }, value: { lambda } }, index) => {
    if (shape === undefined || lambda === undefined) return;
    const place = bound.sources.indexOf(index + offset);
    const type = bound.parameterTypes[place] ?? UNKNOWN;
    const argument = passed[index + offset];
    if (argument === undefined) return;
    passed[index + offset] = { shape: { type }, value: lambda.create(environment, type) };
  });
}

function compileStaticCall(
  type: NetType,
  member: Member,
  typeArguments: readonly NetType[],
  codes: readonly ArgumentCode[],
  node: Invocation,
): Code {
  const candidates = staticMembers(type, member.name, "method");
  const objectMembers = candidates.length > 0 ? candidates : staticMembers(typeNamed("object"), member.name, "method");
  if (objectMembers.length === 0) throw unsupported(`${type.name}.${member.name}`, member);
  const shapes = shapesOf(codes);
  const known = isKnown(shapes) ? chooseOverload(objectMembers, shapes, type, typeArguments) : undefined;
  const result = (known ?? chooseOverload(objectMembers, shapes, type, typeArguments))?.result ?? UNKNOWN;
  const chosen = new ChosenMembers();
  const choose = (given: readonly ArgumentShape[]) => chooseOverload(objectMembers, given, type, typeArguments);
  return code(result, (environment) => {
    environment.runtime.step();
    const passed = passArguments(codes, environment);
    const bound = known ?? chosen.for(type, passed, choose);
    if (bound === undefined) throw unsupported(`${type.name}.${member.name} with these arguments`, member);
    createLambdas(bound, codes, passed, 0, environment);
    return locate(node, () => invokeMember(bound, null, passed, type, environment.runtime));
  });
}

function isKnown(shapes: readonly ArgumentShape[]): boolean {
  return shapes.every(({ type, isNull, lambda }) => lambda === undefined && (type !== UNKNOWN || isNull === true));
}

function compileMethodCall(
  target: Code,
  member: Member,
  typeArguments: readonly NetType[],
  codes: readonly ArgumentCode[],
  node: Invocation,
): Code {
  const shapes = shapesOf(codes);
  const result = resultOfMethod(target.type, member.name, shapes, typeArguments);
  const chosen = new ChosenMembers();
  return code(result, (environment) => {
    environment.runtime.step();
    const receiver = target.run(environment);
    // An array has it only as the list that it also is.
    if (member.name === "IndexOf" && dimensionsOf(target.type) > 0)
      throw unsupported(`${target.type.name}.IndexOf`, member);
    const passed = passArguments(codes, environment);
    const special = callOnNullable(receiver, target.type, member.name, passed);
    if (special !== undefined) return special;
    const type = receiver === null ? target.type : lookupType(receiver, target.type);
    const bound = chosen.for(type, passed, (given) => bindMethod(type, member.name, given, typeArguments));
    if (bound === undefined) return callProperty(receiver, type, member, codes, passed, environment);
    const isExtension = bound.member.isStatic;
    if (receiver === null && !isExtension) throw nullReference();
    const all = isExtension ? [{ shape: { type }, value: receiver }, ...passed] : passed;
    createLambdas(bound, codes, all, isExtension ? 1 : 0, environment);
    return locate(node, () => invokeMember(bound, isExtension ? null : receiver, all, type, environment.runtime));
  });
}

/** A method of a type, or an extension method on it. */
function bindMethod(
  type: NetType,
  name: string,
  shapes: readonly ArgumentShape[],
  typeArguments: readonly NetType[],
): BoundMember | undefined {
  const own = chooseOverload(instanceMembers(type, name, "method"), shapes, type, typeArguments);
  return own ?? chooseOverload(extensionMethods(name), [{ type }, ...shapes], type, typeArguments);
}

function resultOfMethod(
  type: NetType,
  name: string,
  shapes: readonly ArgumentShape[],
  typeArguments: readonly NetType[],
): NetType {
  if (type.is("System.Nullable")) return name === "GetValueOrDefault" ? (type.typeArguments[0] ?? UNKNOWN) : UNKNOWN;
  if (type === UNKNOWN) return UNKNOWN;
  return bindMethod(type, name, shapes, typeArguments)?.result ?? UNKNOWN;
}

/** `GetValueOrDefault` and `ToString` of a `T?`. */
function callOnNullable(
  receiver: NetValue,
  declared: NetType,
  name: string,
  passed: readonly PassedArgument[],
): NetValue | undefined {
  if (!declared.is("System.Nullable")) return undefined;
  if (name === "ToString" && receiver === null) return "";
  if (name === "GetHashCode" && receiver === null) return 0;
  if (name === "Equals" && receiver === null) return passed[0]?.value === null;
  if (name !== "GetValueOrDefault") return undefined;
  return receiver ?? passed[0]?.value ?? defaultOf(declared.typeArguments[0] ?? UNKNOWN);
}

/** A property that holds a delegate, or a member that is not there. */
function callProperty(
  receiver: NetValue,
  type: NetType,
  member: Member,
  codes: readonly ArgumentCode[],
  passed: readonly PassedArgument[],
  environment: Environment,
): NetValue {
  if (receiver === null) throw nullReference();
  const property = bindProperty(instanceMembers(type, member.name, "property"), type);
  const value = property && invokeMember(property, receiver, [], type, environment.runtime);
  if (value instanceof NetDelegate) return value.invoke(...delegateArguments(codes, passed, environment));
  const isThere = instanceMembers(type, member.name, "method").length > 0;
  throw unsupported(`${type.name}.${member.name}${isThere ? " with these arguments" : ""}`, member);
}

function delegateArguments(
  codes: readonly ArgumentCode[],
  passed: readonly PassedArgument[],
  environment: Environment,
): NetValue[] {
  return passed.map(({ value }, index) => codes[index]?.value.lambda?.create(environment, UNKNOWN) ?? value);
}

function compileDelegateCall(target: Code, codes: readonly ArgumentCode[], node: Invocation): Code {
  return code(UNKNOWN, (environment) => {
    environment.runtime.step();
    const delegate = target.run(environment);
    if (delegate === null) throw nullReference();
    if (!(delegate instanceof NetDelegate)) {
      throw unsupported(`a call of a value that is a ${typeOfValue(delegate)?.name ?? "null"}`, node);
    }
    const passed = passArguments(codes, environment);
    if (delegate instanceof NetLocalFunction) return locate(node, () => delegate.call(codes, passed, environment));
    return locate(node, () => delegate.invoke(...delegateArguments(codes, passed, environment)));
  });
}
