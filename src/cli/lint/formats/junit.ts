import type { PolicyFinding } from "../../../policy/model/finding";
import { type CheckedDocument, placeOf } from "../document";
import { counted, type LintReport, positionOf } from "../report";

/**
 * The report for what shows the results of tests: each document is a suite, and each finding a test that fails. Warnings that do not count are in the
 * output of their suite.
 *
 * @param isFailure whether a finding makes the run fail
 */
export function junitReport(
  { documents, unchecked }: LintReport,
  isFailure: (finding: PolicyFinding) => boolean,
): string {
  const suites = [
    ...documents.map((document) => suite(document, isFailure)),
    ...unchecked.map((each) => {
      const name = escaped(placeOf(each));
      const error = `<error message="${escaped(each.problem)}" type="not checked"></error>`;
      return `  <testsuite name="${name}" tests="1" failures="0" errors="1">\n    <testcase classname="${name}" name="can be checked">${error}</testcase>\n  </testsuite>`;
    }),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="apim-oauth lint">\n${suites.join("\n")}\n</testsuites>\n`;
}

function suite(document: CheckedDocument, isFailure: (finding: PolicyFinding) => boolean): string {
  const name = escaped(placeOf(document));
  const failures = document.findings.filter(isFailure);
  const others = document.findings.filter((finding) => !isFailure(finding));
  const cases = failures.map((finding) => {
    const { id, name: rule, message, severity } = finding;
    const title = escaped(`${id} ${rule}${positionOf(finding)}`);
    return `    <testcase classname="${name}" name="${title}"><failure message="${escaped(message)}" type="${severity}">${escaped(lineOf(document, finding))}</failure></testcase>`;
  });
  // A suite without a test looks as if nothing had been checked.
  if (cases.length === 0) cases.push(`    <testcase classname="${name}" name="no findings" />`);
  const output = others.map((finding) => escaped(lineOf(document, finding))).join("\n");
  return [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${failures.length}" errors="0">`,
    ...cases,
    ...(output === "" ? [] : [`    <system-out>${counted(others.length, "warning")}:\n${output}</system-out>`]),
    "  </testsuite>",
  ].join("\n");
}

function lineOf(document: CheckedDocument, finding: PolicyFinding): string {
  const { severity, id, name, message, fix } = finding;
  return `${placeOf(document)}${positionOf(finding)} ${severity} ${id} ${name}: ${message}; fix: ${fix}`;
}

/** Text for XML 1.0, which has no place for most control characters. */
function escaped(text: string): string {
  return text

    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "\ufffd",
    )
    .replace(/[&<>"\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
