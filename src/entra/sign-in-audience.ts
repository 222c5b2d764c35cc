import { BOOLEAN, checkObject, type Kinds, KNOWN_STRINGS, optional } from "../core/kinds";
import { lowerCase } from "../core/lower-case";
import { check } from "../core/rules";
import { CONSUMER_TENANT } from "../oauth/entra-tenant";
import type { Authority } from "./authority";
import { consumerTenantListed, emptyList, repeatedTenant } from "./errors";
import { ENTRA_RULES } from "./rules";

/** Options of `SignInAudience`. */
export interface SignInAudienceOptions {
  /**
   * Whether tokens of the registration's own tenant are refused.
   *
   * @default false
   */
  readonly withoutHomeTenant?: boolean;
}

const OPTIONS: Kinds<SignInAudienceOptions> = { withoutHomeTenant: optional(BOOLEAN) };

/** What Entra ID calls the audiences. */
const MULTIPLE_TENANTS = "AzureADMultipleOrgs";
const MULTIPLE_TENANTS_AND_PERSONAL = "AzureADandPersonalMicrosoftAccount";
const PERSONAL = "PersonalMicrosoftAccount";

/**
 * Whose accounts can use a registration. Entra ID itself lets in every tenant or one: which ones an API accepts is in the issuers of its policy.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation
 */
export class SignInAudience {
  /** Accounts of the registration's own tenant. */
  public static singleTenant(): SignInAudience {
    return new SignInAudience("AzureADMyOrg", [], {});
  }

  /**
   * Accounts of several tenants.
   *
   * @param tenantIds the GUIDs of the tenants that are let in besides the registration's own
   * @throws when no tenant is given, one twice, or one not by its GUID
   */
  public static multipleTenants(tenantIds: string[], options: SignInAudienceOptions = {}): SignInAudience {
    return new SignInAudience(MULTIPLE_TENANTS, tenantIds, options);
  }

  /**
   * Accounts of several tenants, and personal Microsoft accounts.
   *
   * @param tenantIds the GUIDs of the tenants that are let in besides the registration's own
   * @throws when no tenant is given, one twice, or one not by its GUID
   */
  public static multipleTenantsAndPersonalAccounts(
    tenantIds: string[],
    options: SignInAudienceOptions = {},
  ): SignInAudience {
    return new SignInAudience(MULTIPLE_TENANTS_AND_PERSONAL, tenantIds, options);
  }

  /** Personal Microsoft accounts, and no others. */
  public static personalAccounts(): SignInAudience {
    return new SignInAudience(PERSONAL, [], { withoutHomeTenant: true });
  }

  /** The name in Entra ID, such as `AzureADMyOrg`. */
  public readonly value: string;
  /** The tenants that are let in besides the registration's own. */
  public readonly tenantIds: string[];
  /** Whether the registration's own tenant is let in. */
  public readonly acceptsHomeTenant: boolean;

  private constructor(value: string, tenantIds: string[], options: SignInAudienceOptions) {
    const place = "SignInAudience";
    KNOWN_STRINGS.require(place, "tenantIds", tenantIds);
    checkObject(place, "options", options, OPTIONS);
    this.value = value;
    this.tenantIds = tenantIds.map(lowerCase);
    this.acceptsHomeTenant = options.withoutHomeTenant !== true;
    if (!this.acceptsSeveralTenants) return;
    if (tenantIds.length === 0) throw emptyList(place, "tenantIds", "tokens of any tenant would pass otherwise");
    for (const tenantId of this.tenantIds) {
      check(place, "tenant id", tenantId, ENTRA_RULES.tenantId);
      if (tenantId === CONSUMER_TENANT) throw consumerTenantListed(place);
    }
    const repeated = this.tenantIds.find((tenantId, index) => this.tenantIds.indexOf(tenantId) !== index);
    if (repeated !== undefined) throw repeatedTenant(place, repeated);
  }

  /** Whether personal Microsoft accounts are let in. */
  public get acceptsPersonalAccounts(): boolean {
    return this.value === PERSONAL || this.value === MULTIPLE_TENANTS_AND_PERSONAL;
  }

  /** Whether accounts of other tenants are let in. */
  public get acceptsSeveralTenants(): boolean {
    return this.value === MULTIPLE_TENANTS || this.value === MULTIPLE_TENANTS_AND_PERSONAL;
  }

  /**
   * The tenants whose tokens are accepted, that of the registration first.
   *
   * @internal
   */
  public _authorities(home: Authority): Authority[] {
    const ids = [
      ...(this.acceptsHomeTenant ? [home.tenantId] : []),
      ...this.tenantIds,
      ...(this.acceptsPersonalAccounts ? [CONSUMER_TENANT] : []),
    ];
    return [...new Set(ids)].map((id) => (id === home.tenantId ? home : home._inTenant(id)));
  }
}
