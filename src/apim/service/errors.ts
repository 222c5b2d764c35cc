import { error, type Place } from "../../core/errors";
import type { ElsewhereElement } from "../../core/provider-subscription";
import { shown } from "../../policy/text/errors";

/** The error messages of this folder, in the form of those of the folder above. */

/** @param expected the tiers that have it, or what the tier has */
export function notInTier(place: Place, option: string, tier: string, expected: string): Error {
  return error(
    place,
    `${option} is given and the tier is ${tier}; expected ${expected}: choose another sku, or leave the option out`,
  );
}

export function fewerUnitsThanZones(place: Place, units: number, zones: number): Error {
  return error(
    place,
    `there are ${zones} zones and ${units} units; expected at least one unit in each zone: raise the units of the sku, or name fewer zones`,
  );
}

export function subnetsOfLocations(place: Place, location: string, isInNetwork: boolean): Error {
  const [got, fix] = isInNetwork
    ? ["has no subnet and the service is in a virtual network", "give the location a subnet"]
    : ["has a subnet and the service is in no virtual network", "set virtualNetwork, or leave the subnet out"];
  return error(
    place,
    `the location ${shown(location)} ${got}; expected both or neither, because all gateways of a service are reached in the same way: ${fix}`,
  );
}

export function noOtherGateway(place: Place): Error {
  return error(
    place,
    "gatewayDisabled is true and additionalLocations names no location; expected one, because no gateway would answer: name one, or leave the option out",
  );
}

export function consentToNothing(place: Place): Error {
  return error(
    place,
    "consentRequired is true and there is no termsOfService; expected the terms that people agree to: give termsOfService, or leave consentRequired out",
  );
}

export function noSystemIdentity(place: Place): Error {
  return error(
    place,
    "the service has no system-assigned identity; expected one, because something here uses it: leave systemAssignedIdentity out, or use ApimIdentity.userAssigned there",
  );
}

export function noReaderOfCertificate(place: Place, hostName: string): Error {
  return error(
    place,
    `the domain ${shown(hostName)} has no identity and systemAssignedIdentity is false; expected an identity that reads its certificate from the vault: leave systemAssignedIdentity out, or give the domain an identity`,
  );
}

export function noDefaultOfEndpoint(place: Place, hostName: string): Error {
  return error(
    place,
    `isDefault is true for ${shown(hostName)}; expected a host of the gateway, because no other endpoint has a default certificate: leave isDefault out`,
  );
}

export function domainsInTwoPlaces(other: string): string {
  return `customDomains is given, and ${other} is a resource with domains of the same service; expected all of them in one place, because each overwrites those of the other: move them to customDomains`;
}

export function nothingToWaitFor(place: Place, seconds: number): Error {
  return error(
    place,
    `waitSeconds is ${seconds} and access is EXISTING; expected a right that is given here, because there is nothing else to wait for: leave waitSeconds out`,
  );
}

export function noDeveloperPortal(place: Place): Error {
  return error(
    place,
    "the tier is Consumption, which has no developer portal; expected one, because something here uses its URL: choose another sku, or leave that out",
  );
}

export function publicAccessAtCreation(): string {
  return "publicNetworkAccess is false, which Azure refuses for a service that does not exist yet; create the service without the option first, add a private endpoint, and set it then";
}

export function oldManagementApi(version: string): string {
  return `minApiVersion is ${shown(version)}; with versions before 2021-08-01, people who may only read the service can read its secrets; give a later version, unless a tool needs this one`;
}

export function serviceOfOtherSubscription({ element, subscription, expected, provider }: ElsewhereElement): string {
  const fix =
    provider === undefined
      ? `add an AzurermProvider with an alias and the subscriptionId ${shown(expected)}, and set it as provider of what is in the service`
      : `set the provider ${provider} as provider of what is in the service`;
  return `the service is in the subscription ${shown(expected)}, and the azurerm provider of ${element.node.path} works in ${shown(subscription)}, where it looks for the service; ${fix}, as the aspect in docs/stacks.md does`;
}
