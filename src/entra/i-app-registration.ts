import type { IConstruct, IDependable } from "constructs";
import type { Principal } from "../core/principal";
import type { IOAuthClient, IResourceServer } from "../oauth/resource-server";
import type { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Assignee } from "./assignee";
import type { Authority } from "./authority";
import type { PermissionScope } from "./permission-scope";
import type { SignInAudience } from "./sign-in-audience";

/** A registration of an application in Entra ID: an API, a client, or both. */
export interface IAppRegistration extends IConstruct, IResourceServer, IOAuthClient {
  /**
   * The URI that identifies the API in a token request.
   *
   * @throws when the registration has neither scopes nor roles nor an identifier URI
   */
  readonly identifierUri: string;
  /** The object id of the service principal, a GUID. */
  readonly servicePrincipalObjectId: string;
  /** The tenant and the cloud. */
  readonly authority: Authority;
  /**
   * Whose accounts can use the registration.
   *
   * @default - those of its own tenant
   */
  readonly signInAudience?: SignInAudience;
  /** The version of the access tokens for this API. */
  readonly tokenVersion: TokenVersion;
  /** The scopes of the API. Empty when they are not known. */
  readonly scopes: PermissionScope[];
  /** The roles of the API. Empty when they are not known. */
  readonly roles: AppRole[];

  /**
   * The id of a scope, a GUID.
   *
   * @throws when the API does not have the scope
   */
  scopeId(value: string): string;

  /**
   * The id of a role, a GUID.
   *
   * @throws when the API does not have the role
   */
  roleId(value: string): string;

  /**
   * Grants a role of an API to this application; the portal calls this admin consent.
   *
   * @param resource the API
   * @param role the value of one of its roles for applications
   * @returns the assignment, to depend on
   * @throws when the API does not have the role, the role is not for applications, or both are the same registration
   */
  grantRole(resource: IAppRegistration, role: string): IDependable;

  /**
   * Consents to a scope of an API for this application, for all users or for one: nobody is asked at sign-in.
   *
   * @param resource the API
   * @param scope the value of one of its scopes
   * @param user the user that it is for; all users of the tenant when none is given
   * @returns the consent, to depend on
   * @throws when the API does not have the scope, or both are the same registration
   */
  grantScope(resource: IAppRegistration, scope: string, user?: Principal): IDependable;

  /**
   * Assigns a role of this application to a user or a group.
   *
   * @param role the value of one of its roles for users
   * @param assignee who gets the role
   * @returns the assignment, to depend on
   * @throws when the application does not have the role, or the role is not for users
   */
  assignRole(role: string, assignee: Assignee): IDependable;

  /**
   * Assigns a user or a group to this application, without a role: the portal calls this default access. It is what users need if an
   * assignment is required.
   *
   * @param assignee who gets access
   * @returns the assignment, to depend on
   */
  assignDefaultAccess(assignee: Assignee): IDependable;
}
