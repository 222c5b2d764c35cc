import { type Expression, type Statement } from "../../tree";
import { LimitError } from "../contract/errors";
import { type Runtime } from "../contract/runtime";
import { type NetType, UNKNOWN } from "../contract/type";
import { type Cell, type NetValue } from "../contract/values";
import { type ConversionSource } from "../binding/conversions";
import { type LambdaShape } from "../binding/overloads";
import { MAX_EVALUATION_DEPTH } from "../../../text/bounds";

/** What all environments of one evaluation share. */
export class Activity {
  private depth = 0;

  public constructor(public readonly runtime: Runtime) {}

  /** Runs the body of a lambda or of a local function. */
  public enter<T>(body: () => T): T {
    this.runtime.step();
    if (++this.depth > MAX_EVALUATION_DEPTH) {
      throw new LimitError(`the expression calls itself more than ${MAX_EVALUATION_DEPTH} times`);
    }
    try {
      return body();
    } finally {
      this.depth--;
    }
  }
}

/** The variables of one scope while it runs. Each round of a loop has new ones, which lambdas keep. */
export class Environment {
  public readonly values: NetValue[] = [];

  public constructor(
    public readonly parent: Environment | undefined,
    public readonly activity: Activity,
  ) {}

  public get runtime(): Runtime {
    return this.activity.runtime;
  }
}

/** An expression, compiled. */
export interface Code extends ConversionSource {
  readonly run: (environment: Environment) => NetValue;
  /** Whether it is `default` without a type. */
  readonly isDefault?: boolean;
  /** A lambda, which gets its types from where it goes. */
  readonly lambda?: LambdaCode;
}

/** A lambda, or the name of a method as a value. */
export interface LambdaCode extends LambdaShape {
  create(environment: Environment, type: NetType): NetValue;
}

export function code(type: NetType, run: (environment: Environment) => NetValue): Code {
  return { type, run };
}

/** How a statement ended, where it did not go on to the next one. */
export type Completion = typeof BREAK | typeof CONTINUE | { readonly value: NetValue };

export const BREAK = "break";
export const CONTINUE = "continue";

/** A statement, compiled. */
export type StatementCode = (environment: Environment) => Completion | undefined;

/** A variable in a scope: where its value is, and its type. */
export interface ScopeVariable {
  readonly index: number;
  readonly type: NetType;
  /** Of a constant, what is known of its value. */
  readonly constant?: number;
}

export interface FoundVariable {
  readonly variable: ScopeVariable;
  readonly depth: number;
}

/** The names of a scope while it is compiled. */
export class Scope {
  private readonly variables = new Map<string, ScopeVariable>();
  private size = 0;
  /** The variable for the value before the closest `?.`. */
  private receiver: FoundVariable | undefined;

  /** @param typeParameters those of a local function */
  public constructor(
    public readonly parent: Scope | undefined,
    private checks: boolean,
    private readonly typeParameters: readonly string[] = [],
  ) {}

  /** Whether integers that overflow throw. */
  public get isChecked(): boolean {
    return this.checks;
  }

  /** Compiles what is in `checked(…)` or `unchecked(…)`. */
  public withChecks<T>(isChecked: boolean, compile: () => T): T {
    const before = this.checks;
    this.checks = isChecked;
    try {
      return compile();
    } finally {
      this.checks = before;
    }
  }

  /** @param name none for a variable that only we use */
  public declare(name: string | undefined, type: NetType, constant?: number): ScopeVariable {
    const variable: ScopeVariable = { index: this.size++, type, constant };
    if (name !== undefined) this.variables.set(name, variable);
    return variable;
  }

  /** A variable and the number of environments from here up to its own. */
  public find(name: string): FoundVariable | undefined {
    let depth = 0;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- a search upwards starts here
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const variable = scope.variables.get(name);
      if (variable !== undefined) return { variable, depth };
      depth++;
    }
    return undefined;
  }

  /** The value before the closest `?.` around. */
  public findReceiver(): FoundVariable | undefined {
    let depth = 0;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- a search upwards starts here
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      if (scope.receiver !== undefined) {
        return { variable: scope.receiver.variable, depth: depth + scope.receiver.depth };
      }
      depth++;
    }
    return undefined;
  }

  /** Compiles what follows a `?.`. */
  public withReceiver<T>(receiver: FoundVariable | undefined, compile: () => T): T {
    const before = this.receiver;
    this.receiver = receiver;
    try {
      return compile();
    } finally {
      this.receiver = before;
    }
  }

  public isTypeParameter(name: string): boolean {
    return this.typeParameters.includes(name) || this.parent?.isTypeParameter(name) === true;
  }
}

/** The environment some scopes further up. */
export function up(environment: Environment, depth: number): Environment {
  let found = environment;
  for (let level = 0; level < depth; level++) found = found.parent ?? found;
  return found;
}

/** A variable, a property or an element, compiled. */
export interface Storage {
  readonly type: NetType;
  /** Evaluates what is before the last part, once. */
  readonly locate: (environment: Environment) => Cell;
}

/** What compiles the parts of an expression or of a statement. */
export interface Compiler {
  expression(node: Expression, scope: Scope): Code;
  statement(node: Statement, scope: Scope): StatementCode;
  /** What an expression names where a value can go. */
  storage(node: Expression, scope: Scope): Storage;
}

export const VOID_RESULT: Completion = { value: null };

/** The source of a conversion about which nothing is known. */
export const DYNAMIC: ConversionSource = { type: UNKNOWN };
