import { type EntraApplication, type EntraDirectory, tryFindResource } from "./directory";
import { EntraError, unknownResource } from "./entra-error";

/** The scopes about the user, which belong to no API. */
export const OPENID_SCOPES: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** What a request asks for. */
export interface RequestedScope {
  readonly api: EntraApplication;
  /** How the request names the API: its client id or an identifier URI. */
  readonly resource: string;
  /** The names of the scopes, or `.default` alone. */
  readonly names: readonly string[];
  /** Which of `openid`, `profile`, `email` and `offline_access` it asks for. */
  readonly openid: readonly string[];
}

/** A scope with the API that it is of: `api://<client id>/Orders.Read`. */
interface QualifiedScope {
  readonly resource: string;
  readonly name: string;
}

/** What an application asks for: exactly one API with `/.default`. */
export function applicationScope(directory: EntraDirectory, scope: string): RequestedScope {
  const [first, ...others] = words(scope);
  if (first === undefined || others.length > 0 || !first.endsWith("/.default")) {
    throw new EntraError(
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    );
  }
  const resource = first.slice(0, -"/.default".length);
  return { api: find(directory, resource), resource, names: [".default"], openid: [] };
}

/** What a client asks for on behalf of a user: scopes of one API. Undefined if it only wants to know who the user is. */
export function userScope(directory: EntraDirectory, scope: string): RequestedScope | undefined {
  const all = words(scope);
  const openid = all.filter((word) => OPENID_SCOPES.includes(word));
  const scopes = all.filter((word) => !OPENID_SCOPES.includes(word)).map(qualified);
  const [first] = scopes;
  if (first === undefined) return undefined;
  const resources = new Set(scopes.map(({ resource }) => resource));
  if (resources.size > 1) {
    throw new EntraError(
      "invalid_request",
      28000,
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    );
  }
  const names = scopes.map(({ name }) => name);
  if (names.includes(".default") && names.length > 1) {
    throw new EntraError(
      "invalid_scope",
      70011,
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. .default scope can't be combined with resource-specific scopes.`,
    );
  }
  const api = find(directory, first.resource);
  for (const name of names) {
    if (name === ".default" || api.scopes.some(({ value }) => value === name)) continue;
    throw new EntraError(
      "invalid_scope",
      650053,
      `The application asked for scope '${name}' that doesn't exist on the resource '${api.clientId}'. Contact the app vendor.`,
    );
  }
  return { api, resource: first.resource, names, openid };
}

function find(directory: EntraDirectory, resource: string): EntraApplication {
  const api = tryFindResource(directory, resource);
  if (api === undefined) throw unknownResource(resource, directory.tenantId);
  return api;
}

/** A name without an API is a scope of Microsoft Graph. */
function qualified(scope: string): QualifiedScope {
  const slash = scope.lastIndexOf("/");
  if (slash < 0) return { resource: "https://graph.microsoft.com", name: scope };
  return { resource: scope.slice(0, slash), name: scope.slice(slash + 1) };
}

function words(scope: string): string[] {
  return scope.split(" ").filter((word) => word !== "");
}
