import { EntraError, missingParameter } from "../entra-error";
import { checkPlatform } from "./authorization-code";
import type { GrantRequest, TokenResponse } from "./token-grant";
import { userTokens } from "./user-tokens";

/** A client gets new tokens for a user who signed in before. */
export async function refreshToken(request: GrantRequest): Promise<TokenResponse> {
  const { client, parameters, sessions } = request;
  const token = parameters.get("refresh_token");
  if (token === null) throw missingParameter("refresh_token");
  const session = sessions.refreshTokens.get(token);
  if (session === undefined || session.clientId !== client.clientId) {
    throw new EntraError("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
  }
  checkPlatform(request, session.platform);
  const { user, platform } = session;
  return userTokens(request, { user, platform, scope: parameters.get("scope") ?? session.scope });
}
