import type { ApiManagementConfig } from "@cdktf/provider-azurerm/lib/api-management";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { textForTerraform } from "../../core/terraform-text";
import { locationArguments } from "./additional-location";
import type { ApiManagementProps } from "./api-management-props";
import { hostnamesOf } from "./custom-domain";
import type { PortalDelegation } from "./portal-options";
import { isAfterService } from "./service-domains";
import { isClassic } from "./tiers";
import { securityOf } from "./weak-tls";

/** The oldest version with which people who may only read the service cannot read its secrets. */
export const SAFE_API_VERSION = "2021-08-01";

/** The arguments of the resource. What azurerm 5 has removed is never among them. */
export function serviceArguments(
  scope: Construct,
  props: ApiManagementProps,
  dependsOn: readonly TerraformResource[],
): ApiManagementConfig {
  const { sku, virtualNetwork, additionalLocations = [], caCertificates = [], zones = [], customDomains = [] } = props;
  return {
    name: props.name,
    resourceGroupName: props.resourceGroupName,
    location: props.location,
    publisherName: textForTerraform(props.publisherName),
    publisherEmail: props.publisherEmail,
    notificationSenderEmail: props.notificationSenderEmail,
    skuName: sku.name,
    minApiVersion: props.minApiVersion ?? SAFE_API_VERSION,
    publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
    gatewayDisabled: props.gatewayDisabled,
    identity: identityOf(props),
    hostnameConfiguration:
      customDomains.length === 0 || isAfterService(customDomains) ? undefined : hostnamesOf(scope, customDomains),
    virtualNetworkType: virtualNetwork?.mode,
    virtualNetworkConfiguration: virtualNetwork && { subnetId: virtualNetwork.subnet.subnetId },
    publicIpAddressId: virtualNetwork?.subnet.publicIpAddressId,
    zones: zones.length === 0 ? undefined : zones,
    additionalLocation: additionalLocations.length === 0 ? undefined : additionalLocations.map(locationArguments),
    certificate: caCertificates.length === 0 ? undefined : caCertificates.map(({ _arguments }) => _arguments),
    protocols: props.http2 === undefined ? undefined : { http2Enabled: props.http2 },
    security: securityOf(props.weakTls ?? [], sku.tier === "Consumption"),
    clientCertificateEnabled: props.clientCertificates,
    ...(isClassic(sku.tier) && portalArguments(props)),
    delegation: delegationOf(scope, props.portalDelegation),
    tags: tagsOf(props.tags),
    dependsOn: dependsOn.length === 0 ? undefined : [...dependsOn],
  };
}

/** The identities, each once. */
function identityOf(props: ApiManagementProps): ApiManagementConfig["identity"] {
  const { systemAssignedIdentity = true, userAssignedIdentities = [], customDomains = [] } = props;
  const attached = [...userAssignedIdentities, ...customDomains.flatMap(({ _reader }) => _reader?.identity ?? [])];
  const identityIds = [...new Set(attached.map(({ resourceId }) => resourceId))];
  if (identityIds.length === 0) return systemAssignedIdentity ? { type: "SystemAssigned" } : undefined;
  return { type: systemAssignedIdentity ? "SystemAssigned, UserAssigned" : "UserAssigned", identityIds };
}

/** What the tiers with settings of the developer portal have, all of it closed unless it is opened. */
function portalArguments(props: ApiManagementProps): Pick<ApiManagementConfig, "signIn" | "signUp" | "tenantAccess"> {
  const { portalSignUp } = props;
  const { termsOfService, consentRequired = termsOfService !== undefined } = portalSignUp ?? {};
  return {
    signIn: { enabled: props.anonymousPortalAccess !== true },
    signUp: {
      enabled: portalSignUp !== undefined,
      termsOfService: {
        enabled: termsOfService !== undefined,
        consentRequired,
        text: textForTerraform(termsOfService),
      },
    },
    tenantAccess: { enabled: props.directManagementApi === true },
  };
}

function delegationOf(scope: Construct, given: PortalDelegation | undefined): ApiManagementConfig["delegation"] {
  return (
    given && {
      url: given.url,
      validationKey: given.validationKey._expression(scope),
      userRegistrationEnabled: given.accounts ?? true,
      subscriptionsEnabled: given.subscriptions ?? false,
    }
  );
}

function tagsOf(tags: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined {
  return tags && Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, textForTerraform(value)]));
}
