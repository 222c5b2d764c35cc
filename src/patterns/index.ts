export * from "./oauth-protected-api";
export type { TestConsoleOptions } from "./test-console";
