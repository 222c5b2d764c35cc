import type { Service } from "../../deployment/model";
import { policiesOf } from "../../gateway/deployed-policies";
import { adTokenHosts, adTokenTenant } from "../../oauth/ad-token-tenant";
import { entraMetadataUrl, GUID, TENANT_TEMPLATE } from "../../oauth/entra-tenant";
import { IssuerKind, parseIssuer } from "../../oauth/issuer-address";
import { publishedIssuer } from "../../oauth/metadata-issuer";
import { TokenVersion } from "../../oauth/token-version";
import type { PolicyElement } from "../../policy/model/node";

/** What a policy of the deployment asks of a token. */
export interface DeployedCheck {
  /** The Terraform addresses of the documents that it is in. */
  readonly addresses: readonly string[];
  readonly policy: string;
  /** Undefined where only the metadata say them. */
  readonly issuers: readonly string[] | undefined;
  /** Undefined where every audience passes. */
  readonly audiences: readonly string[] | undefined;
  /** Undefined where every client passes. */
  readonly clients: readonly string[] | undefined;
  readonly claims: readonly {
    readonly name: string;
    readonly separator: string | undefined;
    readonly isAny: boolean;
    readonly values: readonly string[];
  }[];
  readonly clockSkewSeconds: number;
}

const CHECKS: readonly string[] = ["validate-jwt", "validate-azure-ad-token"];

/** The token checks in the policies of a service, each once. */
export function checksOf(service: Service): DeployedCheck[] {
  const found = new Map<string, DeployedCheck>();
  for (const { address, root } of policiesOf(service)) {
    for (const element of elementsNamed(root, CHECKS)) {
      const check = checkOf(element);
      const key = JSON.stringify(check);
      const addresses = [...(found.get(key)?.addresses ?? []), address];
      found.set(key, { ...check, addresses: [...new Set(addresses)] });
    }
  }
  return [...found.values()];
}

function elementsNamed(root: PolicyElement, names: readonly string[]): PolicyElement[] {
  const open = [root];
  for (const element of open) for (const child of element.elements) open.push(child);
  return open.filter(({ name }) => names.includes(name));
}

function checkOf(element: PolicyElement): DeployedCheck {
  const clients = textsIn(element, "client-application-ids");
  const audiences = [...textsIn(element, "audiences"), ...textsIn(element, "backend-application-ids")];
  return {
    addresses: [],
    policy: element.name,
    issuers: issuersOf(element),
    audiences: audiences.length === 0 ? undefined : audiences,
    clients: clients.length === 0 ? undefined : clients,
    claims: elementsNamed(element, ["claim"]).map((claim) => ({
      name: claim.tryAttribute("name")?.source ?? "",
      separator: claim.tryAttribute("separator")?.source,
      isAny: claim.tryAttribute("match")?.source === "any",
      values: claim.elements.map(({ text }) => text?.source.trim() ?? ""),
    })),
    clockSkewSeconds: Number(element.tryAttribute("clock-skew")?.source ?? 0) || 0,
  };
}

/** The issuers that a policy lists, and those of its metadata: only of Entra ID are they certain without reading the metadata. */
function issuersOf(element: PolicyElement): string[] | undefined {
  const listed = textsIn(element, "issuers");
  const published = metadataOf(element)
    .map((url) => url && publishedIssuer(url))
    .filter((issuer) => listed.length === 0 || parseIssuer(issuer, false).kind === IssuerKind.ENTRA);
  // Where issuers are listed, metadata for any tenant add none.
  const adds = (issuer: string): boolean => listed.length === 0 || !issuer.includes(TENANT_TEMPLATE);
  const certain = published.filter((issuer) => issuer !== "" && !isByDomain(issuer) && adds(issuer));
  if (listed.length === 0 && certain.length < published.length) return undefined;
  return [...new Set([...listed, ...certain])];
}

/** The addresses of the metadata that a policy asks; empty texts for those that are not known. */
function metadataOf(element: PolicyElement): string[] {
  if (element.name !== "validate-azure-ad-token")
    return elementsNamed(element, ["openid-config"]).map((config) => config.tryAttribute("url")?.source.trim() ?? "");
  const tenant = adTokenTenant(element.tryAttribute("tenant-id")?.source ?? "");
  const hosts = adTokenHosts(element.tryAttribute("authentication-endpoint")?.source);
  if (tenant === undefined || hosts === undefined) return [""];
  return [TokenVersion.V1, TokenVersion.V2].map((version) => entraMetadataUrl(hosts, tenant, version));
}

/** The metadata are found by a domain of the tenant, and the issuer has the id. */
function isByDomain(issuer: string): boolean {
  const { kind, tenant } = parseIssuer(issuer, false);
  return kind === IssuerKind.ENTRA && tenant !== undefined && tenant !== TENANT_TEMPLATE && !GUID.test(tenant);
}

function textsIn(element: PolicyElement, list: string): string[] {
  return element.elements
    .filter(({ name }) => name === list)
    .flatMap(({ elements }) => elements.map(({ text }) => text?.source.trim() ?? ""));
}
