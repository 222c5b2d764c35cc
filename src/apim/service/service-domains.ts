import { ApiManagementCustomDomain } from "@cdktf/provider-azurerm/lib/api-management-custom-domain";
import type { TerraformResource } from "cdktf";
import { create } from "../../core/create";
import { AppResources, plainServiceId } from "../app-resources";
import { ApimIdentity } from "./apim-identity";
import { type CustomDomain, hostnamesOf } from "./custom-domain";
import type { CertificateReader } from "./domain-options";
import { domainsInTwoPlaces } from "./errors";
import type { IApiManagement } from "./i-api-management";
import { letRead } from "./vault-reader";

/** Whether the service is created first, because its system-assigned identity reads a certificate. Its domains cannot be in two resources. */
export function isAfterService(domains: readonly CustomDomain[]): boolean {
  return domains.some(({ _reader }) => _reader !== undefined && _reader.identity === undefined);
}

/**
 * Lets the identities read the certificates.
 *
 * @returns what the resource with the domains depends on
 */
export function letReadCertificates(apim: IApiManagement, domains: readonly CustomDomain[]): TerraformResource[] {
  const readers = domains.flatMap(({ _reader }) => _reader ?? []);
  const different = readers.filter((one, index) => readers.findIndex((other) => areSame(one, other)) === index);
  const grants = different.flatMap(({ identity, ...reader }) => {
    const attached = identity && ApimIdentity.userAssigned(identity);
    return letRead(apim, apim, { ...reader, identity: attached }).dependsOn ?? [];
  });
  return [...new Set(grants)];
}

function areSame(one: CertificateReader, other: CertificateReader): boolean {
  return (
    one.vault === other.vault && one.identity?.clientId === other.identity?.clientId && one.access === other.access
  );
}

/** Makes the domains of a service that exists by then. */
export function createDomains(apim: IApiManagement, domains: readonly CustomDomain[]): void {
  const dependsOn = letReadCertificates(apim, domains);
  const { proxy, ...others } = hostnamesOf(apim, domains);
  const resource = create(ApiManagementCustomDomain, apim, "CustomDomain", {
    apiManagementId: apim.resourceId,
    gateway: proxy,
    ...others,
    dependsOn: dependsOn.length === 0 ? undefined : dependsOn,
  });
  AppResources.leaveOut(resource);
}

/** What is wrong where resources of the provider hold domains of the service as well. */
export function domainsElsewhere(apim: IApiManagement): string[] {
  const resources = AppResources.of(apim);
  const type = ApiManagementCustomDomain.tfResourceType;
  if (resources.ofType(type).length === 0) return [];
  const id = resources.known(apim, plainServiceId(apim.resourceGroupName, apim.name));
  return resources
    .find(type, ["api_management_id"], JSON.stringify([id]))
    .map(({ node }) => domainsInTwoPlaces(node.path));
}
