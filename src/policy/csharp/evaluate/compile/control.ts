import { type Switch, type SwitchLabel, type SyntaxNode, type Try } from "../../tree";
import { nullReference } from "../binding/invoke";
import { isInstance } from "../binding/values-of-types";
import { NetException, NetThrow } from "../contract/errors";
import { type NetType, typeNamed, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { BREAK, type Code, type Compiler, type Completion, Environment, Scope, type StatementCode, up } from "./code";
import { conditionOf } from "./convert";
import { compilePattern } from "./patterns";
import { compileStatements } from "./statements";
import { resolveTypeNode, unsupported } from "./types";

/** `switch (value) { … }`. The variables of all sections are in one scope. */
export function compileSwitch(node: Switch, scope: Scope, compiler: Compiler): StatementCode {
  const value = compiler.expression(node.value, scope);
  const inner = new Scope(scope, scope.isChecked);
  const sections = node.sections.map(({ labels, statements }) => ({
    labels: labels.map((label) => compileLabel(label, value.type, inner, compiler)),
    isDefault: labels.some(({ pattern }) => pattern === undefined),
    run: compileStatements(statements, inner, compiler),
  }));
  return (outer) => {
    const tested = value.run(outer);
    const environment = new Environment(outer, outer.activity);
    const section =
      sections.find(({ labels }) => labels.some((matches) => matches(tested, environment))) ??
      sections.find(({ isDefault }) => isDefault);
    const completion = section?.run(environment);
    return completion === BREAK ? undefined : completion;
  };
}

function compileLabel(
  { pattern, condition }: SwitchLabel,
  type: NetType,
  scope: Scope,
  compiler: Compiler,
): ReturnType<typeof compilePattern> {
  if (pattern === undefined) return () => false;
  const matches = compilePattern(pattern, type, scope, compiler);
  if (condition === undefined) return matches;
  const holds = conditionOf(compiler.expression(condition, scope), condition);
  return (value, environment) => matches(value, environment) && holds(environment);
}

/** `try`, `catch`, `finally`. */
export function compileTry(node: Try, scope: Scope, compiler: Compiler): StatementCode {
  const block = compiler.statement(node.block, scope);
  const catches = node.catches.map(({ type, name, condition, block: handler }) => {
    const caught = type === undefined ? undefined : resolveTypeNode(type, scope);
    const inner = new Scope(scope, scope.isChecked);
    const exception = inner.declare(name, caught ?? typeNamed("System.Exception"));
    const current = inner.declare(CURRENT_EXCEPTION, UNKNOWN);
    return {
      type: caught,
      indexes: [exception.index, current.index],
      condition: condition && conditionOf(compiler.expression(condition, inner), condition),
      run: compiler.statement(handler, inner),
    };
  });
  const last = node.finally && compiler.statement(node.finally, scope);
  const run: StatementCode = (outer) => {
    try {
      return block(outer);
    } catch (error) {
      if (!(error instanceof NetThrow)) throw error;
      outer.runtime.step(STEPS_OF_A_CATCH);
      for (const handler of catches) {
        if (handler.type !== undefined && !isInstance(error.exception, handler.type)) continue;
        const environment = new Environment(outer, outer.activity);
        for (const index of handler.indexes) environment.values[index] = error.exception;
        if (handler.condition === undefined || handler.condition(environment)) return handler.run(environment);
      }
      throw error;
    }
  };
  return last === undefined ? run : withFinally(run, last);
}

/** What cannot be caught, such as a limit, ends the evaluation without `finally`. */
function withFinally(run: StatementCode, last: StatementCode): StatementCode {
  return (environment) => {
    let completion: Completion | undefined;
    try {
      completion = run(environment);
    } catch (error) {
      if (error instanceof NetThrow) last(environment);
      throw error;
    }
    return last(environment) ?? completion;
  };
}

/** Exceptions take their time, as in .NET. */
const STEPS_OF_A_CATCH = 40;

/** No name of C#. */
const CURRENT_EXCEPTION = "catch";

/** `throw value` and, in a `catch`, `throw`. */
export function compileThrow(
  value: Code | undefined,
  node: SyntaxNode,
  scope: Scope,
): (environment: Environment) => never {
  if (value !== undefined) return (environment) => throwValue(value.run(environment), node);
  const found = scope.find(CURRENT_EXCEPTION);
  if (found === undefined) throw unsupported("throw without an exception", node);
  const { depth, variable } = found;
  return (environment) => {
    return throwValue(up(environment, depth).values[variable.index] ?? null, node);
  };
}

function throwValue(value: NetValue, node: SyntaxNode): never {
  if (value instanceof NetException) throw new NetThrow(value);
  if (value === null) throw nullReference();
  throw unsupported("throw of what is no exception", node);
}
