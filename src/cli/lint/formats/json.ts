import type { LintReport } from "../report";

/** The report for programs. */
export function jsonReport({ documents, unchecked, errors, warnings }: LintReport): string {
  const findings = documents.flatMap(({ file, address, findings: found }) =>
    found.map(({ id, name, severity, message, fix, path, position }) => ({
      file,
      ...(address !== undefined && { address }),
      ...position,
      path,
      id,
      name,
      severity,
      message,
      fix,
    })),
  );
  const summary = { documents: documents.length, errors, warnings, unchecked: unchecked.length };
  return `${JSON.stringify({ findings, unchecked, summary }, undefined, 2)}\n`;
}
