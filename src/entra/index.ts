export * from "./app-registration";
export * from "./app-role";
export * from "./authority";
export * from "./credentials";
export * from "./i-app-registration";
export { type AppRegistrationAttributes } from "./imported-app-registration";
export * from "./permission-scope";
export * from "./redirect-platform";
export * from "./resource-server";
