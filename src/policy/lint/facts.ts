import { type PolicyLintOptions } from "./options";

/** What other documents can rely on when a document has run before. */
export interface DocumentFacts {
  /** The names of the policies in it. */
  readonly policies: ReadonlySet<string>;
  /** The variables that it may set. */
  readonly variables: ReadonlySet<string>;
  /** Those of the variables that hold a validated token. */
  readonly tokens: ReadonlySet<string>;
  /** Whether it may set variables whose names are not known. */
  readonly setsOthers: boolean;
}

/** What a program knows beyond the options that are given by hand. */
export interface ProgramFacts extends PolicyLintOptions {
  /** Whether the service may have named values, fragments and backends that are not listed. */
  readonly isPartOfService?: boolean;
  /** The documents of broader scopes that are known, and the fragments that they include. There may be others. */
  readonly inherited?: readonly DocumentFacts[];
  /** The fragments whose content is known, by their ids. */
  readonly knownFragments?: ReadonlyMap<string, DocumentFacts>;
  /** The tier of the service, such as `Consumption`. Absent: not known. */
  readonly tier?: string;
  /** The names of the parameters in the URL of the operation, or in the URLs of all operations of the API. Absent: not known. */
  readonly pathParameters?: readonly string[];
}
