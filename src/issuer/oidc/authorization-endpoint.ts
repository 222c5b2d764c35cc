import { authorizationResponse, RESPONSE_MODES } from "../authorization-response";
import type { CodeChallenge } from "../pkce";
import type { OidcCodeSession, OidcContext } from "./provider";
import { checkedParameters, OidcRefusal, requiredParameter } from "./refusal";
import { requestedAccess } from "./requested-access";

/** A SHA-256 hash, base64url. */
const CHALLENGE = /^[\w-]{43}$/;

/**
 * Signs in the user of `login_hint`, or one without a name, and sends the browser back with a code. Every client and redirect URI is known.
 *
 * @returns what sends the browser on, with a code or an error
 * @throws OidcRefusal when the request names no client or no redirect URI that an error could go to
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthorizationEndpoint
 */
export function authorize(context: OidcContext, given: URLSearchParams): Response {
  const parameters = checkedParameters(given);
  const clientId = requiredParameter(parameters, "client_id");
  const redirectUri = redirectUriIn(parameters);
  try {
    const code = context.random(32);
    context.codes.add(code, { clientId, redirectUri, ...sessionOf(context, parameters) }, context.now());
    return authorizationResponse(redirectUri, parameters, { code });
  } catch (error) {
    if (!(error instanceof OidcRefusal)) throw error;
    return authorizationResponse(redirectUri, parameters, { error: error.error, error_description: error.message });
  }
}

function sessionOf(
  { provider }: OidcContext,
  parameters: URLSearchParams,
): Omit<OidcCodeSession, "clientId" | "redirectUri"> {
  const { anyClient } = provider;
  if (anyClient === undefined) throw new OidcRefusal("unauthorized_client", "the provider has no clients");
  const type = requiredParameter(parameters, "response_type");
  if (type !== "code") throw new OidcRefusal("unsupported_response_type", `response_type is ${type}; expected code`);
  const mode = parameters.get("response_mode") ?? "query";
  if (!RESPONSE_MODES.includes(mode)) {
    throw new OidcRefusal("invalid_request", `response_mode is ${mode}; expected one of ${RESPONSE_MODES.join(", ")}`);
  }
  const access = requestedAccess(anyClient.audiences, parameters.get("login_hint") ?? "user", parameters);
  return { ...access, nonce: parameters.get("nonce") ?? undefined, challenge: challengeIn(parameters) };
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2 */
function redirectUriIn(parameters: URLSearchParams): string {
  const uri = requiredParameter(parameters, "redirect_uri");
  if (URL.canParse(uri) && !uri.includes("#")) return uri;
  throw new OidcRefusal("invalid_request", `redirect_uri is ${uri}; expected an absolute URI without a fragment`);
}

function challengeIn(parameters: URLSearchParams): CodeChallenge | undefined {
  const value = parameters.get("code_challenge");
  const method = parameters.get("code_challenge_method");
  if (value === null && method === null) return undefined;
  if (method !== "S256") {
    throw new OidcRefusal("invalid_request", `code_challenge_method is ${method ?? "missing"}; expected S256`);
  }
  if (value !== null && CHALLENGE.test(value)) return { value, method };
  throw new OidcRefusal("invalid_request", "code_challenge is no SHA-256 hash; expected 43 characters of base64url");
}
