import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compare, runAlone } from "./measure";

const LIB = resolve(__dirname, "..", "lib");

/** Loads the main entry, against cdktf and the same provider bindings by deep import. */
export function compareLoading(): { time: number; memory: number } {
  const ours = `process.chdir(${JSON.stringify(resolve(LIB, ".."))}); const work = () => require(${JSON.stringify(join(LIB, "index.js"))});`;
  const modules = ["cdktf", ...bindings()].map((name) => JSON.stringify(require.resolve(name)));
  const theirs = `const work = () => [${modules.join(",")}].forEach((name) => require(name));`;
  return compare(
    15,
    () => runAlone(ours),
    () => runAlone(theirs),
  );
}

/** The provider bindings that the library loads. */
function bindings(): string[] {
  const names = new Set<string>();
  for (const file of readdirSync(LIB, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".js")) continue;
    for (const match of readFileSync(join(LIB, file), "utf8").matchAll(/require\("(@cdktf\/provider-[^"]+)"\)/g)) {
      names.add(match[1]!);
    }
  }
  return [...names].sort();
}
