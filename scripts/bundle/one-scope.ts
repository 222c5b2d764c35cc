import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { late, type Loading, withImports } from "./late";
import { withoutProse } from "./prose";
import { type Sources, sourceOf } from "./sources";

/** How jsii gives a class its name in other languages. */
const JSII_NAME = /^(\w+)\[\w+\] = (\{ fqn: .* \});$/gm;

/** A part of the library whose modules all run when it is loaded. */
export interface Part {
  /** Whether a file is in it. */
  readonly has: (file: string) => boolean;
  /** What others ask for: names by file, or by index. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
  /** How a file of another part is loaded. */
  readonly loading: (file: string) => Loading;
}

/**
 * Makes one scope of the modules of a part, from their sources. Each name is a variable, so that no function for each module has to be read, and no use has to
 * look whether its module is loaded.
 *
 * @param lib where jsii has compiled the sources to
 */
export async function inOneScope(part: Part, sources: Sources, lib: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: exportsOf(part, sources), resolveDir: dirname(sourceOf("index.js")) },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    target: "es2022",
    packages: "external",
    // As jsii compiles it.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    plugins: [
      {
        name: "parts",
        setup: (setup) => {
          setup.onResolve({ filter: /^\./ }, ({ importer, path }) => {
            const from = importer === "<stdin>" ? "index.js" : fileOf(importer);
            const file = sources.target(from, path);
            return part.has(file)
              ? { path: sourceOf(file), sideEffects: false }
              : { path: `./${file}`, external: true };
          });
          setup.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            return { contents: sources.text(fileOf(path)) + namesForJsii(join(lib, fileOf(path))), loader: "ts" };
          });
        },
      },
    ],
  });
  const code = withPlainClasses(withoutProse(outputFiles[0]!.text));
  return withImports(requiredOnce(code), (path) => (path.startsWith("./") ? part.loading(path.slice(2)) : late(path)));
}

/** A module that exports what others ask for: an object for each file, made at its first use. */
function exportsOf({ asked }: Part, sources: Sources): string {
  const lines: string[] = [];
  [...asked].forEach(([file, set], number) => {
    const names = [...set];
    const variables = names.map((name) => `${name}: ${name}_${number}`);
    names.forEach((name) => {
      const home = sources.isIndex(file) ? sources.homeOf(file, name) : file;
      lines.push(`import { ${name} as ${name}_${number} } from "./${home.replace(/\.js$/, "")}";`);
    });
    lines.push(`$exports["${file}"] = () => ({ ${variables.join(", ")} });`);
  });
  return lines.join("\n");
}

/** The same code with one variable for each package and each file of another part, in the place of one for each module that imports it. */
function requiredOnce(code: string): string {
  const variables = new Map<string, string>();
  const others = new Map<string, string>();
  const rest = code.replace(/^var (\w+) = require\("(.+)"\);\n/gm, (statement, variable: string, name: string) => {
    const first = variables.get(name);
    if (first === undefined) variables.set(name, variable);
    else others.set(variable, first);
    return first === undefined ? statement : "";
  });
  return rest.replace(/\bimport_\w+/g, (variable) => others.get(variable) ?? variable);
}

/** The same regular expressions without classes of Unicode that are ranges: V8 asks ICU for those, and its first answer takes as long as a binding. */
function withPlainClasses(code: string): string {
  return code.replaceAll("\\p{Cc}", "\\0-\\x1f\\x7f-\\x9f").replaceAll("\\p{Cs}", "\\ud800-\\udfff");
}

function fileOf(path: string): string {
  return relative(dirname(sourceOf("index.js")), path).replace(/\.ts$/, ".js");
}

/** jsii finds the class of an object by a property. The sources do not have it, only what jsii compiles. */
function namesForJsii(compiled: string): string {
  const names = [...readFileSync(compiled, "utf8").matchAll(JSII_NAME)];
  return names.map(([, name, value]) => `\n(${name!} as any)[Symbol.for("jsii.rtti")] = ${value!};`).join("");
}
