import type { AzureCloud } from "./azure-cloud";

/** The domains of Azure AD B2C, by the name that the Terraform providers use for the cloud: of its hosts, and of its tenants. */
const DOMAINS: Readonly<Record<string, { readonly host: string; readonly tenant: string }>> = {
  public: { host: "b2clogin.com", tenant: "onmicrosoft.com" },
  usgovernment: { host: "b2clogin.us", tenant: "onmicrosoft.us" },
  china: { host: "b2clogin.cn", tenant: "partner.onmschina.cn" },
};

/** The host where customers sign in to a tenant of Azure AD B2C that has no domain of its own, such as `contoso.b2clogin.com`. */
export function b2cHost({ environment }: AzureCloud, tenantName: string): string {
  return `${tenantName}.${DOMAINS[environment]!.host}`;
}

/** The first domain of a tenant of Azure AD B2C, such as `contoso.onmicrosoft.com`. */
export function b2cTenantDomain({ environment }: AzureCloud, tenantName: string): string {
  return `${tenantName}.${DOMAINS[environment]!.tenant}`;
}
