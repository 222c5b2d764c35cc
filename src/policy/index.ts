export * from "./document";
export * from "./node";
export * from "./section";
export * from "./statements";
export * from "./value";
