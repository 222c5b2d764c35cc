export * from "./finding";
export * from "./options";
export * from "./policy-lint";
