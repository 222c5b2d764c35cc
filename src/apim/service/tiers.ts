/** Whether a tier is none of Consumption and v2: those have no settings of the developer portal and of the direct management API. */
export function isClassic(tier: string): boolean {
  return tier !== "Consumption" && !tier.endsWith("V2");
}

/** The tiers that take a virtual network, by its kind. */
export const TIERS_WITH_NETWORK: Readonly<Record<string, readonly string[]>> = {
  External: ["Developer", "Premium", "StandardV2", "PremiumV2"],
  Internal: ["Developer", "Premium", "PremiumV2"],
};

/** The tiers whose developer portal signs in with Entra ID. */
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

export function tiersText(...tiers: readonly string[]): string {
  return tiers.join(" or ");
}
