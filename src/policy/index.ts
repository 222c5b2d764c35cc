export * from "./diagnostic";
export * from "./document";
export * from "./expression";
export * from "./node";
export * from "./section";
export * from "./statements";
export * from "./value";
