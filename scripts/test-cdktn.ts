/** Runs the test suite with cdktn, the maintained fork of cdktf, in place of cdktf, installed as the README says. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readmeRecipe } from "./readme";
import { inTemporaryFolder, install, run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");
const COPIED = [
  "src",
  "test",
  "testing",
  "examples",
  "scripts",
  "docs",
  "README.md",
  "jest.config.json",
  "tsconfig.json",
  ".prettierrc.json",
];

interface PackageJson {
  readonly name: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function readPackageJson(folder: string): PackageJson {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
}

inTemporaryFolder("cdktn", (folder) => {
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const { name, scripts, devDependencies } = readPackageJson(ROOT);
  const { dependencies, overrides } = readmeRecipe("cdktn");
  const packages: Record<string, string> = { ...devDependencies, ...dependencies };
  delete packages[name];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts, devDependencies: packages, overrides }));
  install(folder);
  const installed = readPackageJson(join(folder, "node_modules", "cdktf"));
  if (installed.name !== "cdktn") throw new Error(`cdktf resolves to ${installed.name}; expected cdktn`);
  // These would say the same again: what imports nothing of cdktf, which the linter checks, the tools for tests, which the examples use,
  // and the checks of kinds and texts, which see only props.
  const ignored =
    "/test/(policy|gateway|issuer|deployment|testing|cli|docs|scripts)/|/test/(wrong-kinds|texts|options)\\.test";
  run("npm", ["test", "--", `--testPathIgnorePatterns=${ignored}`], folder);
});
