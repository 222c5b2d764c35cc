import type { Service } from "../../deployment/model";
import { policiesOf } from "../../gateway/deployed-policies";
import { ENTRA_HOSTS, entraIssuer } from "../../oauth/entra-tenant";
import { IssuerKind, parseIssuer } from "../../oauth/issuer-address";
import { publishedIssuer } from "../../oauth/metadata-issuer";
import { TokenVersion } from "../../oauth/token-version";
import type { PolicyElement } from "../../policy/model/node";

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
function issuersOf(element: PolicyElement): string[] {
  const listed = textsIn(element, "issuers");
  const published = publishedIssuers(element).filter(
    (issuer) => listed.length === 0 || parseIssuer(issuer, false).kind === IssuerKind.ENTRA,
  );
  return [...new Set([...listed, ...published])];
}

/** The issuers that metadata name, as far as their addresses show it. */
function publishedIssuers(element: PolicyElement): string[] {
  const tenant = element.tryAttribute("tenant-id")?.source.trim();
  if (element.name === "validate-azure-ad-token" && tenant !== undefined) {
    const endpoint = element.tryAttribute("authentication-endpoint")?.source ?? "";
    const hosts = Object.values(ENTRA_HOSTS).find(({ loginHost }) => endpoint.includes(loginHost));
    return [TokenVersion.V1, TokenVersion.V2].map((version) =>
      entraIssuer(hosts ?? ENTRA_HOSTS.public, tenant, version),
    );
  }
  return elementsNamed(element, ["openid-config"]).map((config) =>
    publishedIssuer(config.tryAttribute("url")?.source.trim() ?? ""),
  );
}

function textsIn(element: PolicyElement, list: string): string[] {
  return element.elements
    .filter(({ name }) => name === list)
    .flatMap(({ elements }) => elements.map(({ text }) => text?.source.trim() ?? ""));
}
