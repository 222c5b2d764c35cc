import type { IConstruct } from "constructs";
import { describeFinding, type PolicyFinding } from "../policy/model/finding";
import { didYouMean, shown } from "../policy/text/errors";

/**
 * The texts of the errors that constructs throw.
 *
 * Each names the construct path, the value got, what is expected and what to do. A secret never comes into a text.
 */

/** Where an error belongs: a construct, or the name of a class while no construct exists. */
export type Place = IConstruct | string;

function at(place: Place): string {
  return typeof place === "string" ? place : place.node.path || place.constructor.name;
}

export function error(place: Place, text: string): Error {
  return new Error(`${at(place)}: ${text}`);
}

export function invalidValue(place: Place, what: string, value: string, expected: string, fix: string): Error {
  return error(place, `${what} is ${shown(value)}; expected ${expected}: ${fix}`);
}

export function unknownAtSynth(place: Place, what: string): Error {
  return error(
    place,
    `${what} is known to Terraform only; expected a literal, because ids are made from it: write the ${what} itself`,
  );
}

export function unknownValue(
  place: Place,
  what: string,
  value: string,
  owner: string,
  known: readonly string[],
): Error {
  const list = known.length === 0 ? "none" : known.map(shown).join(", ");
  const fix = didYouMean(value, known) || "; add it there, or change the name";
  return error(place, `${what} ${shown(value)} does not exist on ${owner}; expected one of: ${list}${fix}`);
}

export function duplicateValue(place: Place, what: string, value: string, fix: string): Error {
  return error(place, `${what} ${shown(value)} is given twice; expected each value once: ${fix}`);
}

export function scopeAndRoleShareValue(place: Place, value: string): Error {
  return error(
    place,
    `${shown(value)} is the value of a scope and of a role; expected different values, because Entra ID keeps both in one namespace: rename the role, such as ${shown(`${value}_as_application`)}`,
  );
}

export function clientIsResource(place: Place, name: string): Error {
  return error(
    place,
    `client and resource are both ${name}; expected two registrations, because Entra ID refuses a token that an application requests for itself (AADSTS90009): register the client on its own`,
  );
}

export function differentAuthorities(place: Place, client: string, resource: string): Error {
  return error(
    place,
    `the client belongs to ${client} and the resource to ${resource}; expected one tenant in one cloud: give both registrations the same authority`,
  );
}

export function bothDocuments(place: Place, target: string, first: string): Error {
  return error(
    place,
    `a policy document for ${target} is attached by ${first} already; expected one document for each target, because API Management keeps one: merge the two`,
  );
}

export function policyIdTaken(place: Place, id: string): Error {
  return error(
    place,
    `id ${shown(id)} is taken by another construct in here; expected it to be free for the policy document: give the other construct another id`,
  );
}

export function unreadableDocument(place: Place, problem: PolicyFinding, count: number): Error {
  const more = count === 1 ? "" : ` (and ${count - 1} more, in its diagnostics)`;
  return error(place, `the document was read with a problem: ${describeFinding(problem)}${more}`);
}

export function refusedRoot(place: Place, root: string): Error {
  const fix =
    root === "fragment"
      ? "make a PolicyFragment of the document, and include that"
      : "give a document with sections, such as one from PolicyDocument.of";
  return error(place, `the root of the document is <${root}>; expected <policies>: ${fix}`);
}

export function refusedFragment(place: Place, problem: string): Error {
  return error(place, problem);
}

/** `findings` stand on lines of their own. */
export function refusedPolicy(place: Place, target: string, findings: readonly string[]): Error {
  return error(
    place,
    `the policy document for ${target} has errors; expected none: correct them, or accept them with suppress and a reason\n  ${findings.join("\n  ")}`,
  );
}

export function secondJwtPolicy(place: Place, target: string, first: string): Error {
  return error(
    place,
    `tokens for ${target} are checked by ${first} already; expected one JwtPolicy for each target: use Callers.anyOf to let several kinds of callers in`,
  );
}

export function resourceHasNoApplicationRole(resource: string): string {
  return `the resource ${resource} has no role for applications; expected one, because a token of client credentials holds roles and never a scope: add AppRole.forApplications(…) to its roles`;
}

export function clientHasNoRole(client: string, resource: string): string {
  return `the client ${client} has no role of ${resource}; expected one, because Entra ID refuses a token to a client without a role (AADSTS501051): call grantRole on the client`;
}

export function invalidNumberOption(place: Place, option: string, value: number, expected: string): Error {
  return error(place, `${option} is ${value}; expected ${expected}: change the value or leave the option out`);
}

export function noAllowedClient(place: Place): Error {
  return error(
    place,
    "allowedClients is empty, so nobody could call; expected at least one client: name one, or leave the option out",
  );
}

export function differentStacks(place: Place, what: string, path: string, fix: string): Error {
  return error(
    place,
    `${what} ${path} belongs to another stack; expected one of this stack, because Terraform orders resources within a stack only and keeps what passes between stacks in its state: ${fix}`,
  );
}

export function duplicateName(place: Place, what: string, name: string, first: string): Error {
  return error(
    place,
    `the ${what} ${shown(name)} is made by ${first} already; expected one of each, because the second would replace the first in Azure: choose another name, or use the one that is there`,
  );
}

export function differentClouds(place: Place, service: string, registration: string): Error {
  return error(
    place,
    `the service is in the ${service} cloud and the registrations are in the ${registration} cloud; expected one cloud: set cloud where the service is imported, or authority on the registrations`,
  );
}

export function providerInOtherCloud(environment: string): string {
  return `the azuread provider works in the ${environment} cloud and a registration takes its tenant from it, as one of the public cloud; expected the same cloud: set authority on the registration, such as Authority.usGovernment(tenantId)`;
}

export function secretOfOtherClient(place: Place, client: string): Error {
  return error(
    place,
    `the client secret belongs to another registration than ${client}; expected a secret of the client, because Entra ID refuses any other (AADSTS7000215): call addClientSecret on the client`,
  );
}

export function serverForOtherApi(server: string, policy: string): string {
  return `the authorization server gets tokens for ${server} and the policy takes tokens for ${policy}; expected one API, because every token of the test console would be refused: give both the same resource`;
}

export function serverForOtherCallers(server: string, policy: string): string {
  return `the tokens of the authorization server hold ${server} and the policy asks for ${policy}; expected one in common, because every token of the test console would be refused: change the callers of the policy or the grant of the server`;
}
