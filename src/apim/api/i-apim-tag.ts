import type { IConstruct } from "constructs";
import type { IApi, IApiOperation } from "./i-api";
import type { IProduct } from "./i-product";

/** What the developer portal says about a tag of one API. */
export interface ApiTagOptions {
  /**
   * What the tag means for the API.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * A page with more.
   *
   * @default - none
   */
  readonly documentationUrl?: string;
  /**
   * What the page is about.
   *
   * @default - no description
   */
  readonly documentationDescription?: string;
}

/** A tag of an API Management service. */
export interface IApimTag extends IConstruct {
  /** The name of the tag in Azure. */
  readonly name: string;
  /** The text that people see. */
  readonly displayName: string;

  /**
   * Gives an API the tag.
   *
   * @param api an API of the service
   * @param options what the developer portal says about it
   * @throws when the API is of another service, or has the tag already
   */
  addToApi(api: IApi, options?: ApiTagOptions): void;

  /**
   * Gives an operation the tag.
   *
   * @param operation an operation of an API of the service
   * @throws when the operation is of another service, or has the tag already
   */
  addToOperation(operation: IApiOperation): void;

  /**
   * Gives a product the tag.
   *
   * @param product a product of the service
   * @throws when the product is of another service, or has the tag already
   */
  addToProduct(product: IProduct): void;
}
