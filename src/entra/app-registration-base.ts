import type { IDependable } from "constructs";
import { CheckedConstruct, STRING } from "../core/kinds";
import { Principal } from "../core/principal";
import { requireLiteral } from "../core/rules";
import { entraClaims } from "../oauth/entra-claims";
import type { TokenClaims } from "../oauth/token-claims";
import { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Assignee } from "./assignee";
import type { Authority } from "./authority";
import type { IAppRegistration } from "./i-app-registration";
import { APP_REGISTRATION, ASSIGNEE } from "./kinds";
import type { PermissionScope } from "./permission-scope";
import { requireDifferentRegistrations, requireUserRole } from "./registrations";
import { assignAppRole, grantRoleOf } from "./role-assignments";

/**
 * What new and imported registrations have in common.
 *
 * @internal
 */
export abstract class AppRegistrationBase extends CheckedConstruct implements IAppRegistration {
  public abstract readonly displayName: string;
  public abstract readonly clientId: string;
  public abstract readonly identifierUri: string;
  public abstract readonly servicePrincipalObjectId: string;
  public abstract readonly authority: Authority;
  public abstract readonly tokenVersion: TokenVersion;
  public abstract readonly scopes: PermissionScope[];
  public abstract readonly roles: AppRole[];
  public abstract readonly scopeValues?: string[];
  public abstract readonly applicationRoleValues?: string[];
  public abstract readonly userRoleValues?: string[];

  /**
   * Whether the program assigns users.
   *
   * @internal
   */
  protected _assignsUsers = false;

  public abstract scopeId(value: string): string;
  public abstract roleId(value: string): string;

  public get metadataUrl(): string {
    return this.authority.metadataUrl(this.tokenVersion);
  }

  public get issuers(): string[] {
    return [this.authority.issuer(this.tokenVersion)];
  }

  /** A version 2 token always names the client id. A version 1 token names whatever the client asked for. */
  public get audiences(): string[] {
    return this.tokenVersion === TokenVersion.V2 ? [this.clientId] : [this.identifierUri, this.clientId];
  }

  public get claims(): TokenClaims {
    return entraClaims(this.tokenVersion);
  }

  public get realm(): string {
    return this.clientId;
  }

  public get tokenEndpoint(): string | undefined {
    return this.authority.tokenEndpoint;
  }

  public get authorizationEndpoint(): string | undefined {
    return this.authority.authorizationEndpoint;
  }

  public get applicationScope(): string | undefined {
    return `${this.identifierUri}/.default`;
  }

  public requestedScope(value: string): string {
    STRING.require(this, "scope", value);
    return `${this.identifierUri}/${value}`;
  }

  public grantRole(resource: IAppRegistration, role: string): IDependable {
    APP_REGISTRATION.require(this, "resource", resource);
    requireDifferentRegistrations(this, this, resource);
    const principal = Principal._of(["client", this.clientId], () => this.servicePrincipalObjectId);
    return grantRoleOf(this, resource, role, principal);
  }

  public assignRole(role: string, assignee: Assignee): IDependable {
    ASSIGNEE.require(this, "assignee", assignee);
    requireUserRole(this, this, role);
    requireLiteral(this, "role", role);
    return this.assign(assignee, role);
  }

  public assignDefaultAccess(assignee: Assignee): IDependable {
    ASSIGNEE.require(this, "assignee", assignee);
    return this.assign(assignee);
  }

  private assign(assignee: Assignee, role?: string): IDependable {
    this._assignsUsers = true;
    const who = assignee._idIn(this);
    const id = role === undefined ? `Access-${who}` : `Assignment-${role} - ${who}`;
    return assignAppRole(this, id, this, role, assignee._principalIn(this));
  }
}
