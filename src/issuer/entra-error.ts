/**
 * A refusal of Entra ID. It names an AADSTS code, which is a hint for people and no contract.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export class EntraError extends Error {
  /**
   * @param error the error of RFC 6749, section 5.2 or 4.1.2.1
   * @param code the number after `AADSTS`
   * @param description what Entra ID says, without the code
   */
  public constructor(
    public readonly error: OAuthError,
    public readonly code: number,
    public readonly description: string,
  ) {
    super(`AADSTS${code}: ${description}`);
    this.name = "EntraError";
  }
}

export type OAuthError =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope"
  | "invalid_resource"
  | "invalid_target"
  | "access_denied"
  | "unsupported_response_type"
  | "interaction_required";

/** A parameter that is missing. */
export function missingParameter(name: string): EntraError {
  return new EntraError("invalid_request", 900144, `The request body must contain the following parameter: '${name}'.`);
}

/** An application that the tenant does not have. */
export function unknownClient(clientId: string, tenantId: string): EntraError {
  return new EntraError(
    "unauthorized_client",
    700016,
    `Application with identifier '${clientId}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );
}

/** An API that the tenant does not have: no registration, no service principal, or a misspelt identifier URI. */
export function unknownResource(name: string, tenantId: string): EntraError {
  return new EntraError(
    "invalid_resource",
    500011,
    `The resource principal named ${name} was not found in the tenant named ${tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}
