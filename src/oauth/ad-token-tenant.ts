import { ENTRA_HOSTS, type EntraHosts } from "./entra-tenant";

/**
 * The tenant in `tenant-id` of `validate-azure-ad-token`, which is its id, a domain, a name for any tenant, or an address with one of them; undefined for another text.
 *
 * @see https://learn.microsoft.com/azure/api-management/validate-azure-ad-token-policy
 */
export function adTokenTenant(text: string): string | undefined {
  const tenant = /^https:\/\/[^/]+\/([^/?#]+)/.exec(text.trim())?.[1] ?? text.trim();
  return /^[A-Za-z0-9.-]+$/.test(tenant) ? tenant : undefined;
}

/** The cloud in `authentication-endpoint`, the public one without it; undefined for a host of none. */
export function adTokenHosts(endpoint: string | undefined): EntraHosts | undefined {
  if (endpoint === undefined) return ENTRA_HOSTS.public;
  const host = /^(?:https:\/\/)?([^/]+)/.exec(endpoint.trim())?.[1]?.toLowerCase();
  return Object.values(ENTRA_HOSTS).find(({ loginHost }) => loginHost === host);
}
