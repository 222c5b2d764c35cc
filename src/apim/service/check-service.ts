import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { invalidNumberOption } from "../../core/errors";
import { checkObject } from "../../core/kinds";
import { check, checkOptional, requireDifferent, RULES } from "../../core/rules";
import { APIM_RULES } from "../rules";
import { checkLocation, checkZones } from "./additional-location";
import type { ApiManagementProps } from "./api-management-props";
import type { AttachedIdentity } from "./apim-identity";
import type { CustomDomain } from "./custom-domain";
import {
  consentToNothing,
  fewerUnitsThanZones,
  noOtherGateway,
  noReaderOfCertificate,
  notInTier,
  subnetsOfLocations,
} from "./errors";
import { DELEGATION, type PortalDelegation, type PortalSignUp, SIGN_UP } from "./portal-options";
import { SERVICE_RULES } from "./rules";
import { isClassic, TIERS_WITH_NETWORK, tiersText } from "./tiers";
import { WEAK_TLS_OF_CONSUMPTION, WeakTls } from "./weak-tls";

/** @throws when a value breaks a rule of Azure or of the provider */
export function checkService(place: IConstruct, props: ApiManagementProps): void {
  check(place, "name", props.name, APIM_RULES.serviceName);
  check(place, "resourceGroupName", props.resourceGroupName, RULES.resourceGroupName);
  check(place, "location", props.location, SERVICE_RULES.location);
  check(place, "publisherName", props.publisherName, SERVICE_RULES.publisherName);
  check(place, "publisherEmail", props.publisherEmail, SERVICE_RULES.email);
  checkOptional(place, "notificationSenderEmail", props.notificationSenderEmail, SERVICE_RULES.email);
  checkOptional(place, "minApiVersion", props.minApiVersion, SERVICE_RULES.managementApiVersion);
  if (props.portalSignUp !== undefined) checkSignUp(place, props.portalSignUp);
  if (props.portalDelegation !== undefined) checkDelegation(place, props.portalDelegation);
  checkZones(place, props.zones);
  props.userAssignedIdentities?.forEach((identity) => checkIdentity(place, identity));
  props.customDomains?.forEach((domain) => checkReader(place, domain, props.systemAssignedIdentity));
  props.additionalLocations?.forEach((location, index) => checkLocation(place, location, index));
  checkTags(place, props.tags ?? {});
  checkTier(place, props);
  checkPlaces(place, props);
  const { caCertificates = [], customDomains = [] } = props;
  if (caCertificates.length > 10) {
    throw invalidNumberOption(place, "the number of caCertificates", caCertificates.length, "at most 10");
  }
  const hosts = customDomains.map(({ hostName }) => hostName);
  requireDifferent(place, "hostName", hosts);
}

function checkSignUp(place: IConstruct, given: PortalSignUp): void {
  checkObject(place, "portalSignUp", given, SIGN_UP);
  checkOptional(place, "termsOfService", given.termsOfService, RULES.text);
  if (given.consentRequired === true && given.termsOfService === undefined) throw consentToNothing(place);
}

function checkDelegation(place: IConstruct, given: PortalDelegation): void {
  checkObject(place, "portalDelegation", given, DELEGATION);
  check(place, "url", given.url, SERVICE_RULES.delegationUrl);
}

function checkIdentity(place: IConstruct, identity: AttachedIdentity): void {
  check(place, "resourceId", identity.resourceId, SERVICE_RULES.attachedIdentityId);
  check(place, "clientId", identity.clientId, RULES.guid);
  check(place, "principalId", identity.principalId, RULES.guid);
}

function checkReader(place: IConstruct, { hostName, _reader: reader }: CustomDomain, hasSystemIdentity = true): void {
  if (reader?.identity !== undefined) checkIdentity(place, reader.identity);
  else if (reader !== undefined && !hasSystemIdentity) throw noReaderOfCertificate(place, hostName);
}

function checkTags(place: IConstruct, tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  for (const [name, value] of entries) {
    check(place, "name of a tag", name, SERVICE_RULES.tagName);
    check(place, "value of a tag", value, SERVICE_RULES.tagValue);
  }
  const names = entries.map(([name]) => name.toLowerCase());
  requireDifferent(place, "name of a tag", names, "case does not matter in names of tags");
  if (entries.length > 50) throw invalidNumberOption(place, "the number of tags", entries.length, "at most 50");
}

/** What the provider or Azure refuses for a tier, some of it only after the service exists. */
function checkTier(place: IConstruct, props: ApiManagementProps): void {
  const { tier } = props.sku;
  const { virtualNetwork, weakTls = [], customDomains = [] } = props;
  const require = (option: string, isGiven: boolean | undefined, isAllowed: boolean, expected: string): void => {
    if (isGiven === true && !isAllowed) throw notInTier(place, option, tier, expected);
  };
  const classic = tiersText("Developer", "Basic", "Standard", "Premium");
  require("clientCertificates", props.clientCertificates, tier === "Consumption", "Consumption");
  require("caCertificates", isNotEmpty(props.caCertificates), isClassic(tier), classic);
  require("anonymousPortalAccess", props.anonymousPortalAccess, isClassic(tier), classic);
  require("portalSignUp", props.portalSignUp !== undefined, isClassic(tier), classic);
  require("portalDelegation", props.portalDelegation !== undefined, isClassic(tier), classic);
  require("directManagementApi", props.directManagementApi, isClassic(tier), classic);
  require("zones", isNotEmpty(props.zones), tier === "Premium", "Premium");
  require("additionalLocations", isNotEmpty(props.additionalLocations), tier === "Premium", "Premium");
  if (virtualNetwork !== undefined) {
    const tiers = TIERS_WITH_NETWORK[virtualNetwork.mode] ?? [];
    const option = `virtualNetwork of the mode ${virtualNetwork.mode}`;
    require(option, true, tiers.includes(tier), tiersText(...tiers));
    const hasAddress = virtualNetwork.subnet.publicIpAddressId !== undefined;
    const withAddress = ["Developer", "Premium"];
    require("publicIpAddressId", hasAddress, withAddress.includes(tier), tiersText(...withAddress));
  }
  if (tier !== "Consumption") return;
  const domain = customDomains.find(({ _endpoint }) => _endpoint !== "proxy");
  const host = `the domain ${domain?.hostName}`;
  require(host, domain !== undefined, false, "domains of the gateway, because that is all it has");
  const weak = weakTls.find((item) => !WEAK_TLS_OF_CONSUMPTION.includes(item));
  require(`WeakTls.${nameOf(weak)}`, weak !==
    undefined, false, `${WEAK_TLS_OF_CONSUMPTION.map(nameOf).join(" or ")}, because it has no switch for others`);
}

function nameOf(weak: WeakTls | undefined): string | undefined {
  return Object.entries(WeakTls).find(([, value]) => value === weak)?.[0];
}

/** Checks what the locations of a service need together. */
function checkPlaces(place: IConstruct, props: ApiManagementProps): void {
  const { additionalLocations = [], sku, virtualNetwork, zones = [] } = props;
  if (props.gatewayDisabled === true && additionalLocations.length === 0) throw noOtherGateway(place);
  requireDifferentPlaces(place, [props.location, ...additionalLocations.map(({ location }) => location)]);
  for (const { subnet, location } of additionalLocations) {
    if ((subnet === undefined) !== (virtualNetwork === undefined)) {
      throw subnetsOfLocations(place, location, virtualNetwork !== undefined);
    }
  }
  const all = [{ units: sku.units, zones }, ...additionalLocations.map((given) => ({ units: sku.units, ...given }))];
  for (const { units = sku.units, zones: wanted = [] } of all) {
    if (!Token.isUnresolved(units) && units < wanted.length) throw fewerUnitsThanZones(place, units, wanted.length);
  }
}

/** A region is written as `westeurope` or as `West Europe`. */
function requireDifferentPlaces(place: IConstruct, locations: readonly string[]): void {
  const known = locations.filter((location) => !Token.isUnresolved(location));
  const names = known.map((location) => location.toLowerCase().replace(/ /g, ""));
  requireDifferent(place, "location", names, "give one location more units instead");
}

function isNotEmpty(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0;
}
