import { tryFindApplication, type EntraUser } from "./directory";
import { EntraError, missingParameter, unknownClient } from "./entra-error";
import type { IssuerContext } from "./issuer-context";
import { platformOf } from "./redirect-platform";
import type { Sessions } from "./sessions";
import { permissionOf } from "./user-permission";

/** A code lives this long. */
const CODE_LIFETIME_MILLISECONDS = 10 * 60_000;

/**
 * Signs a user in without asking: the one of `login_hint`, or the first of the tenant. Consent has to be there already.
 *
 * @returns where the browser goes next, with a code or an error
 * @throws EntraError for what Entra ID shows on a page, because it does not trust the redirect URI
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 */
export function authorize(context: IssuerContext, sessions: Sessions, parameters: URLSearchParams): URL {
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
    const scope = parameters.get("scope");
    if (scope === null || scope === "") throw missingParameter("scope");
    const challenge = parameters.get("code_challenge") ?? undefined;
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
    sessions.codes.set(code, {
      clientId: client.clientId,
      redirectUri,
      platform,
      user,
      scope,
      nonce: parameters.get("nonce") ?? undefined,
      challenge,
      method: parameters.get("code_challenge_method") === "S256" ? "S256" : "plain",
      endsAt: context.now() + CODE_LIFETIME_MILLISECONDS,
    });
    return redirect(redirectUri, parameters, { code });
  } catch (error) {
    if (!(error instanceof EntraError)) throw error;
    return redirect(redirectUri, parameters, { error: error.error, error_description: error.message });
  }
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

function redirect(uri: string, parameters: URLSearchParams, answer: Readonly<Record<string, string>>): URL {
  const url = new URL(uri);
  const query = new URLSearchParams(answer);
  const state = parameters.get("state");
  if (state !== null) query.set("state", state);
  if (parameters.get("response_mode") === "fragment") url.hash = query.toString();
  else for (const [name, value] of query) url.searchParams.append(name, value);
  return url;
}
