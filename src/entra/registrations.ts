import type { IConstruct } from "constructs";
import { unknownValue } from "../core/errors";
import { check, RULES } from "../core/rules";
import type { IOAuthClient, IResourceServer } from "../oauth/resource-server";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import {
  clientIsResource,
  differentAuthorities,
  principalOfOtherTenant,
  roleAsScope,
  roleInNoToken,
  roleIsForApplications,
  roleIsForUsers,
  scopeAsRole,
  scopeAsUserRole,
} from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { ENTRA_RULES } from "./rules";
import { SignInAudience } from "./sign-in-audience";

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

/** Throws when the API certainly does not have the role for applications, or no token shows it. */
export function requireApplicationRoleInTokens(place: IConstruct, resource: IResourceServer, value: string): void {
  if (rolesInNoToken(resource, value).length > 0) throw roleInNoToken(place, value, resource.displayName);
  requireApplicationRole(place, resource, value);
}

/** Throws when the API certainly does not have the role for users, or no token shows it. */
export function requireUserRoleInTokens(place: IConstruct, resource: IResourceServer, value: string): void {
  if (rolesInNoToken(resource, value).length > 0) throw roleInNoToken(place, value, resource.displayName);
  requireUserRole(place, resource, value);
}

/** Throws when the API certainly does not have the role for applications. */
export function requireApplicationRole(place: IConstruct, resource: IResourceServer, value: string): void {
  check(place, "role", value, isAppRegistration(resource) ? ENTRA_RULES.claimValue : RULES.text);
  const { displayName, applicationRoleValues: known, scopeValues } = resource;
  if (known === undefined || known.includes(value)) return;
  if (rolesInNoToken(resource, value).some((role) => role.allowsApplications)) return;
  if (rolesOf(resource).some((role) => role.value === value)) throw roleIsForUsers(place, value, displayName);
  if (scopeValues?.includes(value) === true) throw scopeAsRole(place, value, displayName);
  throw unknownValue(place, "role for applications", value, displayName, known, "roles");
}

/** Throws when the API certainly does not have the role for users. */
export function requireUserRole(place: IConstruct, resource: IResourceServer, value: string): void {
  check(place, "role", value, isAppRegistration(resource) ? ENTRA_RULES.claimValue : RULES.text);
  const { displayName, userRoleValues: known, scopeValues } = resource;
  if (known === undefined || known.includes(value)) return;
  if (rolesInNoToken(resource, value).some((role) => role.allowsUsers)) return;
  if (rolesOf(resource).some((role) => role.value === value)) throw roleIsForApplications(place, value, displayName);
  if (scopeValues?.includes(value) === true) throw scopeAsUserRole(place, value, displayName);
  throw unknownValue(place, "role for users", value, displayName, known, "roles");
}

/** All roles of a registration, those for users included. Other resource servers do not say. */
function rolesOf(resource: IResourceServer): readonly AppRole[] {
  return isAppRegistration(resource) ? resource.roles : [];
}

/** The role of this name that no token shows, if there is one. */
function rolesInNoToken(resource: IResourceServer, name: string): readonly AppRole[] {
  return rolesOf(resource).filter((role) => role.value === name && !isInTokens(role));
}

/** Whether claim `roles` shows the role. */
export function isInTokens({ options }: AppRole): boolean {
  return options.inNoToken !== true;
}

/** The values of roles in the tokens of applications or of users. */
export function roleValues(roles: readonly AppRole[], allows: "allowsApplications" | "allowsUsers"): string[] {
  return roles.filter((role) => role[allows] && isInTokens(role)).map((role) => role.value);
}

/** The tenants whose tokens an API accepts, its own first. */
export function acceptedTenants({ authority, signInAudience }: IAppRegistration): Authority[] {
  return (signInAudience ?? SignInAudience.singleTenant())._authorities(authority);
}

/** The tenants in which a client gets tokens, its own first. */
export function tenantsOfClient(client: IAppRegistration): Authority[] {
  const { authority } = client;
  return [authority, ...acceptedTenants(client).filter(({ tenantId }) => tenantId !== authority.tenantId)];
}

/** Throws when client and resource are the same registration, or have no tenant in common. */
export function requireDifferentRegistrations(
  place: IConstruct,
  client: IAppRegistration,
  resource: IAppRegistration,
): void {
  if (client === resource || client.clientId.toLowerCase() === resource.clientId.toLowerCase()) {
    throw clientIsResource(place, client.displayName);
  }
  requireCommonTenant(place, client, resource);
}

/** Throws when the client gets no token that the API accepts, in any tenant or in another cloud. */
export function requireCommonTenant(place: IConstruct, client: IAppRegistration, resource: IAppRegistration): void {
  const accepted = acceptedTenants(resource);
  if (tenantsOfClient(client).some((tenant) => accepted.some((other) => !tenant._differsFrom(other)))) return;
  throw differentAuthorities(place, client.authority.toString(), resource.authority.toString());
}

/**
 * Throws when the tenant of the client, in which a grant is made, certainly lacks the service principal of the API.
 */
export function requireGrantable(place: IConstruct, client: IAppRegistration, resource: IAppRegistration): void {
  requireDifferentRegistrations(place, client, resource);
  const { _makesPrincipal } = resource as { readonly _makesPrincipal?: boolean };
  if (_makesPrincipal === true && client.authority._differsFrom(resource.authority)) {
    throw principalOfOtherTenant(place, resource.displayName, client.authority.toString());
  }
}
