import { type Signature, type SignatureParameter } from "../members/member";
import { isNamed, isSame, substitute, type Type, typeArgumentsOf } from "../members/type";
import { type Certainty, converts, isNumber, isValueType } from "./conversions";
import { argumentsAs } from "./lookup";
import { promoted } from "./operators";

/** What is given for a parameter. */
export interface GivenArgument {
  readonly name?: string;
  readonly modifier?: "ref" | "out" | "in";
  /** The type; undefined for a lambda, or if it is not known. */
  readonly type: Type | undefined;
  readonly isConstant: boolean;
  /** The number of parameters of a lambda. */
  readonly arity?: number;
}

export type TypeValues = ReadonlyMap<string, Type | undefined>;

/** A signature, and what is known of its type parameters. */
export interface Candidate {
  readonly signature: Signature;
  readonly values: TypeValues;
}

/** The parameter of each argument; undefined if the arguments do not fit by their number or names. */
export function parametersFor(
  { parameters }: Signature,
  given: readonly GivenArgument[],
): { parameters: SignatureParameter[]; isExpanded: boolean } | undefined {
  const last = parameters[parameters.length - 1];
  const used = new Set<SignatureParameter>();
  const found: SignatureParameter[] = [];
  let isExpanded = false;
  for (const [index, argument] of given.entries()) {
    let parameter =
      argument.name === undefined ? parameters[index] : parameters.find((other) => hasName(other, argument.name));
    if (parameter === undefined && argument.name === undefined && last?.modifier === "params") parameter = last;
    if (parameter === undefined) return undefined;
    if (parameter.modifier === "params") {
      const isAlone = given.length === parameters.length && index === parameters.length - 1;
      if (!isAlone || converts(argument.type, parameter.type) === false) isExpanded = true;
    } else if (used.has(parameter)) return undefined;
    used.add(parameter);
    found.push(parameter);
  }
  const isMissing = parameters.some(
    (parameter) => !used.has(parameter) && !parameter.isOptional && parameter.modifier !== "params",
  );
  return isMissing ? undefined : { parameters: found, isExpanded };
}

export function hasName({ name, otherNames }: SignatureParameter, written: string | undefined): boolean {
  return name === written || (written !== undefined && otherNames.includes(written));
}

/** The type of a parameter for one argument of it. */
export function typeOfParameter(parameter: SignatureParameter, isExpanded: boolean): Type | undefined {
  const { type } = parameter;
  return isExpanded && parameter.modifier === "params" && type?.kind === "array" ? type.element : type;
}

/** Whether a signature takes the arguments. */
export function isApplicable({ signature, values: known }: Candidate, given: readonly GivenArgument[]): Certainty {
  const fitting = parametersFor(signature, given);
  if (fitting === undefined) return false;
  const values = new Map(known);
  if (signature.typeParameters.length > 0) {
    for (const [index, { type }] of given.entries()) {
      const parameter = fitting.parameters[index]!;
      if (parameter.modifier !== "out" && known.get(parameterIn(parameter.type) ?? "") === undefined) {
        infer(typeOfParameter(parameter, fitting.isExpanded), type, values);
      }
    }
  }
  let certainty: Certainty = true;
  for (const [index, argument] of given.entries()) {
    const parameter = fitting.parameters[index]!;
    const accepts = acceptsArgument(argument, parameter, typeOfParameter(parameter, fitting.isExpanded), values);
    if (accepts === false) return false;
    if (accepts === undefined) certainty = undefined;
  }
  return certainty;
}

function acceptsArgument(
  argument: GivenArgument,
  parameter: SignatureParameter,
  type: Type | undefined,
  values: TypeValues,
): Certainty {
  const isOut = parameter.modifier === "out" || parameter.modifier === "ref";
  if (isOut !== (argument.modifier === "out" || argument.modifier === "ref")) return false;
  if (isOut || type === undefined) return undefined;
  if (argument.arity !== undefined) {
    if (isNamed(type, "Func")) return typeArgumentsOf(type).length === argument.arity + 1;
    const isDelegate = type.kind === "named" && type.name !== "object" && isValueType(type) === undefined;
    return isDelegate || type.kind === "parameter" ? undefined : false;
  }
  if (isNamed(type, "Func"))
    return isNumber(argument.type) || isNamed(argument.type, "string", "bool") ? false : undefined;
  if (!isOpen(type)) return converts(argument.type, type, argument.isConstant);
  const known = substitute(type, values);
  if (known !== undefined && !isOpen(known) && isClosed(type, values)) {
    return converts(argument.type, known, argument.isConstant);
  }
  return acceptsOpen(argument.type, type);
}

/** Whether an argument may fit a type with type parameters. */
function acceptsOpen(from: Type | undefined, to: Type): Certainty {
  if (from === undefined) return undefined;
  if (to.kind === "parameter") return isNamed(from, "void") ? false : true;
  if (to.kind === "array")
    return from.kind === "array" ? true : isNamed(from, "string") || isNumber(from) ? false : undefined;
  if (to.kind !== "named") return undefined;
  if (argumentsAs(from, to.name) !== undefined) return true;
  return isNumber(from) || isNamed(from, "bool", "object", "DateTime", "Guid") ? false : undefined;
}

/** Whether a type has type parameters in it. */
export function isOpen(type: Type | undefined): boolean {
  if (type?.kind === "parameter") return true;
  if (type?.kind === "array") return isOpen(type.element);
  return type?.kind === "named" && type.typeArguments.some(isOpen);
}

/** Whether all type parameters of a type have known values. */
function isClosed(type: Type | undefined, values: TypeValues): boolean {
  if (type?.kind === "parameter") return values.get(type.name) !== undefined;
  if (type?.kind === "array") return isClosed(type.element, values);
  return type?.kind !== "named" || type.typeArguments.every((argument) => isClosed(argument, values));
}

/** The signature that C# takes; undefined if that is not certain. */
export function bestOf(candidates: readonly Candidate[], given: readonly GivenArgument[]): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = -1;
  let isAmbiguous = false;
  for (const candidate of candidates) {
    const score = scoreOf(candidate, given);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
      isAmbiguous = false;
    } else if (score === bestScore) isAmbiguous = true;
  }
  return isAmbiguous ? undefined : best;
}

/** The better an argument fits, the more. */
function scoreOf({ signature, values }: Candidate, given: readonly GivenArgument[]): number {
  const fitting = parametersFor(signature, given);
  if (fitting === undefined) return -1;
  let score = given.length === signature.parameters.length ? 1 : 0;
  if (fitting.isExpanded) score -= 1;
  for (const [index, argument] of given.entries()) {
    const type = typeOfParameter(fitting.parameters[index]!, fitting.isExpanded);
    if (argument.type === undefined || type === undefined) continue;
    if (isSame(argument.type, substitute(type, values))) score += 10;
    else if (!isNamed(type, "object") && type.kind !== "parameter") score += 5;
    else if (type.kind === "parameter") score += 7;
  }
  return score;
}

/** The name of a type that is a type parameter. */
export function parameterIn(type: Type | undefined): string | undefined {
  return type?.kind === "parameter" ? type.name : undefined;
}

/** Learns from an argument what the type parameters in the type of its parameter are. */
export function infer(to: Type | undefined, from: Type | undefined, values: Map<string, Type | undefined>): void {
  if (to === undefined || from === undefined || from.kind === "null") return;
  if (to.kind === "parameter") {
    const known = values.get(to.name);
    // Of several numbers, C# takes the type that all of them convert to.
    const isWider = known !== undefined && isNumber(known) && isNumber(from) && !isSame(known, from);
    if (!values.has(to.name)) values.set(to.name, from);
    else if (isWider) values.set(to.name, promoted(known, from));
    else if (known !== undefined && !isSame(known, from) && converts(from, known) !== true) {
      const toFrom = converts(known, from);
      // What fits neither way is kept, so that the argument does not fit.
      if (toFrom !== false || converts(from, known) !== false) values.set(to.name, toFrom === true ? from : undefined);
    }
  } else if (to.kind === "array") {
    if (from.kind === "array") infer(to.element, from.element, values);
  } else if (to.kind === "named") {
    const given = argumentsAs(from, to.name) ?? (isNamed(from, to.name) ? typeArgumentsOf(from) : []);
    to.typeArguments.forEach((argument, index) => infer(argument, given[index], values));
  }
}
