export * from "./oauth-protected-api";
