export * from "./principal";
export * from "./secret-value";
