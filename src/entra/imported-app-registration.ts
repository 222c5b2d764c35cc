import { DataAzureadServicePrincipal } from "@cdktf/provider-azuread/lib/data-azuread-service-principal";
import type { Construct } from "constructs";
import { create } from "../core/create";
import { unknownValue } from "../core/errors";
import { findOrMake } from "../core/find-or-make";
import { lowerCase } from "../core/lower-case";
import { checkProps, type Kinds, optional, STRING } from "../core/kinds";
import { check, checkOptional, RULES } from "../core/rules";
import type { TokenVersion } from "../oauth/token-version";
import { AppRegistrationBase } from "./app-registration-base";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import { valueWithoutLookup } from "./errors";
import { AUTHORITY, ROLES, SCOPES, SIGN_IN_AUDIENCE, TOKEN_VERSION } from "./kinds";
import type { PermissionScope } from "./permission-scope";
import { providerAuthority } from "./provider-authority";
import { requireScope } from "./registrations";
import { requirePersonalTokens } from "./personal-accounts";
import { ENTRA_RULES } from "./rules";
import type { SignInAudience } from "./sign-in-audience";

/** Attributes of an existing registration. */
export interface AppRegistrationAttributes {
  /** The client id (application id), a GUID. */
  readonly clientId: string;
  /**
   * The version of the access tokens for this API: `requestedAccessTokenVersion` in its manifest, where `null` means 1.
   * It has no meaning for a registration that is only a client.
   */
  readonly tokenVersion: TokenVersion;
  /**
   * The name that people see, for messages.
   *
   * @default - the client id
   */
  readonly displayName?: string;
  /**
   * The tenant and the cloud that the registration is in.
   *
   * @default - the tenant that the azuread provider signs in to, in the public cloud
   */
  readonly authority?: Authority;
  /**
   * Whose accounts can use the registration, and whose tokens the API accepts.
   *
   * @default SignInAudience.singleTenant()
   */
  readonly signInAudience?: SignInAudience;
  /**
   * The URI that names the API.
   *
   * @default - `api://<client id>`
   */
  readonly identifierUri?: string;
  /**
   * The scopes of the API, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly scopes?: PermissionScope[];
  /**
   * The roles of the API, so that wrong names are found at synth.
   *
   * @default - not known, so any name is accepted
   */
  readonly roles?: AppRole[];
}

const ATTRIBUTES: Kinds<AppRegistrationAttributes> = {
  clientId: STRING,
  tokenVersion: TOKEN_VERSION,
  displayName: optional(STRING),
  authority: optional(AUTHORITY),
  signInAudience: optional(SIGN_IN_AUDIENCE),
  identifierUri: optional(STRING),
  scopes: optional(SCOPES),
  roles: optional(ROLES),
};

/**
 * An existing registration.
 *
 * @internal
 */
export class ImportedAppRegistration extends AppRegistrationBase {
  public readonly displayName: string;
  public readonly clientId: string;
  public readonly identifierUri: string;
  public readonly authority: Authority;
  public readonly signInAudience?: SignInAudience;
  public readonly tokenVersion: TokenVersion;
  public readonly scopes: PermissionScope[];
  public readonly roles: AppRole[];

  public readonly scopeValues?: string[];
  public readonly applicationRoleValues?: string[];

  private readonly rolesAreKnown: boolean;

  public constructor(scope: Construct, id: string, attributes: AppRegistrationAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "clientId", attributes.clientId, RULES.guid);
    checkOptional(this, "identifierUri", attributes.identifierUri, ENTRA_RULES.identifierUri);
    this.clientId = lowerCase(attributes.clientId);
    this.displayName = attributes.displayName ?? attributes.clientId;
    this.identifierUri = attributes.identifierUri ?? `api://${this.clientId}`;
    this.authority = attributes.authority ?? providerAuthority(this);
    this.signInAudience = attributes.signInAudience;
    this.tokenVersion = attributes.tokenVersion;
    requirePersonalTokens(this);
    this.scopes = [...(attributes.scopes ?? [])];
    this.roles = [...(attributes.roles ?? [])];
    this.rolesAreKnown = attributes.roles !== undefined;
    this.scopeValues = attributes.scopes?.map((scope) => scope.value);
    this.applicationRoleValues = attributes.roles?.filter((role) => role.allowsApplications).map((role) => role.value);
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
    const known = this.roles.find((role) => role.value === value)?.options.id;
    return known ?? this.lookUp("role", value);
  }

  private lookUp(what: "scope" | "role", value: string): string {
    // Terraform's provider keeps the number of entries of a map under this name.
    if (value === "%") throw valueWithoutLookup(this, what, value);
    const { oauth2PermissionScopeIds, appRoleIds } = this.servicePrincipal();
    return (what === "scope" ? oauth2PermissionScopeIds : appRoleIds).lookup(value);
  }

  private servicePrincipal(): DataAzureadServicePrincipal {
    return findOrMake(this, "ServicePrincipal", (parent, id) =>
      create(DataAzureadServicePrincipal, parent, id, { clientId: this.clientId }),
    );
  }
}
