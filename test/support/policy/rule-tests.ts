import { type ProgramFacts } from "../../../src/policy/lint/facts";
import { type LintRule } from "../../../src/policy/lint/rule";
import { type PolicySeverity } from "../../../src/policy/model/finding";
import { check, checkRule } from "./lint";

/** A document without a finding of the rule. */
export interface GoodCase {
  readonly title: string;
  readonly text: string;
  readonly options?: ProgramFacts;
}

/** A document with one finding of the rule. */
export interface BadCase extends GoodCase {
  readonly severity: PolicySeverity;
  /** What the message says, and the fix. */
  readonly message: RegExp;
  readonly fix?: RegExp;
  readonly path?: string;
}

/** What a rule finds, and what it leaves alone. */
export interface RuleCases {
  readonly good: readonly GoodCase[];
  readonly bad: readonly BadCase[];
}

/** Tests a rule with cases, and what has to hold for every rule. */
export function testRule({ id, name, severities }: LintRule, { good, bad }: RuleCases): void {
  test.each(good)("leaves $title alone", ({ text, options }) => {
    expect(checkRule(id, text, options)).toEqual([]);
  });

  test.each(bad)("finds $title", ({ text, options, severity, message, fix, path }) => {
    const findings = checkRule(id, text, options);

    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({ id, name, severity, position: { line: 1 } });
    expect(finding!.message).toMatch(message);
    if (fix !== undefined) expect(finding!.fix).toMatch(fix);
    if (path !== undefined) expect(finding!.path).toBe(path);
    // A message says what was found and what is expected, and the fix what to do.
    expect(finding!.message).toMatch(/^[a-z<"].*[;,] expected .*[^.]$/);
    expect(finding!.fix).toMatch(/^[a-z<"].*[^.]$/);
  });

  test("has a case of each of its severities", () => {
    expect(new Set(bad.map(({ severity }) => severity))).toEqual(new Set(severities));
  });

  test.each(bad)("accepts $title with a reason, by id and by name", ({ text, options }) => {
    for (const rule of [id, name]) {
      const findings = check(text, { ...options, suppressions: [{ rule, reason: "a test" }] });

      expect(findings.map((finding) => finding.id)).not.toContain(id);
      expect(findings.map((finding) => finding.id)).not.toContain("S-03");
    }
  });
}
