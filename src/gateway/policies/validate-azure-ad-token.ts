import { CONSUMER_TENANT, ENTRA_HOSTS, entraIssuer, entraMetadataUrl, GUID } from "../../oauth/entra-tenant";
import { TokenVersion } from "../../oauth/token-version";
import { CannotExecute, PolicyFailure } from "../failure";
import type { Step } from "../step";
import { refusedToken } from "../token/token-error";
import { passToken, refusal } from "./pass-token";
import { keysOf, requiredClaims } from "./validate-jwt";

/** Lets only requests with a token of a tenant of Entra ID pass, of either version. */
export async function validateAzureAdToken(step: Step): Promise<void> {
  const tenant = tenantOf(step.text("tenant-id").trim());
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

/** A tenant is named by its id, a domain, or the URL of its metadata. */
function tenantOf(text: string): string {
  const [, path] = /^https:\/\/[^/]+\/([^/?#]+)/.exec(text) ?? [];
  const tenant = path ?? text;
  if (/^[A-Za-z0-9.-]+$/.test(tenant)) return tenant.toLowerCase() === "consumers" ? CONSUMER_TENANT : tenant;
  throw new PolicyFailure("JwtInvalid", "tenant-id is no tenant", 500, "Internal server error");
}

function hostsOf(endpoint: string | undefined): (typeof ENTRA_HOSTS)[keyof typeof ENTRA_HOSTS] {
  if (endpoint === undefined) return ENTRA_HOSTS.public;
  const host = /^(?:https:\/\/)?([^/]+)/.exec(endpoint.trim())?.[1]?.toLowerCase();
  const hosts = Object.values(ENTRA_HOSTS);
  const found = hosts.find(({ loginHost }) => loginHost === host);
  if (found !== undefined) return found;
  throw new CannotExecute(
    `authentication-endpoint is ${JSON.stringify(endpoint)}; expected one of ${hosts.map(({ loginHost }) => loginHost).join(", ")}`,
  );
}
