import type { IConstruct } from "constructs";

/** A schema of an API. */
export interface IApiSchema extends IConstruct {
  /** The name in Azure. */
  readonly schemaId: string;
}
