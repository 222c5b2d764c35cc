import { anyOfAnonymous, emptyAnyOf, noCallers, roleForOtherCallers } from "../errors";
import { KNOWN_STRINGS, listOf } from "../../core/kinds";
import { CALLERS } from "../kinds";
import { mergeUsers, needsOf, scopesOf, type UserCallers } from "./user-callers";

const CALLERS_LIST = listOf(CALLERS, "Callers");

/**
 * Who may call an API.
 *
 * An application needs a role and a user needs a scope, with `withRole` a role as well. A role alone never admits a user's token, and a scope never
 * admits an application's.
 * The issuer of the API determines which claims hold roles and scopes: see `IResourceServer`.
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
    KNOWN_STRINGS.require("Callers.applications", "roles", roles);
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
        "a user's token without a scope of the API must not be accepted: name the scopes that may call",
      );
    }
    KNOWN_STRINGS.require("Callers.users", "scopes", scopes);
    return new Callers([], [{ scopes, roles: [] }]);
  }

  /**
   * Everyone, without a token: for an operation such as a health check. `addOperation` takes it.
   *
   * The other statements of the API's policy still run, such as `cors` and limits.
   */
  public static anonymous(): Callers {
    return new Callers([], [], true);
  }

  /**
   * All callers that at least one of the given ones allows.
   *
   * @param callers applications, users or both; at least one
   * @throws when none is given, or one is `Callers.anonymous()`
   */
  public static anyOf(...callers: Callers[]): Callers {
    if (callers.length === 0) throw emptyAnyOf();
    CALLERS_LIST.require("Callers.anyOf", "callers", callers);
    if (callers.some(({ isAnonymous }) => isAnonymous)) throw anyOfAnonymous();
    return new Callers(
      [...new Set(callers.flatMap((caller) => caller.roles))],
      mergeUsers(callers.flatMap((caller) => caller._users)),
    );
  }

  /** The roles, of which an application needs at least one. Empty if applications may not call. */
  public readonly roles: string[];
  /** The scopes, of which a user's token needs at least one. Empty if users may not call. */
  public readonly scopes: string[];
  /** Whether everyone may call, without a token. */
  public readonly isAnonymous: boolean;

  /**
   * The users who may call, by what they need.
   *
   * @internal
   */
  public readonly _users: readonly UserCallers[];

  private constructor(roles: string[], users: readonly UserCallers[], isAnonymous = false) {
    this.roles = roles;
    this.scopes = scopesOf(users);
    this.isAnonymous = isAnonymous;
    this._users = users;
  }

  /**
   * Users who have one of the roles in addition to their scope. The scope says what the client may do for the user, and the role what the user may do.
   *
   * @param roles values of roles of the API for users, such as `Admin`; at least one
   * @throws when no role is given, or these are not users without a role
   */
  public withRole(...roles: string[]): Callers {
    const place = "Callers.withRole";
    if (roles.length === 0) {
      throw noCallers(place, "role", "all users would be without a role: name the roles, of which a user needs one");
    }
    KNOWN_STRINGS.require(place, "roles", roles);
    if (this._users.length === 0 || this.roles.length > 0 || this._users.some((other) => other.roles.length > 0)) {
      throw roleForOtherCallers(place, this.isAnonymous ? "no token" : needsOf(this).join(" or "));
    }
    return new Callers([], [{ scopes: this.scopes, roles }]);
  }
}
