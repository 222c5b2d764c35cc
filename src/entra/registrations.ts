import type { IConstruct } from "constructs";
import { unknownValue } from "../core/errors";
import { check, RULES } from "../core/rules";
import type { IOAuthClient, IResourceServer } from "../oauth/resource-server";
import { clientIsResource, differentAuthorities } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { ENTRA_RULES } from "./rules";

/** Whether a client or a resource server is a registration of Entra ID. */
export function isAppRegistration(value: IOAuthClient | IResourceServer): value is IAppRegistration {
  // The interface is open to other implementations, so this does not check for a class.
  return "servicePrincipalObjectId" in value && "authority" in value;
}

/** Throws when the API certainly does not have the scope. */
export function requireScope(place: IConstruct, resource: IResourceServer, value: string): void {
  check(place, "scope", value, isAppRegistration(resource) ? ENTRA_RULES.claimValue : RULES.scopeToken);
  const known = resource.scopeValues;
  if (known !== undefined && !known.includes(value)) {
    throw unknownValue(place, "scope", value, resource.displayName, known);
  }
}

/** Throws when the API certainly does not have the role for applications. */
export function requireApplicationRole(place: IConstruct, resource: IResourceServer, value: string): void {
  check(place, "role", value, isAppRegistration(resource) ? ENTRA_RULES.claimValue : RULES.text);
  const known = resource.applicationRoleValues;
  if (known !== undefined && !known.includes(value)) {
    throw unknownValue(place, "role for applications", value, resource.displayName, known);
  }
}

/** Throws when client and resource are the same registration, or are in different tenants. */
export function requireDifferentRegistrations(
  place: IConstruct,
  client: IAppRegistration,
  resource: IAppRegistration,
): void {
  if (client === resource || client.clientId.toLowerCase() === resource.clientId.toLowerCase()) {
    throw clientIsResource(place, client.displayName);
  }
  if (client.authority._differsFrom(resource.authority)) {
    throw differentAuthorities(place, client.authority.toString(), resource.authority.toString());
  }
}
