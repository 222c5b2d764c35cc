import { LOGIN_HOSTS, V1_ISSUER_HOSTS } from "./entra-tenant";

/** Who issues the tokens of an issuer or metadata address. */
export enum IssuerKind {
  /** Microsoft Entra ID: every application of a tenant can get tokens for every API of the tenant. */
  ENTRA,
  /** A tenant for customers: Azure AD B2C or Entra External ID. */
  CUSTOMERS,
  /** Another issuer. */
  OTHER,
  /** Not known until deployment. */
  UNKNOWN,
}

/** What an issuer or an OpenID Connect metadata URL says about its tokens. */
export interface IssuerAddress {
  readonly kind: IssuerKind;
  /** The version of the tokens, if the address is specific to one. */
  readonly version?: 1 | 2;
  /** The tenant, if the address names one. */
  readonly tenant?: string;
  /** The host in lower case, if the address names one. */
  readonly host?: string;
  /** Whether a part of the address is not known until deployment. */
  readonly isDynamic: boolean;
}

// A regular expression instead of a URL parser: an address may contain placeholders.
const ADDRESS = /^https?:\/\/([^/?#]+)([^?#]*)(\?[^#]*)?/i;

/** Reads the URL of OpenID Connect metadata. */
export function parseMetadataUrl(url: string, isDynamic: boolean): IssuerAddress {
  const address = tryReadAddress(url);
  if (address === undefined) return { kind: isDynamic ? IssuerKind.UNKNOWN : IssuerKind.OTHER, isDynamic };
  const { host, kind, path } = address;
  const known = { kind, host, isDynamic };
  if (kind === IssuerKind.CUSTOMERS) return { ...known, tenant: customerTenant(path) };
  if (kind !== IssuerKind.ENTRA) return known;
  const [tenant, ...rest] = path;
  if (tenant === "v2.0") return known;
  if (rest[0] === ".well-known") return { ...known, version: 1, tenant };
  if (rest[0] === "v2.0" && rest[1] === ".well-known" && LOGIN_HOSTS.includes(host)) {
    return { ...known, version: 2, tenant };
  }
  return known;
}

/** Reads an issuer, as tokens name it in the claim `iss`. */
export function parseIssuer(issuer: string, isDynamic: boolean): IssuerAddress {
  const address = tryReadAddress(issuer);
  if (address === undefined) return { kind: isDynamic ? IssuerKind.UNKNOWN : IssuerKind.OTHER, isDynamic };
  const { host, kind, path } = address;
  const known = { kind, host, isDynamic };
  if (kind === IssuerKind.CUSTOMERS) return { ...known, tenant: customerTenant(path) };
  if (kind !== IssuerKind.ENTRA) return known;
  const [tenant, ...rest] = path;
  if (V1_ISSUER_HOSTS.includes(host) && rest.length === 0) return { ...known, version: 1, tenant };
  if (LOGIN_HOSTS.includes(host) && rest.length === 1 && rest[0] === "v2.0") return { ...known, version: 2, tenant };
  return known;
}

/** The parts of an address of an issuer. */
export interface AddressParts {
  /** The host in lower case. */
  readonly host: string;
  readonly kind: IssuerKind;
  /** The path without empty segments. */
  readonly path: readonly string[];
  /** The query with its question mark, or nothing. */
  readonly query: string;
}

/** The parts of an absolute address, or undefined if the text is none. */
export function tryReadAddress(text: string): AddressParts | undefined {
  const address = ADDRESS.exec(text.trim());
  if (address === null) return undefined;
  const host = address[1]!.toLowerCase().replace(/:443$/, "");
  const path = address[2]!.split("/").filter((segment) => segment !== "");
  const query = address[3] ?? "";
  return { host, kind: kindOf(host, path, query), path, query };
}

function customerTenant([first, second]: readonly string[]): string | undefined {
  return first === "te" || first === "tfp" ? second : first;
}

function kindOf(host: string, path: readonly string[], query: string): IssuerKind {
  if (host.includes("{{") || host.includes("${")) return IssuerKind.UNKNOWN;
  if (/\.(?:b2clogin|ciamlogin)\.(?:com|us|cn)$/.test(host)) return IssuerKind.CUSTOMERS;
  if (!LOGIN_HOSTS.includes(host) && !V1_ISSUER_HOSTS.includes(host)) return IssuerKind.OTHER;
  // The older addresses of Azure AD B2C.
  const isB2c = path[0] === "te" || path[0] === "tfp" || path.some(isB2cPolicy) || /[?&]p=/i.test(query);
  return isB2c ? IssuerKind.CUSTOMERS : IssuerKind.ENTRA;
}

/** Whether a segment of an address is a user flow or a custom policy of Azure AD B2C. */
export function isB2cPolicy(segment: string): boolean {
  return /^b2c_1a?_/i.test(segment);
}

/** Whether the tenant of an address is an alias for every tenant. */
export function isAnyTenant(tenant: string | undefined): boolean {
  return tenant !== undefined && ["common", "organizations", "consumers"].includes(tenant.toLowerCase());
}

/** Whether an audience is an App ID URI. Version 2 tokens never carry one: their audience is the client id. */
export function isAppIdUri(audience: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(audience.trim()) || /^urn:/i.test(audience.trim());
}
