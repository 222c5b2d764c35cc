import { MICROSOFT_GRAPH } from "../issuer/microsoft-graph";
import {
  consentedScopes,
  type EntraApplication,
  type EntraDirectory,
  type EntraUser,
  rolesOf,
} from "../issuer/directory";
import { ClientProof } from "../issuer/entra-tokens";
import { clientCredentials } from "../issuer/grants/client-credentials";
import type { IssuerContext } from "../issuer/issuer-context";
import { Sessions } from "../issuer/sessions";
import { TokenMint } from "../issuer/token-mint";
import { permissionOf } from "../issuer/user-permission";
import { unknown, UsageError } from "./errors";

/** An application, and an API that it has a role of. */
export interface ApplicationGrant {
  readonly client: EntraApplication;
  readonly api: EntraApplication;
}

/** The applications of a tenant that belong to the deployment. */
export function applicationsOf({ applications }: EntraDirectory): EntraApplication[] {
  return applications.filter(({ clientId }) => clientId !== MICROSOFT_GRAPH.clientId);
}

/** Who has a role of which API, in the order of the deployment. */
export function apisForApplications(directory: EntraDirectory): ApplicationGrant[] {
  const all = applicationsOf(directory);
  return all.flatMap((client) =>
    all
      .filter((api) => rolesOf(directory, [client.principalId], api).length > 0)
      .map((api): ApplicationGrant => ({ client, api })),
  );
}

/** The application with a display name or a client id. */
export function applicationNamed(directory: EntraDirectory, name: string): EntraApplication {
  const all = applicationsOf(directory);
  const found = all.filter(({ clientId, displayName }) => clientId === name.toLowerCase() || displayName === name);
  const [application] = found;
  if (application === undefined) {
    throw unknown(
      "application",
      name,
      all.map(({ displayName }) => displayName),
    );
  }
  if (found.length === 1) return application;
  const ids = found.map(({ clientId }) => clientId).join(", ");
  throw new UsageError(`${found.length} applications are called ${name}; choose one by its client id: ${ids}`);
}

/** The API that a client asks for: the one that it was granted something of, or the only one. */
export function apiFor(
  directory: EntraDirectory,
  client: EntraApplication,
  user: EntraUser | undefined,
): EntraApplication {
  const apis = applicationsOf(directory).filter(({ scopes, roles }) => scopes.length + roles.length > 0);
  const granted = apis.filter((api) =>
    user === undefined
      ? rolesOf(directory, [client.principalId], api).length > 0
      : consentedScopes(directory, client, api, user).length > 0,
  );
  const candidates = granted.length > 0 ? granted : apis;
  const [api] = candidates;
  if (api !== undefined && candidates.length === 1) return api;
  const names = candidates.map(({ displayName }) => displayName).join(", ") || "the deployment has none";
  throw new UsageError(`a token for ${client.displayName} has to name its API; choose one with --api: ${names}`);
}

/**
 * The token that a client gets for itself.
 *
 * @throws EntraError when Entra ID would refuse it
 */
export async function applicationToken(
  context: IssuerContext,
  client: EntraApplication,
  api: EntraApplication,
): Promise<string> {
  const parameters = new URLSearchParams({ scope: `${resourceOf(api)}/.default` });
  const request = { context, client, proof: ClientProof.SECRET, sessions: new Sessions(), parameters, origin: null };
  return (await clientCredentials(request)).access_token ?? "";
}

/**
 * The token that a client gets for a user who signs in.
 *
 * @param scopes the scopes that it asks for; all that were consented to if there are none
 * @throws EntraError when Entra ID would refuse it
 */
export function userToken(
  context: IssuerContext,
  client: EntraApplication,
  api: EntraApplication,
  user: EntraUser,
  scopes: readonly string[],
): Promise<string> {
  // An application names itself by its client id.
  const resource = client.clientId === api.clientId ? api.clientId : resourceOf(api);
  const scope = (scopes.length === 0 ? [".default"] : scopes).map((name) => `${resource}/${name}`).join(" ");
  const permission = permissionOf(context, client, user, new URLSearchParams({ scope }));
  return new TokenMint(context).forUser(user, client, api, permission?.scopes ?? []);
}

/** How a request for a token names an API. */
export function resourceOf({ identifierUris, clientId }: EntraApplication): string {
  return identifierUris[0] ?? clientId;
}
