import { authorizationResponse, RESPONSE_MODES } from "./authorization-response";
import { tryFindApplication, type EntraUser } from "./directory";
import { EntraError, missingParameter, unknownClient } from "./entra-error";
import type { IssuerContext } from "./issuer-context";
import type { CodeChallenge } from "./pkce";
import { platformOf } from "./redirect-platform";
import type { Sessions } from "./sessions";
import { permissionOf } from "./user-permission";

/** @see https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
const CHALLENGE = /^[\w.~-]{43,128}$/;

/**
 * Signs a user in without asking: the one of `login_hint`, or the first of the tenant. Consent has to be there already.
 *
 * @returns what sends the browser on, with a code or an error
 * @throws EntraError for what Entra ID shows on a page, because it does not trust the redirect URI
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 */
export function authorize(context: IssuerContext, sessions: Sessions, parameters: URLSearchParams): Response {
  const clientId = parameters.get("client_id");
  if (clientId === null) throw missingParameter("client_id");
  const client = tryFindApplication(context.directory, clientId);
  if (client === undefined) throw unknownClient(clientId, context.directory.tenantId);
  const redirectUri = parameters.get("redirect_uri");
  if (redirectUri === null) throw missingParameter("redirect_uri");
  const platform = platformOf(client, redirectUri);
  try {
    if (parameters.get("response_type") !== "code") {
      throw new EntraError(
        "unsupported_response_type",
        700054,
        "response_type 'token' or 'id_token' is not enabled for the application.",
      );
    }
    checkResponseMode(parameters.get("response_mode"));
    const scope = parameters.get("scope");
    if (scope === null || scope === "") throw missingParameter("scope");
    const challenge = challengeIn(parameters);
    if (platform === "singlePage" && challenge === undefined) {
      throw new EntraError(
        "invalid_request",
        9002325,
        "Proof Key for Code Exchange is required for cross-origin authorization code redemption.",
      );
    }
    const user = userOf(context, parameters.get("login_hint"));
    permissionOf(context, client, user, parameters);
    const code = `1.${context.random(64)}`;
    const session = {
      clientId: client.clientId,
      redirectUri,
      platform,
      user,
      scope,
      nonce: parameters.get("nonce") ?? undefined,
      challenge,
    };
    sessions.codes.add(code, session, context.now());
    return authorizationResponse(redirectUri, parameters, { code });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return authorizationResponse(redirectUri, parameters, { error: error.error, error_description: error.message });
  }
}

function checkResponseMode(mode: string | null): void {
  if (mode === null || RESPONSE_MODES.includes(mode)) return;
  throw new EntraError(
    "invalid_request",
    70007,
    `'${mode}' is not a supported value of 'response_mode' when requesting a token.`,
  );
}

/** A challenge without a method is plain. One that cannot be checked is refused, because a client relies on it. */
function challengeIn(parameters: URLSearchParams): CodeChallenge | undefined {
  const value = parameters.get("code_challenge");
  const method = parameters.get("code_challenge_method") ?? "plain";
  if (value === null && !parameters.has("code_challenge_method")) return undefined;
  if (value === null || (method !== "S256" && method !== "plain")) {
    throw new EntraError("invalid_request", 9002313, "Invalid request. Request is malformed or invalid.");
  }
  if (CHALLENGE.test(value)) return { value, method };
  throw new EntraError("invalid_request", 501491, "Invalid size of Code_Challenge parameter.");
}

function userOf({ directory }: IssuerContext, loginHint: string | null): EntraUser {
  const user =
    loginHint === null
      ? directory.users[0]
      : directory.users.find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === loginHint.toLowerCase());
  if (user !== undefined) return user;
  throw new EntraError(
    "access_denied",
    50034,
    `The user account ${loginHint ?? ""} does not exist in the directory '${directory.tenantId}'.`,
  );
}
