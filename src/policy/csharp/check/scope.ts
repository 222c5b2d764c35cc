import { type Type } from "../members/type";
import { type Expression, type LocalFunction } from "../tree";

/** A local variable, a constant or a parameter. */
export interface Local {
  readonly kind: "local";
  readonly name: string;
  type: Type | undefined;
  /** What it starts with. */
  readonly value?: Expression;
  /** Whether it is a `const`. */
  readonly isConstant: boolean;
  /** Whether it is set anew later. */
  isReassigned: boolean;
}

export interface LocalFunctionSymbol {
  readonly kind: "function";
  readonly name: string;
  readonly declaration: LocalFunction;
  readonly parameterTypes: readonly (Type | undefined)[];
  readonly result: Type | undefined;
}

export type LocalSymbol = Local | LocalFunctionSymbol;

/** The names that a block, a lambda or a function declares, inside of another one. */
export class Scope {
  private readonly symbols = new Map<string, LocalSymbol>();

  /** The type parameters of a local function. */
  public readonly typeParameters: readonly string[];

  public constructor(
    public readonly parent?: Scope,
    typeParameters: readonly string[] = [],
  ) {
    this.typeParameters = parent === undefined ? typeParameters : [...parent.typeParameters, ...typeParameters];
  }

  public find(name: string): LocalSymbol | undefined {
    return this.symbols.get(name) ?? this.parent?.find(name);
  }

  /** Whether this block itself declares a name already. */
  public declares(name: string): boolean {
    return this.symbols.has(name);
  }

  public declare(symbol: LocalSymbol): void {
    this.symbols.set(symbol.name, symbol);
  }

  public get names(): readonly string[] {
    return [...this.symbols.keys(), ...(this.parent?.names ?? [])];
  }
}
