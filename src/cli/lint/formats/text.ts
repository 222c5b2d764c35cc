import { PolicySeverity } from "../../../policy/model/finding";
import { type Paint, printable } from "../../style";
import { placeOf } from "../document";
import { counted, type LintReport, positionOf } from "../report";

/** The report for people: two lines for each finding, and a summary. */
export function textReport({ documents, unchecked, errors, warnings }: LintReport, paint: Paint): string {
  const lines = documents.flatMap((document) =>
    document.findings.flatMap((finding) => {
      const { severity, id, name, message, fix } = finding;
      const colour = severity === PolicySeverity.ERROR ? "red" : "yellow";
      return [
        `${placeOf(document)}${positionOf(finding)} ${paint(severity, colour)} ${paint(id, "bold")} ${name}: ${printable(message)}`,
        `  ${paint("fix:", "dim")} ${printable(fix)}`,
      ];
    }),
  );
  for (const each of unchecked) {
    lines.push(`${placeOf(each)} ${paint("not checked", "red")}: ${printable(each.problem)}`);
  }
  const found =
    errors + warnings === 0 ? "no findings" : `${counted(errors, "error")}, ${counted(warnings, "warning")}`;
  const missing = unchecked.length === 0 ? "" : `, ${unchecked.length} not checked`;
  lines.push(`${counted(documents.length, "document")}: ${found}${missing}`);
  return `${lines.join("\n")}\n`;
}
