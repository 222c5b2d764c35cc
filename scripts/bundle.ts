/**
 * Makes a few files of what jsii compiled, because Node takes longer to find and read hundreds of small files than to run them.
 *
 * What the program in the README loads makes three: the policy language, its linter, and the constructs. In each, all modules have one scope.
 * The rest is a file in which each module is loaded at its first use: reading and compiling what a program does not use takes time as well.
 * A further file holds what jsii leaves out, the tools for tests, with the packages that they use. The command is another file.
 *
 * Files load each other where they first use what is in the other one, and so are provider bindings and the YAML reader loaded. The sources keep plain
 * imports. This is safe because they have no import cycle and import nothing for its side effects.
 */
import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { minify } from "terser";
import {
  createCompilerHost,
  createProgram,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  transpile,
} from "typescript";
import { type Profile, withCalledFirst } from "./bundle/eager";
import { late, type Loading, namesIn, withImports, withLateExports } from "./bundle/late";
import { inOneScope } from "./bundle/one-scope";
import { bundleYaml, licensesOf } from "./bundle/packages";
import { withoutProse } from "./bundle/prose";
import { Sources, sourceOf } from "./bundle/sources";
import { bundleCommand } from "./bundle-command";
import { readmeBlock } from "./readme";

const ROOT = resolve(__dirname, "..");
const LIB = process.argv[2] ?? join(ROOT, "lib");
/** The files of what the program in the README loads. */
const SCOPES = ["constructs.js", "linter.js", "language.js"] as const;
const PARTS = [...SCOPES, "rest.js", "tools.js"] as const;
const YAML = "yaml.js";
/** What a user can import of the library. */
const LIBRARY_ENTRIES = ["index.js", "policy/index.js"];
/** What a user can import of the tools. */
const TOOL_ENTRIES = ["testing/index.js"];
/** The folders of the tools, which jsii does not compile. */
const TOOL_FOLDERS = (
  JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { jsii: { excludeTypescript: string[] } }
).jsii.excludeTypescript.map((folder) => folder.replace(/^src\//, ""));

type PartName = (typeof PARTS)[number];

const sources = new Sources(LIB);

/** For each part, what is asked for from outside: names by file. */
const asked = Object.fromEntries(PARTS.map((part) => [part, new Map<string, Set<string>>()])) as Readonly<
  Record<PartName, Map<string, Set<string>>>
>;

async function main(): Promise<void> {
  rmSync(join(LIB, "cli"), { force: true, recursive: true });
  for (const file of scripts()) if (!existsSync(sourceOf(file))) rmSync(join(LIB, file));
  compileTools();
  const compiled = scripts();
  const original = new Map(compiled.map((file) => [file, readFileSync(join(LIB, file), "utf8")]));
  for (const [file, code] of original)
    writeFileSync(join(LIB, file), withImports(withLateExports(code, dirname(join(LIB, file))), late));
  const [beforeSynth, needed] = modulesOfReadme();
  // These are used without cdktf, so that nothing they import can be with the constructs.
  const withoutCdktf = sources.reachedFrom(compiled.filter((file) => file.startsWith("policy/") || isTool(file)));
  const partOf = (file: string): PartName => {
    if (isTool(file)) return "tools.js";
    if (!needed.has(file) || sources.isIndex(file)) return "rest.js";
    if (file.startsWith("policy/lint/") && !beforeSynth.has(file)) return "linter.js";
    return withoutCdktf.has(file) ? "language.js" : "constructs.js";
  };
  const inScopes = compiled.filter((file) => (SCOPES as readonly string[]).includes(partOf(file)));
  for (const file of inScopes) {
    for (const [other, names] of sources.importsOf(file))
      if (partOf(other) !== partOf(file)) ask(other, partOf(other), names);
  }
  const others = compiled.filter((file) => !inScopes.includes(file));
  const rewritten = others.map((file) => [file, acrossParts(original.get(file)!, file, partOf)] as const);
  const entries = LIBRARY_ENTRIES.map((entry) => [entry, libraryEntry(entry, partOf)] as const);
  const toolEntries = TOOL_ENTRIES.map((entry) => [entry, toolEntry(entry)] as const);
  for (const [file, code] of rewritten) writeFileSync(join(LIB, file), code);
  for (const part of SCOPES) {
    const scope = {
      has: (file: string) => partOf(file) === part,
      asked: asked[part],
      loading: (file: string) => loadingOf(file, partOf(file)),
    };
    const code = await inOneScope(scope, sources, LIB);
    writeFileSync(join(LIB, part), await minified(`const $exports = exports;\n${VARIABLES}${code}`));
  }
  for (const entry of TOOL_ENTRIES) ask(entry, "tools.js", []);
  for (const part of ["rest.js", "tools.js"] as const) writeFileSync(join(LIB, part), await moduleByModule(part));
  for (const file of compiled) rmSync(join(LIB, file));
  for (const [entry, code] of [...entries, ...toolEntries]) writeFileSync(join(LIB, entry), code);
  const { result } = profileOfReadme();
  for (const part of SCOPES) {
    const path = join(LIB, part);
    const { functions } = result.find(({ url }) => url === pathToFileURL(path).href)!;
    // The sources are modules, and those are strict.
    writeFileSync(path, `"use strict";\n${withCalledFirst(readFileSync(path, "utf8"), functions)}`);
  }
  bundleYaml(join(LIB, YAML));
  bundleCommand(join(LIB, "cli"));
  // Without it, jsii compiles all files next time, and not only those that changed.
  rmSync(join(LIB, "tsconfig.tsbuildinfo"), { force: true });
}

/** The JavaScript in the folder. */
function scripts(): string[] {
  return readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
}

function isTool(file: string): boolean {
  return TOOL_FOLDERS.some((folder) => file.startsWith(`${folder}/`));
}

/** Compiles the tools, with declarations, as jsii compiles the rest. `npm run lint` has checked their types. */
function compileTools(): void {
  const options = {
    target: ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    module: ModuleKind.CommonJS,
    moduleResolution: ModuleResolutionKind.Node10,
    strict: true,
    noCheck: true,
    declaration: true,
    rootDir: join(ROOT, "src"),
    outDir: LIB,
  };
  const entries = TOOL_ENTRIES.map((entry) => join(ROOT, "src", entry.replace(/\.js$/, ".ts")));
  createProgram(entries, options, createCompilerHost(options)).emit(undefined, (path, text) => {
    if (!isTool(relative(LIB, path))) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  });
}

/** The modules that the program in the README loads before its last call, which synthesizes, and all that it loads. */
function modulesOfReadme(): [beforeSynth: Set<string>, all: Set<string>] {
  const report = 'console.log(Object.keys(require.cache).join("\\n") + "\\n--");';
  return runReadme(
    (program) => program.replace("app.synth();", `${report} app.synth(); ${report}`),
    (output) => {
      const [before, all] = output
        .split("--")
        .map((part) => new Set(part.split("\n").map((path) => relative(LIB, path))));
      return [before!, all!];
    },
  );
}

/** Which functions the program in the README calls. */
function profileOfReadme(): Profile {
  return runReadme(
    (program) => program,
    (_, folder) => {
      const [name] = readdirSync(folder).filter((file) => file.startsWith("coverage-"));
      return JSON.parse(readFileSync(join(folder, name!), "utf8")) as Profile;
    },
  );
}

/** Runs the program in the README with the library as it is now. */
function runReadme<T>(change: (program: string) => string, read: (output: string, folder: string) => T): T {
  const program = change(transpile(readmeBlock("main.ts"), { module: ModuleKind.CommonJS }));
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    const output = execFileSync(
      process.execPath,
      ["--eval", program.replaceAll('require("cdktf-apim-oauth', `require("${LIB}`)],
      {
        cwd: dirname(LIB),
        encoding: "utf8",
        timeout: 300_000,
        env: { ...process.env, CDKTF_OUTDIR: join(folder, "cdktf.out"), NODE_V8_COVERAGE: folder },
      },
    );
    return read(output, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ask(file: string, part: PartName, names: readonly string[]): void {
  const all = asked[part].get(file) ?? new Set();
  names.forEach((name) => all.add(name));
  asked[part].set(file, all);
}

/** Asks the other parts for the modules that are in them. */
function acrossParts(code: string, file: string, partOf: (file: string) => PartName): string {
  const folder = dirname(join(LIB, file));
  const otherOf = (path: string): string | undefined => {
    const other = relative(LIB, require.resolve(resolve(folder, path)));
    return partOf(other) === partOf(file) ? undefined : other;
  };
  const loading = (path: string, names: ReadonlySet<string>): Loading | undefined => {
    const other = path.startsWith(".") ? otherOf(path) : undefined;
    if (other === undefined) return late(path);
    ask(other, partOf(other), [...names]);
    return loadingOf(other, partOf(other));
  };
  return withoutProse(
    withImports(withLateExports(code, folder), loading).replace(
      /\brequire\("(\.[^"]*)"\)(?=\[name\])/g,
      (same, path: string) => {
        const other = otherOf(path);
        if (other === undefined) return same;
        ask(other, partOf(other), sources.names(other));
        return loadingOf(other, partOf(other)).code;
      },
    ),
  );
}

/** How a file of another part is loaded. All need the language, so that it is there early. Node's own `require` takes its time even for what is loaded. */
const loadingOf = (file: string, part: PartName): Loading => ({
  code: `(${variableOf(part)} ??= require("${part}"))["${file}"]()`,
  isLate: part !== "language.js",
});
const variableOf = (part: PartName): string => `$${part.replace(".js", "")}`;
const VARIABLES = `let ${PARTS.map(variableOf).join(", ")};`;

/** A file with a function for each module, which runs at the first use of the module. */
async function moduleByModule(part: "rest.js" | "tools.js"): Promise<string> {
  const contents = [...asked[part].keys()].map((file) => `exports["${file}"] = () => require("./${file}");`).join("\n");
  const { outputFiles, metafile } = buildSync({
    stdin: { contents, resolveDir: LIB },
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    banner: { js: VARIABLES },
    // The tools bring their packages, so that a user does not have to install them. The YAML reader is there already.
    ...(part === "tools.js" ? { external: [...PARTS, "yaml"] } : { packages: "external" as const }),
  });
  return licensesOf(Object.keys(metafile.inputs)) + (await minified(outputFiles[0]!.text));
}

/** The names that can be imported: nothing is loaded before one of them is used. */
function libraryEntry(entry: string, partOf: (file: string) => PartName): string {
  const names = sources.names(entry);
  const byPart = new Map<PartName, string[]>();
  const up = upFrom(entry);
  const namespaces: string[] = [];
  for (const name of names) {
    const home = sources.homeOf(entry, name);
    if (sources.isIndex(home)) namespaces.push(`late(() => ({ ${name}: require("${up}${home}") }), ["${name}"]);\n`);
    else byPart.set(partOf(home), [...(byPart.get(partOf(home)) ?? []), name]);
  }
  const parts = [...byPart].map(([part, some]) => {
    ask(entry, part, some);
    return `late(() => require("${up}${part}")["${entry}"](), ${JSON.stringify(some)});\n`;
  });
  return `function late(load, names) {
  let loaded;
  for (const name of names) Object.defineProperty(exports, name, { enumerable: true, get: () => (loaded ??= load())[name] });
}
${[...parts, ...namespaces].join("")}${namesForNode(names)}`;
}

function toolEntry(entry: string): string {
  return `module.exports = require("${upFrom(entry)}tools.js")["${entry}"]();\n${namesForNode(namesIn(join(LIB, entry)))}`;
}

const upFrom = (entry: string): string => "../".repeat(entry.split("/").length - 1) || "./";

/** A statement that does nothing. Node looks into the text for the names that an ES module can import, and finds them there. */
const namesForNode = (names: readonly string[]): string => `0 && (module.exports = { ${names.join(", ")} });\n`;

async function minified(text: string): Promise<string> {
  // Classes and functions keep their names, which errors and their stack traces show. esbuild takes those of classes away.
  const named = text.replace(/^(\s*(?:var )?(\w+) = class) (?=extends |\{)/gm, "$1 $2 ");
  const { code } = await minify(named, {
    compress: false,
    mangle: { keep_classnames: true, keep_fnames: /^[^$]/, toplevel: true },
    // Node reads what has other characters as two bytes for each.
    format: { max_line_len: 160, ascii_only: true },
  });
  // Files of the library in the place of packages, which a user does not have.
  return code!.replace(
    /\brequire\("(yaml|\w+\.js)"\)/g,
    (_, name: string) => `require("./${name === "yaml" ? YAML : name}")`,
  );
}

void main();
