import { lowerCase } from "../core/lower-case";
import { BOOLEAN, checkObject, type Kinds, optional, STRING } from "../core/kinds";
import { check, checkOptional, requireLiteral, RULES } from "../core/rules";
import { ENTRA_RULES } from "./rules";

/** Options of `PermissionScope`: texts and consent. */
export interface PermissionScopeOptions {
  /**
   * The title of the permission where an administrator consents.
   *
   * @default - `Access <display name of the registration>`
   */
  readonly adminConsentDisplayName?: string;
  /**
   * What the permission allows, where an administrator consents.
   *
   * @default - a sentence with the display name of the registration
   */
  readonly adminConsentDescription?: string;
  /**
   * The title of the permission where a user consents.
   *
   * @default - the administrator's title
   */
  readonly userConsentDisplayName?: string;
  /**
   * What the permission allows, where a user consents.
   *
   * @default - the administrator's description
   */
  readonly userConsentDescription?: string;
  /**
   * Whether only an administrator can consent.
   *
   * @default false
   */
  readonly adminConsentOnly?: boolean;
  /**
   * The id of the scope, a GUID, if the scope exists already.
   *
   * @default - derived from the path of the registration and the value, so it is stable
   */
  readonly id?: string;
}

const OPTIONS: Kinds<PermissionScopeOptions> = {
  adminConsentDisplayName: optional(STRING),
  adminConsentDescription: optional(STRING),
  userConsentDisplayName: optional(STRING),
  userConsentDescription: optional(STRING),
  adminConsentOnly: optional(BOOLEAN),
  id: optional(STRING),
};

/**
 * A delegated permission of an API: what a client may do for a signed-in user. Its value is in claim `scp` of the user's tokens.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview
 */
export class PermissionScope {
  /**
   * A scope.
   *
   * @param value the value in claim `scp`, such as `access_as_user`: 1 to 120 characters without spaces
   * @param options texts and consent
   * @throws when the value, a text or the id breaks a rule of Entra ID
   */
  public static of(value: string, options: PermissionScopeOptions = {}): PermissionScope {
    return new PermissionScope(value, options);
  }

  /** The value in claim `scp`. */
  public readonly value: string;
  /** Texts and consent. */
  public readonly options: PermissionScopeOptions;

  private constructor(value: string, options: PermissionScopeOptions) {
    const place = "PermissionScope";
    checkObject(place, "options", options, OPTIONS);
    requireLiteral(place, "value", value);
    check(place, "value", value, ENTRA_RULES.claimValue);
    checkOptional(place, "adminConsentDisplayName", options.adminConsentDisplayName, RULES.text);
    checkOptional(place, "adminConsentDescription", options.adminConsentDescription, RULES.text);
    checkOptional(place, "userConsentDisplayName", options.userConsentDisplayName, RULES.text);
    checkOptional(place, "userConsentDescription", options.userConsentDescription, RULES.text);
    checkOptional(place, "id", options.id, RULES.guid);
    this.value = value;
    this.options = { ...options, ...(options.id !== undefined && { id: lowerCase(options.id) }) };
  }
}
