import { isAnyTenant } from "../authority";
import { PolicySeverity } from "../finding";
import { type LintRule } from "../rule";

/**
 * A warning: which tokens pass with the metadata of all tenants is not documented. The audience is checked by another rule.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#multitenant-applications
 */
export const TENANT: LintRule = {
  id: "P-05",
  severities: [PolicySeverity.WARNING],
  sentence: "Tokens come from tenants that the document names.",
  why: "The metadata of common, organizations and consumers belongs to every tenant. Without a list of issuers, or a check of claim tid, either tokens of every tenant pass or none.",
  fix: "Use the metadata of one tenant, or list the issuers of the tenants that may call.",
  see: "https://learn.microsoft.com/entra/identity-platform/access-tokens#multitenant-applications",
  checkDocument: (context, report) => {
    for (const check of context.tokenChecks) {
      const { place } = check;
      const ofAnyTenant = check.metadata.find(({ tenant }) => isAnyTenant(tenant));
      const tenant = ofAnyTenant?.tenant ?? place.literal("tenant-id");
      if (!isAnyTenant(tenant) || check.issuers.length > 0 || check.demands("tid", "iss")) continue;
      if (context.codes.some(({ code }) => /"tid"|\.Issuer\b/.test(code))) continue;
      report(place, {
        message: `the tokens of every tenant are looked at ("${tenant}"), and no issuer is listed; expected the tenants that may call`,
        fix: "use the metadata of one tenant, or add <issuers> with one <issuer> for each tenant",
      });
    }
  },
};
