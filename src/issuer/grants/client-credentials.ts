import { isAssigned } from "../directory";
import { credentialNeeded } from "../client-authentication";
import { EntraError, missingParameter } from "../entra-error";
import { applicationClaims, ClientProof, LIFETIME_SECONDS } from "../entra-tokens";
import { applicationScope } from "../requested-scope";
import { signAccessToken } from "../microsoft-graph";
import type { GrantRequest, TokenResponse } from "./token-grant";

/**
 * An application gets a token for itself. Without a role it gets one as well, unless the API asks for an assignment.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export async function clientCredentials(request: GrantRequest): Promise<TokenResponse> {
  const { context, client, proof, parameters } = request;
  if (proof === ClientProof.NONE) throw credentialNeeded();
  const scope = parameters.get("scope");
  if (parameters.has("resource")) {
    throw new EntraError("invalid_request", 901002, "The 'resource' request parameter is not supported.");
  }
  if (scope === null || scope === "") throw missingParameter("scope");
  const { api, resource } = applicationScope(context.directory, scope);
  if (api.isAssignmentRequired && !isAssigned(context.directory, [client.principalId], api)) {
    throw new EntraError(
      "invalid_grant",
      501051,
      `Application '${client.clientId}'(${client.displayName}) is not assigned to a role for the application '${resource}'(${api.displayName}).`,
    );
  }
  const claims = applicationClaims(context, { client, proof, api, resource });
  return {
    token_type: "Bearer",
    expires_in: LIFETIME_SECONDS - 1,
    ext_expires_in: LIFETIME_SECONDS - 1,
    access_token: await signAccessToken(context, api, claims),
  };
}
