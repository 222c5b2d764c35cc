import type { Service } from "../../deployment/model";
import { DeployedDocuments } from "../../gateway/deployed-documents";
import { CannotExecute } from "../../gateway/failure";
import { ENTRA_HOSTS, type EntraHosts, entraIssuer } from "../../oauth/entra-tenant";
import { IssuerKind, parseMetadataUrl } from "../../oauth/issuer-address";
import { TokenVersion } from "../../oauth/token-version";
import { PolicyDocument } from "../../policy/document";
import type { PolicyElement } from "../../policy/model/node";
import { attempt } from "../deployment-values";

/** What a policy of the deployment asks of a token. */
export interface DeployedCheck {
  /** The Terraform addresses of the documents that it is in. */
  readonly addresses: readonly string[];
  readonly policy: string;
  readonly issuers: readonly string[];
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
  const named = attempt(() => service.namedValues) ?? [];
  const documents = new DeployedDocuments(named);
  const targets = [
    service,
    ...service.products,
    ...service.apis,
    ...service.apis.flatMap(({ operations }) => operations),
  ];
  const policies = [...targets.flatMap((target) => attempt(() => target.policy) ?? []), ...service.fragments];
  const found = new Map<string, DeployedCheck>();
  for (const policy of policies) {
    const text = attempt(() => policy.text);
    if (text === undefined) continue;
    for (const element of elementsNamed(read(documents, text).root, CHECKS)) {
      const check = checkOf(element);
      const key = JSON.stringify(check);
      const addresses = [...(found.get(key)?.addresses ?? []), policy.address];
      found.set(key, { ...check, addresses: [...new Set(addresses)] });
    }
  }
  return [...found.values()];
}

/** The document with its named values; as it is written if one of them is not known. */
function read(documents: DeployedDocuments, text: string): PolicyDocument {
  try {
    return PolicyDocument.parse(documents.fill(text));
  } catch (error) {
    if (error instanceof CannotExecute) return PolicyDocument.parse(text);
    throw error;
  }
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
    issuers: [...new Set([...textsIn(element, "issuers"), ...publishedIssuers(element)])],
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

/** The issuers that metadata name: those of Entra ID by the tenant and the version in their address. */
function publishedIssuers(element: PolicyElement): string[] {
  const tenant = element.tryAttribute("tenant-id")?.source.trim();
  if (element.name === "validate-azure-ad-token" && tenant !== undefined) {
    return [TokenVersion.V1, TokenVersion.V2].map((version) => entraIssuer(ENTRA_HOSTS.public, tenant, version));
  }
  return elementsNamed(element, ["openid-config"]).map((config) => {
    const url = config.tryAttribute("url")?.source.trim() ?? "";
    const { kind, version, tenant: named, host } = parseMetadataUrl(url, false);
    if (kind !== IssuerKind.ENTRA || version === undefined || named === undefined) {
      return url.replace(/\/\.well-known\/[\w-]+$/, "");
    }
    return entraIssuer(hostsOf(host), named, version === 2 ? TokenVersion.V2 : TokenVersion.V1);
  });
}

function hostsOf(host: string | undefined): EntraHosts {
  return Object.values(ENTRA_HOSTS).find(({ loginHost }) => loginHost === host) ?? ENTRA_HOSTS.public;
}

function textsIn(element: PolicyElement, list: string): string[] {
  return element.elements
    .filter(({ name }) => name === list)
    .flatMap(({ elements }) => elements.map(({ text }) => text?.source.trim() ?? ""));
}
