import { error, invalidValue } from "../../core/errors";

/**
 * How a client gets a token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export class OAuthGrant {
  /**
   * The client gets a token for itself, with its secret and without a user. The token holds the client's roles, and never a scope.
   *
   * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
   */
  public static clientCredentials(): OAuthGrant {
    return new OAuthGrant("clientCredentials", []);
  }

  /**
   * A user signs in and the client gets a token for the user. The token holds the scopes that the client asks for.
   *
   * @param scopes the values of scopes of the API, such as `access_as_user`; at least one
   * @throws when no scope is given
   * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1
   */
  public static authorizationCode(...scopes: string[]): OAuthGrant {
    if (scopes.length === 0) {
      throw error(
        "OAuthGrant.authorizationCode",
        "no scope is given; expected at least one scope of the API, because a token without a scope lets the client do nothing: name a scope, such as access_as_user",
      );
    }
    const repeated = scopes.find((scope, index) => scopes.indexOf(scope) !== index);
    if (repeated !== undefined) {
      throw invalidValue("OAuthGrant.authorizationCode", "scope", repeated, "each scope once", "remove one of the two");
    }
    return new OAuthGrant("authorizationCode", scopes);
  }

  /** The name of the grant in API Management, such as `clientCredentials`. */
  public readonly grantType: string;
  /** The scopes of the API to ask for. Empty when the client asks for its roles. */
  public readonly scopes: string[];

  private constructor(grantType: string, scopes: string[]) {
    this.grantType = grantType;
    this.scopes = scopes;
  }

  /**
   * Whether a user signs in, in a browser that comes back to a redirect URI.
   *
   * @internal
   */
  public get _redirects(): boolean {
    return this.grantType === "authorizationCode";
  }

  /**
   * Where the developer portal takes the user back, relative to its URL.
   *
   * @internal
   */
  public _redirectPath(serverName: string): string {
    return `/signin-oauth/code/callback/${serverName}`;
  }
}
