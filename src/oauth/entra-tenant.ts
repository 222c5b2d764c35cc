import { TokenVersion } from "./token-version";

/**
 * The hosts of Entra ID, and the addresses of one tenant.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols
 */

/** A GUID, such as the id of a tenant or a client. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The tenant that all personal Microsoft accounts are in. */
export const CONSUMER_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

/** What metadata for any tenant have in the place of the id of the tenant, in the issuer. */
export const TENANT_TEMPLATE = "{tenantid}";

/** The hosts of Entra ID in one cloud. */
export interface EntraHosts {
  /** Where tokens and metadata come from, such as `login.microsoftonline.com`. It is also in the issuer of a version 2 token. */
  readonly loginHost: string;
  /** The host in the issuer of a version 1 token. */
  readonly securityTokenServiceHost: string;
}

/** The hosts of Entra ID, by the name that the Terraform providers use for the cloud. */
export const ENTRA_HOSTS = {
  public: { loginHost: "login.microsoftonline.com", securityTokenServiceHost: "sts.windows.net" },
  // Azure Government issues version 1 tokens in the name of the public host.
  usgovernment: { loginHost: "login.microsoftonline.us", securityTokenServiceHost: "sts.windows.net" },
  china: { loginHost: "login.partner.microsoftonline.cn", securityTokenServiceHost: "sts.chinacloudapi.cn" },
} as const satisfies Record<string, EntraHosts>;

/** Every host that answers for Entra ID, older names included. They also issue version 2 tokens. */
export const LOGIN_HOSTS: readonly string[] = [
  ...Object.values(ENTRA_HOSTS).map(({ loginHost }) => loginHost),
  "login.chinacloudapi.cn",
  "login.windows.net",
  "login.microsoft.com",
];

/** The hosts that issue version 1 tokens. */
export const V1_ISSUER_HOSTS: readonly string[] = [
  ...new Set(Object.values(ENTRA_HOSTS).map(({ securityTokenServiceHost }) => securityTokenServiceHost)),
];

/** The OpenID Connect metadata that names the issuer and the signing keys of the tokens of a version. */
export function entraMetadataUrl(hosts: EntraHosts, tenant: string, version: TokenVersion): string {
  const path = version === TokenVersion.V2 ? "/v2.0" : "";
  return `https://${hosts.loginHost}/${tenant}${path}/.well-known/openid-configuration`;
}

/** The issuer, claim `iss`, of the tokens of a version. Version 1 ends with a slash. */
export function entraIssuer(hosts: EntraHosts, tenantId: string, version: TokenVersion): string {
  return version === TokenVersion.V2
    ? `https://${hosts.loginHost}/${tenantId}/v2.0`
    : `https://${hosts.securityTokenServiceHost}/${tenantId}/`;
}

/** Where a client gets tokens. Version 2 of the endpoint issues tokens of either version. */
export function entraTokenEndpoint(loginHost: string, tenant: string): string {
  return `https://${loginHost}/${tenant}/oauth2/v2.0/token`;
}

/** Where a user signs in and consents. Version 2 of the endpoint serves tokens of either version. */
export function entraAuthorizationEndpoint(loginHost: string, tenant: string): string {
  return `https://${loginHost}/${tenant}/oauth2/v2.0/authorize`;
}
