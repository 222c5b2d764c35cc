export * from "./apim";
export * from "./core";
export * from "./entra";
export * from "./keyvault";
export * from "./oauth";
export * from "./patterns";
export * as policy from "./policy";
