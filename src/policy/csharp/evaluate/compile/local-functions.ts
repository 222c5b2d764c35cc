import { type LocalFunction } from "../../tree";
import { type PassedArgument } from "../binding/invoke";
import { isInstance } from "../binding/values-of-types";
import { UnsupportedError } from "../contract/errors";
import { type NetType, UNKNOWN } from "../contract/type";
import { type Cell, NetArray, NetDelegate, type NetValue } from "../contract/values";
import { type ArgumentCode } from "./arguments";
import { type Compiler, type Environment, Scope } from "./code";
import { convertedTo } from "./convert";
import { compileFunction, convertResult, type FunctionBody } from "./lambdas";
import { resolveTypeNode, withNames } from "./types";

interface FunctionParameter {
  readonly name: string;
  readonly type: NetType;
  readonly modifier?: "ref" | "out" | "in" | "params";
  readonly defaultValue?: (environment: Environment) => NetValue;
}

/** A local function as the value of the variable with its name. */
export function compileLocalFunction(
  node: LocalFunction,
  scope: Scope,
  compiler: Compiler,
): (environment: Environment) => void {
  const variable = scope.declare(node.name, UNKNOWN);
  const inner = new Scope(scope, scope.isChecked, node.typeParameters);
  let body: FunctionBody | undefined;
  const result = node.type === undefined ? UNKNOWN : resolveTypeNode(node.type, inner);
  const parameters = node.parameters.map(({ name, type: written, modifier, defaultValue }): FunctionParameter => {
    const type = written === undefined ? UNKNOWN : resolveTypeNode(written, inner);
    const value = defaultValue && convertedTo(compiler.expression(defaultValue, scope), type, defaultValue);
    return { name, type, modifier, defaultValue: value };
  });
  const types = parameters.map(({ type }) => type);
  return (environment) => {
    environment.values[variable.index] = new NetLocalFunction(parameters, environment, result, (values, leave) => {
      // Compiled at the first call, when all names of its block are declared.
      body ??= compileFunction(node.parameters, types, node.body, inner, compiler);
      const run = body;
      const named = withNames(() => run.call(environment, values, leave), node.type);
      return convertResult(named(environment), result, environment);
    });
  };
}

type Leave = (values: readonly NetValue[]) => void;

/** A local function, which is called by its name, or passed on as a delegate. */
export class NetLocalFunction extends NetDelegate {
  public constructor(
    private readonly parameters: readonly FunctionParameter[],
    private readonly environment: Environment,
    result: NetType,
    private readonly run: (values: readonly NetValue[], leave?: Leave) => NetValue,
  ) {
    super(
      UNKNOWN,
      parameters.length,
      (...values) =>
        run(parameters.map((parameter, index) => converted(values[index] ?? null, parameter, environment))),
      result,
    );
  }

  /** Calls it with the arguments of a call in the code, by their places or their names. */
  public call(codes: readonly ArgumentCode[], passed: readonly PassedArgument[], caller: Environment): NetValue {
    const cells: (Cell | undefined)[] = [];
    const used = new Set<number>();
    const values = this.parameters.map((parameter, index): NetValue => {
      const place = codes.findIndex(({ shape: { name } }, at) =>
        name === undefined ? at === index : name === parameter.name,
      );
      const argument = passed[place];
      if (parameter.modifier === "params" && !this.isWholeArray(passed, place, parameter)) {
        const rest = place < 0 ? [] : passed.slice(place);
        rest.forEach((_, offset) => used.add(place + offset));
        const element = { ...parameter, type: parameter.type.typeArguments[0] ?? UNKNOWN };
        return new NetArray(
          element.type,
          rest.map(({ value }, offset) =>
            converted(lambdaOr(value, place + offset, element.type), element, this.environment),
          ),
        );
      }
      if (argument === undefined) {
        if (parameter.defaultValue === undefined) throw new UnsupportedError(`a call without ${parameter.name}`);
        return parameter.defaultValue(this.environment);
      }
      used.add(place);
      cells[index] = argument.cell;
      return argument.cell === undefined
        ? converted(lambdaOr(argument.value, place, parameter.type), parameter, this.environment)
        : argument.value;
    });
    if (used.size < passed.length) throw new UnsupportedError("a call with more arguments than parameters");
    function lambdaOr(value: NetValue, place: number, type: NetType): NetValue {
      return codes[place]?.value.lambda?.create(caller, type) ?? value;
    }
    if (!cells.some((cell) => cell !== undefined)) return this.run(values);
    return this.run(values, (last) => cells.forEach((cell, index) => cell?.set(last[index] ?? null)));
  }

  private isWholeArray(passed: readonly PassedArgument[], place: number, { type }: FunctionParameter): boolean {
    const argument = passed[place];
    if (argument === undefined || place !== passed.length - 1) return false;
    return argument.value === null ? argument.shape.isNull === true : isInstance(argument.value, type);
  }
}

function converted(value: NetValue, { type }: FunctionParameter, environment: Environment): NetValue {
  return convertResult(value, type, environment);
}
