export * from "./options";
export * from "./policy-lint";
