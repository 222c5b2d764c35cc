import { Token } from "cdktf";
import { warnOnce } from "../core/annotations";
import { TokenVersion } from "../oauth/token-version";
import { identifierUriOfOther, unverifiedIdentifierUri } from "./errors";
import type { IAppRegistration } from "./i-app-registration";
import { OnePerTenant } from "./one-per-tenant";

/** The identifier URIs that are given, and not made of the client id. */
export const IDENTIFIER_URIS = new OnePerTenant(identifierUriOfOther);

/**
 * Warns about a URI that the policy of most tenants refuses for tokens of version 1.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions
 */
export function expectVerifiedIdentifierUri(registration: IAppRegistration, uri: string): void {
  if (registration.tokenVersion !== TokenVersion.V1 || Token.isUnresolved(uri)) return;
  const hasId = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.test(uri);
  const hasDomain = /^[a-z-]+:\/\/[^/]+\.[^/]+/i.test(uri);
  if (!hasId && !hasDomain) warnOnce(registration, unverifiedIdentifierUri(uri));
}
