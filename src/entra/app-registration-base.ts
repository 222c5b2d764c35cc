import { TerraformStack } from "cdktf";
import type { IDependable } from "constructs";
import { CheckedConstruct, optional, STRING } from "../core/kinds";
import { idOfPrincipal, Principal } from "../core/principal";
import { Registry } from "../core/registry";
import { requireLiteral } from "../core/rules";
import { PRINCIPAL } from "../core/shared-kinds";
import { entraClaims } from "../oauth/entra-claims";
import type { TokenClaims } from "../oauth/token-claims";
import { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Assignee } from "./assignee";
import type { Authority } from "./authority";
import { DelegatedConsent } from "./delegated-consent";
import type { IAppRegistration } from "./i-app-registration";
import { APP_REGISTRATION, ASSIGNEE } from "./kinds";
import type { PermissionScope } from "./permission-scope";
import { acceptedTenants, requireGrantable, requireScope, requireUserRole } from "./registrations";
import { assignAppRole, grantRoleOf } from "./role-assignments";
import { endpointsOfUsers } from "./sign-in-endpoints";
import type { SignInAudience } from "./sign-in-audience";
import { noteReference } from "../core/stack-references";

const CONSENTS = new Registry<DelegatedConsent>("consent");

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
  public readonly signInAudience?: SignInAudience;
  public abstract readonly tokenVersion: TokenVersion;
  public abstract readonly scopes: PermissionScope[];
  public abstract readonly roles: AppRole[];
  public abstract readonly scopeValues?: string[];
  public abstract readonly applicationRoleValues?: string[];
  public abstract readonly userRoleValues?: string[];

  private accepted?: readonly Authority[];
  /**
   * Whether the program assigns users.
   *
   * @internal
   */
  protected _assignsUsers = false;

  public abstract scopeId(value: string): string;
  public abstract roleId(value: string): string;

  /**
   * Whether the service principal is made here, in the tenant of the registration.
   *
   * @internal
   */
  public get _makesPrincipal(): boolean {
    return false;
  }

  /**
   * The permissions on an API in the registration, if it is made here.
   *
   * @internal
   */
  public _permissionsFor?(resource: IAppRegistration): IDependable;

  public get metadataUrl(): string {
    return this.tenants[0]!.metadataUrl(this.tokenVersion);
  }

  /** The keys of each tenant that is let in, and of no other. */
  public get furtherMetadataUrls(): string[] | undefined {
    const [, ...others] = this.tenants;
    return others.length === 0 ? undefined : others.map((tenant) => tenant.metadataUrl(this.tokenVersion));
  }

  public get issuers(): string[] {
    return this.tenants.map((tenant) => tenant.issuer(this.tokenVersion));
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
    return endpointsOfUsers(this.tenants).tokenEndpoint;
  }

  public get authorizationEndpoint(): string | undefined {
    return endpointsOfUsers(this.tenants).authorizationEndpoint;
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
    requireGrantable(this, this, resource);
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

  public grantScope(resource: IAppRegistration, scope: string, user?: Principal): IDependable {
    APP_REGISTRATION.require(this, "resource", resource);
    optional(PRINCIPAL).require(this, "user", user);
    requireGrantable(this, this, resource);
    requireScope(this, resource, scope);
    requireLiteral(this, "scope", scope);
    noteReference(this, "has consent for scopes of", resource, resource.servicePrincipalObjectId);
    const consent = this.consentFor(resource, user);
    consent.add(scope);
    return consent;
  }

  /** Entra ID keeps one consent for a client, an API and a user. Several constructs may represent one of them. */
  private consentFor(resource: IAppRegistration, user: Principal | undefined): DelegatedConsent {
    const key = [this.clientId, resource.clientId, ...(user?._key ?? [])];
    const found = CONSENTS.tryFind(this, ...key);
    if (found !== undefined && TerraformStack.of(found) === TerraformStack.of(this)) return found;
    const id = [resource.node.path, ...(user === undefined ? [] : [idOfPrincipal(this, user)])].join(" - ");
    const consent = new DelegatedConsent(this, `Consent-${id}`, {
      client: this,
      resource,
      user,
      permissions: this._permissionsFor?.(resource),
    });
    CONSENTS.claim(consent, ...key);
    return consent;
  }

  private get tenants(): readonly Authority[] {
    return (this.accepted ??= acceptedTenants(this));
  }
}
