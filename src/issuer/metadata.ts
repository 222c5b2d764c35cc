import {
  CONSUMER_TENANT,
  type EntraHosts,
  entraIssuer,
  entraMetadataUrl,
  TENANT_TEMPLATE,
} from "../oauth/entra-tenant";
import { isAnyTenant } from "../oauth/issuer-address";
import { TokenVersion } from "../oauth/token-version";
import { RESPONSE_MODES } from "./authorization-response";
import type { EntraDirectory } from "./directory";
import type { SigningKey } from "./signing-key";

/**
 * The OpenID Connect metadata of a tenant. With a name for any tenant, the issuer has `{tenantid}` in the place of the id.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export function metadataOf(directory: EntraDirectory, tenant: string, version: TokenVersion): Record<string, unknown> {
  const { hosts } = directory;
  const id = isAnyTenant(tenant) ? tenant.toLowerCase() : directory.tenantId;
  const base = `https://${hosts.loginHost}/${id}`;
  const path = version === TokenVersion.V2 ? "/oauth2/v2.0" : "/oauth2";
  return {
    token_endpoint: `${base}${path}/token`,
    token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
    jwks_uri: jwksUri(hosts, id, version),
    response_modes_supported: RESPONSE_MODES,
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer: entraIssuer(hosts, issuingTenant(directory, tenant), version),
    authorization_endpoint: `${base}${path}/authorize`,
    device_authorization_endpoint: `${base}${path}/devicecode`,
    end_session_endpoint: `${base}${path}/logout`,
  };
}

/** The keys that a tenant signs with. The keys of version 2 name the issuer that they belong to. */
export function jwksOf(
  directory: EntraDirectory,
  tenant: string,
  keys: readonly SigningKey[],
  version: TokenVersion,
): { keys: object[] } {
  const issuer = entraIssuer(directory.hosts, issuingTenant(directory, tenant), TokenVersion.V2);
  return { keys: keys.map((key) => ({ ...key.toJwk(), ...(version === TokenVersion.V2 && { issuer }) })) };
}

/** The tenant in the issuer. All personal accounts are in one. */
function issuingTenant({ tenantId }: EntraDirectory, tenant: string): string {
  if (!isAnyTenant(tenant)) return tenantId;
  return tenant.toLowerCase() === "consumers" ? CONSUMER_TENANT : TENANT_TEMPLATE;
}

/** Where the metadata of a tenant is. */
export function metadataUrlOf({ hosts, tenantId }: EntraDirectory, version: TokenVersion): string {
  return entraMetadataUrl(hosts, tenantId, version);
}

/** Version 1 keeps the keys of all tenants in one place. */
function jwksUri({ loginHost }: EntraHosts, tenant: string, version: TokenVersion): string {
  return version === TokenVersion.V2
    ? `https://${loginHost}/${tenant}/discovery/v2.0/keys`
    : `https://${loginHost}/common/discovery/keys`;
}
