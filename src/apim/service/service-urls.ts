import { lowerCase } from "../../core/lower-case";
import type { AzureCloud } from "../../oauth/azure-cloud";

/** The URL of a gateway without a custom domain. */
export function defaultGatewayUrl(name: string, cloud: AzureCloud): string {
  return `https://${name}.${cloud.apimDomain}`;
}

/** The URL of a developer portal: the given one, or that without a custom domain. */
export function portalUrl(name: string, cloud: AzureCloud, given?: string): string {
  const url = given ?? `https://${name}.developer.${cloud.apimDomain}`;
  // A browser writes the host in lower case, and Entra ID compares redirect URIs letter by letter.
  return lowerCase(url).replace(/\/$/, "");
}
