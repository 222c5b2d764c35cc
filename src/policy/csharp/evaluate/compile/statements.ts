import { type Block, type If, type Statement, type Using, type VariableDeclaration } from "../../tree";
import { disposeOf } from "../binding/dispose";
import { UNKNOWN } from "../contract/type";
import { type Code, type Compiler, type Completion, Environment, Scope, type StatementCode, VOID_RESULT } from "./code";
import { conditionOf, convertedTo } from "./convert";
import { compileArray } from "./array-creation";
import { compileLocalFunction } from "./local-functions";
import { resolveTypeNode, withNames } from "./types";

/** `{ … }`: statements with a scope for the variables among them. */
export function compileBlock(node: Block, scope: Scope, compiler: Compiler): StatementCode {
  const inner = new Scope(scope, node.isChecked ?? scope.isChecked);
  const run = compileStatements(node.statements, inner, compiler);
  return (environment) => run(new Environment(environment, environment.activity));
}

/** Statements in the scope that is there: local functions first, because they can be called before they are written. */
export function compileStatements(nodes: readonly Statement[], scope: Scope, compiler: Compiler): StatementCode {
  const functions: ((environment: Environment) => void)[] = [];
  for (const node of nodes) {
    if (node.kind === "localFunction") functions.push(compileLocalFunction(node, scope, compiler));
  }
  const steps: StatementCode[] = [];
  const rest = nodes.filter(({ kind }) => kind !== "localFunction");
  for (const [index, node] of rest.entries()) {
    if (node.kind === "using" && node.body === undefined) {
      // What follows is what it is for.
      const resource = compileResource(node, scope, compiler);
      steps.push(usingCode(resource, compileStatements(rest.slice(index + 1), scope, compiler)));
      break;
    }
    steps.push(compiler.statement(node, scope));
  }
  return (environment) => {
    for (const declare of functions) declare(environment);
    for (const step of steps) {
      const completion = step(environment);
      if (completion !== undefined) return completion;
    }
    return undefined;
  };
}

/** `var a = 1, b = 2;`. */
export function compileVariables(node: VariableDeclaration, scope: Scope, compiler: Compiler): StatementCode {
  const type = node.type === undefined ? undefined : resolveTypeNode(node.type, scope);
  const steps = node.variables.map(({ name, value, start, end }): StatementCode => {
    if (value === undefined) {
      const { index } = scope.declare(name, type ?? UNKNOWN);
      return ({ values }) => {
        values[index] = null;
        return undefined;
      };
    }
    const isBareArray = value.kind === "newArray" && value.type === undefined && type !== undefined;
    const initial = isBareArray ? compileArray(value, scope, compiler, type) : compiler.expression(value, scope);
    const constant = node.isConstant ? initial.constant : undefined;
    const { index } = scope.declare(name, type ?? initial.type, constant);
    const converted = withNames(convertedTo(initial, type ?? UNKNOWN, { start, end }), node.type);
    return (environment) => {
      environment.values[index] = converted(environment);
      return undefined;
    };
  });
  if (steps.length === 1 && steps[0] !== undefined) return steps[0];
  return (environment) => {
    for (const step of steps) step(environment);
    return undefined;
  };
}

export function compileIf(node: If, scope: Scope, compiler: Compiler): StatementCode {
  const condition = conditionOf(compiler.expression(node.condition, scope), node.condition);
  const whenTrue = compileBody(node.whenTrue, scope, compiler);
  const whenFalse = node.whenFalse && compileBody(node.whenFalse, scope, compiler);
  return (environment) => (condition(environment) ? whenTrue(environment) : whenFalse?.(environment));
}

/** A statement within another one: each time that it runs, its variables are new. */
export function compileBody(node: Statement, scope: Scope, compiler: Compiler): StatementCode {
  if (node.kind === "block") return compiler.statement(node, scope);
  const inner = new Scope(scope, scope.isChecked);
  const run = compileStatements([node], inner, compiler);
  return (environment) => run(new Environment(environment, environment.activity));
}

/** `using (…) body`. */
export function compileUsing(node: Using, scope: Scope, compiler: Compiler): StatementCode {
  const inner = new Scope(scope, scope.isChecked);
  const resource = compileResource(node, inner, compiler);
  const body = node.body === undefined ? () => undefined : compileBody(node.body, inner, compiler);
  const run = usingCode(resource, body);
  return (environment) => run(new Environment(environment, environment.activity));
}

interface Resource {
  readonly open: StatementCode;
  readonly value: Code["run"];
}

function compileResource({ resource }: Using, scope: Scope, compiler: Compiler): Resource {
  if (resource.kind === "variables") {
    const open = compileVariables(resource, scope, compiler);
    const found = scope.find(resource.variables[0]?.name ?? "");
    return { open, value: (environment) => environment.values[found?.variable.index ?? 0] ?? null };
  }
  const variable = scope.declare(undefined, UNKNOWN);
  const value = compiler.expression(resource, scope);
  return {
    open: (environment) => {
      environment.values[variable.index] = value.run(environment);
      return undefined;
    },
    value: (environment) => environment.values[variable.index] ?? null,
  };
}

function usingCode(resource: Resource, body: StatementCode): StatementCode {
  return (environment) => {
    resource.open(environment);
    const value = resource.value(environment);
    try {
      return body(environment);
    } finally {
      disposeOf(value, environment.runtime);
    }
  };
}

export function returned(value: Code["run"] | undefined): StatementCode {
  if (value === undefined) return () => VOID_RESULT;
  return (environment): Completion => ({ value: value(environment) });
}
