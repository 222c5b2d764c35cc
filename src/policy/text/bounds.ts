/**
 * The limits that protect against hostile text. They keep time, memory, stack and output proportional to the length of a text, whatever it contains.
 * No policy written by hand comes near them.
 */

/** Problems that the reader lists. A text with more is not a policy, and the list must fit into memory. */
export const MAX_DIAGNOSTICS = 1000;

/** Errors, and as many warnings, that the linter reports for one rule. More would repeat the same problem. */
export const MAX_FINDINGS = 1000;

/** Names for which the linter looks for a similar one. Each comparison with all known names takes time. */
export const MAX_SUGGESTIONS = 100;

/** Characters of a name that is compared with similar ones, which takes quadratic time. */
export const MAX_COMPARED_NAME = 64;

/** Steps of the path in a finding. Every finding in a deeply nested document has one, so without a bound paths take quadratic space. */
export const MAX_PATH_STEPS = 30;

/** Nested statements through which the linter follows the control flow, by recursion. */
export const MAX_FLOW_DEPTH = 200;

/** Token checks for which the linter looks through the rest of the document, each time anew. */
export const MAX_FOLLOWED_CHECKS = 50;

/** Nested conditional expressions whose branches the linter looks into, by recursion. */
export const MAX_EXPRESSION_DEPTH = 20;

/** Nodes of C# from the root of a tree to its deepest leaf. Who reads a tree recurses. */
export const MAX_CSHARP_DEPTH = 1000;

/** Brackets, statements, conditions and lambdas within each other, for which the parser of C# recurses. */
export const MAX_CSHARP_NESTING = 250;

/** Tokens that the parser of C# looks ahead to see whether a type is there. */
export const MAX_TYPE_TOKENS = 100;

/** Steps of one evaluation of an expression: nodes, rounds of loops, and items that a method goes through. */
export const MAX_EVALUATION_STEPS = 100_000;

/** Nodes that the compiler of an expression visits; a lambda counts for each choice of the types of its parameters. */
export const MAX_COMPILED_NODES = 200_000;

/** Calls within each other in an evaluation, for which the interpreter recurses. */
export const MAX_EVALUATION_DEPTH = 200;

/** Characters of a text and items of a collection that an expression makes. */
export const MAX_EVALUATED_LENGTH = 1_048_576;

/** Nested elements that become nested code, by recursion. Deeper ones become text in the code. */
export const MAX_CODE_DEPTH = 40;

/** Nested elements that the writer indents. Indentation of any depth takes quadratic space. */
export const MAX_INDENT_DEPTH = 32;

/** Problems of the C# in one expression. An expression with more is not one that was written to run. */
export const MAX_CSHARP_PROBLEMS = 100;

/** Nested parts of an expression of Terraform, which is read by recursion. */
export const MAX_TERRAFORM_NESTING = 100;

/** Steps of an evaluation inside one another: parts of an expression, and references that lead to further references. */
export const MAX_TERRAFORM_DEPTH = 400;

/** Nested parts of the JSON that Terraform or cdktf writes. */
export const MAX_JSON_DEPTH = 100;

/** Nested lists and objects of a Terraform value. */
export const MAX_VALUE_DEPTH = 60;

/** Characters and items that the evaluation of a configuration may make, for each character of it, and in any case. */
export const MAX_EVALUATED = { perCharacter: 16, always: 4_000_000 } as const;

/**
 * How far the searches for the ends of expressions may go without success.
 *
 * A text may contain a million expressions that do not close, and each search for an end could go through the rest of the text. The searches
 * share an allowance in proportion to what has been read so far, so that together they take linear time.
 */
export class SearchAllowance {
  private spent = 0;

  /** @param length the length of the text */
  public constructor(private readonly length: number) {}

  /** The index at which a search from an index has to give up. */
  public limitFrom(start: number): number {
    const left = this.length + 8 * start - this.spent;
    return Math.min(this.length, start + Math.max(0, left));
  }

  /** Counts the characters that were searched without success. */
  public spend(characters: number): void {
    this.spent += characters;
  }
}
