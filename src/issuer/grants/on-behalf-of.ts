import { createLocalJWKSet, type JWTPayload, jwtVerify } from "jose";
import { SCOPE_CLAIM } from "../../oauth/entra-claims";
import { credentialNeeded } from "../client-authentication";
import type { EntraApplication, EntraUser } from "../directory";
import { EntraError, missingParameter } from "../entra-error";
import { ClientProof, issuerOf } from "../entra-tokens";
import type { IssuerContext } from "../issuer-context";
import type { GrantRequest, TokenResponse } from "./token-grant";
import { userTokens } from "./user-tokens";

export const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/**
 * An API gets a token for the next API on behalf of the user who called it.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export async function onBehalfOf(request: GrantRequest): Promise<TokenResponse> {
  const { client, context, parameters, proof } = request;
  if (parameters.get("requested_token_use") !== "on_behalf_of") throw missingParameter("requested_token_use");
  const assertion = parameters.get("assertion");
  if (assertion === null) throw missingParameter("assertion");
  if (proof === ClientProof.NONE) throw credentialNeeded();
  const scope = parameters.get("scope");
  if (scope === null || scope === "") throw missingParameter("scope");
  const user = await userOf(context, client, assertion);
  return userTokens(request, { user, scope, platform: "web" });
}

async function userOf(context: IssuerContext, client: EntraApplication, assertion: string): Promise<EntraUser> {
  const claims = await verified(context, assertion);
  const audiences = [client.clientId, ...client.identifierUris];
  if (!audiences.includes(String(claims.aud))) {
    throw new EntraError(
      "invalid_grant",
      500131,
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${String(claims.aud)}' and the expected audience is '${client.clientId}'.`,
    );
  }
  if (claims[SCOPE_CLAIM] === undefined) {
    throw claims.azpacr === undefined && claims.appidacr === undefined
      ? new EntraError("invalid_grant", 240002, `Input id_token cannot be used as '${JWT_BEARER}' grant.`)
      : new EntraError(
          "invalid_grant",
          7000114,
          `Application '${client.clientId}' is not allowed to make application on-behalf-of calls.`,
        );
  }
  return context.directory.users.find(({ objectId }) => objectId === claims.oid) ?? userIn(claims);
}

/** The user that a token of this tenant names, where a test has signed in one that the directory does not list. */
function userIn(claims: JWTPayload): EntraUser {
  const text = (...names: string[]): string | undefined =>
    names.map((name) => claims[name]).find((value): value is string => typeof value === "string");
  const objectId = text("oid") ?? "";
  const userPrincipalName = text("preferred_username", "upn") ?? objectId;
  return { objectId, displayName: text("name") ?? userPrincipalName, userPrincipalName, groups: [] };
}

async function verified(context: IssuerContext, assertion: string): Promise<JWTPayload> {
  const keys = { keys: context.keys.published.map((key) => key.toJwk()) };
  try {
    const { payload } = await jwtVerify(assertion, createLocalJWKSet(keys), {
      algorithms: ["RS256"],
      issuer: [issuerOf(context, 1), issuerOf(context, 2)],
      currentDate: new Date(context.now()),
      requiredClaims: ["exp"],
    });
    return payload;
  } catch (error) {
    const isExpired = (error as { readonly code?: string }).code === "ERR_JWT_EXPIRED";
    throw isExpired
      ? new EntraError(
          "invalid_grant",
          500133,
          "Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.",
        )
      : new EntraError("invalid_grant", 50013, "Assertion failed signature validation.");
  }
}
