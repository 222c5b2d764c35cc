import { type EntraHosts } from "./entra-hosts";
import { TokenVersion } from "./token-version";

/**
 * The addresses of one tenant of Entra ID.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols
 */

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
