/** Tests what was built: the main entry loads nothing that is not used, ES modules find every name, and the examples give what the sources give. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");

/** Runs a program in the folder of the package, and gives the lines that it prints. */
function linesOf(program: string, kind: "commonjs" | "module"): string[] {
  const args = ["--input-type", kind, "--eval", program];
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
}

function requireSame(what: string, got: readonly string[], expected: readonly string[]): void {
  const difference = [
    ...got.filter((line) => !expected.includes(line)),
    ...expected.filter((line) => !got.includes(line)),
  ];
  if (difference.length > 0) throw new Error(`${what} differ in ${difference.join(", ")}`);
  console.log(`${what}: ${got.length}`);
}

const loaded = (use: string): string[] =>
  linesOf(`const library = require("./lib"); ${use}; console.log(Object.keys(require.cache).join("\\n"))`, "commonjs");
const isLate = (path: string): boolean =>
  /node_modules|[/\\]lib[/\\].*[/\\](lint|catalog|syntax|statements)[/\\]/.test(path);
requireSame("modules that load with the main entry and should not", loaded("").filter(isLate), []);
if (!loaded("library.Api").some(isLate)) throw new Error("the check of what is loaded finds nothing at all");

for (const entry of ["./lib/index.js", "./lib/policy/index.js"]) {
  const names = linesOf(`console.log(Object.keys(require("${entry}")).join("\\n"))`, "commonjs");
  const program = `import * as all from "${entry}"; console.log(Object.keys(all).filter((name) => all[name] !== undefined).join("\\n"))`;
  const interop = ["__esModule", "default", "module.exports"];
  requireSame(
    `names of ${entry}`,
    linesOf(program, "module").filter((name) => !interop.includes(name)),
    names,
  );
}

const config = JSON.parse(readFileSync(resolve(ROOT, "jest.config.json"), "utf8")) as object;
const moduleNameMapper = {
  "^cdktf-apim-oauth$": "<rootDir>/lib/index.js",
  "^cdktf-apim-oauth/(.*)$": "<rootDir>/lib/$1/index.js",
  "^(?:\\.\\./)+src/(.*)$": "<rootDir>/lib/$1",
};
run(
  "npx",
  ["jest", "--config", JSON.stringify({ ...config, rootDir: ROOT, moduleNameMapper }), ...process.argv.slice(2)],
  ROOT,
);
