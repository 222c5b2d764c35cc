import { buildSync } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** Makes one file of the YAML reader. It is no dependency of the library; only a program with an OpenAPI document loads it. */
export function bundleYaml(outfile: string): void {
  buildSync({
    entryPoints: [require.resolve("yaml")],
    outfile,
    bundle: true,
    platform: "node",
    minifyWhitespace: true,
    lineLimit: 160,
    banner: { js: licenseOf("yaml").trim() },
  });
}

/** The licenses of the packages among the files of a bundle. */
export function licensesOf(files: readonly string[]): string {
  const packages = files.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return [...new Set(packages)].flatMap((name) => (name === undefined ? [] : licenseOf(name))).join("");
}

/** The license of a package as a comment, which it asks for in every copy. */
function licenseOf(name: string): string {
  const folder = join(ROOT, "node_modules", name);
  const [file] = readdirSync(folder).filter((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no license file; expected one for the copy in the library`);
  return `/* ${name}\n${readFileSync(join(folder, file), "utf8").trim()}\n*/\n`;
}
