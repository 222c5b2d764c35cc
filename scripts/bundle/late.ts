import { resolve } from "node:path";

/** Packages that a program may well not need. */
const LATE_PACKAGES = /^yaml$|^@cdktf\//;

/** The names that a compiled module exports. */
export function namesIn(path: string): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return Object.keys(require(path) as object);
}

/** Replaces `export * from` and `export * as` of a compiled module by getters, so that nothing has to be loaded to know the names. */
export function withLateExports(code: string, folder: string): string {
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

/** How a module gets what is in another one. */
export interface Loading {
  /** The code that loads the other one. */
  readonly code: string;
  /** Whether that happens at the first use, and not when the module runs. */
  readonly isLate: boolean;
}

/**
 * Replaces the imports of a compiled module.
 *
 * @param loading takes the path of an import, and which names of it are used
 */
export function withImports(
  code: string,
  loading: (path: string, names: ReadonlySet<string>) => Loading | undefined,
): string {
  return [...code.matchAll(/^(?:const|var) (\w+) = require\("(.+)"\);\n/gm)].reduce(
    (rest, [declaration, variable, path]) => {
      const use = new RegExp(`\\b${variable!}\\.(\\w+)`, "g");
      const found = loading(path!, new Set([...rest.matchAll(use)].map(([, name]) => name!)));
      if (found === undefined) return rest;
      if (!found.isLate) return rest.replace(declaration, `const ${variable!} = ${found.code};\n`);
      const load = `$load_${variable!}`;
      const loader = `let ${variable!}; const ${load} = () => (${variable!} ??= ${found.code});\n`;
      return rest.replace(declaration, () => loader).replace(use, (_, name: string) => `(${load}()).${name}`);
    },
    code,
  );
}

/** What a program may well not need is loaded at its first use. */
export function late(path: string): Loading | undefined {
  return path.startsWith(".") || LATE_PACKAGES.test(path) ? { code: `require("${path}")`, isLate: true } : undefined;
}
