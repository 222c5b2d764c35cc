export * from "./diagnostic";
export * from "./document";
export * from "./node";
export * from "./section";
export * from "./value";
