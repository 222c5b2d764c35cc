import { GUID } from "../../../oauth/entra-tenant";
import { type IssuerAddress, isAppIdUri, IssuerKind, parseIssuer } from "../../../oauth/issuer-address";
import { PolicySeverity } from "../../model/finding";
import { holdsExpression, type PolicyValue } from "../../model/value";
import { type LintRule, type Report } from "../rule";
import { isKnownLater, type TokenCheck } from "../token-check";
import { unfilledIdIn } from "../unfilled";
import { checkCustomerTenant } from "./customer-tenant";

/**
 * An error where every value is known and no token of Entra ID matches them together; a warning where a value is not known until run time,
 * or where it depends on what is not documented, such as keys that both versions share. A version 1 token that a client requested by the
 * client id matches metadata and audience of version 2 with the issuer of version 1, because both versions share their keys: that is a warning.
 */
export const TOKEN_VERSION: LintRule = {
  id: "P-06",
  name: "token-version",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "Metadata, issuer and audience belong to one token version and one tenant.",
  rationale:
    "The registration of the API decides the version of its tokens. Version 1 has the issuer https://sts.windows.net/<tenant>/, version 2 has https://login.microsoftonline.com/<tenant>/v2.0, and the audience of version 2 is always the client id. With values of both versions no token passes. Tenants for customers have issuers of their kind: https://<tenant id>.ciamlogin.com/<tenant id>/v2.0 in Entra External ID, https://<tenant>.b2clogin.com/<tenant id>/v2.0/ in Azure AD B2C, and the client id as audience.",
  fix: "Take metadata, issuer and audience from one version: the one that the registration of the API asks for.",
  url: "https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>api://{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
    right: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0/.well-known/openid-configuration" />
    <audiences>
      <audience>{{client-id}}</audience>
    </audiences>
  </validate-jwt>
</fragment>`,
  },
  checkDocument: ({ tokenChecks }, report) => {
    for (const check of tokenChecks) {
      if (check.isOfCustomers) checkCustomerTenant(check, report);
      if (check.isEntraOnly) continue;
      checkIssuerForms(check, report);
      if (!check.isOfEntra) continue;
      checkVersions(check, report);
      checkTenants(check, report);
      checkClaims(check, report);
    }
  },
};

const ISSUER_FORMS = { 1: "https://sts.windows.net/<tenant>/", 2: "https://login.microsoftonline.com/<tenant>/v2.0" };

function checkVersions(check: TokenCheck, report: Report): void {
  const issuers = check.listedIssuers;
  const metadataVersions = new Set(check.metadata.map(({ version }) => version));
  if (metadataVersions.has(undefined) || metadataVersions.size !== 1) return;
  const [metadataVersion] = metadataVersions as Set<1 | 2>;
  const audiences = check.audiences.map(({ element: { text } }) => text);
  const isUri = (audience: (typeof audiences)[number]): boolean =>
    audience !== undefined && isAppIdUri(audience.source);
  const allUris = audiences.length > 0 && audiences.every(isUri);
  const severityOf = (addresses: readonly IssuerAddress[], isDynamic = false): PolicySeverity =>
    isDynamic || [...check.metadata, ...addresses].some((address) => address.isDynamic)
      ? PolicySeverity.WARNING
      : PolicySeverity.ERROR;

  if (issuers.length === 0) {
    if (metadataVersion === 2 && allUris) reportAudiences(check, severityOf([], hasDynamicAudience(check)), report);
    return;
  }
  if (
    issuers.some(
      ({ kind, version }) => kind === IssuerKind.UNKNOWN || (kind === IssuerKind.ENTRA && version === undefined),
    )
  ) {
    return;
  }
  const versions = new Set(issuers.filter(({ kind }) => kind === IssuerKind.ENTRA).map(({ version }) => version));
  if (versions.size === 0) {
    report(check.path.tryChild("issuers")!, {
      message: "none of the issuers is Entra ID, and the metadata is; expected the issuer that the metadata names",
      fix: `use ${ISSUER_FORMS[metadataVersion!]}, or remove <issuers>`,
      severity: PolicySeverity.WARNING,
    });
  } else if (versions.size === 1 && !versions.has(metadataVersion)) {
    const [issuerVersion] = versions as Set<1 | 2>;
    // Both versions are signed with the same keys, so the metadata of version 2 does for version 1 tokens, which carry an App ID URI.
    if (metadataVersion === 2 && audiences.some(isUri)) {
      report(check.path.tryChild("issuers")!, {
        message:
          "the metadata is that of version 2 tokens and the issuer that of version 1; expected one version, because it works only as long as both are signed with the same keys",
        fix: "use the metadata of version 1, without /v2.0, or the registration's version 2 with its issuer and the client id as audience",
        severity: PolicySeverity.WARNING,
      });
      return;
    }
    if (metadataVersion === 2 && (audiences.length === 0 || audiences.some(isKnownLater))) {
      return;
    }
    report(check.path.tryChild("issuers")!, {
      message: `the metadata is that of version ${metadataVersion} tokens and the issuer that of version ${issuerVersion}, which do not go together; expected ${ISSUER_FORMS[metadataVersion!]}`,
      fix: "use metadata, issuer and audience of the version that the API's registration asks for (requestedAccessTokenVersion)",
      severity: metadataVersion === 2 ? PolicySeverity.WARNING : severityOf(issuers),
    });
  } else if (versions.size === 1 && versions.has(2) && allUris) {
    reportAudiences(check, severityOf(issuers, hasDynamicAudience(check)), report);
  }
}

function hasDynamicAudience(check: TokenCheck): boolean {
  return check.audiences.some(({ element: { text } }) => isKnownLater(text));
}

function reportAudiences(check: TokenCheck, severity: PolicySeverity, report: Report): void {
  report(check.audiences[0]!, { ...URI_AUDIENCE, severity });
}

/** The claims that name issuer and audience have to match the tokens that pass the rest. */
function checkClaims(check: TokenCheck, report: Report): void {
  const version = check.soleVersion;
  if (version === undefined) return;
  for (const { path, name, values } of check.claims) {
    if (values.length === 0 || values.some((value) => value.isExpression)) continue;
    const texts = values.map((value) => value.source);
    const isDynamic = values.some(isKnownLater);
    const severity = isDynamic ? PolicySeverity.WARNING : PolicySeverity.ERROR;
    if (name === "aud" && version === 2 && texts.every(isAppIdUri)) report(path, { ...URI_AUDIENCE, severity });
    if (name !== "iss") continue;
    const others = texts.map((text) => parseIssuer(text, isDynamic).version);
    if (others.some((other) => other === undefined || other === version)) continue;
    report(path, {
      message: `claim iss must be an issuer of version ${others[0]} tokens, and only version ${version} tokens can pass; expected ${ISSUER_FORMS[version]}`,
      fix: "remove the claim: the metadata or <issuers> check the issuer",
      severity,
    });
  }
}

const URI_AUDIENCE = {
  message:
    "the audience is an App ID URI, and only version 2 tokens can pass, which never carry one; expected the client id of the API, a GUID",
  fix: "use the client id when the API's registration asks for version 2 tokens; otherwise use the metadata of version 1, without /v2.0",
};

function checkTenants(check: TokenCheck, report: Report): void {
  const tenants = check.metadata.map(({ tenant }) => tenant).filter((tenant) => tenant !== undefined);
  const sole = tenants.length === 1 && GUID.test(tenants[0]!) ? tenants[0]!.toLowerCase() : undefined;
  const addresses = check.listedIssuers;
  const isOfAnotherTenant = ({ tenant }: IssuerAddress): boolean =>
    tenant !== undefined && GUID.test(tenant) && tenant.toLowerCase() !== sole;
  if (sole !== undefined && addresses.length > 0 && addresses.every(isOfAnotherTenant)) {
    report(check.path.tryChild("issuers")!, {
      message: "the issuers are of another tenant than the metadata; expected the same tenant",
      fix: "use one tenant id in both",
      severity: PolicySeverity.WARNING,
    });
  }
  for (const { path, name, values } of check.claims) {
    if (name !== "tid" || sole === undefined || values.length === 0) continue;
    if (!values.every(({ source }) => GUID.test(source.trim()) && source.trim().toLowerCase() !== sole)) continue;
    report(path, {
      message: "claim tid has to be another tenant than that of the metadata; expected the same tenant",
      fix: "use one tenant id in both",
      severity: PolicySeverity.WARNING,
    });
  }
}

/** An issuer is compared letter by letter. */
function checkIssuerForms(check: TokenCheck, report: Report): void {
  for (const [index, issuer] of check.issuers.entries()) {
    const { text } = issuer.element;
    const address = check.listedIssuers[index]!;
    if (text === undefined || holdsExpression(text) || address.kind !== IssuerKind.ENTRA) continue;
    const expected = expectedForm(text, address);
    if (expected === undefined) continue;
    report(issuer, {
      message: `the issuer is "${text.source.trim()}", which no token names; expected ${expected}`,
      fix: "copy the issuer from the metadata: it is compared letter by letter",
      severity: PolicySeverity.WARNING,
    });
  }
}

/** What an issuer of Entra ID has to be like, or undefined if it may be right. A named value may hold a tenant. */
function expectedForm(text: PolicyValue, { version, tenant }: IssuerAddress): string | undefined {
  const source = text.source.trim();
  if (version === undefined) return text.isDynamic ? undefined : `${ISSUER_FORMS[1]} or ${ISSUER_FORMS[2]}`;
  if (!source.startsWith("https:")) return "it with https";
  if ((version === 1) !== source.endsWith("/")) return `it ${version === 1 ? "with" : "without"} a slash at the end`;
  if (text.isDynamic || GUID.test(tenant!) || unfilledIdIn(text) !== undefined) return undefined;
  return "the id of the tenant, a GUID, because a token never names the tenant otherwise";
}
