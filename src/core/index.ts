export * from "./azapi-provider";
export * from "./principal";
export * from "./secret-value";
