/**
 * The kind of application that a redirect URI belongs to. Entra ID issues tokens in another way for each.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reply-url
 */
export enum RedirectPlatform {
  /** A web application, whose server redeems the code with its secret. */
  WEB = "Web",
  /** A single-page application, whose script redeems the code with PKCE. */
  SPA = "SPA",
  /** A mobile or desktop application, which has no secret. It can have its own scheme, such as `msal<client id>://auth`. */
  PUBLIC_CLIENT = "PublicClient",
}
