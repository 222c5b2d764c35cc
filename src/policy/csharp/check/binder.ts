import { type Member } from "../members/member";
import { type NamedType, type Type } from "../members/type";
import { type Block, type Expression, type Lambda, type TypeNode } from "../tree";
import { type FoundMember } from "./lookup";
import { type CsharpProblems } from "./problem";
import { type Local, type LocalFunctionSymbol, type Scope } from "./scope";

/** What an expression stands for. */
export type Bound = BoundValue | BoundType | BoundNamespace | BoundMethods | BoundFunction;

export interface BoundValue {
  readonly as: "value";
  readonly type: Type | undefined;
}

export interface BoundType {
  readonly as: "type";
  readonly type: NamedType;
}

export interface BoundNamespace {
  readonly as: "namespace";
  readonly name: string;
}

/** Methods with one name, before it is clear which one is called. */
export interface BoundMethods {
  readonly as: "methods";
  readonly name: string;
  /** The type of what they are called on; undefined if they are static. */
  readonly target: Type | undefined;
  readonly found: readonly FoundMember[];
  readonly extensions: readonly Member[];
}

export interface BoundFunction {
  readonly as: "function";
  readonly symbol: LocalFunctionSymbol;
}

export const UNKNOWN: BoundValue = { as: "value", type: undefined };

export function valueOf(type: Type | undefined): BoundValue {
  return type === undefined ? UNKNOWN : { as: "value", type };
}

/** What the checker knows of a tree. */
export interface Facts {
  readonly types: Map<Expression, Type | undefined>;
  /** The member that an access, a call or an index uses. */
  readonly members: Map<Expression, Member>;
  /** The variable that a name stands for. */
  readonly locals: Map<Expression, Local>;
  /** The variables in the order in which they are declared. */
  readonly declared: Local[];
}

/** What the parts of the checker ask from each other. */
export interface Binder {
  readonly problems: CsharpProblems;
  /** Whether it is in `unchecked`, where numbers are cut to fit. */
  isUnchecked: boolean;
  readonly facts: Facts;
  readonly scope: Scope;
  bind(expression: Expression): Bound;
  /** The type of a value; undefined if it is not known, or no value. */
  typeOf(expression: Expression): Type | undefined;
  /** The type that is written. */
  resolve(type: TypeNode): Type | undefined;
  /** Checks a lambda, and gives the type of its result. */
  bindLambda(lambda: Lambda, parameterTypes: readonly (Type | undefined)[]): Type | undefined;
  /** Checks a block in a scope, and gives the type that it returns. */
  bindBody(body: Expression | Block, scope: Scope): Type | undefined;
  declare(name: string, type: Type | undefined, value?: Expression, isConstant?: boolean): void;
  within<T>(scope: Scope, work: () => T): T;
  /** The similar name to suggest, as the end of a fix. */
  nearest(name: string, known: () => readonly string[]): string | undefined;
}

/** Does something as the code in `checked` or `unchecked` has it. */
export function uncheckedIn<T>(binder: Binder, isUnchecked: boolean, work: () => T): T {
  const outer = binder.isUnchecked;
  binder.isUnchecked = isUnchecked;
  try {
    return work();
  } finally {
    binder.isUnchecked = outer;
  }
}
