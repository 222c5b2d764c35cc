import { GUID } from "../../../oauth/entra-tenant";
import { isAnyTenant, IssuerKind } from "../../../oauth/issuer-address";
import { PolicySeverity } from "../../model/finding";
import { shown } from "../../text/errors";
import { type LintRule, type Report } from "../rule";
import { isKnownLater, type TokenCheck } from "../token-check";
import { unfilledIdIn } from "../unfilled";

/** A warning: which tokens pass with the metadata of all tenants is not documented. The audience is checked by another rule. */
export const TENANT: LintRule = {
  id: "P-05",
  name: "tenant",
  severities: [PolicySeverity.WARNING],
  description: "Tokens come from tenants that the document names.",
  rationale:
    "The metadata of common, organizations and consumers belongs to every tenant. Without a list of issuers, or a check of claim tid, either tokens of every tenant pass or none.",
  fix: "Use the metadata of one tenant, or list the issuers of the tenants that may call.",
  url: "https://learn.microsoft.com/entra/identity-platform/access-tokens#multitenant-applications",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
    <issuers>
      <issuer>https://login.microsoftonline.com/{{tenant-id}}/v2.0</issuer>
    </issuers>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: (context, report) => {
    for (const check of context.tokenChecks) {
      const { path } = check;
      checkTenantNames(check, report);
      const ofAnyTenant = check.metadata.find(({ tenant }) => isAnyTenant(tenant));
      const tenant = ofAnyTenant?.tenant ?? path.literal("tenant-id");
      if (!isAnyTenant(tenant) || check.issuers.length > 0 || check.requires("tid", "iss")) continue;
      if (context.expressions.some(({ csharp }) => csharp.names("Issuer") || csharp.strings.has("tid"))) continue;
      report(path, {
        message: `tokens of every tenant are considered ("${tenant}"), and no issuer is listed; expected the tenants that may call`,
        fix: "use the metadata of one tenant, or add <issuers> with one <issuer> for each tenant",
      });
    }
  },
};

/** A tenant is named by its id or one of its domains. */
function checkTenantNames(check: TokenCheck, report: Report): void {
  for (const [index, config] of check.path.childrenNamed("openid-config").entries()) {
    const { kind, tenant } = check.metadata[index]!;
    const url = config.tryAttribute("url");
    if (kind !== IssuerKind.ENTRA || tenant === undefined || unfilledIdIn(url?.value) !== undefined) continue;
    // Whitespace in an address is told with the address.
    if (!isTenantName(tenant) && !/\s/.test(url!.value.source.trim()))
      report(config, { ...notTenant(tenant), position: url?.position });
  }
  const attribute = check.isEntraOnly ? check.path.tryAttribute("tenant-id") : undefined;
  const tenant = attribute?.value.source.trim();
  if (!tenant || isKnownLater(attribute!.value) || unfilledIdIn(attribute!.value) !== undefined) return;
  if (!isTenantName(tenant)) report(check.path, { ...notTenant(tenant), position: attribute!.position });
}

function isTenantName(tenant: string): boolean {
  // A named value or a template may be a part of it.
  return GUID.test(tenant) || isAnyTenant(tenant) || /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(tenant) || /\{/.test(tenant);
}

function notTenant(tenant: string): { message: string; fix: string } {
  return {
    message: `the tenant is ${shown(tenant)}, which names none; expected one id, a GUID, or one domain of the tenant`,
    fix: "copy the tenant id from the overview page in the Entra admin center",
  };
}
