import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { isAppRegistration } from "../../entra/registrations";
import type { IApimAuthServer } from "./apim-auth-server";
import { scopeOfApplication, scopeOfUsers } from "./errors";

/** Scopes of OpenID Connect, which are of no API. */
const SIGN_IN = ["openid", "profile", "email", "offline_access"];

/**
 * Compares what the test console asks for in an API with the grant of its authorization server.
 *
 * @throws when Entra ID certainly gives no token for the API
 */
export function requireAuthScope(place: IConstruct, { resource, grant }: IApimAuthServer, authScope: string): void {
  if (resource === undefined || grant === undefined || !isAppRegistration(resource)) return;
  if (Token.isUnresolved(authScope)) return;
  const scopes = authScope.split(" ").filter((scope) => scope !== "");
  if (!grant.isForUsers) {
    if (scopes.length !== 1 || !isDefault(scopes[0]!)) throw scopeOfApplication(place, authScope);
    return;
  }
  const ofApi = scopes.filter((scope) => !SIGN_IN.includes(scope));
  const apis = new Set(ofApi.map((scope) => /^(.+)\/[^/]+$/.exec(scope)?.[1]));
  const [api, ...others] = apis;
  const isMixed = ofApi.length > 1 && ofApi.some(isDefault);
  // A name alone is a scope of Microsoft Graph.
  if (api === undefined || others.length > 0 || isMixed) throw scopeOfUsers(place, authScope);
}

function isDefault(scope: string): boolean {
  return scope.endsWith("/.default");
}
