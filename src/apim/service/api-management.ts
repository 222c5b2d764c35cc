import { ApiManagement as ApiManagementResource } from "@cdktf/provider-azurerm/lib/api-management";
import type { Construct } from "constructs";
import { informOnce, warnOnce } from "../../core/annotations";
import { create } from "../../core/create";
import { CheckedConstruct, checkObject, checkProps, placeOf } from "../../core/kinds";
import { cloudOfProvider } from "../../core/provider-cloud";
import { partsOfResourceId } from "../../core/resource-id";
import { check } from "../../core/rules";
import { Token } from "cdktf";
import { AzureCloud } from "../../oauth/azure-cloud";
import type { PolicyTarget } from "../policy-target";
import { APIM_RULES } from "../rules";
import { type ApiManagementProps, PROPS } from "./api-management-props";
import { checkService } from "./check-service";
import type { CustomDomain } from "./custom-domain";
import { noDeveloperPortal, noSystemIdentity, oldManagementApi, publicAccessAtCreation } from "./errors";
import type { IApiManagement } from "./i-api-management";
import {
  type ApiManagementAttributes,
  type ApiManagementOptions,
  ImportedApiManagement,
  OPTIONS,
} from "./imported-api-management";
import { SAFE_API_VERSION, serviceArguments } from "./service-arguments";
import { createDomains, domainsElsewhere, isAfterService, letReadCertificates } from "./service-domains";
import { MADE_SERVICES } from "./made-services";
import { ServicePolicyTarget } from "./service-policy-target";
import { defaultGatewayUrl, portalUrl } from "./service-urls";
import { keepTier } from "./tiers";

export type { IApiManagement } from "./i-api-management";

/**
 * An API Management service.
 *
 * Weak TLS, old versions of the management API, the direct management API, sign-up and anonymous visitors of the developer portal are off.
 *
 * @see https://learn.microsoft.com/azure/api-management/api-management-key-concepts
 */
export class ApiManagement extends CheckedConstruct implements IApiManagement {
  /**
   * An existing service by its name, from this or another configuration. For a raw resource of this stack, pass its attributes.
   *
   * @throws when a name or a URL breaks a rule of Azure
   */
  public static fromName(scope: Construct, id: string, attributes: ApiManagementAttributes): IApiManagement {
    return new ImportedApiManagement(scope, id, attributes);
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
    return new ImportedApiManagement(scope, id, { ...options, ...partsOfResourceId(resourceId) }, resourceId);
  }

  public readonly name: string;
  public readonly resourceGroupName: string;
  public readonly resourceId: string;
  public readonly cloud: AzureCloud;
  public readonly gatewayUrl: string;
  public readonly policyTarget: PolicyTarget;

  private readonly resource: ApiManagementResource;

  /**
   * @throws when a value breaks a rule of Azure, the tier does not have what an option asks for, or the program creates the service already
   */
  public constructor(
    scope: Construct,
    id: string,
    private readonly props: ApiManagementProps,
  ) {
    super(scope, id);
    checkProps(this, props, PROPS);
    checkService(this, props);
    const { name, customDomains = [], minApiVersion = SAFE_API_VERSION } = props;
    this.cloud = props.cloud ?? AzureCloud.PUBLIC;
    MADE_SERVICES.claim(this, this.cloud.environment, name);
    this.resourceGroupName = props.resourceGroupName;
    this.policyTarget = new ServicePolicyTarget(this, name);
    keepTier(this);

    const isAfter = isAfterService(customDomains);
    const grants = isAfter ? [] : letReadCertificates(this, customDomains);
    this.resource = create(ApiManagementResource, this, "Resource", serviceArguments(this, props, grants));
    this.name = this.resource.name;
    this.resourceId = this.resource.id;
    const host = gatewayHost(customDomains);
    this.gatewayUrl = host === undefined ? defaultGatewayUrl(name, this.cloud) : `https://${host}`;
    if (isAfter) createDomains(this, customDomains);

    if (props.publicNetworkAccess === false) informOnce(this, publicAccessAtCreation());
    if (!Token.isUnresolved(minApiVersion) && minApiVersion < SAFE_API_VERSION) {
      warnOnce(this, oldManagementApi(minApiVersion));
    }
    if (customDomains.length > 0) this.node.addValidation({ validate: () => domainsElsewhere(this) });
    this.node.addValidation({ validate: () => cloudOfProvider(this, "service", this.cloud) });
  }

  /**
   * The name of the tier.
   *
   * @internal
   */
  public get _tier(): string {
    return this.props.sku.tier;
  }

  public get developerPortalUrl(): string {
    const { name, sku, customDomains = [] } = this.props;
    if (sku.tier === "Consumption") throw noDeveloperPortal(this);
    const domain = customDomains.find(({ _endpoint }) => _endpoint === "developerPortal");
    return portalUrl(name, this.cloud, domain && `https://${domain.hostName}`);
  }

  public get systemIdentityPrincipalId(): string {
    if (this.props.systemAssignedIdentity === false) throw noSystemIdentity(this);
    return this.resource.identity.principalId;
  }
}

/** The host name that callers use, if there is one: a wildcard is none. */
function gatewayHost(domains: readonly CustomDomain[]): string | undefined {
  const gateways = domains.filter(({ _endpoint, hostName }) => _endpoint === "proxy" && !hostName.startsWith("*"));
  return (gateways.find(({ _isDefault }) => _isDefault) ?? gateways[0])?.hostName;
}
