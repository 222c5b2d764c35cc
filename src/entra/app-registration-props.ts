import type { ApplicationRegistrationConfig } from "@cdktf/provider-azuread/lib/application-registration";
import { BOOLEAN, checkObject, type Kinds, listOf, OBJECT, oneOf, optional, STRING } from "../core/kinds";
import type { Principal } from "../core/principal";
import { check, checkOptional, RULES } from "../core/rules";
import { PRINCIPAL } from "../core/shared-kinds";
import { textForTerraform } from "../core/terraform-text";
import { TokenVersion } from "../oauth/token-version";
import type { AppRole } from "./app-role";
import type { Authority } from "./authority";
import type { IAppRegistration } from "./i-app-registration";
import { requireGroupClaims } from "./issued-claims";
import { AUTHORITY, ROLES, SCOPES, SIGN_IN_AUDIENCE, TOKEN_VERSION } from "./kinds";
import { GroupMembershipClaim, type OptionalClaims } from "./optional-claim";
import type { PermissionScope } from "./permission-scope";
import { ENTRA_RULES } from "./rules";
import type { ServicePrincipalOptions } from "./service-principal-options";
import { SignInAudience } from "./sign-in-audience";

/** Tokens from the authorization endpoint itself. They end up in the history of browsers: use the authorization code grant with PKCE instead. */
export interface InsecureImplicitGrant {
  /**
   * Whether the client gets access tokens in this way.
   *
   * @default false
   */
  readonly accessTokens?: boolean;
  /**
   * Whether the client gets ID tokens in this way, as the hybrid flow does.
   *
   * @default false
   */
  readonly idTokens?: boolean;
}

/** Properties of `AppRegistration`. */
export interface AppRegistrationProps {
  /** The name shown in the portal and in the consent dialog: 1 to 120 characters. */
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
   * Whose accounts can use the registration, and whose tokens the API accepts.
   *
   * @default SignInAudience.singleTenant()
   */
  readonly signInAudience?: SignInAudience;
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
   * The URI that names the API where a client asks for a token, such as `api://<client id>` or `https://orders.contoso.com`. Entra ID keeps these
   * URIs unique in a tenant.
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
  /**
   * Claims that tokens hold besides those that Entra ID writes by itself.
   *
   * @default - `idtyp` in access tokens where users and applications call, and no others
   */
  readonly optionalClaims?: OptionalClaims;
  /**
   * Which memberships of a user are in claim `groups`. `NONE` is given alone.
   *
   * @default - none
   */
  readonly groupMembershipClaims?: GroupMembershipClaim[];
  /**
   * Whether the client works without a secret also where no redirect URI says so, as the device code grant does.
   *
   * @default - Entra ID decides by the redirect URI
   */
  readonly fallbackPublicClient?: boolean;
  /**
   * Lets the client get tokens by the implicit grant, which is insecure.
   *
   * @default - no tokens by the implicit grant
   */
  readonly insecureImplicitGrant?: InsecureImplicitGrant;
  /**
   * Who can change the registration, and so act as the application.
   *
   * @default - the principal that deploys, if Entra ID makes it the owner
   */
  readonly owners?: Principal[];
  /**
   * Options of the service principal.
   *
   * @default - enabled, without tags, notes or owners
   */
  readonly servicePrincipal?: ServicePrincipalOptions;
  /**
   * Notes for who runs the application.
   *
   * @default - none
   */
  readonly notes?: string;
  /**
   * What names the application in a service or asset database.
   *
   * @default - none
   */
  readonly serviceManagementReference?: string;
  /**
   * The home page, http or https.
   *
   * @default - none
   */
  readonly homepageUrl?: string;
  /**
   * Where Entra ID signs the user out, https: up to 255 characters.
   *
   * @default - none
   */
  readonly logoutUrl?: string;
  /**
   * The marketing page, http or https.
   *
   * @default - none
   */
  readonly marketingUrl?: string;
  /**
   * The privacy statement, http or https.
   *
   * @default - none
   */
  readonly privacyStatementUrl?: string;
  /**
   * The support page, http or https.
   *
   * @default - none
   */
  readonly supportUrl?: string;
  /**
   * The terms of service, http or https.
   *
   * @default - none
   */
  readonly termsOfServiceUrl?: string;
}

export const PROPS: Kinds<AppRegistrationProps> = {
  displayName: STRING,
  description: optional(STRING),
  authority: optional(AUTHORITY),
  signInAudience: optional(SIGN_IN_AUDIENCE),
  tokenVersion: optional(TOKEN_VERSION),
  scopes: optional(SCOPES),
  roles: optional(ROLES),
  identifierUri: optional(STRING),
  assignmentRequired: optional(BOOLEAN),
  optionalClaims: optional(OBJECT),
  groupMembershipClaims: optional(listOf(oneOf("GroupMembershipClaim", GroupMembershipClaim), "GroupMembershipClaim")),
  fallbackPublicClient: optional(BOOLEAN),
  insecureImplicitGrant: optional(OBJECT),
  owners: optional(listOf(PRINCIPAL, "Principal")),
  servicePrincipal: optional(OBJECT),
  notes: optional(STRING),
  serviceManagementReference: optional(STRING),
  homepageUrl: optional(STRING),
  logoutUrl: optional(STRING),
  marketingUrl: optional(STRING),
  privacyStatementUrl: optional(STRING),
  supportUrl: optional(STRING),
  termsOfServiceUrl: optional(STRING),
};

const IMPLICIT: Kinds<InsecureImplicitGrant> = { accessTokens: optional(BOOLEAN), idTokens: optional(BOOLEAN) };

/** The arguments of the registration itself. */
export function registrationArguments(
  place: IAppRegistration,
  props: AppRegistrationProps,
): ApplicationRegistrationConfig {
  check(place, "displayName", props.displayName, ENTRA_RULES.registrationName);
  checkOptional(place, "description", props.description, ENTRA_RULES.description);
  checkOptional(place, "notes", props.notes, RULES.text);
  checkOptional(place, "serviceManagementReference", props.serviceManagementReference, RULES.text);
  checkOptional(place, "homepageUrl", props.homepageUrl, RULES.pageUrl);
  checkOptional(place, "logoutUrl", props.logoutUrl, ENTRA_RULES.logoutUrl);
  checkOptional(place, "marketingUrl", props.marketingUrl, RULES.pageUrl);
  checkOptional(place, "privacyStatementUrl", props.privacyStatementUrl, RULES.pageUrl);
  checkOptional(place, "supportUrl", props.supportUrl, RULES.pageUrl);
  checkOptional(place, "termsOfServiceUrl", props.termsOfServiceUrl, RULES.pageUrl);
  requireGroupClaims(place, props.groupMembershipClaims);
  const { insecureImplicitGrant: implicit } = props;
  if (implicit !== undefined) checkObject(place, "insecureImplicitGrant", implicit, IMPLICIT);
  return {
    displayName: textForTerraform(props.displayName),
    description: textForTerraform(props.description),
    signInAudience: (props.signInAudience ?? SignInAudience.singleTenant()).value,
    requestedAccessTokenVersion: props.tokenVersion ?? TokenVersion.V2,
    groupMembershipClaims: props.groupMembershipClaims,
    implicitAccessTokenIssuanceEnabled: implicit?.accessTokens,
    implicitIdTokenIssuanceEnabled: implicit?.idTokens,
    notes: textForTerraform(props.notes),
    serviceManagementReference: textForTerraform(props.serviceManagementReference),
    homepageUrl: props.homepageUrl,
    logoutUrl: props.logoutUrl,
    marketingUrl: props.marketingUrl,
    privacyStatementUrl: props.privacyStatementUrl,
    supportUrl: props.supportUrl,
    termsOfServiceUrl: props.termsOfServiceUrl,
  };
}
