import { PolicyLint } from "../../policy/lint/policy-lint";
import type { PolicySuppression } from "../../policy/lint/options";
import { allRules } from "../../policy/lint/rules";
import { SUPPRESSION_RULES } from "../../policy/lint/rules/suppression-rules";
import { unknown, wrongValue } from "../errors";
import type { CheckedDocument, LintedDocument } from "./document";

/** The rules that the command can report. */
export const REPORTED_RULES = [...allRules(), ...SUPPRESSION_RULES];

/** What of the findings the user asks for. */
export interface LintSelection {
  /** The ids of the only rules to report; all if there are none. */
  readonly rules: ReadonlySet<string>;
  /** The ids of the rules whose findings are accepted. */
  readonly allowed: ReadonlySet<string>;
}

/** Runs the linter. That a document could not be read is reported whatever the rules are, because then no rule saw all of it. */
export function checkDocument(linted: LintedDocument, { rules, allowed }: LintSelection): CheckedDocument {
  const { document, facts } = linted;
  const ofReader = new Set(document.diagnostics.map(({ id }) => id));
  const findings = PolicyLint.check(document, facts).filter(
    ({ id }) => (rules.size === 0 || rules.has(id) || ofReader.has(id)) && !allowed.has(id),
  );
  return { ...linted, findings };
}

/** The id of a rule, by its id or name. */
export function ruleId(rule: string): string {
  const found = REPORTED_RULES.find(({ id, name }) => id === rule || name === rule);
  if (found !== undefined) return found.id;
  throw unknown(
    "rule",
    rule,
    REPORTED_RULES.map(({ name }) => name),
  );
}

/** Reads `token-in-header: old meters cannot send headers`: what a comment in a document says after `allow`. */
export function suppressionsOf(text: string): PolicySuppression[] {
  const [, rules, reason] = /^\s*([^:]+?)\s*:\s*(\S[^]*)$/.exec(text) ?? [];
  if (rules === undefined || reason === undefined) {
    throw wrongValue("allow", text, 'rules and a reason, such as "token-in-header: old meters cannot send headers"');
  }
  return rules.split(/\s*,\s*|\s+and\s+/).map((rule) => {
    const id = ruleId(rule);
    if (SUPPRESSION_RULES.some((each) => each.id === id)) {
      throw wrongValue("allow", text, `another rule: findings of ${id} cannot be accepted`);
    }
    return { rule: id, reason };
  });
}
