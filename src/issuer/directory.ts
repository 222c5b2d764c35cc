import type { EntraHosts } from "../oauth/entra-tenant";
import type { TokenVersion } from "../oauth/token-version";

/** A tenant of Entra ID: its applications, its users, and who was given what. */
export interface EntraDirectory {
  /** The id of the tenant, a GUID. */
  readonly tenantId: string;
  /** The verified domains of the tenant, by which addresses may name it. */
  readonly domains: readonly string[];
  /** The hosts of its cloud. */
  readonly hosts: EntraHosts;
  readonly applications: readonly EntraApplication[];
  readonly users: readonly EntraUser[];
  readonly roleAssignments: readonly RoleAssignment[];
  readonly scopeGrants: readonly ScopeGrant[];
}

/** A registration and its service principal in the tenant. */
export interface EntraApplication {
  readonly clientId: string;
  /** The object id of the service principal, which is the claim `oid` of the application's own tokens. */
  readonly principalId: string;
  readonly displayName: string;
  /** The version of the access tokens for this API. */
  readonly tokenVersion: TokenVersion;
  readonly identifierUris: readonly string[];
  readonly scopes: readonly EntraPermission[];
  readonly roles: readonly EntraPermission[];
  readonly redirectUris: RedirectUris;
  /** Whether only those with a role get a token for this API. */
  readonly isAssignmentRequired: boolean;
  /** The clients that need no consent, with the scopes that they get. */
  readonly preAuthorizedClients: readonly { readonly clientId: string; readonly scopes: readonly string[] }[];
  /** The optional claims of access tokens for this API. */
  readonly optionalClaims: readonly AskedClaim[];
  /** Which groups of a user access tokens for this API list: `All`, `SecurityGroup` or `ApplicationGroup`. */
  readonly groupMembershipClaims?: readonly string[];
  readonly credentials: Credentials;
}

/** An optional claim, such as `idtyp`, with what it is asked for with, such as `include_user_token`. */
export interface AskedClaim {
  readonly name: string;
  readonly additionalProperties: readonly string[];
}

/** A scope or a role that an API has. */
export interface EntraPermission {
  readonly id: string;
  readonly value: string;
}

/** The redirect URIs by platform, which decides how a code is redeemed. */
export interface RedirectUris {
  readonly web: readonly string[];
  readonly singlePage: readonly string[];
  readonly publicClient: readonly string[];
}

/** What an application proves with who it is. */
export interface Credentials {
  readonly secrets: readonly ClientSecret[];
  /** Certificates as PEM. */
  readonly certificates: readonly string[];
  readonly federated: readonly FederatedIdentity[];
}

export interface ClientSecret {
  readonly value: string;
  /** The id of the secret, which people take for its value. */
  readonly keyId?: string;
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt?: number;
}

/** Whose tokens of another issuer an application accepts as its credential. */
export interface FederatedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

export interface EntraUser {
  readonly objectId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly mail?: string;
  /** The object ids of the groups that the user is in. */
  readonly groups: readonly string[];
}

/** A role of an API, given to an application, a user or a group. */
export interface RoleAssignment {
  /** The object id of who has the role. */
  readonly principalId: string;
  /** The object id of the service principal of the API. */
  readonly resourceId: string;
  /** The id of the role; nothing but zeros for access without a role. */
  readonly roleId: string;
}

/** Scopes of an API that a client got consent for. */
export interface ScopeGrant {
  /** The object id of the service principal of the client. */
  readonly clientPrincipalId: string;
  /** The object id of the service principal of the API. */
  readonly resourceId: string;
  readonly scopes: readonly string[];
  /** The object id of the only user whom it is for. */
  readonly userId?: string;
}

/** Whether an address names the tenant. */
export function isTenant(directory: EntraDirectory, name: string): boolean {
  return [directory.tenantId, ...directory.domains].some((known) => known.toLowerCase() === name.toLowerCase());
}

/** The application with a client id. */
export function tryFindApplication(directory: EntraDirectory, clientId: string): EntraApplication | undefined {
  return directory.applications.find((application) => application.clientId.toLowerCase() === clientId.toLowerCase());
}

/** The API that a request names by its client id or an identifier URI, with or without a slash at the end. */
export function tryFindResource(directory: EntraDirectory, name: string): EntraApplication | undefined {
  const plain = withoutSlash(name);
  return directory.applications.find(
    ({ clientId, identifierUris }) =>
      clientId.toLowerCase() === plain.toLowerCase() || identifierUris.some((uri) => withoutSlash(uri) === plain),
  );
}

/** The values of the roles that a principal has, by itself or as a member of a group. */
export function rolesOf(directory: EntraDirectory, principalIds: readonly string[], api: EntraApplication): string[] {
  const ids = assignmentsOf(directory, principalIds, api).map(({ roleId }) => roleId);
  return api.roles.filter(({ id }) => ids.includes(id)).map(({ value }) => value);
}

/** Whether a principal is assigned to an API, with a role or without one. */
export function isAssigned(directory: EntraDirectory, principalIds: readonly string[], api: EntraApplication): boolean {
  return assignmentsOf(directory, principalIds, api).length > 0;
}

/** The scopes that a client may have of an API for a user. */
export function consentedScopes(
  directory: EntraDirectory,
  client: EntraApplication,
  api: EntraApplication,
  user: EntraUser,
): string[] {
  const preAuthorized = api.preAuthorizedClients.filter(({ clientId }) => clientId === client.clientId);
  const granted = directory.scopeGrants.filter(
    ({ clientPrincipalId, resourceId, userId }) =>
      clientPrincipalId === client.principalId &&
      resourceId === api.principalId &&
      (userId === undefined || userId === user.objectId),
  );
  const values = [...preAuthorized, ...granted].flatMap(({ scopes }) => scopes);
  return api.scopes.map(({ value }) => value).filter((value) => values.includes(value));
}

function assignmentsOf(
  directory: EntraDirectory,
  principalIds: readonly string[],
  api: EntraApplication,
): RoleAssignment[] {
  return directory.roleAssignments.filter(
    ({ principalId, resourceId }) => resourceId === api.principalId && principalIds.includes(principalId),
  );
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/$/, "");
}
