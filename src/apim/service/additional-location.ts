import type { ApiManagementAdditionalLocation } from "@cdktf/provider-azurerm/lib/api-management";
import type { IConstruct } from "constructs";
import { BOOLEAN, checkObject, type Kinds, NUMBER, OBJECT, optional, STRING, STRINGS } from "../../core/kinds";
import { check, checkNumber, requireDifferent } from "../../core/rules";
import { type ApimSubnet, checkSubnet } from "./network";
import { SERVICE_RULES } from "./rules";

/** A further region with a gateway. */
export interface AdditionalLocation {
  /** The Azure region, such as `northeurope`. */
  readonly location: string;
  /**
   * The number of units, 1 to 50.
   *
   * @default - that of the primary location
   */
  readonly units?: number;
  /**
   * The availability zones, such as `1`.
   *
   * @default - Azure decides
   */
  readonly zones?: string[];
  /**
   * The subnet of the gateway, if the service is in a virtual network.
   *
   * @default - none
   */
  readonly subnet?: ApimSubnet;
  /**
   * Whether no requests are served here.
   *
   * @default false
   */
  readonly gatewayDisabled?: boolean;
}

const LOCATION: Kinds<AdditionalLocation> = {
  location: STRING,
  units: optional(NUMBER),
  zones: optional(STRINGS),
  subnet: optional(OBJECT),
  gatewayDisabled: optional(BOOLEAN),
};

/** @throws when a value breaks a rule of Azure */
export function checkLocation(place: IConstruct, given: AdditionalLocation, index: number): void {
  checkObject(place, `additionalLocations[${index}]`, given, LOCATION);
  check(place, "location", given.location, SERVICE_RULES.location);
  const isWithin = (units: number): boolean => Number.isInteger(units) && units >= 1 && units <= 50;
  checkNumber(place, "units", given.units, "a whole number from 1 to 50", isWithin);
  checkZones(place, given.zones);
  if (given.subnet !== undefined) checkSubnet(place.node.path, given.subnet);
}

/** @throws when a zone is none, or named twice */
export function checkZones(place: IConstruct, zones: readonly string[] = []): void {
  zones.forEach((zone) => check(place, "zone", zone, SERVICE_RULES.zone));
  requireDifferent(place, "zone", zones);
}

export function locationArguments(given: AdditionalLocation): ApiManagementAdditionalLocation {
  const { location, units, zones, subnet, gatewayDisabled } = given;
  return {
    location,
    capacity: units,
    zones,
    gatewayDisabled,
    publicIpAddressId: subnet?.publicIpAddressId,
    virtualNetworkConfiguration: subnet && { subnetId: subnet.subnetId },
  };
}
