import { BOOLEAN, checkObject, type Kinds, listOf, optional, oneOf } from "../core/kinds";
import { check } from "../core/rules";
import { ENTRA_RULES } from "./rules";

/**
 * How Entra ID writes an optional claim.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/optional-claims-reference
 */
export enum OptionalClaimProperty {
  /** Groups of the cloud by their display name. */
  CLOUD_DISPLAY_NAME = "cloud_displayname",
  /** Groups as `domain\name`, as on premises. */
  DNS_DOMAIN_AND_SAM_ACCOUNT_NAME = "dns_domain_and_sam_account_name",
  /** Groups in claim `roles`, in place of the roles. */
  EMIT_AS_ROLES = "emit_as_roles",
  /** The user name of a guest in its home tenant. */
  INCLUDE_EXTERNALLY_AUTHENTICATED_UPN = "include_externally_authenticated_upn",
  /** The user name of a guest in its home tenant, with `_` for `#`. */
  INCLUDE_EXTERNALLY_AUTHENTICATED_UPN_WITHOUT_HASH = "include_externally_authenticated_upn_without_hash",
  /** As many groups as a token can hold. */
  MAX_SIZE_LIMIT = "max_size_limit",
  /** Groups as `NETBIOSDOMAIN\name`, as on premises. */
  NETBIOS_DOMAIN_AND_SAM_ACCOUNT_NAME = "netbios_domain_and_sam_account_name",
  /** Groups by their security identifier on premises. */
  ON_PREMISE_SECURITY_IDENTIFIER = "on_premise_security_identifier",
  /** Groups by their name on premises. */
  SAM_ACCOUNT_NAME = "sam_account_name",
  /** The audience of a version 1 token is always the client id. */
  USE_GUID = "use_guid",
}

/** Options of `OptionalClaim`. */
export interface OptionalClaimOptions {
  /**
   * Whether the application works poorly without the claim.
   *
   * @default false
   */
  readonly essential?: boolean;
  /**
   * How the claim is written.
   *
   * @default - as Entra ID does by itself
   */
  readonly additionalProperties?: OptionalClaimProperty[];
}

const OPTIONS: Kinds<OptionalClaimOptions> = {
  essential: optional(BOOLEAN),
  additionalProperties: optional(
    listOf(oneOf("OptionalClaimProperty", OptionalClaimProperty), "OptionalClaimProperty"),
  ),
};

/**
 * A claim that Entra ID writes into tokens only where it is asked to.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/optional-claims
 */
export class OptionalClaim {
  /**
   * A claim that Entra ID knows, such as `ipaddr` or `groups`.
   *
   * @throws when the name is empty or has spaces
   */
  public static of(name: string, options: OptionalClaimOptions = {}): OptionalClaim {
    return new OptionalClaim(name, options);
  }

  /**
   * An extension property of the user, such as `extension_<client id without dashes>_skypeId`.
   *
   * @throws when the name is empty or has spaces
   */
  public static userExtension(name: string, options: OptionalClaimOptions = {}): OptionalClaim {
    return new OptionalClaim(name, options, "user");
  }

  /** The name of the claim. */
  public readonly name: string;
  /** How the claim is written. */
  public readonly options: OptionalClaimOptions;
  /** `user` for an extension property. */
  public readonly source?: string;

  private constructor(name: string, options: OptionalClaimOptions, source?: string) {
    const place = "OptionalClaim";
    check(place, "name", name, ENTRA_RULES.optionalClaim);
    checkObject(place, "options", options, OPTIONS);
    this.name = name;
    this.options = options;
    this.source = source;
  }
}

/** The optional claims of a registration, by the kind of token. */
export interface OptionalClaims {
  /**
   * Claims of the access tokens for this API. `idtyp` is added where users and applications call.
   *
   * @default - none
   */
  readonly accessToken?: OptionalClaim[];
  /**
   * Claims of the ID tokens for this client.
   *
   * @default - none
   */
  readonly idToken?: OptionalClaim[];
  /**
   * Claims of the SAML tokens.
   *
   * @default - none
   */
  readonly saml2Token?: OptionalClaim[];
}

/**
 * Which memberships of a user are in claim `groups`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/optional-claims#configure-groups-optional-claims
 */
export enum GroupMembershipClaim {
  /** Security groups, distribution lists and directory roles. */
  ALL = "All",
  /** Groups that are assigned to the application. */
  APPLICATION_GROUP = "ApplicationGroup",
  /** Directory roles. */
  DIRECTORY_ROLE = "DirectoryRole",
  /** No groups. */
  NONE = "None",
  /** Security groups. */
  SECURITY_GROUP = "SecurityGroup",
}
