import type { ModuleFolder } from "./module-folder";
import type { Key } from "./path";
import type { Value } from "./value";

/** What the names in an expression refer to. */
export interface Scope {
  /** The value behind a name and the steps that follow it. */
  reference(name: string, path: readonly Key[]): Value;
  /** The keys of what a path leads to when it is a resource that occurs several times. */
  instances(name: string, path: readonly Key[]): readonly Key[] | undefined;
  /** The time of the plan, if given. */
  readonly planTime: string | undefined;
  /** The files that it may read. */
  readonly files: ModuleFolder;
}
