/** Runs the test suite with cdktn, the maintained fork of cdktf, in the place of cdktf. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inTemporaryFolder, run } from "./temporary-project";

const ROOT = resolve(__dirname, "..");
const CDKTN = "npm:cdktn@0.24.0";
const COPIED = [
  "src",
  "test",
  "examples",
  "scripts",
  "docs",
  "README.md",
  "jest.config.json",
  "tsconfig.json",
  ".prettierrc.json",
  "package.json",
];

interface PackageJson {
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}

inTemporaryFolder("cdktn", (folder) => {
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as PackageJson;
  const aliased = {
    ...manifest,
    devDependencies: { ...manifest.devDependencies, cdktf: CDKTN },
    peerDependencies: { ...manifest.peerDependencies, cdktf: CDKTN },
    // The providers' bindings ask for cdktf ^0.21.0, which the fork's version number does not match.
    overrides: { cdktf: CDKTN },
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(aliased, undefined, 2));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder);
  const installed = JSON.parse(readFileSync(join(folder, "node_modules", "cdktf", "package.json"), "utf8")) as {
    name: string;
  };
  if (installed.name !== "cdktn") throw new Error(`cdktf resolves to ${installed.name}; expected cdktn`);
  run("npm", ["test"], folder);
});
