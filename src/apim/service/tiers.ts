/** Whether a tier is none of Consumption and v2: those have no settings of the developer portal and of the direct management API. */
export function isClassic(tier: string): boolean {
  return tier !== "Consumption" && !tier.endsWith("V2");
}

/** The tiers that take a virtual network, by its kind. */
export const TIERS_WITH_NETWORK: Readonly<Record<string, readonly string[]>> = {
  External: ["Developer", "Premium", "StandardV2", "PremiumV2"],
  Internal: ["Developer", "Premium", "PremiumV2"],
};

export function tiersText(...tiers: readonly string[]): string {
  return tiers.join(" or ");
}
