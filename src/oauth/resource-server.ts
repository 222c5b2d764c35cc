import { type TokenClaims } from "./token-claims";

/**
 * An API that access tokens are issued for: the resource server of RFC 6749.
 *
 * It has everything that a policy or an authorization server needs to know about the tokens, so that the two agree.
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
  /** The accepted values of claim `iss`; at least one. */
  readonly issuers: string[];
  /** The accepted values of claim `aud`; at least one. */
  readonly audiences: string[];
  /** The claims that scopes, roles and the client are in. */
  readonly claims: TokenClaims;
  /**
   * The scopes of the API, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly scopeValues?: string[];
  /**
   * The roles of the API that applications can have, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly applicationRoleValues?: string[];
  /**
   * The roles of the API that users can have, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly userRoleValues?: string[];
  /**
   * Where a client gets tokens for the API.
   *
   * @default - not known: no authorization server can be created for the API
   */
  readonly tokenEndpoint?: string;
  /**
   * Where a user signs in.
   *
   * @default - not known: no authorization server can be created for the API
   */
  readonly authorizationEndpoint?: string;
  /**
   * What a client sends as `scope` when it asks for a token for itself, such as `<API>/.default` of Entra ID.
   *
   * @default - nothing: the provider grants the client everything it is allowed
   */
  readonly applicationScope?: string;
  /**
   * Parameters that a token request needs in addition to those of RFC 6749, such as `audience` of Auth0.
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
