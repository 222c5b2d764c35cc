import { type Block, type Expression, type Lambda, type Parameter } from "../../tree";
import { convertImplicitly } from "../binding/conversions";
import { invokeMember, type PassedArgument } from "../binding/invoke";
import { chooseOverload, delegateParameters, type DelegateTypes } from "../binding/overloads";
import { typeOfValue } from "../binding/values-of-types";
import { type Member } from "../contract/define";
import { UnsupportedError } from "../contract/errors";
import { type NetType, UNKNOWN } from "../contract/type";
import { NetDelegate, type NetValue } from "../contract/values";
import { type Code, code, type Compiler, Environment, type LambdaCode, Scope, type StatementCode } from "./code";
import { resolveTypeNode } from "./types";

/** A lambda. Its body is compiled when the types of its parameters are known, once for each choice of them. */
export function compileLambda(node: Lambda, scope: Scope, compiler: Compiler): Code {
  const bodies = new Map<string, FunctionBody>();
  const receiver = scope.findReceiver();
  const bodyFor = (types: readonly NetType[]): FunctionBody => {
    const key = types.map(({ id }) => id).join();
    let body = bodies.get(key);
    if (body === undefined) {
      // Lambdas within lambdas must not be compiled again and again.
      if (bodies.size >= MAX_VARIANTS) return [...bodies.values()][0] ?? compileVariant(types);
      body = compileVariant(types);
      bodies.set(key, body);
    }
    return body;
  };
  const compileVariant = (types: readonly NetType[]): FunctionBody => {
    const inner = new Scope(scope, scope.isChecked);
    const up = receiver && { variable: receiver.variable, depth: receiver.depth + 1 };
    return inner.withReceiver(up, () => compileFunction(node.parameters, types, node.body, inner, compiler));
  };
  const lambda: LambdaCode = {
    parameterCount: node.parameters.length,
    resultType: (types) => bodyFor(types).resultType,
    create: (environment, type) => {
      const delegate = delegateTypes(type);
      const types = delegate?.parameters ?? node.parameters.map(() => UNKNOWN);
      const body = bodyFor(types);
      const result = delegate?.result ?? UNKNOWN;
      return new NetDelegate(
        type,
        node.parameters.length,
        (...values) => convertResult(body.call(environment, values), result, environment),
        body.resultType,
      );
    },
  };
  return {
    type: UNKNOWN,
    lambda,
    run: (environment) => lambda.create(environment, UNKNOWN),
  };
}

const MAX_VARIANTS = 4;

/** What a delegate type takes and gives; undefined where the type is not known. A lambda goes to no other type. */
function delegateTypes(type: NetType): DelegateTypes | undefined {
  const types = delegateParameters(type);
  if (types === undefined && type !== UNKNOWN) throw new UnsupportedError(`a lambda or a method as a ${type.name}`);
  return types;
}

export function convertResult(value: NetValue, type: NetType, environment: Environment): NetValue {
  if (type === UNKNOWN || value === null) return value;
  const converted = convertImplicitly(value, { type: UNKNOWN }, type, environment.runtime);
  if (converted === undefined) throw new UnsupportedError(`a lambda that gives no ${type.name}`);
  return converted;
}

/** The body of a lambda or of a local function, compiled. */
export interface FunctionBody {
  readonly resultType: NetType;
  /** @param leave gets the parameters when the function is left */
  call(outer: Environment, values: readonly NetValue[], leave?: (values: readonly NetValue[]) => void): NetValue;
}

export function compileFunction(
  parameters: readonly Parameter[],
  types: readonly NetType[],
  body: Expression | Block,
  scope: Scope,
  compiler: Compiler,
): FunctionBody {
  const indexes = parameters.map(({ name, type }, index) => {
    const declared = type === undefined ? (types[index] ?? UNKNOWN) : resolveTypeNode(type, scope);
    return scope.declare(name, declared).index;
  });
  const run = body.kind === "block" ? blockBody(compiler.statement(body, scope)) : compiler.expression(body, scope);
  return {
    resultType: run.type,
    call: (outer, values, leave) =>
      outer.activity.enter(() => {
        const environment = new Environment(outer, outer.activity);
        indexes.forEach((place, index) => {
          environment.values[place] = values[index] ?? null;
        });
        if (leave === undefined) return run.run(environment);
        try {
          return run.run(environment);
        } finally {
          leave(indexes.map((place) => environment.values[place] ?? null));
        }
      }),
  };
}

function blockBody(statement: StatementCode): Code {
  return code(UNKNOWN, (environment) => {
    const completion = statement(environment);
    return typeof completion === "object" ? completion.value : null;
  });
}

/** A method that is passed as a value: `int.Parse` in `Select(int.Parse)`. */
export function methodGroup(
  members: (environment: Environment | undefined) => readonly Member[],
  type: NetType,
  receiver: (environment: Environment) => NetValue,
): Code {
  const lambda: LambdaCode = {
    resultType: (types) => {
      const shapes = types.map((parameter) => ({ type: parameter }));
      return chooseOverload(members(undefined), shapes, type, [])?.result ?? UNKNOWN;
    },
    create: (environment, delegateType) => {
      const target = receiver(environment);
      const count = delegateTypes(delegateType)?.parameters.length ?? 1;
      const invoke = (...values: NetValue[]): NetValue => {
        const passed = values.map((value): PassedArgument => {
          const actual = typeOfValue(value);
          return { value, shape: actual === undefined ? { type: UNKNOWN, isNull: true } : { type: actual } };
        });
        const bound = chooseOverload(
          members(environment),
          passed.map(({ shape }) => shape),
          type,
          [],
        );
        if (bound === undefined) throw new UnsupportedError(`a method of ${type.name} with these arguments`);
        return invokeMember(bound, target, passed, type, environment.runtime);
      };
      return new NetDelegate(delegateType, count, invoke);
    },
  };
  return { type: UNKNOWN, lambda, run: (environment) => lambda.create(environment, UNKNOWN) };
}
