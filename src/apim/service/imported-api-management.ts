import { DataAzurermApiManagement } from "@cdktf/provider-azurerm/lib/data-azurerm-api-management";
import { TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { azurermClientConfig } from "../../core/azurerm-client-config";
import { create } from "../../core/create";
import { CheckedConstruct, checkProps, type Kinds, optional, STRING } from "../../core/kinds";
import { lowerCase } from "../../core/lower-case";
import { cloudOfProvider } from "../../core/provider-cloud";
import { expectSubscriptionOf } from "../../core/provider-subscription";
import { Registry } from "../../core/registry";
import { check, checkOptional, RULES } from "../../core/rules";
import { CLOUD } from "../../core/shared-kinds";
import { preferAfter } from "../../core/stack-references";
import { AzureCloud } from "../../oauth/azure-cloud";
import type { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import { serviceOfOtherSubscription } from "./errors";
import type { IApiManagement } from "./i-api-management";
import { MADE_SERVICES } from "./made-services";
import { defaultGatewayUrl, portalUrl } from "./service-urls";
import { ServicePolicyTarget } from "./service-policy-target";

/** Options of an existing `ApiManagement`. */
export interface ApiManagementOptions {
  /**
   * The cloud that the service runs in.
   *
   * @default AzureCloud.PUBLIC
   */
  readonly cloud?: AzureCloud;
  /**
   * The URL of the developer portal, without a path, if it has a custom domain.
   *
   * @default - `https://<name>.developer.azure-api.net`, with the domain of the cloud
   */
  readonly developerPortalUrl?: string;
  /**
   * The object id of the service's system-assigned identity, a GUID.
   *
   * @default - looked up at plan time, and only if it is needed
   */
  readonly systemIdentityPrincipalId?: string;
}

/** Attributes of an existing service. */
export interface ApiManagementAttributes extends ApiManagementOptions {
  /** The name of the service: 1 to 50 letters, digits and dashes. */
  readonly name: string;
  /** The name of the resource group that the service is in. */
  readonly resourceGroupName: string;
}

export const OPTIONS: Kinds<ApiManagementOptions> = {
  cloud: optional(CLOUD),
  developerPortalUrl: optional(STRING),
  systemIdentityPrincipalId: optional(STRING),
};
const ATTRIBUTES: Kinds<ApiManagementAttributes> = { ...OPTIONS, name: STRING, resourceGroupName: STRING };

const SERVICES = new Registry<DataAzurermApiManagement>("service");

/** What this file needs of the bindings of what is in a service. */
interface OfService {
  readonly apiManagementNameInput?: string;
  readonly resourceGroupNameInput?: string;
}

/** An existing service. */
export class ImportedApiManagement extends CheckedConstruct implements IApiManagement {
  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly cloud: AzureCloud;
  public readonly policyTarget: PolicyTarget;

  public constructor(
    scope: Construct,
    id: string,
    private readonly attributes: ApiManagementAttributes,
    private readonly givenResourceId?: string,
  ) {
    super(scope, id);
    checkProps(this, attributes, ATTRIBUTES);
    check(this, "name", attributes.name, APIM_RULES.serviceName);
    check(this, "resourceGroupName", attributes.resourceGroupName, RULES.resourceGroupName);
    checkOptional(this, "developerPortalUrl", attributes.developerPortalUrl, RULES.httpsOrigin);
    checkOptional(this, "systemIdentityPrincipalId", attributes.systemIdentityPrincipalId, RULES.guid);
    this.name = attributes.name;
    this.resourceGroupName = attributes.resourceGroupName;
    this.cloud = attributes.cloud ?? AzureCloud.PUBLIC;
    this.policyTarget = new ServicePolicyTarget(this, this.name);
    this.node.addValidation({ validate: () => cloudOfProvider(this, "service", this.cloud) });
    preferAfter(this, () => [MADE_SERVICES.tryFind(this, this.cloud.environment, this.name) ?? this]);
    if (givenResourceId !== undefined) {
      // The provider makes them by name, in its own subscription.
      expectSubscriptionOf(this, givenResourceId, () => this.named(), serviceOfOtherSubscription);
    }
  }

  public get resourceId(): string {
    return (
      this.givenResourceId ??
      `/subscriptions/${azurermClientConfig(this).subscriptionId}/resourceGroups/${this.resourceGroupName}/providers/Microsoft.ApiManagement/service/${this.name}`
    );
  }

  public get gatewayUrl(): string {
    return defaultGatewayUrl(this.name, this.cloud);
  }

  public get developerPortalUrl(): string {
    return portalUrl(this.name, this.cloud, this.attributes.developerPortalUrl);
  }

  public get systemIdentityPrincipalId(): string {
    const { systemIdentityPrincipalId: given } = this.attributes;
    return given === undefined ? this.service().identity.get(0).principalId : lowerCase(given);
  }

  /** What the stack has of the service, and names it by its name. */
  private named(): (TerraformResource | TerraformDataSource)[] {
    const names = [this.name, this.resourceGroupName].map((name) => name.toLowerCase());
    return TerraformStack.of(this)
      .node.findAll()
      .filter(isElement)
      .filter((element) => {
        if (element instanceof DataAzurermApiManagement) return element.node.scope === this;
        const { apiManagementNameInput: service, resourceGroupNameInput: group } = element as Partial<OfService>;
        return [service, group].every((name, index) => name?.toLowerCase() === names[index]);
      });
  }

  private service(): DataAzurermApiManagement {
    // Two imports of one service must share one identity, or it would get its permissions twice.
    const key = [TerraformStack.of(this).node.path, ...this.policyTarget.key];
    const found = SERVICES.tryFind(this, ...key);
    if (found !== undefined) return found;
    const { name, resourceGroupName } = this;
    const service = create(DataAzurermApiManagement, this, "Service", { name, resourceGroupName });
    SERVICES.add(service, ...key);
    return service;
  }
}

function isElement(node: IConstruct): node is TerraformResource | TerraformDataSource {
  return TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
}
