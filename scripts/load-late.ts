/**
 * Rewrites what jsii compiled, so that each module is loaded at its first use: a program loads no provider binding, linter or reader that it does
 * not need. The sources keep plain imports. This changes no behaviour, because they have no import cycle and import nothing for its side effects.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const LIB = resolve(__dirname, "..", "lib");

for (const file of readdirSync(LIB, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".js")) continue;
  const path = join(LIB, file);
  writeFileSync(path, withLateImports(withLateExports(readFileSync(path, "utf8"), dirname(path)), file));
}

/** Replaces `export * from` and `export * as` by getters, so that nothing has to be loaded to know the names. */
function withLateExports(code: string, folder: string): string {
  const exported = new Set<string>();
  return code
    .replace(/^__exportStar\(require\("(.+)"\), exports\);$/gm, (_, module: string) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const names = Object.keys(require(resolve(folder, module)) as object).filter((name) => !exported.has(name));
      names.forEach((name) => exported.add(name));
      const variable = `exported_${module.replace(/\W/g, "_")}`;
      return names.length === 0 ? "" : `${lateImport(variable, module)}\n${lateExports(names, `${variable}()[name]`)}`;
    })
    .replace(/^exports\.(\w+) = (require\(".+"\));$/gm, (_, name: string, module: string) =>
      lateExports([name], module),
    );
}

/** The assignments say to Node what an ES module can import by name. It reads the text, and would leave out a name with a getter that it sees. */
function lateExports(names: readonly string[], value: string): string {
  const assignments = names.map((name) => `exports.${name} = `).join("");
  const getters = `Object.defineProperty(exports, name, { enumerable: true, get: () => ${value} })`;
  return `${assignments}void 0;\nfor (const name of ${JSON.stringify(names)}) ${getters};`;
}

/** Makes each imported module a function. */
function withLateImports(code: string, file: string): string {
  let late = code;
  for (const [declaration, variable, module] of code.matchAll(/^const (\w+) = require\("(.+)"\);$/gm)) {
    const [before, after] = late.split(declaration) as [string, string];
    const uses = new RegExp(`(new )?\\b${variable}\\b(\\.\\w+)?`, "g");
    const calls = after.replace(uses, (use, isNew?: string, member?: string) => {
      if (member === undefined)
        throw new Error(`${file} uses ${use} as a whole; expected a member of it: import by name`);
      return isNew === undefined ? `${variable}()${member}` : `new (${variable}()${member})`;
    });
    late = before + lateImport(variable!, module!) + calls;
  }
  return late;
}

/** A function that loads a module once. Where the code is hot, it costs nothing against the module itself; a getter would. */
function lateImport(variable: string, module: string): string {
  return `let ${variable} = () => { const loaded = require("${module}"); ${variable} = () => loaded; return loaded; };`;
}
