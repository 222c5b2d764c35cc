import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import { Construct, type IConstruct, type IDependable } from "constructs";
import { clientIsResource, differentAuthorities, unknownValue } from "../core/errors";
import { check, requireLiteral, RULES } from "../core/rules";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import type { PermissionScope } from "./permission-scope";
import type { TokenVersion } from "./token-version";

/** A registration of an application in Entra ID: an API, a client, or both. */
export interface IAppRegistration extends IConstruct {
  /** The name that people see. */
  readonly displayName: string;
  /** The client id (application id), a GUID. */
  readonly clientId: string;
  /**
   * The URI that names the API where a client asks for a token.
   *
   * @throws when the registration has neither scopes nor roles nor an identifier URI
   */
  readonly identifierUri: string;
  /** The object id of the service principal, a GUID. */
  readonly servicePrincipalObjectId: string;
  /** The tenant and the cloud. */
  readonly authority: Authority;
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
   * Gives this application a role of an API, which is what administrators call consent.
   *
   * @param resource the API
   * @param role the value of one of its roles for applications
   * @returns the assignment, to depend on
   * @throws when the API does not have the role, the role is not for applications, or both are the same registration
   */
  grantRole(resource: IAppRegistration, role: string): IDependable;

  /**
   * Asks for a scope of an API in the registration of this client. Users or an administrator consent when they sign in.
   *
   * @param resource the API
   * @param scope the value of one of its scopes
   * @throws when the API does not have the scope, or both are the same registration
   */
  requestScope(resource: IAppRegistration, scope: string): void;

  /**
   * Registers a redirect URI of a web application, exactly as the client sends it.
   *
   * @param uri an https URL with a path, or http://localhost
   * @throws when the URI breaks a rule of Entra ID
   */
  addRedirectUri(uri: string): void;

  /**
   * Throws when the API certainly does not have the scope.
   *
   * @internal
   */
  _requireScope(place: IConstruct, value: string): void;

  /**
   * Throws when the API certainly does not have the role for applications.
   *
   * @internal
   */
  _requireApplicationRole(place: IConstruct, value: string): void;

  /**
   * Whether the client certainly lacks every role of the API.
   *
   * @internal
   */
  _lacksRoleOf(resource: IAppRegistration): boolean;

  /**
   * Whether the API certainly has no role for applications.
   *
   * @internal
   */
  readonly _lacksApplicationRoles: boolean;
}

/**
 * What registrations that are made here and registrations that exist already have in common.
 *
 * @internal
 */
export abstract class AppRegistrationBase extends Construct implements IAppRegistration {
  public abstract readonly displayName: string;
  public abstract readonly clientId: string;
  public abstract readonly identifierUri: string;
  public abstract readonly servicePrincipalObjectId: string;
  public abstract readonly authority: Authority;
  public abstract readonly tokenVersion: TokenVersion;
  public abstract readonly scopes: PermissionScope[];
  public abstract readonly roles: AppRole[];

  /** Whether a scope that is not among the known ones is certainly wrong. */
  protected abstract readonly scopesAreKnown: boolean;
  /** Whether a role that is not among the known ones is certainly wrong. */
  protected abstract readonly rolesAreKnown: boolean;

  private readonly grants = new Map<string, AppRoleAssignment>();

  public abstract scopeId(value: string): string;
  public abstract roleId(value: string): string;
  public abstract requestScope(resource: IAppRegistration, scope: string): void;
  public abstract addRedirectUri(uri: string): void;

  /** @internal */
  public abstract _lacksRoleOf(resource: IAppRegistration): boolean;

  public grantRole(resource: IAppRegistration, role: string): IDependable {
    this.checkResource(resource);
    resource._requireApplicationRole(this, role);
    requireLiteral(this, "role", role);
    const key = JSON.stringify([resource.clientId, role]);
    const granted = this.grants.get(key);
    if (granted !== undefined) return granted;
    // A role holds no blank, so the id says where the path ends.
    const grant = new AppRoleAssignment(this, `Grant-${resource.node.path} - ${role}`, {
      appRoleId: resource.roleId(role),
      principalObjectId: this.servicePrincipalObjectId,
      resourceObjectId: resource.servicePrincipalObjectId,
    });
    this.grants.set(key, grant);
    return grant;
  }

  /** @internal */
  public _requireScope(place: IConstruct, value: string): void {
    check(place, "scope", value, RULES.claimValue);
    if (!this.scopesAreKnown) return;
    const known = this.scopes.map((scope) => scope.value);
    if (!known.includes(value)) {
      throw unknownValue(place, "scope", value, this.displayName, known);
    }
  }

  /** @internal */
  public _requireApplicationRole(place: IConstruct, value: string): void {
    check(place, "role", value, RULES.claimValue);
    if (!this.rolesAreKnown) return;
    const known = this.roles.filter((role) => role.allowsApplications).map((role) => role.value);
    if (!known.includes(value)) {
      throw unknownValue(place, "role for applications", value, this.displayName, known);
    }
  }

  /** @internal */
  public get _lacksApplicationRoles(): boolean {
    return this.rolesAreKnown && !this.roles.some((role) => role.allowsApplications);
  }

  protected checkResource(resource: IAppRegistration): void {
    requireDifferentRegistrations(this, this, resource);
  }
}

/**
 * Throws when client and resource are the same registration, or live in different tenants.
 *
 * @internal
 */
export function requireDifferentRegistrations(
  place: IConstruct,
  client: IAppRegistration,
  resource: IAppRegistration,
): void {
  if (client === resource || client.clientId.toLowerCase() === resource.clientId.toLowerCase()) {
    throw clientIsResource(place, client.displayName);
  }
  if (client.authority._differsFrom(resource.authority)) {
    throw differentAuthorities(place, client.authority.toString(), resource.authority.toString());
  }
}
