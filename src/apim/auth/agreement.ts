import type { IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { AppRegistration } from "../../entra/app-registration";
import { isAppRegistration, requireCommonTenant } from "../../entra/registrations";
import type { AzureCloud } from "../../oauth/azure-cloud";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { clientLacksCallers, differentClouds, usersNeedAssignment } from "../errors";
import type { IPolicyTarget } from "../policy-target";
import type { IApiManagement } from "../service/api-management";
import type { Callers } from "./callers";

/** Throws when the API's tokens come from another cloud than the one that the service runs in. */
export function requireSameCloud(place: IConstruct, service: { cloud: AzureCloud }, resource: IResourceServer): void {
  if (!isAppRegistration(resource)) return;
  const { cloud } = resource.authority;
  if (service.cloud !== cloud) throw differentClouds(place, service.cloud.environment, cloud.environment);
}

/** The service that a target belongs to, or undefined for a target that this library does not know. */
export function serviceOf(target: IPolicyTarget): { readonly cloud: AzureCloud } | undefined {
  const { cloud, apim } = target as Partial<IApiManagement> & { readonly apim?: IApiManagement };
  return cloud === undefined ? apim : { cloud };
}

/** Throws when one of the clients has no tenant in common with the API, and so never gets a token that it accepts. */
export function requireReachable(place: IConstruct, clients: readonly IOAuthClient[], resource: IResourceServer): void {
  if (!isAppRegistration(resource)) return;
  for (const client of clients) if (isAppRegistration(client)) requireCommonTenant(place, client, resource);
}

/**
 * Warns about callers that Entra ID gives no token, as far as the program knows. Grants and assignments can also be made elsewhere, and users can
 * consent when they sign in.
 */
export function warnAboutRefused(
  place: IConstruct,
  resource: IResourceServer,
  callers: Callers,
  clients: readonly IOAuthClient[] = [],
): void {
  if (!isAppRegistration(resource)) return;
  const wanted = [...callers.roles.map((role) => `role ${role}`), ...callers.scopes.map((scope) => `scope ${scope}`)];
  for (const client of clients) {
    if (!(client instanceof AppRegistration) || client.clientId === resource.clientId) continue;
    const { roles, scopes } = client._permissionsOn(resource.clientId);
    const holdsOne =
      callers.roles.some((role) => roles.includes(role)) || callers.scopes.some((scope) => scopes.includes(scope));
    if (!holdsOne) warnOnce(place, clientLacksCallers(client.displayName, resource.displayName, wanted.join(" or ")));
  }
  if (callers.scopes.length > 0 && resource instanceof AppRegistration && resource._refusesUsers) {
    warnOnce(place, usersNeedAssignment(resource.displayName));
  }
}
