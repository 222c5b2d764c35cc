import { LOGIN_HOSTS } from "../../../oauth/entra-tenant";
import { type AddressParts, isB2cPolicy, IssuerKind, tryReadAddress } from "../../../oauth/issuer-address";
import { PolicySeverity } from "../../model/finding";
import { holdsExpression } from "../../model/value";
import { shown } from "../../text/errors";
import { type LintRule } from "../rule";
import { isKnownLater } from "../token-check";
import { unfilledIdIn } from "../unfilled";

/**
 * An error where the keys come from nowhere else and the address cannot be one of metadata: no token passes.
 * A warning where another issuer may have put its metadata there, or where a part is not known.
 */
export const METADATA_ADDRESS: LintRule = {
  id: "P-28",
  name: "metadata-address",
  severities: [PolicySeverity.ERROR, PolicySeverity.WARNING],
  description: "The URL of <openid-config> is that of OpenID Connect metadata.",
  rationale:
    "The issuer and the keys are read from the metadata. The address of the issuer, of the keys or of an endpoint for clients gives neither, so no token passes. It is a warning where other keys are accepted as well, and for issuers whose addresses are not known.",
  fix: "Use the address that ends with /.well-known/openid-configuration.",
  url: "https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig",
  examples: {
    wrong: `<fragment>
  <validate-jwt header-name="Authorization" require-scheme="Bearer">
    <openid-config url="https://login.microsoftonline.com/{{tenant-id}}/v2.0" />
    <audiences>
      <audience>{{client-id}}</audience>
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
    for (const { path, metadata, hasOtherKeys } of tokenChecks) {
      for (const config of path.childrenNamed("openid-config")) {
        const url = config.tryAttribute("url");
        if (url === undefined || holdsExpression(url.value) || unfilledIdIn(url.value) !== undefined) continue;
        const problem = problemOf(url.value.source.trim());
        if (problem === undefined) continue;
        const { found, expected, isCertain } = problem;
        const isClosed = isCertain && metadata.length === 1 && !hasOtherKeys && !isKnownLater(url.value);
        // A query may hold a key.
        const address = url.value.source.trim().replace(/\?.*/s, "");
        report(config, {
          message: `the address of the metadata is ${shown(address)}, which ${found}; expected ${expected}`,
          fix: "copy the address of the OpenID Connect metadata document from the issuer",
          severity: isClosed ? PolicySeverity.ERROR : PolicySeverity.WARNING,
          position: url.position,
        });
      }
    }
  },
};

interface AddressProblem {
  readonly found: string;
  readonly expected: string;
  /** Whether there cannot be metadata. */
  readonly isCertain: boolean;
}

const WELL_KNOWN = ".well-known/openid-configuration";
const EXPECTED = `the metadata, an https URL that ends with /${WELL_KNOWN}`;

function problemOf(url: string): AddressProblem | undefined {
  if (url === "") return undefined;
  if (/\s/.test(url.replace(/\{\{[^{}]*\}\}/g, "")))
    return { found: "holds whitespace", expected: EXPECTED, isCertain: true };
  const parts = tryReadAddress(url);
  if (parts === undefined) {
    const mayBeWhole = /^(?:\{\{|\$\{)/.test(url);
    return mayBeWhole ? undefined : { found: "is no absolute URL", expected: EXPECTED, isCertain: true };
  }
  const { host, kind, path } = parts;
  // A named value may hold the rest of the path.
  if (kind === IssuerKind.UNKNOWN || isDynamic(path[path.length - 1])) return undefined;
  if (path.slice(-2).join("/").toLowerCase() !== WELL_KNOWN) return problemOfOther(parts);
  const before = path.slice(0, -2);
  if (before.some(isDynamic)) return undefined;
  if (kind === IssuerKind.CUSTOMERS) return problemOfCustomers(parts);
  if (kind !== IssuerKind.ENTRA || isTenantPath(before)) return undefined;
  return {
    found: "is no metadata of a tenant",
    expected: `https://${host}/<tenant>${LOGIN_HOSTS.includes(host) ? "/v2.0" : ""}/${WELL_KNOWN}`,
    isCertain: false,
  };
}

/** The problem with an address that does not end as those of metadata do. */
function problemOfOther({ host, kind, path }: AddressParts): AddressProblem | undefined {
  const isOfMicrosoft = kind === IssuerKind.ENTRA || kind === IssuerKind.CUSTOMERS;
  const last = path[path.length - 1]?.toLowerCase() ?? "";
  const found = KEYS.test(last)
    ? "is that of the keys"
    : ENDPOINT.test(last)
      ? "is an endpoint for clients"
      : path.length === 0 || isOfMicrosoft || isIssuer(host, path)
        ? "does not lead to metadata"
        : undefined;
  return found === undefined ? undefined : { found, expected: EXPECTED, isCertain: isOfMicrosoft };
}

const KEYS = /^(?:jwks|jwks\.json|keys|certs|jwks_uri)$/;
const ENDPOINT = /^(?:authorize|token|logout|userinfo|devicecode)$/;

/** Whether an address is that of an issuer whose products are known to add the usual path to it. */
function isIssuer(host: string, path: readonly string[]): boolean {
  if (path.some((segment) => segment.startsWith(".well-known"))) return false;
  return (
    /(?:^|\.)(?:okta|oktapreview|auth0|onelogin)\.com$|^accounts\.google\.com$|^cognito-idp\./.test(host) ||
    path[path.length - 2] === "realms"
  );
}

/** Whether a path names a tenant, and after it at most the version. */
function isTenantPath([tenant, version, ...rest]: readonly string[]): boolean {
  if (tenant === undefined || tenant.toLowerCase() === "v2.0" || rest.length > 0) return false;
  return version === undefined || version.toLowerCase() === "v2.0";
}

/** The metadata of Azure AD B2C belongs to a user flow or a custom policy. */
function problemOfCustomers({ host, path, query }: AddressParts): AddressProblem | undefined {
  if (!host.includes(".b2clogin.") || path.some(isB2cPolicy) || /[?&]p=/i.test(query)) return undefined;
  return {
    found: "names no user flow",
    expected: `https://${host}/<tenant>/<user flow>/v2.0/${WELL_KNOWN}`,
    isCertain: false,
  };
}

function isDynamic(segment: string | undefined): boolean {
  return segment !== undefined && /\{\{|\$\{/.test(segment);
}
