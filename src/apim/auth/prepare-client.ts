import type { IConstruct } from "constructs";
import { warnOnce } from "../../core/annotations";
import { AppRegistration } from "../../entra/app-registration";
import type { IAppRegistration } from "../../entra/i-app-registration";
import { RedirectPlatform } from "../../entra/redirect-platform";
import { isAppRegistration } from "../../entra/registrations";
import type { IOAuthClient, IResourceServer } from "../../oauth/resource-server";
import { clientHasNoRole, resourceHasNoApplicationRole, unmanagedRedirectUri } from "../errors";
import type { OAuthGrant, OAuthGrantBinding } from "./oauth-grant";

/** A client that is created here gets what the grant needs. Any other client must have it already. */
export function prepareClient(
  place: IConstruct,
  client: IOAuthClient,
  resource: IResourceServer,
  grant: OAuthGrant,
  { redirectUri, redirectPlatform, isImplicit }: OAuthGrantBinding,
): void {
  const own = client instanceof AppRegistration ? client : undefined;
  if (redirectUri !== undefined) prepareRedirect(place, client, redirectUri, redirectPlatform, isImplicit);
  if (isImplicit === true) own?._issueTokensImplicitly();
  if (!isAppRegistration(resource)) return;
  if (grant.isForUsers) grant.scopes.forEach((name) => own?.requestScope(resource, name));
  else place.node.addValidation({ validate: () => missingRole(own, resource) });
}

/** A client that is created here gets the redirect URI. */
export function prepareRedirect(
  place: IConstruct,
  client: IOAuthClient,
  redirectUri: string,
  platform: RedirectPlatform = RedirectPlatform.WEB,
  isImplicit = false,
): void {
  if (client instanceof AppRegistration) return client.addRedirectUri(redirectUri, platform);
  const kind = isImplicit ? `${platform} (implicit flow)` : platform;
  warnOnce(place, unmanagedRedirectUri(client.displayName, redirectUri, kind));
}

/** Without a role the client gets no token, or one that grants no access. */
function missingRole(client: AppRegistration | undefined, resource: IAppRegistration): string[] {
  if (resource.applicationRoleValues?.length === 0) return [resourceHasNoApplicationRole(resource.displayName)];
  if (client?._permissionsOn(resource.clientId).roles.length === 0) {
    return [clientHasNoRole(client.displayName, resource.displayName)];
  }
  return [];
}
