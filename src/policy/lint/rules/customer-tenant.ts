import { GUID } from "../../../oauth/entra-tenant";
import { isAppIdUri, type IssuerAddress, IssuerKind } from "../../../oauth/issuer-address";
import { PolicySeverity } from "../../model/finding";
import { literalOf, type NodePath } from "../node-path";
import { type Report } from "../rule";
import { type TokenCheck } from "../token-check";
import { unfilledIdIn } from "../unfilled";

const EXPECTED_ISSUERS = {
  ciamlogin: "https://<tenant id>.ciamlogin.com/<tenant id>/v2.0",
  b2clogin: "https://<tenant>.b2clogin.com/<tenant id>/v2.0/",
};
type Product = keyof typeof EXPECTED_ISSUERS;

/**
 * Reports issuers and audiences that tokens of a tenant for customers never have. Warnings, because such a tenant can have its own domain.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/security-tokens
 * @see https://learn.microsoft.com/azure/active-directory-b2c/tokens-overview
 */
export function checkCustomerTenant(check: TokenCheck, report: Report): void {
  checkAudiences(check, report);
  const metadata = check.metadata.filter(({ isDynamic }) => !isDynamic);
  const [first] = metadata;
  const product = productOf(first);
  if (product === undefined || check.issuers.length === 0 || metadata.length !== check.metadata.length) return;
  if (!check.listedIssuers.some((issuer) => mayIssue(issuer, metadata, product))) {
    report(check.path.tryChild("issuers")!, {
      message: `the metadata is that of a tenant for customers and none of the issuers is; expected ${EXPECTED_ISSUERS[product]} of the same tenant`,
      fix: "copy the issuer from the metadata, or remove <issuers>",
      severity: PolicySeverity.WARNING,
    });
    return;
  }
  for (const [index, issuer] of check.issuers.entries()) checkForm(issuer, check.listedIssuers[index]!, report);
}

function productOf(address: IssuerAddress | undefined): Product | undefined {
  return address?.host?.includes(".ciamlogin.")
    ? "ciamlogin"
    : address?.host?.includes(".b2clogin.")
      ? "b2clogin"
      : undefined;
}

/** Whether an issuer may be that of the metadata. The domain of the tenant itself is not known. */
function mayIssue(issuer: IssuerAddress, metadata: readonly IssuerAddress[], product: Product): boolean {
  if (issuer.isDynamic || issuer.kind === IssuerKind.OTHER) return true;
  if (issuer.kind !== IssuerKind.CUSTOMERS) return false;
  const issuing = productOf(issuer);
  // The older addresses of Azure AD B2C are at the host of Entra ID.
  if (issuing === undefined) return product === "b2clogin";
  if (issuing !== product) return false;
  return metadata.some(({ host, tenant }) => {
    if (isGuid(tenant) && isGuid(issuer.tenant)) return tenant.toLowerCase() === issuer.tenant.toLowerCase();
    return product === "ciamlogin" || host === issuer.host;
  });
}

function isGuid(tenant: string | undefined): tenant is string {
  return tenant !== undefined && GUID.test(tenant);
}

/** An issuer is compared letter by letter. */
function checkForm(issuer: NodePath, address: IssuerAddress, report: Report): void {
  const literal = literalOf(issuer.element.text);
  const product = productOf(address);
  if (literal === undefined || product === undefined || unfilledIdIn(issuer.element.text) !== undefined) return;
  const problem = problemOfForm(literal, address, product);
  if (problem === undefined) return;
  report(issuer, {
    message: `the issuer is "${literal}", which no token names; expected ${problem}`,
    fix: "copy the issuer from the metadata: it is compared letter by letter",
    severity: PolicySeverity.WARNING,
  });
}

function problemOfForm(literal: string, { host, tenant }: IssuerAddress, product: Product): string | undefined {
  if (!isGuid(tenant)) return `the id of the tenant, ${EXPECTED_ISSUERS[product]}`;
  if (product === "ciamlogin" && !host!.startsWith(`${tenant.toLowerCase()}.`)) {
    return `the id of the tenant in its host too, https://${tenant}.ciamlogin.com/${tenant}/v2.0`;
  }
  if (!/\/v2\.0\/?$/i.test(literal)) return `it to end with /v2.0${product === "b2clogin" ? "/" : ""}`;
  if ((product === "b2clogin") !== literal.endsWith("/")) {
    return `it ${product === "b2clogin" ? "with" : "without"} a slash at the end`;
  }
  return undefined;
}

/** The audience is always the client id. */
function checkAudiences({ audiences, claims }: TokenCheck, report: Report): void {
  const isUri = ({ element: { text } }: NodePath): boolean => isAppIdUri(text!.source);
  const claim = claims.find(
    ({ name, values }) => name === "aud" && values.length > 0 && values.every(({ source }) => isAppIdUri(source)),
  );
  const place = audiences.length > 0 && audiences.every(isUri) ? audiences[0] : claim?.path;
  if (place === undefined) return;
  report(place, {
    message:
      "the audience is an App ID URI, which tokens of a tenant for customers never carry; expected the client id of the API, a GUID",
    fix: "write the client id of the API",
    severity: PolicySeverity.WARNING,
  });
}
