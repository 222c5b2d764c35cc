export * from "./app-registration";
export { type AppRegistrationProps, type InsecureImplicitGrant } from "./app-registration-props";
export * from "./app-role";
export * from "./assignee";
export * from "./authority";
export * from "./credentials";
export * from "./i-app-registration";
export { MicrosoftApi, type MicrosoftApiOptions } from "./microsoft-api";
export * from "./optional-claim";
export { type AppRegistrationAttributes, type ExistingRegistrationOptions } from "./existing-registration";
export * from "./managed-identity";
export * from "./permission-scope";
export * from "./redirect-platform";
export * from "./resource-server";
export {
  type AddedServicePrincipalOptions,
  type FeatureTags,
  type ServicePrincipalOptions,
  SingleSignOnMode,
} from "./service-principal-options";
export * from "./sign-in-audience";
