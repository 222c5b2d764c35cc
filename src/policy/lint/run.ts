import { type PolicyDocument } from "../document";
import { type PolicyFinding, PolicySeverity } from "../model/finding";
import { MAX_FINDINGS } from "../text/bounds";
import { LintContext } from "./context";
import { type ProgramFacts } from "./facts";
import { type NodePath } from "./node-path";
import { type LintRule, type ReportedFinding } from "./rule";
import { rulesAbout } from "./rules";
import { Suppressions } from "./suppressions";

/** A finding, its rule, and the element that it is about. */
interface LocatedFinding {
  readonly rule: LintRule;
  readonly path: NodePath;
  readonly finding: PolicyFinding;
}

/** See `PolicyLint.check`. */
export function lintDocument(document: PolicyDocument, options: ProgramFacts): PolicyFinding[] {
  const context = new LintContext(document, options);
  const findings = new Findings();
  for (const rule of rulesAbout(new Set(context.paths.map(({ name }) => name)))) {
    findings.start(rule);
    if (rule.checkElement !== undefined) {
      for (const path of context.paths) {
        if (findings.isFull) break;
        rule.checkElement(path, context, findings.report);
      }
    }
    if (rule.checkStatement !== undefined) {
      for (const statement of context.statements) rule.checkStatement(statement, context, findings.report);
    }
    rule.checkDocument?.(context, findings.report);
  }
  const kept = notSuppressed(findings.all, context).sort(
    (left, right) => rankOf(left) - rankOf(right) || left.path.order - right.path.order,
  );
  return folded(kept);
}

/** The worst findings come first, so that the many small ones do not hide them. */
function rankOf({ finding }: LocatedFinding): number {
  return finding.severity === PolicySeverity.ERROR ? 0 : 1;
}

/** Of findings that one change mends, only the first, with the number of the others. */
function folded(all: readonly LocatedFinding[]): PolicyFinding[] {
  const counts = new Map<string, number>();
  const kept: { readonly finding: PolicyFinding; readonly key?: string }[] = [];
  for (const { rule, finding } of all) {
    const key = rule.folds === true ? `${finding.id} ${finding.severity} ${finding.fix}` : undefined;
    const count = key === undefined ? 0 : (counts.get(key) ?? 0);
    if (key !== undefined) counts.set(key, count + 1);
    if (count === 0) kept.push({ finding, key });
  }
  return kept.map(({ finding, key }) => {
    const others = key === undefined ? 0 : counts.get(key)! - 1;
    if (others === 0) return finding;
    return { ...finding, fix: `${finding.fix}, also in ${others} more ${others === 1 ? "place" : "places"}` };
  });
}

/** What the rules report. Findings about one element stay in the order of the rules. */
class Findings {
  public readonly all: LocatedFinding[] = [];

  private rule!: LintRule;
  private errors = 0;
  private warnings = 0;

  public start(rule: LintRule): void {
    this.rule = rule;
    this.errors = 0;
    this.warnings = 0;
  }

  /** Whether no further finding of the rule is reported. Warnings never hide an error. */
  public get isFull(): boolean {
    return this.errors >= MAX_FINDINGS;
  }

  public readonly report = (path: NodePath, reported: ReportedFinding): void => {
    const isError = (reported.severity ?? this.rule.severities[0]) === PolicySeverity.ERROR;
    if ((isError ? ++this.errors : ++this.warnings) > MAX_FINDINGS) return;
    this.all.push({ rule: this.rule, path, finding: findingOf(this.rule, path, reported) });
  };
}

function findingOf(
  { id, name, severities }: LintRule,
  path: NodePath,
  { message, fix, severity = severities[0], position = path.element.position }: ReportedFinding,
): PolicyFinding {
  return { id, name, severity, message, fix, path: path.location, ...(position !== undefined && { position }) };
}

/** The findings that nothing suppresses, and those about the suppressions. */
function notSuppressed(all: readonly LocatedFinding[], context: LintContext): LocatedFinding[] {
  const kept: LocatedFinding[] = [];
  const suppressions = new Suppressions(context, (rule, path, reported) => {
    kept.push({ rule, path, finding: findingOf(rule, path, reported) });
  });
  for (const found of all) if (!suppressions.cover(found.finding.id, found.path)) kept.push(found);
  suppressions.reportUnused();
  return kept;
}
