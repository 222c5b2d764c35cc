import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyDocument } from "../../../../src/policy";
import { LintContext } from "../../../../src/policy/lint/context";
import { type LintRule } from "../../../../src/policy/lint/rule";
import { allRules, rulesAbout } from "../../../../src/policy/lint/rules";
import { SUPPRESSION_RULES } from "../../../../src/policy/lint/rules/suppression-rules";
import { check, ERROR } from "../../../support/policy/lint";

const ROOT = join(__dirname, "../../../..");
const ALL_RULES = [...allRules(), ...SUPPRESSION_RULES];

test("every rule has a file and a test file, called by its id and its name", () => {
  const files = allRules().map(({ id, name }) => `${id.toLowerCase()}-${name}`);
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

describe("the rules about some elements only", () => {
  const fields = join(ROOT, "test/field/documents");
  const texts = [
    ...ALL_RULES.flatMap(({ examples: { wrong, right, options } }) =>
      [wrong, right].map((text) => ({ text, options })),
    ),
    ...readdirSync(fields).map((file) => ({ text: readFileSync(join(fields, file), "utf8"), options: undefined })),
  ];
  const contexts = texts.map(({ text, options = {} }) => new LintContext(PolicyDocument.parse(text), options));
  const rulesFor = ({ paths }: LintContext): LintRule[] => rulesAbout(new Set(paths.map(({ name }) => name)));

  test("are chosen for a document with one of them, in the order of their ids", () => {
    const ids = rulesAbout(new Set(["cors"])).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    expect(ids).toEqual(expect.arrayContaining(["C-01", "P-20", "P-35", "P-45"]));
    expect(ids).not.toContain("P-21");
  });

  test("have nothing to say about the other documents", () => {
    const said: string[] = [];
    let left = 0;
    for (const context of contexts) {
      const chosen = new Set(rulesFor(context));
      for (const rule of allRules().filter((each) => !chosen.has(each))) {
        left++;
        const report = (): void => void said.push(`${rule.id} on ${context.document.render()}`);
        for (const path of context.paths) rule.checkElement?.(path, context, report);
        for (const statement of context.statements) rule.checkStatement?.(statement, context, report);
        rule.checkDocument?.(context, report);
      }
    }
    expect(said).toEqual([]);
    expect(left).toBeGreaterThan(500);
  });
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
