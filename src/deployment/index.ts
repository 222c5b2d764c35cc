export * from "./deployment";
export * from "./errors";
export * from "./input";
export * from "./model";
export { Secret } from "./terraform/value";
export * from "./unresolved";
export type { GivenValues } from "./world";
