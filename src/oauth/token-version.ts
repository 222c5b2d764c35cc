/**
 * The version of the access tokens that Entra ID issues for an API. The registration of the API decides it, never the client.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats
 */
export enum TokenVersion {
  /** The issuer is `https://sts.windows.net/<tenant id>/`, the audience an identifier URI or the client id, the client's id is in `appid`. */
  V1 = 1,
  /** The issuer is `https://login.microsoftonline.com/<tenant id>/v2.0`, the audience is the client id, the client's id is in `azp`. */
  V2 = 2,
}
