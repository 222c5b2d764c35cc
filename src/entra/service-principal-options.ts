import type { ServicePrincipalConfig } from "@cdktf/provider-azuread/lib/service-principal";
import type { IConstruct } from "constructs";
import { duplicateValue } from "../core/errors";
import { BOOLEAN, checkObject, type Kinds, listOf, OBJECT, oneOf, optional, STRING, STRINGS } from "../core/kinds";
import type { Principal } from "../core/principal";
import { check, checkOptional, RULES } from "../core/rules";
import { PRINCIPAL } from "../core/shared-kinds";
import { textForTerraform } from "../core/terraform-text";
import { tagsBesideFeatureTags } from "./errors";
import { ENTRA_RULES } from "./rules";

/** How the portal treats a service principal. */
export interface FeatureTags {
  /**
   * Whether it is a custom SAML application.
   *
   * @default false
   */
  readonly customSingleSignOn?: boolean;
  /**
   * Whether the portal lists it among the enterprise applications.
   *
   * @default false
   */
  readonly enterprise?: boolean;
  /**
   * Whether it comes from the gallery.
   *
   * @default false
   */
  readonly gallery?: boolean;
  /**
   * Whether users do not see it in My Apps.
   *
   * @default false
   */
  readonly hide?: boolean;
}

/** How users sign in to an application in My Apps. */
export enum SingleSignOnMode {
  /** It has no sign-in that Entra ID knows. */
  NOT_SUPPORTED = "notSupported",
  /** With OpenID Connect. */
  OIDC = "oidc",
  /** With a password that Entra ID keeps. */
  PASSWORD = "password",
  /** With SAML. */
  SAML = "saml",
}

/** Options of a service principal. */
export interface ServicePrincipalOptions {
  /**
   * Whether Entra ID issues tokens to it, and for it.
   *
   * @default true
   */
  readonly accountEnabled?: boolean;
  /**
   * What it is for, for the users of the tenant: up to 1024 bytes.
   *
   * @default - no description
   */
  readonly description?: string;
  /**
   * Notes for who runs it: up to 1024 bytes.
   *
   * @default - no notes
   */
  readonly notes?: string;
  /**
   * Where Entra ID takes a user who starts the application in My Apps.
   *
   * @default - none
   */
  readonly loginUrl?: string;
  /**
   * Who can change it.
   *
   * @default - none
   */
  readonly owners?: Principal[];
  /**
   * Tags of 1 to 256 characters without spaces. Not together with `featureTags`.
   *
   * @default - none
   */
  readonly tags?: string[];
  /**
   * How the portal treats it. Not together with `tags`.
   *
   * @default - none
   */
  readonly featureTags?: FeatureTags;
  /**
   * Other names to find it by.
   *
   * @default - none
   */
  readonly alternativeNames?: string[];
  /**
   * Who is told by mail when a signing certificate is about to expire.
   *
   * @default - nobody
   */
  readonly notificationEmailAddresses?: string[];
  /**
   * How users sign in to it in My Apps.
   *
   * @default - Entra ID decides
   */
  readonly preferredSingleSignOnMode?: SingleSignOnMode;
  /**
   * Where the application takes a user after a sign-in with SAML.
   *
   * @default - the application decides
   */
  readonly samlRelayState?: string;
  /**
   * Whether to take over a service principal that the registration has already. Its settings become those of these options, and it is left when the
   * construct is removed.
   *
   * @default false
   */
  readonly useExisting?: boolean;
}

/** Options of the service principal that is made for a registration that exists. */
export interface AddedServicePrincipalOptions extends ServicePrincipalOptions {
  /**
   * Whether Entra ID gives tokens for the application only to applications and users with an assignment. For an API with roles for applications:
   * true, because otherwise every application of the tenant gets a token.
   */
  readonly assignmentRequired: boolean;
}

const OPTIONS: Kinds<ServicePrincipalOptions> = {
  accountEnabled: optional(BOOLEAN),
  description: optional(STRING),
  notes: optional(STRING),
  loginUrl: optional(STRING),
  owners: optional(listOf(PRINCIPAL, "Principal")),
  tags: optional(STRINGS),
  featureTags: optional(OBJECT),
  alternativeNames: optional(STRINGS),
  notificationEmailAddresses: optional(STRINGS),
  preferredSingleSignOnMode: optional(oneOf("SingleSignOnMode", SingleSignOnMode)),
  samlRelayState: optional(STRING),
  useExisting: optional(BOOLEAN),
};

const FEATURE_TAGS: Kinds<FeatureTags> = {
  customSingleSignOn: optional(BOOLEAN),
  enterprise: optional(BOOLEAN),
  gallery: optional(BOOLEAN),
  hide: optional(BOOLEAN),
};

const ADDED: Kinds<AddedServicePrincipalOptions> = { ...OPTIONS, assignmentRequired: BOOLEAN };

/**
 * The arguments of the service principal of a registration that exists.
 *
 * @throws when it is not said whether an assignment is required: a service principal that is taken over could lose it
 */
export function addedServicePrincipalArguments(
  place: IConstruct,
  options: AddedServicePrincipalOptions,
): Partial<ServicePrincipalConfig> {
  checkObject(place, "servicePrincipal", options, ADDED);
  const appRoleAssignmentRequired = options.assignmentRequired;
  return { appRoleAssignmentRequired, ...servicePrincipalArguments(place, options) };
}

/** The arguments of the service principal that the options are for. */
export function servicePrincipalArguments(
  place: IConstruct,
  options: ServicePrincipalOptions = {},
): Partial<ServicePrincipalConfig> {
  checkObject(place, "servicePrincipal", options, OPTIONS);
  const { tags, featureTags } = options;
  if (featureTags !== undefined) checkObject(place, "featureTags", featureTags, FEATURE_TAGS);
  checkOptional(place, "description of the service principal", options.description, ENTRA_RULES.description);
  checkOptional(place, "notes of the service principal", options.notes, ENTRA_RULES.description);
  checkOptional(place, "loginUrl", options.loginUrl, RULES.pageUrl);
  if (tags !== undefined && featureTags !== undefined) throw tagsBesideFeatureTags(place);
  tags?.forEach((tag, index) => {
    check(place, "tag", tag, ENTRA_RULES.tag);
    if (tags.indexOf(tag) !== index) throw duplicateValue(place, "tag", tag, "remove one of the two");
  });
  options.alternativeNames?.forEach((name) => check(place, "alternativeName", name, RULES.text));
  options.notificationEmailAddresses?.forEach((address) =>
    check(place, "notificationEmailAddress", address, ENTRA_RULES.notificationAddress),
  );
  checkOptional(place, "samlRelayState", options.samlRelayState, RULES.text);
  return {
    accountEnabled: options.accountEnabled,
    description: textForTerraform(options.description),
    notes: textForTerraform(options.notes),
    loginUrl: options.loginUrl,
    owners: options.owners?.map(({ objectId }) => objectId),
    tags: tags?.map((tag) => textForTerraform(tag)),
    featureTags: featureTags && [featureTags],
    alternativeNames: options.alternativeNames?.map((name) => textForTerraform(name)),
    notificationEmailAddresses: options.notificationEmailAddresses,
    preferredSingleSignOnMode: options.preferredSingleSignOnMode,
    samlSingleSignOn:
      options.samlRelayState === undefined ? undefined : { relayState: textForTerraform(options.samlRelayState) },
    useExisting: options.useExisting,
  };
}
