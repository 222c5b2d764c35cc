import { ApplicationTokens, TokenClaim, type TokenClaims } from "./token-claims";
import { TokenVersion } from "./token-version";

/**
 * The claims of the access tokens of Entra ID, customer tenants and Azure AD B2C included.
 *
 * A user can have a role too: only a token without a scope is an application's.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
export function entraClaims(version: TokenVersion): TokenClaims {
  return {
    scopes: TokenClaim.spaceDelimited("scp"),
    roles: TokenClaim.list("roles"),
    client: version === TokenVersion.V2 ? "azp" : "appid",
    applications: ApplicationTokens.withoutClaim("scp"),
  };
}
