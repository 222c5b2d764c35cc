/** Does what users do: packs the library, installs it as the README says, compiles with `strict` and synthesizes. */
import { deepStrictEqual, throws } from "node:assert";
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { readmeBlock, readmeRecipe } from "./readme";
import { inTemporaryFolder, install, run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");
const LIBRARY = "cdktf-apim-oauth";
const EXAMPLES = readdirSync(join(ROOT, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const PROGRAMS = ["main", ...EXAMPLES.map((name) => join(name, "main"))];
const IMPORTS = join(__dirname, "package");

inTemporaryFolder("package", (folder) => {
  const tarball = pack(folder);
  const newProject = (name: string, manifest: object): string => {
    console.log(`\n# ${name}`);
    const project = join(folder, name);
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), JSON.stringify({ name, private: true, ...manifest }, undefined, 2));
    return project;
  };

  const cdktf = newProject("cdktf", {});
  for (const line of readmeBlock("install").trim().split("\n")) {
    const [npm, command, ...packages] = line.split(" ");
    if (npm !== "npm" || command !== "install")
      throw new Error(`the README installs with ${line}; expected npm install`);
    install(
      cdktf,
      packages.map((name) => (name === LIBRARY ? tarball : name)),
    );
  }
  const stacks = synthesize(cdktf);
  importEveryWay(cdktf);
  testWithJest(cdktf);

  for (const name of ["cdktn", "cdktn-azurerm"]) {
    const { dependencies, overrides } = readmeRecipe(name);
    const project = newProject(name, { dependencies: { ...dependencies, [LIBRARY]: `file:${tarball}` }, overrides });
    install(project);
    deepStrictEqual(synthesize(project), stacks);
  }

  const alone = newProject("alone", {});
  install(alone, [tarball]);
  deepStrictEqual(visible(join(alone, "node_modules")), [LIBRARY]);
  // Node searches the folders above as well.
  throws(() => createRequire(join(alone, "index.js")).resolve("cdktf"), { code: "MODULE_NOT_FOUND" });
  for (const name of ["lint.ts", "who-gets-in.ts"]) copyFileSync(join(IMPORTS, name), join(alone, name));
  compile(alone, ["lint.ts", "who-gets-in.ts"], "--module", "node16", "--skipLibCheck", "false");
  run("node", ["out/lint.js"], alone);
  writeFileSync(join(alone, "policy.xml"), "<fragment><base /></fragment>");
  for (const command of ["apim-oauth", LIBRARY]) {
    run("npm", ["exec", "--no", "--", command, "lint", "--rule", "P-10", "policy.xml"], alone);
    run("npm", ["exec", "--no", "--", command, "--version"], alone);
  }
  run("node", ["out/who-gets-in.js", join(cdktf, "cdktf.out", "stacks", "applications")], alone);
  checkEsNames(alone, `${LIBRARY}/policy`, `${LIBRARY}/testing`);
});

/** Packs the library, and returns the path of the tarball. */
function pack(folder: string): string {
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder], ROOT);
  const [tarball] = readdirSync(folder);
  if (tarball === undefined) throw new Error("npm pack created no tarball");
  return join(folder, tarball);
}

/** Compiles and runs the program in the README and the examples, and returns the resources of each stack. */
function synthesize(project: string): object {
  writeFileSync(join(project, "main.ts"), readmeBlock("main.ts"));
  // A document is read from the folder of the program, so it has to be beside what the compiler writes.
  for (const folder of [project, join(project, "out")]) cpSync(join(ROOT, "examples"), folder, { recursive: true });
  compile(
    project,
    PROGRAMS.map((name) => `${name}.ts`),
    "--module",
    "commonjs",
  );
  for (const name of PROGRAMS) run("node", [join("out", `${name}.js`)], project);
  const stacks = join(project, "cdktf.out", "stacks");
  deepStrictEqual(visible(stacks), [...EXAMPLES, "orders"].sort());
  return Object.fromEntries(visible(stacks).map((name) => [name, resources(join(stacks, name, "cdk.tf.json"))]));
}

/** The resources and data sources of a configuration, without the parts about providers and cdktf, whose versions differ between projects. */
function resources(path: string): object {
  const { resource, data } = JSON.parse(readFileSync(path, "utf8")) as Record<string, object>;
  return { resource, data };
}

/** Imports the library with each kind of module resolution of TypeScript and Node.js. */
function importEveryWay(project: string): void {
  for (const extension of ["ts", "cts", "mts"]) {
    copyFileSync(join(IMPORTS, "importer.ts"), join(project, `importer.${extension}`));
  }
  const checked = ["--skipLibCheck", "false"];
  compile(project, ["importer.ts"], "--module", "commonjs", "--moduleResolution", "node10", ...checked);
  compile(project, ["importer.ts"], "--module", "esnext", "--moduleResolution", "bundler", "--noEmit");
  compile(project, ["importer.cts", "importer.mts"], "--module", "node16");
  for (const extension of ["js", "cjs", "mjs"]) run("node", [`out/importer.${extension}`], project);
  checkEsNames(project, LIBRARY, `${LIBRARY}/policy`, `${LIBRARY}/testing`);
}

/** Runs the test of a user in Jest, as a CommonJS module and as an ES module. */
function testWithJest(project: string): void {
  const files = ["prices.test.cts", "prices.test.mts"];
  // The examples are in the folder of the program.
  const text = readFileSync(join(IMPORTS, "prices.test.ts"), "utf8").replace("../../examples/", "./");
  for (const file of files) writeFileSync(join(project, file), text);
  compile(project, files, "--module", "node16");
  const config = {
    rootDir: join(project, "out"),
    testMatch: ["<rootDir>/*.test.{cjs,mjs}"],
    transform: {},
    testTimeout: 60_000,
  };
  const jest = [require.resolve("jest/bin/jest"), "--config", JSON.stringify(config)];
  run("node", ["--experimental-vm-modules", ...jest], project);
}

function checkEsNames(project: string, ...modules: string[]): void {
  copyFileSync(join(IMPORTS, "es-names.mjs"), join(project, "es-names.mjs"));
  run("node", ["es-names.mjs", ...modules], project);
}

/** Compiles files of a project in strict mode, with the compiler of the library. Checking all declarations takes most of the time, so it is done once. */
function compile(project: string, files: readonly string[], ...options: string[]): void {
  const types = ["--types", "node", "--typeRoots", join(ROOT, "node_modules", "@types")];
  const common = ["--strict", "--skipLibCheck", "--target", "ES2022", "--rootDir", ".", "--outDir", "out"];
  run("node", [require.resolve("typescript/bin/tsc"), ...common, ...types, ...options, ...files], project);
}

/** The names in a folder, without hidden ones. */
function visible(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort();
}
