import { type PolicySeverity } from "../model/finding";
import { type PolicyPosition } from "../model/node";
import { type LintContext } from "./context";
import { type ProgramFacts } from "./facts";
import { type NodePath } from "./node-path";

/** What a rule reports about an element. */
export interface ReportedFinding {
  /** What was found, and what is expected. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The severity, if it is not the default of the rule. */
  readonly severity?: PolicySeverity;
  /** Where the problem is, if it is in an attribute or a text of the element. */
  readonly position?: PolicyPosition;
}

/** Takes a finding about an element. */
export type Report = (path: NodePath, finding: ReportedFinding) => void;

/** Small policies that show a rule. The documentation prints them and the tests run them. */
export interface RuleExamples {
  /** A policy with a finding of the rule. */
  readonly wrong: string;
  /** The same without one, and without an error of any rule. */
  readonly right: string;
  /** The options that both are checked with. */
  readonly options?: ProgramFacts;
}

/** A rule of another scanner. */
export interface CoveredRule {
  /** Its id, such as `AZR-000365` of PSRule for Azure. */
  readonly id: string;
  /** What of it is covered, if that is not all. */
  readonly extent?: string;
}

/** A rule about policy documents. */
export interface LintRule {
  /** The id, such as `P-10`. Suppressions name it, so it never changes. */
  readonly id: string;
  /** The readable name, such as `token-in-header`. Suppressions may name it instead of the id, so it never changes either. */
  readonly name: string;
  /** Severities that the rule reports; the first is the default. */
  readonly severities: readonly [PolicySeverity, ...PolicySeverity[]];
  /** What a good document does, in one sentence. */
  readonly description: string;
  /** Why, and what decides about the severity. */
  readonly rationale: string;
  /** What to do about a finding. */
  readonly fix: string;
  /** A page about the subject. */
  readonly url: string;
  /** The rules of other scanners that this one covers. */
  readonly covers?: readonly CoveredRule[];
  readonly examples: RuleExamples;
  /** Whether findings with the same fix count as one for the document, because one change mends them all. */
  readonly folds?: boolean;
  /** Checks an element that the catalog knows, or one in such an element. */
  readonly checkElement?: (path: NodePath, context: LintContext, report: Report) => void;
  /** Checks a statement. */
  readonly checkStatement?: (statement: NodePath, context: LintContext, report: Report) => void;
  /** Checks the document. */
  readonly checkDocument?: (context: LintContext, report: Report) => void;
}
