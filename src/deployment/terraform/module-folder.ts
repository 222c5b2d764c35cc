import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { Failure } from "./failure";
import type { Work } from "./work";

/**
 * The files of a stack: those below the folder that cdktf writes for it, which has its assets. No others are read, because a configuration
 * comes from elsewhere and what it reads is shown.
 */
export class ModuleFolder {
  private readonly contents = new Map<string, Buffer>();

  /** @param folder the folder of the stack, or undefined when its JSON came without one */
  public constructor(
    private readonly folder: string | undefined,
    private readonly work: Work,
  ) {}

  /** Whether there is a file. */
  public has(path: string): boolean {
    return this.find(path) !== undefined;
  }

  public read(path: string): Buffer {
    const file = this.find(path);
    if (file === undefined) throw new Failure(`there is no file ${JSON.stringify(path)} in the folder of the stack`);
    const known = this.contents.get(file);
    if (known !== undefined) return known;
    const bytes = this.attempt(path, () => readFileSync(file));
    this.contents.set(file, bytes);
    // A file is input, as the configuration is.
    this.work.allow(bytes.length);
    return bytes;
  }

  /** Where a file really is, links followed. */
  private find(path: string): string | undefined {
    if (this.folder === undefined)
      throw new Failure(`the file ${JSON.stringify(path)} is not in the JSON: read the folder that cdktf writes`, true);
    const root = this.folder;
    return this.attempt(path, () => this.below(realpathSync(root), path));
  }

  private below(folder: string, path: string): string | undefined {
    const wanted = resolve(folder, path);
    // A path that starts with ~ is below the home of the user.
    if (path.startsWith("~") || path.includes("\0") || !isBelow(folder, wanted)) throw outside(path);
    const stats = statSync(wanted, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const file = realpathSync(wanted);
    if (!isBelow(folder, file)) throw outside(path);
    if (!stats.isFile()) throw new Failure(`${JSON.stringify(path)} is no file`);
    if (stats.size > MAX_FILE) throw new Failure(`the file ${JSON.stringify(path)} is too large`, true);
    return file;
  }

  private attempt<T>(path: string, step: () => T): T {
    try {
      return step();
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(`the file ${JSON.stringify(path)} cannot be read`, true);
    }
  }
}

/** Bytes of a file. API Management takes documents of 4 MB. */
const MAX_FILE = 16_000_000;

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function outside(path: string): Failure {
  return new Failure(
    `the file ${JSON.stringify(path)} is not below the folder of the stack, and is not read here`,
    true,
  );
}
