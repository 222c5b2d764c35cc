import type { CodeFault } from "../authorization-codes";
import { authenticate, checkConfidential, type OidcClient } from "./client-authentication";
import type { OidcContext } from "./provider";
import { checkedParameters, OidcRefusal, requiredParameter } from "./refusal";
import { accessClaims, checkAudience, hasScopes, requestedAccess, type RequestedAccess } from "./requested-access";

/** How long a token lives. */
export const LIFETIME_SECONDS = 3600;

const GRANTS: ReadonlyMap<string, (context: OidcContext, request: TokenRequest) => Promise<object>> = new Map([
  ["authorization_code", authorizationCode],
  ["client_credentials", clientCredentials],
  ["refresh_token", refreshToken],
]);

export const GRANT_TYPES: readonly string[] = [...GRANTS.keys()];

const CODE_FAULTS: Readonly<Record<CodeFault, string>> = {
  unknown: "no such code was given to the client",
  redeemed: "the code was redeemed before",
  expired: "the code has expired",
  "other-redirect-uri": "redirect_uri is not the one that the code was sent to",
  "other-verifier": "code_verifier does not fit the code_challenge of the authorization request",
};

interface TokenRequest {
  readonly client: OidcClient;
  readonly parameters: URLSearchParams;
}

/**
 * Answers a request for a token.
 *
 * @throws OidcRefusal with an error of RFC 6749, section 5.2
 */
export async function tokenFor(
  context: OidcContext,
  given: URLSearchParams,
  authorization: string | null,
): Promise<object> {
  const parameters = checkedParameters(given);
  const client = authenticate(context.provider.anyClient, parameters, authorization);
  const type = requiredParameter(parameters, "grant_type");
  const grant = GRANTS.get(type);
  if (grant !== undefined) return grant(context, { client, parameters });
  throw new OidcRefusal("unsupported_grant_type", `grant_type is ${type}; expected one of ${GRANT_TYPES.join(", ")}`);
}

async function clientCredentials(context: OidcContext, { client, parameters }: TokenRequest): Promise<object> {
  checkConfidential(client);
  const audiences = context.provider.anyClient?.audiences ?? [];
  return accessToken(context, requestedAccess(audiences, client.clientId, parameters));
}

async function authorizationCode(context: OidcContext, { client, parameters }: TokenRequest): Promise<object> {
  const { clientId } = client;
  const code = requiredParameter(parameters, "code");
  const { fault, session } = context.codes.redeem(code, clientId, parameters, context.now());
  if (fault !== undefined) throw new OidcRefusal("invalid_grant", CODE_FAULTS[fault]);
  if (session.challenge === undefined) checkConfidential(client);
  checkAudience(session, parameters);
  const { subject, scope, claims, nonce } = session;
  return {
    ...(await accessToken(context, session)),
    ...(hasScopes(session, "openid") && {
      id_token: await context.mint({
        sub: claims.sub ?? subject,
        aud: clientId,
        ...(nonce !== undefined && { nonce }),
      }),
    }),
    ...(scope !== undefined && { scope }),
    ...newRefreshToken(context, client, session),
  };
}

/** A refresh token is good once, and the answer has the next one. */
async function refreshToken(context: OidcContext, { client, parameters }: TokenRequest): Promise<object> {
  const token = requiredParameter(parameters, "refresh_token");
  const session = context.refreshTokens.get(token);
  if (session === undefined || session.clientId !== client.clientId) {
    throw new OidcRefusal("invalid_grant", "no such refresh token was given to the client");
  }
  if (session.isConfidential) checkConfidential(client);
  checkAudience(session, parameters);
  const scope = parameters.get("scope") ?? session.scope;
  if (scope !== undefined && !hasScopes(session, scope)) {
    throw new OidcRefusal("invalid_scope", `scope is ${scope}; expected no more than ${session.scope ?? "none"}`);
  }
  context.refreshTokens.take(token);
  return {
    ...(await accessToken(context, { ...session, scope })),
    ...(scope !== undefined && { scope }),
    ...newRefreshToken(context, session, session),
  };
}

async function accessToken(context: OidcContext, access: RequestedAccess): Promise<object> {
  const token = await context.mint(accessClaims(access));
  return { token_type: "Bearer", expires_in: LIFETIME_SECONDS, access_token: token };
}

/** @see https://openid.net/specs/openid-connect-core-1_0.html#OfflineAccess */
function newRefreshToken(
  { random, refreshTokens }: OidcContext,
  { clientId, isConfidential }: OidcClient,
  { subject, audience, scope, claims }: RequestedAccess,
): { refresh_token?: string } {
  const access = { subject, audience, scope, claims };
  if (!hasScopes(access, "offline_access")) return {};
  const token = random(32);
  refreshTokens.set(token, { ...access, clientId, isConfidential });
  return { refresh_token: token };
}
