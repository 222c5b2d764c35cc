import { type PolicyGateway } from "../../catalog";
import { PolicySeverity } from "../../model/finding";
import { type LintRule } from "../rule";

/** A policy that the gateway of a tier does not run is refused by the service; a cache that is not there keeps nothing. */
export const ALLOWED_TIER: LintRule = {
  id: "C-28",
  name: "allowed-tier",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Every policy is one that the gateway of the tier runs.",
  rationale:
    "A service of the tier Consumption has no limits by key, and one of a v2 tier has no quotas by key. The internal cache, which Consumption does not have, is a warning: nothing is kept. The tier has to be known: that of a service that the program creates.",
  fix: "Use another policy, or a service of another tier.",
  url: "https://learn.microsoft.com/azure/api-management/api-management-gateways-overview#policies",
  examples: {
    wrong: `<policies>
  <inbound>
    <base />
    <rate-limit-by-key calls="100" renewal-period="60" counter-key="@(context.Subscription.Id)" />
  </inbound>
</policies>`,
    right: `<policies>
  <inbound>
    <base />
    <rate-limit calls="100" renewal-period="60" />
  </inbound>
</policies>`,
    options: { tier: "Consumption" },
  },
  checkStatement: (path, { options: { tier } }, report) => {
    const { gateways, name } = path.policy!;
    if (tier === undefined || gateways.length === 0) return;
    const own = gatewaysOf(tier);
    if (!own.some((gateway) => gateways.includes(gateway))) {
      const [first, ...others] = TIERS.filter(([gateway]) => gateways.includes(gateway)).map(([, words]) => words);
      report(path, {
        message: `<${name}> does not run in the tier ${tier}; expected ${[first ?? "another", ...others].join(", or ")}`,
        fix: "use another policy, or a service of such a tier",
      });
    }
    if (tier === "Consumption" && path.literal("caching-type") === "internal") {
      report(path, {
        message: `<${name}> uses the internal cache, which the tier ${tier} does not have; expected an external one, because nothing is kept without`,
        fix: 'write caching-type="external" and give the service such a cache, or use another tier',
        severity: PolicySeverity.WARNING,
      });
    }
  },
};

/** What runs a policy, in words. */
const TIERS: readonly (readonly [PolicyGateway, string])[] = [
  ["classic", "Developer, Basic, Standard or Premium"],
  ["v2", "a v2 tier"],
  ["consumption", "Consumption"],
  ["self-hosted", "a self-hosted gateway"],
];

/** The gateways that run the policies of a service. Those of a classic tier may be for its self-hosted gateways alone. */
function gatewaysOf(tier: string): readonly PolicyGateway[] {
  if (tier === "Consumption") return ["consumption"];
  return tier.endsWith("V2") ? ["v2"] : ["classic", "self-hosted"];
}
