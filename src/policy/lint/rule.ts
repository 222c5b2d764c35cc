import { type PolicyPosition } from "../model/node";
import { type LintContext } from "./context";
import { type PolicySeverity } from "./finding";
import { type Place } from "./place";

/** What a rule found at a place. */
export interface ReportedFinding {
  /** What was found and what is expected. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** How bad it is, when it is not the first of the rule's severities. */
  readonly severity?: PolicySeverity;
  /** Where it stands, when it is an attribute or a text instead of the element. */
  readonly position?: PolicyPosition;
}

/** Takes a finding. */
export type Report = (place: Place, finding: ReportedFinding) => void;

/** A rule about policy documents. */
export interface LintRule {
  /** The id. It is a contract: suppressions name it. */
  readonly id: string;
  /** How bad its findings can be, the usual one first. */
  readonly severities: readonly [PolicySeverity, ...PolicySeverity[]];
  /** What a good document does, in one sentence. */
  readonly sentence: string;
  /** Why, and when it is how bad. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** A page about it. */
  readonly see: string;
  /** Looks at an element that the catalog knows. */
  readonly checkPlace?: (place: Place, context: LintContext, report: Report) => void;
  /** Looks at a statement. */
  readonly checkStatement?: (statement: Place, context: LintContext, report: Report) => void;
  /** Looks at the document. */
  readonly checkDocument?: (context: LintContext, report: Report) => void;
}
