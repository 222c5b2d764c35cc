/** What pages of any origin may read: metadata and keys, which are public. */
export const ANY_ORIGIN = { "access-control-allow-origin": "*" };

/** What the page that sent a request may read. */
export function ownOrigin(request: Request): Record<string, string> {
  const origin = request.headers.get("origin");
  return origin === null ? {} : { "access-control-allow-origin": origin, vary: "Origin" };
}

/**
 * Lets a browser send the request that it asks about. Undefined if it asks about none.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightAnswer(request: Request): Response | undefined {
  if (request.method !== "OPTIONS" || !request.headers.has("access-control-request-method")) return undefined;
  const asked = request.headers.get("access-control-request-headers");
  return new Response(null, {
    headers: {
      ...ownOrigin(request),
      "access-control-allow-methods": "GET, POST, OPTIONS",
      ...(asked !== null && { "access-control-allow-headers": asked }),
    },
  });
}
