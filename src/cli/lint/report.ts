import { type PolicyFinding, PolicySeverity } from "../../policy/model/finding";
import type { CheckedDocument, UncheckedDocument } from "./document";

/** All that a run found. */
export interface LintReport {
  readonly documents: readonly CheckedDocument[];
  readonly unchecked: readonly UncheckedDocument[];
  readonly errors: number;
  readonly warnings: number;
}

export function reportOf(documents: readonly CheckedDocument[], unchecked: readonly UncheckedDocument[]): LintReport {
  const findings = documents.flatMap((document) => document.findings);
  const errors = findings.filter(({ severity }) => severity === PolicySeverity.ERROR).length;
  return { documents, unchecked, errors, warnings: findings.length - errors };
}

/** The line and the column of a finding in its document, if they are known. */
export function positionOf({ position }: PolicyFinding): string {
  return position === undefined ? "" : `:${position.line}:${position.column}`;
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
