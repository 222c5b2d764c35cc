import { type Kinds, OBJECT, optional, STRING } from "../core/kinds";
import type { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import { AUTHORITY, ROLES, SCOPES, SIGN_IN_AUDIENCE, TOKEN_VERSION } from "./kinds";
import type { PermissionScope } from "./permission-scope";
import type { AddedServicePrincipalOptions } from "./service-principal-options";
import type { SignInAudience } from "./sign-in-audience";

/** Options of an existing registration: what its tokens are like. */
export interface ExistingRegistrationOptions {
  /**
   * The version of the access tokens for this API: `requestedAccessTokenVersion` in its manifest, where `null` means 1.
   * It has no meaning for a registration that is only a client.
   */
  readonly tokenVersion: TokenVersion;
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
  /**
   * Makes the service principal, for a tenant that has none yet, such as that of a customer of an application of another tenant. Without
   * `useExisting`, the deployment fails where there is one.
   *
   * @default - it exists, and is looked up at plan time if something needs it
   */
  readonly servicePrincipal?: AddedServicePrincipalOptions;
}

/** Attributes of an existing registration. */
export interface AppRegistrationAttributes extends ExistingRegistrationOptions {
  /** The client id (application id), a GUID. */
  readonly clientId: string;
  /**
   * The name that people see, for messages.
   *
   * @default - the client id
   */
  readonly displayName?: string;
}

/** What the options are checked against. */
export const EXISTING_OPTIONS: Kinds<ExistingRegistrationOptions> = {
  tokenVersion: TOKEN_VERSION,
  authority: optional(AUTHORITY),
  signInAudience: optional(SIGN_IN_AUDIENCE),
  identifierUri: optional(STRING),
  scopes: optional(SCOPES),
  roles: optional(ROLES),
  servicePrincipal: optional(OBJECT),
};

export const EXISTING_ATTRIBUTES: Kinds<AppRegistrationAttributes> = {
  ...EXISTING_OPTIONS,
  clientId: STRING,
  displayName: optional(STRING),
};
