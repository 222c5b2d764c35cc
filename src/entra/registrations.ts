import type { IConstruct } from "constructs";
import { unknownValue } from "../core/errors";
import { check, RULES } from "../core/rules";
import type { IOAuthClient, IResourceServer } from "../oauth/resource-server";
import type { AppRole } from "./app-role";
import {
  clientIsResource,
  differentAuthorities,
  roleAsScope,
  roleIsForApplications,
  roleIsForUsers,
  scopeAsRole,
  scopeAsUserRole,
} from "./errors";
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
  const { displayName, scopeValues: known, applicationRoleValues } = resource;
  if (known === undefined || known.includes(value)) return;
  if (applicationRoleValues?.includes(value) === true || rolesOf(resource).some((role) => role.value === value)) {
    throw roleAsScope(place, value, displayName);
  }
  throw unknownValue(place, "scope", value, displayName, known, "scopes");
}

/** Throws when the API certainly does not have the role for applications. */
export function requireApplicationRole(place: IConstruct, resource: IResourceServer, value: string): void {
  check(place, "role", value, isAppRegistration(resource) ? ENTRA_RULES.claimValue : RULES.text);
  const { displayName, applicationRoleValues: known, scopeValues } = resource;
  if (known === undefined || known.includes(value)) return;
  if (rolesOf(resource).some((role) => role.value === value)) throw roleIsForUsers(place, value, displayName);
  if (scopeValues?.includes(value) === true) throw scopeAsRole(place, value, displayName);
  throw unknownValue(place, "role for applications", value, displayName, known, "roles");
}

/** Throws when the API certainly does not have the role for users. */
export function requireUserRole(place: IConstruct, resource: IResourceServer, value: string): void {
  check(place, "role", value, isAppRegistration(resource) ? ENTRA_RULES.claimValue : RULES.text);
  const { displayName, userRoleValues: known, scopeValues } = resource;
  if (known === undefined || known.includes(value)) return;
  if (rolesOf(resource).some((role) => role.value === value)) throw roleIsForApplications(place, value, displayName);
  if (scopeValues?.includes(value) === true) throw scopeAsUserRole(place, value, displayName);
  throw unknownValue(place, "role for users", value, displayName, known, "roles");
}

/** All roles of a registration, those for users included. Other resource servers do not say. */
function rolesOf(resource: IResourceServer): readonly AppRole[] {
  return isAppRegistration(resource) ? resource.roles : [];
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
  requireSameAuthority(place, client, resource);
}

/** Throws when client and resource are in different tenants or clouds. */
export function requireSameAuthority(place: IConstruct, client: IAppRegistration, resource: IAppRegistration): void {
  if (client.authority._differsFrom(resource.authority)) {
    throw differentAuthorities(place, client.authority.toString(), resource.authority.toString());
  }
}
