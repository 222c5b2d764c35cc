import { type PolicyScope } from "../model/section";

/** A finding that is accepted, and why. */
export interface PolicySuppression {
  /** The id or the name of the rule, such as `P-10` or `token-in-header`. */
  readonly rule: string;
  /** Why the finding is accepted. A suppression without a reason has no effect. */
  readonly reason: string;
}

/** What is known about a policy document beyond its text. */
export interface PolicyLintOptions {
  /**
   * What the document belongs to.
   *
   * @default - not known: what depends on it is not checked
   */
  readonly scope?: PolicyScope;
  /**
   * The display names of all named values that the document may refer to.
   *
   * @default - not known: references to named values are not checked
   */
  readonly namedValues?: string[];
  /**
   * The ids of all fragments that the document may include.
   *
   * @default - not known: references to fragments are not checked
   */
  readonly fragments?: string[];
  /**
   * The ids of all backends that the document may refer to.
   *
   * @default - not known: references to backends are not checked
   */
  readonly backends?: string[];
  /**
   * Findings that are accepted anywhere in the document. A comment in the document accepts one at a single statement.
   *
   * @default - none
   */
  readonly suppressions?: PolicySuppression[];
}
