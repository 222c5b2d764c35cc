import { ApplicationFallbackPublicClient } from "@cdktf/provider-azuread/lib/application-fallback-public-client";
import { ApplicationOwner } from "@cdktf/provider-azuread/lib/application-owner";
import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import type { Construct, IDependable } from "constructs";
import { warnOnce } from "../core/annotations";
import { create } from "../core/create";
import { checkProps, KNOWN_STRINGS, placeOf } from "../core/kinds";
import type { PlainResource } from "../core/plain-resource";
import { idOfPrincipal, type Principal } from "../core/principal";
import { check, checkOptional, requireDifferent, type Rule } from "../core/rules";
import { CLIENT } from "../core/shared-kinds";
import type { IOAuthClient } from "../oauth/resource-server";
import { TokenVersion } from "../oauth/token-version";
import type { ApiPermissions } from "./api-permissions";
import { type AppRegistrationProps, PROPS, registrationArguments } from "./app-registration-props";
import { type AppRole } from "./app-role";
import { type Authority } from "./authority";
import { AuthorizedClients } from "./authorized-clients";
import { secretWithoutUse, tooMany } from "./errors";
import { ExposedApi } from "./exposed-api";
import { type IAppRegistrationWithCredentials } from "./credentials";
import { OwnedRegistration } from "./credentials/owned-registration";
import { type IAppRegistration } from "./i-app-registration";
import { type AppRegistrationAttributes, type ExistingRegistrationOptions } from "./existing-registration";
import { ImportedAppRegistration } from "./imported-app-registration";
import { IssuedClaims } from "./issued-claims";
import { APP_REGISTRATION, MICROSOFT_API, PLATFORM, ROLE, SCOPE } from "./kinds";
import { type IManagedIdentity, ManagedIdentity, type ManagedIdentityAttributes } from "./managed-identity";
import { type MicrosoftApi, type MicrosoftApiOptions, MicrosoftApiRegistration } from "./microsoft-api";
import { type PermissionScope } from "./permission-scope";
import { requirePersonalDisplayName, requirePersonalTokens } from "./personal-accounts";
import { providerAuthority } from "./provider-authority";
import { RedirectPlatform } from "./redirect-platform";
import { RedirectUris } from "./redirect-uris";
import {
  isInTokens,
  requireApplicationRole,
  requireDifferentRegistrations,
  requireScope,
  roleValues,
} from "./registrations";
import { RequestedPermissions } from "./requested-permissions";
import { ENTRA_RULES } from "./rules";
import { servicePrincipalArguments } from "./service-principal-options";
import { ServicePrincipalResource } from "./service-principal-resource";
import { type SignInAudience } from "./sign-in-audience";

/** @see https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions */
const MOST_OWNERS = 100;

const REDIRECT_URI: Readonly<Record<RedirectPlatform, Rule>> = {
  [RedirectPlatform.WEB]: ENTRA_RULES.redirectUri,
  [RedirectPlatform.SPA]: ENTRA_RULES.spaRedirectUri,
  [RedirectPlatform.PUBLIC_CLIENT]: ENTRA_RULES.publicRedirectUri,
};

/**
 * The registration of an application in Entra ID: an API with its scopes and roles, or a client that calls APIs.
 *
 * Creates the registration, its service principal, its identifier URI, its scopes and its roles.
 * Use separate registrations for an API and its client: Entra ID refuses a token that an application requests for itself.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/application-model
 */
export class AppRegistration extends OwnedRegistration {
  /**
   * An existing registration, from this or another configuration. It gets no credentials here: `fromObjectId` gives one that does.
   *
   * Its service principal is looked up at plan time, and only if it is needed.
   *
   * @throws when the client id is not a GUID
   */
  public static fromClientId(scope: Construct, id: string, attributes: AppRegistrationAttributes): IAppRegistration {
    return ImportedAppRegistration.byClientId(scope, id, attributes);
  }

  /**
   * An existing registration by the object id of the application, not of its service principal. It is looked up at plan time.
   *
   * @throws when the object id is not a GUID
   */
  public static fromObjectId(
    scope: Construct,
    id: string,
    objectId: string,
    options: ExistingRegistrationOptions,
  ): IAppRegistrationWithCredentials {
    return ImportedAppRegistration.byObjectId(scope, id, objectId, options);
  }

  /**
   * An existing registration by its display name. It is looked up at plan time. Names are not unique: the plan fails when two registrations have
   * the name, and anyone who may register applications can take it.
   *
   * @throws when the name breaks a rule of Entra ID
   */
  public static fromDisplayName(
    scope: Construct,
    id: string,
    displayName: string,
    options: ExistingRegistrationOptions,
  ): IAppRegistrationWithCredentials {
    return ImportedAppRegistration.byDisplayName(scope, id, displayName, options);
  }

  /**
   * An existing registration by the URI that names its API. It is looked up at plan time. Entra ID keeps these URIs unique in a tenant.
   *
   * @param uri the URI, such as `api://orders`
   * @throws when the URI breaks a rule of Entra ID, or is in the options too
   */
  public static fromIdentifierUri(
    scope: Construct,
    id: string,
    uri: string,
    options: ExistingRegistrationOptions,
  ): IAppRegistrationWithCredentials {
    return ImportedAppRegistration.byIdentifierUri(scope, id, uri, options);
  }

  /**
   * A managed identity as a client of an API: it has a service principal and no registration, so it takes roles and no credentials. The same as
   * `ManagedIdentity.fromPrincipalId`; `ManagedIdentity.fromName` finds a user-assigned one by its name.
   *
   * @throws when an id is not a GUID, or both are the same
   */
  public static fromManagedIdentity(
    scope: Construct,
    id: string,
    attributes: ManagedIdentityAttributes,
  ): IManagedIdentity {
    return ManagedIdentity.fromPrincipalId(scope, id, attributes);
  }

  /**
   * An API of Microsoft, such as Microsoft Graph, to request or grant permissions on. Its service principal is looked up at plan time, unless the options
   * make it.
   *
   * @param api the API
   * @throws when the options say not whether an assignment is required
   */
  public static fromMicrosoftApi(
    scope: Construct,
    id: string,
    api: MicrosoftApi,
    options: MicrosoftApiOptions = {},
  ): IAppRegistration {
    const place = placeOf("AppRegistration", scope, id);
    MICROSOFT_API.require(place, "api", api);
    return new MicrosoftApiRegistration(scope, id, api, options);
  }

  public readonly displayName: string;
  public readonly clientId: string;
  public readonly authority: Authority;
  public readonly signInAudience?: SignInAudience;
  public readonly tokenVersion: TokenVersion;
  /** The id that the parts of a registration refer to in Terraform, `/applications/<object id>`. It is not the client id. */
  public readonly applicationId: string;

  private readonly registration: ApplicationRegistration;
  private readonly principal: PlainResource;
  /** Of the service principal. A role that is added later changes it, until the synth reads it. */
  private readonly principalArguments: { readonly clientId: string; appRoleAssignmentRequired: boolean };
  private readonly exposedApi: ExposedApi;
  private readonly issuedClaims: IssuedClaims;
  private readonly permissions: RequestedPermissions;
  private readonly redirectUris: RedirectUris;
  private readonly authorizedClients: AuthorizedClients;
  private readonly assignmentIsGiven: boolean;
  // Each use of an attribute makes a new token, so tokens are kept.
  private objectIdToken?: string;
  private principalToken?: string;

  /**
   * @throws when a name, a URI, a scope or a role breaks a rule of Entra ID, a scope and a role share a value, or personal accounts cannot use
   * what is given
   */
  public constructor(scope: Construct, id: string, props: AppRegistrationProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    checkOptional(this, "identifierUri", props.identifierUri, ENTRA_RULES.identifierUri);
    this.displayName = props.displayName;
    this.tokenVersion = props.tokenVersion ?? TokenVersion.V2;
    this.signInAudience = props.signInAudience;
    this.authority = props.authority ?? providerAuthority(this);
    const { displayName, ...others } = registrationArguments(this, props);
    requirePersonalTokens(this);
    requirePersonalDisplayName(this);

    this.registration = create(ApplicationRegistration, this, "Resource", { displayName, ...others });
    // Each read of a resource attribute creates a new token, which is slow: both are read once.
    this.clientId = this.registration.clientId;
    this.applicationId = this.registration.id;
    this.assignmentIsGiven = props.assignmentRequired !== undefined;
    this.principalArguments = {
      ...servicePrincipalArguments(this, props.servicePrincipal),
      clientId: this.clientId,
      appRoleAssignmentRequired: props.assignmentRequired ?? false,
    };
    this.principal = create(ServicePrincipalResource, this, "ServicePrincipal", this.principalArguments);
    this.exposedApi = new ExposedApi(this, this.applicationId);
    this.issuedClaims = new IssuedClaims(this, this.applicationId, props.optionalClaims);
    this.permissions = new RequestedPermissions(this, this.applicationId);
    this.redirectUris = new RedirectUris(this, this.applicationId);
    this.authorizedClients = new AuthorizedClients(this, this.applicationId);

    this.node.addValidation({ validate: () => this.sayThatSecretIsUseless() });
    if (props.identifierUri !== undefined) this.exposedApi.nameApi(props.identifierUri);
    props.scopes?.forEach((permissionScope) => this.addScope(permissionScope));
    props.roles?.forEach((role) => this.addRole(role));
    const owners = props.owners ?? [];
    if (owners.length > MOST_OWNERS) throw tooMany(this, "owners", owners.length, MOST_OWNERS, "leave some out");
    requireDifferent(
      this,
      "owner",
      owners.map(({ objectId }) => objectId),
    );
    owners.forEach((owner) => this.addOwner(owner));
    if (props.fallbackPublicClient !== undefined) {
      const { applicationId } = this;
      const enabled = props.fallbackPublicClient;
      create(ApplicationFallbackPublicClient, this, "FallbackPublicClient", { applicationId, enabled });
    }
  }

  /** The object id of the registration, a GUID. It is neither the client id nor the object id of the service principal. */
  public get objectId(): string {
    return (this.objectIdToken ??= this.registration.objectId);
  }

  public get identifierUri(): string {
    return this.exposedApi.identifierUri;
  }

  public get servicePrincipalObjectId(): string {
    return (this.principalToken ??= this.principal.getStringAttribute("object_id"));
  }

  public get scopes(): PermissionScope[] {
    return this.exposedApi.scopes;
  }

  public get roles(): AppRole[] {
    return this.exposedApi.roles;
  }

  public get scopeValues(): string[] | undefined {
    return this.scopes.map(({ value }) => value);
  }

  public get applicationRoleValues(): string[] | undefined {
    return roleValues(this.roles, "allowsApplications");
  }

  public get userRoleValues(): string[] | undefined {
    return roleValues(this.roles, "allowsUsers");
  }

  /**
   * Adds a scope.
   *
   * @throws when another scope or a role has the value already
   */
  public addScope(scope: PermissionScope): void {
    SCOPE.require(this, "scope", scope);
    this.exposedApi.addScope(scope);
    this.tellCallersApart();
  }

  /**
   * Adds a role.
   *
   * @throws when another role or a scope has the value already
   */
  public addRole(role: AppRole): void {
    ROLE.require(this, "role", role);
    if (isInTokens(role)) this.issuedClaims.requireRolesInTokens();
    this.exposedApi.addRole(role);
    if (role.allowsApplications && !this.assignmentIsGiven) this.principalArguments.appRoleAssignmentRequired = true;
    this.tellCallersApart();
  }

  public scopeId(value: string): string {
    return this.exposedApi.scopeId(value);
  }

  public roleId(value: string): string {
    return this.exposedApi.roleId(value);
  }

  public grantRole(resource: IAppRegistration, role: string): IDependable {
    const assignment = super.grantRole(resource, role);
    this.request(resource, (permissions) => permissions.addRole(role));
    return assignment;
  }

  public grantScope(resource: IAppRegistration, scope: string, user?: Principal): IDependable {
    const consent = super.grantScope(resource, scope, user);
    this.request(resource, (permissions) => permissions.addScope(scope));
    return consent;
  }

  /**
   * Asks for a role of an API in the registration of this client, for an administrator to consent to later. `grantRole` does both.
   *
   * @param resource the API
   * @param role the value of one of its roles for applications
   * @throws when the API does not have the role, the role is not for applications, or both are the same registration
   */
  public requestRole(resource: IAppRegistration, role: string): void {
    APP_REGISTRATION.require(this, "resource", resource);
    requireDifferentRegistrations(this, this, resource);
    requireApplicationRole(this, resource, role);
    this.request(resource, (permissions) => permissions.addRole(role));
  }

  /**
   * Asks for a scope of an API in the registration of this client. Users or an administrator consent when they sign in.
   *
   * @param resource the API
   * @param scope the value of one of its scopes
   * @throws when the API does not have the scope, or both are the same registration
   */
  public requestScope(resource: IAppRegistration, scope: string): void {
    APP_REGISTRATION.require(this, "resource", resource);
    requireDifferentRegistrations(this, this, resource);
    requireScope(this, resource, scope);
    this.request(resource, (permissions) => permissions.addScope(scope));
  }

  /**
   * Lets a client use scopes of this API without consent of its users.
   *
   * @param client the client, such as a registration or an object with the client id of the Azure CLI
   * @param scopes the values of scopes of this API; at least one
   * @throws when the API does not have a scope, no scope is given, or the client is this registration
   */
  public preAuthorize(client: IOAuthClient, ...scopes: string[]): void {
    CLIENT.require(this, "client", client);
    KNOWN_STRINGS.require(this, "scopes", scopes);
    this.authorizedClients.preAuthorize(client, scopes);
  }

  /**
   * Names a client of this API whose users consent to the permissions of both at once.
   *
   * @throws when the client is this registration, or has no GUID as client id
   */
  public addKnownClient(client: IOAuthClient): void {
    CLIENT.require(this, "client", client);
    this.authorizedClients.addKnown(client);
  }

  /**
   * Registers a redirect URI, exactly as the client sends it.
   *
   * @param uri an https URL, or http://localhost in development; for a public client also a scheme of the application
   * @param platform the kind of application; `RedirectPlatform.WEB` when it is not given
   * @throws when the URI breaks a rule of Entra ID, or is there for another platform; Entra ID ignores the port of localhost
   */
  public addRedirectUri(uri: string, platform: RedirectPlatform = RedirectPlatform.WEB): void {
    PLATFORM.require(this, "platform", platform);
    check(this, "redirect URI", uri, REDIRECT_URI[platform]);
    this.redirectUris.add(uri, platform);
  }

  /**
   * The roles and scopes of the API that this client has been granted or asks for.
   *
   * @internal
   */
  public _permissionsOn(clientIdOfApi: string): { readonly roles: string[]; readonly scopes: string[] } {
    return this.permissions.valuesOn(clientIdOfApi);
  }

  /**
   * Lets the client get access tokens with the redirect.
   *
   * @internal
   */
  public _issueTokensImplicitly(): void {
    (this.node.findChild("Resource") as ApplicationRegistration).implicitAccessTokenIssuanceEnabled = true;
  }

  /**
   * Whether Entra ID gives tokens only to who has an assignment, and users cannot get one here.
   *
   * @internal
   */
  public get _refusesUsers(): boolean {
    return (
      this.principalArguments.appRoleAssignmentRequired &&
      !this._assignsUsers &&
      !this.roles.some((role) => role.allowsUsers)
    );
  }

  /** @internal */
  public _permissionsFor(resource: IAppRegistration): IDependable {
    return this.permissions.on(resource);
  }

  /** @internal */
  public get _makesPrincipal(): boolean {
    return true;
  }

  /** An API may use a secret for a token on behalf of its caller, and a redirect URI may serve to sign in only. */
  private sayThatSecretIsUseless(): string[] {
    const isUseful = !this.permissions.isEmpty || this.redirectUris.count > 0 || this.exposedApi.hasIdentifierUri;
    if (this._secrets > 0 && !isUseful) warnOnce(this, secretWithoutUse(this.displayName));
    return [];
  }

  /** If both users and applications can call, the token shows which one it is. */
  private tellCallersApart(): void {
    const applications = this.roles.some((role) => role.allowsApplications);
    if (applications && this.scopes.length > 0) this.issuedClaims.tellCallersApart();
  }

  private request(resource: IAppRegistration, add: (permissions: ApiPermissions) => void): void {
    add(this.permissions.on(resource));
    this.permissions.requireFew();
  }

  private addOwner(owner: Principal): void {
    const id = `Owner-${idOfPrincipal(this, owner)}`;
    create(ApplicationOwner, this, id, { applicationId: this.applicationId, ownerObjectId: owner.objectId });
  }
}
