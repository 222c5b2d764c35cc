import { AppRoleAssignment } from "@cdktf/provider-azuread/lib/app-role-assignment";
import type { IDependable } from "constructs";
import { create } from "../core/create";
import { CheckedConstruct, STRING } from "../core/kinds";
import { requireLiteral } from "../core/rules";
import { entraClaims } from "../oauth/entra-claims";
import type { TokenClaims } from "../oauth/token-claims";
import { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import type { IAppRegistration } from "./i-app-registration";
import { APP_REGISTRATION } from "./kinds";
import type { PermissionScope } from "./permission-scope";
import { requireApplicationRole, requireDifferentRegistrations } from "./registrations";

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

  private readonly grants = new Map<string, AppRoleAssignment>();

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
    requireApplicationRole(this, resource, role);
    requireLiteral(this, "role", role);
    const key = JSON.stringify([resource.clientId, role]);
    const granted = this.grants.get(key);
    if (granted !== undefined) return granted;
    // A role has no space, so a space marks the end of the path in the id.
    const grant = create(AppRoleAssignment, this, `Grant-${resource.node.path} - ${role}`, {
      appRoleId: resource.roleId(role),
      principalObjectId: this.servicePrincipalObjectId,
      resourceObjectId: resource.servicePrincipalObjectId,
    });
    this.grants.set(key, grant);
    return grant;
  }
}
