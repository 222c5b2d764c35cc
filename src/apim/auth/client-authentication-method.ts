/**
 * How a client sends its secret to the token endpoint.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1
 */
export enum ClientAuthenticationMethod {
  /** In the body of the request. */
  BODY = "Body",
  /** In the header, as a name and a password. */
  BASIC = "Basic",
}
