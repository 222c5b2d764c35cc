import type { IConstruct } from "constructs";
import type { Place } from "../../core/errors";
import { Registry } from "../../core/registry";
import { notInTier } from "./errors";
import type { IApiManagement } from "./i-api-management";

/** Whether a tier is none of Consumption and v2: those have no settings of the developer portal and of the direct management API. */
export function isClassic(tier: string): boolean {
  return tier !== "Consumption" && !tier.endsWith("V2");
}

/** The tiers that take a virtual network, by its kind. */
export const TIERS_WITH_NETWORK: Readonly<Record<string, readonly string[]>> = {
  External: ["Developer", "Premium", "StandardV2", "PremiumV2"],
  Internal: ["Developer", "Premium", "PremiumV2"],
};

/** The tiers whose developer portal signs in with Entra ID or Azure AD B2C. */
export const TIERS_WITH_ENTRA_SIGN_IN: readonly string[] = [
  "Developer",
  "BasicV2",
  "Standard",
  "StandardV2",
  "Premium",
  "PremiumV2",
];
/** Those of them that let in users of more than one tenant. */
export const TIERS_WITH_SIGN_IN_OF_TENANTS: readonly string[] = ["Developer", "Standard", "Premium"];

/** The tiers that serve WebSocket APIs. */
export const TIERS_WITH_WEB_SOCKETS: readonly string[] = [
  "Developer",
  "Basic",
  "BasicV2",
  "Standard",
  "StandardV2",
  "Premium",
  "PremiumV2",
];

export function tiersText(...tiers: readonly string[]): string {
  return tiers.join(" or ");
}

/** Throws when a service is of a tier that lacks an option. Of an existing service, the tier is not known. */
export function requireTier(place: Place, apim: IApiManagement, option: string, tiers: readonly string[]): void {
  const tier = tierOf(apim, apim.policyTarget.key);
  if (tier !== undefined && !tiers.includes(tier)) throw notInTier(place, option, tier, tiersText(...tiers));
}

/** A service whose tier is known. */
interface Tiered extends IApiManagement {
  readonly _tier: string;
}

const TIERED = new Registry<Tiered>("tier");

/** Keeps the tier of a service that the program creates, for all that refers to the service. */
export function keepTier(service: Tiered): void {
  TIERED.add(service, ...service.policyTarget.key);
}

/**
 * The tier of a service, if the program creates it.
 *
 * @param key the names that identify the service, or something in it
 */
export function tierOf(scope: IConstruct, key: readonly string[]): string | undefined {
  return TIERED.tryFind(scope, ...key.slice(0, 3))?._tier;
}
