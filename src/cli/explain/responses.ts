import type { EntraDirectory } from "../../issuer/directory";
import { nameOf } from "../token-text";
import { applicationsOf } from "../tokens";
import type { OpenDeployment } from "../open-deployment";
import { operationsOf } from "../operations";
import type { FailedResponse } from "./input";
import { bad, good, open, type Verdict } from "./verdict";

/** Why the gateway answered so, as far as the answer shows it. */
export function explainResponse(response: FailedResponse, opened: OpenDeployment, directory: EntraDirectory): Verdict {
  const { status, headers, body } = response;
  const challenge = headers.get("www-authenticate") ?? "";
  if (status >= 200 && status < 400) return good("response", `${status} is no failure`);
  if (/subscription key/i.test(body)) return subscription(/missing/i.test(body), opened);
  if (/insufficient_scope/i.test(challenge)) return permission(challenge, directory);
  if (status === 401) return /error=/.test(challenge) ? invalidToken(challenge) : noToken(challenge, directory);
  if (status === 403) {
    return bad(
      "response",
      "403: the policies refuse the caller",
      "the token lacks a role or a scope, the address of the caller is not allowed, or the backend answered so itself",
      "give the token to this command, or see with apim-oauth request which policy it was",
    );
  }
  if (status === 404) return noOperation(opened);
  if (status === 429) {
    return bad(
      "response",
      "429: too many calls",
      "a rate limit or a quota of the policies is used up",
      "wait for Retry-After, or raise the limit",
    );
  }
  if (status >= 500) {
    return bad(
      "response",
      `${status}: a policy or the backend failed`,
      "an expression threw, the backend did not answer, or metadata could not be read",
      "see with apim-oauth request which policy it was; the trace of the service says it for the backend",
    );
  }
  return open("response", `${status} says nothing that is known here`);
}

function subscription(isMissing: boolean, { service }: OpenDeployment): Verdict {
  const apis = service.apis.filter(({ subscriptionRequired }) => subscriptionRequired);
  const names = apis.map(({ name, subscriptionKeyHeader }) => `${name} (header ${subscriptionKeyHeader})`).join(", ");
  return bad(
    "key",
    isMissing ? "the request has no subscription key" : "the subscription key is not valid for the API",
    `these APIs ask for one beside the token: ${names || "none of the deployment"}`,
    isMissing
      ? "send the key, or set subscription_required to false where the token is enough"
      : "send a key of an active subscription to the API or to a product with it",
  );
}

function permission(challenge: string, directory: EntraDirectory): Verdict {
  const scope = /scope="([^"]*)"/.exec(challenge)?.[1];
  const realm = /realm="([^"]*)"/.exec(challenge)?.[1];
  const api = applicationsOf(directory).find(({ clientId }) => clientId === realm);
  const known = [...(api?.roles ?? []), ...(api?.scopes ?? [])].map(({ value }) => value).join(", ");
  return bad(
    "permission",
    `the token is valid, and lacks ${scope === undefined ? "a role or a scope" : scope}`,
    `${api === undefined ? "the API" : api.displayName} asks for more than the caller was given${known === "" ? "" : `; it has ${known}`}`,
    "give the application the role, or let the user consent to the scope; then get a new token. With the token, this command says which",
  );
}

function invalidToken(challenge: string): Verdict {
  const reason = /error_description="([^"]*)"/.exec(challenge)?.[1];
  return bad(
    "token",
    `the token is not valid${reason === undefined ? "" : `: ${reason}`}`,
    "its issuer, its audience, its time or its signature is another than the policy asks for",
    "give the token to this command: it says which",
  );
}

function noToken(challenge: string, directory: EntraDirectory): Verdict {
  const realm = /realm="([^"]*)"/.exec(challenge)?.[1];
  return bad(
    "token",
    "the request has no token, or one that is not valid",
    `${realm === undefined ? "the API" : nameOf(directory, realm)} asks for a token in the header Authorization`,
    "send Authorization: Bearer <token>; if you did, give the token to this command",
  );
}

function noOperation({ service }: OpenDeployment): Verdict {
  const known = operationsOf(service)
    .slice(0, 10)
    .map(({ method, path }) => `${method} ${path}`);
  return bad(
    "operation",
    "404: no operation fits, or the backend has nothing there",
    "the method or the path is none of the deployment, or a version or a revision is missing",
    known.length === 0 ? "add an operation" : `use one of ${known.join(", ")}, with values for 1`,
  );
}
