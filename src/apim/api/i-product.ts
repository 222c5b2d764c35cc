import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import type { IApi } from "./i-api";

/** A product: APIs that callers use with one key, under one policy. */
export interface IProduct extends IPolicyTarget {
  /** The service that has the product. */
  readonly apim: IApiManagement;
  /** The name of the product in Azure. */
  readonly productId: string;

  /**
   * Adds an API. An API can be in several products.
   *
   * @throws when the API belongs to another service or is in the product, or in another open one, already
   */
  addApi(api: IApi): void;

  /**
   * Shows the product to a group in the developer portal.
   *
   * @param name the name of the group, such as `developers`, or that of a resource
   */
  addGroup(name: string): void;
}
