import { ApplicationTokens, TokenClaim, type TokenClaims } from "./token-claims";
import { TokenVersion } from "./token-version";

/** The claim with the scopes of a user's token, in one string with spaces. */
export const SCOPE_CLAIM = "scp";

/** The claim with the roles of an application or a user, a list. */
export const ROLE_CLAIM = "roles";

/** The claim with the client id of the caller, by the version of the token. */
export const CLIENT_CLAIMS = { [TokenVersion.V1]: "appid", [TokenVersion.V2]: "azp" } as const;

/**
 * The claims of the access tokens of Entra ID, customer tenants and Azure AD B2C included.
 *
 * A user can have a role too: only a token without a scope is an application's.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function entraClaims(version: TokenVersion): TokenClaims {
  return {
    scopes: TokenClaim.spaceDelimited(SCOPE_CLAIM),
    roles: TokenClaim.list(ROLE_CLAIM),
    client: CLIENT_CLAIMS[version],
    applications: ApplicationTokens.withoutClaim(SCOPE_CLAIM),
  };
}

/** Whether claims are those of Entra ID, as far as their names say it. */
export function hasEntraClaims({ scopes, client }: TokenClaims): boolean {
  return scopes.name === SCOPE_CLAIM && Object.values<string>(CLIENT_CLAIMS).includes(client);
}
