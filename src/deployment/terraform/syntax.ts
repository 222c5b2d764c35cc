/** The tree of an expression of Terraform. */
export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | string }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "access"; readonly target: Expression; readonly steps: readonly Step[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly spreads: boolean }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | ForExpression
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  | { readonly kind: "unary"; readonly operator: "!" | "-"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression };

/** `[for key, value in collection : result]`, or with braces, `key => result`. */
export interface ForExpression {
  readonly kind: "for";
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** The key of an entry; a list has none. */
  readonly key: Expression | undefined;
  readonly result: Expression;
  readonly condition: Expression | undefined;
  /** Whether values of the same key make a list, written `...`. */
  readonly groups: boolean;
}

/** A step from a value to a part of it: a name, an index, or all items. */
export type Step =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "index"; readonly index: Expression }
  | { readonly kind: "splat" };

/** Why a text is no template, and where. */
export class SyntaxProblem extends Error {
  public constructor(
    problem: string,
    public readonly index: number,
  ) {
    super(problem);
  }
}
