import type { Json, JsonObject } from "./json";

/** A resource or a data source, as the input has it. */
export interface SourceBlock {
  /** `azurerm_x.y`, with `data.` before it for a data source, and modules and keys as they are. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
  /** Whether a data source has been read, so that what is not there has no value. */
  readonly isRead?: boolean;
  /** What Terraform marks as sensitive: `true`, or the same below members. */
  readonly sensitive?: Json;
  /** What a plan does not know: `true`, or the same below members. */
  readonly unknown?: Json;
  /** How the arguments are written, as far as a plan says it: the references in each expression. */
  readonly expressions?: Json;
}

/** One stack, or one plan or state. */
export interface Source {
  /** The name of the stack; a plan or a state has none. */
  readonly name: string;
  /** Whether texts are templates, as in a configuration, or values, as in a plan or a state. */
  readonly hasTemplates: boolean;
  readonly blocks: readonly SourceBlock[];
  readonly variables: JsonObject;
  readonly locals: JsonObject;
  readonly outputs: JsonObject;
  /** Provider configurations by name, and by name and alias: `azurerm` and `azurerm.other`. */
  readonly providers: ReadonlyMap<string, JsonObject>;
  /** The backend that holds the state: its type and configuration. */
  readonly backend: JsonObject;
  /** Characters of the input, which bound what its evaluation may make. */
  readonly length: number;
  /** The folder of a configuration, which has the files that it reads, unless its JSON came without one. */
  readonly folder?: string | undefined;
}
