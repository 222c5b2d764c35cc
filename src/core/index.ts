export * from "./azure-cloud";
export * from "./secret-value";
