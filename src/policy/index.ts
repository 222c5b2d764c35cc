export * from "./document";
export * from "./lint";
export * from "./model/expression";
export * from "./model/node";
export * from "./model/section";
export * from "./model/value";
export * from "./statements";
