import { type CharacterClass } from "./character-class";
import { type RegexGroup } from "./groups";

/** What `RegexOptions` change. */
export interface RegexFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly singleline: boolean;
  readonly explicitCapture: boolean;
  readonly ignoreWhitespace: boolean;
}

/** The tree of a regular expression of .NET. */
export type RegexNode =
  | { readonly kind: "empty" }
  | { readonly kind: "char"; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: "class"; readonly class: CharacterClass }
  | { readonly kind: "sequence"; readonly nodes: readonly RegexNode[] }
  | { readonly kind: "alternatives"; readonly nodes: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly node: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    }
  | { readonly kind: "capture"; readonly group: number; readonly node: RegexNode }
  | { readonly kind: "atomic"; readonly node: RegexNode }
  | { readonly kind: "look"; readonly node: RegexNode; readonly isBehind: boolean; readonly isNegative: boolean }
  | { readonly kind: "reference"; readonly group: number; readonly ignoreCase: boolean }
  | { readonly kind: "condition"; readonly group: number; readonly whenTrue: RegexNode; readonly whenFalse: RegexNode }
  | { readonly kind: "assertion"; readonly assertion: RegexAssertion };

export type RegexAssertion =
  /** `\A`, and `^` without `Multiline`. */
  | "start"
  /** `^` with `Multiline`. */
  | "lineStart"
  /** `\z`. */
  | "end"
  /** `\Z`, and `$` without `Multiline`: also before a line feed at the end. */
  | "lastLineEnd"
  /** `$` with `Multiline`. */
  | "lineEnd"
  /** `\G`: where the search started. */
  | "searchStart"
  | "boundary"
  | "noBoundary";

/** A parsed pattern. */
export interface RegexTree {
  readonly root: RegexNode;
  /** The groups in the order of `Match.Groups`. The first one is the whole match. */
  readonly groups: readonly RegexGroup[];
}
