import { lowerCase } from "../core/lower-case";
import { BOOLEAN, checkObject, type Kinds, optional, STRING } from "../core/kinds";
import { check, checkOptional, requireLiteral, RULES } from "../core/rules";
import { ENTRA_RULES } from "./rules";

/** Options of `AppRole`: its texts, its id, and whether tokens show it. */
export interface AppRoleOptions {
  /**
   * The title of the role where it is assigned.
   *
   * @default - the value
   */
  readonly displayName?: string;
  /**
   * What the role allows, where it is assigned.
   *
   * @default - a sentence with the value and the display name of the registration
   */
  readonly description?: string;
  /**
   * The id of the role, a GUID, if the role exists already.
   *
   * @default - derived from the path of the registration and the value, so it is stable
   */
  readonly id?: string;
  /**
   * Whether no token shows the role: Entra ID keeps it without a value. It only assigns: who has it gets a token where the registration requires an
   * assignment. `grantRole` and `assignRole` take it by the name that is given in the place of the value; `Callers` cannot name it.
   *
   * @default false
   */
  readonly inNoToken?: boolean;
}

const OPTIONS: Kinds<AppRoleOptions> = {
  displayName: optional(STRING),
  description: optional(STRING),
  id: optional(STRING),
  inNoToken: optional(BOOLEAN),
};

/**
 * A role of an API. Its value is in claim `roles` of the tokens of everyone who has the role, unless the role is in no token.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps
 */
export class AppRole {
  /**
   * A role for applications that call without a user.
   *
   * @param value the value in claim `roles`, such as `Orders.Read`: 1 to 249 characters without spaces
   * @param options texts, id, and whether tokens show the role
   * @throws when the value, a text or the id breaks a rule of Entra ID
   */
  public static forApplications(value: string, options: AppRoleOptions = {}): AppRole {
    return new AppRole(value, true, false, options);
  }

  /**
   * A role for users and groups.
   *
   * @param value the value in claim `roles`
   * @param options texts, id, and whether tokens show the role
   * @throws when the value, a text or the id breaks a rule of Entra ID
   */
  public static forUsers(value: string, options: AppRoleOptions = {}): AppRole {
    return new AppRole(value, false, true, options);
  }

  /**
   * A role for applications, users and groups.
   *
   * @param value the value in claim `roles`
   * @param options texts, id, and whether tokens show the role
   * @throws when the value, a text or the id breaks a rule of Entra ID
   */
  public static forApplicationsAndUsers(value: string, options: AppRoleOptions = {}): AppRole {
    return new AppRole(value, true, true, options);
  }

  /** The value in claim `roles`. For a role that is in no token, the name that grants and assignments take. */
  public readonly value: string;
  /** Whether applications can have the role. */
  public readonly allowsApplications: boolean;
  /** Whether users and groups can have the role. */
  public readonly allowsUsers: boolean;
  /** Texts, id, and whether tokens show the role. */
  public readonly options: AppRoleOptions;

  private constructor(value: string, forApplications: boolean, forUsers: boolean, options: AppRoleOptions) {
    const place = "AppRole";
    checkObject(place, "options", options, OPTIONS);
    requireLiteral(place, "value", value);
    check(place, "value", value, ENTRA_RULES.claimValue);
    checkOptional(place, "displayName", options.displayName, RULES.text);
    checkOptional(place, "description", options.description, RULES.text);
    checkOptional(place, "id", options.id, RULES.guid);
    this.value = value;
    this.allowsApplications = forApplications;
    this.allowsUsers = forUsers;
    this.options = { ...options, ...(options.id !== undefined && { id: lowerCase(options.id) }) };
  }
}
