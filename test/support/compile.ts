import { join } from "node:path";
import { transformSync } from "@swc/core";
import ts from "typescript";

const ROOT = join(__dirname, "../..");
const LIBRARY = {
  "cdktf-apim-oauth": [join(ROOT, "src/index.ts")],
  "cdktf-apim-oauth/policy": [join(ROOT, "src/policy/index.ts")],
  "cdktf-apim-oauth/testing": [join(ROOT, "src/testing/index.ts")],
  "cdktf-apim-oauth/testing/jest": [join(ROOT, "testing/jest.d.ts")],
};
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  strict: true,
  noUnusedLocals: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
};

const JAVASCRIPT = {
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
  module: { type: "commonjs" },
} as const;

/** The files of the library and of the packages, which are the same for all programs. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler has to say about modules, all of them in one program, because most of its time goes into reading the library.
 *
 * @param files the modules, by file name
 */
export function problemsIn(files: Readonly<Record<string, string>>): string[] {
  const sources = new Map(Object.entries(files).map(([name, source]) => [join(__dirname, name), source]));
  const options = { ...OPTIONS, types: ["node", "jest"], paths: LIBRARY };
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...sources.keys()], options, {
    ...host,
    // The modules can be in folders that do not exist.
    directoryExists: undefined,
    fileExists: (path) => sources.has(path) || host.fileExists(path),
    getSourceFile: (path, ...rest) => {
      const source = sources.get(path);
      if (source !== undefined) return ts.createSourceFile(path, source, ts.ScriptTarget.ES2022);
      if (!parsed.has(path)) parsed.set(path, host.getSourceFile(path, ...rest));
      return parsed.get(path);
    },
  });
  return [...sources].flatMap(([path, source]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText, start }) =>
        `${ts.flattenDiagnosticMessageText(messageText, "\n")} in ${source.slice(start, start! + 200)}`,
    );
  });
}

/**
 * Runs a module, and gives what it exports.
 *
 * @param load gives what a module that is imported exports
 * @param console takes what the module logs
 */
export function run<T>(source: string, load: (module: string) => unknown, console?: Partial<Console>): T {
  const { code } = transformSync(source, JAVASCRIPT);
  const exports = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function("require", "exports", "console", code)(load, exports, console);
  return exports as T;
}
