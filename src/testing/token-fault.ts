import { UnsecuredJWT } from "jose";
import type { EntraApplication, EntraUser } from "../issuer/directory";
import type { IssuerContext } from "../issuer/issuer-context";
import { SigningKey } from "../issuer/signing-key";
import { type TokenChanges, TokenMint } from "../issuer/token-mint";
import { ROLE_CLAIM, SCOPE_CLAIM } from "../oauth/entra-claims";
import { TokenVersion } from "../oauth/token-version";

/** What is wrong with a token that Entra ID could have issued, or how it was forged. */
export const TOKEN_FAULTS = {
  "other-tenant": "a token of another tenant, signed with the same keys",
  "other-audience": "a token for another API",
  "other-version": "a token of the other version",
  "other-client": "a token of an application that was granted nothing",
  expired: "a token that has expired",
  "not-yet-valid": "a token that is not valid yet",
  "other-key": "a token that is signed with an unknown key",
  unsigned: "a token without a signature",
  "role-less": "a token without roles",
  "scope-less": "a token without scopes",
  "id-token": "an ID token for the registration of the API",
  "graph-token": "a token for Microsoft Graph",
} as const;

/** A key of {@link TOKEN_FAULTS}. */
export type TokenFault = keyof typeof TOKEN_FAULTS;

/** Whom a token is for. Without a user it is one that an application gets for itself. */
export interface TokenSubject {
  readonly client: EntraApplication;
  readonly api: EntraApplication;
  readonly user?: EntraUser;
  readonly scopes?: readonly string[];
}

/** An id that nothing in a deployment has. */
const OTHER_ID = "99999999-9999-4999-8999-999999999999";
/** No check allows for clocks that differ by so much. */
export const DAY_SECONDS = 86_400;

/** A client that was granted nothing. */
export const OTHER_CLIENT: EntraApplication = {
  clientId: OTHER_ID,
  principalId: OTHER_ID,
  displayName: "another client",
  tokenVersion: TokenVersion.V2,
  identifierUris: [],
  scopes: [],
  roles: [],
  redirectUris: { web: [], singlePage: [], publicClient: [] },
  isAssignmentRequired: false,
  preAuthorizedClients: [],
  optionalClaims: [],
  credentials: { secrets: [], certificates: [], federated: [] },
};

/** Who is signed in if nobody was named. */
export const ANY_USER: EntraUser = {
  objectId: "88888888-8888-4888-8888-888888888888",
  displayName: "Test user",
  userPrincipalName: "user@example.com",
  groups: [],
};

let unknownKey: SigningKey | undefined;
/** A key that no issuer publishes. It is made once, because that takes a while. */
export function keyOfNobody(): SigningKey {
  return (unknownKey ??= SigningKey.generate());
}

/** The token of a subject. */
export function mintToken(context: IssuerContext, subject: TokenSubject, changes: TokenChanges = {}): Promise<string> {
  const { client, api, user, scopes = [] } = subject;
  const mint = new TokenMint(context);
  return user === undefined
    ? mint.forApplication(client, api, changes)
    : mint.forUser(user, client, api, scopes, changes);
}

/** The token of a subject with something wrong. */
export async function mintFaulty(
  context: IssuerContext,
  subject: TokenSubject,
  fault: TokenFault,
  changes: TokenChanges = {},
): Promise<string> {
  const { client, api, user = ANY_USER } = subject;
  const claims = (wrong: Readonly<Record<string, unknown>>): TokenChanges => ({
    ...changes,
    claims: { ...changes.claims, ...wrong },
  });
  switch (fault) {
    case "other-tenant": {
      const directory = { ...context.directory, tenantId: OTHER_ID };
      return mintToken({ ...context, directory }, subject, changes);
    }
    case "other-audience": {
      const other = { ...api, clientId: OTHER_ID, identifierUris: [`api://${OTHER_ID}`] };
      return mintToken(context, { ...subject, api: other }, changes);
    }
    case "other-version": {
      const tokenVersion = api.tokenVersion === TokenVersion.V1 ? TokenVersion.V2 : TokenVersion.V1;
      // With the client id as its audience, so that only the issuer makes the difference.
      return mintToken(context, { ...subject, api: { ...api, tokenVersion, identifierUris: [] } }, changes);
    }
    case "other-client":
      return mintToken(context, { client: OTHER_CLIENT, api }, changes);
    case "expired":
      return mintToken(context, subject, { ...changes, ageSeconds: DAY_SECONDS });
    case "not-yet-valid":
      return mintToken(context, subject, { ...changes, ageSeconds: -DAY_SECONDS });
    case "other-key": {
      const { kid } = context.keys.signingKey;
      return mintToken(context, subject, { ...changes, key: keyOfNobody(), header: { ...changes.header, kid } });
    }
    case "unsigned":
      return withoutSignature(await mintToken(context, subject, changes));
    case "role-less":
      return mintToken(context, subject, claims({ [ROLE_CLAIM]: undefined }));
    case "scope-less":
      return mintToken(context, subject, claims({ [SCOPE_CLAIM]: undefined }));
    case "id-token":
      // The client of the token is its audience, so this is the one that a check of the audience takes.
      return new TokenMint(context).idToken(user, api, changes);
    case "graph-token":
      return new TokenMint(context).graph(client);
  }
}

/** The same claims with `alg` `none`. */
export function withoutSignature(token: string): string {
  return new UnsecuredJWT(claimsOf(token)).encode();
}

/** The claims of a token, whether it is valid or not. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
}
