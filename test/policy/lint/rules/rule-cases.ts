import { type PolicyLintOptions, type PolicySeverity } from "../../../../src/policy";

/** A document that breaks a rule. */
export interface BadCase {
  readonly title: string;
  readonly text: string;
  readonly options?: PolicyLintOptions;
  readonly severity: PolicySeverity;
  /** What the message has to say, and what the fix. */
  readonly message: RegExp;
  readonly fix?: RegExp;
  readonly path?: string;
}

/** A document that keeps a rule. */
export interface GoodCase {
  readonly title: string;
  readonly text: string;
  readonly options?: PolicyLintOptions;
}

/** What a rule finds, and what it leaves alone. */
export interface RuleCases {
  readonly id: string;
  readonly good: readonly GoodCase[];
  readonly bad: readonly BadCase[];
}
