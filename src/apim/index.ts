export * from "./api/api";
export { type ApiProps } from "./api/api-props";
export { type ApiAttributes } from "./api/imported-api";
export * from "./api/api-operation";
export * from "./api/apim-subscription";
export * from "./api/apim-tag";
export * from "./api/i-api";
export * from "./api/i-apim-tag";
export * from "./api/i-product";
export * from "./api/product";
export * from "./api/subscription-scope";
export * from "./api/api-about";
export * from "./api/api-options";
export * from "./api/api-revision";
export * from "./api/api-schema";
export * from "./api/api-type";
export {
  ApiVersionSet,
  type ApiVersionSetAttributes,
  type ApiVersionSetProps,
  type IApiVersionSet,
  VersioningScheme,
} from "./api/api-version-set";
export * from "./api/workspace-api-version-set";
export * from "./api/i-api";
export * from "./api/i-api-schema";
export * from "./api/openapi/openapi-document";
export * from "./api/operation-parts";
export * from "./api/backend";
export { type AppBackendOptions, BackendAddress } from "./api/backend-address";
export * from "./api/backend-pool";
export { BackendCredential, type ManagedIdentityOptions } from "./api/backend-credential";
export { type BackendProps, type BackendProxy } from "./api/backend-props";
export { type BackendRetry } from "./api/backend-request";
export type { ServiceFabricOptions, ServiceFabricX509Name } from "./api/service-fabric";
export { type CircuitBreaker, type StatusRange } from "./api/circuit-breaker";
export * from "./api/i-api";
export { type IBackend } from "./api/i-backend";
export { type BackendAttributes } from "./api/imported-backend";
export * from "./api/protected-resource-metadata";
export * from "./api/mcp-server";
export { type McpServerProps } from "./api/mcp-server-props";
export * from "./api/mcp-tool-options";
export * from "./auth/apim-auth-server";
export { type AcceptedTokens } from "./auth/accepted-tokens";
export * from "./auth/backend-token";
export * from "./auth/caller-limit";
export * from "./auth/callers";
export * from "./auth/client-authentication";
export * from "./auth/client-authentication-method";
export * from "./auth/cors-policy";
export * from "./auth/developer-portal-b2c-sign-in";
export * from "./auth/developer-portal-sign-in";
export * from "./auth/client-authentication";
export * from "./auth/jwt-policy";
export { type JwtPolicyProps } from "./auth/jwt-policy-props";
export { type TokenCheckOptions } from "./auth/token-check-options";
export * from "./auth/oauth-grant";
export { type OnBehalfOfOptions } from "./auth/on-behalf-of";
export * from "./auth/response-cache-policy";
export { TokenValidation } from "./auth/token-validation";
export * from "./auth/openid-connect-provider";
export * from "./policy/apim-policy";
export * from "./policy/error-policy";
export * from "./policy/forward-policy";
export * from "./policy/policy-fragment";
export * from "./policy/raw-policy";
export * from "./policy/workspace-policy-fragment";
export * from "./policy/security-headers-policy";
export * from "./policy-target";
export { type AdditionalLocation } from "./service/additional-location";
export * from "./service/api-management";
export { type ApiManagementProps } from "./service/api-management-props";
export { type PortalDelegation, type PortalSignUp } from "./service/portal-options";
export * from "./service/apim-identity";
export * from "./values/apim-certificate";
export * from "./values/apim-pkcs12-certificate";
export * from "./service/apim-sku";
export * from "./service/ca-certificate";
export { CustomDomain } from "./service/custom-domain";
export type {
  CertificateReader,
  CustomDomainOptions,
  HostNameOptions,
  Pkcs12DomainOptions,
} from "./service/domain-options";
export * from "./service/i-api-management";
export { type ApiManagementAttributes, type ApiManagementOptions } from "./service/imported-api-management";
export { type ApimSubnet, ApimVirtualNetwork } from "./service/network";
export { WeakTls } from "./service/weak-tls";
export * from "./values/key-vault-secret-ref";
export * from "./values/named-value";
export * from "./values/named-value-source";
export type { VaultReaderOptions } from "./service/vault-reader";
export * from "./service/workspace";
export * from "./values/key-vault-secret-ref";
export * from "./values/named-value";
export * from "./values/named-value-source";
export * from "./values/workspace-certificate";
