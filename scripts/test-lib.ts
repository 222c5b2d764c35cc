/** Tests what was built: nothing is loaded that is not used, ES modules find every name, and the tests of the examples pass with it. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ModuleKind, transpile } from "typescript";
import { readmeBlock } from "./readme";
import { run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");

/** Runs a program in the folder of the package, and gives the lines that it prints. */
function linesOf(program: string): string[] {
  const args = ["--input-type", "commonjs", "--eval", program];
  return execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", timeout: 300_000 }).trim().split("\n");
}

/** The modules that a use of the library loads. Within `rest.js`, each is a function with the name of its file. */
function loadedBy(use: string): string[] {
  const program = `
    const session = new (require("node:inspector").Session)();
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.startPreciseCoverage", { callCount: true });
    const library = require("./lib");
    const policy = require("./lib/policy");
    ${use};
    session.post("Profiler.takePreciseCoverage", (_, { result }) => {
      const called = result.flatMap(({ functions }) => functions).filter(({ ranges }) => ranges[0].count > 0);
      const bundled = called.map(({ functionName }) => functionName).filter((name) => name.endsWith(".js"));
      console.log([...Object.keys(require.cache), ...bundled].join("\\n"));
    });`;
  return linesOf(program);
}

const PARTS = {
  package: /node_modules/,
  binding: /@cdktf.provider-/,
  language: /lib.language\.js/,
  linter: /lib.linter\.js/,
  checker: /policy.csharp.(?:check|members|parser)/,
  reader: /policy.syntax.reader.js/,
  yaml: /lib.yaml\.js/,
  tools: /lib.tools\.js/,
};
const ENVIRONMENT = `const { App, TerraformStack } = require("cdktf"); const stack = new TerraformStack(new App({ outdir: require("node:os").tmpdir() }), "stack")`;
/** A document with one value. */
function policyWith(value: string): string {
  return `policy.PolicyDocument.of({ inbound: [new policy.SetVariable({ name: "a", value: ${value} })] })`;
}

/** The program in the README. */
const README = `process.env.CDKTF_OUTDIR = require("node:fs").mkdtempSync(require("node:path").join(require("node:os").tmpdir(), "readme-"));
{ ${transpile(readmeBlock("main.ts"), { module: ModuleKind.CommonJS }).replaceAll('require("cdktf-apim-oauth', 'require("./lib')} }`;

/** The parts are in the order that they have above. */
const USES: readonly (readonly [use: string, loads: readonly (keyof typeof PARTS)[]])[] = [
  ["", []],
  ["policy.PolicyDocument; policy.PolicyValue; policy.SetHeader", ["language"]],
  ["policy.PolicyDocument.of().render()", ["language"]],
  [`policy.PolicyDocument.parse("<policies />")`, ["language", "reader"]],
  ["new policy.Base()", ["language"]],
  ["policy.PolicyLint.check(policy.PolicyDocument.of())", ["language", "linter"]],
  [`policy.PolicyLint.check(${policyWith('policy.PolicyExpression.header("a")')})`, ["language", "linter"]],
  [
    `policy.PolicyLint.check(${policyWith('policy.PolicyValue.expression("context.RequestId")')})`,
    ["language", "linter", "checker"],
  ],
  ["library.AppRegistration; library.Api; library.JwtPolicy", ["package", "language"]],
  [
    `library.OpenApiDocument.fromText('{ "openapi": "3.0.0", "paths": { "/": { "get": {} } } }')`,
    ["package", "language"],
  ],
  ['library.OpenApiDocument.fromText("openapi: 3.0.0\\npaths: { /: { get: {} } }")', ["package", "language", "yaml"]],
  [README, ["package", "binding", "language", "linter"]],
  [
    `${ENVIRONMENT}; new library.AppRegistration(stack, "App", { displayName: "App" })`,
    ["package", "binding", "language"],
  ],
];
for (const [use, expected] of USES) {
  const modules = loadedBy(use);
  const loaded = Object.entries(PARTS).filter(([, pattern]) => modules.some((module) => pattern.test(module)));
  const names = loaded.map(([name]) => name).join(", ") || "nothing";
  const expectedNames = expected.join(", ") || "nothing";
  if (names !== expectedNames) throw new Error(`"${use}" loads ${names}; expected ${expectedNames}`);
}

for (const part of ["language", "linter", "constructs"]) {
  const [directive] = readFileSync(resolve(ROOT, `lib/${part}.js`), "utf8").split(";", 1);
  if (directive !== '"use strict"') throw new Error(`lib/${part}.js starts with ${directive}; expected "use strict"`);
}

run(
  "node",
  ["scripts/package/es-names.mjs", "cdktf-apim-oauth", "cdktf-apim-oauth/policy", "cdktf-apim-oauth/testing"],
  ROOT,
);

const config = JSON.parse(readFileSync(resolve(ROOT, "jest.config.json"), "utf8")) as object;
const moduleNameMapper = {
  "^cdktf-apim-oauth$": "<rootDir>/lib/index.js",
  "^cdktf-apim-oauth/policy$": "<rootDir>/lib/policy/index.js",
  "^cdktf-apim-oauth/testing$": "<rootDir>/lib/testing/index.js",
  "^cdktf-apim-oauth/testing/jest$": "<rootDir>/testing/jest.js",
  "^(?:\\.\\./)+src$": "<rootDir>/lib/index.js",
  "^(?:\\.\\./)+src/policy$": "<rootDir>/lib/policy/index.js",
};
run(
  "node",
  [
    require.resolve("jest/bin/jest"),
    "--config",
    JSON.stringify({ ...config, rootDir: ROOT, moduleNameMapper }),
    ...process.argv.slice(2),
  ],
  ROOT,
);
