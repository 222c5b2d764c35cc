import { ApiManagementSubscription } from "@cdktf/provider-azurerm/lib/api-management-subscription";
import { DataAzurermApiManagementSubscription } from "@cdktf/provider-azurerm/lib/data-azurerm-api-management-subscription";
import type { Construct, IConstruct } from "constructs";
import { create } from "../../core/create";
import { findOrMake } from "../../core/find-or-make";
import { BOOLEAN, CheckedConstruct, checkProps, type Kinds, oneOf, optional, STRING } from "../../core/kinds";
import { Registry } from "../../core/registry";
import { check, checkOptional, requireOneStack } from "../../core/rules";
import { SecretValue } from "../../core/secret-value";
import { SECRET } from "../../core/shared-kinds";
import { textForTerraform } from "../../core/terraform-text";
import { SERVICE, SUBSCRIPTION_SCOPE } from "../kinds";
import { APIM_RULES } from "../rules";
import type { IApiManagement } from "../service/api-management";
import type { SubscriptionScope } from "./subscription-scope";

/** Whether the keys of a subscription work. */
export enum SubscriptionState {
  /** The keys work. */
  ACTIVE = "active",
  /** The keys do not work for now. */
  SUSPENDED = "suspended",
  /** The subscription waits for an approval. */
  SUBMITTED = "submitted",
  /** An administrator refused the subscription. */
  REJECTED = "rejected",
  /** The subscription was cancelled. */
  CANCELLED = "cancelled",
  /** The subscription has expired. */
  EXPIRED = "expired",
}

/** Properties of `ApimSubscription`. */
export interface ApimSubscriptionProps {
  /** What the keys are for. */
  readonly subscriptionScope: SubscriptionScope;
  /** The name shown in the portal. */
  readonly displayName: string;
  /**
   * The name of the subscription in Azure.
   *
   * @default - a GUID that the provider makes
   */
  readonly subscriptionId?: string;
  /**
   * The id of the user who owns the subscription: the last part of the user's resource id.
   *
   * @default - no owner
   */
  readonly userId?: string;
  /**
   * Whether the keys work.
   *
   * @default SubscriptionState.ACTIVE
   */
  readonly state?: SubscriptionState;
  /**
   * Whether requests with the keys can ask for a trace, which shows headers and the values that policies use.
   *
   * @default false
   */
  readonly allowTracing?: boolean;
  /**
   * The first key.
   *
   * @default - Azure generates it
   */
  readonly primaryKey?: SecretValue;
  /**
   * The second key.
   *
   * @default - Azure generates it
   */
  readonly secondaryKey?: SecretValue;
}

/** Attributes of an existing subscription. */
export interface ApimSubscriptionAttributes {
  /** The service that has the subscription. */
  readonly apim: IApiManagement;
  /** The name of the subscription in Azure, often a GUID. */
  readonly subscriptionId: string;
}

/** A subscription of an API Management service. */
export interface IApimSubscription extends IConstruct {
  /** The name of the subscription in Azure. */
  readonly subscriptionId: string;
  /** The first key. */
  readonly primaryKey: SecretValue;
  /** The second key. */
  readonly secondaryKey: SecretValue;
}

const PROPS: Kinds<ApimSubscriptionProps> = {
  subscriptionScope: SUBSCRIPTION_SCOPE,
  displayName: STRING,
  subscriptionId: optional(STRING),
  userId: optional(STRING),
  state: optional(oneOf("SubscriptionState", SubscriptionState)),
  allowTracing: optional(BOOLEAN),
  primaryKey: optional(SECRET),
  secondaryKey: optional(SECRET),
};
const ATTRIBUTES: Kinds<ApimSubscriptionAttributes> = { apim: SERVICE, subscriptionId: STRING };

const SUBSCRIPTIONS = new Registry<ApimSubscription>("subscription");

/**
 * A subscription: two keys that callers send in the header `Ocp-Apim-Subscription-Key`.
 *
 * A key names a subscription and not a caller: check tokens as well. Both keys are in the Terraform state.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-subscriptions
 */
export class ApimSubscription extends CheckedConstruct implements IApimSubscription {
  /** An existing subscription, from this or another configuration. Terraform reads its keys only if they are used. */
  public static fromId(scope: Construct, id: string, attributes: ApimSubscriptionAttributes): IApimSubscription {
    return new ImportedApimSubscription(scope, id, attributes);
  }

  public readonly subscriptionId: string;

  private readonly resource: ApiManagementSubscription;

  /**
   * @throws when a name breaks a rule of Azure, or the service has the subscription already
   */
  public constructor(scope: Construct, id: string, props: ApimSubscriptionProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    const { subscriptionScope, subscriptionId, userId, state = SubscriptionState.ACTIVE } = props;
    check(this, "displayName", props.displayName, APIM_RULES.shortTitle);
    checkOptional(this, "subscriptionId", subscriptionId, APIM_RULES.childName);
    checkOptional(this, "userId", userId, APIM_RULES.userId);
    const { apim } = subscriptionScope;
    if (subscriptionId !== undefined) SUBSCRIPTIONS.claim(this, ...apim.policyTarget.key, subscriptionId);
    this.resource = create(ApiManagementSubscription, this, "Resource", {
      apiManagementName: apim.name,
      resourceGroupName: apim.resourceGroupName,
      ...subscriptionScope._ids(),
      displayName: textForTerraform(props.displayName),
      subscriptionId,
      userId: userId === undefined ? undefined : `${apim.resourceId}/users/${userId}`,
      // The provider's default waits for an approval.
      state,
      allowTracing: props.allowTracing ?? false,
      primaryKey: props.primaryKey?._expression(this),
      secondaryKey: props.secondaryKey?._expression(this),
    });
    this.subscriptionId = this.resource.subscriptionId;
  }

  public get primaryKey(): SecretValue {
    return secretIn(this, () => this.resource.primaryKey);
  }

  public get secondaryKey(): SecretValue {
    return secretIn(this, () => this.resource.secondaryKey);
  }
}

/** An existing subscription. */
class ImportedApimSubscription extends CheckedConstruct implements IApimSubscription {
  public readonly subscriptionId: string;

  private readonly apim: IApiManagement;

  public constructor(scope: Construct, id: string, attributes: ApimSubscriptionAttributes) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "subscriptionId", attributes.subscriptionId, APIM_RULES.childName);
    this.subscriptionId = attributes.subscriptionId;
    this.apim = attributes.apim;
  }

  public get primaryKey(): SecretValue {
    return secretIn(this, () => this.data().primaryKey);
  }

  public get secondaryKey(): SecretValue {
    return secretIn(this, () => this.data().secondaryKey);
  }

  private data(): DataAzurermApiManagementSubscription {
    return findOrMake(this, "Data", (parent, id) =>
      create(DataAzurermApiManagementSubscription, parent, id, {
        apiManagementId: this.apim.resourceId,
        subscriptionId: this.subscriptionId,
      }),
    );
  }
}

/** A key, for the stack of its subscription only: between stacks it would be in one more state. */
function secretIn(subscription: IApimSubscription, key: () => string): SecretValue {
  return SecretValue._fromTerraform((consumer) => {
    requireOneStack(consumer, "subscription", subscription, "import it here too, with fromId");
    return key();
  }, 1);
}
