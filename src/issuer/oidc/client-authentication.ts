import { basicCredentials } from "../basic-credentials";
import type { AnyOidcClient } from "./provider";
import { OidcRefusal } from "./refusal";

/** A client that asks for a token. */
export interface OidcClient {
  readonly clientId: string;
  /** Whether it showed the secret. */
  readonly isConfidential: boolean;
}

/**
 * Finds out which client sends a request. One that shows no secret has to have another proof, such as the verifier of its code.
 *
 * @throws OidcRefusal for a wrong secret, and for two ways of showing one
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 */
export function authenticate(
  any: AnyOidcClient | undefined,
  parameters: URLSearchParams,
  authorization: string | null,
): OidcClient {
  const basic = basicCredentials(authorization);
  const named = parameters.get("client_id");
  if (basic !== undefined && (parameters.has("client_secret") || (named ?? basic.id) !== basic.id)) {
    throw new OidcRefusal("invalid_request", "the client is named by its header and otherwise by the body");
  }
  const clientId = basic?.id ?? named;
  if (any === undefined || !clientId) throw new OidcRefusal("invalid_client", "the client is unknown", 401);
  const secret = basic?.secret ?? parameters.get("client_secret");
  if (secret !== null && secret !== any.secret) throw new OidcRefusal("invalid_client", "the secret is wrong", 401);
  return { clientId, isConfidential: secret !== null };
}

/** @throws OidcRefusal for a client that shows no secret */
export function checkConfidential({ isConfidential }: OidcClient): void {
  if (!isConfidential) throw new OidcRefusal("invalid_client", "the secret is missing", 401);
}
