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
 * Reads `audience` or `resource`, `scope` and `claims` of a request. The first audience is meant if it names none.
 *
 * @param audiences those that it may name; every one if there are none
 * @throws OidcRefusal for an audience or a resource that no API has, and for claims that are no JSON object
 */
export function requestedAccess(
  audiences: readonly string[],
  subject: string,
  parameters: URLSearchParams,
): RequestedAccess {
  const audience = namedAudience(audiences, parameters) ?? audiences[0];
  const claims = objectIn(parameters.get("claims") ?? "{}");
  if (claims === undefined) throw new OidcRefusal("invalid_request", "the parameter claims is no JSON object");
  return { subject, audience, scope: parameters.get("scope") ?? undefined, claims };
}

/**
 * A request for more tokens of an access can name its audience again, and no other.
 *
 * @throws OidcRefusal for another one
 */
export function checkAudience({ audience }: RequestedAccess, parameters: URLSearchParams): void {
  if (audience !== undefined) namedAudience([audience], parameters);
}

/** What `audience` or, in RFC 8707, `resource` names. A token is for one API. */
function namedAudience(known: readonly string[], parameters: URLSearchParams): string | undefined {
  const audience = parameters.get("audience");
  const [resource = audience, ...others] = new Set(parameters.getAll("resource"));
  const isKnown = (name: string): boolean => known.length === 0 || known.includes(name);
  if (audience !== null && !isKnown(audience)) {
    throw new OidcRefusal("access_denied", `no API has the audience ${audience}`, 403);
  }
  if (resource === null) return undefined;
  if (others.length > 0 || (audience !== null && audience !== resource)) {
    throw new OidcRefusal("invalid_target", "audience and resource name several APIs; expected one");
  }
  if (isKnown(resource)) return resource;
  throw new OidcRefusal("invalid_target", `no API is the resource ${resource}; expected one of ${known.join(", ")}`);
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
