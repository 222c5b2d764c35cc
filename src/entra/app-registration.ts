import { ApplicationAppRoleA } from "@cdktf/provider-azuread/lib/application-app-role";
import { ApplicationIdentifierUri } from "@cdktf/provider-azuread/lib/application-identifier-uri";
import { ApplicationOptionalClaimsA } from "@cdktf/provider-azuread/lib/application-optional-claims";
import { ApplicationPasswordA } from "@cdktf/provider-azuread/lib/application-password";
import { ApplicationPermissionScope } from "@cdktf/provider-azuread/lib/application-permission-scope";
import { ApplicationRedirectUris } from "@cdktf/provider-azuread/lib/application-redirect-uris";
import { ApplicationRegistration } from "@cdktf/provider-azuread/lib/application-registration";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import { Fn, Lazy, Op, Token } from "cdktf";
import type { Construct, IDependable } from "constructs";
import { warnOnce } from "../core/annotations";
import { create } from "../core/create";
import { duplicateValue, unknownValue } from "../core/errors";
import { check, checkOptional, RULES, wholeSeconds } from "../core/rules";
import { BOOLEAN, checkObject, checkProps, type Kinds, optional, STRING } from "../core/kinds";
import { SecretValue } from "../core/secret-value";
import { stableId } from "../core/stable-id";
import { textForTerraform } from "../core/terraform-text";
import { TokenVersion } from "../oauth/token-version";
import { ApiPermissions } from "./api-permissions";
import { AppRegistrationBase } from "./app-registration-base";
import { type AppRole } from "./app-role";
import { type Authority } from "./authority";
import { EXPIRED_SECRET, exposesNoApi, scopeAndRoleShareValue, secretWithoutUse } from "./errors";
import { type IAppRegistration } from "./i-app-registration";
import { type AppRegistrationAttributes, ImportedAppRegistration } from "./imported-app-registration";
import { APP_REGISTRATION, AUTHORITY, PLATFORM, ROLE, ROLES, SCOPE, SCOPES, TOKEN_VERSION } from "./kinds";
import { type PermissionScope } from "./permission-scope";
import { providerAuthority } from "./provider-authority";
import { RedirectPlatform } from "./redirect-platform";
import { requireDifferentRegistrations, requireScope } from "./registrations";
import { ENTRA_RULES } from "./rules";

/** Properties of `AppRegistration`. */
export interface AppRegistrationProps {
  /** The name shown in the portal and in the consent dialog: 1 to 256 characters. */
  readonly displayName: string;
  /**
   * What the application is for.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * The tenant and the cloud that the registration is in.
   *
   * @default - the tenant that the azuread provider signs in to, in the public cloud
   */
  readonly authority?: Authority;
  /**
   * The version of the access tokens for this API. It has no meaning for a registration that is only a client.
   *
   * @default TokenVersion.V2
   */
  readonly tokenVersion?: TokenVersion;
  /**
   * What clients may do for a signed-in user.
   *
   * @default - no scopes
   */
  readonly scopes?: PermissionScope[];
  /**
   * What applications, users and groups may do.
   *
   * @default - no roles
   */
  readonly roles?: AppRole[];
  /**
   * The URI that names the API where a client asks for a token, such as `api://<client id>` or `https://orders.contoso.com`.
   *
   * @default - `api://<client id>` when there are scopes or roles, and none otherwise
   */
  readonly identifierUri?: string;
  /**
   * Whether Entra ID gives tokens only to applications and users with a role.
   *
   * @default - true if there is a role for applications, because otherwise every application of the tenant gets a token
   */
  readonly assignmentRequired?: boolean;
}

/** Options of a client secret: when it expires, and its name. */
export interface ClientSecretOptions {
  /**
   * When the secret expires, in UTC, such as `2027-03-31T00:00:00Z`. A new date creates a new secret before the old one is deleted, in the same
   * deployment. Add a second secret instead where a client reads it later, as API Management does from Key Vault.
   */
  readonly endDate: string;
  /**
   * The name of the secret in the portal.
   *
   * @default - the id
   */
  readonly displayName?: string;
}

const PROPS: Kinds<AppRegistrationProps> = {
  displayName: STRING,
  description: optional(STRING),
  authority: optional(AUTHORITY),
  tokenVersion: optional(TOKEN_VERSION),
  scopes: optional(SCOPES),
  roles: optional(ROLES),
  identifierUri: optional(STRING),
  assignmentRequired: optional(BOOLEAN),
};

const SECRET_OPTIONS: Kinds<ClientSecretOptions> = { endDate: STRING, displayName: optional(STRING) };

/**
 * The registration of an application in Entra ID: an API with its scopes and roles, or a client that calls APIs.
 *
 * Creates the registration, its service principal, its identifier URI, its scopes and its roles.
 * Use separate registrations for an API and its client: Entra ID refuses a token that an application requests for itself.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/application-model
 */
export class AppRegistration extends AppRegistrationBase {
  /**
   * An existing registration, from this or another configuration.
   *
   * Its service principal is looked up at plan time, and only if it is needed.
   *
   * @throws when the client id is not a GUID
   */
  public static fromClientId(scope: Construct, id: string, attributes: AppRegistrationAttributes): IAppRegistration {
    return new ImportedAppRegistration(scope, id, attributes);
  }

  public readonly displayName: string;
  public readonly clientId: string;
  public readonly authority: Authority;
  public readonly tokenVersion: TokenVersion;

  /** The id that the parts of a registration refer to, `/applications/<object id>`. */
  private readonly applicationId: string;
  private readonly servicePrincipal: ServicePrincipal;
  private readonly scopesByValue = new Map<
    string,
    { scope: PermissionScope; resource: ApplicationPermissionScope; id?: string }
  >();
  private readonly rolesByValue = new Map<string, { role: AppRole; resource: ApplicationAppRoleA; id?: string }>();
  /** By client id, because several constructs may represent one API. */
  private readonly permissions = new Map<string, ApiPermissions>();
  private readonly redirectUris = new Map<RedirectPlatform, string[]>();
  private readonly assignmentIsGiven: boolean;
  private hasSecret = false;
  private identifierUriResource?: ApplicationIdentifierUri;
  // Each use of an attribute makes a new token, so tokens are kept.
  private identifierUriToken?: string;
  private principalToken?: string;

  /**
   * @throws when a name, a URI, a scope or a role breaks a rule of Entra ID, or a scope and a role share a value
   */
  public constructor(scope: Construct, id: string, props: AppRegistrationProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    check(this, "displayName", props.displayName, RULES.displayName);
    checkOptional(this, "description", props.description, ENTRA_RULES.description);
    checkOptional(this, "identifierUri", props.identifierUri, ENTRA_RULES.identifierUri);
    this.displayName = props.displayName;
    this.tokenVersion = props.tokenVersion ?? TokenVersion.V2;
    this.authority = props.authority ?? providerAuthority(this);

    const registration = create(ApplicationRegistration, this, "Resource", {
      displayName: textForTerraform(props.displayName),
      description: textForTerraform(props.description),
      signInAudience: "AzureADMyOrg",
      requestedAccessTokenVersion: this.tokenVersion,
    });
    // Each read of a resource attribute creates a new token, which is slow: both are read once.
    this.clientId = registration.clientId;
    this.applicationId = registration.id;
    this.assignmentIsGiven = props.assignmentRequired !== undefined;
    this.servicePrincipal = create(ServicePrincipal, this, "ServicePrincipal", {
      clientId: this.clientId,
      appRoleAssignmentRequired: props.assignmentRequired ?? false,
    });

    this.node.addValidation({ validate: () => this.sayThatSecretIsUseless() });
    if (props.identifierUri !== undefined) this.nameApi(props.identifierUri);
    props.scopes?.forEach((permissionScope) => this.addScope(permissionScope));
    props.roles?.forEach((role) => this.addRole(role));
  }

  public get identifierUri(): string {
    if (this.identifierUriResource === undefined) throw exposesNoApi(this, this.displayName);
    return (this.identifierUriToken ??= this.identifierUriResource.identifierUri);
  }

  public get servicePrincipalObjectId(): string {
    return (this.principalToken ??= this.servicePrincipal.objectId);
  }

  public get scopes(): PermissionScope[] {
    return [...this.scopesByValue.values()].map(({ scope }) => scope);
  }

  public get roles(): AppRole[] {
    return [...this.rolesByValue.values()].map(({ role }) => role);
  }

  public get scopeValues(): string[] | undefined {
    return [...this.scopesByValue.keys()];
  }

  public get applicationRoleValues(): string[] | undefined {
    return this.roles.filter((role) => role.allowsApplications).map((role) => role.value);
  }

  /**
   * Adds a scope.
   *
   * @throws when another scope or a role has the value already
   */
  public addScope(scope: PermissionScope): void {
    SCOPE.require(this, "scope", scope);
    const { value, options } = scope;
    if (this.scopesByValue.has(value)) throw duplicateValue(this, "scope", value, "remove one of the two");
    if (this.rolesByValue.has(value)) throw scopeAndRoleShareValue(this, value);
    this.checkPermissionId(options.id);
    this.nameApi();
    const title = options.adminConsentDisplayName ?? `Access ${this.displayName}`;
    const description =
      options.adminConsentDescription ?? `Lets the application call ${this.displayName} for the signed-in user.`;
    const resource = create(ApplicationPermissionScope, this, `Scope-${value}`, {
      applicationId: this.applicationId,
      scopeId: options.id ?? this.permissionId("scope", value),
      value,
      type: options.adminConsentOnly === true ? "Admin" : "User",
      adminConsentDisplayName: textForTerraform(title),
      adminConsentDescription: textForTerraform(description),
      userConsentDisplayName: textForTerraform(options.userConsentDisplayName ?? title),
      userConsentDescription: textForTerraform(options.userConsentDescription ?? description),
    });
    this.scopesByValue.set(value, { scope, resource });
    this.tellCallersApart();
  }

  /**
   * Adds a role.
   *
   * @throws when another role or a scope has the value already
   */
  public addRole(role: AppRole): void {
    ROLE.require(this, "role", role);
    const { value, options } = role;
    if (this.rolesByValue.has(value)) throw duplicateValue(this, "role", value, "remove one of the two");
    if (this.scopesByValue.has(value)) throw scopeAndRoleShareValue(this, value);
    this.checkPermissionId(options.id);
    this.nameApi();
    const memberTypes: string[] = [];
    if (role.allowsApplications) memberTypes.push("Application");
    if (role.allowsUsers) memberTypes.push("User");
    const resource = create(ApplicationAppRoleA, this, `Role-${value}`, {
      applicationId: this.applicationId,
      roleId: options.id ?? this.permissionId("role", value),
      value,
      allowedMemberTypes: memberTypes,
      displayName: textForTerraform(options.displayName ?? value),
      description: textForTerraform(options.description ?? `Has the role ${value} of ${this.displayName}.`),
    });
    this.rolesByValue.set(value, { role, resource });
    if (role.allowsApplications && !this.assignmentIsGiven) this.servicePrincipal.appRoleAssignmentRequired = true;
    this.tellCallersApart();
  }

  /**
   * Generates a client secret. Entra ID generates the value, which is kept in the Terraform state and never in the configuration.
   *
   * @param id the id of the construct, unique in this registration
   * @param options when the secret expires
   * @throws when the end date is not a time in UTC
   */
  public addClientSecret(id: string, options: ClientSecretOptions): SecretValue {
    STRING.require(this, "id", id);
    checkObject(this, "options", options, SECRET_OPTIONS);
    check(this, "endDate", options.endDate, RULES.dateTime);
    checkOptional(this, "displayName", options.displayName, RULES.text);
    const endDate = wholeSeconds(options.endDate);
    const password = create(ApplicationPasswordA, this, `Secret-${id}`, {
      applicationId: this.applicationId,
      displayName: textForTerraform(options.displayName ?? id),
      endDate,
      lifecycle: {
        // The new secret must be in use before the old one stops working.
        createBeforeDestroy: true,
        // Only Terraform knows what time it is.
        precondition: [{ condition: Op.eq(Fn.timecmp(endDate, Fn.plantimestamp()), 1), errorMessage: EXPIRED_SECRET }],
      },
    });
    this.hasSecret = true;
    return SecretValue._fromTerraform(() => password.value, versionOf(endDate), { clientId: this.clientId, endDate });
  }

  public scopeId(value: string): string {
    requireScope(this, this, value);
    const entry = this.scopesByValue.get(value)!;
    return (entry.id ??= entry.resource.scopeId);
  }

  public roleId(value: string): string {
    STRING.require(this, "role", value);
    const entry = this.rolesByValue.get(value);
    if (entry === undefined) {
      throw unknownValue(this, "role", value, this.displayName, [...this.rolesByValue.keys()], "roles");
    }
    return (entry.id ??= entry.resource.roleId);
  }

  public grantRole(resource: IAppRegistration, role: string): IDependable {
    const assignment = super.grantRole(resource, role);
    this.permissionsOn(resource).addRole(role);
    return assignment;
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
    this.permissionsOn(resource).addScope(scope);
  }

  /**
   * Registers a redirect URI, exactly as the client sends it.
   *
   * @param uri an https URL with a path, or http://localhost
   * @param platform the kind of application; `RedirectPlatform.WEB` when it is not given
   * @throws when the URI breaks a rule of Entra ID
   */
  public addRedirectUri(uri: string, platform: RedirectPlatform = RedirectPlatform.WEB): void {
    check(this, "redirect URI", uri, ENTRA_RULES.redirectUri);
    PLATFORM.require(this, "platform", platform);
    const uris = this.redirectUris.get(platform);
    if (uris !== undefined) {
      if (!uris.includes(uri)) uris.push(uri);
      return;
    }
    const first = [uri];
    this.redirectUris.set(platform, first);
    create(
      ApplicationRedirectUris,
      this,
      platform === RedirectPlatform.WEB ? "RedirectUris" : `RedirectUris-${platform}`,
      {
        applicationId: this.applicationId,
        type: platform,
        redirectUris: Lazy.listValue({ produce: () => first }),
      },
    );
  }

  /**
   * The roles and scopes of the API that this client has been granted or asks for.
   *
   * @internal
   */
  public _permissionsOn(clientIdOfApi: string): { readonly roles: string[]; readonly scopes: string[] } {
    return this.permissions.get(clientIdOfApi)?.values ?? { roles: [], scopes: [] };
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
    const isRequired = this.servicePrincipal.appRoleAssignmentRequiredInput === true;
    return isRequired && !this.roles.some((role) => role.allowsUsers);
  }

  /** An API may use a secret for a token on behalf of its caller, and a redirect URI may serve to sign in only. */
  private sayThatSecretIsUseless(): string[] {
    const isUseful =
      this.permissions.size > 0 || this.redirectUris.size > 0 || this.identifierUriResource !== undefined;
    if (this.hasSecret && !isUseful) warnOnce(this, secretWithoutUse(this.displayName));
    return [];
  }

  private nameApi(identifierUri?: string): void {
    this.identifierUriResource ??= create(ApplicationIdentifierUri, this, "IdentifierUri", {
      applicationId: this.applicationId,
      identifierUri: identifierUri ?? `api://${this.clientId}`,
    });
  }

  /** If both users and applications can call, the token shows which one it is. */
  private tellCallersApart(): void {
    const applications = this.roles.some((role) => role.allowsApplications);
    if (!applications || this.scopesByValue.size === 0 || this.node.tryFindChild("OptionalClaims")) return;
    create(ApplicationOptionalClaimsA, this, "OptionalClaims", {
      applicationId: this.applicationId,
      accessToken: [{ name: "idtyp" }],
    });
  }

  private permissionsOn(resource: IAppRegistration): ApiPermissions {
    let permissions = this.permissions.get(resource.clientId);
    if (permissions === undefined) {
      permissions = new ApiPermissions(this, `ApiAccess-${resource.node.path}`, {
        applicationId: this.applicationId,
        resource,
      });
      this.permissions.set(resource.clientId, permissions);
    }
    return permissions;
  }

  private permissionId(kind: string, value: string): string {
    return stableId(`cdktf-apim-oauth/${this.node.path}/${kind}/${value}`);
  }

  private checkPermissionId(id: string | undefined): void {
    if (id === undefined) return;
    const ids = [...this.scopes, ...this.roles].map((permission) => permission.options.id?.toLowerCase());
    if (ids.includes(id.toLowerCase())) {
      throw duplicateValue(this, "scope or role id", id, "give each scope and role its own id");
    }
  }
}

/** The end date up to the hour as a number, 2027033123, grows with each new secret. It is always 1 for an end date that only Terraform knows. */
function versionOf(endDate: string): number {
  return Token.isUnresolved(endDate) ? 1 : Number(endDate.slice(0, 13).replace(/[-T]/g, ""));
}
