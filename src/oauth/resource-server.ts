import { type TokenClaims } from "./token-claims";

/**
 * An API that access tokens are issued for: the resource server of RFC 6749.
 *
 * Everything that a policy or an authorization server has to know about the tokens is here, so that they agree.
 * `AppRegistration` is one, for Entra ID; `ResourceServer` makes one for any OpenID Connect provider. You can implement your own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-1.1
 */
export interface IResourceServer {
  /** The name of the API, for messages. */
  readonly displayName: string;
  /** The protection space that a `WWW-Authenticate` challenge names, such as the client id or the audience of the API. */
  readonly realm: string;
  /** The URL of the OpenID Connect metadata that names the signing keys. */
  readonly metadataUrl: string;
  /**
   * Further metadata whose keys sign tokens for the API, such as that of each user flow of Azure AD B2C.
   *
   * @default - none
   */
  readonly furtherMetadataUrls?: string[];
  /** What claim `iss` of a token may be: one of these, at least one. */
  readonly issuers: string[];
  /** What claim `aud` of a token may be: one of these, at least one. */
  readonly audiences: string[];
  /** The claims that scopes, roles and the client are in. */
  readonly claims: TokenClaims;
  /**
   * The scopes of the API, so that wrong names are found at synth.
   *
   * @default - not known, any name is taken
   */
  readonly scopeValues?: string[];
  /**
   * The roles of the API that applications can have, so that wrong names are found at synth.
   *
   * @default - not known, any name is taken
   */
  readonly applicationRoleValues?: string[];
  /**
   * Where a client gets tokens for the API.
   *
   * @default - not known: no authorization server can be made for the API
   */
  readonly tokenEndpoint?: string;
  /**
   * Where a user signs in.
   *
   * @default - not known: no authorization server can be made for the API
   */
  readonly authorizationEndpoint?: string;
  /**
   * What a client sends as `scope` when it asks for a token for itself, such as `<API>/.default` of Entra ID.
   *
   * @default - nothing: the provider gives the client all that it may have
   */
  readonly applicationScope?: string;
  /**
   * Parameters that a token request needs beside those of RFC 6749, such as `audience` of Auth0.
   *
   * @default - none
   */
  readonly tokenParameters?: Record<string, string>;

  /**
   * What a client sends as `scope` to ask for a scope of the API, such as `api://<client id>/Orders.Read` of Entra ID.
   *
   * @param value the value of the scope, as tokens have it
   */
  requestedScope(value: string): string;
}

/**
 * An application that asks for tokens: the client of RFC 6749. `AppRegistration` is one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-1.1
 */
export interface IOAuthClient {
  /** The name of the client, for messages. */
  readonly displayName: string;
  /** The client id, as tokens have it. */
  readonly clientId: string;
}
