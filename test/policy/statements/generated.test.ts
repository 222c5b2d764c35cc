import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { POLICY_EXAMPLES } from "../../../examples/policies";
import { tryFindPolicy } from "../../../src/policy/catalog";
import { DOCUMENTED } from "./arbitrary";
import { deviations } from "./conformance";

const ROOT = join(__dirname, "../../..");

test("the classes and the reference page are what the catalog says", async () => {
  const tsx = join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const script = join(ROOT, "scripts/generate-statements.ts");

  const run = promisify(execFile)(process.execPath, [tsx, script, "--check"], { cwd: ROOT, timeout: 300_000 });

  await expect(run).resolves.toMatchObject({ stdout: "" });
}, 300_000);

test("there is an example of each documented policy", () => {
  expect(Object.keys(POLICY_EXAMPLES).sort()).toEqual(DOCUMENTED.map(({ name }) => name).sort());
});

test.each(Object.entries(POLICY_EXAMPLES))("the example of %s is such a statement", (name, build) => {
  const element = build();

  expect(element.name).toBe(name);
  expect(deviations(element, tryFindPolicy(name)!)).toEqual([]);
});
