import type { EntraUser } from "../directory";
import { idTokenClaims, LIFETIME_SECONDS, sign, userClaims } from "../entra-tokens";
import { signAccessToken } from "../microsoft-graph";
import type { RedirectPlatform } from "../redirect-platform";
import { permissionOf } from "../user-permission";
import type { GrantRequest, TokenResponse } from "./token-grant";

/** What the tokens for a user are issued for. */
export interface UserGrant {
  readonly user: EntraUser;
  /** The scope of the request. */
  readonly scope: string;
  readonly nonce?: string;
  /** The platform of a client that may get a refresh token. */
  readonly platform?: RedirectPlatform;
}

/** The tokens that a client gets for a user, after all checks of the grant. */
export async function userTokens(request: GrantRequest, grant: UserGrant): Promise<TokenResponse> {
  const { context, client, proof, parameters, sessions } = request;
  const { user, scope, nonce, platform } = grant;
  const asked = new URLSearchParams({ scope });
  const resource = parameters.get("resource");
  if (resource !== null) asked.set("resource", resource);
  const permission = permissionOf(context, client, user, asked);
  const openid = scope.split(" ");
  const claims =
    permission &&
    userClaims(context, { client, proof, api: permission.api, resource: permission.resource }, user, permission.scopes);
  const refreshToken = openid.includes("offline_access") && platform !== undefined ? context.random(64) : undefined;
  if (refreshToken !== undefined && platform !== undefined) {
    sessions.refreshTokens.set(refreshToken, { clientId: client.clientId, platform, user, scope });
  }
  return {
    token_type: "Bearer",
    expires_in: LIFETIME_SECONDS - 1,
    ext_expires_in: LIFETIME_SECONDS - 1,
    ...(permission &&
      claims && {
        access_token: await signAccessToken(context, permission.api, claims),
        scope: permission.scopes.map((name) => `${permission.resource}/${name}`).join(" "),
      }),
    ...(openid.includes("openid") && {
      id_token: await sign(idTokenClaims(context, client, user, nonce), context.keys.signingKey),
    }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  };
}
