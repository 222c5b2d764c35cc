import type { EntraApplication } from "./directory";
import { EntraError } from "./entra-error";

/** The platform of a redirect URI. It decides how a code is redeemed. */
export type RedirectPlatform = "web" | "singlePage" | "publicClient";

/** The platform that a redirect URI is registered for. */
export function platformOf(client: EntraApplication, redirectUri: string): RedirectPlatform {
  const { web, singlePage, publicClient } = client.redirectUris;
  if (web.includes(redirectUri)) return "web";
  if (singlePage.includes(redirectUri)) return "singlePage";
  // An app on a device takes the port that is free.
  if (publicClient.includes(redirectUri) || publicClient.includes(withoutPort(redirectUri))) return "publicClient";
  throw new EntraError(
    "invalid_request",
    50011,
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${client.clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
  );
}

function withoutPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1)):\d+/, "$1");
}
