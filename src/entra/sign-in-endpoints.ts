import { CONSUMER_TENANT, entraAuthorizationEndpoint, entraTokenEndpoint } from "../oauth/entra-tenant";
import type { IOAuthClient, IResourceServer } from "../oauth/resource-server";
import type { Authority } from "./authority";
import type { IAppRegistration } from "./i-app-registration";
import { acceptedTenants, isAppRegistration, tenantsOfClient } from "./registrations";

/** Where a client gets tokens. */
export interface Endpoints {
  readonly tokenEndpoint?: string;
  readonly authorizationEndpoint?: string;
}

/**
 * Where a client gets tokens for an API. With several tenants in common, users choose theirs when they sign in, and an application gets its
 * token in one: Entra ID refuses `organizations` and `common` without a user.
 */
export function endpointsFor(client: IOAuthClient, api: IResourceServer, isForUsers: boolean): Endpoints {
  if (!isAppRegistration(api)) return api;
  const tenants = acceptedTenants(api);
  const common = isAppRegistration(client) ? commonTenants(client, api) : tenants;
  // What the API says itself counts for its own tenant, in other implementations too.
  if (tenants.length === 1 || common.length === 0) return api;
  if (isForUsers) return endpointsOfUsers(common);
  return endpointsOf(common[0]!, common[0]!.tenantId);
}

/** Where the users of these tenants sign in: in their tenant if it is one. */
export function endpointsOfUsers(tenants: readonly Authority[]): Required<Endpoints> {
  const [first] = tenants;
  const personal = tenants.some(({ tenantId }) => tenantId === CONSUMER_TENANT);
  if (tenants.length === 1) return endpointsOf(first!, personal ? "consumers" : first!.tenantId);
  return endpointsOf(first!, personal ? "common" : "organizations");
}

/** The tenants in which the client gets tokens that the API accepts, the client's own first. */
function commonTenants(client: IAppRegistration, api: IAppRegistration): Authority[] {
  const accepted = acceptedTenants(api).map(({ tenantId }) => tenantId);
  const clients = tenantsOfClient(client);
  const common = clients.filter(({ tenantId }) => accepted.includes(tenantId));
  // Tenants that only Terraform knows may be the same: a client of one tenant stays in its own.
  return common.length === 0 && clients.length === 1 ? clients : common;
}

function endpointsOf({ cloud }: Authority, tenant: string): Required<Endpoints> {
  return {
    tokenEndpoint: entraTokenEndpoint(cloud.loginHost, tenant),
    authorizationEndpoint: entraAuthorizationEndpoint(cloud.loginHost, tenant),
  };
}
