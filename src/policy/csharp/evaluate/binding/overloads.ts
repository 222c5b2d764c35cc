import { type Member } from "../contract/define";
import {
  ancestorNamed,
  ancestorsOf,
  bindingsOf,
  resolveType,
  type TypeBindings,
  type TypeNotation,
} from "../contract/notation";
import { type SignatureParameter } from "../contract/signature";
import { nullableArgument, type NetType, UNKNOWN } from "../contract/type";
import { conversionCost, type ConversionSource } from "./conversions";

/** An argument as far as its type matters for the choice of a member. */
export interface ArgumentShape extends ConversionSource {
  readonly name?: string;
  readonly modifier?: "ref" | "out" | "in";
  /** Of a lambda, or of a method that is passed as a value. */
  readonly lambda?: LambdaShape;
}

export interface LambdaShape {
  /** None for the name of a method. */
  readonly parameterCount?: number;
  /** What it gives for parameters of some types. */
  resultType(parameterTypes: readonly NetType[]): NetType;
}

/** How the arguments of a call go to the parameters of a member. */
export interface BoundMember {
  readonly member: Member;
  readonly parameterTypes: readonly NetType[];
  /** For each parameter the index of its argument; a default has none. */
  readonly sources: readonly (number | undefined)[];
  /** The arguments that become the array of the last parameter, if it takes `params`. */
  readonly collected: readonly number[] | undefined;
  readonly typeArguments: readonly NetType[];
  readonly result: NetType;
  readonly cost: number;
}

/** The member that C# would choose for some arguments; undefined if none takes them. */
export function chooseOverload(
  candidates: readonly Member[],
  shapes: readonly ArgumentShape[],
  receiver: NetType,
  typeArguments: readonly NetType[],
): BoundMember | undefined {
  let best: BoundMember | undefined;
  for (const member of candidates) {
    for (const isExpanded of [false, true]) {
      const bound = bind(member, shapes, receiver, typeArguments, isExpanded);
      if (bound !== undefined && bound.cost < (best?.cost ?? Infinity)) best = bound;
    }
  }
  return best;
}

function bind(
  member: Member,
  shapes: readonly ArgumentShape[],
  receiver: NetType,
  typeArguments: readonly NetType[],
  isExpanded: boolean,
): BoundMember | undefined {
  const { parameters, typeParameters } = member.signature;
  const last = parameters[parameters.length - 1];
  if (isExpanded && last?.modifier !== "params") return undefined;
  if (typeArguments.length > 0 && typeArguments.length !== typeParameters.length) return undefined;
  const places = placeArguments(parameters, shapes, isExpanded);
  if (places === undefined) return undefined;
  const owner = ancestorNamed(receiver, member.owner.fullName) ?? receiver;
  const names = [...member.owner.typeParameters, ...typeParameters];
  const bindings = new Map(owner.definition === member.owner ? bindingsOf(owner) : []);
  typeParameters.forEach((name, index) => {
    const given = typeArguments[index];
    if (given !== undefined) bindings.set(name, given);
  });
  inferTypes(parameters, places, shapes, bindings, names, typeParameters);
  const types = parameters.map(({ type }) => resolveType(type, bindings, names));
  let cost = typeParameters.length > 0 ? 0.5 : 0;
  // It decides only where the conversions of the arguments are equally good.
  cost += isExpanded ? 0.3 : 0;
  for (const [index, parameter] of parameters.entries()) {
    const type = types[index] ?? UNKNOWN;
    const isCollected = isExpanded && index === parameters.length - 1;
    const target = isCollected ? (type.typeArguments[0] ?? UNKNOWN) : type;
    for (const argument of isCollected ? places.collected : [places.sources[index]]) {
      const shape = argument === undefined ? undefined : shapes[argument];
      if (shape === undefined) {
        cost += 0.25;
        continue;
      }
      const added = argumentCost(shape, parameter, target);
      if (added === undefined) return undefined;
      cost += added;
    }
  }
  return {
    member,
    parameterTypes: types,
    sources: places.sources,
    collected: isExpanded ? places.collected : undefined,
    typeArguments: typeParameters.map((name) => bindings.get(name) ?? UNKNOWN),
    result: resultOf(member, owner, bindings, names),
    cost,
  };
}

function resultOf(
  { signature: { result, resultType } }: Member,
  owner: NetType,
  bindings: TypeBindings,
  names: readonly string[],
): NetType {
  return resultType ?? (result === undefined ? owner : resolveType(result, bindings, names));
}

interface Places {
  readonly sources: readonly (number | undefined)[];
  readonly collected: readonly number[];
}

/** Gives each argument its parameter, by position or by name. Undefined where one is left over or missing. */
function placeArguments(
  parameters: readonly SignatureParameter[],
  shapes: readonly ArgumentShape[],
  isExpanded: boolean,
): Places | undefined {
  const fixed = isExpanded ? parameters.length - 1 : parameters.length;
  const sources: (number | undefined)[] = new Array<number | undefined>(parameters.length).fill(undefined);
  const collected: number[] = [];
  for (const [index, { name }] of shapes.entries()) {
    const place = name === undefined ? index : parameters.findIndex((parameter) => parameter.name === name);
    if (place < 0 || (place >= fixed && !isExpanded)) return undefined;
    if (place >= fixed) collected.push(index);
    else if (sources[place] !== undefined) return undefined;
    else sources[place] = index;
  }
  for (let index = 0; index < fixed; index++) {
    if (sources[index] === undefined && parameters[index]?.defaultText === undefined) return undefined;
  }
  return { sources, collected };
}

function argumentCost(shape: ArgumentShape, parameter: SignatureParameter, type: NetType): number | undefined {
  const isOut = shape.modifier === "out" || shape.modifier === "ref";
  if (isOut !== (parameter.modifier === "out" || parameter.modifier === "ref")) return undefined;
  if (isOut) return type === UNKNOWN || shape.type === UNKNOWN || shape.type.id === type.id ? 0 : undefined;
  if (shape.lambda === undefined) return conversionCost(shape, type);
  if (type === UNKNOWN) return 2;
  const counts = delegateParameters(type);
  if (counts === undefined) return undefined;
  const { parameterCount } = shape.lambda;
  if (parameterCount !== undefined && parameterCount !== counts.parameters.length) return undefined;
  return lambdaCost(shape.lambda, counts);
}

/** A lambda goes best to a delegate that gives what the lambda gives. */
function lambdaCost(lambda: LambdaShape, { parameters, result }: DelegateTypes): number | undefined {
  if (result === undefined) return 1;
  const given = lambda.resultType(parameters);
  if (given === UNKNOWN || result === UNKNOWN) return 1;
  return conversionCost({ type: given }, result);
}

export interface DelegateTypes {
  readonly parameters: readonly NetType[];
  /** None for `void`. */
  readonly result: NetType | undefined;
}

/** What a delegate type takes and gives. */
export function delegateParameters(type: NetType): DelegateTypes | undefined {
  const { definition, typeArguments } = type;
  if (definition.kind !== "delegate") return undefined;
  switch (definition.name) {
    case "Action":
      return { parameters: typeArguments, result: undefined };
    case "Func":
      return { parameters: typeArguments.slice(0, -1), result: typeArguments[typeArguments.length - 1] };
    default:
      return DELEGATES.get(definition.name)?.(typeArguments);
  }
}

const DELEGATES = new Map<string, (typeArguments: readonly NetType[]) => DelegateTypes>();

/** Says what a delegate type that is neither `Func` nor `Action` takes and gives: `Predicate<T>`. */
export function defineDelegate(name: string, types: (typeArguments: readonly NetType[]) => DelegateTypes): void {
  DELEGATES.set(name, types);
}

/** Finds the type parameters of a method from its arguments: first those that are values, then the lambdas, which need the others. */
function inferTypes(
  parameters: readonly SignatureParameter[],
  places: Places,
  shapes: readonly ArgumentShape[],
  bindings: Map<string, NetType>,
  names: readonly string[],
  open: readonly string[],
): void {
  if (open.every((name) => bindings.has(name))) return;
  const lambdas: [TypeNotation, LambdaShape][] = [];
  for (const [index, { type, modifier }] of parameters.entries()) {
    const isCollected = modifier === "params" && places.sources[index] === undefined;
    for (const argument of isCollected ? places.collected : [places.sources[index]]) {
      const shape = argument === undefined ? undefined : shapes[argument];
      if (shape === undefined || shape.isNull === true) continue;
      const notation = isCollected ? { ...type, ranks: type.ranks - 1 } : type;
      if (shape.lambda === undefined) unify(notation, shape.type, bindings, open);
      else lambdas.push([notation, shape.lambda]);
    }
  }
  for (const [notation, lambda] of lambdas) {
    const resolved = resolveType(notation, bindings, names);
    const types = delegateParameters(resolved);
    const result = notation.typeArguments[notation.typeArguments.length - 1];
    if (types?.result === undefined || result === undefined) continue;
    if (lambda.parameterCount !== undefined && lambda.parameterCount !== types.parameters.length) continue;
    unify(result, lambda.resultType(types.parameters), bindings, open);
  }
}

function unify(notation: TypeNotation, type: NetType, bindings: Map<string, NetType>, open: readonly string[]): void {
  if (type === UNKNOWN) return;
  if (notation.ranks > 0) {
    const element = ancestorNamed(type, "System.Array")?.typeArguments[0];
    if (element !== undefined) unify({ ...notation, ranks: notation.ranks - 1 }, element, bindings, open);
  } else if (open.includes(notation.name)) {
    const bare = notation.isNullable ? (nullableArgument(type) ?? type) : type;
    const known = bindings.get(notation.name);
    // Of two types the one that the other converts to.
    if (known === undefined || conversionCost({ type: known }, bare) !== undefined) bindings.set(notation.name, bare);
  } else if (notation.typeArguments.length > 0) {
    const found = ancestorWith(type, notation);
    notation.typeArguments.forEach((argument, index) => {
      const actual = found?.typeArguments[index];
      if (actual !== undefined) unify(argument, actual, bindings, open);
    });
  }
}

function ancestorWith(type: NetType, { name, typeArguments }: TypeNotation): NetType | undefined {
  const short = name.slice(name.lastIndexOf(".") + 1);
  return ancestorsOf(type).find((found) => found.name === short && found.typeArguments.length === typeArguments.length);
}
