/**
 * The four sections of a policy document, in the order in which the gateway runs them.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-howto-policies#sections
 */
export enum PolicySection {
  /** Runs on the request, before it goes to the backend. */
  INBOUND = "inbound",
  /** Runs around the call to the backend. */
  BACKEND = "backend",
  /** Runs on the response, before it goes to the caller. */
  OUTBOUND = "outbound",
  /** Runs when a step of another section fails. */
  ON_ERROR = "on-error",
}

/**
 * The sections in the order of a document.
 *
 * @internal
 */
export const SECTION_ORDER: readonly PolicySection[] = [
  PolicySection.INBOUND,
  PolicySection.BACKEND,
  PolicySection.OUTBOUND,
  PolicySection.ON_ERROR,
];

/**
 * The level that a policy document applies to, from broad to narrow. The narrower document runs; `<base />` in it runs the next broader one.
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
