export * from "./document";
export * from "./lint";
export * from "./model/expression";
export * from "./model/finding";
export * from "./model/node";
export * from "./model/section";
export * from "./statements";
export * from "./model/value";
