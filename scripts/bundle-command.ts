import { buildSync } from "esbuild";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");

/**
 * Makes one file of the command, with the packages that it uses, so that it runs where nothing else is installed. It is made from the sources, because it
 * keeps what the rules of the linter say: SARIF shows it.
 *
 * @param folder where the file goes; the manifest of the package is two folders above it
 */
export function bundleCommand(folder: string): void {
  const outfile = join(folder, "bin.js");
  const licenses = ["jose/LICENSE.md", "yaml/LICENSE", "liquidjs/LICENSE"].map(
    (path) => `/* ${path.split("/")[0]}\n${readFileSync(join(ROOT, "node_modules", path), "utf8").trim()}\n*/`,
  );
  buildSync({
    entryPoints: [join(ROOT, "src", "cli", "bin.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    minify: true,
    lineLimit: 160,
    banner: { js: ["#!/usr/bin/env node", ...licenses].join("\n") },
  });
  chmodSync(outfile, 0o755);
}
