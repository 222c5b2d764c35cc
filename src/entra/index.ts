export * from "./app-registration";
export * from "./app-registration-base";
export * from "./app-role";
export * from "./authority";
export * from "./imported-app-registration";
export * from "./permission-scope";
export * from "./token-version";
