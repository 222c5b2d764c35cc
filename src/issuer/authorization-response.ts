/**
 * Where the browser goes from an authorization endpoint.
 *
 * @param parameters those of the request, of which `state` goes back
 * @param answer a code, or an error
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 */
export function authorizationResponse(
  redirectUri: string,
  parameters: URLSearchParams,
  answer: Readonly<Record<string, string>>,
): URL {
  const url = new URL(redirectUri);
  const query = new URLSearchParams(answer);
  const state = parameters.get("state");
  if (state !== null) query.set("state", state);
  if (parameters.get("response_mode") === "fragment") url.hash = query.toString();
  else for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}
