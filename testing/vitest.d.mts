import type { ApimMatchers } from "cdktf-apim-oauth/testing";

declare module "vitest" {
  // The parameter is that of the interface that this one is merged with.
  interface Assertion<T = any> extends ApimMatchers {}
}
