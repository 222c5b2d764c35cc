import type { AzureCloud } from "./azure-cloud";

/**
 * The audience of a token of another issuer that Entra ID exchanges for one of its own. It differs from cloud to cloud.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function tokenExchangeAudience({ environment }: AzureCloud): string {
  const suffix = { usgovernment: "USGov", china: "China" }[environment] ?? "";
  return `api://AzureADTokenExchange${suffix}`;
}
