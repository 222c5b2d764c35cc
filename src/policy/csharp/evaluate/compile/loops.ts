import { type DoWhile, type For, type ForEach, type While } from "../../tree";
import { cast } from "../binding/conversions";
import { enumerate, itemType } from "../binding/enumerate";
import { type NetType, UNKNOWN } from "../contract/type";
import { type NetValue } from "../contract/values";
import { deconstruct } from "../core/tuples";
import { locate } from "./access";
import { BREAK, type Compiler, CONTINUE, Environment, Scope, type StatementCode } from "./code";
import { conditionOf } from "./convert";
import { compileBody, compileVariables } from "./statements";
import { resolveTypeNode, unsupported } from "./types";

/** What a round takes besides the calls in it: a condition and a few operators. */
const STEPS_OF_A_ROUND = 2;

/** `for (…; …; …) body`. All rounds share the variables before the first semicolon. */
export function compileFor(node: For, scope: Scope, compiler: Compiler): StatementCode {
  const inner = new Scope(scope, scope.isChecked);
  const start: StatementCode[] =
    "kind" in node.initializers
      ? [compileVariables(node.initializers, inner, compiler)]
      : node.initializers.map((value) => effect(compiler.expression(value, inner).run));
  const condition = node.condition && conditionOf(compiler.expression(node.condition, inner), node.condition);
  const iterators = node.iterators.map((value) => compiler.expression(value, inner));
  const body = compileBody(node.body, inner, compiler);
  return (outer) => {
    const environment = new Environment(outer, outer.activity);
    for (const step of start) step(environment);
    for (; condition === undefined || condition(environment);) {
      environment.runtime.step(STEPS_OF_A_ROUND);
      const completion = body(environment);
      if (completion === BREAK) return undefined;
      if (completion !== undefined && completion !== CONTINUE) return completion;
      for (const iterator of iterators) iterator.run(environment);
    }
    return undefined;
  };
}

function effect(run: (environment: Environment) => NetValue): StatementCode {
  return (environment) => {
    run(environment);
    return undefined;
  };
}

/** `foreach (var item in collection) body`. Each round has its own variable. */
export function compileForEach(node: ForEach, scope: Scope, compiler: Compiler): StatementCode {
  const collection = compiler.expression(node.collection, scope);
  const inner = new Scope(scope, scope.isChecked);
  const { variable } = node;
  const type = variable.type === undefined ? itemType(collection.type) : resolveTypeNode(variable.type, scope);
  const indexes = variable.names.map((name) => inner.declare(name, variable.names.length === 1 ? type : UNKNOWN).index);
  const body = compileBody(node.body, inner, compiler);
  const isCast = variable.type !== undefined;
  return (outer) =>
    locate(node.collection, () => {
      for (const item of enumerate(collection.run(outer), outer.runtime)) {
        const environment = new Environment(outer, outer.activity);
        const parts =
          indexes.length === 1
            ? [isCast ? castItem(item, type, environment) : item]
            : deconstruct(item, indexes.length);
        if (parts === undefined) throw unsupported("a deconstruction of this", variable);
        indexes.forEach((index, place) => {
          environment.values[index] = parts[place] ?? null;
        });
        const completion = body(environment);
        if (completion === BREAK) return undefined;
        if (completion !== undefined && completion !== CONTINUE) return completion;
      }
      return undefined;
    });
}

function castItem(item: NetValue, type: NetType, environment: Environment): NetValue {
  return cast(item, { type: UNKNOWN }, type, environment.runtime, false);
}

export function compileWhile(node: While, scope: Scope, compiler: Compiler): StatementCode {
  const condition = conditionOf(compiler.expression(node.condition, scope), node.condition);
  const body = compileBody(node.body, scope, compiler);
  return (environment) => {
    while (condition(environment)) {
      environment.runtime.step(STEPS_OF_A_ROUND);
      const completion = body(environment);
      if (completion === BREAK) return undefined;
      if (completion !== undefined && completion !== CONTINUE) return completion;
    }
    return undefined;
  };
}

export function compileDo(node: DoWhile, scope: Scope, compiler: Compiler): StatementCode {
  const condition = conditionOf(compiler.expression(node.condition, scope), node.condition);
  const body = compileBody(node.body, scope, compiler);
  return (environment) => {
    do {
      environment.runtime.step(STEPS_OF_A_ROUND);
      const completion = body(environment);
      if (completion === BREAK) return undefined;
      if (completion !== undefined && completion !== CONTINUE) return completion;
    } while (condition(environment));
    return undefined;
  };
}
