/**
 * What a policy document belongs to, from broad to narrow. The narrower document runs; `<base />` in it stands for the next broader one.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies#scopes
 */
export enum PolicyScope {
  /** The whole service: all APIs. */
  GLOBAL = "global",
  /** A workspace. */
  WORKSPACE = "workspace",
  /** A product. */
  PRODUCT = "product",
  /** An API. */
  API = "api",
  /** One operation of an API. */
  OPERATION = "operation",
}
