import { type CsharpTree } from "../tree";
import { MAX_COMPILED_NODES } from "../../text/bounds";
import { type Code, Activity, Environment, Scope, type StatementCode } from "./compile/code";
import { TreeCompiler } from "./compile/compiler";
import { LimitError, NetThrow, UnsupportedError } from "./contract/errors";
import { metered } from "./contract/meter";
import { Runtime, type RuntimeOptions } from "./contract/runtime";
import { typeNamed } from "./contract/type";
import { type NetValue } from "./contract/values";
import { contextValue } from "./context/context";
import { type ContextDescription } from "./context/description";
import { LIBRARY } from "./library";
import { type EvaluationResult } from "./result";
import { textOf } from "./text/text-of";

/** An expression that can be evaluated again and again. */
export class CompiledExpression {
  private readonly run: (environment: Environment) => NetValue;
  private readonly contextIndex: number;

  public constructor(private readonly tree: CsharpTree) {
    const scope = new Scope(undefined, false);
    this.contextIndex = scope.declare("context", typeNamed(CONTEXT_TYPE)).index;
    const compiler = new TreeCompiler(MAX_COMPILED_NODES);
    const { root } = tree;
    this.run =
      root.kind === "block" ? valueOf(compiler.statement(root, scope), root) : compiler.expression(root, scope).run;
  }

  public evaluate(context: ContextDescription, options: RuntimeOptions = {}): EvaluationResult {
    const [problem] = this.tree.problems;
    if (problem !== undefined) {
      return { kind: "unsupported", feature: problem.message, start: problem.start, end: problem.end };
    }
    const runtime = new Runtime(options);
    const environment = new Environment(undefined, new Activity(runtime));
    environment.values[this.contextIndex] = contextValue(context);
    return resultOf(runtime, () => this.run(environment), this.tree.code.length);
  }
}

/** A value that an expression gave, as text. The limits hold for this as well: the text can be far longer than what made the value. */
export function evaluateText(value: NetValue): EvaluationResult {
  return resultOf(new Runtime({}), () => textOf(value), 0);
}

function resultOf(runtime: Runtime, run: () => NetValue, length: number): EvaluationResult {
  try {
    return { kind: "value", value: metered(runtime, run) };
  } catch (error) {
    return failure(error, length);
  }
}

function failure(error: unknown, length: number): EvaluationResult {
  if (error instanceof NetThrow) {
    const { type, message } = error.exception;
    return { kind: "exception", type: type.definition.fullName, message };
  }
  if (error instanceof UnsupportedError) {
    const { feature, start = 0, end = length } = error;
    return { kind: "unsupported", feature, start, end };
  }
  if (error instanceof LimitError) return { kind: "limit", message: error.message };
  // The stack of JavaScript is full, or a text is longer than it can be.
  if (error instanceof RangeError) return { kind: "limit", message: "the expression needs too much memory" };
  // Whatever the code is, its caller gets a result.
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "unsupported", feature: `${UNEXPECTED}${message}`, start: 0, end: length };
}

/** What a result starts with that a mistake of ours led to. */
export const UNEXPECTED = "what made the interpreter fail: ";

/** The type of `context`, which is there together with all others of the library. */
const CONTEXT_TYPE = LIBRARY.find(({ name }) => name === "IProxyRequestContext")?.fullName ?? "object";

function valueOf(statement: StatementCode, node: { start: number; end: number }): Code["run"] {
  return (environment) => {
    const completion = statement(environment);
    if (typeof completion === "object") return completion.value;
    throw new UnsupportedError("a block that ends without return", node.start, node.end);
  };
}

/** Makes an expression that can be evaluated of a tree. */
export function compileExpression(tree: CsharpTree): CompiledExpression {
  return new CompiledExpression(tree);
}
