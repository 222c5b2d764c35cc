export * from "./azure-cloud";
export * from "./resource-server";
export * from "./token-claims";
export * from "./token-version";
