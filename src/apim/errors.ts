import { error, type Place } from "../core/errors";
import { describeFinding, type PolicyFinding } from "../policy/model/finding";
import { shown } from "../policy/text/errors";

/**
 * The error messages of this folder.
 *
 * Each one names the value it got, what was expected and what to do; the construct path is added. Messages never contain a secret.
 */

export function bothDocuments(place: Place, target: string, first: string): Error {
  return error(
    place,
    `a policy document for ${target} is already attached by ${first}; expected one document for each target, because API Management keeps only one: merge the two`,
  );
}

export function secondPolicyResource(target: string, own: string, other: string): string {
  return `the policy document for ${target} is held by ${own} and by ${other}; expected one resource, because API Management keeps only one document and each would overwrite the other at every apply: give the statements of ${other} to ApimPolicy.of, or its text to a RawPolicy, and remove it`;
}

export function policyIdTaken(place: Place, id: string): Error {
  return error(
    place,
    `id ${shown(id)} is already used by another construct in this scope; expected it to be free for the policy document: give the other construct another id`,
  );
}

export function unreadableDocument(place: Place, problem: PolicyFinding, count: number): Error {
  const more = count === 1 ? "" : ` (and ${count - 1} more, in its diagnostics)`;
  return error(place, `the document was read with a problem: ${describeFinding(problem)}${more}`);
}

export function refusedRoot(place: Place, root: string): Error {
  const fix =
    root === "fragment"
      ? "create a PolicyFragment from the document, and include it"
      : "give a document with sections, such as one from PolicyDocument.of";
  return error(place, `the root of the document is <${root}>; expected <policies>: ${fix}`);
}

export function refusedFragment(place: Place, problem: string): Error {
  return error(place, problem);
}

/** Each of the `findings` is on its own line. */
export function refusedPolicy(place: Place, target: string, findings: readonly string[]): Error {
  return error(
    place,
    `the policy document for ${target} has errors; expected none: correct them, or accept them with suppress and a reason\n  ${findings.join("\n  ")}`,
  );
}

export function secondJwtPolicy(place: Place, target: string, first: string): Error {
  return error(
    place,
    `tokens for ${target} are already checked by ${first}; expected one JwtPolicy for each target: use Callers.anyOf to allow several kinds of callers`,
  );
}

export function resourceHasNoApplicationRole(resource: string): string {
  return `the resource ${resource} has no role for applications; expected one, because a token of client credentials holds roles and never a scope: add AppRole.forApplications(…) to its roles`;
}

export function clientHasNoRole(client: string, resource: string): string {
  return `the client ${client} has no role of ${resource}; expected one, because Entra ID refuses a token to a client without a role (AADSTS501051): call grantRole on the client`;
}

export function noAllowedClient(place: Place): Error {
  return error(
    place,
    "allowedClients is empty, so no client could call; expected at least one client: name one, or omit the option",
  );
}

export function differentClouds(place: Place, service: string, registration: string): Error {
  return error(
    place,
    `the service is in the ${service} cloud and the registrations are in the ${registration} cloud; expected one cloud: set cloud where the service is imported, or authority on the registrations`,
  );
}

export function secretOfOtherClient(place: Place, client: string): Error {
  return error(
    place,
    `the client secret belongs to another registration than ${client}; expected a secret of the client, because Entra ID refuses any other (AADSTS7000215): call addClientSecret on the client`,
  );
}

export function serverForOtherApi(server: string, policy: string): string {
  return `the authorization server gets tokens for ${server} and the policy accepts tokens for ${policy}; expected one API, because every token of the test console would be rejected: give both the same resource`;
}

export function serverForOtherCallers(server: string, policy: string): string {
  return `the tokens of the authorization server hold ${server} and the policy asks for ${policy}; expected one in common, because every token of the test console would be rejected: change the callers of the policy or the grant of the server`;
}

export function literalSecret(place: Place, kind: string): Error {
  return error(
    place,
    `the text is ${kind}, which anyone who can read the configuration would see; expected text that is not a secret: use NamedValueSource.keyVault or NamedValueSource.secret`,
  );
}

export function noGrantScope(place: Place): Error {
  return error(
    place,
    "no scope is given; expected at least one scope of the API, because a token without a scope lets the client do nothing: name a scope, such as access_as_user",
  );
}

export function noCallers(place: Place, what: string, reason: string): Error {
  return error(place, `no ${what} is given; expected at least one, because ${reason}`);
}

export function emptyAnyOf(): Error {
  return error(
    "Callers.anyOf",
    "no callers are given; expected at least one: use Callers.applications or Callers.users",
  );
}

export function unknownEndpoint(place: Place, resource: string, endpoint: string): Error {
  return error(
    place,
    `the resource server ${resource} names no ${endpoint}; expected one, because the authorization server needs it: give ${endpoint} where the resource server is created`,
  );
}

export function emptyResourceServer(place: Place, resource: string, what: string): Error {
  return error(
    place,
    `the resource server ${resource} names no ${what}; expected at least one, because tokens of any ${what} would pass otherwise: give one where the resource server is created`,
  );
}

export function unmanagedRedirectUri(client: string, uri: string, platform: string): string {
  return `${client} is not created here, so its redirect URIs are not managed; register ${uri} as a ${platform} redirect URI where it is created`;
}

export function unchecked(): string {
  return "the authorization server gets tokens for the test console and does not validate them, so anyone can call this API; add a JwtPolicy with this API as target";
}

export function keyBesideToken(): string {
  return "callers need a subscription key in addition to their token, because subscriptionRequired is true by default, and get 401 without one; set it to false if the token is enough, or to true if the key is intended";
}
