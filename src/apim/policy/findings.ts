import type { IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { PerApp } from "../../core/per-app";
import type { PolicyDocument } from "../../policy/document";
import { PolicyLint } from "../../policy/lint";
import type { ProgramFacts } from "../../policy/lint/facts";
import { describeFinding, PolicySeverity } from "../../policy/model/finding";
import { PLACEHOLDER } from "../../policy/text/placeholder";

/** The problems in a document, one per line. */
export interface PolicyFindings {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

const NONE: PolicyFindings = { errors: [], warnings: [] };
const PLACEHOLDERS = new RegExp(PLACEHOLDER, "g");

/**
 * The checks without a finding, by app. Hundreds of APIs are often protected alike, with texts that differ only in the placeholders of
 * their clients.
 */
const CLEAN = new PerApp(() => new Set<string>());

/**
 * The findings about a document, in words.
 *
 * @param owner the construct that the document belongs to
 * @param text the document as it is written
 */
export function findingsOf(
  owner: IConstruct,
  document: PolicyDocument,
  text: string,
  options: ProgramFacts,
): PolicyFindings {
  const { suppressions = [] } = options;
  // The rendered text no longer has the problems that the reader found.
  const isComparable = suppressions.length === 0 && document.diagnostics.length === 0;
  // No rule inspects a placeholder, and no policy text contains U+0000.
  const key = `${JSON.stringify(options, plainFact)}\0${text.replace(PLACEHOLDERS, "\0")}`;
  const clean = CLEAN.of(owner);
  if (isComparable && clean.has(key)) return NONE;

  const errors: string[] = [];
  const warnings: string[] = [];
  for (const finding of PolicyLint.check(document, options)) {
    (finding.severity === PolicySeverity.ERROR ? errors : warnings).push(describeFinding(finding));
  }
  if (isComparable && errors.length === 0 && warnings.length === 0) clean.add(key);
  return { errors, warnings };
}

/** Adds each warning as an annotation to the construct, once, and returns the errors for a validation. */
export function reportFindings(construct: IConstruct, { errors, warnings }: PolicyFindings): string[] {
  for (const warning of warnings) warnOnce(construct, warning);
  return [...errors];
}

/** Makes text of facts. */
function plainFact(_: string, value: unknown): unknown {
  return value instanceof Set || value instanceof Map ? [...(value as Iterable<unknown>)] : value;
}
