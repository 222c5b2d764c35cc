import { OidcRefusal } from "./refusal";

/** What a request asks for. */
export interface RequestedAccess {
  /** The claim `sub`, unless `claims` has another. */
  readonly subject: string;
  readonly audience?: string;
  readonly scope?: string;
  /** The claims of the token that the request wrote. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Reads `audience`, `scope` and `claims` of a request. The first audience is meant if it names none.
 *
 * @param audiences those that it may name; every one if there are none
 * @throws OidcRefusal for an audience that no API has, and for claims that are no JSON object
 */
export function requestedAccess(
  audiences: readonly string[],
  subject: string,
  parameters: URLSearchParams,
): RequestedAccess {
  const audience = parameters.get("audience") ?? audiences[0];
  if (audience !== undefined && audiences.length > 0 && !audiences.includes(audience)) {
    throw new OidcRefusal("access_denied", `no API has the audience ${audience}`, 403);
  }
  const claims = objectIn(parameters.get("claims") ?? "{}");
  if (claims === undefined) throw new OidcRefusal("invalid_request", "the parameter claims is no JSON object");
  return { subject, audience, scope: parameters.get("scope") ?? undefined, claims };
}

/** The claims of the access token. */
export function accessClaims({ subject, audience, scope, claims }: RequestedAccess): Record<string, unknown> {
  return {
    sub: subject,
    ...(audience !== undefined && { aud: audience }),
    ...(scope !== undefined && { scope }),
    ...claims,
  };
}

/** Whether the scopes are among those of the access. */
export function hasScopes({ scope }: RequestedAccess, wanted: string): boolean {
  const granted = words(scope);
  return words(wanted).every((word) => granted.includes(word));
}

function words(scope = ""): string[] {
  return scope.split(" ").filter((word) => word !== "");
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
