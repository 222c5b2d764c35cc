import { type PolicyFinding, PolicySeverity } from "../../policy/model/finding";
import type { ParsedArguments } from "../parsed-arguments";
import type { Command } from "../command";
import { missingArgument } from "../errors";
import { type CommandIo, EXIT, type ExitCode } from "../io";
import { Progress } from "../progress";
import { paintFor } from "../style";
import { checkDocument, type LintSelection, ruleId, suppressionsOf } from "./check";
import { jsonReport } from "./formats/json";
import { junitReport } from "./formats/junit";
import { sarifReport } from "./formats/sarif";
import { textReport } from "./formats/text";
import { documentsAt } from "./inputs";
import { type LintReport, reportOf } from "./report";

const FORMATS = ["text", "json", "sarif", "junit"] as const;

export const LINT: Command = {
  name: "lint",
  summary: "Checks policies: files, folders, stacks, plans and states.",
  usage: "[options] <path>...",
  description:
    "Checks policy documents: whether API Management accepts them, and whether their token validation is safe. What policies of a folder, a stack or a plan refer to is looked for in it.\n\nThe exit code is 0 without errors, 1 with errors or too many warnings, and 2 if an input cannot be read.",
  positionals: [
    {
      name: "path",
      description:
        "A policy file; a folder with policies, such as an extracted service; the folder cdktf.out or a cdk.tf.json; or what terraform show -json writes of a plan or a state.",
    },
  ],
  options: [
    { name: "format", value: FORMATS.join("|"), description: "How the findings are printed; text if it is not given." },
    {
      name: "rule",
      value: "rule",
      isRepeated: true,
      description: "Reports only findings of this rule, by id or name, and what cannot be read.",
    },
    {
      name: "allow",
      value: "rule: reason",
      isRepeated: true,
      description:
        "Accepts the findings of a rule in all documents. A comment <!-- allow rule: reason --> accepts it in one place.",
    },
    { name: "warnings-as-errors", description: "Fails if there is a warning." },
    { name: "max-warnings", value: "number", description: "Fails if there are more warnings than that." },
  ],
  examples: [
    "apim-oauth lint policy.xml",
    "apim-oauth lint --warnings-as-errors cdktf.out",
    'apim-oauth lint --allow "token-in-header: old meters cannot send headers" apis/',
    "terraform show -json plan.tfplan > plan.json && apim-oauth lint --format sarif plan.json",
  ],
  run,
};

// eslint-disable-next-line @typescript-eslint/require-await -- commands are asynchronous
async function run(given: ParsedArguments, io: CommandIo): Promise<ExitCode> {
  const format = given.choice("format", FORMATS, "text");
  const areWarningsErrors = given.has("warnings-as-errors");
  const most = areWarningsErrors ? 0 : given.number("max-warnings");
  const allowed = given.texts("allow").flatMap(suppressionsOf);
  const selection: LintSelection = {
    rules: new Set(given.texts("rule").map(ruleId)),
    allowed: new Set(allowed.map(({ rule }) => rule)),
  };
  if (given.positionals.length === 0) throw missingArgument("path");
  const inputs = given.positionals.map((path) => documentsAt(path, io.cwd));
  const documents = inputs.flatMap((input) => input.documents);
  const progress = new Progress(io, "checked", documents.length);
  const checked = documents.map((document) => {
    progress.step();
    return checkDocument(document, selection);
  });
  progress.end();
  const report = reportOf(
    checked,
    inputs.flatMap((input) => input.unchecked),
  );
  const isFailure = ({ severity }: PolicyFinding): boolean => severity === PolicySeverity.ERROR || areWarningsErrors;
  io.stdout.write(printed(format, report, io, isFailure));
  if (report.unchecked.length > 0) return EXIT.UNUSABLE;
  return report.errors > 0 || (most !== undefined && report.warnings > most) ? EXIT.FINDINGS : EXIT.CLEAN;
}

function printed(
  format: (typeof FORMATS)[number],
  report: LintReport,
  io: CommandIo,
  isFailure: (finding: PolicyFinding) => boolean,
): string {
  switch (format) {
    case "text":
      return textReport(report, paintFor(io, io.stdout));
    case "json":
      return jsonReport(report);
    case "sarif":
      return sarifReport(report, io.version);
    case "junit":
      return junitReport(report, isFailure);
  }
}
