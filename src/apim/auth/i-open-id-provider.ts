import type { IConstruct } from "constructs";

/** An OpenID Connect provider in API Management, of which the test console of the developer portal gets a token. */
export interface IApimOpenIdProvider extends IConstruct {
  /** The name in Azure. */
  readonly name: string;
}
