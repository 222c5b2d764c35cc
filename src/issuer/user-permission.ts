import { consentedScopes, type EntraApplication, type EntraUser, isAssigned } from "./directory";
import { EntraError } from "./entra-error";
import type { IssuerContext } from "./issuer-context";
import { type RequestedScope, userScope } from "./requested-scope";

/** What a client may do for a user. */
export interface UserPermission extends RequestedScope {
  /** The scopes that the token gets. */
  readonly scopes: readonly string[];
}

/**
 * Checks a request on behalf of a user: the API exists, the user may use it, and consent has been given.
 *
 * @returns undefined if the request names no API
 */
export function permissionOf(
  context: IssuerContext,
  client: EntraApplication,
  user: EntraUser,
  parameters: URLSearchParams,
): UserPermission | undefined {
  const { directory } = context;
  const requested = userScope(directory, parameters.get("scope") ?? "");
  checkAssigned(context, client, user);
  if (requested === undefined) return undefined;
  const { api, resource, names } = requested;
  checkResource(parameters.get("resource"), requested);
  if (api.clientId === client.clientId && resource.toLowerCase() !== api.clientId.toLowerCase()) {
    throw new EntraError(
      "invalid_resource",
      90009,
      `Application '${client.clientId}'(${client.displayName}) is requesting a token for itself. This scenario is supported only if resource is specified using the GUID based App Identifier.`,
    );
  }
  checkAssigned(context, api, user);
  const consented = consentedScopes(directory, client, api, user);
  // An application needs no consent for its own API.
  const allowed = api.clientId === client.clientId ? api.scopes.map(({ value }) => value) : consented;
  const isAll = names.includes(".default");
  if (isAll ? allowed.length === 0 : names.some((name) => !allowed.includes(name))) {
    throw new EntraError(
      "invalid_grant",
      65001,
      `The user or administrator has not consented to use the application with ID '${client.clientId}' named '${client.displayName}'. Send an interactive authorization request for this user and resource.`,
    );
  }
  // All that was consented to is in the token, as in Entra ID.
  return { ...requested, scopes: allowed };
}

function checkAssigned({ directory }: IssuerContext, application: EntraApplication, user: EntraUser): void {
  if (!application.isAssignmentRequired) return;
  if (isAssigned(directory, [user.objectId, ...user.groups], application)) return;
  throw new EntraError(
    "interaction_required",
    50105,
    `Your administrator has configured the application ${application.displayName} ('${application.clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${user.userPrincipalName}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.`,
  );
}

/** The parameter of RFC 8707. Version 2 takes it only where it says the same as the scope. */
function checkResource(resource: string | null, { api }: RequestedScope): void {
  if (resource === null || resource === api.clientId || api.identifierUris.includes(resource)) return;
  throw new EntraError(
    "invalid_request",
    9010010,
    "The resource parameter provided in the request doesn't match with the requested scopes.",
  );
}
