/**
 * Makes one file of what jsii compiled: Node takes longer to find and read two hundred small files than to run them.
 * In it, provider bindings, the YAML reader and the larger parts of the policy language are loaded at their first use. The sources keep plain imports. This is safe
 * because they have no import cycle and import nothing for its side effects.
 */
import { buildSync } from "esbuild";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  createSourceFile,
  forEachChild,
  isObjectLiteralExpression,
  isPropertyAssignment,
  type Node,
  type PropertyAssignment,
  ScriptTarget,
} from "typescript";

const LIB = process.argv[2] ?? resolve(__dirname, "..", "lib");
const BUNDLE = "bundle.js";
/** A kept package that is no dependency of the library: a file of its own, which only a program with an OpenAPI document loads. */
const YAML = "yaml.js";
/** What a user can import. */
const ENTRIES = ["index.js", "policy/index.js"];
/** What a program may well not need. */
const LATE = /^yaml$|^@cdktf\/|\/(?:catalog|codegen|lint|statements|syntax)(?:\/|$)/;
/** A module whose imports a program may well not need. */
const LATE_IMPORTS = "policy/catalog/index.js";
/** What the documentation says about the rules of the linter. */
const PROSE: ReadonlySet<string> = new Set(["description", "rationale", "fix", "url", "examples"]);

for (const made of [BUNDLE, YAML]) rmSync(join(LIB, made), { force: true });
const compiled = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
const entries = ENTRIES.map((entry) => ({ entry, names: namesIn(join(LIB, entry)) }));
for (const file of compiled) {
  const path = join(LIB, file);
  const code = withLateExports(readFileSync(path, "utf8"), dirname(path));
  writeFileSync(path, withoutProse(withLateImports(code, file)));
}
buildSync({
  stdin: {
    contents: ENTRIES.map((entry) => `exports["${entry}"] = () => require("./${entry}");`).join("\n"),
    resolveDir: LIB,
  },
  outfile: join(LIB, BUNDLE),
  bundle: true,
  packages: "external",
  platform: "node",
  // Much of what the bundle costs is reading it. Names stay, for errors and their stack traces.
  minifyWhitespace: true,
  lineLimit: 160,
});
for (const file of compiled) rmSync(join(LIB, file));
const yaml = require.resolve("yaml");
buildSync({
  entryPoints: [yaml],
  outfile: join(LIB, YAML),
  bundle: true,
  platform: "node",
  minifyWhitespace: true,
  lineLimit: 160,
  // Its license asks for its text in every copy.
  banner: { js: `/*\n${readFileSync(join(dirname(yaml), "..", "LICENSE"), "utf8").trim()}\n*/` },
});
writeFileSync(join(LIB, BUNDLE), withOwnYaml(readFileSync(join(LIB, BUNDLE), "utf8")));
// Without it, jsii compiles all files next time, and not only those that changed.
rmSync(join(LIB, "tsconfig.tsbuildinfo"), { force: true });
for (const { entry, names } of entries) {
  const bundle = ("../".repeat(entry.split("/").length - 1) || "./") + BUNDLE;
  // Node looks into the text for the names that an ES module can import, and finds them in the second statement, which does nothing.
  const code = `module.exports = require("${bundle}")["${entry}"]();\n0 && (module.exports = { ${names.join(", ")} });\n`;
  writeFileSync(join(LIB, entry), code);
}

function namesIn(path: string): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.keys(require(path) as object);
}

/** Loads the file of its own in the place of the package, which a user does not have. */
function withOwnYaml(bundle: string): string {
  const parts = bundle.split('require("yaml")');
  if (parts.length === 1)
    throw new Error(`${BUNDLE} does not load yaml; expected it where an OpenAPI document is read`);
  return parts.join(`require("./${YAML}")`);
}

/** Leaves out what no program reads. */
function withoutProse(code: string): string {
  if (!code.includes("rationale")) return code;
  const source = createSourceFile("module.js", code, ScriptTarget.ES2022, true);
  const prose: PropertyAssignment[] = [];
  const visit = (node: Node): void => {
    if (isObjectLiteralExpression(node) && node.properties.some(({ name }) => name?.getText() === "rationale")) {
      prose.push(...node.properties.filter(isPropertyAssignment).filter(({ name }) => PROSE.has(name.getText())));
    }
    forEachChild(node, visit);
  };
  visit(source);
  return prose.reduceRight((rest, { pos, end }) => rest.slice(0, pos) + rest.slice(end).replace(/^,/, ""), code);
}

/** Replaces `export * from` and `export * as` by getters, so that nothing has to be loaded to know the names. */
function withLateExports(code: string, folder: string): string {
  const exported = new Set<string>();
  const getters = (names: readonly string[], value: string): string =>
    `for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, { enumerable: true, get: () => ${value} });`;
  return code
    .replace(/^__exportStar\((require\("(.+)"\)), exports\);$/gm, (_, module: string, path: string) => {
      const names = namesIn(resolve(folder, path)).filter((name) => !exported.has(name));
      names.forEach((name) => exported.add(name));
      return getters(names, `${module}[name]`);
    })
    .replace(/^exports\.(\w+) = (require\(".+"\));$/gm, (_, name: string, module: string) => getters([name], module));
}

/** Replaces late modules by objects that load them when a member is used. Node's own `require` takes its time even for what is loaded. */
function withLateImports(code: string, file: string): string {
  return code.replace(
    /^const (\w+) = (require\("(.+)"\));$/gm,
    (declaration, variable: string, module: string, path: string) => {
      if (!LATE.test(path) && file !== LATE_IMPORTS) return declaration;
      const uses = [...code.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, "g"))].map((use) => use[1]!);
      const getters = [...new Set(uses)].map(
        (name) => `get ${name}() { return (${variable}$ ??= ${module}).${name}; }`,
      );
      return `let ${variable}$; const ${variable} = { ${getters.join(", ")} };`;
    },
  );
}
