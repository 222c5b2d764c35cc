import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LINT_RULES } from "../../../../src/policy/lint/rules";
import { SUPPRESSION_RULES } from "../../../../src/policy/lint/rules/suppression-rules";
import { check, ERROR } from "../../../support/policy/lint";

const ROOT = join(__dirname, "../../../..");
const ALL_RULES = [...LINT_RULES, ...SUPPRESSION_RULES];

test("every rule has a file and a test file, called by its id and its name", () => {
  const files = LINT_RULES.map(({ id, name }) => `${id.toLowerCase()}-${name}`);
  const isRule = (file: string): boolean => /^[a-z]-\d\d-/.test(file);

  expect(readdirSync(join(ROOT, "src/policy/lint/rules")).filter(isRule).sort()).toEqual(
    files.map((file) => `${file}.ts`),
  );
  expect(readdirSync(__dirname).filter(isRule).sort()).toEqual(files.map((file) => `${file}.test.ts`));
});

test("no two rules have the same id or name", () => {
  const known = ALL_RULES.flatMap(({ id, name }) => [id, name]);

  expect(new Set(known).size).toBe(known.length);
});

describe.each(ALL_RULES)("$id $name", ({ id, name, description, rationale, fix, examples }) => {
  test("has an id and a name in the usual form", () => {
    expect(id).toMatch(/^[CPS]-\d\d$/);
    expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  test("is described in sentences", () => {
    for (const text of [description, rationale, fix]) expect(text).toMatch(/^[A-Z<c][^]*[^.]\.$/);
    expect(description).not.toMatch(/\. /);
  });

  test("has an example that is wrong", () => {
    expect(check(examples.wrong, examples.options).map((finding) => finding.id)).toContain(id);
  });

  test("has an example that is right", () => {
    const findings = check(examples.right, examples.options);

    expect(findings.filter((finding) => finding.id === id || finding.severity === ERROR)).toEqual([]);
  });
});

describe("the page about the linter", () => {
  const page = readFileSync(join(ROOT, "docs/lint.md"), "utf8");

  test.each(ALL_RULES)("documents $id $name", ({ id, name, severities, url, examples, covers = [] }) => {
    const heading = `### ${id} ${name}\n`;
    const [, rest = ""] = page.split(heading);
    const [section = ""] = rest.split("\n## ")[0]!.split("\n### ");

    expect(section).toMatch(new RegExp(`^\\n.* _\\(${severities.join(" or ")}\\)_\\n`));
    expect(section).toContain(`\`\`\`xml\n${examples.wrong}\n\`\`\``);
    expect(section).toContain(`\`\`\`xml\n${examples.right}\n\`\`\``);
    expect(section).toContain(`(${url})`);
    for (const rule of covers) expect(section).toContain(rule.id);
  });
});
