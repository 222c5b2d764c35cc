import { ApiManagementPolicy } from "@cdktf/provider-azurerm/lib/api-management-policy";
import { DataAzurermApiManagement } from "@cdktf/provider-azurerm/lib/data-azurerm-api-management";
import { type TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { azurermClientConfig } from "../../core/azurerm-client-config";
import { create } from "../../core/create";
import { lowerCase } from "../../core/lower-case";
import { CheckedConstruct, checkObject, checkProps, type Kinds, optional, placeOf, STRING } from "../../core/kinds";
import { cloudOfProvider } from "../../core/provider-cloud";
import { Registry } from "../../core/registry";
import { partsOfResourceId } from "../../core/resource-id";
import { check, checkOptional, RULES } from "../../core/rules";
import { CLOUD } from "../../core/shared-kinds";
import { AzureCloud } from "../../oauth/azure-cloud";
import { PolicyScope } from "../../policy/model/section";
import { type IPolicyTarget, PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";

/** Options of `ApiManagement`. */
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

/** An API Management service. */
export interface IApiManagement extends IPolicyTarget {
  /** The name of the service. */
  readonly name: string;
  /** The name of the resource group that the service is in. */
  readonly resourceGroupName: string;
  /** The resource id of the service. */
  readonly resourceId: string;
  /** The cloud that the service runs in. */
  readonly cloud: AzureCloud;
  /** The URL of the gateway that callers use, without a path. */
  readonly gatewayUrl: string;
  /** The URL of the developer portal, without a path. */
  readonly developerPortalUrl: string;
  /** The object id of the service's system-assigned identity, a GUID. */
  readonly systemIdentityPrincipalId: string;
}

const OPTIONS: Kinds<ApiManagementOptions> = {
  cloud: optional(CLOUD),
  developerPortalUrl: optional(STRING),
  systemIdentityPrincipalId: optional(STRING),
};
const ATTRIBUTES: Kinds<ApiManagementAttributes> = { ...OPTIONS, name: STRING, resourceGroupName: STRING };

const SERVICES = new Registry<DataAzurermApiManagement>("service");

/**
 * An existing API Management service, from this or another configuration.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-key-concepts
 */
export class ApiManagement extends CheckedConstruct implements IApiManagement {
  /**
   * A service by its name. For a service created in this stack, pass the attributes of its resource.
   *
   * @throws when a name or a URL breaks a rule of Azure
   */
  public static fromName(scope: Construct, id: string, attributes: ApiManagementAttributes): IApiManagement {
    return new ApiManagement(scope, id, attributes);
  }

  /**
   * A service by its resource id, such as
   * `/subscriptions/…/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/contoso`.
   *
   * @throws when the id is not the id of an API Management service
   */
  public static fromResourceId(
    scope: Construct,
    id: string,
    resourceId: string,
    options: ApiManagementOptions = {},
  ): IApiManagement {
    const place = placeOf("ApiManagement.fromResourceId", scope, id);
    check(place, "resourceId", resourceId, APIM_RULES.serviceId);
    checkObject(place, "options", options, OPTIONS);
    return new ApiManagement(scope, id, { ...options, ...partsOfResourceId(resourceId) }, resourceId);
  }

  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly cloud: AzureCloud;
  public readonly policyTarget: PolicyTarget;

  private constructor(
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
    this.policyTarget = new ServicePolicyTarget(this);
    this.node.addValidation({ validate: () => cloudOfProvider(this, "service", this.cloud) });
  }

  public get resourceId(): string {
    return (
      this.givenResourceId ??
      `/subscriptions/${azurermClientConfig(this).subscriptionId}/resourceGroups/${this.resourceGroupName}/providers/Microsoft.ApiManagement/service/${this.name}`
    );
  }

  public get gatewayUrl(): string {
    return `https://${this.name}.${this.cloud.apimDomain}`;
  }

  public get developerPortalUrl(): string {
    const url = this.attributes.developerPortalUrl ?? `https://${this.name}.developer.${this.cloud.apimDomain}`;
    // A browser writes the host in lower case, and Entra ID compares redirect URIs letter by letter.
    return lowerCase(url).replace(/\/$/, "");
  }

  public get systemIdentityPrincipalId(): string {
    const { systemIdentityPrincipalId: given } = this.attributes;
    return given === undefined ? this.service().identity.get(0).principalId : lowerCase(given);
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

class ServicePolicyTarget extends PolicyTarget {
  public constructor(private readonly service: IApiManagement) {
    super({
      label: `service ${service.name}`,
      scope: PolicyScope.GLOBAL,
      serviceKey: [service.cloud.environment, service.name, service.resourceGroupName],
      isOutermost: true,
    });
  }

  public createPolicy(scope: Construct, id: string, xmlContent: string): TerraformResource {
    return create(ApiManagementPolicy, scope, id, { apiManagementId: this.service.resourceId, xmlContent });
  }
}
