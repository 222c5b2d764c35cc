import type { ApplicationAppRoleAConfig } from "@cdktf/provider-azuread/lib/application-app-role";
import type { ApplicationIdentifierUriConfig } from "@cdktf/provider-azuread/lib/application-identifier-uri";
import { ApplicationPermissionScope } from "@cdktf/provider-azuread/lib/application-permission-scope";
import { create } from "../core/create";
import { duplicateValue, invalidValue, unknownValue } from "../core/errors";
import { STRING } from "../core/kinds";
import { plainBinding, type PlainResource } from "../core/plain-resource";
import { stableId } from "../core/stable-id";
import { textForTerraform } from "../core/terraform-text";
import type { AppRole } from "./app-role";
import { exposesNoApi, scopeAndRoleShareValue, tooMany } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import type { PermissionScope } from "./permission-scope";
import { refusePersonalRole, requirePersonalIdentifierUri, requirePersonalScope } from "./personal-accounts";
import { isInTokens, requireScope } from "./registrations";
import { ENTRA_RULES } from "./rules";
import { expectVerifiedIdentifierUri, IDENTIFIER_URIS } from "./identifier-uris";

const ApplicationIdentifierUri = plainBinding<ApplicationIdentifierUriConfig>("azuread_application_identifier_uri", {
  texts: ["applicationId", "identifierUri"],
});

const ApplicationAppRoleA = plainBinding<ApplicationAppRoleAConfig>("azuread_application_app_role", {
  texts: ["applicationId", "roleId", "value", "displayName", "description"],
  sets: ["allowedMemberTypes"],
});

/**
 * How many entries the manifest of a registration has at most.
 *
 * @see https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions
 */
const MOST = 1200;

/** What a registration exposes as an API: its identifier URI, its scopes and its roles. The resources are children of the registration. */
export class ExposedApi {
  private readonly scopesByValue = new Map<
    string,
    { scope: PermissionScope; resource: ApplicationPermissionScope; id?: string }
  >();
  private readonly rolesByValue = new Map<string, { role: AppRole; resource: PlainResource; id?: string }>();
  private identifierUriResource?: PlainResource;
  // Each use of an attribute makes a new token, so tokens are kept.
  private identifierUriToken?: string;

  public constructor(
    private readonly registration: IAppRegistration,
    private readonly applicationId: string,
  ) {}

  public get scopes(): PermissionScope[] {
    return [...this.scopesByValue.values()].map(({ scope }) => scope);
  }

  public get roles(): AppRole[] {
    return [...this.rolesByValue.values()].map(({ role }) => role);
  }

  /** Whether clients can name the API in a token request. */
  public get hasIdentifierUri(): boolean {
    return this.identifierUriResource !== undefined;
  }

  public get identifierUri(): string {
    if (this.identifierUriResource === undefined) {
      throw exposesNoApi(this.registration, this.registration.displayName);
    }
    return (this.identifierUriToken ??= this.identifierUriResource.getStringAttribute("identifier_uri"));
  }

  /** Names the API, unless it has a name. */
  public nameApi(identifierUri?: string): void {
    if (identifierUri !== undefined) {
      requirePersonalIdentifierUri(this.registration, identifierUri);
      IDENTIFIER_URIS.claim(this.registration, identifierUri);
      expectVerifiedIdentifierUri(this.registration, identifierUri);
    }
    this.identifierUriResource ??= create(ApplicationIdentifierUri, this.registration, "IdentifierUri", {
      applicationId: this.applicationId,
      identifierUri: identifierUri ?? `api://${this.registration.clientId}`,
    });
  }

  public addScope(scope: PermissionScope): void {
    const { value, options } = scope;
    if (this.scopesByValue.has(value)) throw duplicateValue(this.registration, "scope", value, "remove one of the two");
    const namesake = this.rolesByValue.get(value)?.role;
    if (namesake !== undefined && isInTokens(namesake)) throw scopeAndRoleShareValue(this.registration, value);
    this.requireShort(value);
    this.checkPermissionId(options.id);
    requirePersonalScope(this.registration, value, this.scopesByValue.size);
    this.nameApi();
    const { displayName } = this.registration;
    const title = options.adminConsentDisplayName ?? `Access ${displayName}`;
    const description =
      options.adminConsentDescription ?? `Lets the application call ${displayName} for the signed-in user.`;
    const resource = create(ApplicationPermissionScope, this.registration, `Scope-${value}`, {
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
  }

  public addRole(role: AppRole): void {
    const { value, options } = role;
    if (this.rolesByValue.has(value)) throw duplicateValue(this.registration, "role", value, "remove one of the two");
    const inTokens = isInTokens(role);
    if (inTokens && this.scopesByValue.has(value)) throw scopeAndRoleShareValue(this.registration, value);
    this.checkPermissionId(options.id);
    refusePersonalRole(this.registration, value);
    this.nameApi();
    const memberTypes: string[] = [];
    if (role.allowsApplications) memberTypes.push("Application");
    if (role.allowsUsers) memberTypes.push("User");
    const { displayName } = this.registration;
    const resource = create(ApplicationAppRoleA, this.registration, `Role-${value}`, {
      applicationId: this.applicationId,
      roleId: options.id ?? this.permissionId("role", value),
      value: inTokens ? value : undefined,
      allowedMemberTypes: memberTypes,
      displayName: textForTerraform(options.displayName ?? value),
      description: textForTerraform(options.description ?? `Has the role ${value} of ${displayName}.`),
    });
    this.rolesByValue.set(value, { role, resource });
  }

  public scopeId(value: string): string {
    requireScope(this.registration, this.registration, value);
    const entry = this.scopesByValue.get(value)!;
    return (entry.id ??= entry.resource.scopeId);
  }

  public roleId(value: string): string {
    STRING.require(this.registration, "role", value);
    const entry = this.rolesByValue.get(value);
    if (entry === undefined) {
      const known = [...this.rolesByValue.keys()];
      throw unknownValue(this.registration, "role", value, this.registration.displayName, known, "roles");
    }
    return (entry.id ??= entry.resource.getStringAttribute("role_id"));
  }

  /** A scope that exists elsewhere can be longer. */
  private requireShort(scope: string): void {
    const { expected, fix, test } = ENTRA_RULES.scopeValue;
    if (!test(scope)) throw invalidValue(this.registration, "scope", scope, expected, fix);
  }

  private permissionId(kind: string, value: string): string {
    return stableId(`cdktf-apim-oauth/${this.registration.node.path}/${kind}/${value}`);
  }

  private checkPermissionId(id: string | undefined): void {
    const count = this.scopesByValue.size + this.rolesByValue.size + 1;
    if (count > MOST) throw tooMany(this.registration, "scopes and roles", count, MOST);
    if (id === undefined) return;
    const ids = [...this.scopes, ...this.roles].map((permission) => permission.options.id?.toLowerCase());
    if (ids.includes(id.toLowerCase())) {
      throw duplicateValue(this.registration, "scope or role id", id, "give each scope and role its own id");
    }
  }
}
