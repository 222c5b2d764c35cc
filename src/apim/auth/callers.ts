import { emptyAnyOf, noCallers } from "../errors";

/**
 * Who may call an API.
 *
 * An application needs a role and a user needs a scope. A role never opens the API to a user's token, nor a scope to an application's.
 * Which claims hold roles and scopes is a matter of the API's issuer: see `IResourceServer`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scenario-protected-web-api-verification-scope-app-roles
 */
export class Callers {
  /**
   * Applications that call without a user and have one of the roles.
   *
   * @param roles values of roles of the API, such as `Orders.Read`; at least one
   * @throws when no role is given: every application of the tenant could call
   */
  public static applications(...roles: string[]): Callers {
    if (roles.length === 0) {
      throw noCallers(
        "Callers.applications",
        "role",
        "Entra ID gives a token without roles to every application of the tenant: name the roles that may call",
      );
    }
    return new Callers(roles, []);
  }

  /**
   * Clients that call for a signed-in user and have one of the scopes.
   *
   * @param scopes values of scopes of the API, such as `access_as_user`; at least one
   * @throws when no scope is given
   */
  public static users(...scopes: string[]): Callers {
    if (scopes.length === 0) {
      throw noCallers(
        "Callers.users",
        "scope",
        "a token for a user without a scope of the API must not open it: name the scopes that may call",
      );
    }
    return new Callers([], scopes);
  }

  /**
   * Whoever one of the given callers lets in.
   *
   * @param callers applications, users or both; at least one
   * @throws when none is given
   */
  public static anyOf(...callers: Callers[]): Callers {
    if (callers.length === 0) {
      throw emptyAnyOf();
    }
    return new Callers(
      [...new Set(callers.flatMap((caller) => caller.roles))],
      [...new Set(callers.flatMap((caller) => caller.scopes))],
    );
  }

  /** The roles of which an application needs one. Empty when applications may not call. */
  public readonly roles: string[];
  /** The scopes of which a user's token needs one. Empty when users may not call. */
  public readonly scopes: string[];

  private constructor(roles: string[], scopes: string[]) {
    this.roles = roles;
    this.scopes = scopes;
  }
}
