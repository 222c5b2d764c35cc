import { type PolicyDocument } from "../document";
import { LintContext } from "./context";
import { type PolicyFinding, PolicySeverity } from "./finding";
import { type PolicyLintOptions } from "./options";
import { type Place } from "./place";
import { type LintRule, type ReportedFinding } from "./rule";
import { RULES } from "./rules";
import { Suppressions } from "./suppressions";

const PLACE_RULES = RULES.filter(({ checkPlace }) => checkPlace !== undefined);
const STATEMENT_RULES = RULES.filter(({ checkStatement }) => checkStatement !== undefined);
const DOCUMENT_RULES = RULES.filter(({ checkDocument }) => checkDocument !== undefined);

/** How many errors, and how many warnings, of one rule are told. Where there are more, they are more of the same. */
const MOST_FINDINGS = 1000;

/** A finding and where it belongs in the document. */
interface PlacedFinding {
  readonly place: Place;
  readonly finding: PolicyFinding;
}

/** See `PolicyLint.check`. */
export function lintDocument(document: PolicyDocument, options: PolicyLintOptions): PolicyFinding[] {
  const context = new LintContext(document, options);
  const findings = new Findings();
  for (const rule of PLACE_RULES) {
    findings.start(rule);
    for (const place of context.places) {
      if (findings.isFull) break;
      rule.checkPlace!(place, context, findings.report);
    }
  }
  for (const rule of STATEMENT_RULES) {
    findings.start(rule);
    for (const statement of context.statements) rule.checkStatement!(statement, context, findings.report);
  }
  for (const rule of DOCUMENT_RULES) {
    findings.start(rule);
    rule.checkDocument!(context, findings.report);
  }
  return accepted(findings.all, context)
    .sort((left, right) => left.place.order - right.place.order)
    .map(({ finding }) => finding);
}

/** What the rules report. Findings about one element stay in the order of the rules. */
class Findings {
  public readonly all: PlacedFinding[] = [];

  private rule!: LintRule;
  private errors = 0;
  private warnings = 0;

  public start(rule: LintRule): void {
    this.rule = rule;
    this.errors = 0;
    this.warnings = 0;
  }

  /** Whether the rule has nothing more to say. Warnings cannot keep it from telling an error. */
  public get isFull(): boolean {
    return this.errors >= MOST_FINDINGS;
  }

  public readonly report = (place: Place, reported: ReportedFinding): void => {
    const isError = (reported.severity ?? this.rule.severities[0]) === PolicySeverity.ERROR;
    if ((isError ? ++this.errors : ++this.warnings) > MOST_FINDINGS) return;
    this.all.push({ place, finding: complete(this.rule, place, reported) });
  };
}

function complete(rule: LintRule, place: Place, { message, fix, severity, position }: ReportedFinding): PolicyFinding {
  const at = position ?? place.element.position;
  return {
    ruleId: rule.id,
    severity: severity ?? rule.severities[0],
    message,
    fix,
    path: place.path,
    ...(at !== undefined && { position: at }),
  };
}

/** The findings that nothing suppresses, and those about the suppressions. */
function accepted(all: readonly PlacedFinding[], context: LintContext): PlacedFinding[] {
  const kept: PlacedFinding[] = [];
  const suppressions = new Suppressions(context, (rule, place, reported) => {
    kept.push({ place, finding: complete(rule, place, reported) });
  });
  for (const found of all) if (!suppressions.cover(found.finding.ruleId, found.place)) kept.push(found);
  suppressions.reportUnused();
  return kept;
}
