/**
 * Makes two files of what jsii compiled, because Node takes longer to find and read hundreds of small files than to run them. The first holds
 * what the program in the README loads, the second the rest: reading and compiling what a program does not use takes time as well.
 * A third holds what jsii leaves out, the tools for tests, with the packages that they use.
 * The command is another file.
 * In all of them, each module is loaded at its first use, and so are provider bindings and the YAML reader. The sources keep plain imports. This is safe
 * because they have no import cycle and import nothing for its side effects.
 */
import { buildSync } from "esbuild";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { minify } from "terser";
import {
  createCompilerHost,
  createProgram,
  createSourceFile,
  forEachChild,
  isObjectLiteralExpression,
  isPropertyAssignment,
  ModuleKind,
  ModuleResolutionKind,
  type Node,
  type PropertyAssignment,
  ScriptTarget,
  transpile,
} from "typescript";
import { bundleCommand } from "./bundle-command";
import { readmeBlock } from "./readme";

const ROOT = resolve(__dirname, "..");
const LIB = process.argv[2] ?? join(ROOT, "lib");
/** The file of what the program in the README loads, that of the rest, and that of the tools. */
const PARTS = ["bundle.js", "rest.js", "tools.js"] as const;
/** A kept package that is no dependency of the library: a separate file, which only a program with an OpenAPI document loads. */
const YAML = "yaml.js";
/** What a user can import of the library. */
const LIBRARY_ENTRIES = ["index.js", "policy/index.js"];
/** What a user can import of the tools. */
const TOOL_ENTRIES = ["testing/index.js"];
const ENTRIES = [...LIBRARY_ENTRIES, ...TOOL_ENTRIES];
/** The folders of the tools, which jsii does not compile. */
const TOOL_FOLDERS = (
  JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { jsii: { excludeTypescript: string[] } }
).jsii.excludeTypescript.map((folder) => folder.replace(/^src\//, ""));
/** Packages that a program may well not need. */
const LATE_PACKAGES = /^yaml$|^@cdktf\//;
/** What the documentation says about the rules of the linter. */
const PROSE: ReadonlySet<string> = new Set(["description", "rationale", "fix", "url", "examples"]);

type Part = (typeof PARTS)[number];

/** For each part, the modules that are asked for from outside. */
const asked: Readonly<Record<Part, Set<string>>> = {
  "bundle.js": new Set(LIBRARY_ENTRIES),
  "rest.js": new Set(),
  "tools.js": new Set(TOOL_ENTRIES),
};

async function main(): Promise<void> {
  for (const made of [...PARTS, YAML, "cli"]) rmSync(join(LIB, made), { force: true, recursive: true });
  compileTools();
  const compiled = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
  const names = new Map(ENTRIES.map((entry) => [entry, namesIn(join(LIB, entry))]));
  rewrite(compiled, (code, file) => withoutProse(withLateImports(withLateExports(code, dirname(join(LIB, file))))));
  const needed = modulesOfReadme();
  const partOf = (file: string): Part =>
    isTool(file) ? "tools.js" : needed.has(file) || LIBRARY_ENTRIES.includes(file) ? "bundle.js" : "rest.js";
  rewrite(compiled, (code, file) => acrossParts(code, file, partOf));
  for (const part of PARTS) writeFileSync(join(LIB, part), await bundled(part));
  for (const file of compiled) rmSync(join(LIB, file));
  bundleYaml();
  bundleCommand(join(LIB, "cli"));
  // Without it, jsii compiles all files next time, and not only those that changed.
  rmSync(join(LIB, "tsconfig.tsbuildinfo"), { force: true });
  for (const entry of ENTRIES) {
    const bundle = ("../".repeat(entry.split("/").length - 1) || "./") + partOf(entry);
    // Node looks into the text for the names that an ES module can import, and finds them in the second statement, which does nothing.
    const code = `module.exports = require("${bundle}")["${entry}"]();\n0 && (module.exports = { ${names.get(entry)!.join(", ")} });\n`;
    writeFileSync(join(LIB, entry), code);
  }
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

function rewrite(files: readonly string[], change: (code: string, file: string) => string): void {
  for (const file of files) writeFileSync(join(LIB, file), change(readFileSync(join(LIB, file), "utf8"), file));
}

function namesIn(path: string): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.keys(require(path) as object);
}

/** The modules that the program in the README loads. */
function modulesOfReadme(): Set<string> {
  const program = transpile(readmeBlock("main.ts"), { module: ModuleKind.CommonJS });
  const report = 'console.log(Object.keys(require.cache).join("\\n"));';
  const args = ["--eval", program.replaceAll('require("cdktf-apim-oauth', `require("${LIB}`) + report];
  const outdir = mkdtempSync(join(tmpdir(), "bundle-"));
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  try {
    const paths = execFileSync(process.execPath, args, { cwd: dirname(LIB), encoding: "utf8", env }).split("\n");
    return new Set(paths.map((path) => relative(LIB, path)));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Asks the other part for the modules that are in it. */
function acrossParts(code: string, file: string, partOf: (file: string) => Part): string {
  return code.replace(/\brequire\("(\..*?)"\)/g, (same, path: string) => {
    const other = relative(LIB, require.resolve(resolve(LIB, dirname(file), path)));
    const part = partOf(other);
    if (part === partOf(file)) return same;
    asked[part].add(other);
    return `${loaderOf(part)}["${other}"]()`;
  });
}

/** Loads a part. Node's own `require` takes its time even for what is loaded. */
const loaderOf = (part: Part): string => `(${variableOf(part)} ??= require("${part}"))`;
const variableOf = (part: Part): string => `$${part.replace(".js", "")}`;

async function bundled(part: Part): Promise<string> {
  const contents = [...asked[part]].map((file) => `exports["${file}"] = () => require("./${file}");`).join("\n");
  const { outputFiles, metafile } = buildSync({
    stdin: { contents, resolveDir: LIB },
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    banner: { js: `let ${PARTS.map(variableOf).join(", ")};` },
    // The tools bring their packages, so that a user does not have to install them. The YAML reader is there already.
    ...(part === "tools.js" ? { external: [...PARTS, "yaml"] } : { packages: "external" as const }),
  });
  // Classes and functions keep their names, which errors and their stack traces show.
  const { code } = await minify(part === "tools.js" ? outputFiles[0]!.text : compiledAtOnce(outputFiles[0]!.text), {
    compress: false,
    mangle: { keep_classnames: true, keep_fnames: true, toplevel: true },
    format: { max_line_len: 160, wrap_func_args: true, ascii_only: true },
  });
  const packages = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  const licenses = [...new Set(packages)].flatMap((name) => (name === undefined ? [] : licenseOf(name))).join("");
  // Files of the library in the place of packages, which a user does not have.
  return (
    licenses +
    code!.replace(/\brequire\("(yaml|bundle\.js|rest\.js)"\)/g, (_, name: string) => {
      return `require("./${name === "yaml" ? YAML : name}")`;
    })
  );
}

/**
 * Hands each module to esbuild's `__commonJS` as a function in parentheses, not as a method of an object. V8 compiles such a function when it reads the file;
 * any other it reads twice, because it compiles at the first call.
 */
function compiledAtOnce(code: string): string {
  const wrapped = code
    .replace(
      /^(var require_\w+ = __commonJS)\(\{\n {2}"(.*)"(\(.*\)) \{$/gm,
      (_, start: string, path: string, exports: string) => {
        return `${start}((function ${path.replace(/\W/g, "_")}${exports} {`;
      },
    )
    .replace(/^ {2}\}\n\}\);$/gm, "}));")
    .replace("cb[__getOwnPropNames(cb)[0]]", "cb");
  if (/__commonJS\(\{/.test(wrapped))
    throw new Error("esbuild writes modules in another form; expected a method of an object");
  return wrapped;
}

function bundleYaml(): void {
  const yaml = require.resolve("yaml");
  buildSync({
    entryPoints: [yaml],
    outfile: join(LIB, YAML),
    bundle: true,
    platform: "node",
    minifyWhitespace: true,
    lineLimit: 160,
    banner: { js: licenseOf("yaml").trim() },
  });
}

/** The license of a package as a comment, which it asks for in every copy. */
function licenseOf(name: string): string {
  const folder = join(ROOT, "node_modules", name);
  const [file] = readdirSync(folder).filter((each) => /^licen[cs]e/i.test(each));
  if (file === undefined) throw new Error(`${name} has no license file; expected one for the copy in the library`);
  return `/* ${name}\n${readFileSync(join(folder, file), "utf8").trim()}\n*/\n`;
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

/** Loads modules where they are used, and keeps them: a call for each use would cost the reader of policies a tenth of its time. */
function withLateImports(code: string): string {
  return [...code.matchAll(/^const (\w+) = (require\("(.+)"\));\n/gm)].reduce(
    (rest, [declaration, variable, module, path]) =>
      path!.startsWith(".") || LATE_PACKAGES.test(path!)
        ? rest
            .replace(declaration, `let ${variable!};\n`)
            .replace(new RegExp(`\\b${variable!}\\.`, "g"), `(${variable!} ??= ${module!}).`)
        : rest,
    code,
  );
}

void main();
