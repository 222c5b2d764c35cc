/**
 * Writes src/policy/statements and docs/policies.md from the catalog of policies, docs/lint.md from the rules of the linter, docs/expressions.md from
 * the types and members of expressions, docs/gateway.md from what the gateway executes, and docs/command.md from the help of the command.
 *
 * With --check it writes nothing and fails if a file is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { CATEGORIES } from "../src/policy/catalog";
import { classFile, HEADER, indexFile } from "./statements/classes";
import { referencePage } from "./statements/reference";

const ROOT = join(__dirname, "..");
const STATEMENTS = "src/policy/statements";

const isCheck = process.argv.includes("--check");

async function main(): Promise<void> {
  const classes = new Map(CATEGORIES.map((category) => [`${STATEMENTS}/${category.file}.ts`, classFile(category)]));
  classes.set(`${STATEMENTS}/index.ts`, indexFile());
  const changed = [...removeStale(classes), ...(await write(classes))];

  // The examples use the classes, so they can only be loaded once the classes are written.
  const { POLICY_EXAMPLES } = await import("../examples/policies");
  const text = readFileSync(join(ROOT, "examples/policies.ts"), "utf8");
  changed.push(...(await write(new Map([["docs/policies.md", referencePage({ build: POLICY_EXAMPLES, text })]]))));

  const { lintReference } = await import("./lint-reference");
  const { commandReference } = await import("./command-reference");
  changed.push(
    ...(await write(
      new Map([
        ["docs/lint.md", lintReference()],
        ["docs/command.md", commandReference()],
      ]),
    )),
  );

  const { gatewayReference } = await import("./gateway-reference");
  changed.push(...(await write(new Map([["docs/gateway.md", gatewayReference()]]))));

  const { expressionsPage } = await import("./expressions-page");
  changed.push(...(await write(new Map([["docs/expressions.md", expressionsPage()]]))));

  if (changed.length === 0) return;
  if (isCheck) {
    throw new Error(`not what the catalog and the rules say: ${changed.join(", ")}; run "npm run generate"`);
  }
  console.log(`wrote ${changed.join(", ")}`);
}

/** Writes the files that differ, or only finds them. */
async function write(files: ReadonlyMap<string, string>): Promise<string[]> {
  const changed: string[] = [];
  for (const [path, text] of files) {
    const absolute = join(ROOT, path);
    const formatted = await format(text, { ...(await resolveConfig(absolute)), filepath: path });
    if (existsSync(absolute) && readFileSync(absolute, "utf8") === formatted) continue;
    changed.push(path);
    if (isCheck) continue;
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, formatted);
  }
  return changed;
}

/** Removes generated files that no longer belong to a category, or only finds them. */
function removeStale(files: ReadonlyMap<string, string>): string[] {
  const stale = readdirSync(join(ROOT, STATEMENTS))
    .map((name) => `${STATEMENTS}/${name}`)
    .filter((path) => !files.has(path) && readFileSync(join(ROOT, path), "utf8").startsWith(HEADER));
  if (!isCheck) stale.forEach((path) => rmSync(join(ROOT, path)));
  return stale;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
