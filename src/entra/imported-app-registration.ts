import {
  DataAzureadApplication,
  type DataAzureadApplicationConfig,
} from "@cdktf/provider-azuread/lib/data-azuread-application";
import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import { ServicePrincipal } from "@cdktf/provider-azuread/lib/service-principal";
import type { Construct } from "constructs";
import { create } from "../core/create";
import { unknownValue } from "../core/errors";
import { findOrMake } from "../core/find-or-make";
import { lowerCase } from "../core/lower-case";
import { checkObject, checkProps, placeOf } from "../core/kinds";
import { check, checkOptional, RULES } from "../core/rules";
import { textForTerraform } from "../core/terraform-text";
import type { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import {
  applicationNotLookedUp,
  identifierUriTwice,
  roleWithoutLookup,
  servicePrincipalOfOther,
  valueWithoutLookup,
} from "./errors";
import {
  type AppRegistrationAttributes,
  EXISTING_ATTRIBUTES,
  EXISTING_OPTIONS,
  type ExistingRegistrationOptions,
} from "./existing-registration";
import type { IAppRegistrationWithCredentials } from "./credentials";
import { OwnedRegistration } from "./credentials/owned-registration";
import type { IAppRegistration } from "./i-app-registration";
import { OnePerTenant } from "./one-per-tenant";
import type { PermissionScope } from "./permission-scope";
import { providerAuthority } from "./provider-authority";
import { isInTokens, requireScope, roleValues } from "./registrations";
import { requirePersonalTokens } from "./personal-accounts";
import { ENTRA_RULES } from "./rules";
import { addedServicePrincipalArguments } from "./service-principal-options";
import type { SignInAudience } from "./sign-in-audience";

/** The id of the service principal in the construct, whether it is made or looked up. */
const SERVICE_PRINCIPAL = "ServicePrincipal";

/** Those that are made. */
const SERVICE_PRINCIPALS = new OnePerTenant(servicePrincipalOfOther);

/** How a registration is found: by its client id, or by the data source of applications. */
interface Found {
  readonly displayName: string;
  readonly clientId: (registration: ImportedAppRegistration) => string;
  /** Undefined for a client id: an application of another tenant has none here. */
  readonly objectId?: (registration: ImportedAppRegistration) => string;
}

/**
 * An existing registration.
 *
 * @internal
 */
export class ImportedAppRegistration extends OwnedRegistration {
  public static byClientId(scope: Construct, id: string, attributes: AppRegistrationAttributes): IAppRegistration {
    const place = placeOf("AppRegistration", scope, id);
    checkProps(place, attributes, EXISTING_ATTRIBUTES);
    const { clientId, displayName } = attributes;
    check(place, "clientId", clientId, RULES.guid);
    const found = { displayName: displayName ?? clientId, clientId: () => lowerCase(clientId) };
    return new ImportedAppRegistration(scope, id, attributes, found);
  }

  public static byObjectId(
    scope: Construct,
    id: string,
    objectId: string,
    options: ExistingRegistrationOptions,
  ): IAppRegistrationWithCredentials {
    const place = placeOf("AppRegistration", scope, id);
    check(place, "objectId", objectId, RULES.guid);
    return ImportedAppRegistration.lookedUp(scope, id, objectId, options, { objectId: lowerCase(objectId) });
  }

  public static byDisplayName(
    scope: Construct,
    id: string,
    displayName: string,
    options: ExistingRegistrationOptions,
  ): IAppRegistrationWithCredentials {
    const place = placeOf("AppRegistration", scope, id);
    check(place, "displayName", displayName, RULES.displayName);
    const argument = { displayName: textForTerraform(displayName) };
    return ImportedAppRegistration.lookedUp(scope, id, displayName, options, argument);
  }

  public static byIdentifierUri(
    scope: Construct,
    id: string,
    identifierUri: string,
    options: ExistingRegistrationOptions,
  ): IAppRegistrationWithCredentials {
    const place = placeOf("AppRegistration", scope, id);
    check(place, "identifierUri", identifierUri, ENTRA_RULES.identifierUri);
    checkObject(place, "options", options, EXISTING_OPTIONS);
    if (options.identifierUri !== undefined) throw identifierUriTwice(place);
    const given = { ...options, identifierUri };
    return ImportedAppRegistration.lookedUp(scope, id, identifierUri, given, { identifierUri });
  }

  private static lookedUp(
    scope: Construct,
    id: string,
    displayName: string,
    options: ExistingRegistrationOptions,
    argument: DataAzureadApplicationConfig,
  ): IAppRegistrationWithCredentials {
    checkObject(placeOf("AppRegistration", scope, id), "options", options, EXISTING_OPTIONS);
    const application = (registration: ImportedAppRegistration): DataAzureadApplication =>
      findOrMake(registration, "Application", (parent, child) =>
        create(DataAzureadApplication, parent, child, argument),
      );
    return new ImportedAppRegistration(scope, id, options, {
      displayName,
      clientId: (registration) => application(registration).clientId,
      objectId: (registration) => argument.objectId ?? application(registration).objectId,
    });
  }

  public readonly displayName: string;
  public readonly authority: Authority;
  public readonly signInAudience?: SignInAudience;
  public readonly tokenVersion: TokenVersion;
  public readonly scopes: PermissionScope[];
  public readonly roles: AppRole[];

  public readonly scopeValues?: string[];
  public readonly applicationRoleValues?: string[];
  public readonly userRoleValues?: string[];

  private readonly rolesAreKnown: boolean;
  // Each use of an attribute makes a new token, so they are kept.
  private foundClientId?: string;
  private foundApplicationId?: string;

  protected constructor(
    scope: Construct,
    id: string,
    private readonly options: ExistingRegistrationOptions,
    private readonly found: Found,
  ) {
    super(scope, id);
    checkOptional(this, "identifierUri", options.identifierUri, ENTRA_RULES.identifierUri);
    this.displayName = found.displayName;
    this.authority = options.authority ?? providerAuthority(this);
    this.signInAudience = options.signInAudience;
    this.tokenVersion = options.tokenVersion;
    requirePersonalTokens(this);
    this.scopes = [...(options.scopes ?? [])];
    this.roles = [...(options.roles ?? [])];
    this.rolesAreKnown = options.roles !== undefined;
    this.scopeValues = options.scopes?.map((scope) => scope.value);
    this.applicationRoleValues = options.roles && roleValues(options.roles, "allowsApplications");
    this.userRoleValues = options.roles && roleValues(options.roles, "allowsUsers");
    if (options.servicePrincipal !== undefined) {
      SERVICE_PRINCIPALS.claim(this, this.clientId);
      create(ServicePrincipal, this, SERVICE_PRINCIPAL, {
        clientId: this.clientId,
        ...addedServicePrincipalArguments(this, options.servicePrincipal),
      });
    }
  }

  public get clientId(): string {
    return (this.foundClientId ??= this.found.clientId(this));
  }

  public get applicationId(): string {
    const { objectId } = this.found;
    if (objectId === undefined) throw applicationNotLookedUp(this, this.displayName);
    return (this.foundApplicationId ??= `/applications/${objectId(this)}`);
  }

  public get identifierUri(): string {
    return this.options.identifierUri ?? `api://${this.clientId}`;
  }

  public get servicePrincipalObjectId(): string {
    return this.servicePrincipal().objectId;
  }

  public scopeId(value: string): string {
    requireScope(this, this, value);
    const known = this.scopes.find((scope) => scope.value === value)?.options.id;
    return known ?? this.lookUp("scope", value);
  }

  public roleId(value: string): string {
    check(this, "role", value, ENTRA_RULES.claimValue);
    const values = this.roles.map((role) => role.value);
    if (this.rolesAreKnown && !values.includes(value)) {
      throw unknownValue(this, "role", value, this.displayName, values, "roles");
    }
    const role = this.roles.find((each) => each.value === value);
    if (role?.options.id !== undefined) return role.options.id;
    if (role !== undefined && !isInTokens(role)) throw roleWithoutLookup(this, value);
    return this.lookUp("role", value);
  }

  private lookUp(what: "scope" | "role", value: string): string {
    // Terraform's provider keeps the number of entries of a map under this name.
    if (value === "%") throw valueWithoutLookup(this, what, value);
    const { oauth2PermissionScopeIds, appRoleIds } = this.servicePrincipal();
    return (what === "scope" ? oauth2PermissionScopeIds : appRoleIds).lookup(value);
  }

  private servicePrincipal(): ServicePrincipal | DataAzureadServicePrincipal {
    return findOrMake<this, ServicePrincipal | DataAzureadServicePrincipal>(this, SERVICE_PRINCIPAL, (parent, id) =>
      create(DataAzureadServicePrincipal, parent, id, { clientId: this.clientId }),
    );
  }
}
