import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { type PolicyFinding, PolicySeverity } from "../../../policy/model/finding";
import type { LintRule } from "../../../policy/lint/rule";
import { REPORTED_RULES } from "../check";
import type { CheckedDocument } from "../document";
import type { LintReport } from "../report";

const REPOSITORY = "https://github.com/cdktf-apim-oauth/cdktf-apim-oauth";

/**
 * The report for what shows findings beside the code, such as GitHub code scanning.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ documents, unchecked }: LintReport, version: string): string {
  const run = {
    tool: {
      driver: {
        name: "apim-oauth",
        version,
        informationUri: REPOSITORY,
        rules: REPORTED_RULES.map(descriptor),
      },
    },
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: unchecked.length === 0,
        toolExecutionNotifications: unchecked.map(({ file, address, problem }) => ({
          level: "error",
          message: { text: address === undefined ? problem : `${address}: ${problem}` },
          locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
        })),
      },
    ],
    results: documents.flatMap((document) => document.findings.map((finding) => result(document, finding))),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor({ id, name, description, rationale, fix, severities: [severity] }: LintRule): object {
  return {
    id,
    name,
    shortDescription: { text: plain(description) },
    fullDescription: { text: plain(`${description} ${rationale}`) },
    help: { text: `${plain(rationale)}\n\n${plain(fix)}`, markdown: `${rationale}\n\n${fix}` },
    helpUri: `${REPOSITORY}/blob/main/docs/lint.md#${id.toLowerCase()}-${name}`,
    defaultConfiguration: { level: levelOf(severity) },
  };
}

/** Text without the marks of Markdown. */
function plain(text: string): string {
  return text.replace(/`/g, "");
}

function result(document: CheckedDocument, finding: PolicyFinding): object {
  const { id, severity, message, fix, path } = finding;
  return {
    ruleId: id,
    ruleIndex: REPORTED_RULES.findIndex((rule) => rule.id === id),
    level: levelOf(severity),
    message: { text: `${message}\nfix: ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(document.file), region: regionOf(document, finding) },
        logicalLocations: [
          { fullyQualifiedName: document.address === undefined ? path : `${document.address}/${path}` },
        ],
      },
    ],
  };
}

/** Where the finding is in the file. In a file of Terraform, that is the resource: its policy is one line of JSON. */
function regionOf({ address, line = 1 }: CheckedDocument, { position }: PolicyFinding): object {
  if (address !== undefined || position === undefined) return { startLine: line };
  return { startLine: position.line, startColumn: position.column };
}

function artifact(file: string): object {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split("/").map(encodeURIComponent).join("/") };
}

function levelOf(severity: PolicySeverity): string {
  return severity === PolicySeverity.ERROR ? "error" : "warning";
}
