import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { namesIn } from "./late";

const SRC = resolve(__dirname, "../../src");
const IMPORT = /^import \{([^}]*)\} from "(\.[^"]*)";$/gm;

/** The sources of the library, by the names of the files that they are compiled to, such as `core/rules.js`. */
export class Sources {
  private readonly texts = new Map<string, string>();
  private readonly indexes = new Map<string, boolean>();

  /** @param lib where they are compiled to */
  public constructor(private readonly lib: string) {}

  /** A source in which every import is from the module that has the name, not from an index, and of values only. */
  public text(file: string): string {
    let text = this.texts.get(file);
    if (text === undefined) {
      text = this.read(file).replace(IMPORT, (_, names: string, path: string) => this.imports(file, names, path));
      this.texts.set(file, text);
    }
    return text;
  }

  /** The files that a source imports values from, and the names of the values. */
  public importsOf(file: string): [file: string, names: string[]][] {
    return [...this.text(file).matchAll(IMPORT)].map(([, names, path]) => {
      return [this.target(file, path!), valuesOf(names!).map((value) => value.replace(/ as .*/, ""))];
    });
  }

  /** The files that some import, directly or through others, and these. */
  public reachedFrom(files: readonly string[]): Set<string> {
    const reached = new Set(files);
    for (const file of reached) for (const [target] of this.importsOf(file)) reached.add(target);
    return reached;
  }

  /** Whether a source has nothing but what other files export. */
  public isIndex(file: string): boolean {
    let isIndex = this.indexes.get(file);
    if (isIndex === undefined) {
      const statements = this.read(file).replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
      isIndex = statements.replace(/export (?:type )?(?:\*(?: as \w+)?|\{[^}]*\}) from "[^"]*";/g, "").trim() === "";
      this.indexes.set(file, isIndex);
    }
    return isIndex;
  }

  /** The file that has a name which an index exports: an index itself, if the name is that of a namespace. */
  public homeOf(index: string, name: string): string {
    const found = this.tryFindHome(index, name);
    if (found === undefined) throw new Error(`${index} does not say which file exports "${name}"; expected one`);
    return found;
  }

  /** The file that a path in a source means. */
  public target(file: string, path: string): string {
    const target = join(dirname(file), path);
    return existsSync(join(SRC, `${target}.ts`)) ? `${target}.js` : join(target, "index.js");
  }

  /** The names of the values that a file exports. */
  public names(file: string): string[] {
    return namesIn(join(this.lib, file));
  }

  private tryFindHome(index: string, name: string): string | undefined {
    for (const [, all, namespace, listed, path] of this.read(index).matchAll(
      /^export (?:(\*)|\* as (\w+)|\{([^}]*)\}) from "(.*)";$/gm,
    )) {
      const target = this.target(index, path!);
      if (namespace === name) return target;
      const isHere = all === undefined ? valuesOf(listed ?? "").includes(name) : this.names(target).includes(name);
      if (isHere) return this.isIndex(target) ? this.tryFindHome(target, name) : target;
    }
    return undefined;
  }

  private imports(file: string, names: string, path: string): string {
    const target = this.target(file, path);
    const values = valuesOf(names);
    if (values.length === 0) return "";
    if (!this.isIndex(target)) return `import { ${values.join(", ")} } from "${path}";`;
    return values
      .map((value) => {
        const home = this.homeOf(target, value.replace(/ as .*/, ""));
        return `import { ${value} } from "./${relative(dirname(file), home).replace(/\.js$/, "")}";`;
      })
      .join("\n");
  }

  private read(file: string): string {
    return readFileSync(sourceOf(file), "utf8");
  }
}

/** The source that a file is compiled from. */
export function sourceOf(file: string): string {
  return join(SRC, file.replace(/\.js$/, ".ts"));
}

/** The values in a list such as `type Props, Api`. */
function valuesOf(list: string): string[] {
  return list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "));
}
