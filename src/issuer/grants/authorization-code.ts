import type { CodeFault } from "../authorization-codes";
import { credentialNeeded } from "../client-authentication";
import { EntraError, missingParameter } from "../entra-error";
import { ClientProof } from "../entra-tokens";
import type { RedirectPlatform } from "../redirect-platform";
import type { CodeSession } from "../sessions";
import type { GrantRequest, TokenResponse } from "./token-grant";
import { userTokens } from "./user-tokens";

/** What Entra ID says of a code that is not good. */
const REFUSALS: Readonly<Record<CodeFault, (given: URLSearchParams, session?: CodeSession) => EntraError>> = {
  unknown: () => new EntraError("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid."),
  redeemed: () =>
    new EntraError(
      "invalid_grant",
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
    ),
  expired: () =>
    new EntraError(
      "invalid_grant",
      70008,
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
    ),
  "other-redirect-uri": (given, session) =>
    new EntraError(
      "invalid_grant",
      500112,
      `The reply address '${given.get("redirect_uri") ?? ""}' does not match the reply address '${session?.redirectUri ?? ""}' provided when requesting Authorization code.`,
    ),
  "other-verifier": () =>
    new EntraError(
      "invalid_grant",
      501481,
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ),
};

/**
 * A client redeems the code that a user brought from the authorization endpoint.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export async function authorizationCode(request: GrantRequest): Promise<TokenResponse> {
  const { client, context, parameters, sessions } = request;
  const code = parameters.get("code");
  if (code === null) throw missingParameter("code");
  const { fault, session } = sessions.codes.redeem(code, client.clientId, parameters, context.now());
  if (fault !== undefined) throw REFUSALS[fault](parameters, session);
  checkPlatform(request, session.platform);
  const { user, nonce, platform } = session;
  return userTokens(request, { user, scope: parameters.get("scope") ?? session.scope, nonce, platform });
}

/** What a platform has to show: a web application its credential, a page that a browser sent the request, a device nothing. */
export function checkPlatform({ client, proof, origin }: GrantRequest, platform: RedirectPlatform): void {
  if (platform === "singlePage") {
    if (origin === null) {
      throw new EntraError(
        "invalid_request",
        9002327,
        "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
      );
    }
  } else if (origin !== null) {
    throw new EntraError(
      "invalid_request",
      9002326,
      "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
    );
  }
  if (platform === "web") {
    if (proof === ClientProof.NONE) throw credentialNeeded();
  } else if (proof !== ClientProof.NONE) {
    throw new EntraError(
      "invalid_client",
      700025,
      `Client is public so neither 'client_assertion' nor 'client_secret' should be presented, for app '${client.clientId}'.`,
    );
  }
}
