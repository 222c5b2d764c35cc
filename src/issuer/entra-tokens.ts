import { createHash } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { CLIENT_CLAIMS, ROLE_CLAIM, SCOPE_CLAIM } from "../oauth/entra-claims";
import { entraIssuer } from "../oauth/entra-tenant";
import { TokenVersion } from "../oauth/token-version";
import { type EntraApplication, type EntraUser, rolesOf } from "./directory";
import type { IssuerContext } from "./issuer-context";
import { askedUserClaims, audienceOf, groupClaims, tokenKind } from "./optional-claims";
import type { SigningKey } from "./signing-key";

/** How a client proved who it is; the claim `azpacr` or `appidacr` says it. */
export enum ClientProof {
  NONE = "0",
  SECRET = "1",
  CERTIFICATE = "2",
}

/** Whom a token is issued to, and for which API. */
export interface TokenRequest {
  readonly client: EntraApplication;
  readonly proof: ClientProof;
  readonly api: EntraApplication;
  /** The name by which the request named the API. It is the audience of a version 1 token. */
  readonly resource: string;
}

/** The token lives this long, in seconds, from when it is issued. */
export const LIFETIME_SECONDS = 3600;
/** Entra ID sets the start of a token back, because clocks differ. */
const BACKDATED_SECONDS = 300;

/** The claims of an access token that an application gets for itself: roles, and never a scope. */
export function applicationClaims(context: IssuerContext, request: TokenRequest): JWTPayload {
  const { client, api } = request;
  const roles = rolesOf(context.directory, [client.principalId], api);
  return {
    ...commonClaims(context, request),
    // Version 1 names who signed the caller in.
    ...(api.tokenVersion === TokenVersion.V1 && { idp: issuerOf(context, TokenVersion.V1) }),
    ...tokenKind(api, "app"),
    oid: client.principalId,
    sub: client.principalId,
    ...(roles.length > 0 && { [ROLE_CLAIM]: roles }),
  };
}

/** The claims of an access token that a client gets for a user. */
export function userClaims(
  context: IssuerContext,
  request: TokenRequest,
  user: EntraUser,
  scopes: readonly string[],
): JWTPayload {
  const { client, api } = request;
  const roles = rolesOf(context.directory, [user.objectId, ...user.groups], api);
  const name =
    api.tokenVersion === TokenVersion.V1
      ? { acr: "1", amr: ["pwd"], unique_name: user.userPrincipalName, upn: user.userPrincipalName }
      : { preferred_username: user.userPrincipalName };
  return {
    ...commonClaims(context, request),
    ...name,
    ...askedUserClaims(api, user),
    ...tokenKind(api, "user"),
    name: user.displayName,
    oid: user.objectId,
    sub: pairwiseSubject(user, client),
    ...(roles.length > 0 && { [ROLE_CLAIM]: roles }),
    ...groupClaims(context.directory, api, user),
    [SCOPE_CLAIM]: scopes.join(" "),
  };
}

/** The claims of an ID token, which is for the client and not for an API. It has the roles of the user in the client, and names no client. */
export function idTokenClaims(
  context: IssuerContext,
  client: EntraApplication,
  user: EntraUser,
  nonce?: string,
): JWTPayload {
  const roles = rolesOf(context.directory, [user.objectId, ...user.groups], client);
  return {
    aud: client.clientId,
    iss: issuerOf(context, TokenVersion.V2),
    ...times(context),
    name: user.displayName,
    ...(nonce !== undefined && { nonce }),
    oid: user.objectId,
    preferred_username: user.userPrincipalName,
    rh: `0.${context.random(32)}.`,
    ...(roles.length > 0 && { [ROLE_CLAIM]: roles }),
    sub: pairwiseSubject(user, client),
    tid: context.directory.tenantId,
    uti: context.random(16),
    ver: "2.0",
  };
}

/** Signs claims as Entra ID does: RS256, and the name of the key twice in a version 1 token. */
export function sign(
  claims: JWTPayload,
  key: SigningKey,
  header: Readonly<Record<string, string>> = {},
): Promise<string> {
  const isVersion1 = claims.ver === "1.0";
  return new SignJWT(claims)
    .setProtectedHeader({ typ: "JWT", alg: "RS256", ...(isVersion1 && { x5t: key.kid }), kid: key.kid, ...header })
    .sign(key.privateKey);
}

/** The issuer of the tokens of a version. */
export function issuerOf({ directory }: IssuerContext, version: TokenVersion): string {
  return entraIssuer(directory.hosts, directory.tenantId, version);
}

function commonClaims(context: IssuerContext, { client, proof, api, resource }: TokenRequest): JWTPayload {
  const version = api.tokenVersion;
  const clientClaim = CLIENT_CLAIMS[version];
  return {
    aud: audienceOf(api, resource),
    iss: issuerOf(context, version),
    ...times(context),
    aio: context.random(48),
    [clientClaim]: client.clientId,
    [`${clientClaim}acr`]: proof,
    rh: `0.${context.random(32)}.`,
    tid: context.directory.tenantId,
    uti: context.random(16),
    ver: version === TokenVersion.V2 ? "2.0" : "1.0",
  };
}

function times({ now }: IssuerContext): { iat: number; nbf: number; exp: number } {
  const seconds = Math.floor(now() / 1000);
  return { iat: seconds - BACKDATED_SECONDS, nbf: seconds - BACKDATED_SECONDS, exp: seconds + LIFETIME_SECONDS };
}

/** A user has another subject for each client. */
function pairwiseSubject(user: EntraUser, client: EntraApplication): string {
  return createHash("sha256").update(`${user.objectId} ${client.clientId}`).digest("base64url");
}
