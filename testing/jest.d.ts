import type { ApimMatchers } from "cdktf-apim-oauth/testing";

declare global {
  namespace jest {
    // The parameters are those of the interface that this one is merged with.
    interface Matchers<R, T = {}> extends ApimMatchers<R> {}
  }
}

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ApimMatchers<R> {}
}
