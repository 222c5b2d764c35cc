import { adTokenHosts, adTokenTenant } from "../../oauth/ad-token-tenant";
import {
  CONSUMER_TENANT,
  ENTRA_HOSTS,
  type EntraHosts,
  entraIssuer,
  entraMetadataUrl,
  GUID,
} from "../../oauth/entra-tenant";
import { TokenVersion } from "../../oauth/token-version";
import { CannotExecute, PolicyFailure } from "../failure";
import type { Step } from "../step";
import { refusedToken } from "../token/token-error";
import { passToken, refusal } from "./pass-token";
import { keysOf, requiredClaims } from "./validate-jwt";

/** Lets only requests with a token of a tenant of Entra ID pass, of either version. */
export async function validateAzureAdToken(step: Step): Promise<void> {
  const tenant = tenantOf(step.text("tenant-id"));
  const hosts = hostsOf(step.tryText("authentication-endpoint"));
  const clients = step.tryList("client-application-ids", "application-id");
  const audiences = [
    ...(step.tryList("audiences", "audience") ?? []),
    ...(step.tryList("backend-application-ids", "application-id") ?? []),
  ];
  const issuers = GUID.test(tenant)
    ? [entraIssuer(hosts, tenant, TokenVersion.V1), entraIssuer(hosts, tenant, TokenVersion.V2)]
    : undefined;
  const jwt = await passToken(step, {
    requireExpirationTime: true,
    requireSignedTokens: true,
    clockSkewSeconds: 0,
    metadataUrls: [TokenVersion.V2, TokenVersion.V1].map((version) => entraMetadataUrl(hosts, tenant, version)),
    keys: [],
    decryptionKeys: keysOf(step, "decryption-keys"),
    audiences: audiences.length === 0 ? undefined : audiences,
    issuers,
    requiredClaims: requiredClaims(step),
  });
  const client = jwt.text("azp") ?? jwt.text("appid");
  if (clients === undefined || (client !== undefined && clients.includes(client))) return;
  throw refusal(step, refusedToken("TokenClaimValueNotAllowed", `Claim azp value of ${client ?? ""} is not allowed.`));
}

function tenantOf(text: string): string {
  const tenant = adTokenTenant(text);
  if (tenant !== undefined) return tenant.toLowerCase() === "consumers" ? CONSUMER_TENANT : tenant;
  throw new PolicyFailure("JwtInvalid", "tenant-id is no tenant", 500, "Internal server error");
}

function hostsOf(endpoint: string | undefined): EntraHosts {
  const found = adTokenHosts(endpoint);
  if (found !== undefined) return found;
  const known = Object.values(ENTRA_HOSTS).map(({ loginHost }) => loginHost);
  throw new CannotExecute(
    `authentication-endpoint is ${JSON.stringify(endpoint)}; expected one of ${known.join(", ")}`,
  );
}
