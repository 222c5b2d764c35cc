import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyDocument, PolicyLint } from "../../../../src/policy";
import { RULES } from "../../../../src/policy/lint/rules";
import { REASON_RULE, UNKNOWN_RULE, UNUSED_RULE } from "../../../../src/policy/lint/rules/suppression-rules";
import { checkRule } from "../check";
import { CATALOG_CASES } from "./catalog-cases";
import { type RuleCases } from "./rule-cases";
import { TOKEN_CASES } from "./token-cases";

const CASES: readonly RuleCases[] = [...CATALOG_CASES, ...TOKEN_CASES];

test("every rule has cases, good and bad", () => {
  expect(CASES.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
  for (const { good, bad } of CASES) {
    expect(good).not.toHaveLength(0);
    expect(bad).not.toHaveLength(0);
  }
});

describe.each(CASES)("$id", ({ id, good, bad }) => {
  const rule = RULES.find((candidate) => candidate.id === id)!;

  if (good.length > 0) {
    test.each(good)("leaves $title alone", ({ text, options }) => {
      expect(checkRule(id, text, options)).toEqual([]);
    });
  }

  test.each(bad)("finds $title", ({ text, options, severity, message, fix, path }) => {
    const findings = checkRule(id, text, options);

    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({ ruleId: id, severity });
    expect(finding!.message).toMatch(message);
    if (fix !== undefined) expect(finding!.fix).toMatch(fix);
    if (path !== undefined) expect(finding!.path).toBe(path);
    expect(finding!.position).toMatchObject({ line: 1 });
    expect(rule.severities).toContain(severity);
    // A message says what was found and what is expected, and the fix what to do.
    expect(finding!.message).toMatch(/^[a-z<"].*[;,] expected .*[^.]$/);
    expect(finding!.fix).toMatch(/^[a-z<"].*[^.]$/);
  });

  test("has every severity that it may have in a case", () => {
    expect(new Set(bad.map(({ severity }) => severity))).toEqual(new Set(rule.severities));
  });

  test.each(bad)("accepts $title with a reason", ({ text, options }) => {
    const suppressions = [{ ruleId: id, reason: "a test" }];
    const findings = PolicyLint.check(PolicyDocument.parse(text), { ...options, suppressions });

    expect(findings.map(({ ruleId }) => ruleId)).not.toContain(id);
    expect(findings.map(({ ruleId }) => ruleId)).not.toContain("S-03");
  });
});

test("the page about the linter tells every rule", () => {
  const page = readFileSync(join(__dirname, "../../../../docs/lint.md"), "utf8");

  for (const { id, severities, see } of [...RULES, REASON_RULE, UNKNOWN_RULE, UNUSED_RULE]) {
    expect(page).toContain(`### ${id}\n`);
    expect(page.split(`### ${id}\n`)[1]).toMatch(new RegExp(`^\\n.* _\\(${severities.join(" or ")}\\)_\\n`));
    expect(page).toContain(`(${see})`);
  }
  expect(page).toContain("P-26");
});
