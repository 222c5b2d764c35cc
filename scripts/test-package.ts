/** Does what a user does: packs the library, installs it into a new CDKTF project, compiles with `strict` and synthesizes. */
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inTemporaryFolder, run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");
const EXAMPLE = join(ROOT, "examples", "portal-walkthrough");

interface PackageJson {
  readonly peerDependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

inTemporaryFolder("package", (folder) => {
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], ROOT);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball");

  const { peerDependencies, devDependencies } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8"),
  ) as PackageJson;
  const version = (name: string): string => devDependencies[name] ?? "latest";
  writeJson(join(folder, "package.json"), {
    name: "user-project",
    private: true,
    dependencies: {
      "cdktf-apim-oauth": `file:./${tarball}`,
      ...Object.fromEntries(Object.keys(peerDependencies).map((name) => [name, version(name)])),
    },
    devDependencies: { typescript: version("typescript"), "@types/node": version("@types/node") },
  });
  writeJson(join(folder, "tsconfig.json"), {
    compilerOptions: { target: "ES2020", module: "CommonJS", strict: true, types: ["node"], outDir: "out" },
    include: ["*.ts"],
  });
  for (const file of ["main.ts", "stack.ts"]) copyFileSync(join(EXAMPLE, file), join(folder, file));
  writeFileSync(join(folder, "readme.ts"), readmeStack());

  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  run("npx", ["tsc", "--project", "tsconfig.json"], folder);
  for (const [program, stack] of [
    ["main", "portal-walkthrough"],
    ["readme", "orders"],
  ]) {
    run("npx", ["node", `out/${program}.js`], folder);
    if (!existsSync(join(folder, "cdktf.out", "stacks", stack!, "cdk.tf.json"))) {
      throw new Error(`the installed package synthesized no stack ${stack}`);
    }
  }
});

/** The whole program in the README. */
function readmeStack(): string {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const blocks = [...readme.matchAll(/```ts\n([^]*?)```/g)].map((match) => match[1]!);
  const program = blocks.find((block) => block.includes("app.synth()"));
  if (program === undefined) throw new Error("the README shows no whole program");
  return program;
}

function writeJson(path: string, content: object): void {
  writeFileSync(path, JSON.stringify(content, undefined, 2));
}
