import { CONSUMER_TENANT, ENTRA_HOSTS, type EntraHosts, entraIssuer, GUID, TENANT_TEMPLATE } from "./entra-tenant";
import { isAnyTenant, IssuerKind, parseMetadataUrl } from "./issuer-address";
import { TokenVersion } from "./token-version";

/** The end of the address of OpenID Connect metadata, and the user flow in its query. */
const METADATA_PATH = /\/\.well-known\/[\w-]+(?:\?.*)?$/;

/** What the addresses of an OpenID Connect provider begin with: its metadata URL without what all providers have. */
export function metadataBase(metadataUrl: string): string {
  return metadataUrl.replace(METADATA_PATH, "");
}

/**
 * The issuer that metadata name, as far as their address shows it. The issuer of Entra ID follows from tenant and version; that of a tenant for customers names
 * the tenant by its id; other providers write the address that their metadata are below.
 */
export function publishedIssuer(metadataUrl: string): string {
  const { kind, version, tenant, host = "" } = parseMetadataUrl(metadataUrl, false);
  if (kind === IssuerKind.ENTRA && version !== undefined && tenant !== undefined) {
    return entraIssuer(hostsOf(host), tenantIn(tenant), version === 2 ? TokenVersion.V2 : TokenVersion.V1);
  }
  if (kind === IssuerKind.CUSTOMERS && tenant !== undefined && GUID.test(tenant)) {
    // The host of External ID is the tenant, and the issuer of Azure AD B2C ends with a slash.
    const name = /\.ciamlogin\.(.+)$/.exec(host);
    return name === null ? `https://${host}/${tenant}/v2.0/` : `https://${tenant}.ciamlogin.${name[1]}/${tenant}/v2.0`;
  }
  return metadataBase(metadataUrl);
}

function tenantIn(tenant: string): string {
  if (tenant.toLowerCase() === "consumers") return CONSUMER_TENANT;
  return isAnyTenant(tenant) ? TENANT_TEMPLATE : tenant;
}

function hostsOf(host: string): EntraHosts {
  return Object.values(ENTRA_HOSTS).find(({ loginHost }) => loginHost === host) ?? ENTRA_HOSTS.public;
}
