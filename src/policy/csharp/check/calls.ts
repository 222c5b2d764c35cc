import { type Member as MemberInfo, type Signature } from "../members/member";
import { isNamed, isSame, shownType, substitute, type Type, typeArgumentsOf } from "../members/type";
import { type Argument, type Expression, type Invocation, type Lambda } from "../tree";
import { type Binder, type Bound, type BoundMethods, UNKNOWN, valueOf } from "./binder";
import { isConstantInteger } from "./constants";
import { converts } from "./conversions";
import { reportCall, reportCount } from "./call-reports";
import { isComplete } from "./lookup";
import { bindMember } from "./names";
import {
  bestOf,
  type Candidate,
  type GivenArgument,
  hasName,
  infer,
  isApplicable,
  isOpen,
  parameterIn,
  parametersFor,
  typeOfParameter,
} from "./overloads";

/** A candidate, and the member that it is an overload of. */
interface MemberCandidate extends Candidate {
  readonly member: MemberInfo;
  /** Whether the first parameter takes what the method is called on. */
  readonly isExtension: boolean;
  /** How far the type of the member is from that of the target. */
  readonly level: number;
}

export function bindInvocation(binder: Binder, node: Invocation): Bound {
  const { target } = node;
  const callee = target.kind === "member" ? bindMember(binder, target, true) : binder.bind(target);
  switch (callee.as) {
    case "methods":
      return valueOf(bindMethods(binder, node, callee));
    case "function": {
      const { symbol } = callee;
      const given = bindArguments(binder, node.arguments).length;
      const { parameters } = symbol.declaration;
      const isLoose = parameters.some(
        ({ defaultValue, modifier }) => defaultValue !== undefined || modifier === "params",
      );
      if (given !== parameters.length && !isLoose) reportCount(binder, symbol.name, given, parameters.length, node);
      return valueOf(symbol.result);
    }
    case "value": {
      bindArguments(binder, node.arguments);
      if (isNamed(callee.type, "Func")) {
        const types = typeArgumentsOf(callee.type);
        return valueOf(types[types.length - 1]);
      }
      const isDelegate = callee.type === undefined || isNamed(callee.type, "Action", "Predicate");
      if (!isDelegate && target.kind === "member") {
        binder.problems.error(
          "not-callable",
          { start: target.nameStart, end: node.end },
          `${target.name} is a property; expected no brackets after it, because only methods are called`,
          `write ${target.name} without brackets`,
        );
      }
      return UNKNOWN;
    }
    case "type":
    case "namespace":
      bindArguments(binder, node.arguments);
      return UNKNOWN;
  }
}

/** The arguments with their types, without the bodies of lambdas. */
export function bindArguments(binder: Binder, written: readonly Argument[]): GivenArgument[] {
  return written.map(({ name, modifier, value }) => {
    if (value.kind === "lambda")
      return { name, modifier, type: undefined, isConstant: false, arity: value.parameters.length };
    if (value.kind === "declaration") {
      const type = value.type === undefined ? undefined : binder.resolve(value.type);
      for (const declared of value.names) if (declared !== undefined) binder.declare(declared, type);
      return { name, modifier, type, isConstant: false };
    }
    return { name, modifier, type: binder.typeOf(value), isConstant: isConstantInteger(value, binder.facts) };
  });
}

function bindMethods(binder: Binder, node: Invocation, methods: BoundMethods): Type | undefined {
  const { target: callee } = node;
  const typeArguments = callee.kind === "member" || callee.kind === "name" ? callee.typeArguments : [];
  const given = bindArguments(binder, node.arguments);
  const explicit = typeArguments.map((type) => binder.resolve(type));
  const place = callee.kind === "member" ? { start: callee.nameStart, end: node.end } : node;
  const candidates = candidatesOf(methods, explicit);
  const isListed = methods.found.every(({ owner, member }) => owner.isComplete && member.kind === "method");
  const chosen = choose(binder, node, candidates, given, methods.target);
  if (chosen !== undefined) return chosen.result;
  const isKnown = isListed && methods.extensions.every(({ kind }) => kind === "method") && isClear(methods, given);
  if (isKnown) reportCall(binder, methods, candidates, given, explicit.length, place);
  bindLambdas(binder, node.arguments);
  return undefined;
}

/** Whether nothing about the target hides which methods there are. */
function isClear({ target, found }: BoundMethods, given: readonly GivenArgument[]): boolean {
  if (target === undefined) return true;
  // A type of which nothing is known has more than what all objects have.
  if (found.every(({ owner }) => owner.name === "object") && !isComplete(target)) return false;
  return found.length > 0 ? isComplete(target) || given.length > 0 : isComplete(target);
}

function candidatesOf(
  { target, found, extensions }: BoundMethods,
  explicit: readonly (Type | undefined)[],
): MemberCandidate[] {
  const candidates: MemberCandidate[] = [];
  const add = (member: MemberInfo, signature: Signature, known: Candidate["values"], level: number): void => {
    const { typeParameters } = signature;
    if (explicit.length > 0 && explicit.length !== typeParameters.length) return;
    const values = new Map(known);
    typeParameters.forEach((name, index) => index < explicit.length && values.set(name, explicit[index]));
    candidates.push({ member, signature, values, isExtension: level === EXTENSION, level });
  };
  for (const [level, { member, values }] of found.entries()) {
    for (const signature of member.signatures) {
      if (signature.isStatic === (target === undefined)) add(member, signature, values, level);
    }
  }
  for (const member of extensions) {
    for (const signature of member.signatures) if (signature.isExtension) add(member, signature, NO_VALUES, EXTENSION);
  }
  return candidates;
}

const NO_VALUES: Candidate["values"] = new Map();

const EXTENSION = Number.MAX_SAFE_INTEGER;

/** The result of the overload that fits; undefined if none does. */
function choose(
  binder: Binder,
  node: Invocation,
  candidates: readonly MemberCandidate[],
  given: readonly GivenArgument[],
  target: Type | undefined,
): { readonly result: Type | undefined } | undefined {
  const receiver: GivenArgument = { type: target, isConstant: false };
  const argumentsFor = ({ isExtension }: MemberCandidate): readonly GivenArgument[] =>
    isExtension ? [receiver, ...given] : given;
  const fitting = candidates.filter((candidate) => isApplicable(candidate, argumentsFor(candidate)) !== false);
  // What the type has itself comes before what its bases have, and that before what can be called on it.
  const nearest = Math.min(...fitting.map(({ level }) => level));
  const rest = fitting.filter(({ level }) => level === nearest);
  const first = rest[0];
  if (first === undefined) return undefined;
  const best = rest.length === 1 ? first : (bestOf(rest, argumentsFor(first)) as MemberCandidate | undefined);
  binder.facts.members.set(node, (best ?? first).member);
  if (best !== undefined) return { result: resultOf(binder, node, best, argumentsFor(best)) };
  bindLambdas(binder, node.arguments);
  const { result } = first.signature;
  return {
    result: rest.every(({ signature }) => !isOpen(signature.result) && isSame(signature.result, result))
      ? result
      : undefined,
  };
}

/** The type of the result of a call, and the types that follow for lambdas and `out` variables. */
function resultOf(
  binder: Binder,
  node: Invocation,
  { signature, values: known, isExtension }: MemberCandidate,
  given: readonly GivenArgument[],
): Type | undefined {
  const fitting = parametersFor(signature, given);
  const values = new Map(known);
  for (const [index, argument] of given.entries()) {
    const parameter = fitting?.parameters[index];
    if (parameter !== undefined && !known.has(parameterIn(parameter.type) ?? "")) {
      infer(typeOfParameter(parameter, fitting?.isExpanded === true), argument.type, values);
    }
  }
  for (const [index, { value, name }] of node.arguments.entries()) {
    const parameter =
      name === undefined
        ? fitting?.parameters[isExtension ? index + 1 : index]
        : signature.parameters.find((other) => hasName(other, name));
    const type = parameter?.type;
    if (value.kind === "lambda") bindDelegate(binder, value, type, values);
    else if (value.kind === "declaration") learn(binder, value, substitute(type, values));
  }
  const result = substitute(signature.result, values);
  checkInference(binder, node, signature, values);
  return result;
}

function bindDelegate(
  binder: Binder,
  lambda: Lambda,
  type: Type | undefined,
  values: Map<string, Type | undefined>,
): void {
  const types = isNamed(type, "Func") ? typeArgumentsOf(type) : [];
  const result = types[types.length - 1];
  const body = binder.bindLambda(
    lambda,
    types.slice(0, -1).map((parameter) => substitute(parameter, values)),
  );
  if (isOpen(result)) infer(result, body, values);
  else if (
    isNamed(result, "bool") &&
    body !== undefined &&
    body.kind !== "parameter" &&
    body.kind !== "null" &&
    converts(body, result) === false
  ) {
    binder.problems.error(
      "wrong-condition",
      lambda.body,
      `the condition gives ${shownType(body)}; expected bool`,
      "compare the value",
    );
  }
}

function bindLambdas(binder: Binder, written: readonly Argument[]): void {
  for (const { value } of written) if (value.kind === "lambda") binder.bindLambda(value, []);
}

/** An `out var` has the type of its parameter. */
function learn(binder: Binder, { type, names }: Expression & { kind: "declaration" }, known: Type | undefined): void {
  const name = names[0];
  const symbol = name === undefined || type !== undefined ? undefined : binder.scope.find(name);
  if (symbol?.kind === "local") symbol.type = known;
}

/** Type parameters that follow from no argument have to be written. */
function checkInference(
  binder: Binder,
  node: Invocation,
  { typeParameters, parameters }: Signature,
  values: Candidate["values"],
): void {
  const { target } = node;
  if (target.kind !== "member" || target.typeArguments.length > 0) return;
  const isFree = (name: string): boolean => !values.has(name) && !parameters.some(({ type }) => mentions(type, name));
  if (!typeParameters.some(isFree)) return;
  binder.problems.error(
    "missing-type-argument",
    { start: target.nameStart, end: target.nameStart + target.name.length },
    `the call of ${target.name} has no type argument; expected one, because no argument says which type is asked for`,
    `write ${target.name}<${target.name === "As" ? "JObject" : "string"}>(…)`,
  );
}

function mentions(type: Type | undefined, name: string): boolean {
  if (type?.kind === "parameter") return type.name === name;
  if (type?.kind === "array") return mentions(type.element, name);
  return type?.kind === "named" && type.typeArguments.some((argument) => mentions(argument, name));
}

/** Checks what a constructor or an indexer is called with, and gives the overload. */
export function bindSignatures(
  binder: Binder,
  written: readonly Argument[],
  candidates: readonly Candidate[],
): { readonly best: Candidate | undefined; readonly given: readonly GivenArgument[]; readonly isNone: boolean } {
  const given = bindArguments(binder, written);
  bindLambdas(binder, written);
  const fitting = candidates.filter((candidate) => isApplicable(candidate, given) !== false);
  return { best: fitting.length === 1 ? fitting[0] : bestOf(fitting, given), given, isNone: fitting.length === 0 };
}
